/**
 * A pupil and an activity: a link becomes a copy that runs; the same link comes back to it; hints come
 * one by one and a solution asks first; a check fails, then passes, and what waits behind it opens; to
 * start again is no loss.
 */
import * as activities from '../activities.mjs';
import * as steps from '../steps.mjs';

export const name = 'a link opens an activity that a pupil works through';
export const minutes = 6;

const ANSWER = 'def perimetre(c):\n    return 4 * c';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  const packet = activities.publish(activities.lesson());
  const link = activities.fragment(packet);
  const marks = () => page.eval(`Array.from(document.querySelectorAll('[data-testid=cell]')).map((one) => one.getAttribute('data-cell'))`);
  const open = (/** @type {string} */ cell) => page.eval(`!document.querySelector('[data-cell="${cell}"]').classList.contains('cell-aside')`);

  const answer = async (/** @type {string} */ text) => {
    // Out from under the page's head, where no pointer reaches it.
    await page.eval(`document.querySelector('[data-cell=reponse]').scrollIntoView({ block: 'center' })`);
    await steps.writeCell(page, 2, text);
  };

  // The first thing this browser ever sees of the app is the link.
  const id = await activities.take(page, server, packet);
  assert.equal(await page.eval('location.hash'), `#/n/${id}`, 'the link is gone from the address');
  assert.deepEqual(await marks(), ['titre', 'donnee', 'reponse', 'indice-1', 'indice-2', 'solution', 'verification'], 'what waits behind the check is not there yet');
  assert.match(await page.text('activity-band'), /Mme Martin.*CM1, CM2.*30 min.*CC-BY-4\.0.*version 1/);
  assert.deepEqual(server.requests.filter((request) => request.url.includes('a=')), [], 'nothing of the link was sent');

  // Protected: typing does nothing, and it says so.
  await page.click('[data-cell=donnee] [data-testid=cell-editor]');
  await page.waitFor(`!!document.activeElement.closest('[data-cell=donnee]')`);
  await page.type('xyz');
  assert.equal(await steps.sourceOf(page, 1), 'cote = 3');
  assert.equal(await page.count('[data-cell=donnee] .role-locked'), 1);

  // Hints, by keyboard: the second only after the first.
  assert.equal(await page.count('hint'), 1);
  assert.equal(await page.count('hint-waits'), 1);
  assert.equal(await page.attr('hint', 'aria-expanded'), 'false');
  assert.equal(await page.eval(`getComputedStyle(document.querySelector('[data-cell=indice-1] .prose')).display`), 'none');
  await page.eval(`document.querySelector('[data-testid=hint]').focus()`);
  await page.press('Enter');
  await page.waitFor(`document.querySelector('[data-testid=hint]').getAttribute('aria-expanded') === 'true'`, { what: 'the first hint' });
  assert.equal(await page.count('hint'), 2);
  assert.ok(!(await open('indice-2')));
  await page.click('hint', { nth: 1 });
  assert.ok(await open('indice-2'));

  await page.click('hint');
  assert.ok(!(await open('indice-1')), 'the first is folded again');

  // A solution asks first; a folded one does not run.
  await page.click('solution');
  await page.waitFor(`!!document.querySelector('[role=dialog]')`, { what: 'the question before the solution' });
  await page.press('Escape');
  await page.waitFor(`!document.querySelector('[role=dialog]')`, { what: 'the question gone again' });
  assert.ok(!(await open('solution')));

  // The check: not before the answer, not with a wrong one, then with the right one.
  const verdict = async (/** @type {string} */ wanted) => {
    await page.waitFor(`(document.querySelector('[data-testid=verdict]') || document.body).getAttribute('data-verdict') === ${JSON.stringify(wanted)}`, { ms: steps.PYTHON_MS, what: `a check that says ${wanted}` });
  };
  await answer(ANSWER.replace('4', '3'));
  await page.click('run-all');
  await verdict('notYet');
  assert.match(await steps.outputIn(page, '[data-cell=verification]'), /AssertionError/);
  assert.equal(await page.count('gate'), 1);
  assert.equal(await page.count('[data-cell=suite]'), 0);
  await answer(ANSWER);
  await verdict('again');
  await steps.runCell(page, 2);
  await verdict('again');
  // Shift+Enter on the last cell of what is open makes no new cell.
  await page.eval(`document.querySelector('[data-cell=verification]').focus()`);
  await page.press('Shift+Enter');
  await verdict('passed');
  await page.waitFor(`!!document.querySelector('[data-cell=suite]')`, { what: 'what waited behind the check' });
  await page.waitFor(`document.activeElement.getAttribute('data-cell') === 'suite'`, { what: 'the focus on what has opened' });
  assert.match(await page.text('spoken'), /suite est ouverte|next part is open/);
  assert.equal(await page.count('[data-cell=fin]'), 0);
  await page.click('go-on');
  await page.waitFor(`document.activeElement.getAttribute('data-cell') === 'fin'`, { what: 'the focus behind the second gate' });
  const all = ['titre', 'donnee', 'reponse', 'indice-1', 'indice-2', 'solution', 'verification', 'suite', 'fin'];
  assert.deepEqual(await marks(), all);
  assert.equal(await page.count('gate'), 0);
  await steps.savedIs(page);
  log('hints, solution, check, gates');

  // The same link again, in a new visit and in the open tab: the same copy, with the work in it.
  await page.open('about:blank');
  assert.equal(await activities.take(page, server, packet), id);
  await steps.messageShown(page, /déjà commencé|begun it already/);
  assert.deepEqual(await marks(), all, 'what was open stays open');
  assert.equal(await steps.sourceOf(page, 2), ANSWER);
  await verdict('passed');
  await page.waitFor(`!document.querySelector('[data-cell=indice-2]').classList.contains('cell-aside')`, { what: 'the second hint, as it was left' });
  assert.ok(!(await open('indice-1')), 'and the first');
  assert.doesNotMatch(await steps.downloaded(page, 'export-ipynb'), /opened/, 'the notebook knows nothing of it');
  await activities.follow(page, server, link);
  await page.waitFor(`location.hash === '#/n/${id}'`, { what: 'the copy in the place of the link' });
  await steps.toLibrary(page);
  assert.equal(await page.count('notebook-card'), 1);
  await page.eval('history.back()');
  await page.waitFor(`location.hash === '#/n/${id}'`, { what: 'the notebook, one step back' });
  await steps.notebookShown(page);

  // To start again asks, and what was there is in the history.
  await page.click('start-again');
  await page.click('[role=dialog] [data-autofocus]');
  await page.waitFor(`!document.querySelector('[data-cell=suite]')`, { what: 'the activity as at the beginning' });
  await steps.messageShown(page, /historique|history/);
  assert.match(await steps.sourceOf(page, 2), /\.\.\./);
  await page.waitFor(`!document.querySelector('[data-testid=verdict]')`, { what: 'a check that was not asked yet' });
  await steps.savedIs(page);
  await page.click('notebook-menu');
  await page.click('open-history');
  await page.click('version');
  await page.click('restore-version');
  await steps.notebookShown(page);
  await page.waitFor(`!!document.querySelector('[data-cell=fin]')`, { what: 'the work from before' });
  assert.equal(await steps.sourceOf(page, 2), ANSWER);
}
