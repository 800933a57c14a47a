/**
 * Two devices change the same line while one of them has no network. The one that was away is told
 * when it is back, also when the page was loaded again before or after it: both texts are shown in the cell, a choice is an edit that can
 * be undone, and both come to the same.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Browser, engineNamed } from '../drivers/engines.mjs';
import { startRelay, startSwitch } from '../relay.mjs';
import { axeFaults, tooWide } from '../axe.mjs';
import * as sharing from '../sharing.mjs';
import * as steps from '../steps.mjs';

export const name = 'room-apart: both changed the same line while one was away';
export const minutes = 6;

/** @param {import('../run.mjs').World} world */
export async function run({ page, engine, assert, log }) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-relay-'));
  const relay = await startRelay({ data });
  // The other device's network, which can be pulled.
  const network = await startSwitch(relay.port);
  const home = await Browser.launch(engineNamed(engine));
  const other = home.page;
  try {
    await steps.openApp(page, relay);
    await steps.newNotebook(page);
    await steps.writeCell(page, 0, 'prenom = "?"\nprint(prenom)');
    await steps.addCell(page, 'x = 1');
    await steps.savedIs(page);
    const link = await sharing.share(page);
    await other.open(network.url + link.slice(link.indexOf('#')));
    await other.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 2`, { what: 'the cells at home' });
    await sharing.reach(page, 'seen');
    await sharing.reach(other, 'onRelay', 'seen');

    // Away, the same line is changed, and another one; meanwhile the others go on.
    await network.pull();
    await steps.writeCell(other, 0, 'prenom = "Zoé"\nprint(prenom)');
    await steps.enterCell(other, 1);
    await other.press('Control+End');
    await other.type('\ny = 2');
    await steps.savedIs(other);
    await sharing.reach(other, 'onDevice');
    await other.waitFor(`Object.keys(localStorage).some((key) => key.startsWith('ardoise.common.'))`, { what: 'what the others have, kept', ms: 60000 });
    await steps.writeCell(page, 0, 'prenom = "Ali"\nprint(prenom)');
    await steps.enterCell(page, 1);
    await page.press('Control+Home');
    await page.type('# début\n');
    await sent(page);

    await network.plug();
    await other.waitFor(`!!document.querySelector('[data-testid=both-changed]')`, { what: 'the notice on the device that was away', ms: 60000 });
    assert.equal(await other.text('both-mine'), 'prenom = "Zoé"\nprint(prenom)\n');
    assert.equal(await other.text('both-theirs'), 'prenom = "Ali"\nprint(prenom)\n');
    assert.equal(await other.count('both-changed'), 1, 'different lines are no question');
    assert.equal(await other.count('[role=dialog]'), 0, 'nothing lies over the work');
    await sharing.shows(other, 1, '# début\nx = 1\ny = 2');
    await sharing.reach(other, 'onRelay', 'seen');
    await sharing.shows(page, 1, '# début\nx = 1\ny = 2');
    assert.equal(await page.count('both-changed'), 0, 'one of them is asked');
    const merged = await steps.sourceOf(other, 0);
    for (const word of ['Zoé', 'Ali']) assert.ok(Array.from(word).every((letter) => merged.includes(letter)), 'nothing was lost');
    if (engine === 'chromium') {
      for (const theme of ['dark', 'contrast', 'light']) {
        await other.eval(`void (document.documentElement.dataset.theme = ${JSON.stringify(theme)})`);
        assert.deepEqual(await axeFaults(other), [], theme);
      }
      assert.equal(await tooWide(other), '');
    }

    // What nobody has answered waits for the next visit.
    await other.reload();
    await steps.notebookShown(other);
    await other.waitFor(`!!document.querySelector('[data-testid=both-changed]')`, { what: 'the notice after a reload', ms: 60000 });
    assert.equal(await other.text('both-mine'), 'prenom = "Zoé"\nprint(prenom)\n');
    await sharing.reach(other, 'onRelay', 'seen');

    await other.click('keep-both');
    await other.waitFor(`!document.querySelector('[data-testid=both-changed]')`, { what: 'the notice to go' });
    for (const tab of [other, page]) await sharing.shows(tab, 0, 'prenom = "Zoé"\nprenom = "Ali"\nprint(prenom)');
    await other.click('undo');
    for (const tab of [other, page]) await sharing.shows(tab, 0, merged);
    await other.click('redo');
    for (const tab of [other, page]) await sharing.shows(tab, 0, 'prenom = "Zoé"\nprenom = "Ali"\nprint(prenom)');
    log('told, chosen, undone, the same for both');

    // The same with a page that was closed before the network came back.
    await sharing.reach(other, 'onRelay', 'seen');
    await network.pull();
    await steps.writeCell(other, 1, 'x = 5');
    await steps.savedIs(other);
    await other.waitFor(`Object.keys(localStorage).some((key) => key.startsWith('ardoise.common.'))`, { what: 'what the others have, kept', ms: 60000 });
    await steps.writeCell(page, 1, 'x = 6');
    await sent(page);
    const address = await other.eval('location.href');
    await other.open('about:blank');
    await network.plug();
    await other.open(address);
    await steps.notebookShown(other);
    await other.waitFor(`!!document.querySelector('[data-testid=both-changed]')`, { what: 'the notice after a reload', ms: 60000 });
    await other.click('keep-theirs');
    for (const tab of [other, page]) await sharing.shows(tab, 1, 'x = 6');
    await sharing.reach(other, 'onRelay', 'seen');
    await other.waitFor(`!Object.keys(localStorage).some((key) => key.startsWith('ardoise.common.'))`, { what: 'nothing kept any more', ms: 60000 });
  } finally {
    await home.close();
    network.close();
    await relay.kill();
    fs.rmSync(data, { recursive: true, force: true });
  }
}

/** What was just written is on the relay: whoever comes after it is told. @param {steps.Page} page */
async function sent(page) {
  // Only what is saved here is known to be on its way.
  await steps.savedIs(page);
  await sharing.reach(page, 'onRelay', 'seen');
}
