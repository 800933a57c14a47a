/**
 * A class opens one activity through one thin line: how long until each pupil reads, until each has
 * run the first cell, and how many bytes the line carried; then another notebook, beside the same in
 * JupyterLite. Prints the tables that `cargo xtask class` puts into docs/bench.md.
 * node web/e2e/class.mjs [--pupils 10,30] [--beside 3] [--megabits 2] [--dist FOLDER]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fragment, publish } from './activities.mjs';
import { buildJupyterlite, versions } from './class/jupyterlite.mjs';
import { Browser, engineNamed } from './drivers/engines.mjs';
import { quantile } from './pace.mjs';
import { startServer } from './serve/static-server.mjs';
import { thinLine } from './serve/thin-line.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const ACTIVITY = path.join(ROOT, 'assets/activities/robot-du-village');
const NOTEBOOK = '1-avancer-et-tourner.ipynb';
const FILES = ['village.png', 'village.py'];
/** It uses nothing that JupyterLite has not. */
const PLAIN = path.join(ROOT, 'assets/activities/premiers-pas.ipynb');
/** As on ADSL: there and back takes twice this. */
const DELAY_MS = 25;
/** Long enough for thirty pupils on a line of a quarter of that speed. */
const PATIENCE_MS = 20 * 60 * 1000;
/** How often what JupyterLite does not hear yet is pressed again. */
const AGAIN_MS = 1000;

const pupils = option('--pupils', '10,30').split(',').map(Number);
const beside = Number(option('--beside', '3'));
const megabits = Number(option('--megabits', '2'));
const dist = option('--dist', path.join(ROOT, 'web', 'dist'));

/**
 * @typedef {import('./drivers/page.mjs').Page} Page
 * @typedef {object} Lesson
 * @property {string} root the site's folder
 * @property {string} address within it
 * @property {string} text what holds when the text can be read
 * @property {(page: Page) => Promise<void>} run until the first cell's result is there
 */

/** @param {string} link @param {string} result @returns {Lesson} */
function ours(link, result) {
  const button = `document.querySelector('[data-testid=cell][data-kind=code] [data-testid=cell-run]')`;
  return {
    root: dist,
    address: `#${link}`,
    text: `!!document.querySelector('.cells[data-complete=true]')`,
    async run(page) {
      await page.waitFor(`!!${button}`, { ms: PATIENCE_MS, what: 'a cell to run' });
      await page.eval(`${button}.click()`);
      await page.waitFor(`!!document.querySelector(${JSON.stringify(result)})`, { ms: PATIENCE_MS, what: 'the first result' });
    },
  };
}

/** @returns {Lesson} */
function jupyterlite() {
  const cell = '.jp-Notebook .jp-CodeCell';
  return {
    root: buildJupyterlite(path.join(ROOT, 'target', 'class', 'jupyterlite'), PLAIN),
    address: `notebooks/index.html?path=${path.basename(PLAIN)}`,
    text: `!!document.querySelector('.jp-Notebook .jp-RenderedMarkdown h1')`,
    async run(page) {
      await page.waitFor(`!!document.querySelector('${cell} .cm-content')`, { ms: PATIENCE_MS, what: 'a cell to run' });
      // Keys pressed before its kernel is known are lost, so they are pressed until the cell says that it runs.
      await page.eval(`(() => {
        const timer = setInterval(() => {
          const first = document.querySelector('${cell}');
          if (first.querySelector('.jp-OutputArea-output')) return clearInterval(timer);
          if (first.querySelector('.jp-InputPrompt').textContent.includes('*')) return;
          const content = first.querySelector('.cm-content');
          content.focus();
          content.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true, bubbles: true, cancelable: true }));
        }, ${AGAIN_MS});
      })()`);
      await page.waitFor(`!!document.querySelector('${cell} .jp-OutputArea-output')`, { ms: PATIENCE_MS, what: 'the first result' });
    },
  };
}

const files = Object.fromEntries(FILES.map((name) => [name, fs.readFileSync(path.join(ACTIVITY, name))]));
const robot = linkOf(path.join(ACTIVITY, NOTEBOOK), files);
console.log(`${os.cpus().length} cores of ${os.cpus()[0].model.trim()} for all browsers together; one line of ${megabits} Mbit/s with ${2 * DELAY_MS} ms there and back; the link has ${robot.length} characters.\n`);
console.log('| pupils | the text is there: median, last | the first drawing is there: median, last | bytes on the line until then | a pupil |');
console.log('| --- | --- | --- | --- | --- |');
for (const count of pupils) {
  const measured = await lesson(count, ours(robot, '[data-testid=cell-output] svg'));
  console.log(`| ${[String(count), ...measured].join(' | ')} |`);
}
if (beside > 0) {
  console.log(`\nA notebook without a drawing, beside ${versions}; ${beside} pupils:\n`);
  console.log('| | the text is there: median, last | the first result is there: median, last | bytes on the line until then | a pupil |');
  console.log('| --- | --- | --- | --- | --- |');
  /** @type {[string, Lesson][]} */
  const both = [['Ardoise', ours(linkOf(PLAIN, {}), '[data-testid=cell-output]')], ['JupyterLite', jupyterlite()]];
  for (const [name, how] of both) console.log(`| ${[name, ...await lesson(beside, how)].join(' | ')} |`);
}

/** @param {string} notebook @param {Record<string, Uint8Array>} beside its files */
function linkOf(notebook, beside) {
  return fragment(publish(JSON.parse(fs.readFileSync(notebook, 'utf8')), { solutions: false, files: beside }));
}

/** @param {number} count @param {Lesson} how */
async function lesson(count, { root, address, text, run }) {
  const server = await startServer({ root });
  const browser = await Browser.launch(engineNamed('chromium'));
  try {
    // The host squeezes a file when it is first asked for; a class comes later than that.
    const first = await browser.newPerson();
    await first.open(`${server.url}${address}`);
    await run(first);
    await first.close();
    const line = await thinLine({ port: Number(new URL(server.url).port), bitsPerSecond: megabits * 1e6, delayMs: DELAY_MS });
    try {
      const class_ = [];
      for (let pupil = 0; pupil < count; pupil++) class_.push(await browser.newPerson());
      const began = Date.now();
      const seen = await Promise.all(class_.map(async (page) => {
        // The page is not waited for here: on a thin line its load event comes late.
        const opening = page.open(`${line.url}${address}`).catch(() => undefined);
        await page.waitFor(text, { ms: PATIENCE_MS, what: 'the text' });
        const read = Date.now() - began;
        await run(page);
        const ran = Date.now() - began;
        await opening;
        return { read, ran, bytes: line.sent };
      }));
      const last = Math.max(...seen.map((one) => one.bytes));
      const both = (/** @type {number[]} */ times) => `${seconds(quantile(times, 0.5))}, ${seconds(Math.max(...times))}`;
      return [both(seen.map((one) => one.read)), both(seen.map((one) => one.ran)), mega(last), mega(last / count)];
    } finally {
      await line.stop();
    }
  } finally {
    await browser.close();
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
