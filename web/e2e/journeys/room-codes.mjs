/**
 * From a school's computer to a tablet by a run of QR codes: no network between them, no stick. The
 * tablet's own camera opens each code as a link; what is strange or damaged is refused.
 */
import { decodeQR } from 'qr/decode.js';
import { axeFaults, tooWide } from '../axe.mjs';
import { Browser, engineNamed } from '../drivers/engines.mjs';
import * as steps from '../steps.mjs';

export const name = 'room-codes: a notebook goes to a tablet as QR codes';
export const minutes = 6;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, engine, assert, log }) {
  const tablet = await Browser.launch(engineNamed(engine));
  const other = tablet.page;
  try {
    await steps.openApp(page, server);
    await steps.newNotebook(page);
    await steps.writeCell(page, 0, 'ecole = 1');
    for (let n = 2; n < 8; n += 1) await steps.addCell(page, `# ${n} ${'abcdefgh'.slice(n)}\nx${n} = ${n * 7919}`);
    await steps.savedIs(page);
    await share(page);
    const links = await shownCodes(page);
    log(`${links.length} codes, of ${links[0]?.length} signs`);
    assert.ok(links.length > 1 && links.length <= 12);
    assert.equal(new Set(links).size, links.length);
    // What a camera sees is what the link says.
    assert.equal(await seen(page), links[0]);
    if (engine === 'chromium') {
      for (const theme of ['dark', 'light']) {
        await page.eval(`void (document.documentElement.dataset.theme = ${JSON.stringify(theme)})`);
        assert.deepEqual(await axeFaults(page), [], theme);
      }
      assert.equal(await tooWide(page), '');
    }
    // By itself, until somebody stops it.
    await page.click('codes-run');
    await page.waitFor(`document.querySelector('[data-testid=code-place]').dataset.link !== ${JSON.stringify(links[0])}`, { what: 'the next code by itself' });
    await page.click('codes-run');
    const still = await page.attr('code-place', 'data-link');
    assert.equal(await page.attr('codes-run', 'aria-pressed'), 'false');
    await page.click('code-next');
    assert.notEqual(await page.attr('code-place', 'data-link'), still);

    // The tablet: any order, one twice, each in a tab of its own or in the same.
    await steps.openApp(other, server);
    const order = [links[1], links[0], links[1], ...links.slice(2).reverse()];
    for (const [at, link] of order.slice(0, -1).entries()) {
      const tab = at === 1 ? await tablet.newPage() : other;
      await tab.open('about:blank');
      await tab.open(link ?? '');
      const here = new Set(order.slice(0, at + 1)).size;
      await tab.waitFor(`/^${here} /.test(document.querySelector('[data-testid=codes-here]')?.textContent ?? '')`, { what: `${here} codes on the tablet` });
      if (tab !== other) await tab.close();
    }
    if (engine === 'chromium') {
      assert.deepEqual(await axeFaults(other), []);
      assert.equal(await tooWide(other), '');
    }
    // Of another run, damaged, and nonsense: said, and nothing is lost.
    for (const strange of [`${links[0]?.slice(0, -3)}AAA`, `${server.url}#q=AQI`]) {
      await other.open('about:blank');
      await other.open(strange);
      await other.waitFor(`!!document.querySelector('[data-testid=code-refused]')`, { what: 'a code that is refused' });
    }
    await other.open('about:blank');
    await other.open(order.at(-1) ?? '');
    await steps.notebookShown(other);
    assert.equal(await other.count('cell'), 7);
    assert.equal(await steps.sourceOf(other, 0), 'ecole = 1');
    assert.equal(await other.eval(`Object.keys(localStorage).some((key) => key.startsWith('ardoise.codes'))`), false, 'no part is left');

    // Back, after both wrote: merged into the notebook there is.
    await steps.writeCell(other, 1, 'tablette = 2');
    await steps.savedIs(other);
    await steps.writeCell(page, 0, 'ecole = 3');
    await steps.savedIs(page);
    const id = await steps.notebookId(page);
    for (const [at, link] of (await shownCodes(other)).entries()) {
      await page.eval(`void (location.href = ${JSON.stringify(link)})`);
      await page.waitFor(`/^${at + 1} /.test(document.querySelector('[data-testid=codes-here]')?.textContent ?? '') || location.hash.startsWith('#/n/')`, { what: 'the code taken' });
    }
    await steps.notebookShown(page);
    assert.equal(await steps.notebookId(page), id, 'the same notebook');
    assert.equal(await steps.sourceOf(page, 0), 'ecole = 3');
    assert.equal(await steps.sourceOf(page, 1), 'tablette = 2');

    // Too much for codes is said to be.
    const long = Array.from({ length: 700 }, (_, n) => `v${n} = ${(n * 2654435761) % 4294967296}`).join('\n');
    await steps.writeCell(page, 0, long);
    await steps.savedIs(page);
    await panel(page);
    if (await page.count('codes')) await page.click('show-codes');
    await page.click('show-codes');
    await page.waitFor(`!!document.querySelector('[data-testid=codes-too-large]')`, { what: 'words about the file' });
  } finally {
    await tablet.close();
  }
}

/** This site has no relay: one is named that nobody answers at. @param {steps.Page} page */
async function share(page) {
  await page.click('notebook-menu');
  await page.click('open-sharing');
  await page.waitFor(`!!document.querySelector('[data-testid=relay-address]')`, { what: 'a field for a relay' });
  await page.eval(`document.querySelector('[data-testid=relay-address]').focus()`);
  await page.type('http://127.0.0.1:9');
  await page.click('share-notebook');
  await page.waitFor(`!!document.querySelector('[data-testid=shared-state]')`, { what: 'a shared notebook', ms: 60000 });
}

/** @param {steps.Page} page */
async function panel(page) {
  if ((await page.count('sharing-panel')) === 0) {
    await page.click('notebook-menu');
    await page.click('open-sharing');
  }
  await page.waitFor(`!!document.querySelector('[data-testid=show-codes]')`, { what: 'the panel' });
}

/** All codes, step by step; the first is shown again at the end. @param {steps.Page} page @returns {Promise<string[]>} */
async function shownCodes(page) {
  await panel(page);
  await page.click('show-codes');
  await page.waitFor(`!!document.querySelector('[data-testid=code-place]')`, { what: 'a code' });
  /** @type {string[]} */
  const links = [];
  for (;;) {
    const link = /** @type {string} */ (await page.attr('code-place', 'data-link'));
    if (link === links[0]) return links;
    links.push(link);
    if ((await page.count('code-next')) === 0) return links;
    await page.click('code-next');
    await page.waitFor(`document.querySelector('[data-testid=code-place]').dataset.link !== ${JSON.stringify(link)}`, { what: 'the next code' });
  }
}

/** What a camera reads from the picture. @param {steps.Page} page @returns {Promise<string>} */
async function seen(page) {
  const [width, path] = await page.waitFor(`(() => {
    const code = document.querySelector('[data-testid=codes] svg.sharing-code');
    return code && code.getAttribute('role') === 'img' && [code.viewBox.baseVal.width, code.querySelectorAll('path')[1].getAttribute('d')];
  })()`, { what: 'the picture' });
  const size = 4;
  const side = width * size;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let row = Number(y) * size; row < (Number(y) + 1) * size; row += 1) {
      for (let column = Number(x) * size; column < (Number(x) + Number(run)) * size; column += 1) {
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  return decodeQR({ width: side, height: side, data: pixels });
}
