/**
 * An endless loop is a lesson's daily event: the page stays usable while it runs, also when it
 * prints without end, Stop ends it, every variable is as before the cell, and the next cell works.
 */
import { frames, keyTimes, quantile, startMeasuring, summary } from '../pace.mjs';
import * as steps from '../steps.mjs';

export const name = 'endless loops are stopped and variables kept';
export const alone = true;

/** Far above what a person notices as slow, far below a page that is stuck. */
const KEY_MEDIAN_MS = 400;
const KEY_LONGEST_MS = 3000;
const STOP_MS = 10000;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, 'x = 41\nliste = [1, 2]\ndef double(n):\n    return 2 * n');
  await steps.runCell(page, 0);
  await steps.addCell(page, 'x = 0\nliste.append(3)\nwhile True: pass');
  await steps.addCell(page, 'x = 1\nwhile True: print(1)');
  await steps.addCell(page, 'print(double(x + 1), liste)');
  await steps.addCell(page, '# notes');

  for (const loop of [1, 2]) {
    const cell = await steps.startCell(page, loop);
    await steps.inState(page, cell, 'running');
    if (loop === 2) await steps.outputContains(page, cell, '1\n1\n1');
    await steps.kernelIs(page, 'busy');

    // Someone writes on in another cell meanwhile.
    await steps.enterCell(page, 4);
    await page.press('End');
    await startMeasuring(page);
    await page.type('0123456789');
    const times = await keyTimes(page, 10);
    const { longest, count, ms } = await frames(page);
    log(`loop ${loop}: key to paint ${summary(times)}; longest time without a frame ${Math.round(longest)} ms, ${count} frames in ${Math.round(ms)} ms`);
    assert.match(await steps.sourceOf(page, 4), loop === 1 ? /^# notes0123456789$/ : /^# notes01234567890123456789$/);
    assert.ok(quantile(times, 0.5) < KEY_MEDIAN_MS, `median ${quantile(times, 0.5)} ms from a key to its paint`);
    assert.ok(Math.max(...times, longest) < KEY_LONGEST_MS, `${Math.max(...times, longest)} ms without an answer`);
    assert.equal(await steps.kernelState(page), 'busy', 'the loop still runs');

    const asked = Date.now();
    await page.click('stop');
    await steps.idle(page, cell);
    await steps.kernelIs(page, 'ready', STOP_MS);
    log(`loop ${loop}: ready ${Date.now() - asked} ms after the press on Stop`);
    assert.ok(Date.now() - asked < STOP_MS);
    assert.equal(await steps.runCell(page, 3), '84 [1, 2]', 'variables are as they were before the loop');
  }

  // A flood is kept short in the notebook too.
  const flood = await steps.outputOf(page, 2);
  assert.ok(flood.length < 2_000_000, `${flood.length} characters of a flood are kept`);

  await page.click('restart');
  assert.match(await steps.runCell(page, 3), /NameError/);
  assert.match(await steps.runCell(page, 0).then(() => steps.runCell(page, 3)), /^84/);
  await steps.savedIs(page);
}
