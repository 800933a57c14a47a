/**
 * A shared notebook that is closed: what was written in it without a network goes out when the network
 * is back, and what others write comes in, without anybody opening it. *J'ai fini* sends it too, and
 * says what is where.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Browser, engineNamed } from '../drivers/engines.mjs';
import { startRelay, startSwitch } from '../relay.mjs';
import * as sharing from '../sharing.mjs';
import * as steps from '../steps.mjs';

export const name = 'room-later: closed notebooks keep in step, and the end of the lesson says what is sent';
export const minutes = 8;

/** @param {import('../run.mjs').World} world */
export async function run({ page, engine, assert, log }) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-relay-'));
  const relay = await startRelay({ data });
  const network = await startSwitch(relay.port);
  const home = await Browser.launch(engineNamed(engine));
  const other = home.page;
  try {
    // A pupil on a shared computer.
    await steps.openApp(page, network);
    await page.eval(`void (location.hash = '#/settings')`);
    await page.click('share-computer');
    await page.click('look', { nth: 0 });
    await page.waitFor(`!!document.querySelector('.welcome')`, { what: 'an empty library', ms: 60000 });
    await steps.newNotebook(page);
    await steps.writeCell(page, 0, '# un');
    await steps.savedIs(page);
    await steps.offlineReady(page);
    const link = await sharing.share(page);
    await other.open(link.replace(network.url, relay.url));
    await other.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 1`, { what: 'the cell at home' });

    // Written without a network, and closed.
    await network.pull();
    await steps.writeCell(page, 0, '# deux');
    await steps.savedIs(page);
    await sharing.reach(page, 'onDevice');
    await steps.toLibrary(page);
    await page.waitFor(`document.querySelectorAll('[data-testid=unsent]').length === 1`, { what: 'the library to say what was not sent' });
    assert.equal(await page.count('[role=dialog]'), 0, 'nothing lies over the library');
    await network.plug();
    await sharing.shows(other, 0, '# deux', 120000);
    await page.waitFor(`!document.querySelector('[data-testid=unsent]')`, { what: 'nothing unsent any more', ms: 60000 });
    log('what was written without a network was sent from the library');

    // What the teacher writes comes to a page that has only the library open.
    await steps.writeCell(other, 0, '# trois');
    await steps.savedIs(other);
    await sharing.reach(other, 'onRelay', 'seen');
    await page.eval(`Object.keys(localStorage).filter((key) => key.startsWith('ardoise.looked')).forEach((key) => localStorage.removeItem(key))`);
    await page.reload();
    await page.waitFor(`/trois/.test(document.querySelector('.card')?.textContent ?? '')`, { what: 'the teacher\'s words in the library', ms: 120000 });
    log('what another wrote came into a notebook that was not opened');

    // The end of the lesson, first without a network.
    await page.click('.card-link');
    await steps.notebookShown(page);
    await network.pull();
    await steps.writeCell(page, 0, '# quatre');
    await steps.savedIs(page);
    await steps.toLibrary(page);
    await page.eval(`void (location.hash = '#/finish')`);
    await page.waitFor(`!!document.querySelector('[data-testid=finish-unsent]')`, { what: 'what is still on its way', ms: 60000 });
    assert.equal(await page.count('finish-sent'), 0, 'nothing is said to be on the relay that is not');
    await network.plug();
    await page.waitFor(`!!document.querySelector('[data-testid=finish-sent]') && !document.querySelector('[data-testid=finish-unsent]')`, { what: 'the work on the relay', ms: 120000 });
    await sharing.shows(other, 0, '# quatre');
    await steps.closeProfile(page);
    await page.waitFor(`!!document.querySelector('[data-testid=people]')`, { what: 'a page that asks who is there', ms: 60000 });
  } finally {
    await home.close();
    network.close();
    await relay.kill();
    fs.rmSync(data, { recursive: true, force: true });
  }
}
