/**
 * Whether the computer suits: an ordinary browser, one that gives less than 50 MB and keeps its service
 * workers to itself, and one that keeps nothing. And what is kept about a person: counted, erased.
 */
import * as steps from '../steps.mjs';

export const name = 'self-test: whether this computer suits, and what it keeps about me';
export const minutes = 4;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, engine, assert, log }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, 'secret = "OURSON"');
  await steps.savedIs(page);
  await steps.offlineReady(page);
  await steps.reloadNotebook(page);

  // As it is.
  const usual = await tested();
  for (const check of ['engine', 'storage', 'window', 'offline', 'secure', 'network', 'clock']) {
    assert.equal(usual[check], 'good', check);
  }
  assert.equal(usual.relay, 'unknown', 'a site without a relay');
  assert.notEqual(usual.overall, 'bad');
  const report = await page.text('check-report');
  assert.match(report, /Mozilla/);
  assert.ok(!report.includes('OURSON') && !report.includes('#/n/'), 'nothing of the work is in the report');
  log(report.split('\n').slice(5).join('\n     '));

  // Work that has been here alone for long: a calm word, until it is taken along.
  await page.eval(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('ardoise');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const writing = opening.result.transaction('notebooks', 'readwrite');
      const asked = writing.objectStore('notebooks').getAll();
      asked.onsuccess = () => asked.result.forEach((row) => writing.objectStore('notebooks').put({ ...row, created: row.created - 20 * 86400000 }));
      writing.oncomplete = () => { opening.result.close(); resolve(); };
    };
  })`);
  await steps.toLibrary(page);
  await page.reload();
  await page.waitFor(`!!document.querySelector('[data-testid=reminder]')`, { ms: 60000, what: 'a reminder' });
  const archive = await steps.downloadedBytes(page, '[data-testid=reminder] .button-primary');
  assert.equal(archive.toString('latin1', 0, 2), 'PK');
  await page.waitFor(`!document.querySelector('[data-testid=reminder]')`, { what: 'no reminder' });

  // What is kept about me.
  await page.eval(`void (location.hash = '#/stored')`);
  await kind('notebooks', /^1 /);
  await page.click('erase-notebooks');
  await page.click('.dialog .button-danger');
  await kind('notebooks', /^0 /);
  await kind('bin', /^1 /);
  await page.click('erase-bin');
  await page.click('.dialog .button-danger');
  await kind('bin', /^0 /);
  const rows = await page.eval(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('ardoise');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const asked = opening.result.transaction('updates').objectStore('updates').count();
      asked.onsuccess = () => { opening.result.close(); resolve(asked.result); };
    };
  })`);
  assert.equal(rows, 0, 'nothing of the notebook is left in the database');

  // An engine that cannot say how much there is has nothing more to be asked.
  if (!(await page.eval('!!navigator.storage'))) return;

  // Little is given.
  await page.eval(`(() => {
    navigator.storage.estimate = async () => ({ quota: 100e6, usage: 60e6 });
    navigator.storage.persisted = async () => false;
    Object.defineProperty(navigator.serviceWorker, 'controller', { get: () => null });
    navigator.serviceWorker.getRegistration = async () => undefined;
  })()`);
  const little = await tested();
  assert.deepEqual([little.overall, little.space, little.lasting, little.offline], ['bad', 'bad', 'fair', 'fair']);

  // What the library says of it, once there is work: each thing once, with what to do.
  await page.eval('void (navigator.storage.persist = async () => false)');
  await steps.toLibrary(page);
  assert.equal(await page.count('storage-advice'), 0, 'there is no work yet');
  await steps.newNotebook(page);
  await steps.toLibrary(page);
  await page.waitFor(`!!document.querySelector('[data-testid=storage-advice]')`, { what: 'advice about the storage' });
  assert.equal(await page.attr('storage-advice', 'data-advice'), 'space ask');
  await page.click('ask-storage');
  await page.waitFor(`document.querySelector('[data-testid=storage-advice]').getAttribute('data-advice') === 'space fleeting'`, { what: 'what to do where nothing is promised' });
  assert.match(await page.text('storage-advice'), /sept jours|seven days/);

  // Nothing is kept: as in some private windows, there is a database, and it may not be opened.
  if (engine === 'chromium') {
    const script = await page.eval(`document.querySelector('script[type=module][src]').getAttribute('src')`);
    const own = await page.eval(`fetch(${JSON.stringify(script)}, { cache: 'reload' }).then((answer) => answer.text())`);
    server.replace(`/${script.replace(/^\.?\//, '')}`, `IDBFactory.prototype.open = function () { throw new DOMException("denied", "SecurityError"); };\n${own}`);
    await page.eval(`caches.keys().then((all) => Promise.all(all.map((one) => caches.delete(one))))`);
    await page.eval(`delete navigator.serviceWorker.getRegistration, navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister())))`);
    await page.open('about:blank');
    await page.open(`${server.url}#/check`);
    const denied = await tested();
    assert.deepEqual([denied.overall, denied.storage, denied.lasting], ['bad', 'bad', 'bad']);
  }

  /** The verdicts by name. @returns {Promise<Record<string, string>>} */
  async function tested() {
    await page.eval(`void (location.hash = '#/check')`);
    await page.waitFor(`!!document.querySelector('[data-testid=self-test]')`, { ms: 60000, what: 'the self-test' });
    await page.eval(`(() => { const again = document.querySelector('.about-actions .button'); if (!again.disabled) again.click(); })()`);
    await page.waitFor(`!!document.querySelector('[data-testid=self-test][data-verdict]') && document.querySelectorAll('[data-check]').length === 12`, { ms: 60000, what: 'all verdicts' });
    return page.eval(`(() => {
      const all = { overall: document.querySelector('[data-testid=self-test]').getAttribute('data-verdict') };
      document.querySelectorAll('[data-check]').forEach((one) => { all[one.getAttribute('data-check')] = one.getAttribute('data-verdict'); });
      return all;
    })()`);
  }

  /** @param {string} which @param {RegExp} text */
  async function kind(which, text) {
    await page.waitFor(`(() => { const one = document.querySelector('[data-kind=${which}] p'); return !!one && ${text}.test(one.textContent); })()`, { what: `${which} like ${text}` });
  }
}
