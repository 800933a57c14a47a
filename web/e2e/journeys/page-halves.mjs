/**
 * The page's engine comes in two halves, and the second cannot be had for a while: what needs it is
 * said and done later, and all the rest does without.
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

  // To bring a file in is seldom the first thing; what was begun before goes on meanwhile.
  const lesson = notebook([markdown('| a | b |\n| - | - |\n| $\\frac{1}{\\sqrt 2}$ | [^1] |\n\n[^1]: Note')]);
  const own = await steps.notebookId(page);
  const coming = steps.importNotebook(page, lesson);
  coming.catch(() => undefined);
  if (inHalves) await steps.messageShown(page, WAITING);
  else log('a build for working on has one half');
  server.replace(rest, undefined);
  const id = await coming;
  await page.waitFor(`!!document.querySelector('td math')`, { what: 'a formula in a table' });
  await steps.savedIs(page);
  assert.doesNotMatch(await steps.messages(page), WAITING);
  assert.notEqual(id, own, 'the file is a notebook of its own');
  await steps.openNotebook(page, server, own);
  assert.equal(await page.count('cell'), 2, 'and the other one is as it was');
}
