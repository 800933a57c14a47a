/**
 * An activity from a stranger: everything of `hostile.mjs` in its cells, its title, its facts and the
 * names of its files. Nothing of it runs, nothing is asked of the network, and what the pupil had is
 * still there.
 */
import { hostileNotebook, MARKUP } from '../hostile.mjs';
import * as activities from '../activities.mjs';
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'a hostile activity runs nothing and reaches nobody';
export const minutes = 6;

const EVIL = `"><img src=x onerror="window.canary=1"><script>window.canary=1</script>`;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert, log }) {
  await steps.openApp(page, server);
  const mine = await steps.newNotebook(page);
  await steps.writeCell(page, 0, '# à moi');
  await steps.savedIs(page);
  await steps.offlineReady(page);
  server.forget();

  const facts = { levels: [EVIL, '__proto__', 'constructor', 'cm2'], subject: EVIL, licence: EVIL, language: EVIL, summary: EVIL.repeat(300), minutes: 4294967295, unit: EVIL, session: 3, cover: `attachment:${EVIL}` };
  const file = hostileNotebook();
  const roles = ['exercise', 'check', 'hint', 'solution'];
  file.cells = file.cells.map((/** @type {any} */ cell, /** @type {number} */ at) => ({ ...cell, metadata: { ...cell.metadata, tags: [roles[at % 5] ?? 'plain'], slideshow: { slide_type: at % 3 === 0 ? 'slide' : 'fragment' }, ardoise: { passed: EVIL, proposal: { version: 1, source: EVIL } } } }));
  file.metadata = { ...file.metadata, ardoise: facts, authors: Array.from({ length: 3000 }, () => ({ name: EVIL })) };
  const packet = activities.publish(file, { files: { 'img src=x onerror=window.canary=1.png': notebooks.noisePng(4, 4, 1), 'canary-near.svg': `<svg xmlns="http://www.w3.org/2000/svg" onload="window.canary=1"><image href="http://canary.example/x.png"/></svg>` } });
  await page.eval(`(${listen})()`);
  const id = await activities.take(page, server, packet);
  assert.notEqual(id, mine);
  log(`${file.cells.length} cells, a link of ${activities.fragment(packet).length} letters`);

  // A second version that says evil in its news, too.
  const changed = { ...file, cells: file.cells.map((/** @type {any} */ cell) => (cell.cell_type === 'markdown' ? { ...cell, source: `${MARKUP[0]}\n${MARKUP[5]}` } : cell)).concat(MARKUP.map((text, at) => ({ ...notebooks.markdown(text), id: `neu-${at}` }))) };
  await activities.take(page, server, activities.publish(changed, { before: packet, author: activities.STRANGER }));
  await page.click('see-changes');
  await page.waitFor(`!!document.querySelector('[data-testid=news]')`, { what: 'what changes' });
  await untouched(page, assert);
  await page.eval(`document.querySelectorAll('[data-testid=hint]').forEach((one) => one.click())`);
  for (const look of ['read', 'slides']) {
    await page.eval(`void (location.hash = '#/n/${id}/${look}')`);
    await page.waitFor(`!!document.querySelector('[data-testid=shown-cell]')`, { ms: 60000, what: look });
    for (let n = 0; n < 12; n += 1) await page.press('ArrowRight');
    await untouched(page, assert);
  }
  await page.eval(`void (location.hash = '#/n/${id}')`);
  await steps.notebookShown(page);
  await page.click('files');
  await page.click('[data-path="canary-near.svg"] .files-name');
  await page.waitFor(`!!document.querySelector('[data-testid=file-content] img')`, { what: 'the picture of a stranger' });
  await untouched(page, assert);
  await steps.toLibrary(page);
  await untouched(page, assert);
  assert.deepEqual(await page.eval('window.journeyRefused'), [], 'the policy had to refuse what our cleaning let through');
  assert.deepEqual(browser.outside, [], 'a request left');
  assert.deepEqual(server.requests.filter((request) => request.url.includes('canary') || request.status === 404), []);

  // What the pupil had.
  assert.equal(await page.count('notebook-card'), 2);
  await steps.openNotebook(page, server, mine);
  assert.equal(await steps.sourceOf(page, 0), '# à moi');
}

/** @param {steps.Page} page @param {import('../run.mjs').Checks} assert */
async function untouched(page, assert) {
  await page.call(async () => {
    for (let n = 0; n < 5; n += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  assert.equal(await page.eval('window.canary === undefined'), true, 'a script of the activity ran');
  assert.equal(await page.eval(`document.querySelectorAll('#content script, .activity img, .activity script, [onerror], .news img').length`), 0);
  assert.equal(await page.eval('document.querySelectorAll("main").length'), 1);
}

/** Runs in the page: notes what the content security policy refuses. */
function listen() {
  /** @type {string[]} */
  const refused = [];
  /** @type {any} */ (window).journeyRefused = refused;
  document.addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`));
}
