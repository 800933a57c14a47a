/**
 * The device is full: the page says so at once, never shows lost work as saved, offers the file,
 * and saves by itself or on request when there is room again; files that were added meanwhile too.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { noisePng } from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'storage full: said, downloadable, saved when there is room';
/** Only the DevTools protocol can make the storage small. */
export const engines = ['chromium'];

/** @param {import('../run.mjs').World} world */
export async function run({ page: first, server, browser, assert, log }) {
  let page = first;
  /** A new browser on the same profile: a running one remembers for a while how much room there was. */
  const again = async (/** @type {number | null} */ bytes, /** @type {string} */ id) => {
    await browser.end();
    page = (await browser.relaunch()).page;
    await room(page, server, bytes);
    await steps.openNotebook(page, server, id);
  };
  await steps.openApp(page, server);
  const id = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# avant');
  await steps.addCell(page, 'reponse = 42\nreponse');
  assert.equal(await steps.runCell(page, 1), '42');
  await steps.savedIs(page);
  await steps.offlineReady(page);

  await again(1, id);
  assert.equal(await steps.sourceOf(page, 0), '# avant');
  assert.equal(await steps.outputOf(page, 1), '42');
  const big = `# ${noisePng(256, 256, 7)}`;
  await steps.writeCell(page, 0, big);
  await steps.savedIs(page, 'failed');
  await steps.messageShown(page, /plus de place|no more room/);

  // It goes on being honest while one goes on writing and running.
  await steps.writeCell(page, 1, 'print("sans place")');
  assert.equal(await steps.runCell(page, 1), 'sans place');
  assert.notEqual(await steps.savedState(page), 'saved');
  const out = await steps.exported(page);
  assert.ok(source(out, 0) === big, 'the download holds what could not be saved');
  assert.equal(source(out, 1), 'print("sans place")');
  const offered = JSON.parse(await steps.downloaded(page, '.banner-problem .button-primary'));
  assert.ok(source(offered, 0) === big, 'the message offers the same file');

  // A file that is added now is there for the code, and is not called saved either.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-quota-'));
  try {
    fs.writeFileSync(path.join(folder, 'bruit.txt'), noisePng(256, 256, 8));
    await page.click('files');
    await page.setFiles('add-files', [path.join(folder, 'bruit.txt')]);
    await page.waitFor(`!!document.querySelector('[data-path="bruit.txt"]')`, { what: 'the file' });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  await steps.writeCell(page, 1, 'len(open("bruit.txt").read())');
  const length = await steps.runCell(page, 1);
  assert.equal(Number(length), noisePng(256, 256, 8).length);
  assert.notEqual(await steps.savedState(page), 'saved');
  await steps.writeCell(page, 1, 'print("sans place")');
  assert.equal(await steps.runCell(page, 1), 'sans place');

  // There is room again.
  await room(page, server, null);
  await page.click('retry-store');
  await steps.savedIs(page);
  await page.waitFor(`!document.querySelector('[data-testid=retry-store]')`, { what: 'the message to go' });
  await steps.reloadNotebook(page);
  assert.ok(source(await steps.exported(page), 0) === big);
  assert.equal(await steps.sourceOf(page, 1), 'print("sans place")');
  assert.equal(await steps.outputOf(page, 1), 'sans place');
  await steps.writeCell(page, 1, 'print(len(open("bruit.txt").read()))');
  assert.equal(await steps.runCell(page, 1), length);
  await steps.writeCell(page, 1, 'print("sans place")');
  assert.equal(await steps.runCell(page, 1), 'sans place');
  await steps.savedIs(page);

  // Full once more, and left without a download: what was shown as saved is still there.
  await again(1, id);
  await steps.writeCell(page, 1, `# perdu ${big}`);
  await steps.savedIs(page, 'failed');
  await again(null, id);
  assert.equal(await steps.sourceOf(page, 1), 'print("sans place")');
  assert.ok(source(await steps.exported(page), 0) === big);
  await steps.writeCell(page, 1, '# encore');
  await steps.savedIs(page);
  log('full twice, said twice, nothing shown as saved was lost');
}

/** @param {any} file @param {number} n @returns {string} */
function source(file, n) {
  return [].concat(file.cells[n].source).join('');
}

/**
 * Makes the storage of our origin this small; null gives it back.
 * @param {any} page a tab of the DevTools driver @param {{ url: string }} server @param {number | null} bytes
 */
async function room(page, server, bytes) {
  const origin = new URL(server.url).origin;
  await page.socket.send('Storage.overrideQuotaForOrigin', bytes === null ? { origin } : { origin, quotaSize: bytes });
}
