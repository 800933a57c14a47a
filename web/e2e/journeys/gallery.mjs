/**
 * Figures and turtle drawings as the browser shows them, each beside its stored picture.
 *
 * The programs are those of the kernel's own tests, which compare what is drawn; this compares what
 * is seen. After a change that is meant, write the sheets anew and look at them:
 *   ARDOISE_BLESS=1 node web/e2e/run.mjs --engine chromium --only gallery
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as notebooks from '../notebooks.mjs';
import { difference, readSheet, tileOf, writeSheet } from '../pictures.mjs';
import * as steps from '../steps.mjs';

export const name = 'the gallery of figures and drawings looks as its stored pictures';
export const minutes = 8;

const HERE = path.dirname(fileURLToPath(import.meta.url));
const PROGRAMS = path.resolve(HERE, '../../../crates/ardoise-python/tests');
const SHEETS = path.resolve(HERE, '../sheets');
/** What fonts and edges of other engines and machines make of it, with a good margin; a missing line of a plot is more. */
const MOST_MEAN = 3;
const MOST_WORST = 35;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  await steps.openApp(page, server);
  await look('pyplot', figures(), '[data-testid=cell-output] .output-image img');
  await steps.toLibrary(page);
  await look('turtle', drawings(), '[data-testid=drawing] canvas');

  /** @param {string} gallery @param {{ name: string, source: string }[]} programs @param {string} picture */
  async function look(gallery, programs, picture) {
    await steps.importNotebook(page, notebooks.notebook(programs.map(({ source }) => notebooks.code(source))), `${gallery}.ipynb`);
    const tiles = [];
    for (const [n, program] of programs.entries()) {
      await steps.runCell(page, n);
      const selector = `${await steps.cellAt(page, n)} ${picture}`;
      await page.waitFor(`(${stands})(${JSON.stringify(selector)})`, { ms: 60000, what: `the picture of ${program.name}` });
      tiles.push(await tileOf(page, selector));
    }
    const sheet = path.join(SHEETS, `${gallery}.png`);
    if (process.env.ARDOISE_BLESS) {
      fs.mkdirSync(SHEETS, { recursive: true });
      writeSheet(sheet, tiles);
    }
    const stored = readSheet(sheet);
    const seen = tiles.map((tile, n) => ({ name: programs[n].name, ...difference(tile, stored[n]) }));
    const most = (/** @type {'mean' | 'worst'} */ which) => Math.max(...seen.map((one) => one[which])).toFixed(1);
    log(`${gallery}: ${seen.length} pictures, differences at most ${most('mean')} on average, ${most('worst')} in a square`);
    const other = seen.filter(({ mean, worst }) => mean > MOST_MEAN || worst > MOST_WORST);
    assert.deepEqual(other, [], `pictures of ${gallery} that look otherwise`);
  }
}

/** Runs in the page: whether a picture is there, whole, and does not move. @param {string} selector */
function stands(selector) {
  const shown = /** @type {any} */ (document.querySelector(selector));
  if (!shown) return false;
  if (shown.tagName === 'IMG') return shown.complete && shown.naturalWidth > 0;
  const box = shown.closest('[data-testid=drawing]');
  // It says what it shows from its first moment on.
  if (!shown.getAttribute('aria-label').includes(':')) return false;
  if (box.getAttribute('data-playing') === 'true') box.querySelector('button').click();
  return box.getAttribute('data-playing') === 'false' && shown.width > 0;
}

/** The programs that end with one figure. */
function figures() {
  return fs.readFileSync(path.join(PROGRAMS, 'figures/gallery.txt'), 'utf8').split(/^=== /m).slice(1).flatMap((part) => {
    const end = part.indexOf('\n');
    const [name, source] = [part.slice(0, end), part.slice(end + 1)];
    return name === 'anim' ? [] : [{ name, source }];
  });
}

function drawings() {
  const folder = path.join(PROGRAMS, 'turtle');
  return fs.readdirSync(folder).filter((file) => file.endsWith('.py')).sort().map((file) => ({
    name: file.replace('.py', ''), source: fs.readFileSync(path.join(folder, file), 'utf8'),
  }));
}
