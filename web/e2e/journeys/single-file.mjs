/**
 * One file from a USB stick, opened by a double click: it runs Python, stops a loop, asks a
 * question, imports a module, keeps the work where the browser keeps anything, gives it out as a file,
 * and asks nothing of any network. Put on a web space it opens too.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ardoise, code, text, withFolder, writeNotebook } from '../publish.mjs';
import { startServer } from '../serve/static-server.mjs';
import * as steps from '../steps.mjs';

export const name = 'a single file runs from file://';
export const engines = ['chromium', 'firefox', 'chromium64', 'chromium109', 'firefox115', 'safari12'];
export const everywhere = true;

const ROOT = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../../..');

/** @param {import('../run.mjs').World} world */
export async function run({ page, browser, assert, log }) {
  await withFolder(async (folder) => {
    fs.writeFileSync(path.join(folder, 'lessons', 'notes.csv'), 'nom,note\nZoé,12\n');
    const notebook = path.join(folder, 'lessons', 'clé.ipynb');
    writeNotebook(notebook, { title: 'Sur une clé' }, [
      text('a', '# Sur une clé\n\nÉté comme hiver.'),
      code('b', 'import textwrap\nx = 41\nprint(textwrap.shorten(open("notes.csv").read(), 14))'),
      code('c', 'x = 0\nwhile True: pass'),
      code('d', 'nom = input("Nom ? ")\nprint("Bonjour", nom, x + 1)'),
      code('e', 'import numpy as np\nnp.arange(4).sum()'),
    ]);
    const file = path.join(folder, 'clé.html');
    ardoise(['publish', '--single-file', notebook, '-o', file, '--key', path.join(folder, 'key'), '--app', path.join(ROOT, 'web', 'dist')]);
    log(`the file: ${(fs.statSync(file).size / 1e6).toFixed(2)} MB`);

    const began = Date.now();
    await page.open(pathToFileURL(file).href);
    await steps.notebookShown(page);
    log(`readable after ${Date.now() - began} ms`);
    assert.match(await page.eval('document.body.innerText'), /Été comme hiver\./);
    assert.equal(await steps.runCell(page, 1), 'nom,note [...]');
    log(`first output after ${Date.now() - began} ms`);

    const loop = await steps.startCell(page, 2);
    await steps.inState(page, loop, 'running');
    await page.click('stop');
    await steps.idle(page, loop);
    await steps.kernelIs(page, 'ready');

    const asks = await steps.startCell(page, 3);
    await page.waitFor(`!!document.querySelector('[data-testid=question]')`, { ms: steps.PYTHON_MS, what: 'the question' });
    await page.click('question');
    await page.paste('Zoé');
    await page.waitFor(`document.querySelector('[data-testid=question]').value === 'Zoé'`, { what: 'the answer in its field' });
    await page.press('Enter');
    await steps.idle(page, asks);
    assert.equal((await steps.outputIn(page, asks)).split('\n').pop(), 'Bonjour Zoé 42', 'variables are as before the loop');
    assert.match(await steps.runCell(page, 4), /6/);

    await steps.addCell(page, 'print("mon travail")');
    await steps.savedIs(page);
    const given = await steps.exported(page);
    assert.ok(JSON.stringify(given).includes('mon travail'), 'the copy goes out as a file');

    // The next day, from the same file.
    await page.open('about:blank');
    await page.open(pathToFileURL(file).href);
    await steps.notebookShown(page);
    assert.match(await steps.sourceOf(page, -1), /mon travail/, 'the browser has kept the work');

    // Whoever asks whether this computer suits is told what is so.
    await page.eval(`void (location.hash = '#/check')`);
    await page.waitFor(`!!document.querySelector('[data-check=engine]')`, { ms: 60000, what: 'the self-test' });
    assert.notEqual(await page.attr('[data-check=engine]', 'data-verdict'), 'bad');

    // Put on a web space that calls every page UTF-8, which this one is not.
    const host = await startServer({ root: folder });
    try {
      await page.open(`${host.url}${encodeURIComponent(path.basename(file))}`);
      await steps.notebookShown(page);
      assert.equal(await steps.runCell(page, 1), 'nom,note [...]');
      const others = host.requests.filter(({ url }) => decodeURIComponent(url) !== `/${path.basename(file)}`);
      assert.deepEqual(others, [], 'nothing but the file is asked for');
    } finally {
      await host.stop();
    }
    assert.deepEqual(browser.outside, []);
  });
}
