/**
 * From school to home without any network: a shared notebook goes along as a file, is written in on
 * the other device, and comes back. Taken in twice, nothing is doubled.
 */
import { Browser, engineNamed } from '../drivers/engines.mjs';
import * as steps from '../steps.mjs';

export const name = 'room-file: school to home and back by a file';
export const minutes = 6;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, engine, assert, log }) {
  const home = await Browser.launch(engineNamed(engine));
  const other = home.page;
  try {
    await steps.openApp(page, server);
    const id = await steps.newNotebook(page);
    await steps.writeCell(page, 0, 'ecole = 1');
    await steps.savedIs(page);
    await page.click('notebook-menu');
    await page.click('open-sharing');
    // This site has no relay: one is named that nobody answers at.
    await page.waitFor(`!!document.querySelector('[data-testid=relay-address]')`, { what: 'a field for a relay' });
    await page.eval(`document.querySelector('[data-testid=relay-address]').focus()`);
    await page.type('http://127.0.0.1:9');
    await page.click('share-notebook');
    await page.waitFor(`!!document.querySelector('[data-testid=shared-state]')`, { what: 'a shared notebook', ms: 60000 });
    await sharingPanel(page);
    const first = await steps.downloadedBytes(page, 'save-room-file');
    log(`the file has ${first.length} bytes`);
    assert.ok(!first.includes('ecole'), 'the file is closed');

    await steps.openApp(other, server);
    await steps.openBytes(other, 'carnet.ardoise', first);
    await steps.notebookShown(other);
    await other.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 1`, { what: 'the cell at home' });
    assert.equal(await steps.sourceOf(other, 0), 'ecole = 1');
    await steps.addCell(other, 'maison = 2');
    await steps.savedIs(other);
    await sharingPanel(other);
    const second = await steps.downloadedBytes(other, 'save-room-file');

    // Meanwhile at school.
    await steps.writeCell(page, 0, 'ecole = 3');
    await steps.savedIs(page);
    for (const time of ['once', 'twice']) {
      await steps.openBytes(page, 'carnet.ardoise', second);
      await page.waitFor(`document.querySelectorAll('[data-testid=cell]').length === 2`, { what: `both cells, ${time}` });
      assert.equal(await steps.notebookId(page), id, 'the same notebook');
      assert.equal(await steps.sourceOf(page, 0), 'ecole = 3');
      assert.equal(await steps.sourceOf(page, 1), 'maison = 2');
    }
    await steps.reloadNotebook(page);
    assert.equal(await page.count('cell'), 2);

    // Both changed the same line: whoever takes the file in is told, also after a reload.
    await steps.writeCell(other, 0, 'ecole = 5');
    await steps.savedIs(other);
    await sharingPanel(other);
    const third = await steps.downloadedBytes(other, 'save-room-file');
    await steps.openBytes(page, 'carnet.ardoise', third);
    for (const time of ['at once', 'after a reload']) {
      await page.waitFor(`!!document.querySelector('[data-testid=both-changed]')`, { what: `the notice, ${time}`, ms: 60000 });
      assert.equal(await page.text('both-mine'), 'ecole = 3\n');
      assert.equal(await page.text('both-theirs'), 'ecole = 5\n');
      assert.equal(await page.count('both-changed'), 1);
      await steps.reloadNotebook(page);
    }
    await page.click('keep-theirs');
    await page.waitFor(`!document.querySelector('[data-testid=both-changed]')`, { what: 'the notice to go' });
    assert.equal(await steps.sourceOf(page, 0), 'ecole = 5');
    await steps.savedIs(page);
    await steps.reloadNotebook(page);
    await page.waitFor(`!!document.querySelector('[data-testid=shared-state]')`, { what: 'a shared notebook', ms: 60000 });
    assert.equal(await page.count('both-changed'), 0);

    // A file that somebody cut is said to be damaged, and takes nothing away.
    await steps.openBytes(page, 'coupe.ardoise', second.subarray(0, 60));
    await steps.messageShown(page, /coupe\.ardoise/);
    await steps.closeDialog(page);
    await steps.openNotebook(page, server, id);
    assert.equal(await page.count('cell'), 2);
  } finally {
    await home.close();
  }
}

/** @param {steps.Page} page */
async function sharingPanel(page) {
  if (await page.count('sharing-panel')) return;
  await page.click('notebook-menu');
  await page.click('open-sharing');
  await page.waitFor(`!!document.querySelector('[data-testid=save-room-file]')`, { what: 'the panel' });
}
