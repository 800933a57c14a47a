/**
 * The short journey, on every engine: open the app, write and run a cell, stop an endless loop,
 * see it saved, reload without a network, and find everything there.
 */
import * as steps from '../steps.mjs';

export const name = 'short: open, edit, run, stop, save, reload offline';
export const everywhere = true;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, 'mot = "ardoise"\nprint(mot.upper(), len(mot))');
  assert.equal(await steps.runCell(page, 0), 'ARDOISE 7');

  await steps.addCell(page, 'while True:\n    pass');
  const loop = await steps.startCell(page, 1);
  await steps.inState(page, loop, 'running');
  await page.click('stop');
  await steps.idle(page, loop);
  await steps.addCell(page, 'mot * 2');
  assert.match(await steps.runCell(page, 2), /ardoiseardoise/);

  await steps.savedIs(page);
  await steps.offlineReady(page);
  await server.stop();
  await steps.reloadNotebook(page);
  assert.equal(await page.count('cell'), 3);
  assert.equal(await steps.sourceOf(page, 0), 'mot = "ardoise"\nprint(mot.upper(), len(mot))');
  assert.equal(await steps.outputOf(page, 0), 'ARDOISE 7');
  await steps.writeCell(page, 2, 'print(6 * 7)');
  assert.equal(await steps.runCell(page, 2), '42');
  await steps.savedIs(page);
  assert.deepEqual(browser.outside, []);
}
