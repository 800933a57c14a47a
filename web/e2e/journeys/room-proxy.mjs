/**
 * A school's proxy hangs WebSockets up, or strips them: what is shared goes by plain requests, and so
 * does who is here.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Browser, engineNamed } from '../drivers/engines.mjs';
import { startProxy, startRelay } from '../relay.mjs';
import { shows } from '../sharing.mjs';
import * as steps from '../steps.mjs';

export const name = 'room-proxy: sharing works where no WebSocket gets through';

/** @param {import('../run.mjs').World} world */
export async function run({ page, engine, assert, log }) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-relay-'));
  const relay = await startRelay({ data });
  const home = await Browser.launch(engineNamed(engine));
  try {
    for (const manner of /** @type {const} */ (['strips', 'hangs'])) {
      const proxy = await startProxy(relay.port, manner);
      await steps.openApp(page, proxy);
      await steps.newNotebook(page);
      await steps.writeCell(page, 0, `# ${manner}`);
      await steps.savedIs(page);
      await page.click('notebook-menu');
      await page.click('open-sharing');
      await page.waitFor(`document.querySelector('[data-testid=share-notebook]')?.disabled === false`, { what: 'the relay of this site' });
      const began = Date.now();
      await page.click('share-notebook');
      await onRelay(page);
      log(`${manner}: on the relay after ${((Date.now() - began) / 1000).toFixed(1)} s`);
      assert.ok(proxy.sockets() > 0, 'a socket was tried first');
      await steps.writeCell(page, 0, `# ${manner}, encore`);
      await page.waitFor(`document.querySelector('[data-testid=shared-state]')?.dataset.state === 'onDevice'`, { what: 'an edit on its way' });
      await onRelay(page);

      // Somebody at home, where nothing is in the way.
      const link = new URL(await page.eval(`document.querySelector('[data-testid=link-writes]').value`));
      link.port = String(relay.port);
      await home.page.open(link.href);
      await home.page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 1`, { what: 'the cell at home' });
      const met = Date.now();
      for (const tab of [home.page, page]) await peopleAre(tab, 1);
      log(`${manner}: both see each other after ${((Date.now() - met) / 1000).toFixed(1)} s`);
      await steps.writeCell(home.page, 0, `# ${manner}, maison`);
      await shows(page, 0, `# ${manner}, maison`);
      await home.page.open('about:blank');
      await peopleAre(page, 0);
      proxy.close();
    }
  } finally {
    await home.close();
    await relay.kill();
    fs.rmSync(data, { recursive: true, force: true });
  }
}

/** @param {steps.Page} page */
async function onRelay(page) {
  await page.waitFor(`document.querySelector('[data-testid=shared-state]')?.dataset.state === 'onRelay'`, { what: 'the work on the relay', ms: 30000 });
}

/** @param {steps.Page} page @param {number} count */
async function peopleAre(page, count) {
  await page.waitFor(`document.querySelectorAll('[data-testid=shared-people] > *').length === ${count}`, { what: `${count} others`, ms: 30000 });
}
