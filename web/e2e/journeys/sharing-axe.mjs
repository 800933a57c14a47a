/**
 * Sharing a notebook by keyboard alone, and all that is seen of it under axe's rules: in light, dark
 * and high contrast, on a small telephone's screen, and with letters twice as large.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { axeFaults, tooWide } from '../axe.mjs';
import { startRelay } from '../relay.mjs';
import * as steps from '../steps.mjs';

export const name = 'axe finds nothing where a notebook is shared, and it is shared by keyboard';
export const engines = ['chromium'];
export const minutes = 6;

/** @param {import('../run.mjs').World} world */
export async function run({ page, assert, log }) {
  /** @type {string[]} */
  const faults = [];
  const check = async (/** @type {string} */ view) => {
    for (const theme of ['dark', 'contrast', 'light']) {
      await page.eval(`void (document.documentElement.dataset.theme = ${JSON.stringify(theme)})`);
      for (const fault of await axeFaults(page)) faults.push(`${view}, ${theme}: ${fault}`);
    }
    for (const size of ['200%', '']) {
      await page.eval(`void (document.documentElement.style.fontSize = ${JSON.stringify(size)})`);
      const wide = await tooWide(page);
      if (wide) faults.push(`${view}, ${size || '100%'}: ${wide}`);
    }
  };
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-relay-'));
  const relay = await startRelay({ data });
  try {
    await steps.openApp(page, relay);
    await steps.newNotebook(page);
    await page.eval(`void (document.documentElement.dataset.motion = 'reduced')`);

    await tabTo(page, '[data-testid=cell]');
    await openPanel(page);
    await page.waitFor(`document.querySelector('[data-testid=share-notebook]')?.disabled === false`, { what: 'the relay of this site' });
    await check('before it is shared');
    // Another relay, whose address is none: said where it is written.
    await tabTo(page, '.sharing input[type=radio]');
    await page.press('ArrowDown');
    await tabTo(page, '[data-testid=relay-address]');
    await page.type('nulle part');
    await tabTo(page, '[data-testid=share-notebook]');
    await page.press('Enter');
    await page.waitFor(`!!document.querySelector('[data-testid=relay-bad]')`, { what: 'what is wrong with the address' });
    await focusOn(page, '[data-testid=relay-address]');
    assert.equal(await page.attr('relay-address', 'aria-describedby'), await page.attr('relay-bad', 'id'), 'the field says why');
    await check('an address that is none');
    await page.press('Shift+Tab');
    await page.press('ArrowUp');
    await tabTo(page, '[data-testid=share-notebook]');
    await page.press('Enter');
    await page.waitFor(`!!document.querySelector('[data-testid=link-writes]')`, { what: 'the links', ms: 60000 });
    await focusOn(page, '#sharing-title');
    log('shared by keyboard');

    await page.waitFor(`/^(onRelay|seen)$/.test(document.querySelector('[data-testid=shared-state]')?.dataset.state)`, { what: 'work on the relay', ms: 60000 });
    await tabTo(page, '[data-testid=own-name]');
    await page.type('Zoé');
    await tabTo(page, '[data-testid=code-writes]');
    await page.press('Enter');
    await page.waitFor(`!!document.querySelector('.sharing-code')`, { what: 'the QR code' });
    await check('once it is shared');
    await page.press('Escape');
    await page.waitFor(`!document.querySelector('[data-testid=sharing-panel]')`, { what: 'the panel to close' });
    await focusOn(page, '[data-testid=cell]');
    await check('the notebook');

    await openPanel(page);
    await tabTo(page, '[data-testid=leave-room]');
    await page.press('Enter');
    await page.waitFor(`!!document.querySelector('[data-testid=share-notebook]')`, { what: 'a notebook of this device alone' });
    await focusOn(page, '#sharing-title');

    // Links: one that was cut, by keyboard back to the library.
    await page.eval(`void (location.hash = '#s=AQI')`);
    await page.waitFor(`!!document.querySelector('[data-testid=join-refused]')`, { what: 'a link that is refused' });
    await focusOn(page, '#content');
    await check('a link that is refused');
    await tabTo(page, '[data-testid=join-refused] a');
    await page.press('Enter');
    await page.waitFor(`!!document.querySelector('.cards .card')`, { what: 'the library' });
    assert.deepEqual(faults, []);
  } finally {
    await relay.kill();
    fs.rmSync(data, { recursive: true, force: true });
  }
}

/** From a cell back to the menu above it. @param {steps.Page} page */
async function openPanel(page) {
  await focusOn(page, '[data-testid=cell]');
  await tabTo(page, '[data-testid=notebook-menu]', 'Shift+Tab');
  await page.press('Enter');
  await focusOn(page, '[role=menuitem]');
  for (let i = 0; i < 20; i++) {
    if (await page.eval(`document.activeElement.matches('[data-testid=open-sharing]')`)) break;
    await page.press('ArrowDown');
  }
  await page.press('Enter');
  await focusOn(page, '#sharing-title');
}

/** @param {steps.Page} page @param {string} selector */
async function tabTo(page, selector, key = 'Tab') {
  for (let i = 0; i < 80; i++) {
    if (await page.eval(`!!document.activeElement && document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    await page.press(key);
  }
  throw new Error(`Tab does not reach ${selector}`);
}

/** @param {steps.Page} page @param {string} selector */
async function focusOn(page, selector) {
  await page.waitFor(`!!document.activeElement && document.activeElement.matches(${JSON.stringify(selector)})`, { what: `the focus on ${selector}` });
}
