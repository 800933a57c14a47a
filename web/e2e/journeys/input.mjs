/**
 * `input()` asks inside the cell. However it is done underneath, a person sees one run: each line
 * once, the same random number and time before and after an answer, and Stop while it waits.
 */
import * as steps from '../steps.mjs';

export const name = 'input() is answered twice in one cell';

const ASKING = `import random, time
n = random.random()
begin = time.time()
journal = ["debut"]
print("tirage", n)
a = input("Premier ? ")
journal.append(a)
print("entre", a, n)
b = input("Second ? ")
journal.append(b)
print("fin", a, b, n)
print("temps", time.time() >= begin, len(journal))`;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, ASKING);
  await steps.addCell(page, 'print(n)\nprint(journal)');
  await steps.addCell(page, 'c = input()\nd = input("Encore ? ")');

  const cell = await steps.startCell(page, 0);
  await asked(page, 'Premier ?');
  await page.eval(`(${watchRepeats})(${JSON.stringify(cell)}, ["tirage", "entre", "fin", "temps"])`);
  await steps.outputContains(page, cell, 'tirage');
  await steps.kernelIs(page, 'waiting');
  const drawn = /tirage (\S+)/.exec(await steps.outputIn(page, cell))?.[1];
  assert.ok(drawn);

  await answer(page, 'rouge');
  await asked(page, 'Second ?');
  await answer(page, 'élève « 2 »');
  await steps.idle(page, cell);
  await steps.kernelIs(page, 'ready');

  const shown = (await steps.outputIn(page, cell)).split('\n').filter((line) => /^(tirage|entre|fin|temps)/.test(line));
  assert.deepEqual(shown, [`tirage ${drawn}`, `entre rouge ${drawn}`, `fin rouge élève « 2 » ${drawn}`, 'temps True 3']);
  assert.deepEqual(await page.eval('window.journeyRepeats'), [], 'no line was ever shown twice or taken away');
  assert.equal(await steps.runCell(page, 1), `${drawn}\n['debut', 'rouge', 'élève « 2 »']`);

  // Stop while it waits for the second answer.
  const other = await steps.startCell(page, 2);
  await steps.inState(page, other, 'waiting');
  await answer(page, 'oui');
  await asked(page, 'Encore ?');
  await page.click('stop');
  await steps.idle(page, other);
  await steps.kernelIs(page, 'ready');
  assert.equal(await page.count('question'), 0, 'the question is gone');
  assert.match(await steps.runCell(page, 1), /rouge/);
  await steps.writeCell(page, 2, 'c');
  assert.match(await steps.runCell(page, 2), /NameError/);
}

/** @param {steps.Page} page @param {string} prompt */
async function asked(page, prompt) {
  await page.waitFor(
    `(() => { const field = document.querySelector('[data-testid=question]'); return !!field && field.closest('form').innerText.includes(${JSON.stringify(prompt)}); })()`,
    { ms: steps.PYTHON_MS, what: `the question ${prompt}` },
  );
}

/** @param {steps.Page} page @param {string} text */
async function answer(page, text) {
  await page.click('question');
  await page.paste(text);
  await page.waitFor(`document.querySelector('[data-testid=question]').value === ${JSON.stringify(text)}`, { what: 'the answer in its field' });
  await page.press('Enter');
}

/** Runs in the page: notes each time a word is in the output more than once, or was and is not. @param {string} selector @param {string[]} words */
function watchRepeats(selector, words) {
  const cell = document.querySelector(selector);
  if (!cell) throw new Error('no cell');
  /** @type {string[]} */
  const seen = [];
  const had = new Set();
  const look = () => {
    const output = cell.querySelector('[data-testid=cell-output]');
    const text = output ? output.textContent || '' : '';
    for (const word of words) {
      const times = text.split(word).length - 1;
      if (times > 1) seen.push(`${word} ${times} times`);
      if (times === 0 && had.has(word)) seen.push(`${word} vanished`);
      if (times > 0) had.add(word);
    }
  };
  /** @type {any} */ (window).journeyRepeats = seen;
  new MutationObserver(look).observe(cell, { childList: true, subtree: true, characterData: true });
}
