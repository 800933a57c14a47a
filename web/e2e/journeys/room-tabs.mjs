/**
 * The same shared notebook in two tabs: one of them speaks with the relay for both, others see one
 * person, nothing is sent twice, and the second goes on when the first is closed.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Browser, engineNamed } from '../drivers/engines.mjs';
import { startRelay } from '../relay.mjs';
import * as sharing from '../sharing.mjs';
import * as steps from '../steps.mjs';

export const name = 'room-tabs: two tabs of one shared notebook have one line';
export const minutes = 6;

const PEOPLE = `document.querySelectorAll('.shared-person').length`;

/** @param {import('../run.mjs').World} world */
export async function run({ page, browser, engine, assert, log }) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-relay-'));
  const relay = await startRelay({ data });
  const home = await Browser.launch(engineNamed(engine));
  const other = home.page;
  try {
    const first = await browser.newPage();
    await steps.openApp(first, relay);
    const id = await steps.newNotebook(first);
    await steps.writeCell(first, 0, 'x = 1');
    await steps.savedIs(first);
    const link = await sharing.share(first);
    await other.open(link);
    await other.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 1`, { what: 'the cell at home' });
    await sharing.reach(first, 'seen');

    await page.bringToFront();
    await steps.openNotebook(page, relay, id);
    await sharing.reach(page, 'onRelay', 'seen');
    await page.waitFor(`${PEOPLE} === 1`, { what: 'the other person, in the second tab' });
    await steps.enterCell(page, 0);
    await page.press('Control+End');
    await other.waitFor(`${PEOPLE} === 1`, { what: 'one person at home' });
    if (await page.eval(`'locks' in navigator`)) {
      assert.equal((await numbers(relay)).connections, 2, 'one line from each browser');
    }

    // Written in the tab that came second: there once.
    const before = (await numbers(relay)).records;
    for (const n of [2, 3, 4]) {
      await steps.writeCell(page, 0, `x = ${n}`);
      await steps.savedIs(page);
      await sharing.shows(other, 0, `x = ${n}`);
    }
    await sharing.reach(page, 'onRelay', 'seen');
    assert.equal(await steps.sourceOf(first, 0), 'x = 4');
    const sent = (await numbers(relay)).records - before;
    log(`three edits went as ${sent} records`);
    assert.ok(sent < 6, `three edits went as ${sent} records`);
    assert.equal(await other.eval(PEOPLE), 1);

    // Whichever had the line: the other tab goes on.
    await first.close();
    await steps.writeCell(page, 0, 'x = 5');
    await sharing.shows(other, 0, 'x = 5');
    await steps.writeCell(other, 0, 'x = 6');
    await sharing.shows(page, 0, 'x = 6');
    await sharing.reach(page, 'onRelay', 'seen');
    await other.waitFor(`${PEOPLE} === 1`, { what: 'still one person' });

    // What one tab no longer shares, no tab shares.
    const again = await browser.newPage();
    await steps.openNotebook(again, relay, id);
    await sharing.reach(again, 'onRelay', 'seen');
    await again.click('notebook-menu');
    await again.click('open-sharing');
    await again.click('leave-room');
    for (const tab of [again, page]) {
      await tab.waitFor(`!document.querySelector('[data-testid=shared-state]')`, { what: 'a notebook of this device alone' });
    }
    await other.waitFor(`${PEOPLE} === 0`, { what: 'nobody else at home' });
  } finally {
    await home.close();
    await relay.kill();
    fs.rmSync(data, { recursive: true, force: true });
  }
}

/** What the relay counts. @param {import('../relay.mjs').Relay} relay @returns {Promise<Record<string, number>>} */
async function numbers(relay) {
  return (await fetch(`${relay.url}health`)).json();
}
