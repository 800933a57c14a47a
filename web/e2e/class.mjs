/**
 * A class opens one activity through one thin line: how long until each pupil reads, until each has
 * run the first cell, and how many bytes the line carried. Prints the table that `cargo xtask class`
 * puts into docs/bench.md.
 * node web/e2e/class.mjs [--pupils 10,30] [--megabits 2] [--dist FOLDER]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fragment, publish } from './activities.mjs';
import { Browser, engineNamed } from './drivers/engines.mjs';
import { quantile } from './pace.mjs';
import { startServer } from './serve/static-server.mjs';
import { thinLine } from './serve/thin-line.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const ACTIVITY = path.join(ROOT, 'assets/activities/robot-du-village');
const NOTEBOOK = '1-avancer-et-tourner.ipynb';
const FILES = ['village.png', 'village.py'];
/** As on ADSL: there and back takes twice this. */
const DELAY_MS = 25;
/** Long enough for thirty pupils on a line of a quarter of that speed. */
const PATIENCE_MS = 20 * 60 * 1000;

const pupils = option('--pupils', '10,30').split(',').map(Number);
const megabits = Number(option('--megabits', '2'));
const dist = option('--dist', path.join(ROOT, 'web', 'dist'));

const files = Object.fromEntries(FILES.map((name) => [name, fs.readFileSync(path.join(ACTIVITY, name))]));
const link = fragment(publish(JSON.parse(fs.readFileSync(path.join(ACTIVITY, NOTEBOOK), 'utf8')), { solutions: false, files }));

/** @type {string[][]} */
const rows = [];
for (const count of pupils) rows.push(await lesson(count));

console.log(`${os.cpus().length} cores of ${os.cpus()[0].model.trim()} for all browsers together; one line of ${megabits} Mbit/s with ${2 * DELAY_MS} ms there and back; the link has ${link.length} characters.\n`);
console.log('| pupils | the text is there: median, last | the first drawing is there: median, last | bytes on the line until then | a pupil |');
console.log('| --- | --- | --- | --- | --- |');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);

/** @param {number} count */
async function lesson(count) {
  const server = await startServer({ root: dist });
  const line = await thinLine({ port: Number(new URL(server.url).port), bitsPerSecond: megabits * 1e6, delayMs: DELAY_MS });
  const browser = await Browser.launch(engineNamed('chromium'));
  try {
    const class_ = [];
    for (let pupil = 0; pupil < count; pupil++) class_.push(await browser.newPerson());
    const began = Date.now();
    const seen = await Promise.all(class_.map(async (page) => {
      // The page is not waited for here: on a thin line its load event comes late.
      const opening = page.open(`${line.url}#${link}`).catch(() => undefined);
      await page.waitFor(`!!document.querySelector('.cells[data-complete=true]')`, { ms: PATIENCE_MS, what: 'the text' });
      const read = Date.now() - began;
      await page.waitFor(`!!document.querySelector('[data-testid=cell][data-kind=code] [data-testid=cell-run]')`, { ms: PATIENCE_MS, what: 'a cell to run' });
      await page.eval(`document.querySelector('[data-testid=cell][data-kind=code] [data-testid=cell-run]').click()`);
      await page.waitFor(`!!document.querySelector('[data-testid=cell-output] svg')`, { ms: PATIENCE_MS, what: 'the first drawing' });
      const drawn = Date.now() - began;
      await opening;
      return { read, drawn, bytes: line.sent };
    }));
    const last = Math.max(...seen.map((one) => one.bytes));
    const both = (/** @type {number[]} */ times) => `${seconds(quantile(times, 0.5))}, ${seconds(Math.max(...times))}`;
    return [String(count), both(seen.map((one) => one.read)), both(seen.map((one) => one.drawn)), mega(last), mega(last / count)];
  } finally {
    await browser.close();
    await line.stop();
    await server.stop();
  }
}

/** @param {number} ms */
function seconds(ms) {
  return `${Math.round(ms / 1000)} s`;
}

/** @param {number} bytes */
function mega(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

/** @param {string} name @param {string} otherwise */
function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
}
