/**
 * The power fails while an archive is brought back: each notebook is there whole or not at all, what was
 * here before is as it was, and the same archive brought once more completes the rest without doubling
 * anything. The kill comes when so many notebooks are in the database, drawn from a seed.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { code, notebook, seeded, stdout } from '../notebooks.mjs';
import * as steps from '../steps.mjs';
import { filesOfZip } from '../zip.mjs';

export const name = 'killed while work is brought back, each notebook is whole or not there';
export const minutes = 8;
/** Firefox's driver hands files over one by one, to a field that is another one after the first. */
export const engines = ['chromium'];

const NOTEBOOKS = 30;
const MOMENTS = 6;

/** @param {import('../run.mjs').World} world */
export async function run({ page: first, server, browser, assert, log }) {
  let page = first;
  const random = seeded(20261130);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-kill-'));
  try {
    // What is to be brought back: texts of many sizes, with what they showed.
    const paths = Array.from({ length: NOTEBOOKS }, (_, at) => {
      const file = path.join(folder, `carnet ${at}.ipynb`);
      const long = Array.from({ length: 20 + Math.floor(random() * 400) }, (_line, n) => `x${n} = ${Math.floor(random() * 1e9)}`).join('\n');
      fs.writeFileSync(file, JSON.stringify(notebook([code(`# ${at}`), code(long, [stdout(`montré ${at}\n`)])], { title: `carnet ${at}` })));
      return file;
    });
    await steps.openApp(page, server);
    await page.setFiles('import-file', paths);
    await cards(NOTEBOOKS);
    const archive = await taken();
    const whole = textsOf(archive);
    assert.equal(whole.size, NOTEBOOKS);
    const zip = path.join(folder, 'tout.zip');
    fs.writeFileSync(zip, archive);

    const seen = new Set();
    for (let round = 0; round < MOMENTS; round += 1) {
      // A device that has one notebook of its own.
      await emptied();
      const own = await steps.newNotebook(page);
      await steps.writeCell(page, 0, `# à moi, ${round}`);
      await steps.savedIs(page);
      await steps.toLibrary(page);
      const moment = 1 + Math.floor(random() * (NOTEBOOKS + 1));
      await page.setFiles('import-file', [zip]);
      await page.waitFor(`(${rowsNow})().then((rows) => rows >= ${moment})`, { ms: 60000, what: `${moment} notebooks in the database` });
      await browser.kill();
      page = (await browser.relaunch()).page;
      await steps.openApp(page, server);
      const there = textsOf(await taken());
      seen.add(there.size - 1);
      for (const [title, text] of there) {
        if (whole.has(title)) assert.equal(text, whole.get(title), `${title} is whole`);
      }
      assert.ok([...there.values()].some((text) => text.includes(`# à moi, ${round}`)), 'what was here is here');

      await page.setFiles('import-file', [zip]);
      await cards(NOTEBOOKS + 1);
      const after = textsOf(await taken());
      for (const [title, text] of whole) assert.equal(after.get(title), text, `${title} came back, once`);
      assert.equal(after.size, NOTEBOOKS + 1, 'nothing is doubled');
      await steps.openNotebook(page, server, own);
      assert.equal(await steps.sourceOf(page, 0), `# à moi, ${round}`);
    }
    log(`${MOMENTS} kills with so many notebooks of ${NOTEBOOKS} there: ${[...seen].sort((a, b) => a - b).join(', ')}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }

  /** @param {number} count */
  async function cards(count) {
    await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === ${count}`, { ms: 90000, what: `${count} notebooks` });
    // The last one may still be on its way.
    await steps.messageShown(page, /./);
  }

  /** Everything, as an archive. @returns {Promise<Buffer>} */
  async function taken() {
    await steps.toLibrary(page);
    await page.click('library-menu');
    return steps.downloadedBytes(page, 'export-all');
  }

  /** Nothing is left on the device but the page. */
  async function emptied() {
    await page.open('about:blank');
    await page.open(`${server.url}manifest.webmanifest`);
    await page.eval(`new Promise((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase('ardoise');
      deleting.onsuccess = resolve;
      deleting.onerror = reject;
    }).then(() => true)`);
    await steps.openApp(page, server);
  }
}

/** Runs in the page: how many notebooks its database has now. @returns {Promise<number>} */
function rowsNow() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('ardoise');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const asked = opening.result.transaction('notebooks').objectStore('notebooks').count();
      asked.onsuccess = () => {
        opening.result.close();
        resolve(asked.result);
      };
      asked.onerror = reject;
    };
  });
}

/** The notebooks of an archive by title. @param {Buffer} archive @returns {Map<string, string>} */
function textsOf(archive) {
  const texts = new Map();
  for (const [file, content] of filesOfZip(archive)) if (file.endsWith('.ipynb')) texts.set(path.basename(file), content.toString('utf8'));
  return texts;
}
