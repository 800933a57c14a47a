/**
 * A teacher makes one file of an activity in the page: it is what the command line makes, byte for
 * byte, it runs from file://, and the page in it makes such files too. Without the network, or where
 * the site has no page in one file, that is said.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as giving from '../giving.mjs';
import * as notebooks from '../notebooks.mjs';
import { ardoise, withFolder } from '../publish.mjs';
import * as steps from '../steps.mjs';

export const name = 'a single file is made in the page, and runs from file://';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const LESSON = notebooks.notebook([notebooks.markdown('# Été\n\nUne clé.'), notebooks.code('print(open("notes.csv").read())')], { title: 'Été <sur> une clé' });

/** @param {import('../run.mjs').World} world */
export async function run({ page, browser, server, assert, log }) {
  await withFolder(async (folder) => {
    await steps.openApp(page, server);
    await steps.importNotebook(page, LESSON);
    await giving.addFile(page, 'notes.csv', 'nom;note\nZoé;12\n');
    const own = path.join(folder, 'lessons', 'clé.ipynb');
    fs.writeFileSync(own, await steps.downloaded(page, 'export-ipynb'));
    fs.writeFileSync(path.join(folder, 'lessons', 'notes.csv'), 'nom;note\nZoé;12\n');
    await page.click('activity');

    // Without it nothing is offered that cannot be had, and why is said.
    server.replace('/single-file.html', null);
    await oneFileWay(page);
    await problemIs(page, 'missing');
    assert.equal(await page.count('save-one-file'), 0);
    server.replace('/single-file.html', undefined);
    await page.click('way-link');
    await server.stop();
    await page.click('way-oneFile');
    await problemIs(page, 'offline');
    await server.start();
    const made = await steps.downloadedBytes(page, 'save-one-file');
    assert.equal(await page.count('one-file-problem'), 0);
    assert.match((await page.text('one-file-size')).replace(',', '.'), new RegExp(`\\b${(made.length / 1e6).toFixed(1)}\\s`));
    log(`the file: ${(made.length / 1e6).toFixed(2)} MB`);

    // The command line, asked for the next version of it, finds the same one and writes it as it is.
    const file = path.join(folder, 'clé.html');
    fs.writeFileSync(file, made);
    fs.writeFileSync(path.join(folder, 'other.html'), made);
    ardoise(['publish', '--single-file', own, '-o', file, '--key', path.join(folder, 'key'), '--app', DIST]);
    assert.ok(fs.readFileSync(file).equals(made), 'the command line makes the same file');

    await page.open(pathToFileURL(file).href);
    await steps.notebookShown(page);
    await page.waitFor('document.title.includes("Été <sur> une clé")', { what: 'the title' });
    assert.equal(await steps.runCell(page, 1), 'nom;note\nZoé;12');

    // The page in the file has all that another one needs.
    await steps.importNotebook(page, LESSON);
    await page.click('activity');
    await oneFileWay(page);
    const another = await steps.downloadedBytes(page, 'save-one-file');
    assert.ok(emptied(another).equals(fs.readFileSync(path.join(DIST, 'single-file.html'))), 'it is the page that the site has');
    assert.deepEqual(browser.outside, []);
  });
}

/** @param {import('../drivers/page.mjs').Page} page */
async function oneFileWay(page) {
  await giving.prepare(page);
  await page.click('way-oneFile');
  await page.waitFor(`!!document.querySelector('[data-testid=one-file-size], [data-testid=one-file-problem]')`, { what: 'how large it will be, or why not' });
}

/** @param {import('../drivers/page.mjs').Page} page @param {string} problem */
async function problemIs(page, problem) {
  await page.waitFor(`!!document.querySelector('[data-testid=one-file-problem][data-problem=${problem}]')`, { what: `the problem ${problem}` });
}

/** A single file without its activity and title. @param {Buffer} file */
function emptied(file) {
  const text = file.toString('latin1');
  return Buffer.from(text.replace(/(id="ardoise-activity">)[^<]*/, '$1').replace(/<title>[^<]*/, '<title>Ardoise'), 'latin1');
}
