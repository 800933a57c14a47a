/**
 * Not only loops run away: a long sleep, a pattern that tries for ever and a huge power keep the
 * kernel inside a single call, where no Python code can look at a flag. Stop ends each of them.
 */
import * as steps from '../steps.mjs';

export const name = 'a sleep, a regular expression and a big power are stopped';

const STOP_MS = 10000;

const RUNAWAYS = [
  "import time\nx = 0\nprint('go')\ntime.sleep(600)",
  "import re\nx = 0\nprint('go')\nre.match('(a|aa)+$', 'a' * 60 + 'b')",
  "x = 0\nprint('go')\nx = 7 ** (10 ** 8)",
];

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, 'x = 41');
  await steps.runCell(page, 0);
  for (const source of RUNAWAYS) await steps.addCell(page, source);
  await steps.addCell(page, 'x + 1');
  for (const [at, source] of RUNAWAYS.entries()) {
    const cell = await steps.startCell(page, at + 1);
    await steps.inState(page, cell, 'running');
    await steps.outputContains(page, cell, 'go');
    assert.equal(await steps.kernelState(page), 'busy', `still at it: ${source}`);
    const asked = Date.now();
    await page.click('stop');
    await steps.idle(page, cell);
    await steps.kernelIs(page, 'ready', STOP_MS);
    log(`ready ${Date.now() - asked} ms after the press on Stop`);
    assert.equal(await steps.runCell(page, RUNAWAYS.length + 1), '42', 'the variable is as before');
  }
}
