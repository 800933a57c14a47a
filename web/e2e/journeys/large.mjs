/**
 * The largest notebooks that schools have: 227 cells, and 3.7 MB of pictures. Both open, answer
 * keys at once, scroll, run, and go out as they came in.
 */
import * as notebooks from '../notebooks.mjs';
import { frames, keyTimes, quantile, startMeasuring, summary } from '../pace.mjs';
import * as steps from '../steps.mjs';

export const name = 'notebooks of 227 cells and of 3.7 MB stay quick';
export const alone = true;

/** Bounds for a small machine that does other things too; a page that is stuck passes none of them. */
const OPEN_MS = 20000;
const KEY_MEDIAN_MS = 400;
const KEY_LONGEST_MS = 3000;
const SCROLL_GAP_MS = 3000;

/** @param {import('../run.mjs').World} world */
export async function run(world) {
  await check(world, '227 cells', manyCells());
  await check(world, '3.7 MB', heavy());
}

/** @param {import('../run.mjs').World} world @param {string} label @param {Record<string, any>} file */
async function check({ page, server, assert, log }, label, file) {
  const text = JSON.stringify(file, null, 1);
  await steps.openApp(page, server);
  const began = Date.now();
  await steps.importNotebook(page, text, 'grand.ipynb');
  const opened = Date.now() - began;
  assert.equal(await page.count('cell'), file.cells.length);
  assert.deepEqual(await steps.exported(page), file, 'what was not touched goes out as it came in');
  assert.ok(opened < OPEN_MS, `open after ${opened} ms`);

  // Keys are shown at once in the first cell with code.
  const at = file.cells.findIndex((/** @type {any} */ cell) => cell.cell_type === 'code');
  await steps.enterCell(page, at);
  await page.press('Control+End');
  await startMeasuring(page);
  await page.type('  # 0123456789 0123');
  const times = await keyTimes(page, 19);
  assert.match(await steps.sourceOf(page, at), / {2}# 0123456789 0123$/);

  // From the first cell to the last and back.
  await startMeasuring(page);
  const steady = await page.call(async (count) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let i = 0; i <= count; i++) {
      const whole = document.documentElement.scrollHeight - innerHeight;
      window.scrollTo(0, (whole * (i <= count / 2 ? i : count - i)) / (count / 2));
      await frame();
    }
    return window.scrollY;
  }, 40);
  assert.equal(steady, 0);
  const scroll = await frames(page);
  log(`${label}, ${(text.length / 1e6).toFixed(2)} MB: shown whole after ${opened} ms; key to paint ${summary(times)}; scrolling, longest time without a frame ${Math.round(scroll.longest)} ms`);
  assert.ok(quantile(times, 0.5) < KEY_MEDIAN_MS, `median ${quantile(times, 0.5)} ms from a key to its paint`);
  assert.ok(Math.max(...times) < KEY_LONGEST_MS, `${Math.max(...times)} ms from a key to its paint`);
  assert.ok(scroll.longest < SCROLL_GAP_MS, `${scroll.longest} ms without a frame while scrolling`);

  // A cell far down is written and run.
  const last = file.cells.length - 1;
  await steps.writeCell(page, last, 'print(sum(range(101)))');
  assert.equal(await steps.runCell(page, last), '5050');
  await steps.savedIs(page);
  await steps.reloadNotebook(page);
  const again = await steps.exported(page);
  assert.deepEqual(again.cells[last].source, ['print(sum(range(101)))']);
  assert.deepEqual(again.cells.slice(at + 1, last), file.cells.slice(at + 1, last), 'the rest is untouched');
}

function manyCells() {
  const cells = [];
  for (let i = 0; i < 226; i++) {
    if (i % 3 === 0) {
      cells.push(notebooks.markdown(`## Exercice ${i}\n\nUn texte avec une **formule** $x_{${i}}^2 + \\frac{1}{${i + 1}}$ et une liste :\n\n- un\n- deux\n\n| a | b |\n|---|---|\n| ${i} | ${i * i} |\n`));
    } else {
      const source = `def f_${i}(n):\n    """Le cas ${i}."""\n    return [n * k for k in range(${i})]\n\nprint(f_${i}(2))`;
      cells.push(notebooks.code(source, i % 2 ? [notebooks.stdout(`${'0, 2, 4 '.repeat(8)}\n`.repeat(4))] : []));
    }
  }
  cells.push(notebooks.code('# fin'));
  return notebooks.notebook(cells);
}

function heavy() {
  const cells = [notebooks.markdown('# Des images\n'), notebooks.code('import math')];
  for (let i = 0; i < 22; i++) {
    const picture = notebooks.noisePng(240, 170, i);
    cells.push(notebooks.code(`dessine(${i})`, [notebooks.display({ 'image/png': `${picture}\n`, 'text/plain': ['<Figure>'] })]));
  }
  cells.push(notebooks.markdown('![jointe](attachment:a.png)', { attachments: { 'a.png': { 'image/png': notebooks.noisePng(60, 40, 99) } } }));
  cells.push(notebooks.code('# fin'));
  return notebooks.notebook(cells);
}
