/**
 * A new version of the site: fetched beside the old one, which goes on working in the open page;
 * a deployment that is half done is not taken; the person decides when to change.
 */
import crypto from 'node:crypto';
import * as steps from '../steps.mjs';

export const name = 'a new version waits, and breaks no open page';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, 'a = 41');
  await steps.runCell(page, 0);
  await steps.savedIs(page);
  await steps.offlineReady(page);
  const id = await steps.notebookId(page);

  // The next version: another page, and a list that names it.
  const index = await (await fetch(server.url)).text();
  const script = await (await fetch(`${server.url}service-worker.js`)).text();
  const oldList = JSON.parse(script.slice(script.indexOf('{'), script.indexOf('};\n') + 1));
  const newIndex = index.replace(oldList.version, 'next').replace('<body>', '<body data-site="next">');
  const hash = crypto.createHash('sha256').update(newIndex).digest('hex');
  const files = oldList.files.map((/** @type {string[]} */ [path, sha]) => [path, path === 'index.html' ? hash : sha]);
  const newScript = script.replace(JSON.stringify(oldList), JSON.stringify({ version: 'next', files }));
  assert.notEqual(newScript, script);

  // Half a deployment: the list is there, the page is still the old one.
  server.replace('/service-worker.js', newScript);
  await page.eval(`navigator.serviceWorker.getRegistration().then((known) => known.update()).then(() => true, () => true)`);
  await page.waitFor(`navigator.serviceWorker.getRegistration().then((known) => !known.installing && !known.waiting)`, { what: 'the half version to be refused', ms: 60000 });
  await steps.addCell(page, 'print(a + 1)');
  assert.equal(await steps.runCell(page, 1), '42');

  // The whole of it: it waits, and only what has changed is fetched.
  server.replace('/index.html', newIndex);
  server.forget();
  await page.eval(`navigator.serviceWorker.getRegistration().then((known) => known.update()).then(() => true)`);
  await page.waitFor(`navigator.serviceWorker.getRegistration().then((known) => !!known.waiting)`, { what: 'the new version to wait', ms: 60000 });
  const fetched = server.requests.map((request) => request.url).filter((url) => !url.endsWith('service-worker.js'));
  assert.deepEqual([...new Set(fetched)], ['/'], 'files that are the same are not fetched again');

  // The open page is the old one, whole, with no network.
  await server.stop();
  await steps.addCell(page, 'import colorsys\nprint(colorsys.rgb_to_hsv(1, 0, 0))');
  assert.equal(await steps.runCell(page, 2), '(0.0, 1.0, 1)');
  await steps.reloadNotebook(page);
  assert.equal(await page.eval(`document.body.getAttribute('data-site')`), null);
  assert.equal(await steps.outputOf(page, 1), '42');

  // The person agrees.
  await steps.toLibrary(page);
  await page.click('apply-update');
  await page.waitFor(`document.body.getAttribute('data-site') === 'next'`, { what: 'the new version after a press on the button', ms: 60000 });
  await steps.openNotebook(page, server, id);
  assert.equal(await steps.outputOf(page, 1), '42');
  await steps.offlineReady(page);
  await steps.addCell(page, 'print(6 * 7)');
  assert.equal(await steps.runCell(page, -1), '42');
}
