/**
 * The files of a notebook: added with the file picker or dropped, read by code, written by code, seen,
 * deleted with a way back, and all still there after a restart of Python and after a reload; a picture
 * among them shows in a text cell; another tab knows; a run that is stopped has written nothing.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'a file is added, read, written, seen, deleted, and still there after a reload';
export const minutes = 8;

/** @param {import('../run.mjs').World} world */
export async function run(world) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-files-'));
  try {
    await story(world, folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import('../run.mjs').World} world @param {string} folder */
async function story({ page, server, browser, assert, log }, folder) {
  await steps.openApp(page, server);
  await steps.importNotebook(page, notebooks.notebook([
    notebooks.markdown('# Image\n\n![une photo](photo.png)'),
    notebooks.code('print(open("élèves.csv").read())'),
    notebooks.code('with open("notes.txt", "w") as f:\n    f.write("écrit par Python\\n")'),
    notebooks.code('import os\nprint(sorted(os.listdir()))'),
  ]));
  const id = await steps.notebookId(page);
  assert.equal(await page.count('.missing-image'), 1);

  // Added with the picker, which needs no Python.
  await page.click('files');
  await page.waitFor(`document.activeElement.id === 'files-title'`, { what: 'the focus in the list of files' });
  assert.equal(await page.count('file'), 0);
  await chosen(page, folder, { 'élèves.csv': 'nom;note\nZoé;12\n' });
  await listed(page, ['élèves.csv']);
  await steps.savedIs(page);
  assert.equal(await steps.runCell(page, 1), 'nom;note\nZoé;12');

  // Dropped on the notebook, while Python has a memory: found by the next run, shown in the text.
  await page.call((data) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'photo.png', { type: 'image/png' }));
    const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) Object.defineProperty(event, 'dataTransfer', { value: transfer });
    document.body.dispatchEvent(event);
  }, notebooks.noisePng(8, 8, 3));
  await listed(page, ['photo.png', 'élèves.csv']);
  await page.waitFor(`(() => { const i = document.querySelector('.prose img'); return !!i && i.naturalWidth === 8 && i.alt === 'une photo'; })()`, { what: 'the picture in the text' });
  assert.equal(await steps.runCell(page, 3), "['photo.png', 'élèves.csv']");

  // Written by code, and seen.
  await steps.runCell(page, 2);
  await listed(page, ['notes.txt', 'photo.png', 'élèves.csv']);
  await page.click('[data-path="notes.txt"] .files-name');
  await page.waitFor(`/écrit par Python/.test((document.querySelector('[data-testid=file-content]') || {}).innerText || '')`, { what: 'the text of the file' });
  await page.click('[data-path="photo.png"] .files-name');
  await page.waitFor(`(() => { const i = document.querySelector('[data-testid=file-content] img'); return !!i && i.naturalWidth === 8; })()`, { what: 'the picture' });
  assert.equal(await steps.downloaded(page, '[data-path="notes.txt"] [data-testid=download-file]'), 'écrit par Python\n');
  await steps.savedIs(page);
  log('added, dropped, read, written, seen');

  // A run that is stopped has written nothing, and the memory still has what was there.
  await steps.writeCell(page, 2, 'with open("notes.txt", "w") as f:\n    f.write("à moitié")\nwith open("autre.txt", "w") as f:\n    f.write("non")\nwhile True:\n    pass');
  const cell = await steps.startCell(page, 2);
  await steps.inState(page, cell, 'running');
  await page.click('stop');
  await steps.idle(page, cell);
  await steps.kernelIs(page, 'ready');
  await listed(page, ['notes.txt', 'photo.png', 'élèves.csv']);
  await steps.writeCell(page, 2, 'open("notes.txt").read()');
  assert.equal(await steps.runCell(page, 2), "'écrit par Python\\n'");

  // A question in the middle: the run is repeated, and its file is there once and whole.
  await steps.writeCell(page, 2, 'with open("journal.txt", "a") as f:\n    f.write("avant\\n")\nnom = input("Nom ? ")\nwith open("journal.txt", "a") as f:\n    f.write(nom)\nopen("journal.txt").read()');
  const asking = await steps.startCell(page, 2);
  await steps.inState(page, asking, 'waiting');
  assert.equal(await page.count('[data-path="journal.txt"]'), 0);
  await page.click('question');
  await page.type('Ada');
  await page.press('Enter');
  await steps.idle(page, asking);
  await steps.outputContains(page, asking, "'avant\\nAda'");
  await listed(page, ['journal.txt', 'notes.txt', 'photo.png', 'élèves.csv']);

  // After a restart the fresh memory has them all.
  await page.click('restart');
  await steps.kernelIs(page, 'ready');
  assert.equal(await steps.runCell(page, 3), "['journal.txt', 'notes.txt', 'photo.png', 'élèves.csv']");

  // Deleted, brought back, deleted: the list, the memory and the text follow.
  await page.click('[data-path="photo.png"] [data-testid=delete-file]');
  await listed(page, ['journal.txt', 'notes.txt', 'élèves.csv']);
  await page.waitFor(`!!document.querySelector('.missing-image')`, { what: 'the words of the picture that is gone' });
  await page.click('.toast-action', { nth: -1 });
  await listed(page, ['journal.txt', 'notes.txt', 'photo.png', 'élèves.csv']);
  await page.click('[data-path="journal.txt"] [data-testid=delete-file]');
  await listed(page, ['notes.txt', 'photo.png', 'élèves.csv']);
  assert.equal(await steps.runCell(page, 3), "['notes.txt', 'photo.png', 'élèves.csv']");
  await steps.savedIs(page);

  // After a reload.
  await steps.reloadNotebook(page);
  await page.waitFor(`!!document.querySelector('.prose img')`, { what: 'the picture after the reload' });
  await page.click('files');
  await listed(page, ['notes.txt', 'photo.png', 'élèves.csv']);
  assert.equal(await steps.runCell(page, 1), 'nom;note\nZoé;12');
  assert.equal(await steps.runCell(page, 3), "['notes.txt', 'photo.png', 'élèves.csv']");
  log('stopped, asked, restarted, deleted, reloaded');

  // Replaced under the same name; a second tab knows.
  const other = await browser.newPage();
  await steps.openNotebook(other, server, id);
  await other.click('files');
  await listed(other, ['notes.txt', 'photo.png', 'élèves.csv']);
  await page.bringToFront();
  await chosen(page, folder, { 'élèves.csv': 'nom;note\nAli;15\n', 'neuf.txt': 'x' });
  await listed(page, ['neuf.txt', 'notes.txt', 'photo.png', 'élèves.csv']);
  const newSize = `/^16/.test(document.querySelector('[data-path="élèves.csv"] .files-size').innerText)`;
  await page.waitFor(newSize, { what: 'the file that was replaced' });
  await steps.savedIs(page);
  assert.equal(await steps.runCell(page, 1), 'nom;note\nAli;15');
  await other.bringToFront();
  await listed(other, ['neuf.txt', 'notes.txt', 'photo.png', 'élèves.csv']);
  await other.waitFor(newSize, { what: 'the file that was replaced, in the second tab' });
  assert.equal(await steps.runCell(other, 1), 'nom;note\nAli;15');
  await other.close();
  await page.bringToFront();

  // What is too large is refused in words, and nothing is lost.
  const file = path.join(folder, 'énorme.bin');
  fs.writeFileSync(file, Buffer.alloc(10_000_001));
  await page.setFiles('add-files', [file]);
  await steps.messageShown(page, /10 M[oB]/);
  await listed(page, ['neuf.txt', 'notes.txt', 'photo.png', 'élèves.csv']);

  // Escape closes the list and gives the focus back to the cell.
  await page.click('[data-path="neuf.txt"] .files-name');
  await page.press('Escape');
  await page.waitFor(`!document.querySelector('[data-testid=files-panel]') && document.activeElement.matches('[data-testid=cell]')`, { what: 'the focus back on a cell' });
  // And with the keyboard alone.
  await page.press('Shift+f');
  await page.waitFor(`!!document.querySelector('[data-testid=files-panel]')`, { what: 'the list, asked for by keyboard' });

  // A duplicate has them; the archive too, beside their notebook.
  await steps.toLibrary(page);
  await page.click('card-menu');
  await page.click('duplicate');
  await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === 2`, { what: 'the duplicate' });
  await page.eval(`(() => { const create = URL.createObjectURL; URL.createObjectURL = (o) => { window.journeyArchive = o; return create.call(URL, o); }; })()`);
  await page.click('library-menu');
  await page.click('export-all');
  await page.waitFor('window.journeyArchive !== undefined', { what: 'the archive' });
  const names = await page.eval(`new Response(window.journeyArchive).text().then((text) => Array.from(new Set(text.match(/[^/\\u0000-\\u001f]+\\/(?:élèves\\.csv|photo\\.png|[^/\\u0000-\\u001f]+\\.ipynb)/g) || [])).length)`);
  assert.ok(names >= 6, `files lie beside their notebooks in the archive: ${names}`);
  const ids = await page.eval(`Array.from(document.querySelectorAll('[data-testid=notebook-card] a')).map((a) => a.getAttribute('href').split('/')[2])`);
  const twin = ids.find((/** @type {string} */ one) => one !== id);
  await steps.openNotebook(page, server, twin);
  await page.click('files');
  await listed(page, ['neuf.txt', 'notes.txt', 'photo.png', 'élèves.csv']);
  assert.equal(await steps.runCell(page, 1), 'nom;note\nAli;15');
}

/** Waits until the list shows these files. @param {steps.Page} page @param {string[]} paths */
async function listed(page, paths) {
  await page.waitFor(`JSON.stringify(Array.from(document.querySelectorAll('[data-testid=file]')).map((one) => one.getAttribute('data-path')).sort()) === ${JSON.stringify(JSON.stringify(paths.slice().sort()))}`, { what: `the files ${paths.join(', ')}` });
}

/** Adds files with the picker. @param {steps.Page} page @param {string} folder @param {Record<string, string>} files their texts by name */
async function chosen(page, folder, files) {
  const paths = Object.keys(files).map((name) => path.join(folder, name));
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  await page.setFiles('add-files', paths);
}
