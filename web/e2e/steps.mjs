/**
 * What journeys do again and again, in the words of a person: open the app, make a notebook, write
 * in a cell, run it, read what it shows, bring a file in and take it out.
 *
 * Cells are named by their place, 0 for the first, -1 for the last. Nothing sleeps: each step waits
 * for what it caused. It knows the test ids of the page and nothing of its code.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @typedef {import('./drivers/page.mjs').Page} Page */

/** The first start of Python fetches and compiles megabytes on a machine that does other things too. */
export const PYTHON_MS = 120000;
/** So long a press is given before it is taken for one that fell beside. */
const PRESS_MS = 10000;
const PRESSES = 3;

/** Opens the app's library. @param {Page} page @param {{ url: string }} server */
export async function openApp(page, server) {
  await page.open(server.url);
  await libraryShown(page);
}

/** @param {Page} page */
async function libraryShown(page) {
  // Not before the list is read: what is there until then goes away again.
  await page.waitFor(`!!document.querySelector('.welcome, .cards .card')`, { ms: 60000, what: 'the library' });
}

/** From wherever the page is. @param {Page} page */
export async function toLibrary(page) {
  await page.eval(`void (location.hash = '#/')`);
  await libraryShown(page);
}

/**
 * Presses until that has shown: what the page still learns may move a button, a word of its may lie over it for a
 * moment, and a press that fell beside it is made again.
 * @param {Page} page @param {() => Promise<void>} press @param {string} shown @param {string} what
 */
async function pressUntil(page, press, shown, what) {
  for (let presses = 1; ; presses += 1) {
    // What lies over it goes by itself.
    await press().catch(() => undefined);
    try {
      await page.waitFor(shown, { ms: PRESS_MS, what });
      return;
    } catch (error) {
      if (presses === PRESSES) throw error;
    }
  }
}

/** Makes an empty notebook, which has one code cell, and returns its id. @param {Page} page */
export async function newNotebook(page) {
  await pressUntil(page, () => page.click('new-notebook'), `location.hash.startsWith('#/n/')`, 'a new notebook');
  await notebookShown(page);
  await page.waitFor(`!!document.querySelector('[data-testid=cell][data-kind=code]')`, { what: 'the first cell' });
  return notebookId(page);
}

/**
 * Presses something and waits for what it opens. What is fetched later and stands above may move it: a press
 * then falls beside it, and a person presses again.
 * @param {Page} page @param {string} target @param {string} opens a test id
 */
export async function pressFor(page, target, opens) {
  await pressUntil(page, () => page.click(target), `!!document.querySelector('[data-testid=${opens}]')`, `${opens} after a press on ${target}`);
}

/** Closes the slate. @param {Page} page */
export async function closeProfile(page) {
  await pressUntil(page, () => page.click('close-profile'), `!document.querySelector('[data-testid=close-profile]')`, 'the slate closed');
}

/** The id in the address. @param {Page} page @returns {Promise<string>} */
export function notebookId(page) {
  return page.eval(`decodeURIComponent(location.hash.split('/')[2] || '')`);
}

/** @param {Page} page @param {{ url: string }} server @param {string} id */
export async function openNotebook(page, server, id) {
  const url = `${server.url}#/n/${encodeURIComponent(id)}`;
  // Only the fragment may differ from where the tab is: that is no navigation a driver could wait for.
  const here = await page.eval('location.href').catch(() => '');
  if (here.split('#')[0] === server.url) await page.eval(`void (location.href = ${JSON.stringify(url)})`);
  else await page.open(url);
  await notebookShown(page);
}

/** Waits until every cell of the open notebook is on the page. @param {Page} page @param {number} [ms] */
export async function notebookShown(page, ms = 60000) {
  await page.waitFor(
    `location.hash.startsWith('#/n/') && !!document.querySelector('.cells[data-complete=true]')`,
    { ms, what: 'a notebook with all its cells' },
  );
}

/** Reloads with a notebook open, which comes back by itself. @param {Page} page */
export async function reloadNotebook(page) {
  await page.reload();
  await notebookShown(page);
}

/** A selector of the cell at a place, which stays the same when cells move. @param {Page} page @param {number} n */
export async function cellAt(page, n) {
  const id = await page.attr('cell', 'data-cell', { nth: n });
  return `[data-cell=${JSON.stringify(id)}]`;
}

/** Puts the cursor into the editor of a cell. @param {Page} page @param {number} n */
export async function enterCell(page, n) {
  const cell = await cellAt(page, n);
  const kind = await page.attr(cell, 'data-kind');
  const there = `!!(document.activeElement && document.activeElement.closest(${JSON.stringify(`${cell} .cm-content`)}))`;
  const press = async () => {
    if (kind === 'code') {
      await page.click(`${cell} [data-testid=cell-editor]`);
    } else {
      await page.click(cell);
      await page.eval(`document.querySelector(${JSON.stringify(cell)}).focus()`);
      await page.press('Enter');
    }
  };
  await pressUntil(page, press, there, `the cursor in cell ${n}`);
  return cell;
}

/** Replaces what is in a cell. @param {Page} page @param {number} n @param {string} source */
export async function writeCell(page, n, source) {
  const cell = await enterCell(page, n);
  await page.press('Control+a');
  if (source === '') await page.press('Delete');
  else await page.paste(source);
  // Of a long text the editor draws only what is near, and that is its end.
  const shown = source.length < 1500 ? `(${sourceIn})(${JSON.stringify(cell)}) === ${JSON.stringify(source)}` : `(${sourceIn})(${JSON.stringify(cell)}).endsWith(${JSON.stringify(source.slice(-40))})`;
  await page.waitFor(shown, { what: `cell ${n} to hold ${JSON.stringify(source).slice(0, 80)}` });
}

/** Adds a code cell at the end and writes in it. @param {Page} page @param {string} [source] */
export async function addCell(page, source) {
  const before = await page.count('cell');
  await page.click('cell', { nth: -1 });
  await page.eval(`(() => { const all = document.querySelectorAll('[data-testid=cell]'); all[all.length - 1].focus(); })()`);
  await page.press('b');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === ${before + 1}`, { what: 'one more cell' });
  if (source !== undefined) await writeCell(page, -1, source);
}

/** The source of a cell as shown (the lines on screen, for a very long one). @param {Page} page @param {number} n @returns {Promise<string>} */
export async function sourceOf(page, n) {
  return page.eval(`(${sourceIn})(${JSON.stringify(await cellAt(page, n))})`);
}

/** Runs in the page. @param {string} cell */
function sourceIn(cell) {
  const lines = document.querySelectorAll(`${cell} .cm-line`);
  if (lines.length > 0) return Array.from(lines).map((line) => line.textContent).join('\n');
  const plain = document.querySelector(`${cell} .cell-plain`);
  return plain && plain.textContent !== '\u00a0' ? plain.textContent : '';
}

/** Presses a cell's run button and waits until it runs. Returns the cell's selector. @param {Page} page @param {number} n */
export async function startCell(page, n) {
  const cell = await cellAt(page, n);
  await watchCell(page, cell);
  await page.click(`${cell} [data-testid=cell-run]`);
  await page.waitFor('window.journeyStates.length > 0', { what: `cell ${n} to be queued or run` });
  return cell;
}

/** From now on `journeyStates` in the page are the states a cell goes through. @param {Page} page @param {string} cell its selector */
export async function watchCell(page, cell) {
  await page.eval(`(${watchState})(${JSON.stringify(cell)})`);
}

/** Runs in the page: notes every state the cell goes through from now on. @param {string} selector */
function watchState(selector) {
  const cell = document.querySelector(selector);
  const page = /** @type {any} */ (window);
  if (page.journeyObserver) page.journeyObserver.disconnect();
  /** @type {(string | null)[]} */
  const states = [];
  page.journeyStates = states;
  page.journeyObserver = new MutationObserver(() => states.push(cell && cell.getAttribute('data-state')));
  if (cell) page.journeyObserver.observe(cell, { attributes: true, attributeFilter: ['data-state'] });
}

/**
 * Runs a cell to its end and returns what it shows.
 * @param {Page} page @param {number} n @param {{ ms?: number }} [options]
 */
export async function runCell(page, n, { ms = PYTHON_MS } = {}) {
  const cell = await startCell(page, n);
  await idle(page, cell, ms);
  return outputIn(page, cell);
}

/** Waits until a cell neither runs nor waits. @param {Page} page @param {string} cell its selector @param {number} [ms] */
export async function idle(page, cell, ms = PYTHON_MS) {
  await page.waitFor(`document.querySelector(${JSON.stringify(cell)}).getAttribute('data-state') === 'idle'`, { ms, what: 'the end of the run' });
}

/** Waits until a cell is in a run state. @param {Page} page @param {string} cell its selector @param {string} state @param {number} [ms] */
export async function inState(page, cell, state, ms = PYTHON_MS) {
  await page.waitFor(`document.querySelector(${JSON.stringify(cell)}).getAttribute('data-state') === ${JSON.stringify(state)}`, { ms, what: `a cell that is ${state}` });
}

/** @param {Page} page @param {number} n @returns {Promise<string>} */
export async function outputOf(page, n) {
  return outputIn(page, await cellAt(page, n));
}

/** @param {Page} page @param {string} cell its selector @returns {Promise<string>} */
export function outputIn(page, cell) {
  return page.eval(`(() => {
    const output = document.querySelector(${JSON.stringify(`${cell} [data-testid=cell-output]`)});
    return output ? output.innerText.trim() : '';
  })()`);
}

/** Waits until what a cell shows contains a text. @param {Page} page @param {string} cell its selector @param {string} text @param {number} [ms] */
export async function outputContains(page, cell, text, ms = PYTHON_MS) {
  await page.waitFor(
    `(() => { const o = document.querySelector(${JSON.stringify(`${cell} [data-testid=cell-output]`)}); return !!o && o.innerText.includes(${JSON.stringify(text)}); })()`,
    { ms, what: `an output with ${JSON.stringify(text)}` },
  );
}

/** @param {Page} page @returns {Promise<string>} */
export function kernelState(page) {
  return page.eval(`document.querySelector('[data-testid=kernel-state]').getAttribute('data-state')`);
}

/** @param {Page} page @param {string} state @param {number} [ms] */
export async function kernelIs(page, state, ms = PYTHON_MS) {
  await page.waitFor(`document.querySelector('[data-testid=kernel-state]').getAttribute('data-state') === ${JSON.stringify(state)}`, { ms, what: `the kernel to be ${state}` });
}

/** @param {Page} page @returns {Promise<string>} */
export function savedState(page) {
  return page.eval(`document.querySelector('[data-testid=saved-state]').getAttribute('data-state')`);
}

/** @param {Page} page @param {string} [state] @param {number} [ms] */
export async function savedIs(page, state = 'saved', ms = 20000) {
  await page.waitFor(`document.querySelector('[data-testid=saved-state]').getAttribute('data-state') === ${JSON.stringify(state)}`, { ms, what: `the work to be shown as ${state}` });
}

/** Waits until the page says that it works without a network. @param {Page} page */
export async function offlineReady(page) {
  await page.waitFor(`document.querySelector('[data-testid=offline-state]').getAttribute('data-state') === 'ready'`, { ms: PYTHON_MS, what: 'ready offline' });
}

/** Gives the library a file. Ends when a notebook is open or a message says why not. @param {Page} page @param {string} file */
export async function openFile(page, file) {
  await toLibrary(page);
  await page.setFiles('import-file', [file]);
  await page.waitFor(`location.hash.startsWith('#/n/') || !!document.querySelector('[role=dialog]')`, { ms: 60000, what: `an answer about ${path.basename(file)}` });
}

/** The same for a file with this name and these bytes. @param {Page} page @param {string} name @param {Buffer} bytes */
export async function openBytes(page, name, bytes) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-file-'));
  try {
    fs.writeFileSync(path.join(folder, name), bytes);
    await openFile(page, path.join(folder, name));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Brings a notebook in, given as its JSON or as text. @param {Page} page @param {unknown} notebook @param {string} [name] */
export async function importNotebook(page, notebook, name = 'journey.ipynb') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-file-'));
  const file = path.join(folder, name);
  try {
    fs.writeFileSync(file, typeof notebook === 'string' ? notebook : JSON.stringify(notebook, null, 1));
    await openFile(page, file);
    await notebookShown(page);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return notebookId(page);
}

/** What an open dialog or any message on the page says, empty when there is none. @param {Page} page @returns {Promise<string>} */
export function messages(page) {
  return page.eval(`Array.from(document.querySelectorAll('[role=dialog], [role=alert], .banner, [data-testid=toast]')).map((one) => one.innerText).join('\\n')`);
}

/** Waits until some message on the page matches. @param {Page} page @param {RegExp} pattern @param {number} [ms] */
export async function messageShown(page, pattern, ms = 30000) {
  await page.waitFor(
    `${pattern}.test(Array.from(document.querySelectorAll('[role=dialog], [role=alert], .banner, [data-testid=toast]')).map((one) => one.innerText).join('\\n'))`,
    { ms, what: `a message like ${pattern}` },
  );
}

/** @param {Page} page */
export async function closeDialog(page) {
  if (!(await page.count('[role=dialog]'))) return;
  await page.eval(`document.querySelector('[role=dialog]').focus()`);
  await page.press('Escape');
  await page.waitFor(`!document.querySelector('[role=dialog]')`, { what: 'the dialog to close' });
}

/** Presses something that offers a file; it is `journeyDownload` in the page then. @param {Page} page @param {string} target */
async function takeDownload(page, target) {
  await page.eval(`(${keepDownloads})()`);
  await page.click(target);
  await page.waitFor('window.journeyDownload !== undefined', { what: `a download after a press on ${target}` });
}

/** The text of the file that a press offers for download. @param {Page} page @param {string} target what to press @returns {Promise<string>} */
export async function downloaded(page, target) {
  await takeDownload(page, target);
  return page.eval('new Response(window.journeyDownload).text()');
}

/** The bytes of such a file. @param {Page} page @param {string} target what to press @returns {Promise<Buffer>} */
export async function downloadedBytes(page, target) {
  await takeDownload(page, target);
  const text = await page.eval(`new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.replace(/^[^,]*,/, ''));
    reader.readAsDataURL(window.journeyDownload);
  })`);
  return Buffer.from(text, 'base64');
}

/** Runs in the page: keeps what is offered for download. */
function keepDownloads() {
  const page = /** @type {any} */ (window);
  page.journeyDownload = undefined;
  if (page.journeyKeeps) return;
  page.journeyKeeps = true;
  const create = URL.createObjectURL;
  URL.createObjectURL = (object) => {
    page.journeyDownload = object;
    return create.call(URL, object);
  };
}

/** The open notebook as its file. @param {Page} page @returns {Promise<any>} */
export async function exported(page) {
  return JSON.parse(await downloaded(page, 'export-ipynb'));
}
