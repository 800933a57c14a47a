/**
 * A folder of notebooks is published and put on a plain host that compresses nothing, in a folder
 * below others: read without script, found in the catalogue, opened, run, there without a network;
 * published again with one change, only that is fetched.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { code, publishSite, text, withFolder, writeNotebook } from '../publish.mjs';
import { startServer } from '../serve/static-server.mjs';
import * as steps from '../steps.mjs';

export const name = 'a published folder is read, opened, run and corrected';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds in the page, 320 px wide. One current engine judges markup.
 * @param {import('../drivers/page.mjs').Page} page @param {string} engine @returns {Promise<string[]>}
 */
async function faults(page, engine) {
  if (engine !== 'chromium') return [];
  await page.eval(`void (document.documentElement.style.width = '320px')`);
  if (await page.eval(`typeof axe === 'undefined'`)) await page.eval(`${AXE}; 0`);
  const found = await page.eval(`axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.help + ' at ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' ; ')))`);
  if (await page.eval('document.documentElement.scrollWidth > Math.max(320, innerWidth)')) found.push('wider than the screen');
  await page.eval(`void (document.documentElement.style.width = '')`);
  return found;
}

/** @param {import('../run.mjs').World} world */
export async function run({ page, browser, assert, log, engine }) {
  await withFolder(async (folder) => {
    const square = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="teal"/></svg>';
    fs.writeFileSync(path.join(folder, 'lessons', 'images', 'carre.svg'), square);
    fs.writeFileSync(path.join(folder, 'lessons', 'notes.csv'), 'nom,note\nZoé,12\n');
    write(folder, 'On lit les notes.');
    writeNotebook(path.join(folder, 'lessons', 'tortue.ipynb'), { title: 'La tortue', ardoise: { levels: ['cm2'], subject: 'Numérique' } }, [code('a', 'print("tortue")')]);
    publishSite(folder);
    const server = await startServer({ root: path.join(folder, 'web'), brotli: false });
    try {
      await visit({ page, browser, assert, log, engine }, folder, server);
    } finally {
      await server.stop();
    }
  });
}

/** @param {string} folder @param {string} words */
function write(folder, words) {
  writeNotebook(path.join(folder, 'lessons', 'notes.ipynb'), { title: 'Les notes', ardoise: { levels: ['2de'], subject: 'SNT', licence: 'CC-BY-4.0', language: 'fr', summary: 'Lire un fichier.' } }, [
    text('a', `# Les notes\n\n${words} $x^2$\n\n![Un carré](images/carre.svg)`),
    code('b', 'print(open("notes.csv").read().split()[1])'),
    code('c', 'reponse = 1', { tags: ['exercise'] }),
  ]);
}

/** @param {any} world @param {string} folder @param {Awaited<ReturnType<typeof startServer>>} server */
async function visit({ page, browser, assert, log, engine }, folder, server) {
  const site = `${server.url}ecole/site/`;
  // Readable before any script runs.
  await page.open(`${site}activities/notes/index.html`);
  assert.equal(await page.eval('document.scripts.length'), 0);
  assert.match(await page.eval('document.body.innerText'), /On lit les notes\./);
  assert.equal(await page.eval(`document.querySelectorAll('math').length`), 1);
  await page.waitFor(`document.querySelector('main img').naturalWidth > 0`, { what: 'the picture' });
  const read = server.requests.reduce((/** @type {number} */ sum, /** @type {{ bytes: number }} */ one) => sum + one.bytes, 0);
  log(`the page that needs no script: ${read} bytes, uncompressed`);
  assert.ok(read < 50_000);
  assert.deepEqual(await faults(page, engine), [], 'the page without script');
  await page.open(`${site}activities/index.html`);
  assert.deepEqual(await faults(page, engine), [], 'the list without script');
  await page.open(`${site}activities/notes/index.html`);
  await page.click('.go');
  await steps.notebookShown(page);
  assert.equal(await steps.runCell(page, 1), 'Zoé,12');
  await steps.writeCell(page, 2, 'reponse = 12');
  await steps.savedIs(page);
  await steps.offlineReady(page);
  const id = await steps.notebookId(page);
  // The first visit had no service worker yet: what was opened is kept once there is one.
  const kept = (/** @type {string} */ file) => `caches.match('${site}activities/notes/${file}').then((found) => !!found)`;
  for (const file of ['index.html', 'picture-1.svg']) await page.waitFor(kept(file), { ms: 60000, what: `${file} to be kept` });

  // The start screen shows what the site has; the catalogue searches all of it.
  await steps.toLibrary(page);
  await page.waitFor(`document.querySelectorAll('[data-testid=site-activity]').length === 2`, { what: 'the activities of the site' });
  await page.eval(`void (location.hash = '#/catalogue')`);
  await page.click('catalogue-search');
  await page.type('TORTU');
  await page.waitFor(`document.querySelectorAll('[data-testid=site-activity]').length === 1`, { what: 'what the search finds' });
  assert.equal(await page.text('site-activity'), 'La tortue');
  assert.deepEqual(await faults(page, engine), [], 'the catalogue');

  // No network: the catalogue, and what was opened.
  await server.stop();
  await page.open(`${site}activities/notes/index.html`);
  assert.match(await page.eval('document.body.innerText'), /On lit les notes\./);
  await page.click('.go');
  await steps.notebookShown(page);
  assert.equal(await steps.notebookId(page), id, 'the same copy');
  assert.equal(await steps.runCell(page, 1), 'Zoé,12');
  await page.eval(`void (location.hash = '#/catalogue')`);
  await page.click('catalogue-search');
  await page.type('lire fichier');
  await page.waitFor(`document.querySelectorAll('[data-testid=site-activity]').length === 1`, { what: 'a search without a network' });

  // Next week: one change, and nothing else is fetched.
  write(folder, 'On lit les notes de la classe.');
  publishSite(folder);
  await server.start();
  server.forget();
  await page.open('about:blank');
  await page.open(`${site}index.html#/n/${id}`);
  await page.waitFor(`fetch('activities/catalogue.json').then((r) => r.json()).then((c) => c.activities.some((a) => a.version === 2))`, { what: 'the catalogue of now' });
  const asked = () => [...new Set(server.requests.map((one) => one.url.replace(/^\/ecole\/site\/|\?.*/g, '')))];
  for (const end = Date.now() + 20000; !asked().some((url) => url.includes('activity.bin')); ) {
    if (Date.now() > end) assert.fail(`the new version was not fetched: ${asked()}`);
    await page.eval('new Promise((resolve) => setTimeout(resolve, 100))');
  }
  const expected = /^(service-worker\.js|activities\/(catalogue\.json|search\.json|index\.html|notes\/.*))(\.gz)?$/;
  assert.deepEqual(asked().filter((url) => !expected.test(url)), [], 'only what has changed is fetched');

  // The correction is offered as the teacher's; taken, it leaves the pupil's answer.
  await page.waitFor(`!!document.querySelector('[data-testid=offer]')`, { what: 'the correction to be offered' });
  assert.equal(await page.attr('offer', 'data-origin'), 'author');
  assert.match(await page.text('offer'), /version 2/);
  assert.doesNotMatch(await page.text('cell'), /de la classe/, 'nothing is taken by itself');
  await page.click('see-changes');
  await page.waitFor(`/de la classe/.test((document.querySelector('[data-testid=news]') || {}).innerText || '')`, { what: 'what changes' });
  await page.click('take-offer');
  await page.waitFor(`/de la classe/.test(document.querySelector('[data-testid=cell]').innerText)`, { what: 'the new text' });
  assert.equal(await steps.sourceOf(page, 2), 'reponse = 12');
  assert.deepEqual(browser.outside, []);
}
