/**
 * A notebook is read without its frames and shown as slides: by keys, by buttons, by swipes; a slide's
 * code is changed and run; what is read aloud says where one is; paper has neither tools nor what the
 * pupil has not opened.
 */
import * as activities from '../activities.mjs';
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'a notebook is read and shown as slides';
export const minutes = 6;

const slide = (/** @type {Record<string, any>} */ cell, /** @type {string} */ kind) => activities.tagged(cell, [], { slideshow: { slide_type: kind } });

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log, engine }) {
  await steps.openApp(page, server);
  const id = await steps.importNotebook(page, notebooks.notebook([
    slide(notebooks.markdown('# Un'), 'slide'),
    slide(notebooks.markdown('À dire tout haut.'), 'notes'),
    slide(notebooks.markdown('pas à pas'), 'fragment'),
    slide(notebooks.code('6 * 7'), 'subslide'),
    slide(notebooks.markdown('jamais montré'), 'skip'),
    activities.tagged(notebooks.code('print("caché")', [notebooks.stdout('montré\n')]), [], { slideshow: { slide_type: 'slide' }, jupyter: { source_hidden: true } }),
  ]));

  // To be read.
  await page.click('notebook-menu');
  await page.click('open-read');
  await page.waitFor(`!!document.querySelector('[data-testid=reading]')`, { what: 'the view to read in' });
  await page.waitFor(`document.activeElement.id === 'content'`, { what: 'the focus on the text' });
  assert.match(await page.text('reading'), /Un[\s\S]*pas à pas[\s\S]*6 \* 7[\s\S]*montré/);
  assert.doesNotMatch(await page.text('reading'), /caché/);
  assert.equal(await page.count('.cm-editor, .cell-tools, [data-testid=cell-run]'), 0);
  await page.press('Escape');
  await steps.notebookShown(page);

  // As slides, by keys.
  await page.click('notebook-menu');
  await page.click('open-slides');
  const at = async (/** @type {string} */ place) => {
    await page.waitFor(`(() => { const s = document.querySelector('.slide'); return !!s && s.getAttribute('data-slide') + '.' + s.getAttribute('data-step') === ${JSON.stringify(place)}; })()`, { what: `slide ${place}` });
  };
  await at('1.0');
  assert.doesNotMatch(await page.text('.slide'), /pas à pas|tout haut/);
  await page.press('ArrowRight');
  await at('1.1');
  assert.match(await page.text('.slide'), /pas à pas/);
  await page.press(' ');
  await at('2.0');
  await page.waitFor(`/2 (sur|of) 3/.test(document.querySelector('[data-testid=spoken]').textContent)`, { what: 'the second slide to be said' });
  await page.press('PageDown');
  await at('3.0');
  assert.match(await page.text('.slide'), /montré/);
  assert.doesNotMatch(await page.text('.slide'), /jamais|caché/);
  await page.press('ArrowRight');
  await at('3.0');
  await page.press('ArrowLeft');
  await at('2.0');
  await page.press('Home');
  await at('1.0');
  await page.press('End');
  await at('3.0');

  // By buttons, with notes; and by swipes.
  await page.click('slide-previous');
  await page.click('slide-previous');
  await at('1.1');
  await page.click('slide-notes');
  assert.match(await page.text('notes'), /tout haut/);
  await page.click('slide-next');
  await at('2.0');
  await swipe(page, 1);
  await at('1.1');
  await swipe(page, -1);
  await at('2.0');

  // Code runs in it, and its keys are the editor's.
  await page.click('cell-run');
  await page.waitFor(`/42/.test((document.querySelector('[data-testid=cell-output]') || {}).innerText || '')`, { ms: steps.PYTHON_MS, what: 'the result on the slide' });
  await page.click('.slide [data-testid=cell-editor]');
  await page.waitFor(`!!document.activeElement.closest('.cm-content')`, { what: 'the cursor on the slide' });
  await page.press('End');
  await page.type(' + 1 ');
  await page.press('Control+Enter');
  await page.waitFor(`/43/.test(document.querySelector('[data-testid=cell-output]').innerText)`, { ms: steps.PYTHON_MS, what: 'the new result' });
  await at('2.0');
  // The first press may close a list of names to complete.
  await page.press('Escape');
  if (await page.eval(`!!document.activeElement.closest('.cm-content')`)) await page.press('Escape');
  await page.waitFor(`!document.activeElement.closest('.cm-content')`, { what: 'the cursor out of the editor' });
  await page.press('ArrowRight');
  await at('3.0');
  await page.press('Escape');
  await steps.notebookShown(page);
  assert.equal(await steps.sourceOf(page, 3), '6 * 7 + 1 ');
  await page.eval(`void (location.hash = '#/n/${id}/slides')`);
  await at('3.0');
  log('read, shown, run');

  // A slide that is taller than the screen is read to its end before the next one comes.
  await steps.importNotebook(page, notebooks.notebook([
    notebooks.markdown(`# Long\n\n${'Une ligne.\n\n'.repeat(60)}`),
    notebooks.markdown('# Court'),
  ]), 'long.ipynb');
  await page.eval(`void (location.hash = '#/n/${await steps.notebookId(page)}/slides')`);
  await at('1.0');
  await page.press('PageDown');
  await page.waitFor('window.scrollY > 0', { what: 'the page to go down' });
  await page.eval('window.scrollTo(0, document.documentElement.scrollHeight)');
  await page.press('PageDown');
  await at('2.0');
  await page.waitFor('window.scrollY === 0', { what: 'the top of the next slide' });

  // A copy: one slide for each heading, and nothing that the pupil has not opened.
  await activities.take(page, server, activities.publish(activities.lesson()));
  const copy = await steps.notebookId(page);
  await page.click('hint');
  await page.eval(`void (location.hash = '#/n/${copy}/slides')`);
  await at('1.0');
  assert.match(await page.text('slide-position'), /1 \/ 1/);
  assert.match(await page.text('.slide'), /la somme des/);
  assert.doesNotMatch(await page.text('.slide'), /Multiplie|return 4/);

  // A check says what it found, the gates open, and the last one leads to the next slide.
  await page.click('[data-cell=reponse] [data-testid=cell-editor]');
  await page.waitFor(`!!document.activeElement.closest('.cm-content')`, { what: 'the cursor on the slide' });
  await page.press('Control+a');
  await page.paste('def perimetre(c):\n    return c * 4');
  for (const cell of ['reponse', 'verification']) {
    await page.eval(`document.querySelector('[data-cell=${cell}] [data-testid=cell-run]').scrollIntoView({ block: 'center' })`);
    await page.click(`[data-cell=${cell}] [data-testid=cell-run]`);
    await steps.idle(page, `[data-cell=${cell}]`);
  }
  await page.waitFor(`!!document.querySelector('[data-verdict=passed]')`, { ms: steps.PYTHON_MS, what: 'a check that has passed' });
  await page.waitFor(`/1 \\/ 2/.test(document.querySelector('[data-testid=slide-position]').innerText)`, { what: 'one more slide' });
  await at('1.0');
  assert.equal(await page.count('gate'), 0);
  await page.eval('window.scrollTo(0, document.documentElement.scrollHeight)');
  await page.click('slide-next');
  await at('2.0');
  await page.click('go-on');
  await page.waitFor(`!!document.querySelector('.slide [data-cell=fin]')`, { what: 'what the gate has opened, on the same slide' });
  await at('2.0');
  await page.eval(`void (location.hash = '#/n/${copy}/read')`);
  await page.waitFor(`!!document.querySelector('[data-testid=reading]')`);
  assert.doesNotMatch(await page.text('reading'), /Multiplie|return 4/);
  // What was unfolded is so another day.
  await page.reload();
  await page.waitFor(`/la somme des/.test((document.querySelector('[data-testid=reading]') || {}).innerText || '')`, { what: 'the hint that was unfolded' });
  await page.eval(`void (location.hash = '#/n/${copy}')`);
  await steps.notebookShown(page);
  if (engine !== 'chromium') return;
  const shown = await onPaper(page);
  assert.deepEqual(shown, { 'indice-1': true, 'indice-2': false, solution: false, tools: 0 });
}

/** A finger goes across the slide. @param {steps.Page} page @param {number} way */
async function swipe(page, way) {
  await page.call((towards) => {
    const target = /** @type {Element} */ (document.querySelector('.slide'));
    const at = (/** @type {number} */ x) => ({ identifier: 1, target, clientX: x, clientY: 200 });
    const send = (/** @type {string} */ type, /** @type {any[]} */ touches, /** @type {any[]} */ changedTouches) => {
      const event = new Event(type, { bubbles: true });
      Object.assign(event, { touches, changedTouches });
      target.dispatchEvent(event);
    };
    send('touchstart', [at(300)], [at(300)]);
    send('touchend', [], [at(300 + towards * 160)]);
  }, way);
}

/** What the rules for paper leave, read by making them hold on screen. @param {steps.Page} page */
async function onPaper(page) {
  return page.call(() => {
    for (const sheet of Array.from(document.styleSheets)) {
      for (const rule of Array.from(sheet.cssRules)) {
        if (rule instanceof CSSMediaRule && rule.media.mediaText === 'print') rule.media.mediaText = 'all';
      }
    }
    const there = (/** @type {string} */ selector) => Array.from(document.querySelectorAll(selector)).filter((one) => one.getClientRects().length > 0).length;
    return {
      'indice-1': there('[data-cell=indice-1] .prose') > 0,
      'indice-2': there('[data-cell=indice-2]') > 0,
      solution: there('[data-cell=solution]') > 0,
      tools: there('.cell-tools, .insert-button, .check-button, .activity-band .button'),
    };
  });
}
