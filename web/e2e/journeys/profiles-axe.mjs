/**
 * Everything a shared computer shows, by keyboard alone and under axe's rules: in light, dark and high
 * contrast, on a small telephone's screen, and with letters twice as large.
 */
import { axeFaults, tooWide } from '../axe.mjs';
import * as steps from '../steps.mjs';

export const name = 'axe finds nothing where people share a computer, and they come and go by keyboard';
export const engines = ['chromium'];
export const minutes = 6;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  /** @type {string[]} */
  const faults = [];
  const check = async (/** @type {string} */ view) => {
    const theme = await page.eval('document.documentElement.dataset.theme');
    for (const other of ['dark', 'contrast', 'light']) {
      await page.eval(`void (document.documentElement.dataset.theme = ${JSON.stringify(other)})`);
      for (const fault of await axeFaults(page)) faults.push(`${view}, ${other}: ${fault}`);
    }
    await page.eval(`void (document.documentElement.dataset.theme = ${JSON.stringify(theme)})`);
    for (const size of ['200%', '']) {
      await page.eval(`void (document.documentElement.style.fontSize = ${JSON.stringify(size)})`);
      const wide = await tooWide(page);
      if (wide) faults.push(`${view}, ${size || '100%'}: ${wide}`);
    }
  };
  const shown = (/** @type {string} */ what) => page.waitFor(`!!document.querySelector(${JSON.stringify(what)})`, { ms: 60000, what });

  await steps.openApp(page, server);
  await page.eval(`void (location.hash = '#/settings')`);
  await shown('[data-testid=share-computer]');
  await check('settings of one person');
  await press('[data-testid=share-computer]');
  await shown('[data-testid=look]');
  await check('the first person');

  // Lina writes her name and takes the first picture; she makes a notebook and leaves.
  await tabTo('[data-testid=profile-name]');
  await page.type('Maximilienne-Alexandrine');
  await press('[data-testid=look]');
  await shown('.welcome');
  await check('a library with its person');
  await press('[data-testid=new-notebook]');
  await steps.notebookShown(page);
  await check('a notebook with its person');
  await page.eval(`void (location.hash = '#/finish')`);
  await shown('[data-testid=finish-state][data-ready=true]');
  await check('the way out');
  await press('[data-testid=close-profile]');
  await shown('[data-testid=people]');
  await check('who is there');

  // Somebody else sets a code, by the keys of digits.
  await press('[data-testid=newcomer]');
  await shown('[data-testid=look]');
  await check('a new person');
  await press('[data-testid=look]');
  await shown('.welcome');
  await page.eval(`void (location.hash = '#/settings')`);
  await shown('[data-testid=code-digits]');
  await check('settings of somebody');
  await press('[data-testid=code-pictures]');
  await shown('.code-keys-pictures');
  await check('a code of pictures');
  await press('[data-testid=code-digits]');
  await shown('.code-keys-digits');
  for (const step of ['Choisissez|Choose', 'Encore|Once more']) {
    await page.waitFor(`/${step}/.test(document.querySelector('[data-testid=code-step]').textContent)`, { what: step });
    await page.waitFor(`document.activeElement.matches('[data-testid=code-pad]') || !!document.activeElement.closest('[data-testid=code-pad]')`, { what: 'the focus on the pad' });
    for (const digit of '2468') await page.press(digit);
  }
  await shown('[data-testid=code-remove]');
  await page.eval(`void (location.hash = '#/finish')`);
  await shown('[data-testid=finish-state][data-ready=true]');
  await press('[data-testid=close-profile]');
  await shown('[data-testid=people]');
  await press('[data-testid=people] li:last-child [data-testid=person]');
  await shown('[data-testid=code-pad]');
  await check('a code that is asked for');
  await page.waitFor(`document.activeElement.matches('[data-testid=code-pad]')`, { what: 'the focus on the pad' });
  for (const digit of '1111') await page.press(digit);
  await page.waitFor(`document.querySelector('[data-testid=code-problem]').textContent !== ''`, { what: 'a word about the wrong code' });
  for (const digit of '2468') await page.press(digit);
  await shown('.welcome');

  // The pages about the computer.
  await page.eval(`void (location.hash = '#/check')`);
  await shown('[data-testid=self-test][data-verdict]');
  await check('whether the computer suits');
  await page.eval(`void (location.hash = '#/stored')`);
  await shown('[data-testid=stored]');
  await check('what is kept');

  // Two at one screen.
  await page.eval(`void (location.hash = '#/finish')`);
  await shown('[data-testid=finish-state][data-ready=true]');
  await press('[data-testid=close-profile]');
  await shown('[data-testid=people]');
  await press('[data-testid=pair]');
  await page.waitFor(`document.querySelectorAll('[data-testid=person]').length === 2 && !document.querySelector('[data-testid=pair]')`, { what: 'whom to choose from' });
  await check('two of them');
  assert.deepEqual(faults, []);

  /** Presses it by keyboard, wherever the focus is. @param {string} what */
  async function press(what) {
    await tabTo(what);
    await page.press('Enter');
  }

  /** @param {string} what */
  async function tabTo(what) {
    for (let steps = 0; steps < 120; steps += 1) {
      if (await page.eval(`!!document.activeElement && document.activeElement.matches(${JSON.stringify(what)})`)) return;
      await page.press('Tab');
    }
    throw new Error(`Tab does not reach ${what}`);
  }
}
