/**
 * The promise of the first visit: once the page says "ready offline", the server may vanish. The
 * notebook opens, is edited and run, with a module nobody imported before, and nothing is asked of
 * the network.
 */
import * as steps from '../steps.mjs';

const LARGE = 50_000;

export const name = 'first visit, then no network for ever';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert, log }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, 'a = 6 * 7\nprint("en ligne", a)');
  assert.equal(await steps.runCell(page, 0), 'en ligne 42');
  await steps.savedIs(page);
  await steps.offlineReady(page);
  const visit = server.requests.reduce((sum, request) => sum + request.bytes, 0);
  log(`first visit: ${server.requests.length} requests, ${visit} bytes; all from this server`);
  assert.deepEqual(browser.outside, [], 'nothing may be asked of another host');
  // The page and the service worker both want the engine, and a class shares one line.
  const sent = server.requests.filter(({ bytes }) => bytes > LARGE).map(({ url }) => url.split('?')[0]);
  assert.deepEqual(sent, [...new Set(sent)], 'no large file is sent twice');

  await server.stop();
  server.forget();
  await steps.reloadNotebook(page);
  assert.equal(await steps.sourceOf(page, 0), 'a = 6 * 7\nprint("en ligne", a)');
  assert.equal(await steps.outputOf(page, 0), 'en ligne 42', 'outputs are kept');
  await steps.offlineReady(page);

  await steps.addCell(page, 'import textwrap, colorsys\nprint(textwrap.shorten("sans aucun fil du tout", 14, placeholder="…"))\ncolorsys.rgb_to_hsv(1.0, 0.0, 0.0)');
  assert.match(await steps.runCell(page, 1), /^sans aucun…\s+\(0\.0, 1\.0, 1\.0\)$/);
  await steps.savedIs(page);

  await steps.reloadNotebook(page);
  assert.match(await steps.sourceOf(page, 1), /^import textwrap/);
  assert.match(await steps.outputOf(page, 1), /^sans aucun…/);
  await steps.addCell(page, 'print(sum(range(11)))');
  assert.equal(await steps.runCell(page, 2), '55');
  await steps.savedIs(page);

  // A new tab, as on the next day.
  const later = await browser.newPage();
  await later.open(server.url);
  await later.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === 1`, { what: 'the notebook in the library' });
  await later.close();

  // The server hears nothing while it is away; had the page asked, it would ask again now.
  assert.deepEqual(server.requests, []);
  await server.start();
  await steps.reloadNotebook(page);
  assert.equal(await steps.outputOf(page, 2), '55');
  assert.deepEqual(browser.outside, []);
}
