/**
 * What the page can do before its editor's comforts (colours, completion, indentation) and its engine's
 * second half arrive: read, type, run and keep. The weight of the page counts only what this needs, so
 * here they never come.
 */
import * as steps from '../steps.mjs';

export const name = 'plain: typing and running before the editor\'s comforts arrive';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  const list = await (await fetch(`${server.url}service-worker.js`)).text();
  const late = `/${/assets\/comfort-[\w-]+\.js/.exec(list)?.[0]}`;
  const rest = `/${/assets\/ardoise_page_rest-[\w-]+\.wasm/.exec(list)?.[0]}`;
  server.replace(late, null);
  server.replace(rest, null);
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.enterCell(page, 0);
  await page.type('for n in range(3):');
  for (const key of ['Enter', 'Tab']) await page.press(key);
  await page.type('carré = n * n');
  await page.press('Enter');
  await page.type('print(carré)');
  const source = 'for n in range(3):\n    carré = n * n\n    print(carré)';
  assert.equal(await steps.sourceOf(page, 0), source);
  assert.equal(await steps.runCell(page, 0), '0\n1\n4');
  await steps.savedIs(page);
  assert.equal(await page.count('.tok-keyword'), 0);
  for (const file of [late, rest]) assert.ok(server.requests.some(({ url, status }) => url === file && status === 404), file);

  // The next visit finds them, and they join the editors that are there already.
  server.replace(late, undefined);
  server.replace(rest, undefined);
  await steps.reloadNotebook(page);
  await page.waitFor(`document.querySelectorAll('.tok-keyword').length === 2`, { what: 'colours' });
  await steps.enterCell(page, 0);
  await page.press('Control+End');
  await page.press('Enter');
  await page.type('if n:');
  await page.press('Enter');
  await page.type('n');
  assert.equal(await steps.sourceOf(page, 0), `${source}\n    if n:\n        n`);
}
