/**
 * The device is full: the page says so at once, never shows lost work as saved, offers the file,
 * and saves by itself or on request when there is room again.
 */
import { noisePng } from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'storage full: said, downloadable, saved when there is room';
/** Only the DevTools protocol can make the storage small. */
export const engines = ['chromium'];

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  await steps.openApp(page, server);
  const id = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# avant');
  await steps.savedIs(page);
  await steps.offlineReady(page);
  await steps.addCell(page, 'reponse = 42\nreponse');
  assert.equal(await steps.runCell(page, 1), '42');
  await steps.savedIs(page);

  await room(page, server, 1);
  const big = `# ${noisePng(512, 512, 7)}`;
  await steps.enterCell(page, 0);
  await page.press('Control+a');
  await page.paste(big);
  await steps.savedIs(page, 'failed');
  await steps.messageShown(page, /plus de place|no more room/);
  log('said: no more room');

  // It goes on being honest while one goes on writing and running.
  await steps.writeCell(page, 1, 'print("sans place", reponse)');
  assert.equal(await steps.runCell(page, 1), 'sans place 42');
  assert.notEqual(await steps.savedState(page), 'saved');
  const sources = (await steps.exported(page)).cells.map((/** @type {any} */ cell) => [].concat(cell.source).join(''));
  assert.equal(sources[0], big, 'the download holds what could not be saved');
  assert.equal(sources[1], 'print("sans place", reponse)');
  const offered = JSON.parse(await steps.downloaded(page, '[role=alert] .button-primary, .banner-problem .button-primary'));
  assert.equal([].concat(offered.cells[0].source).join(''), big, 'the message offers the same file');

  // Another tab has what was shown as saved, and opens while the device is full.
  await room(page, server, null);
  await page.click('retry-store');
  await steps.savedIs(page);
  await page.waitFor(`!document.querySelector('[data-testid=retry-store]')`, { what: 'the message to go' });
  await steps.reloadNotebook(page);
  assert.equal((await steps.exported(page)).cells[0].source.join(''), big);
  assert.equal(await steps.sourceOf(page, 1), 'print("sans place", reponse)');
  assert.equal(await steps.outputOf(page, 1), 'sans place 42');

  // Full again, and the page is closed without a download: what was saved is still there.
  await room(page, server, 1);
  await steps.enterCell(page, 1);
  await page.press('Control+a');
  await page.paste(`# perdu ${big}`);
  await steps.savedIs(page, 'failed');
  await steps.openApp(page, server);
  await steps.openNotebook(page, server, id);
  assert.equal(await steps.sourceOf(page, 1), 'print("sans place", reponse)');
  await room(page, server, null);
  await steps.writeCell(page, 1, '# encore');
  await steps.savedIs(page);
}

/**
 * Makes the storage of our origin this small; null gives it back.
 * @param {any} page a tab of the DevTools driver @param {{ url: string }} server @param {number | null} bytes
 */
async function room(page, server, bytes) {
  const origin = new URL(server.url).origin;
  await page.socket.send('Storage.overrideQuotaForOrigin', bytes === null ? { origin } : { origin, quotaSize: bytes });
}
