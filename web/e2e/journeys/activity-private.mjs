/**
 * A link in a browser that keeps nothing: the activity opens and runs, and the page says that the work
 * lives in this tab only.
 */
import * as activities from '../activities.mjs';
import * as steps from '../steps.mjs';

export const name = 'a link opens where nothing can be kept, and that is said';
export const engines = ['chromium'];

/** @param {import('../run.mjs').World} world */
export async function run({ page, server }) {
  await steps.openApp(page, server);
  // As browsers do in some private windows: there is a database, and it may not be opened.
  const script = await page.eval(`document.querySelector('script[type=module][src]').getAttribute('src')`);
  const own = await page.eval(`fetch(${JSON.stringify(script)}, { cache: 'reload' }).then((answer) => answer.text())`);
  const denied = 'IDBFactory.prototype.open = function () { throw new DOMException("denied", "SecurityError"); };\n';
  server.replace(`/${script.replace(/^\.?\//, '')}`, denied + own);
  await page.eval(`navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister())))`);
  await page.eval(`caches.keys().then((all) => Promise.all(all.map((one) => caches.delete(one))))`);
  await page.open('about:blank');
  await activities.take(page, server, activities.publish(activities.lesson()));
  await steps.messageShown(page, /ne laisse rien enregistrer|lets nothing be saved/);
  await steps.writeCell(page, 2, 'def perimetre(c):\n    return 4 * c');
  await steps.savedIs(page, 'failed');
  await steps.runCell(page, 2);
  await page.click('[data-cell=verification] [data-testid=cell-run]');
  await page.waitFor(`!!document.querySelector('[data-verdict=passed]')`, { ms: steps.PYTHON_MS, what: 'a check that passes' });
}
