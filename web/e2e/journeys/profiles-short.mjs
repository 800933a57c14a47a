/**
 * Slates on every engine, down to the floor: one is made by a touch, left, found again, locked with a
 * code; the next person sees nothing of it.
 */
import * as steps from '../steps.mjs';

export const name = 'profiles short: make a slate, leave it, come back, with a code';
export const everywhere = true;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  await steps.openApp(page, server);
  await page.eval(`void (location.hash = '#/settings')`);
  await page.click('share-computer');
  await page.click('look', { nth: 1 });
  await welcomed();
  const id = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# OURSON');
  await steps.savedIs(page);
  await page.eval(`void (location.hash = '#/settings')`);
  await steps.pressFor(page, 'code-digits', 'code-step');
  for (const step of ['Choisissez|Choose', 'Encore|Once more']) {
    await page.waitFor(`/${step}/.test(document.querySelector('[data-testid=code-step]').textContent)`, { what: step });
    await code('1357');
  }
  await page.waitFor(`!!document.querySelector('[data-testid=code-remove]')`, { what: 'the code set' });
  await left(1);

  // Somebody else.
  await page.click('newcomer');
  await page.click('look', { nth: 0 });
  await welcomed();
  assert.ok(!(await page.eval('document.documentElement.textContent')).includes('OURSON'));
  await left(2);

  // And back.
  await page.click('person', { nth: 0 });
  await code('1111');
  await page.waitFor(`document.querySelector('[data-testid=code-problem]').textContent !== ''`, { what: 'a word about the wrong code' });
  await code('1357');
  await page.waitFor(`!!document.querySelector('.cards .card')`, { ms: 60000, what: 'the library' });
  await steps.openNotebook(page, server, id);
  assert.equal(await steps.sourceOf(page, 0), '# OURSON');

  async function welcomed() {
    await page.waitFor(`!!document.querySelector('.welcome')`, { ms: 60000, what: 'an empty library' });
  }

  /** Leaves the slate. @param {number} people how many there are */
  async function left(people) {
    await page.eval(`void (location.hash = '#/finish')`);
    await page.waitFor(`!!document.querySelector('[data-testid=finish-state][data-ready=true]')`, { what: 'the work written' });
    await steps.closeProfile(page);
    await page.waitFor(`document.querySelectorAll('[data-testid=people] [data-testid=person]').length === ${people}`, { ms: 60000, what: 'who is there' });
  }

  /** @param {string} digits */
  async function code(digits) {
    for (const digit of digits) await page.click(`.code-key[data-key="${digit}"]`);
  }
}
