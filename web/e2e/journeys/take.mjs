/**
 * Where the system has a share sheet that takes files, whoever takes their work may choose it: what is
 * handed over is the archive, a sheet that takes no archives leads to the download, and whoever closes
 * it has done nothing. A notebook that cannot be read is named, and the others go. Browsers without a screen have no sheet; this one is the journey's own.
 */
import * as steps from '../steps.mjs';
import { sourcesOfZip } from '../zip.mjs';

export const name = 'take: the share sheet gets the whole work, where there is one';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  await steps.openApp(page, server);
  await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# à emporter');
  await steps.savedIs(page);
  await steps.toLibrary(page);

  // No sheet, or none for files: a download at once.
  for (const sheet of ['undefined', '() => false']) {
    await page.eval(`void Object.defineProperty(navigator, 'canShare', { configurable: true, value: ${sheet} })`);
    await page.click('library-menu');
    assert.equal((await steps.downloadedBytes(page, 'export-all')).toString('latin1', 0, 2), 'PK');
    assert.equal(await page.count('[role=dialog]'), 0);
  }

  await page.eval(`(() => {
    Object.defineProperty(navigator, 'canShare', { configurable: true, value: ({ files }) => files.length === 1 });
    Object.defineProperty(navigator, 'share', { configurable: true, value: async ({ files }) => {
      if (window.journeyRefusal) throw new DOMException('', window.journeyRefusal);
      window.journeyShared = files[0];
    } });
  })()`);
  await choose('take-share');
  await page.waitFor('!!window.journeyShared', { what: 'something in the share sheet' });
  assert.match(await page.eval('window.journeyShared.name'), /^ardoise-.*\.zip$/);
  const text = await page.eval(`new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.replace(/^[^,]*,/, ''));
    reader.readAsDataURL(window.journeyShared);
  })`);
  assert.deepEqual([...sourcesOfZip(Buffer.from(text, 'base64')).values()], [['# à emporter']]);
  await steps.messageShown(page, /ardoise-.*\.zip/);
  assert.ok(await page.eval(`JSON.parse(localStorage.getItem('ardoise.taken')).taken > 0`), 'it counts as taken');

  // Closed without a choice: nothing happened.
  await page.eval(`void (localStorage.removeItem('ardoise.taken'), window.journeyDownload = undefined, window.journeyRefusal = 'AbortError')`);
  await choose('take-share');
  await page.waitFor(`!document.querySelector('[role=dialog]')`, { what: 'no question any more' });
  assert.equal(await page.eval(`localStorage.getItem('ardoise.taken')`), null);

  // A system that lets no archive through.
  await page.eval(`void (window.journeyRefusal = 'NotAllowedError')`);
  await choose('take-share');
  await page.waitFor('!!window.journeyDownload', { what: 'the download in its place' });

  await page.eval(`void (window.journeyDownload = undefined)`);
  await choose('take-save');
  await page.waitFor('!!window.journeyDownload', { what: 'a download' });

  // A notebook that the device cannot read any more keeps no other one here.
  const lost = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# perdu');
  await steps.savedIs(page);
  await steps.toLibrary(page);
  await page.eval(`(() => {
    localStorage.removeItem('ardoise.taken');
    Object.defineProperty(navigator, 'canShare', { configurable: true, value: undefined });
    const read = IDBIndex.prototype.getAll;
    IDBIndex.prototype.getAll = function (keys, ...others) {
      if (keys.lower === ${JSON.stringify(lost)}) throw new DOMException('lost', 'DataError');
      return read.call(this, keys, ...others);
    };
  })()`);
  await page.click('library-menu');
  assert.deepEqual([...sourcesOfZip(await steps.downloadedBytes(page, 'export-all')).values()], [['# à emporter']]);
  await steps.messageShown(page, /n’arrive plus à lire|can no longer read/);
  assert.equal(await page.eval(`localStorage.getItem('ardoise.taken')`), null, 'not all of it counts as taken');

  /** @param {string} way */
  async function choose(way) {
    await page.click('library-menu');
    await page.click('export-all');
    await page.click(way);
  }
}
