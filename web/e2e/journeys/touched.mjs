/**
 * A key in one cell of many changes this cell and nothing else of the page. Counted, not timed: what
 * is redrawn, how many editors there are, and what the browser leaves out while it is out of sight.
 */
import { code, markdown, notebook } from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'a key touches one cell of two hundred';
export const everywhere = true;

const CELLS = 200;
/** Those near what is seen; without a way to ask what is near, all of them. */
const MOST_EDITORS = 60;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  const cells = Array.from({ length: CELLS }, (_, n) => (n % 3 === 0
    ? markdown(`## Étape ${n}\n\nAvec $x^{${n}}$.`)
    : code(`valeur_${n} = ${n}\nprint(valeur_${n})`)));
  await steps.openApp(page, server);
  await steps.importNotebook(page, notebook(cells));
  const cell = await steps.enterCell(page, 100);
  await page.press('Control+End');
  await page.type('#a');
  await steps.savedIs(page);
  // What the page says of its own files and of Python changes once by itself.
  await steps.offlineReady(page);
  await steps.kernelIs(page, 'ready');
  await page.call(watch, cell);
  await page.type(' bcd efg');
  await steps.savedIs(page);
  const seen = await page.eval('window.journeyTouched()');
  log(`outside the cell: ${JSON.stringify(seen.elsewhere)}; badge redrawn ${seen.badge} times; ${seen.editors} editors; ${seen.left} of ${seen.stretches} stretches may be left out`);
  assert.match(await steps.sourceOf(page, 100), /#a bcd efg$/);
  assert.deepEqual(seen.elsewhere, []);
  assert.ok(seen.inside > 0, 'the cell itself is redrawn');
  if (seen.near) assert.ok(seen.editors < MOST_EDITORS, `${seen.editors} editors`);
  if (seen.knows) assert.equal(seen.left, seen.stretches - 1, 'all but the stretch with the cell');
}

/** Runs in the page. @param {string} selector */
function watch(selector) {
  const cell = /** @type {Element} */ (document.querySelector(selector));
  /** @type {string[]} */
  const elsewhere = [];
  let inside = 0;
  let badge = 0;
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      const target = record.target instanceof Element ? record.target : record.target.parentElement;
      if (target === null || cell.contains(target)) inside += 1;
      else if (target.closest('[data-testid=saved-state]')) badge += 1;
      // Style sheets of editors, and what is said aloud.
      else if (!target.closest('head, [data-testid=spoken]')) elsewhere.push(`${record.type} ${target.tagName} ${target.className}`);
    }
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  /** @type {any} */ (window).journeyTouched = () => {
    const stretches = Array.from(document.querySelectorAll('.stretch'));
    const knows = 'contentVisibility' in document.body.style;
    return {
      elsewhere: elsewhere.slice(0, 5), inside, badge, knows,
      near: 'IntersectionObserver' in window,
      editors: document.querySelectorAll('.cm-editor').length,
      stretches: stretches.length,
      left: stretches.filter((one) => /** @type {any} */ (getComputedStyle(one)).contentVisibility === 'auto').length,
    };
  };
}
