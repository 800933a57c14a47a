/**
 * The power fails while a slate is closed with "I have finished": all that was shown as saved is back,
 * the copy on the stick is a whole one, a slate that was closed stays so, and one for a single lesson is
 * there as it was or gone without a trace. The stick is a folder of the browser's private file system (`stick.mjs`).
 */
import { seeded } from '../notebooks.mjs';
import * as steps from '../steps.mjs';
import { filesOnStick, giveStick } from '../stick.mjs';
import { sourcesOfZip } from '../zip.mjs';

export const name = 'killed while a slate is closed, nothing is lost and nothing is half done';
/** With folders, so that they are in it. */
export const engines = ['chromium'];
export const minutes = 8;

const STICK = 'CLE';
const MOMENTS = 8;
const LESSONS = 4;
const MOMENTS_SEEN = ['some', 'copying', 'done', 'people'];

/** @param {import('../run.mjs').World} world */
export async function run({ page: first, server, browser, assert, log }) {
  let page = first;
  const random = seeded(6);
  await giveStick(page, STICK);
  await steps.openApp(page, server);
  await page.eval(`void (location.hash = '#/settings')`);
  await page.click('share-computer');
  await page.click('look', { nth: 3 });
  await page.waitFor(`!!document.querySelector('.welcome')`, { ms: 60000, what: 'an empty library' });
  const id = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# au début');
  await steps.savedIs(page);
  await page.eval(`void (location.hash = '#/settings')`);
  await page.click('folder-choose');
  await page.waitFor(`!!document.querySelector('[data-testid=folder-state][data-state=done]')`, { what: 'a first copy' });
  // The browser writes its small storage when it has time: a kill at once would take back that there are slates.
  await browser.end();
  await again();

  let onStick = '# au début';
  const left = { open: 0, closed: 0 };
  for (let round = 0; round < MOMENTS; round += 1) {
    await entered('person');
    await steps.openNotebook(page, server, id);
    const text = `# manche ${round} ${'é'.repeat(Math.floor(random() * 2000))}`;
    await steps.writeCell(page, 0, text);
    const waits = random() < 0.5;
    if (waits) await steps.savedIs(page);
    await page.eval(`void (location.hash = '#/finish')`);
    await page.waitFor(`!!document.querySelector('[data-testid=finish-state]')`, { what: 'the way out' });
    // Killed after some looks, or in the very moment at which the copy begins, or is there, or the slate is closed.
    const moment = MOMENTS_SEEN[round % MOMENTS_SEEN.length];
    const closes = moment === 'people' || random() < 0.5;
    if (closes) {
      await page.waitFor(`!!document.querySelector('[data-testid=close-profile]:not([disabled])')`, { what: 'the way out open' });
      await page.eval(`document.querySelector('[data-testid=close-profile]').click()`);
    }
    const looks = moment === 'some' ? Math.floor(random() * 60) : 5000;
    let isSaved = waits || closes;
    let isClosed = false;
    for (let look = 0; look < looks; look += 1) {
      const [ready, copying, done, people] = await page.eval(`[
        document.querySelector('[data-testid=finish-state][data-ready=true]'),
        document.querySelector('[data-testid=folder-state][data-state=copying]'),
        document.querySelector('[data-testid=folder-state][data-state=done]'),
        document.querySelector('[data-testid=people]'),
      ].map((one) => one !== null)`).catch(() => []);
      isSaved ||= ready === true;
      if (ready && done) onStick = text;
      isClosed ||= people === true;
      // A quick machine has copied between two looks.
      if ((moment === 'copying' && (copying || done || people)) || (moment === 'done' && (done || people)) || (moment === 'people' && people)) break;
    }
    await browser.kill();
    await again();
    assert.ok(!isClosed || (await page.count('people')) > 0, `round ${round}: what was closed is closed`);
    left[(await page.count('people')) > 0 ? 'closed' : 'open'] += 1;
    await entered('person');
    await steps.openNotebook(page, server, id);
    const back = await steps.sourceOf(page, 0);
    if (isSaved) assert.equal(back, text, `round ${round}: shown as saved`);
    else assert.ok(back === text || !back.startsWith(`# manche ${round}`), `round ${round}: whole or not at all, and not ${back.slice(0, 40)}`);
    await page.eval(`void (location.hash = '#/')`);
    await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === 1`, { what: 'one notebook' });
    const copies = wholeCopies(await filesOnStick(page, STICK));
    assert.ok(copies.length > 0, `round ${round}: a whole copy is on the stick`);
    if (onStick === text) assert.ok(copies.includes(text), `round ${round}: the copy that was spoken of is there`);
  }
  log(`${MOMENTS} kills, the slate was open ${left.open} times and closed ${left.closed} times afterwards`);

  // For one lesson: erased when it is closed, whenever the power fails.
  const ends = { there: 0, gone: 0 };
  for (let round = 0; round < LESSONS; round += 1) {
    await toStart();
    await page.click('lesson');
    await page.waitFor(`!!document.querySelector('.welcome')`, { ms: 60000, what: 'an empty library' });
    await steps.newNotebook(page);
    await steps.writeCell(page, 0, `# leçon ${round}`);
    await steps.savedIs(page);
    const during = await databases();
    await page.eval(`void (location.hash = '#/finish')`);
    await page.waitFor(`!!document.querySelector('[data-testid=finish-state][data-ready=true]')`, { what: 'the work written' });
    await page.eval(`document.querySelector('[data-testid=close-profile]').click()`);
    const looks = Math.floor(random() * 12);
    for (let look = 0; look < looks; look += 1) await page.eval('document.readyState').catch(() => '');
    await browser.kill();
    await again();
    await toStart();
    if ((await page.count('[data-testid=person][data-kind=class]')) > 0) {
      ends.there += 1;
      await page.click('[data-testid=person][data-kind=class]');
      await page.waitFor(`!!document.querySelector('.cards .card')`, { ms: 60000, what: 'the lesson as it was' });
      await page.click('.card-link');
      await steps.notebookShown(page);
      assert.equal(await steps.sourceOf(page, 0), `# leçon ${round}`);
      await page.eval(`void (location.hash = '#/finish')`);
      await steps.closeProfile(page);
      await page.waitFor(`!!document.querySelector('[data-testid=people]')`, { ms: 60000, what: 'who is there' });
    } else {
      ends.gone += 1;
    }
    const after = await databases();
    assert.equal(after.filter((one) => during.includes(one)).length, during.length - 1, `the lesson is gone without a trace: ${during} then ${after}`);
  }
  log(`${LESSONS} lessons closed in the midst of a kill: ${ends.gone} gone, ${ends.there} still there as they were`);

  /** A new browser on what the former one has left. */
  async function again() {
    page = (await browser.relaunch()).page;
    await giveStick(page, STICK);
    await page.open(server.url);
    await page.waitFor(`!!document.querySelector('[data-testid=people], .welcome, .cards .card')`, { ms: 60000, what: 'a page' });
    // What was closed before the kill closes by itself, though the small storage has forgotten it.
    if (await page.eval(`(${isClosedNow})()`)) await page.waitFor(`!!document.querySelector('[data-testid=people]')`, { what: 'what was closed is closed' });
  }

  /** The one slate of a person, wherever the page is. @param {string} kind */
  async function entered(kind) {
    if ((await page.count('people')) === 0) return;
    await page.click(`[data-testid=person][data-kind=${kind}]`);
    await page.waitFor(`!!document.querySelector('.cards .card')`, { ms: 60000, what: 'the library' });
  }

  /** Nobody is in. */
  async function toStart() {
    if ((await page.count('people')) > 0) return;
    await page.eval(`void (location.hash = '#/finish')`);
    await page.waitFor(`!!document.querySelector('[data-testid=finish-state][data-ready=true]')`, { what: 'the work written' });
    if ((await page.count('.button-danger[data-testid=close-profile]')) > 0) return leaveLesson();
    await steps.closeProfile(page);
    await page.waitFor(`!!document.querySelector('[data-testid=people]')`, { ms: 60000, what: 'who is there' });
  }

  /** The kill came before the slate was left: it is as it was, and is left to be looked at. */
  async function leaveLesson() {
    await page.eval(`void localStorage.removeItem('ardoise.profile')`);
    await page.open('about:blank');
    await page.open(server.url);
    await page.waitFor(`!!document.querySelector('[data-testid=people]')`, { ms: 60000, what: 'who is there' });
  }

  /** @returns {Promise<string[]>} */
  function databases() {
    return page.eval(`indexedDB.databases().then((all) => all.map((one) => one.name).sort())`);
  }
}

/** Runs in the page: whether the slate that the page takes for open was closed, or is to be erased; or is no longer taken for open, this very moment. */
function isClosedNow() {
  const open = JSON.parse(localStorage.getItem('ardoise.profile') || 'null');
  if (open === null) return true;
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('ardoise-profiles');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const asked = opening.result.transaction('profiles').objectStore('profiles').get(open.profile.id);
      asked.onerror = reject;
      asked.onsuccess = () => {
        opening.result.close();
        resolve(!!asked.result && !!(asked.result.closed || asked.result.leaving));
      };
    };
  });
}

/** What the copies that are whole hold. @param {Map<string, Buffer> | undefined} files @returns {string[]} */
function wholeCopies(files) {
  const found = [];
  for (const bytes of files?.values() ?? []) {
    try {
      found.push(...[...sourcesOfZip(bytes).values()].map(([source]) => source));
    } catch {
      // The one that the kill has cut short.
    }
  }
  return found;
}
