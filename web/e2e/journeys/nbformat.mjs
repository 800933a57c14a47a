/**
 * Every fixture of the file format, of any version and damage, in the real page: it opens, or a
 * message says why it cannot. None leaves the page empty, stuck or broken.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as steps from '../steps.mjs';

export const name = 'every notebook file opens or is refused in words';

const FIXTURES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../assets/fixtures/ipynb');

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert, log }) {
  const files = fs.readdirSync(FIXTURES, { recursive: true }).map(String).filter((file) => file.endsWith('.ipynb')).sort();
  assert.ok(files.length > 10, `only ${files.length} fixtures`);
  await steps.openApp(page, server);
  let opened = 0;
  /** @type {string[]} */
  const refused = [];
  for (const file of files) {
    await steps.openFile(page, path.join(FIXTURES, file));
    if ((await page.eval('location.hash')).startsWith('#/n/')) {
      await steps.notebookShown(page);
      opened += 1;
      assert.equal(await steps.savedState(page), 'saved', file);
      const warned = (await page.count('[role=dialog]')) > 0;
      if (warned) assert.ok((await page.text('[role=dialog] li')).trim().length > 10, `${file}: a warning with no words`);
      await steps.closeDialog(page);
      const out = await steps.exported(page);
      assert.equal(out.nbformat, 4, file);
      assert.equal(out.cells.length, await page.count('cell'), file);
    } else {
      const said = await page.text('[role=dialog] p');
      assert.ok(said.trim().length > 12, `${file}: refused with ${JSON.stringify(said)}`);
      assert.doesNotMatch(said, /undefined|NaN|\[object/);
      refused.push(`${file}: ${said}`);
      await steps.closeDialog(page);
    }
  }
  await steps.toLibrary(page);
  await page.waitFor(`document.querySelectorAll('[data-testid=notebook-card]').length === ${opened}`, { what: `${opened} notebooks in the library` });
  log(`${opened} opened, ${refused.length} refused`);
  for (const line of refused) log(line);
  assert.ok(opened > 0);
  assert.deepEqual(browser.outside, []);
}
