/**
 * A teacher's second version comes to a copy that is half done, and to two devices of one pupil: the
 * answers stay, what the pupil did not touch is taken, and where both wrote, both are shown. A version
 * that somebody else made is taken only by pressing twice.
 */
import * as activities from '../activities.mjs';
import { startServer } from '../serve/static-server.mjs';
import * as steps from '../steps.mjs';

export const name = 'a corrected version merges into a half-done copy, and two devices merge';
export const engines = ['chromium', 'firefox'];
export const minutes = 6;

const ANSWER = 'def perimetre(c):\n    return 4 * c';
const NEW_TEXT = '# Le carré\n\nUn carré a quatre côtés **égaux**.';
const NEW_QUESTION = 'def perimetre(c):\n    # Combien de côtés ?\n    ...';

/** @param {Record<string, any>[]} cells */
function corrected(cells) {
  const texts = new Map([['titre', NEW_TEXT], ['reponse', NEW_QUESTION]]);
  const changed = cells.filter((cell) => cell.id !== 'indice-2').map((cell) => {
    const text = texts.get(cell.id);
    return text === undefined ? cell : { ...cell, source: text.split(/(?<=\n)/) };
  });
  const conseil = { cell_type: 'markdown', metadata: {}, source: ['Prends ton temps.'], id: 'conseil' };
  return [changed[0], conseil, ...changed.slice(1)].filter((cell) => cell !== undefined);
}

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert, log }) {
  const packet = activities.publish(activities.lesson(), { files: { 'notes.csv': 'a;b\n1;2\n' } });
  const second = activities.publish(activities.lesson(corrected), { before: packet, files: { 'notes.csv': 'a;b\n3;4\n' } });
  const id = await activities.take(page, server, packet);
  await steps.writeCell(page, 2, ANSWER);
  await steps.savedIs(page);

  // The second device: the same link on another origin, which shares nothing with the first.
  const elsewhere = await startServer({ root: new URL('../../dist', import.meta.url).pathname });
  try {
    const tablet = await browser.newPage();
    const twin = await activities.take(tablet, elsewhere, packet);
    await tablet.eval(`document.querySelector('[data-cell=titre]').focus()`);
    await tablet.press('b');
    await tablet.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 8`, { what: 'a cell that the pupil adds' });
    await steps.writeCell(tablet, 1, '# sur la tablette');
    await steps.savedIs(tablet);
    assert.notEqual(await steps.sourceOf(tablet, 2), ANSWER);
    await carry(page, id, tablet, twin);
    await steps.reloadNotebook(tablet);
    assert.deepEqual(await cells(tablet), await cells(page), 'no cell twice');
    assert.equal(await tablet.count('cell'), 8);
    assert.equal(await steps.sourceOf(tablet, 3), ANSWER);

    // Offered, looked at, put off; the link again offers it again.
    await page.bringToFront();
    assert.equal(await activities.take(page, server, second), id);
    await page.waitFor(`!!document.querySelector('[data-testid=offer]')`, { what: 'the offer' });
    assert.equal(await page.attr('offer', 'data-origin'), 'author');
    assert.equal(await steps.sourceOf(page, 2), ANSWER, 'nothing is taken by itself');
    await page.click('see-changes');
    const news = await page.eval(`Array.from(document.querySelectorAll('.news-cell')).map((one) => one.getAttribute('data-what'))`);
    assert.deepEqual(news, ['changed', 'added', 'kept', 'removed']);
    assert.match(await page.text('news'), /égaux/);
    await page.click('leave-offer');
    await page.waitFor(`!document.querySelector('[data-testid=offer]')`, { what: 'the offer to go' });
    await activities.take(page, server, second);
    await page.click('take-offer');
    await page.waitFor(`!!document.querySelector('[data-testid=proposal]')`, { what: 'the new text beside the own' });
    await steps.messageShown(page, /version 2/);
    assert.deepEqual(await cells(page), ['titre', 'conseil', 'donnee', 'reponse', 'indice-1', 'solution', 'verification']);
    assert.match(await page.text('[data-cell=titre]'), /égaux/);
    assert.equal(await steps.sourceOf(page, 3), ANSWER);
    assert.match(await page.text('proposal'), /Combien de côtés/);
    assert.match(await page.text('activity-band'), /version 2/);
    await steps.savedIs(page);
    log('offered, put off, taken, both texts shown');

    // On the other device the same version, taken there by itself, makes the same notebook.
    await tablet.bringToFront();
    await activities.take(tablet, elsewhere, second);
    await tablet.click('take-offer');
    await tablet.waitFor(`!!document.querySelector('[data-testid=proposal]')`, { what: 'the new text on the tablet' });
    await steps.savedIs(tablet);
    await carry(page, id, tablet, twin);
    await carry(tablet, twin, page, id);
    await steps.reloadNotebook(tablet);
    await page.bringToFront();
    await steps.reloadNotebook(page);
    assert.deepEqual(await exportedCells(tablet), await exportedCells(page));
    // Before or after the cell that the teacher put in the same place.
    const added = [await steps.sourceOf(page, 1), await steps.sourceOf(page, 2)];
    assert.ok(added.includes('# sur la tablette'), added.join());
    await tablet.close();
    await page.bringToFront();
  } finally {
    await elsewhere.stop();
  }

  // Theirs, undone; then the own one, for good.
  await page.click('take-proposal');
  await page.waitFor(`!document.querySelector('[data-testid=proposal]')`);
  assert.equal(await steps.sourceOf(page, 4), NEW_QUESTION);
  await page.click('undo');
  await page.click('drop-proposal');
  await page.waitFor(`!document.querySelector('[data-testid=proposal]')`);
  assert.equal(await steps.sourceOf(page, 4), ANSWER);
  await steps.savedIs(page);
  await steps.reloadNotebook(page);
  assert.equal(await page.count('proposal'), 0);
  assert.equal(await page.count('offer'), 0);

  // Somebody else's third version, with the teacher's signature of the second: it is known for what it is.
  const third = activities.publish(activities.lesson((all) => all.slice(0, 3)), { before: second, author: activities.STRANGER });
  const forged = Buffer.concat([third, second.slice(-PROOF_BYTES)]);
  await activities.take(page, server, forged);
  await page.waitFor(`!!document.querySelector('[data-testid=offer]')`, { what: 'the offer of a forged version' });
  assert.equal(await page.attr('offer', 'data-origin'), 'stranger');
  assert.match(await page.text('offer'), /ne vient pas de la personne|does not come from the person/);
  assert.match((await page.text('.offer .button-primary')), /Plus tard|Later/, 'the safe answer is the first');
  await page.click('take-offer');
  await page.click('[role=dialog] .button:not(.button-danger)');
  assert.equal((await cells(page)).length, 7, 'nothing was taken');
  await page.click('leave-offer');
  await page.waitFor(`!document.querySelector('[data-testid=offer]')`, { what: 'the offer to go' });

  // Not signed at all: said clearly, and taken only by a second press.
  await activities.take(page, server, third);
  await page.waitFor(`!!document.querySelector('[data-testid=offer]')`, { what: 'the offer of somebody else' });
  assert.equal(await page.attr('offer', 'data-origin'), 'unknown');
  await page.click('take-offer');
  await page.waitFor(`!!document.activeElement && !!document.activeElement.closest('[role=dialog]')`, { what: 'a second question' });
  await page.press('Escape');
  assert.equal((await cells(page)).length, 7, 'nothing was taken');
  await page.click('take-offer');
  await page.click('[role=dialog] .button-danger');
  await page.waitFor(`!document.querySelector('[data-cell=verification]')`, { what: 'the version of somebody else' });
  assert.match(await page.text('[data-cell=reponse]'), /4 \* c/);
}

/** Key, salt and signature, at the end of a signed packet. */
const PROOF_BYTES = 112;
const KNOWN = /^(titre|conseil|donnee|reponse|indice-\d|solution|verification)$/;

/** The lesson's cells on the page. @param {steps.Page} page @returns {Promise<string[]>} */
function cells(page) {
  return page.eval(`Array.from(document.querySelectorAll('[data-testid=cell]')).map((one) => one.getAttribute('data-cell')).filter((one) => ${KNOWN}.test(one))`);
}

/** @param {steps.Page} page */
async function exportedCells(page) {
  return (await steps.exported(page)).cells;
}

/** Takes the updates of a notebook to another device. @param {steps.Page} from @param {string} notebook @param {steps.Page} to @param {string} twin */
async function carry(from, notebook, to, twin) {
  /** @type {number[][]} */
  const updates = await from.call(async (id) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open('ardoise');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = await new Promise((resolve) => {
      const request = database.transaction('updates').objectStore('updates').index('notebook').getAll(id);
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return rows.map((/** @type {{ bytes: Uint8Array }} */ row) => Array.from(row.bytes));
  }, notebook);
  await to.call(async (id, list) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open('ardoise');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const writing = database.transaction('updates', 'readwrite');
    for (const bytes of list) writing.objectStore('updates').add({ notebook: id, bytes: Uint8Array.from(bytes) });
    await new Promise((resolve) => { writing.oncomplete = resolve; });
    database.close();
  }, twin, updates);
}
