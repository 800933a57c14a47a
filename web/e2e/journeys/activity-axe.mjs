/**
 * Everything that a pupil meets of an activity under axe's rules, in light, dark and high contrast,
 * and nothing that is wider than a small telephone's screen.
 */
import * as activities from '../activities.mjs';
import { axeFaults, tooWide } from '../axe.mjs';
import * as steps from '../steps.mjs';

export const name = 'axe finds nothing in an activity, and it fits small screens';
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
  const packet = activities.publish(activities.lesson());
  const id = await activities.take(page, server, packet);
  await page.eval(`void (document.documentElement.dataset.motion = 'reduced')`);
  await check('a fresh copy');
  await page.click('hint');
  await page.click('.activity-facts summary');
  await page.click('solution');
  await check('the question before a solution');
  await page.click('[role=dialog] [data-autofocus]');
  await page.click('[data-cell=verification] [data-testid=cell-run]');
  await page.waitFor(`!!document.querySelector('[data-verdict=notYet]')`, { ms: steps.PYTHON_MS, what: 'a check that fails' });
  await check('a check that failed');
  await steps.writeCell(page, 2, 'def perimetre(c):\n    return 4 * c');
  await check('a check to be asked again');
  await steps.runCell(page, 2);
  await page.click('[data-cell=verification] [data-testid=cell-run]');
  await page.waitFor(`!!document.querySelector('[data-testid=go-on]')`, { ms: steps.PYTHON_MS, what: 'the next part' });
  await check('a check that passed, and a gate');
  const second = activities.publish(activities.lesson((cells) => cells.map((cell) => (/titre|reponse/.test(cell.id) ? { ...cell, source: [`${cell.source.join('')}\n# de plus`] } : cell))), { before: packet });
  await activities.take(page, server, second);
  await page.click('see-changes');
  await check('a version that is offered');
  await page.click('take-offer');
  await page.waitFor(`!!document.querySelector('[data-testid=proposal]')`, { what: 'the text beside the own' });
  await check('a text beside the own');
  await activities.take(page, server, activities.publish(activities.lesson(), { before: second, author: activities.STRANGER }));
  await page.waitFor(`!!document.querySelector('[data-testid=offer]')`);
  await check('a version of somebody else');
  for (const look of ['read', 'slides']) {
    await page.eval(`void (location.hash = '#/n/${id}/${look}')`);
    await page.waitFor(`!!document.querySelector('[data-testid=shown-cell]')`, { what: look });
    await check(look);
  }
  await activities.follow(page, server, 'a=AXcH');
  await page.waitFor(`!!document.querySelector('[data-testid=link-refused]')`, { what: 'a refusal' });
  await check('a link that is refused');
  assert.deepEqual(faults, []);
}
