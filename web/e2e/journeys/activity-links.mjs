/**
 * Links that are none: cut by a messenger, of another kind, of a later page, and one that unfolds
 * without end. Each is refused in words, nothing that is kept is harmed, and the next good link works.
 */
import fs from 'node:fs';
import zlib from 'node:zlib';
import * as activities from '../activities.mjs';
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'a link that is damaged is refused kindly';
export const everywhere = true;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert }) {
  const packet = activities.publish(activities.lesson());
  const link = activities.fragment(packet);
  const raw = (/** @type {Buffer} */ bytes, version = 1) => `a=${Buffer.concat([Buffer.from([version]), bytes]).toString('base64url')}`;
  const newer = Buffer.from(packet);
  newer[7] = 2;

  // The link that must open forever.
  const kept = fs.readFileSync(new URL('../../../assets/fixtures/activity/v1/link.txt', import.meta.url), 'utf8').trim();
  await activities.follow(page, server, kept);
  await steps.notebookShown(page);
  assert.match(await page.text('[data-cell=t]'), /corrigé/);
  await steps.toLibrary(page);
  await page.click('card-menu');
  await page.click('trash-notebook');
  await page.waitFor(`!document.querySelector('[data-testid=notebook-card]')`, { what: 'the first copy in the bin' });

  const id = await activities.take(page, server, packet);
  const sourceBefore = await steps.sourceOf(page, 2);
  const first = /** @type {[string, RegExp][]} */ ([
    [link.slice(0, link.length / 2), /manque un morceau|piece of the link/],
    [link.slice(0, -3), /manque un morceau|piece of the link/],
    ['a=', /ne contient pas|holds no activity/],
    ['a=!!!', /ne contient pas|holds no activity/],
    ['a=!!!AQ', /manque un morceau|piece of the link/],
    [raw(zlib.deflateRawSync(Buffer.from('PK\u0003\u0004 something else'))), /ne contient pas|holds no activity/],
    [raw(zlib.deflateRawSync(packet), 2), /plus récente|newer version/],
    [raw(zlib.deflateRawSync(newer)), /plus récente|newer version/],
    [raw(zlib.deflateRawSync(Buffer.alloc(40_000_000))), /trop grande|too large/],
  ]);
  for (const [fragment, words] of first) {
    await activities.follow(page, server, fragment);
    await page.waitFor(`!!document.querySelector('[data-testid=link-refused]')`, { ms: 60000, what: `a refusal of ${fragment.slice(0, 30)}` });
    assert.match(await page.text('link-refused'), words);
    // Away and back, so that the next one is a change of the address again.
    await page.eval(`void (location.hash = '#/n/${id}')`);
    await page.waitFor(`!document.querySelector('[data-testid=link-refused]')`);
  }
  // Spaces and line ends that a mail put in do no harm.
  await activities.follow(page, server, `${link.slice(0, 70)}%0A%20${link.slice(70)}`);
  await page.waitFor(`location.hash === '#/n/${id}'`, { what: 'the copy there is' });
  await steps.notebookShown(page);
  assert.equal(await steps.sourceOf(page, 2), sourceBefore);
  await steps.toLibrary(page);
  assert.equal(await page.count('notebook-card'), 1);

  // Another activity under the name of the first is kept beside it and offers nothing.
  const other = activities.publish(notebooks.notebook([notebooks.markdown('# Autre')], { title: 'Autre' }));
  await activities.take(page, server, other);
  await steps.messageShown(page, /gardée à côté|kept beside/);
  assert.equal(await page.count('offer'), 0);
  assert.deepEqual(browser.outside, []);
}
