/**
 * The page's engine comes in two halves, and the second cannot be had for a while: what needs it is
 * kept, said and done later, in order; nothing is lost, and nothing counts as saved too early.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { markdown, notebook } from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'what needs the second half of the page waits for it, and is not lost';

const ASSETS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/assets');
/** A build for working on has an empty second half. */
const SPLIT_BYTES = 1000;
const WAITING = /n’est pas encore arrivée|has not arrived yet/;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  const file = fs.readdirSync(ASSETS).find((one) => /^ardoise_page_rest-.*\.wasm$/.test(one)) ?? '';
  const inHalves = fs.statSync(path.join(ASSETS, file)).size > SPLIT_BYTES;
  const rest = `/assets/${file}`;
  server.replace(rest, null);
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, 'mot = "ardoise"\nprint(mot)');
  assert.equal(await steps.runCell(page, 0), 'ardoise');
  await steps.addCell(page, 'print(mot * 2)');
  await steps.savedIs(page);
  assert.doesNotMatch(await steps.messages(page), WAITING, 'none of that needs it');

  // To undo is seldom the first thing; what follows comes after it.
  await page.click('undo');
  if (inHalves) {
    await steps.messageShown(page, WAITING);
    assert.equal(await page.count('cell'), 2, 'nothing of it has happened');
    await steps.savedIs(page, 'saving');
  } else {
    log('a build for working on has one half');
  }
  await page.click('undo');
  await steps.enterCell(page, 0);
  await page.press('Control+End');
  await page.type('  # à moi');
  server.replace(rest, undefined);
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 1`, { what: 'the cell to be taken back' });
  await steps.savedIs(page);
  assert.doesNotMatch(await steps.messages(page), WAITING);
  await steps.reloadNotebook(page);
  assert.equal(await page.count('cell'), 1);
  assert.match(await steps.sourceOf(page, 0), /# à moi$/);

  // So does a notebook that has something seldom in it, on a machine that keeps no page for offline.
  await steps.importNotebook(page, notebook([markdown('| a | b |\n| - | - |\n| $\\frac{1}{\\sqrt 2}$ | [^1] |\n\n[^1]: Note')]));
  await steps.savedIs(page);
  const id = await steps.notebookId(page);
  await forgetOffline(page);
  server.replace(rest, null);
  await page.open(`${server.url}#/n/${id}`);
  if (inHalves) {
    await steps.messageShown(page, WAITING);
    assert.equal(await page.count('cell'), 0);
  }
  server.replace(rest, undefined);
  await steps.notebookShown(page);
  await page.waitFor(`!!document.querySelector('td math')`, { what: 'a formula in a table' });
}

/** @param {import('../drivers/page.mjs').Page} page */
async function forgetOffline(page) {
  await page.eval(`(async () => {
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    for (const one of await caches.keys()) await caches.delete(one);
  })()`);
  await page.open('about:blank');
}
