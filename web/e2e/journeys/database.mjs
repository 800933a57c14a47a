/**
 * The database goes away under an open notebook: deleted from another tab, or taken over by a newer
 * page. The page says so at once, shows nothing as saved that is not, offers the file, and works
 * again after a reload. A page that finds the database held by others says that too.
 */
import * as steps from '../steps.mjs';

export const name = 'the database deleted, outdated or blocked is said, with a way out';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert, log }) {
  await steps.openApp(page, server);
  const id = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# gardé');
  await steps.savedIs(page);
  const names = await databases(page);
  log(`database: ${names.join(', ')}`);
  const database = 'ardoise';
  assert.ok(names.includes(database));

  // Deleted from another tab of the same site.
  const other = await browser.newPage();
  await other.open(`${server.url}icons/ardoise.svg`);
  await other.call((name) => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = () => reject(new Error('not deleted'));
  }), database);
  await page.bringToFront();
  await steps.messageShown(page, /fermé la base|database of notebooks|s’est interrompu|interrupted/);
  await steps.writeCell(page, 0, '# gardé, puis écrit sans base');
  await steps.savedIs(page, 'failed');
  assert.equal((await steps.exported(page)).cells[0].source.join(''), '# gardé, puis écrit sans base', 'the work can be taken out');
  await page.reload();
  await page.waitFor(`/pas sur cet appareil|not on this device/.test(document.body.innerText)`, { what: 'the word that the notebook is not here' });
  await steps.toLibrary(page);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# de nouveau');
  await steps.savedIs(page);
  const again = await steps.notebookId(page);
  assert.notEqual(again, id);

  // A newer page takes the database over.
  await other.call((name) => new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1000);
    request.onsuccess = () => { request.result.close(); resolve(true); };
    request.onerror = () => reject(new Error('not opened'));
  }), database);
  await page.bringToFront();
  await steps.messageShown(page, /plus récente|newer version/);
  await steps.writeCell(page, 0, '# de nouveau, trop tard');
  await steps.savedIs(page, 'failed');
  assert.equal((await steps.exported(page)).cells[0].source.join(''), '# de nouveau, trop tard');
  // As long as an old page meets a newer database, it says so and spoils nothing.
  await page.reload();
  await steps.messageShown(page, /plus récente|newer version/);
  assert.deepEqual(await other.call((name) => new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => {
      const { version } = request.result;
      const count = request.result.transaction('notebooks').objectStore('notebooks').count();
      count.onsuccess = () => { request.result.close(); resolve([version, count.result]); };
    };
    request.onerror = () => reject(new Error('not opened'));
  }), database), [1000, 1], 'the newer database is as it was');

  // Held by a tab that does not let go while it is being deleted: opening waits, and says for whom.
  await page.open('about:blank');
  await other.call((name) => new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => {
      /** @type {any} */ (window).journeyHeld = request.result;
      indexedDB.deleteDatabase(name).onblocked = () => resolve(true);
    };
    request.onerror = () => reject(new Error('not opened'));
  }), database);
  await page.open(server.url);
  await page.bringToFront();
  await steps.messageShown(page, /Fermez les autres onglets|Close the other tabs/);
  await other.eval('void window.journeyHeld.close()');
  await page.bringToFront();
  await page.reload();
  await page.waitFor(`!!document.querySelector('[data-testid=new-notebook]') && !document.querySelector('.banner-problem')`, { what: 'a library without a complaint' });
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# tout va bien');
  await steps.savedIs(page);
  await steps.reloadNotebook(page);
  assert.equal(await steps.sourceOf(page, 0), '# tout va bien');
}

/** Names of this site's databases. @param {steps.Page} page @returns {Promise<string[]>} */
async function databases(page) {
  return page.call(async () => (indexedDB.databases ? (await indexedDB.databases()).map((one) => one.name) : ['ardoise']));
}
