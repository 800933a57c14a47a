/**
 * A teacher makes an activity of a notebook and gives it: what cells are for, what is said of it, the
 * look as a pupil; then the link, its QR code, the file and the folder, which is a whole class site.
 * A pupil on another device opens it and has a copy. Unchanged it stays the same version.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { unzipSync } from 'fflate';
import decodeQR from 'qr/decode.js';
import { Browser, engineNamed } from '../drivers/engines.mjs';
import * as giving from '../giving.mjs';
import * as notebooks from '../notebooks.mjs';
import { publishSite, withFolder } from '../publish.mjs';
import { startServer } from '../serve/static-server.mjs';
import * as steps from '../steps.mjs';

export const name = 'an activity is made, given and taken';
export const minutes = 8;

const WORDS = new URL('../../src/host/activity-link-words.txt', import.meta.url);
const SITE = 'https://ardoise.ecole.example/classe/';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, engine }) {
  await steps.openApp(page, server);
  await steps.importNotebook(page, lesson(), 'carrés.ipynb');
  await giving.addFile(page, 'mesures.csv', 'a;b\n1;2\n');

  // What each cell is for.
  await page.click('activity');
  for (const [place, role] of /** @type {[number, string][]} */ ([[1, 'exercise'], [2, 'check'], [3, 'hint'], [4, 'solution']])) {
    await chooseCell(page, place);
    await page.click(`role-${role}`);
  }
  await chooseCell(page, 2);
  await page.click('mark-breakpoint');
  await chooseCell(page, 5);
  await page.eval(`(${select})('mark-slide', 'slide')`);
  await page.waitFor(`document.querySelectorAll('[data-testid=cell-marks]').length === 5`, { what: 'labels on five cells' });

  // For several cells at once, from the menu of a cell.
  await chooseCell(page, 5);
  await page.press('Shift+ArrowDown');
  await page.click('cell-more');
  await page.click('mark-cell');
  await page.click('[role=dialog] [data-testid=mark-locked]');
  await page.waitFor(`document.querySelectorAll('.cell-mark-locked').length === 2`, { what: 'two locked cells' });
  await page.click('[role=dialog] [data-testid=mark-locked]');
  await page.waitFor(`document.querySelectorAll('.cell-mark-locked').length === 0`, { what: 'no locked cell' });
  await steps.closeDialog(page);

  // What is said of it.
  await page.click('level-2de');
  await page.click('fact-authors');
  await page.type('Ada, Alan');
  await page.click('fact-minutes');
  await page.type('45');
  await page.press('Tab');
  await page.eval(`(${select})('fact-licence', 'CC-BY-4.0')`);
  await page.waitFor(`!document.querySelector('[data-testid=activity-advice] .authoring-count')`, { what: 'nothing left to look at' });
  const own = await steps.exported(page);
  assert.deepEqual(own.metadata.authors, [{ name: 'Ada' }, { name: 'Alan' }]);
  assert.deepEqual(own.metadata.ardoise, { levels: ['2de'], minutes: 45, licence: 'CC-BY-4.0' });
  assert.deepEqual(own.cells.map((cell) => cell.metadata.tags), [undefined, ['exercise'], ['check', 'breakpoint'], ['hint'], ['solution'], undefined, undefined]);
  assert.deepEqual(own.cells[5].metadata.slideshow, { slide_type: 'slide' });

  // As a pupil sees it: up to the gate, and back.
  await page.click('see-as-pupil');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 3`, { what: 'the cells up to the gate' });
  assert.equal(await page.count('cell-marks'), 0);
  await page.click('end-as-pupil');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 7`, { what: 'all cells again' });

  // The first version.
  await page.click('activity');
  assert.match(await giving.prepare(page), /version 1/);
  await page.click('site-address');
  await page.type(SITE);
  await page.press('Tab');
  await page.waitFor(`document.querySelector('[data-testid=activity-link]').value.startsWith(${JSON.stringify(`${SITE}#a=`)})`, { what: 'a link to the class site' });
  const link = await page.eval(`document.querySelector('[data-testid=activity-link]').value`);
  assert.equal(await page.attr('link-meter', 'data-fit'), 'small');
  await page.click('way-qr');
  await page.waitFor(`!!document.querySelector('[data-testid=qr]')`, { what: 'the QR code' });
  assert.equal(scanned(await steps.downloaded(page, 'save-svg')), link);
  await steps.downloaded(page, 'save-png');
  assert.equal(await page.eval('window.journeyDownload.type'), 'image/png');
  await page.click('project-qr');
  await page.waitFor(`!!document.querySelector('[data-testid=qr-large]')`, { what: 'the code on the whole screen' });
  await page.press('Escape');
  await page.waitFor(`!document.querySelector('[data-testid=qr-large]') && !!document.querySelector('[role=dialog]')`, { what: 'the dialog again' });

  // The file, with the file beside it.
  await page.click('way-file');
  const files = unzipSync(await steps.downloadedBytes(page, 'save-activity-file'));
  assert.deepEqual(Object.keys(files).sort(), ['Les carrés/Les carrés.ipynb', 'Les carrés/mesures.csv']);
  const given = JSON.parse(Buffer.from(files['Les carrés/Les carrés.ipynb']).toString());
  assert.equal(given.metadata.ardoise.version, 1);
  assert.match(given.metadata.ardoise.activity, /^[0-9a-f]{32}$/);
  assert.deepEqual(given.cells.map((cell) => cell.id), ['cell-1', 'cell-2', 'cell-3', 'cell-4', 'cell-6', 'cell-7']);
  assert.doesNotMatch(JSON.stringify(given), /return x \* x/);
  assert.deepEqual(given.cells.flatMap((cell) => cell.outputs ?? []), []);

  // The folder: what the link holds, and a page that needs no script.
  await page.click('way-folder');
  const folder = unzipSync(await steps.downloadedBytes(page, 'save-folder'));
  assert.deepEqual(Object.keys(folder).sort(), ['activities/les-carres/activity.bin', 'activities/les-carres/index.html', 'activities/les-carres/mesures.csv']);
  const packet = Buffer.from(folder['activities/les-carres/activity.bin']);
  assert.ok(packet.equals(packetOf(link)), 'the folder holds the packet of the link');
  const readable = Buffer.from(folder['activities/les-carres/index.html']).toString();
  assert.match(readable, /<h1>Les carrés<\/h1>/);
  assert.ok(readable.includes(link.replace(/&/g, '&amp;')), 'the page leads to the activity');
  assert.doesNotMatch(readable, /<script|return x \* x/);

  // With the page in it, it is a class site of its own.
  await steps.closeDialog(page);
  await steps.offlineReady(page);
  await page.click('give-activity');
  assert.match(await giving.prepare(page), /version 1/);
  await page.click('way-folder');
  const site = unzipSync(await steps.downloadedBytes(page, 'save-folder-page'));
  assert.ok(Buffer.from(site['activities/les-carres/activity.bin']).equals(packet), 'unchanged, it is the same version');
  const [card] = JSON.parse(Buffer.from(site['activities/catalogue.json']).toString()).activities;
  assert.equal(`${card.slug} ${card.version} ${card.size} ${card.levels}`, `les-carres 1 ${packet.length} 2de`);
  // The page in it is that of a site that the command line has published.
  await withFolder(async (folder) => {
    fs.writeFileSync(path.join(folder, 'lessons', 'a.ipynb'), JSON.stringify(lesson()));
    publishSite(folder);
    for (const file of ['index.html', 'service-worker.js']) {
      assert.ok(fs.readFileSync(path.join(folder, 'web', 'ecole', 'site', file)).equals(Buffer.from(site[file])), `${file} is the same`);
    }
  });
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-site-'));
  for (const [file, content] of Object.entries(site)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), content);
  }
  const classSite = await startServer({ root, brotli: false });
  const other = await Browser.launch(engineNamed(engine));
  try {
    const pupil = other.page;
    await pupil.open(`${classSite.url}activities/les-carres/`);
    await pupil.click('a.open');
    await steps.notebookShown(pupil);
    assert.equal(await pupil.eval('location.search'), '');
    assert.equal(await pupil.count('cell'), 3, 'the gate is closed');
    const copy = await steps.exported(pupil);
    assert.deepEqual(copy.cells.map((cell) => cell.metadata.tags), [undefined, ['exercise'], ['check', 'breakpoint'], ['hint'], undefined, undefined]);
    assert.equal(copy.metadata.ardoise.activity, given.metadata.ardoise.activity);
    assert.equal(await pupil.count('activity'), 0, 'a pupil makes no activity of a copy');
    const id = await steps.notebookId(pupil);
    // The same address again is the same copy.
    await pupil.open(`${classSite.url}?from=activities/les-carres/activity.bin`);
    await steps.notebookShown(pupil);
    assert.equal(await steps.notebookId(pupil), id);
    // The site shows what it has.
    await pupil.open('about:blank');
    await pupil.open(`${classSite.url}#/catalogue`);
    await pupil.waitFor(`!!document.querySelector('[data-testid=site-activity]')`, { what: 'the activity in the catalogue' });
    assert.equal(await pupil.text('site-activity'), 'Les carrés');
    await pupil.waitFor(`document.querySelector('.catalogue-picture').naturalWidth > 0`, { what: 'its cover' });
    await pupil.click('site-activity');
    await steps.notebookShown(pupil);
    assert.equal(await steps.notebookId(pupil), id);
    // And so is the link.
    await pupil.open('about:blank');
    await pupil.open(classSite.url + link.slice(link.indexOf('#')));
    await steps.notebookShown(pupil);
    assert.equal(await steps.notebookId(pupil), id);
  } finally {
    await other.close();
    await classSite.stop();
    fs.rmSync(root, { recursive: true, force: true });
  }

  // Changed, it is the next version.
  await steps.closeDialog(page);
  await page.click('close-activity');
  await steps.writeCell(page, 2, 'assert carre(4) == 16');
  await page.click('activity');
  assert.match(await giving.prepare(page), /version 2.*\b1 cell/);
  await page.waitFor(`/version 2/i.test(document.querySelector('[data-testid=activity-version]').innerText)`, { what: 'version 2' });

  // What a teacher can try is a pupil's copy.
  await page.click('try-as-pupil');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 3 && !document.querySelector('[data-testid=activity]')`, { what: 'a copy on this device' });
}

function lesson() {
  return notebooks.notebook(
    [
      notebooks.markdown('# Les carrés\n\nOn calcule des carrés.'),
      notebooks.code('def carre(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION'),
      notebooks.code('assert carre(3) == 9'),
      notebooks.markdown('Multiplie le nombre par lui-même.'),
      notebooks.code('def carre(x):\n    return x * x', [notebooks.stdout('un résultat\n')]),
      notebooks.markdown('## La suite'),
      notebooks.code('print(open("mesures.csv").read())'),
    ],
    { title: 'Les carrés' },
  );
}

/** @param {import('../drivers/page.mjs').Page} page @param {number} n */
async function chooseCell(page, n) {
  const cell = await steps.cellAt(page, n);
  await page.eval(`document.querySelector(${JSON.stringify(cell)}).focus()`);
  await page.waitFor(`document.querySelector(${JSON.stringify(cell)}).classList.contains('cell-chosen')`, { what: `cell ${n} to be chosen` });
}

/** Runs in the page. @param {string} target @param {string} value */
function select(target, value) {
  const field = /** @type {HTMLSelectElement} */ (document.querySelector(`[data-testid=${target}]`));
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What a camera reads of the saved picture, drawn at four pixels a square. @param {string} svg */
function scanned(svg) {
  const scale = 4;
  const [, width = '0'] = /viewBox="0 0 (\d+)/.exec(svg) ?? [];
  const size = Number(width) * scale;
  const data = new Uint8Array(size * size * 4).fill(255);
  const [, dark = ''] = /<path d="([^"]*)"/.exec(svg) ?? [];
  for (const [, x, y, w] of dark.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(w)) * scale; column++) {
        data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
      }
    }
  }
  return decodeQR({ width: size, height: size, data });
}

/** The packet in a link, read by the book. @param {string} link */
function packetOf(link) {
  const bytes = Buffer.from(link.replace(/^.*#a=/, ''), 'base64url');
  if (bytes[0] !== 1) throw new Error('a link of an unknown version');
  return zlib.inflateRawSync(bytes.subarray(1), { dictionary: fs.readFileSync(WORDS) });
}
