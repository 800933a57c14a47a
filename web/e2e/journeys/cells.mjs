/**
 * What is done to cells by buttons: add, convert, split, merge, move, copy, fold, delete; and undo
 * of all of it, back to the file that came in, and redo.
 */
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'cells are added, cut, joined, moved, and all of it undone';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  await steps.openApp(page, server);
  const file = notebooks.notebook([notebooks.code('a = 1\nb = 2'), notebooks.markdown('# Deux'), notebooks.code('c = 3')]);
  await steps.importNotebook(page, file);
  const sources = () =>
    steps.exported(page).then((now) => now.cells.map((cell) => `${cell.cell_type}:${cell.source.join('')}`));
  const original = await sources();

  // Split at the cursor, by the keys of Jupyter.
  await steps.enterCell(page, 0);
  await page.press('Control+Home');
  await page.press('End');
  await page.press('Control+Shift+-');
  await cells(page, 4);
  assert.deepEqual((await sources()).slice(0, 2), ['code:a = 1', 'code:b = 2']);

  // Joined again with the one below.
  await chooseCell(page, 0);
  await page.press('Shift+M');
  await cells(page, 3);

  // Moved down and converted, by the buttons.
  await chooseCell(page, 0);
  await page.click('.cell-tools .action:nth-of-type(2)');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]')[1].getAttribute('data-kind') === 'code'`, { what: 'the cell one place lower' });
  assert.equal((await sources())[0], 'markdown:# Deux');

  // A new cell at the end, typed in, deleted, and the message's way back.
  await page.click('add-code');
  await cells(page, 4);
  await page.type('fin = True');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]')[3].innerText.includes('fin = True')`);
  await page.press('Escape');
  await page.press('Escape');
  await chooseCell(page, 3);
  await page.click('cell-delete');
  await cells(page, 3);
  await page.click('.toast-action');
  await cells(page, 4);
  assert.equal((await sources())[3], 'code:fin = True');

  // Back to the beginning, step by step, and forward again.
  const end = await sources();
  let undone = 0;
  while (await page.eval(`!document.querySelector('[data-testid=undo]').disabled`)) {
    await page.click('undo');
    undone += 1;
    if (undone > 40) break;
  }
  assert.deepEqual(await sources(), original);
  for (let i = 0; i < undone; i++) await page.click('redo');
  assert.deepEqual(await sources(), end);
  await steps.savedIs(page);

  // Search and replace over all cells.
  await chooseCell(page, 0);
  await page.press('Control+f');
  await page.waitFor(`document.activeElement.getAttribute('data-testid') === 'find-text'`, { what: 'the cursor in the search field' });
  await page.type('= ');
  await page.waitFor(`/4/.test(document.querySelector('[data-testid=find-count]').textContent)`, { what: 'four places found' });

  // Reload: as it was.
  await steps.savedIs(page);
  await steps.reloadNotebook(page);
  assert.deepEqual(await sources(), end);
}

const cells = (page, count) =>
  page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === ${count}`, { what: `${count} cells` });

/** Command mode on a cell, by a press beside its source. */
async function chooseCell(page, n) {
  const cell = await steps.cellAt(page, n);
  await page.click(`${cell} .cell-count, ${cell}[data-kind=markdown] .cell-gutter`);
  await page.waitFor(`document.activeElement === document.querySelector(${JSON.stringify(cell)}) && document.activeElement.getAttribute('aria-current') === 'true'`, { what: `cell ${n} chosen` });
}
