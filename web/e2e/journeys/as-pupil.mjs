/**
 * A teacher looks at an activity as a pupil: runs, answers, passes the gate, and goes back to a
 * notebook that has neither the answer nor the results, with every variable as it was. A reload in
 * between leaves nothing behind either.
 */
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'as-pupil: a look as a pupil leaves nothing behind';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  await steps.openApp(page, server);
  const marked = (/** @type {any} */ cell, /** @type {string[]} */ ...tags) => ({ ...cell, metadata: { tags } });
  const id = await steps.importNotebook(page, notebooks.notebook([
    notebooks.code('p = 5'),
    marked(notebooks.code('p = ...'), 'exercise'),
    marked(notebooks.code('assert p == 12'), 'check', 'breakpoint'),
    marked(notebooks.code('p = 12'), 'solution'),
    notebooks.code('print(p)'),
  ]));
  await steps.runCell(page, 0);
  assert.equal(await steps.runCell(page, 4), '5');
  await steps.savedIs(page);
  const before = await steps.exported(page);

  await look(page);
  assert.equal(await steps.outputOf(page, 0), '', 'no results come along');
  assert.equal(await page.count('saved-state'), 0, 'nothing is said to be saved');
  await steps.writeCell(page, 1, 'p = 12  # ma réponse');
  for (const n of [0, 1, 2]) await steps.runCell(page, n);
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 4`, { what: 'what follows, without the solution' });
  assert.equal(await steps.runCell(page, 3), '12');

  // Help lies over it, and it goes on where it was.
  await page.eval(`void (location.hash = '#/help')`);
  await page.waitFor(`!!document.querySelector('.keys kbd')`, { what: 'the help' });
  await page.click('back');
  await page.waitFor(`!!document.querySelector('[data-testid=pupil-bar]') && document.querySelector('main.notebook').id === 'content'`, { what: 'the look as a pupil' });
  assert.equal(await steps.sourceOf(page, 1), 'p = 12  # ma réponse');

  await back(page);
  assert.deepEqual(await steps.exported(page), before, 'the notebook is as it was');
  assert.equal(await steps.runCell(page, 4), '5', 'so are the variables');
  log('nothing of the look is in the notebook');

  // A reload in between: the same address is a new look, and the notebook under it is untouched.
  await look(page);
  await steps.writeCell(page, 1, 'p = 13');
  await page.reload();
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 3 && !!document.querySelector('[data-testid=pupil-bar]')`, { what: 'a new look', ms: 60000 });
  assert.equal(await steps.sourceOf(page, 1), 'p = ...');
  await back(page);
  assert.equal(await steps.sourceOf(page, 1), 'p = ...');
  assert.equal(await steps.outputOf(page, 4), '5');
  assert.equal(await steps.notebookId(page), id);
  await steps.toLibrary(page);
  assert.equal(await page.count('.cards .card'), 1, 'no other notebook is on this device');
}

/** Cells up to the gate. @param {steps.Page} page */
async function look(page) {
  await page.click('activity');
  await page.click('see-as-pupil');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 3 && !!document.querySelector('[data-testid=pupil-bar]')`, { what: 'the activity as a pupil has it' });
}

/** @param {steps.Page} page */
async function back(page) {
  await page.click('end-as-pupil');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 5 && !document.querySelector('[data-testid=pupil-bar]')`, { what: 'all cells again' });
}
