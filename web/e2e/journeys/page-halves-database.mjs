/**
 * The database fails while the second half of the page's engine is missing: an aborted upgrade, one that
 * another tab blocks, refused and aborted transactions, a database that is deleted. All of it is said as
 * ever, nothing waits for ever, and what could not be kept is kept as soon as it can be.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as steps from '../steps.mjs';

export const name = 'the database fails while the second half of the page is missing';

const DIST = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist');
const DATABASE = 'ardoise';
const GONE = /fermé la base|database of notebooks|s’est interrompu|interrupted/;
const BLOCKED = /Fermez les autres onglets|Close the other tabs/;

/** Before the page's own scripts: what the tab is told to break. */
const BREAKING = `(${() => {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    const aborts = Number(sessionStorage.getItem('aborted-upgrades'));
    if (aborts > 0) {
      request.addEventListener('upgradeneeded', () => {
        sessionStorage.setItem('aborted-upgrades', String(aborts - 1));
        /** @type {IDBTransaction} */ (request.transaction).abort();
      });
    }
    return request;
  };
}})();`;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert, log }) {
  const rest = fs.readdirSync(path.join(DIST, 'assets')).find((one) => /^ardoise_page_rest-.*\.wasm$/.test(one));
  server.replace(`/assets/${rest}`, null);
  const html = fs.readFileSync(path.join(DIST, 'index.html'), 'utf8');
  server.replace('/journey-breaks.js', BREAKING);
  server.replace('/index.html', html.replace('<script', '<script src="./journey-breaks.js"></script><script'));

  // An upgrade that is aborted is tried again.
  await page.open(`${server.url}icons/ardoise.svg`);
  await page.call(() => sessionStorage.setItem('aborted-upgrades', '2'));
  await steps.openApp(page, server);
  assert.equal(await page.call(() => sessionStorage.getItem('aborted-upgrades')), '0');
  const id = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# gardé');
  await steps.savedIs(page);
  log('kept after two aborted upgrades');

  for (const how of ['refused', 'aborted', 'closed']) {
    await page.call(breakWrites, how);
    await steps.writeCell(page, 0, `# ${how}`);
    await steps.savedIs(page, 'failed');
    assert.equal((await steps.exported(page)).cells[0].source.join(''), `# ${how}`, 'the work can be taken out');
    await page.call(() => /** @type {any} */ (window).journeyMend());
    await steps.savedIs(page);
  }
  await page.call(breakReads);
  await steps.toLibrary(page);
  await page.call(() => /** @type {any} */ (window).journeyMend());
  await steps.openNotebook(page, server, id);
  assert.equal(await steps.sourceOf(page, 0), '# closed', 'what was refused at first has been kept');
  log('refused, aborted and closed transactions are said and made good');

  // Two tabs converge.
  const second = await browser.newPage();
  await steps.openNotebook(second, server, id);
  await steps.addCell(second, '# du second onglet');
  await steps.savedIs(second);
  await page.bringToFront();
  await steps.addCell(page, '# du premier onglet');
  await steps.savedIs(page);
  for (const tab of [page, second]) {
    await tab.bringToFront();
    await tab.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 3`, { what: 'the cells of both tabs' });
  }
  await second.close();

  // Deleted from another tab, under an engine that is not whole.
  await page.bringToFront();
  await steps.reloadNotebook(page);
  assert.equal(await page.count('cell'), 3);
  const other = await browser.newPage();
  await other.open(`${server.url}icons/ardoise.svg`);
  await other.call((name) => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = () => reject(new Error('not deleted'));
  }), DATABASE);
  await page.bringToFront();
  await steps.messageShown(page, GONE);
  await steps.writeCell(page, 0, '# sans base');
  await steps.savedIs(page, 'failed');
  assert.equal((await steps.exported(page)).cells[0].source.join(''), '# sans base');

  // An older page of another tab blocks the upgrade until it is closed.
  await page.open('about:blank');
  await other.call((name) => new Promise((resolve, reject) => {
    const removal = indexedDB.deleteDatabase(name);
    removal.onsuccess = () => {
      const request = indexedDB.open(name, 2);
      request.onupgradeneeded = () => {
        const { result } = request;
        result.createObjectStore('notebooks', { keyPath: 'id' });
        result.createObjectStore('updates', { keyPath: 'key', autoIncrement: true }).createIndex('notebook', 'notebook');
        result.createObjectStore('outputs', { keyPath: ['notebook', 'cell'] });
        result.createObjectStore('versions', { keyPath: ['notebook', 'time'] });
        result.createObjectStore('kernels', { keyPath: 'hash' });
        result.createObjectStore('files', { keyPath: ['notebook', 'path', 'size', 'modified'] });
      };
      request.onsuccess = () => {
        /** @type {any} */ (window).journeyHeld = request.result;
        resolve(true);
      };
      request.onerror = () => reject(new Error('not opened'));
    };
  }), DATABASE);
  await page.open(server.url);
  await page.bringToFront();
  await steps.messageShown(page, BLOCKED);
  await other.eval('void window.journeyHeld.close()');
  await page.bringToFront();
  await page.waitFor(`!!document.querySelector('[data-testid=new-notebook]') && !document.querySelector('.banner-problem')`, { what: 'a library without a complaint' });
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# tout va bien');
  await steps.savedIs(page);
  assert.ok(server.requests.some(({ url, status }) => url === `/assets/${rest}` && status === 404));
  server.replace(`/assets/${rest}`, undefined);
  await steps.reloadNotebook(page);
  assert.equal(await steps.sourceOf(page, 0), '# tout va bien');
}

/** Has every write fail until `journeyMend` is called. @param {string} how */
function breakWrites(how) {
  const { transaction } = IDBDatabase.prototype;
  const { add } = IDBObjectStore.prototype;
  /** @type {any} */ (window).journeyMend = () => {
    IDBDatabase.prototype.transaction = transaction;
    IDBObjectStore.prototype.add = add;
  };
  if (how === 'refused') {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    return;
  }
  /** @this {IDBDatabase} @param {any[]} given */
  IDBDatabase.prototype.transaction = function (...given) {
    if (given[1] === 'readwrite' && how === 'closed') throw new DOMException('closing', 'InvalidStateError');
    const made = transaction.apply(this, /** @type {any} */ (given));
    if (given[1] === 'readwrite') setTimeout(() => made.abort(), 0);
    return made;
  };
}

/** Has every read fail until `journeyMend` is called. */
function breakReads() {
  const { getAll } = IDBObjectStore.prototype;
  /** @type {any} */ (window).journeyMend = () => {
    IDBObjectStore.prototype.getAll = getAll;
  };
  IDBObjectStore.prototype.getAll = () => {
    throw new DOMException('unreadable', 'UnknownError');
  };
}
