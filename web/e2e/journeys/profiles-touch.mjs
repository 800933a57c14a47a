/**
 * A shared computer by finger alone, on a telephone of 320 points and on a board of 1920: nothing that is
 * to be touched is smaller than a finger, nothing reaches out of the screen.
 */
import * as steps from '../steps.mjs';

export const name = 'profiles by touch: every target is large enough for a finger, small screen and large';
/** Only the DevTools protocol has fingers. */
export const engines = ['chromium'];

/** In points; what apps of telephones ask of a target. */
const FINGER = 44;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert }) {
  const { socket } = /** @type {any} */ (page);
  await socket.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await steps.openApp(page, server);
  await page.eval(`void (location.hash = '#/settings')`);
  let people = 0;
  for (const [width, height] of [[320, 640], [1920, 1080]]) {
    await socket.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    await page.waitFor(`window.innerWidth === ${width}`, { what: `a screen of ${width}` });
    if (people === 0) {
      await tap('share-computer');
    } else {
      await large('who is there', width);
      await tap('newcomer');
    }
    await shown('look');
    await large('a new slate', width);
    await tap('look');
    people += 1;
    await shown('.welcome');
    await tap('finish-button');
    await shown('[data-testid=finish-state][data-ready=true]');
    await large('the way out', width);
    await tap('close-profile');
    await shown('people');

    // A code of pictures, set and given.
    await tap('person', people - 1);
    await shown('.welcome');
    await page.eval(`void (location.hash = '#/settings')`);
    await tap('code-pictures');
    for (const step of ['Choisissez|Choose', 'Encore|Once more']) {
      await page.waitFor(`/${step}/.test(document.querySelector('[data-testid=code-step]').textContent)`, { what: step });
      await pictures();
    }
    await shown('code-remove');
    await large('settings with a code', width);
    await page.eval(`void (location.hash = '#/finish')`);
    await shown('[data-testid=finish-state][data-ready=true]');
    await tap('close-profile');
    await shown('people');
    await tap('person', people - 1);
    await shown('code-pad');
    await large('a code', width);
    await pictures();
    await shown('.welcome');
    await page.eval(`void (location.hash = '#/finish')`);
    await shown('[data-testid=finish-state][data-ready=true]');
    await tap('close-profile');
    await shown('people');
  }

  async function pictures() {
    for (const key of [0, 4, 8]) await tap('.code-key', key);
  }

  /** @param {string} target */
  async function shown(target) {
    const selector = /^[\w-]+$/.test(target) ? `[data-testid=${target}]` : target;
    await page.waitFor(`!!document.querySelector(${JSON.stringify(selector)})`, { ms: 60000, what: target });
  }

  /** A finger in the middle of it. @param {string} target @param {number} [nth] */
  async function tap(target, nth = 0) {
    const selector = /^[\w-]+$/.test(target) ? `[data-testid=${target}]` : target;
    const point = await page.waitFor(`(${middleOf})(${JSON.stringify(selector)}, ${nth})`, { what: `something to touch: ${target}` });
    await socket.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await socket.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  /** @param {string} view @param {number} width */
  async function large(view, width) {
    const small = await page.call((/** @type {number} */ finger) => {
      const { clientWidth, scrollWidth } = document.documentElement;
      const found = scrollWidth > clientWidth ? [`${scrollWidth} points wide`] : [];
      document.querySelectorAll('main button, main a[href], main input[type=text], .slate-row button, .slate-row a').forEach((one) => {
        const { width: across, height: high } = one.getBoundingClientRect();
        if (across === 0) return;
        if (across < finger || high < finger) found.push(`${one.textContent || one.className}: ${Math.round(across)} by ${Math.round(high)}`);
      });
      return found;
    }, FINGER);
    assert.deepEqual(small, [], `${view} on ${width} points`);
  }
}

/** Runs in the page: two looks find it in one place, or it is moving. @param {string} selector @param {number} nth */
function middleOf(selector, nth) {
  const element = document.querySelectorAll(selector)[nth];
  if (!element || /** @type {any} */ (element).disabled) return null;
  element.scrollIntoView({ block: 'center' });
  const at = () => element.getBoundingClientRect();
  const before = at();
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const now = at();
    const moved = before.top !== now.top || before.left !== now.left || now.width === 0;
    const point = { x: now.left + now.width / 2, y: now.top + now.height / 2 };
    const hit = document.elementFromPoint(point.x, point.y);
    resolve(!moved && hit && element.contains(hit) ? point : null);
  })));
}
