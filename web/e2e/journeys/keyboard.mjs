/**
 * The whole path with the keyboard alone, as a person without a pointer goes it, and as hands that
 * know Jupyter expect it.
 */
import * as steps from '../steps.mjs';

export const name = 'everything by keyboard';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  await steps.openApp(page, server);

  // From the address bar to a new notebook: Tab until the button, Enter.
  await tabTo(page, '[data-testid=new-notebook]');
  await page.press('Enter');
  await steps.notebookShown(page);

  // The first cell is reached by Tab; Enter goes in, Shift-Enter runs and goes on to a new one.
  await tabTo(page, '[data-testid=cell]');
  await page.press('Enter');
  await inEditor(page, 0);
  await page.type('a = 20 + 1');
  await page.press('Shift+Enter');
  await inEditor(page, 1);
  await page.type('print(2 * a)');
  await page.press('Control+Enter');
  await onCell(page, 1);
  const second = await steps.cellAt(page, 1);
  await steps.outputContains(page, second, '42');

  // Command mode: above, below, text, delete twice, undo.
  await page.press('a');
  await cells(page, 3);
  await onCell(page, 1);
  await page.press('m');
  await page.waitFor(`document.querySelectorAll('[data-testid=cell]')[1].getAttribute('data-kind') === 'markdown'`);
  await page.press('Enter');
  await inEditor(page, 1);
  await page.type('# Titre');
  await page.press('Shift+Enter');
  await onCell(page, 2);
  await page.waitFor(`!!document.querySelector('.prose h2') && document.querySelector('.prose h2').textContent === 'Titre'`, { what: 'the rendered heading' });
  await page.press('k');
  await onCell(page, 1);
  await page.press('d');
  await page.press('d');
  await cells(page, 2);
  await page.press('z');
  await cells(page, 3);

  // Arrows leave an editor at its edges.
  await page.press('Home');
  await onCell(page, 0);
  await page.press('Enter');
  await inEditor(page, 0);
  await page.press('ArrowDown');
  await onCell(page, 1);
  await page.press('ArrowDown');
  await page.press('Enter');
  await inEditor(page, 2);
  await page.press('Escape');

  // Several cells at once, copied and pasted below.
  await page.press('Home');
  await onCell(page, 0);
  await page.press('Shift+ArrowDown');
  await page.press('c');
  await page.press('v');
  await cells(page, 5);

  // The list of keys, and back.
  await page.press('h');
  await page.waitFor(`document.querySelectorAll('.keys kbd').length > 20`, { what: 'the list of keys' });
  // Backwards: forwards Tab would leave the page for the browser's own buttons.
  await page.waitFor(`document.activeElement.id === 'content'`, { what: 'the focus at the top of the help' });
  await tabTo(page, '[data-testid=back]', 'Shift+Tab');
  await page.press('Enter');
  await steps.notebookShown(page);
  await cells(page, 5);

  // A look at the help costs neither the place nor a variable.
  await page.waitFor(`document.activeElement.getAttribute('data-testid') === 'cell'`, { what: 'the focus on the cell that was left' });
  await page.press('End');
  await onCell(page, 4);
  await page.press('b');
  await cells(page, 6);
  await onCell(page, 5);
  await page.press('Enter');
  await inEditor(page, 5);
  await page.type('print(a + 1)');
  await page.press('Control+Enter');
  await steps.outputContains(page, await steps.cellAt(page, 5), '22');
  await steps.savedIs(page);

  // A choice in the settings is made by arrows, which stay where they are.
  await page.eval(`void (location.hash = '#/settings')`);
  await page.waitFor(`document.activeElement.id === 'content' && !!document.querySelector('input[name=theme]')`, { what: 'the settings' });
  await tabTo(page, 'input[name=theme]');
  for (const theme of ['light', 'dark']) {
    await page.press('ArrowDown');
    await page.waitFor(`document.documentElement.dataset.theme === ${JSON.stringify(theme)} && document.activeElement.value === ${JSON.stringify(theme)}`, { what: `the ${theme} colours, with the focus on their button` });
  }

  // A dialog keeps the focus and gives it back.
  await steps.toLibrary(page);
  await page.waitFor(`document.activeElement.id === 'content' && !!document.querySelector('[data-testid=card-menu]')`, { what: 'the focus at the top of the library' });
  await tabTo(page, '[data-testid=card-menu]');
  await page.press('Enter');
  await page.waitFor(`document.activeElement.getAttribute('role') === 'menuitem'`, { what: 'the first entry of the menu' });
  await page.press('Enter');
  await page.waitFor(`document.activeElement.getAttribute('data-testid') === 'ask-text'`, { what: 'the field for a title' });
  await page.press('Control+a');
  await page.type('Au clavier');
  await page.press('Enter');
  await page.waitFor(`document.querySelector('.card-title').textContent === 'Au clavier'`, { what: 'the new title' });
  assert.equal(await page.count('[role=dialog]'), 0);
}

/** Presses Tab until the focus is on something. */
async function tabTo(page, selector, key = 'Tab') {
  for (let i = 0; i < 40; i++) {
    if (await page.eval(`!!document.activeElement && document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    await page.press(key);
  }
  throw new Error(`Tab does not reach ${selector}`);
}

const focusIs = (n, inside) =>
  `(() => { const cell = document.querySelectorAll('[data-testid=cell]')[${n}]; const here = document.activeElement; return !!cell && ${inside ? "cell !== here && cell.contains(here) && here.classList.contains('cm-content')" : 'cell === here'}; })()`;

const inEditor = (page, n) => page.waitFor(focusIs(n, true), { what: `the cursor in cell ${n}` });
const onCell = (page, n) => page.waitFor(focusIs(n, false), { what: `the focus on cell ${n}` });
const cells = (page, count) =>
  page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === ${count}`, { what: `${count} cells` });
