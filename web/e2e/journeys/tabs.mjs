/**
 * Two tabs on one notebook, as when a pupil opens it again without closing the first: both write,
 * both end with the same text, no character is lost, and a reload shows the same.
 */
import * as steps from '../steps.mjs';

export const name = 'two tabs typing in one notebook converge';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert, log }) {
  await steps.openApp(page, server);
  const id = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# haut\n# milieu\n# bas');
  await steps.addCell(page, '# seconde cellule');
  await steps.savedIs(page);

  const other = await browser.newPage();
  await steps.openNotebook(other, server, id);
  await other.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 2`, { what: 'both cells in the second tab' });

  // In one cell at once: one tab writes at its beginning, the other at its end.
  const words = ['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit'];
  await steps.enterCell(page, 0);
  await page.press('Control+Home');
  await page.press('End');
  await steps.enterCell(other, 0);
  await other.press('Control+End');
  const first = (async () => {
    for (const word of words) await page.type(` g${word}`);
  })();
  const second = (async () => {
    for (const word of words) await other.type(` d${word}`);
  })();
  await Promise.all([first, second]);
  const expected = `# haut${words.map((word) => ` g${word}`).join('')}\n# milieu\n# bas${words.map((word) => ` d${word}`).join('')}`;
  await same(page, other, 0, expected);
  log('both tabs hold all of what both typed in one cell');

  // Cells of their own, a new cell in one tab, the title in the other.
  await steps.addCell(other, '# du second onglet');
  await steps.writeCell(page, 1, '# du premier onglet');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 3`, { what: 'the new cell in the first tab' });
  await same(page, other, 1, '# du premier onglet');
  await same(page, other, 2, '# du second onglet');
  await steps.savedIs(page);
  await steps.savedIs(other);

  await steps.reloadNotebook(page);
  await steps.reloadNotebook(other);
  for (const tab of [page, other]) {
    assert.equal(await tab.count('cell'), 3);
    assert.equal(await steps.sourceOf(tab, 0), expected);
    assert.equal(await steps.sourceOf(tab, 1), '# du premier onglet');
    assert.equal(await steps.sourceOf(tab, 2), '# du second onglet');
  }

  // One tab goes; what the other writes is kept.
  await other.close();
  await page.bringToFront();
  await steps.writeCell(page, 2, '# seul');
  await steps.savedIs(page);
  await steps.reloadNotebook(page);
  assert.equal(await steps.sourceOf(page, 2), '# seul');
}

/** @param {steps.Page} page @param {steps.Page} other @param {number} n @param {string} text */
async function same(page, other, n, text) {
  for (const tab of [page, other]) {
    const cell = await steps.cellAt(tab, n);
    const what = `${tab === page ? 'the first' : 'the second'} tab to show ${JSON.stringify(text)}`;
    await tab.waitFor(`Array.from(document.querySelectorAll(${JSON.stringify(`${cell} .cm-line, ${cell} .cell-plain`)})).map((line) => line.textContent).join('\\n') === ${JSON.stringify(text)}`, { what });
  }
}
