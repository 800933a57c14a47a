/**
 * A notebook shared between two devices through a relay: they write together, each goes on when the
 * relay is gone, and both texts are there when it is back. The relay's disk holds no word of it.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Browser, engineNamed } from '../drivers/engines.mjs';
import { startRelay } from '../relay.mjs';
import { reach, share, shows } from '../sharing.mjs';
import * as steps from '../steps.mjs';

export const name = 'room: two devices write together, and apart, and together again';
export const minutes = 6;

/** @param {import('../run.mjs').World} world */
export async function run({ page, engine, assert, log }) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-relay-'));
  let relay = await startRelay({ data });
  const home = await Browser.launch(engineNamed(engine));
  const other = home.page;
  try {
    await steps.openApp(page, relay);
    await steps.newNotebook(page);
    await steps.writeCell(page, 0, '# canari de la classe');
    await steps.addCell(page, 'x = 1');
    await steps.savedIs(page);
    const link = await share(page);
    log(`the link has ${link.length} signs`);

    await other.open(link);
    await other.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 2`, { what: 'the cells at home' });
    assert.equal(await steps.sourceOf(other, 0), '# canari de la classe');
    await reach(page, 'seen');
    await page.waitFor(`document.querySelector('[data-testid=shared-people]')`, { what: 'somebody who is there' });

    // Together, in one cell: one at its end, the other in a line of its own.
    await steps.enterCell(page, 1);
    await page.press('Control+End');
    await steps.enterCell(other, 1);
    await other.press('Control+Home');
    await Promise.all([page.type('\ny = 2'), other.type('# maison\n')]);
    for (const tab of [page, other]) await shows(tab, 1, '# maison\nx = 1\ny = 2');
    log('both have what both typed in one cell');

    // The relay is gone, by a power cut; nobody is asked anything.
    await relay.kill();
    await steps.writeCell(page, 0, '# canari : école');
    await steps.addCell(page, 'ecole = 3');
    await steps.enterCell(other, 1);
    await other.press('Control+End');
    await other.type('\nmaison = 4');
    await steps.savedIs(page);
    await steps.savedIs(other);
    await reach(page, 'onDevice');
    await reach(other, 'onDevice');
    assert.equal(await page.count('[role=dialog]'), 0, 'nothing lies over the work');

    relay = await startRelay({ data, port: relay.port });
    for (const tab of [page, other]) {
      await tab.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 3`, { what: 'all cells', ms: 60000 });
      await shows(tab, 0, '# canari : école');
      await shows(tab, 1, '# maison\nx = 1\ny = 2\nmaison = 4');
    }
    await reach(page, 'onRelay', 'seen');
    await reach(other, 'onRelay', 'seen');
    log('what both wrote alone is there for both');

    // A result comes along, and is gone for both when the cell has none any more.
    await steps.writeCell(page, 2, 'print("vu")');
    assert.equal(await steps.runCell(page, 2), 'vu');
    const there = await steps.cellAt(other, 2);
    const output = `(document.querySelector('${there} [data-testid=cell-output]') || { innerText: '' }).innerText`;
    await other.waitFor(`${output}.includes('vu')`, { what: 'the result at home', ms: 60000 });
    await steps.writeCell(page, 2, 'ecole = 3');
    await steps.runCell(page, 2);
    await other.waitFor(`!${output}.includes('vu')`, { what: 'no result at home', ms: 60000 });

    // A reload goes on in the same room.
    await other.reload();
    await steps.notebookShown(other);
    await reach(other, 'onRelay', 'seen');
    await steps.writeCell(other, 2, 'ecole = 5');
    await shows(page, 2, 'ecole = 5');

    // The link again leads to the same notebook.
    await steps.toLibrary(other);
    await other.eval(`void (location.href = ${JSON.stringify(link)})`);
    await other.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 3`, { what: 'the same notebook' });

    await page.click('leave-room');
    await page.waitFor(`!document.querySelector('[data-testid=shared-state]')`, { what: 'a notebook of this device alone' });
    await shows(page, 2, 'ecole = 5');
    await relay.stop();
    for (const file of fs.readdirSync(data)) {
      const bytes = fs.readFileSync(path.join(data, file));
      for (const word of ['canari', 'maison', 'ecole']) assert.ok(!bytes.includes(word), `${file} holds ${word}`);
    }
  } finally {
    await home.close();
    await relay.kill().catch(() => undefined);
    fs.rmSync(data, { recursive: true, force: true });
  }
}
