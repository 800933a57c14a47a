/**
 * axe finds nothing in any view: library (empty and full), notebook in several states, files, history,
 * help, settings, an open menu and a dialog; in light, dark and high contrast, at 320 px too.
 */
import { axeFaults } from '../axe.mjs';
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'axe finds nothing in any view';
// One current engine judges markup and colours; old ones show the same.
export const engines = ['chromium'];

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  const faults = [];
  const check = async (view) => {
    for (const fault of await axeFaults(page)) faults.push(`${view}: ${fault}`);
  };

  await steps.openApp(page, server);
  await check('library, empty');
  await steps.importNotebook(page, everything());
  await page.eval(`void (document.documentElement.dataset.motion = 'reduced')`);
  await check('notebook');
  for (const theme of ['dark', 'contrast', 'light']) {
    await page.eval(`void (document.documentElement.dataset.theme = ${JSON.stringify(theme)})`);
    await check(`notebook, ${theme}`);
  }
  await steps.enterCell(page, 0);
  await check('notebook, text being written');
  await steps.enterCell(page, 1);
  await check('notebook, code being written');
  await page.press('Control+f');
  await page.type('print');
  await check('notebook, search');
  await page.press('Escape');
  await page.click('files');
  await page.waitFor(`!!document.querySelector('[data-testid=files-panel]')`, { what: 'the files' });
  await check('notebook, no files');
  await page.call(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['a;b\n1;2\n'], 'notes.csv'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await page.click('.files-name');
  await page.waitFor(`!!document.querySelector('[data-testid=file-content] pre')`, { what: 'the text of a file' });
  for (const theme of ['dark', 'contrast', 'light']) {
    await page.eval(`void (document.documentElement.dataset.theme = ${JSON.stringify(theme)})`);
    await check(`notebook, files, ${theme}`);
  }
  await page.click('close-files');
  await page.click('notebook-menu');
  await check('notebook, menu');
  await page.press('Escape');
  const id = await steps.notebookId(page);
  for (const [view, hash] of [
    ['history', `#/n/${id}/history`],
    ['help', '#/help'],
    ['settings', '#/settings'],
    ['a notebook that is not there', '#/n/absent'],
    ['library', '#/'],
  ]) {
    await page.eval(`void (location.hash = ${JSON.stringify(hash)})`);
    await page.waitFor(`!!document.querySelector('main h1, header h1') && !document.querySelector('main[aria-busy]')`, { what: view });
    await check(view);
    await page.eval(`void (document.documentElement.dataset.theme = 'dark')`);
    await check(`${view}, dark`);
    await page.eval(`void (document.documentElement.dataset.theme = 'light')`);
  }
  await page.click('card-menu');
  await page.click('rename');
  await page.waitFor(`!!document.querySelector('[role=dialog]')`);
  await check('dialog');
  assert.deepEqual(faults, []);
}

function everything() {
  return notebooks.notebook([
    notebooks.markdown('# Titre\n\nDu *texte*, `code`, [un lien](https://example.org) et $x^2$.\n\n> [!TIP]\n> Une astuce.\n\n- [x] fait\n- [ ] à faire\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n:::{warning} Attention\nUne boîte.\n:::\n'),
    notebooks.code('print("bonjour")\n1 / 0', [
      notebooks.stdout('bonjour\n'),
      { output_type: 'stream', name: 'stderr', text: ['attention\n'] },
      { output_type: 'error', ename: 'ZeroDivisionError', evalue: 'division by zero', traceback: ['Traceback', '\u001b[31mZeroDivisionError\u001b[0m'] },
    ]),
    notebooks.code('long', [notebooks.stdout(Array.from({ length: 120 }, (_, i) => `ligne ${i}\n`).join(''))]),
    notebooks.code('image', [notebooks.display({ 'image/png': notebooks.noisePng(20, 20, 1), 'text/plain': ['x'] })]),
    { cell_type: 'raw', metadata: {}, source: ['brut'] },
  ]);
}
