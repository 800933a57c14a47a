/**
 * A folder is chosen once, and the work is copied there by itself: in a quiet moment, when a slate is
 * closed, after the stick was out, and after the browser wants to be asked again. It comes back from
 * there, another person finds nothing of it, and it is forgotten with everything else. The stick is a
 * folder of the browser's private file system (`stick.mjs`).
 */
import { axeFaults, tooWide } from '../axe.mjs';
import * as steps from '../steps.mjs';
import { filesOnStick, giveStick, plugStick, pullStick } from '../stick.mjs';
import { sourcesOfZip } from '../zip.mjs';

export const name = 'folder: work is copied to a stick by itself, and comes back from it';
/** No other engine has folders to choose. */
export const engines = ['chromium'];
export const minutes = 6;

const STICK = 'CLE';

/** @param {import('../run.mjs').World} world */
export async function run({ page: first, server, browser, assert }) {
  let page = first;
  await giveStick(page, STICK);
  await steps.openApp(page, server);
  const id = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# un');
  await steps.savedIs(page);

  // Chosen, and copied at once.
  await settings();
  await page.click('folder-choose');
  await reaches('done');
  assert.deepEqual(await copied(), ['# un']);
  await faultless('a folder in the settings');

  // In a quiet moment: the clock goes on, nobody does anything.
  await steps.openNotebook(page, server, id);
  await steps.writeCell(page, 0, '# deux');
  await steps.savedIs(page);
  await page.eval('(() => { const now = Date.now; Date.now = () => now.call(Date) + 6 * 60000; })()');
  await lies('# deux');

  // The stick is out: said, and the work goes on.
  await pullStick(page, STICK);
  await steps.writeCell(page, 0, '# trois');
  await steps.savedIs(page);
  await settings();
  await page.click('folder-copy');
  await reaches('missing');
  await steps.toLibrary(page);
  await reaches('missing');
  await faultless('a library whose stick is out');
  await plugStick(page, STICK);
  await page.click('folder-copy');
  await page.waitFor(`!document.querySelector('[data-testid=folder-state]')`, { what: 'no more word of the stick' });
  await lies('# trois');

  // The browser was closed, and wants to be asked.
  await browser.end();
  page = (await browser.relaunch()).page;
  await giveStick(page, STICK, true);
  await steps.openNotebook(page, server, id);
  await steps.writeCell(page, 0, '# quatre');
  await steps.savedIs(page);
  await settings();
  await reaches('waiting');
  await page.eval('(() => { const now = Date.now; Date.now = () => now.call(Date) + 6 * 60000; })()');
  await reaches('permission');
  await steps.toLibrary(page);
  await reaches('permission');
  assert.deepEqual(await copied(), ['# trois'], 'nothing is done without consent');
  await page.click('folder-copy');
  await lies('# quatre');

  // Thrown away for good, and brought back in one press.
  await page.click('card-menu');
  await page.click('trash-notebook');
  await page.waitFor(`!!document.querySelector('.welcome')`, { what: 'an empty library' });
  await page.eval(`document.querySelector('[data-testid=trash] summary').click()`);
  await page.click('[data-testid=trash] > .action');
  await page.click('.dialog .button-danger');
  await page.waitFor(`!document.querySelector('[data-testid=trash]')`, { what: 'no bin' });
  await settings();
  await page.click('folder-copy');
  await page.click('folder-bring-back');
  await steps.messageShown(page, /1 (notebook brought back|carnet ramené)/);
  await steps.openNotebook(page, server, id);
  assert.equal(await steps.sourceOf(page, 0), '# quatre');

  // What is kept about me.
  await page.eval(`void (location.hash = '#/stored')`);
  await page.waitFor(`(document.querySelector('[data-kind=folder]') || {}).textContent?.includes('${STICK}')`, { what: 'the folder among what is kept' });
  assert.equal(await page.count('[data-key^="ardoise.folder"]'), 0, 'it stands there once');

  // Somebody else has no folder, takes the same stick, and finds two people's work on it.
  await settings();
  await page.click('share-computer');
  await page.click('newcomer');
  await page.click('profile-name');
  await page.type('Lina');
  await page.click('look', { nth: 2 });
  await page.waitFor(`!!document.querySelector('.welcome')`, { ms: 60000, what: 'an empty library' });
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# Lina');
  await steps.savedIs(page);
  await settings();
  await page.waitFor(`!!document.querySelector('[data-testid=folder-panel]')`, { what: 'the way to a folder' });
  assert.equal(await page.count('folder-state'), 0, 'the folder is not hers');
  assert.ok(!(await page.eval('document.body.textContent')).includes(STICK));
  await page.click('folder-choose');
  await reaches('done');
  await page.click('folder-bring-back');
  await page.waitFor(`document.querySelectorAll('[data-testid=folder-person]').length === 2`, { what: 'whose work is there' });
  assert.match(await page.text('folder-person', { nth: 0 }), /^Lina/);
  await faultless('whose work is to come back');
  await page.click('folder-person', { nth: 0 });
  await steps.messageShown(page, /1 (notebook was here already|carnet était déjà là)/);

  // "I have finished" copies, and says where the work is.
  await steps.toLibrary(page);
  await page.click('.card-link');
  await steps.notebookShown(page);
  await steps.writeCell(page, 0, '# Lina a fini');
  await page.eval(`void (location.hash = '#/finish')`);
  await page.waitFor(`!!document.querySelector('[data-testid=finish-state][data-ready=true]')`, { what: 'the work written' });
  await reaches('done');
  await faultless('the way out with a folder');
  assert.ok((await page.text('finish-state')).includes(STICK), 'the folder is named as a place where the work is');
  await lies('# Lina a fini');
  await steps.closeProfile(page);
  await page.waitFor(`!!document.querySelector('[data-testid=people]')`, { ms: 60000, what: 'who is there' });
  await page.click('person', { nth: 1 });
  await page.waitFor(`!!document.querySelector('.cards .card')`, { ms: 60000, what: 'her library' });

  // She forgets it; then everything is erased. What lies on the stick is hers.
  const before = await databases();
  await page.eval(`void (location.hash = '#/stored')`);
  await page.click('erase-folder');
  await page.click('.dialog .button-danger');
  await page.waitFor(`!document.querySelector('[data-kind=folder]')`, { what: 'no folder among what is kept' });
  assert.equal(before.length - (await databases()).length, 1, 'its database is gone');
  await settings();
  await page.click('wipe');
  await page.click('.dialog .button-danger');
  await page.waitFor(`!!document.querySelector('[data-testid=wiped]')`, { ms: 60000, what: 'everything erased' });
  assert.deepEqual(await databases(), []);
  assert.deepEqual(await page.eval('Object.keys(localStorage)'), []);
  await lies('# Lina a fini');

  async function settings() {
    await page.eval(`void (location.hash = '#/settings')`);
    await page.waitFor(`!!document.querySelector('main.settings')`, { what: 'the settings' });
  }

  /** Under axe's rules, on a small telephone, with letters twice as large. @param {string} view */
  async function faultless(view) {
    const faults = await axeFaults(page);
    for (const size of ['200%', '']) {
      await page.eval(`void (document.documentElement.style.fontSize = '${size}')`);
      const wide = await tooWide(page);
      if (wide) faults.push(`${size || '100%'}: ${wide}`);
    }
    assert.deepEqual(faults, [], view);
  }

  /** @param {string} state */
  async function reaches(state) {
    await page.waitFor(`(document.querySelector('[data-testid=folder-state]') || document.body).getAttribute('data-state') === '${state}'`, { ms: 40000, what: `the folder to be ${state}` });
  }

  /** The first source of each copy that is whole. @returns {Promise<string[]>} */
  async function copied() {
    const files = (await filesOnStick(page, STICK)) ?? new Map();
    return [...files.values()].map((bytes) => [...sourcesOfZip(bytes).values()].map((sources) => sources[0]).join());
  }

  /** Waits until it is in a copy. @param {string} source */
  async function lies(source) {
    for (let end = Date.now() + 60_000; !(await copied().catch(() => [])).some((one) => one.includes(source)); ) {
      if (Date.now() > end) throw new Error(`waited for ${source} on the stick, where there is ${await copied()}`);
      await page.call(() => new Promise((resolve) => setTimeout(resolve, 200)));
    }
  }

  /** @returns {Promise<string[]>} */
  function databases() {
    return page.eval(`indexedDB.databases().then((all) => all.map((one) => one.name).sort())`);
  }
}
