/**
 * One computer, several pupils: three profiles work in turn and none sees another's work in the
 * page, in the history or by address; a code; two tabs that leave together; a lesson that empties
 * itself; a profile that closes when nobody touches it; and a wipe after which nothing is left.
 */
import * as steps from '../steps.mjs';

export const name = 'profiles: three pupils share a browser, and nothing is left after them';
export const minutes = 6;

/** @param {import('../run.mjs').World} world */
export async function run({ page, browser, server, assert, log }) {
  // Before there were profiles, somebody has written something.
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# HIBOU');
  await steps.savedIs(page);
  await page.eval(`void (location.hash = '#/settings')`);
  await page.click('share-computer');
  await startShown(page, 1);
  assert.ok(await nothingOf(page, 'HIBOU'), 'the page that asks shows nobody\'s work');

  // Lina: a name and a touch.
  await page.click('newcomer');
  await page.click('profile-name');
  await page.type('Lina');
  await page.click('look', { nth: 2 });
  await libraryEmpty(page);
  assert.match((await page.attr('finish-button', 'aria-label')) ?? '', /Lina/);
  const linas = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# ZEBRE');
  assert.equal((await page.eval('document.title')).includes('ZEBRE'), false);
  await finish(page, 2);

  // Somebody without a name: one touch.
  await page.click('newcomer');
  await page.click('look', { nth: 0 });
  await libraryEmpty(page);
  assert.ok(await nothingOf(page, 'ZEBRE') && await nothingOf(page, 'HIBOU'), 'the others\' work is not in the library');
  await page.eval(`void (location.hash = '#/n/${linas}')`);
  await page.waitFor(`location.hash.startsWith('#/n/') && !document.querySelector('[aria-busy=true]') && !!document.querySelector('main h1, main .banner')`, { what: 'a page that says there is no such notebook' });
  assert.equal(await page.count('cell'), 0, 'an address leads nobody into another\'s notebook');
  // Back, as far as it goes.
  for (let step = 0; step < 4; step += 1) {
    await page.eval('void history.back()');
    await page.waitFor(`document.readyState === 'complete' && !!document.querySelector('main')`, { what: 'a page' });
    assert.ok(await nothingOf(page, 'ZEBRE') && await nothingOf(page, 'HIBOU'), 'nor does the way back');
  }
  await steps.toLibrary(page);
  const toms = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# LAPIN');

  // A code, entered twice; the way out; a wrong code and the right one.
  await page.eval(`void (location.hash = '#/settings')`);
  await steps.pressFor(page, 'code-digits', 'code-step');
  await code(page, '1234');
  await again();
  await code(page, '1234');
  await page.waitFor(`!!document.querySelector('[data-testid=code-remove]')`, { what: 'the code set' });
  // What concerns everybody is reserved.
  await page.click('computer-code');
  await page.waitFor(`!!document.querySelector('[data-testid=code-pad]')`, { what: 'a pad' });
  await code(page, '0000');
  await again();
  await code(page, '0000');
  await page.waitFor(`!document.querySelector('[data-testid=code-pad]')`, { what: 'the computer\'s code set' });
  await finish(page, 3);
  await page.click('person', { nth: 2 });
  await code(page, '4321');
  await page.waitFor(`document.querySelector('[data-testid=code-problem]').textContent !== ''`, { what: 'a word about the wrong code' });
  await code(page, '1234');
  await page.waitFor(`!!document.querySelector('.cards .card')`, { ms: 60000, what: 'the library behind the code' });

  // Two tabs of one profile leave together.
  const other = await browser.newPage();
  await steps.openNotebook(other, server, toms);
  await steps.writeCell(other, 0, '# LAPIN GRIS');
  await page.bringToFront();
  await finish(page, 3);
  await other.waitFor(`!!document.querySelector('[data-testid=start]')`, { what: 'the other tab at the page that asks' });
  assert.ok(await nothingOf(other, 'LAPIN'), 'the other tab shows nothing either');
  await other.close();
  await page.bringToFront();

  // Two at one screen: each takes a copy of what they made.
  await page.click('pair');
  await page.click('person', { nth: 0 });
  await page.click('person', { nth: 1 });
  await libraryEmpty(page);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# ENSEMBLE');
  await steps.savedIs(page);
  await page.eval(`void (location.hash = '#/finish')`);
  await page.waitFor(`document.querySelectorAll('[data-testid=give]').length === 2`, { what: 'both who may take a copy' });
  await page.click('give', { nth: 0 });
  await steps.messageShown(page, /Lina/);
  await page.click('give', { nth: 0 });
  await finish(page, 4);
  await page.click('person', { nth: 1 });
  await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === 2`, { ms: 60000, what: 'Lina\'s notebook and the copy, once' });
  assert.ok(!(await nothingOf(page, 'ENSEMBLE')));
  await finish(page, 4);

  // For a lesson: nothing of it stays.
  await page.click('lesson');
  await libraryEmpty(page);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# MERLE');
  await steps.savedIs(page);
  const during = await databases(page);
  await finish(page, 4);
  const after = await databases(page);
  assert.equal(after.length, during.length - 1, `the lesson's database is gone: ${during} then ${after}`);

  // Nobody touches it for long: it closes, and has kept what was being written.
  await page.click('person', { nth: 1 });
  await page.waitFor(`!!document.querySelector('.cards .card')`, { ms: 60000, what: 'Lina\'s library' });
  await steps.openNotebook(page, server, linas);
  assert.equal(await steps.sourceOf(page, 0), '# ZEBRE');
  await steps.writeCell(page, 0, '# ZEBRE ET PANDA');
  await page.eval(`(() => {
    const open = JSON.parse(localStorage.getItem('ardoise.profile'));
    localStorage.setItem('ardoise.profile', JSON.stringify({ ...open, touched: open.touched - 21 * 60000 }));
  })()`);
  await startShown(page, 4);
  assert.ok(await nothingOf(page, 'ZEBRE'), 'it closed');
  await page.click('person', { nth: 1 });
  await page.waitFor(`!!document.querySelector('.cards .card')`, { ms: 60000, what: 'Lina\'s library' });
  await steps.openNotebook(page, server, linas);
  assert.equal(await steps.sourceOf(page, 0), '# ZEBRE ET PANDA');

  // Everything is erased, and looked for.
  await steps.offlineReady(page);
  await page.eval(`void (location.hash = '#/settings')`);
  await page.waitFor(`!!document.querySelector('[data-testid=computer-problem]')`, { what: 'reserved settings' });
  assert.equal(await page.count('wipe'), 0);
  await code(page, '0001');
  await page.waitFor(`document.querySelector('[data-testid=computer-problem]').textContent !== ''`, { what: 'a word about the wrong code' });
  await code(page, '0000');
  await page.click('wipe');
  await page.click('.dialog .button-danger');
  await page.waitFor(`!!document.querySelector('[data-testid=wiped]')`, { ms: 60000, what: 'everything erased' });
  const left = await page.eval(`Promise.all([
    indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations(),
  ]).then(([databases, caches, workers]) => JSON.stringify({
    databases: databases.map((one) => one.name), caches, workers: workers.length,
    local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  }))`);
  assert.deepEqual(JSON.parse(left), { databases: [], caches: [], workers: 0, local: [], session: [] });
  log('nothing is left in databases, caches, workers and storage');
  await page.click('wiped');
  await libraryEmpty(page);

  async function again() {
    await page.waitFor(`/once more|encore/i.test(document.querySelector('[data-testid=code-step]').textContent)`, { what: 'the code asked for once more' });
  }
}

/** @param {import('../drivers/page.mjs').Page} page @param {number} people */
async function startShown(page, people) {
  await page.waitFor(`document.querySelectorAll('[data-testid=people] [data-testid=person]').length === ${people}`, { ms: 60000, what: `a page that asks which of ${people} is there` });
}

/** @param {import('../drivers/page.mjs').Page} page */
async function libraryEmpty(page) {
  await page.waitFor(`!!document.querySelector('.welcome')`, { ms: 60000, what: 'an empty library' });
}

/** Leaves the profile, from wherever the page is. @param {import('../drivers/page.mjs').Page} page @param {number} people */
async function finish(page, people) {
  await page.eval(`void (location.hash = '#/finish')`);
  await page.waitFor(`!!document.querySelector('[data-testid=finish-state][data-ready=true]')`, { what: 'the work written' });
  await steps.closeProfile(page);
  await startShown(page, people);
}

/** @param {import('../drivers/page.mjs').Page} page @param {string} digits */
async function code(page, digits) {
  for (const digit of digits) await page.click(`.code-key[data-key="${digit}"]`);
}

/** @param {import('../drivers/page.mjs').Page} page @param {string} word */
async function nothingOf(page, word) {
  return page.eval(`!document.documentElement.textContent.includes('${word}') && !document.title.includes('${word}')`);
}

/** @param {import('../drivers/page.mjs').Page} page @returns {Promise<string[]>} */
async function databases(page) {
  return page.eval(`indexedDB.databases().then((all) => all.map((one) => one.name).sort())`);
}
