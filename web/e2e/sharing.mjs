/**
 * What journeys do with a notebook that is shared: share it, see how far the work has come, and wait
 * for what others wrote.
 */
import * as steps from './steps.mjs';

/** @param {steps.Page} page */
export async function share(page) {
  await page.click('notebook-menu');
  await page.click('open-sharing');
  await page.waitFor(`document.querySelector('[data-testid=share-notebook]')?.disabled === false`, { what: 'the relay of this site' });
  await page.click('share-notebook');
  await page.waitFor(`!!document.querySelector('[data-testid=link-writes]')`, { what: 'the links' });
  await reach(page, 'onRelay', 'seen');
  return page.eval(`document.querySelector('[data-testid=link-writes]').value`);
}

/** @param {steps.Page} page @param {...string} states */
export async function reach(page, ...states) {
  await page.waitFor(`${JSON.stringify(states)}.includes(document.querySelector('[data-testid=shared-state]')?.dataset.state)`, { what: states.join(' or '), ms: 60000 });
}

/** @param {steps.Page} page @param {number} n @param {string} source */
export async function shows(page, n, source, ms = 30000) {
  const began = Date.now();
  for (;;) {
    const now = await steps.sourceOf(page, n);
    if (now === source) return;
    if (Date.now() - began > ms) throw new Error(`cell ${n} shows ${JSON.stringify(now)}, not ${JSON.stringify(source)}`);
  }
}
