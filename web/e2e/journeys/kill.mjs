/**
 * The power fails while someone types: whatever the page had shown as saved is there afterwards.
 * The kill comes at many moments, drawn from a seed: after some number of looks at the page, or in
 * the very moment "saved" shows. The long form of this journey is `kill-long.mjs`.
 */
import { seeded } from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'killed while typing, all that was shown as saved is back';

/** Words between two pauses of whoever types. */
const PAUSE = 12;

/** @param {import('../run.mjs').World} world */
export async function run(world) {
  await killAtMoments(world, 4, 20261122);
}

/** @param {import('../run.mjs').World} world @param {number} moments @param {number} seed */
export async function killAtMoments({ page: first, server, browser, assert, log }, moments, seed) {
  const random = seeded(seed);
  let page = first;
  await steps.openApp(page, server);
  const id = await steps.newNotebook(page);
  let kept = 0;
  let unsaved = 0;
  for (let round = 0; round < moments; round++) {
    const begin = `# manche ${round}:`;
    await steps.writeCell(page, 0, begin);
    await steps.savedIs(page);
    await steps.enterCell(page, 0);
    await page.press('Control+End');

    const { typed, saved } = await typeUntilKilled(page, browser, begin, random);
    page = (await browser.relaunch()).page;
    await steps.openNotebook(page, server, id);
    const back = await steps.sourceOf(page, 0);
    assert.ok(back.startsWith(saved), `round ${round}: shown as saved was ${JSON.stringify(saved)}, back came ${JSON.stringify(back)}`);
    assert.ok(typed.startsWith(back), `round ${round}: ${JSON.stringify(back)} was never typed, but ${JSON.stringify(typed)}`);
    assert.equal(await steps.savedState(page), 'saved');
    kept += saved.length - begin.length;
    unsaved += back.length - saved.length;
  }
  log(`${moments} kills: ${kept} characters shown as saved while typing, all back, and ${unsaved} more that were not shown so yet`);
  assert.ok(kept > 0, 'nothing was saved before any kill: this journey showed nothing');

  // What a run showed is work too.
  await steps.writeCell(page, 0, 'print("résultat", 6 * 7)');
  await steps.runCell(page, 0);
  await steps.savedIs(page);
  await browser.kill();
  page = (await browser.relaunch()).page;
  await steps.openNotebook(page, server, id);
  assert.equal(await steps.outputOf(page, 0), 'résultat 42');
}

/**
 * Types without end and looks at the page without end, until the moment comes.
 * @param {steps.Page} page @param {{ kill(): Promise<void> }} browser @param {string} begin @param {() => number} random
 */
async function typeUntilKilled(page, browser, begin, random) {
  const atSaved = random() < 0.5;
  const moment = atSaved ? 1 + Math.floor(random() * 4) : 10 + Math.floor(random() * 150);
  let typed = begin;
  let saved = begin;
  let over = false;
  /** Ends the pause of whoever types. */
  let goOn = () => {};
  const typing = (async () => {
    for (let i = 0; !over; i++) {
      const next = ` ${i}`;
      typed += next;
      await page.type(next);
      // Nobody types for ever: "saved" means the last key too, so it only shows in a pause. Without
      // this, a quick machine types on before any write is confirmed. The pause lasts until the
      // looks below have seen it, or it might come and go between two of them.
      if (i % PAUSE === PAUSE - 1 && !over) await new Promise((seen) => (goOn = () => seen(undefined)));
    }
  })().catch((error) => {
    if (!over) throw error;
  });

  let looks = 0;
  let savings = 0;
  let before = 'saved';
  const start = Date.now();
  while (atSaved ? savings < moment : looks < moment) {
    const [state, text] = await page.eval(`[
      document.querySelector('[data-testid=saved-state]').getAttribute('data-state'),
      document.querySelector('[data-testid=cell] .cm-line').textContent,
    ]`);
    looks += 1;
    if (state === 'saved') {
      saved = text;
      if (before !== 'saved') savings += 1;
      if (text === typed) goOn();
    }
    before = state;
    // Had saving stopped, the moment would never come. Time bounds it and no number of looks: a
    // quick machine looks thousands of times before the first pause.
    if (Date.now() - start > 60_000) throw new Error(`a minute, ${looks} looks, and only ${savings} times shown as saved`);
  }
  over = true;
  goOn();
  await browser.kill();
  await typing;
  return { typed, saved };
}
