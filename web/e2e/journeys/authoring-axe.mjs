/**
 * Everything that a teacher meets of an activity under axe's rules, in light, dark and high contrast,
 * and nothing that is wider than a small telephone's screen.
 */
import { axeFaults, tooWide } from '../axe.mjs';
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'axe finds nothing where an activity is made, and it fits small screens';
export const engines = ['chromium'];
export const minutes = 6;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  /** @type {string[]} */
  const faults = [];
  const check = async (/** @type {string} */ view) => {
    for (const theme of ['dark', 'contrast', 'light']) {
      await page.eval(`void (document.documentElement.dataset.theme = ${JSON.stringify(theme)})`);
      for (const fault of await axeFaults(page)) faults.push(`${view}, ${theme}: ${fault}`);
    }
    const wide = await tooWide(page);
    if (wide) faults.push(`${view}: ${wide}`);
  };
  await steps.openApp(page, server);
  const marked = (/** @type {any} */ cell, /** @type {string[]} */ ...tags) => ({ ...cell, metadata: { tags } });
  await steps.importNotebook(page, notebooks.notebook([
    notebooks.markdown('# Périmètres\n\n![un dessin](absent.png)'),
    marked(notebooks.code('p = ...'), 'exercise'),
    marked(notebooks.code('assert p == 12'), 'check', 'breakpoint'),
    marked(notebooks.markdown('Un indice'), 'hint'),
    marked(notebooks.code('p = 12'), 'solution'),
  ]));
  await page.eval(`void (document.documentElement.dataset.motion = 'reduced')`);
  await page.waitFor(`document.querySelectorAll('[data-testid=cell-marks]').length === 4`, { what: 'the labels' });
  await page.click('activity');
  await page.waitFor(`!!document.querySelector('[data-testid=activity-panel]')`, { what: 'the panel' });
  await page.eval(`document.querySelectorAll('.authoring details').forEach((one) => { one.open = true; })`);
  await check('the panel');
  await page.click('see-as-pupil');
  await page.waitFor(`!!document.querySelector('[data-testid=pupil-bar]')`, { what: 'the way back' });
  await check('as a pupil');
  await page.click('end-as-pupil');
  await page.click('cell-more');
  await page.click('mark-cell');
  await page.waitFor(`!!document.querySelector('[role=dialog] [data-testid=marks-form]')`, { what: 'what a cell is for' });
  await check('what a cell is for');
  await steps.closeDialog(page);
  await page.click('activity');
  await page.click('give-activity');
  await page.waitFor(`!document.querySelector('[data-testid=prepare-activity]').disabled`, { what: 'what would be new' });
  await check('before it is given');
  await page.click('prepare-activity');
  for (const way of ['link', 'qr', 'file', 'one-file', 'folder']) {
    await page.click(way === 'one-file' ? 'way-oneFile' : `way-${way}`);
    await page.waitFor(`!!document.querySelector('[data-testid=${way}-way]') && (${JSON.stringify(way)} !== 'qr' || !!document.querySelector('[data-testid=qr]'))`, { what: way });
    await check(way);
  }
  await page.click('way-qr');
  await page.click('project-qr');
  await check('the code on the whole screen');
  await page.open(`${server.url}?from=absent.ipynb`);
  await page.waitFor(`!!document.querySelector('[data-testid=foreign-failed]')`, { what: 'an answer about the address' });
  await check('an address that leads nowhere');
  assert.deepEqual(faults, []);
}
