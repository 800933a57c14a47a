/**
 * A file from a stranger: everything of `hostile.mjs` is opened, looked at, touched and edited. No
 * script of it runs, no request leaves, nothing of it stands for a part of the page, and it is our
 * own cleaning that sees to it: the page's content security policy has nothing to refuse.
 */
import { hostileNotebook, MARKUP } from '../hostile.mjs';
import * as notebooks from '../notebooks.mjs';
import * as steps from '../steps.mjs';

export const name = 'hostile files run nothing and reach nobody';

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, browser, assert, log }) {
  await steps.openApp(page, server);
  await steps.offlineReady(page);
  server.forget();
  await page.eval(`(${listen})()`);
  const file = hostileNotebook();
  await steps.importNotebook(page, file, 'évil"><img src=x onerror=window.canary=1>.ipynb'.replace(/\//g, ''));
  await steps.closeDialog(page);
  assert.equal(await page.count('cell'), file.cells.length);

  const found = await page.eval(`(${inspect})()`);
  assert.deepEqual(found.forbidden, [], 'elements and attributes that may not come from a notebook');
  const touched = await page.eval(`(${touch})()`);
  await quiet(page);
  log(`${file.cells.length} cells, ${found.elements} elements looked at, ${touched} events sent`);

  // The page is still ours: its own parts are found, and its own code runs.
  assert.equal(await page.eval(`document.querySelectorAll('[data-testid=stop]').length`), 1);
  assert.equal(await page.eval(`document.querySelectorAll('[data-testid=saved-state]').length`), 1);
  assert.equal(await page.eval(`document.getElementById('content').tagName`), 'MAIN');
  assert.equal(await steps.runCell(page, 0), '42');

  // What Python prints and what a person pastes into a text cell go the same way.
  await steps.writeCell(page, 0, `print(${JSON.stringify(MARKUP.join(''))})\nprint("\\x1b[31m<script>window.canary=1</script>")`);
  await steps.runCell(page, 0);
  await steps.writeCell(page, 1, MARKUP.join('\n\n'));
  await page.press('Escape');
  await quiet(page);
  assert.deepEqual((await page.eval(`(${inspect})()`)).forbidden, []);
  await page.eval(`(${touch})()`);

  // An earlier state is only looked at, but looked at it is; and the library shows first words.
  await steps.savedIs(page);
  await steps.toLibrary(page);
  await quiet(page);
  assert.equal(await page.count('notebook-card'), 1);
  assert.deepEqual(await page.eval(`Array.from(document.querySelectorAll('.cards script, .cards img, .cards [onerror]')).length`), 0);

  assert.equal(await page.eval('window.canary === undefined'), true, 'a script of the file ran');
  assert.deepEqual(await page.eval('window.journeyRefused'), [], 'the policy had to refuse what our cleaning let through');
  assert.deepEqual(browser.outside, [], 'a request left');
  assert.deepEqual(server.requests.filter((request) => request.url.includes('canary') || request.status === 404), []);
  assert.equal(await page.eval('document.baseURI.split("#")[0]'), server.url);

  // The same under the eye of a fresh page, where everything is parsed anew.
  await steps.importNotebook(page, notebooks.notebook(MARKUP.map((text) => notebooks.markdown(text))));
  await page.reload();
  await page.eval(`(${listen})()`);
  await steps.notebookShown(page);
  await quiet(page);
  assert.equal(await page.eval('window.canary === undefined'), true);
  assert.deepEqual(await page.eval('window.journeyRefused'), []);
  assert.deepEqual(browser.outside, []);
}

/** Lets everything that was begun (pictures, timers of markup) have its turn. @param {steps.Page} page */
async function quiet(page) {
  await page.call(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let i = 0; i < 5; i++) await frame();
    const pictures = Array.from(document.images).filter((image) => !image.complete);
    await Promise.all(pictures.map((image) => new Promise((resolve) => {
      image.addEventListener('load', resolve);
      image.addEventListener('error', resolve);
    })));
    await new Promise((resolve) => (window.requestIdleCallback || setTimeout)(resolve));
  });
}

/** Runs in the page: notes what the content security policy refuses. */
function listen() {
  /** @type {string[]} */
  const refused = [];
  /** @type {any} */ (window).journeyRefused = refused;
  document.addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`));
}

/** Runs in the page: what of the notebook's own content could act. */
function inspect() {
  /** @type {string[]} */
  const forbidden = [];
  let elements = 0;
  const own = '.prose *, .cell-output *';
  // Buttons, pictures of ours and the like inside an output box are the page's.
  const ours = '.error-head *, .link-button, .button, .button *, details, summary, .output-note, .output-image, .output-image > img, .cell-output > .controls[data-testid=controls], .controls .control-output[data-testid=control-output]';
  for (const element of Array.from(document.querySelectorAll(own))) {
    elements += 1;
    const name = element.localName;
    if (/^(script|iframe|frame|object|embed|applet|base|meta|link|style|form|textarea|select|button|video|audio|source|portal|template|slot|foreignobject|animate|animatemotion|animatetransform|set|use|feimage|image|noscript|plaintext|xmp|annotation-xml)$/i.test(name)) {
      if (!element.matches(ours)) forbidden.push(`<${name}>`);
    }
    if (name === 'input' && element.getAttribute('type') !== 'checkbox') forbidden.push('<input>');
    for (const { name: attribute, value } of Array.from(element.attributes)) {
      const plain = value.replace(/[\u0000-\u0020]/g, '').toLowerCase();
      if (/^on|^srcdoc$|^formaction$|^action$|^ping$|^background$|^srcset$|^autofocus$|^is$|^contenteditable$/i.test(attribute)) forbidden.push(`${name} ${attribute}`);
      if (/^(javascript|vbscript|blob):/.test(plain)) forbidden.push(`${name} ${attribute}=${plain.slice(0, 40)}`);
      if (attribute === 'src' && !/^(data:image\/(png|jpeg|gif|webp|svg\+xml|bmp|avif)|blob:)/.test(plain) && plain !== '') forbidden.push(`${name} src=${plain.slice(0, 60)}`);
      if (attribute === 'href' && /^data:/.test(plain)) forbidden.push(`${name} href=data:`);
      if (attribute === 'style' && /url\(|expression|@import|position:|behavior|binding/.test(plain)) forbidden.push(`${name} style=${plain.slice(0, 60)}`);
      if (attribute === 'data-testid' && !element.matches(ours)) forbidden.push(`${name} data-testid`);
      if (attribute === 'id' && /^(content|app|canary|dialog-title|welcome-title)$/.test(value)) forbidden.push(`${name} id=${value}`);
      if (attribute === 'role' && /^(alert|dialog|status)$/.test(value)) forbidden.push(`${name} role=${value}`);
      if (attribute === 'class' && /(^|\s)(backdrop|dialog|shell|banner|toast|slate)(\s|$)/.test(value)) forbidden.push(`${name} class=${value}`);
    }
  }
  return { forbidden: forbidden.slice(0, 40), elements };
}

/** Runs in the page: every event a person could cause, on every element of the content. Links are pressed where they stay in this page. */
function touch() {
  let sent = 0;
  const events = ['mouseover', 'mouseenter', 'mousemove', 'pointerenter', 'pointerdown', 'focus', 'focusin', 'toggle', 'animationstart', 'animationend', 'transitionend', 'load', 'error', 'loadstart', 'begin', 'scroll', 'wheel', 'keydown', 'copy'];
  for (const element of Array.from(document.querySelectorAll('.prose *, .cell-output *'))) {
    for (const type of events) {
      element.dispatchEvent(new Event(type, { bubbles: type !== 'load' && type !== 'error', cancelable: true }));
      sent += 1;
    }
    const href = element.getAttribute('href') || element.getAttribute('xlink:href');
    if (href !== null && !/^\s*(https?|mailto):/i.test(href) && !element.closest('.card')) {
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      sent += 1;
    }
  }
  return sent;
}
