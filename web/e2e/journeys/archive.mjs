/**
 * Work taken in one engine as an archive is brought back in another, twice, edited on both sides, and
 * taken back: the same notebooks, nothing doubled. A damaged archive gives what it can, and nothing
 * that was there is lost.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Browser, engineNamed } from '../drivers/engines.mjs';
import * as steps from '../steps.mjs';

export const name = 'archive: work goes to another browser and back, and nothing is doubled';
/** Each way is gone once, and the other engine is in it. */
export const engines = ['chromium'];
export const minutes = 6;

/** @typedef {import('../drivers/page.mjs').Page} Page */

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-archive-'));
  const elsewhere = await Browser.launch(engineNamed('firefox'));
  try {
    const home = elsewhere.page;
    await steps.openApp(page, server);
    await steps.newNotebook(page);
    await steps.writeCell(page, 0, '# la recette');
    await steps.savedIs(page);
    await steps.toLibrary(page);
    const id = await steps.newNotebook(page);
    await steps.writeCell(page, 0, 'print(6 * 7)');
    assert.equal(await steps.runCell(page, 0), '42');
    await page.click('files');
    fs.writeFileSync(path.join(folder, 'notes.txt'), 'à l’école');
    await page.setFiles('add-files', [path.join(folder, 'notes.txt')]);
    await page.waitFor(`!!document.querySelector('[data-path="notes.txt"]')`, { what: 'the file' });
    await steps.savedIs(page);
    const school = await taken(page, 'school.zip');

    // At home: both are there, with what was shown and the file, and a second time nothing happens.
    await steps.openApp(home, server);
    await brought(home, school, 2, '2 (notebooks brought back|carnets ramenés)');
    await brought(home, school, 2, '2 (notebooks were here already|carnets étaient déjà là)');
    await steps.openNotebook(home, server, id);
    assert.equal(await steps.outputOf(home, 0), '42', 'what it showed came along');
    await home.click('files');
    await home.waitFor(`!!document.querySelector('[data-path="notes.txt"]')`, { what: 'the file at home' });

    // Both go on; what was done at home comes back, and the other way round.
    await steps.addCell(home, '# à la maison');
    await steps.writeCell(home, 0, 'print(6 * 7)  # vu');
    await steps.savedIs(home);
    const athome = await taken(home, 'home.zip');
    await steps.openNotebook(page, server, id);
    await steps.addCell(page, '# à l’école');
    await steps.savedIs(page);
    await brought(page, athome, 2, '1 (notebook completed|carnet complété)');
    await steps.openNotebook(page, server, id);
    const sources = await sourcesOf(page);
    assert.equal(sources.length, 3);
    assert.deepEqual(sources.slice().sort(), ['# à la maison', '# à l’école', 'print(6 * 7)  # vu']);
    await brought(home, await taken(page, 'school2.zip'), 2, '1 (notebook completed|carnet complété)');
    await steps.openNotebook(home, server, id);
    assert.deepEqual(await sourcesOf(home), sources, 'both have the same');

    // Damaged: what can be read is, and nothing here is lost.
    const hurt = Buffer.from(athome);
    const at = hurt.lastIndexOf('ardoise/1/notebook.json', hurt.length >> 1) + 60;
    hurt.fill(0, at, at + 40);
    await brought(page, hurt.subarray(0, hurt.length - 200), undefined, 'abîmée|damaged|à part|apart');
    await steps.openNotebook(page, server, id);
    assert.deepEqual(await sourcesOf(page), sources);
    await steps.toLibrary(page);
    await page.setFiles('import-file', [written('none.zip', Buffer.from('PK\u0003\u0004 rien du tout'))]);
    await steps.messageShown(page, /archive \(zip\)/);
  } finally {
    await elsewhere.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }

  /** @param {string} file @param {Buffer} bytes */
  function written(file, bytes) {
    const whole = path.join(folder, file);
    fs.writeFileSync(whole, bytes);
    return whole;
  }

  /** Everything, as an archive. @param {Page} from @param {string} file @returns {Promise<Buffer>} */
  async function taken(from, file) {
    await steps.toLibrary(from);
    await from.click('library-menu');
    const bytes = await steps.downloadedBytes(from, 'export-all');
    written(file, bytes);
    return bytes;
  }

  /** @param {Page} to @param {Buffer} bytes @param {number | undefined} cards @param {string} pattern */
  async function brought(to, bytes, cards, pattern) {
    if (!(await to.eval(`location.hash === '#/' || location.hash === ''`))) await steps.toLibrary(to);
    await to.eval(`document.querySelectorAll('.toast-close').forEach((one) => one.click())`);
    await to.setFiles('import-file', [written('brought.zip', bytes)]);
    await steps.messageShown(to, new RegExp(pattern));
    if (cards !== undefined) await to.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === ${cards}`, { what: `${cards} notebooks` });
  }
}

/** @param {Page} page @returns {Promise<string[]>} */
async function sourcesOf(page) {
  const count = await page.count('cell');
  const sources = [];
  for (let at = 0; at < count; at += 1) sources.push(await steps.sourceOf(page, at));
  return sources;
}
