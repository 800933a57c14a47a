/**
 * What every engine's tab can do, built on the few things its protocol offers.
 * A driver subclasses `Page` and gives the primitives marked as such; journeys use only what the
 * README lists, so they never know which protocol carries them.
 */
import { setTimeout as pause } from 'node:timers/promises';

/** How often a condition is asked again. */
const POLL_MS = 40;

/** @param {string} target a test id, or a CSS selector */
export function selectorOf(target) {
  return /^[\w-]+$/.test(target) ? `[data-testid="${target}"]` : target;
}

/**
 * @typedef {{ nth?: number, ms?: number }} Which
 * @typedef {{ x: number, y: number }} Point
 */

export class Page {
  constructor() {
    /** @type {string[]} */
    this.errors = [];
  }

  // --- primitives: each driver's own -------------------------------------------------------
  /** @param {string} _url @returns {Promise<void>} */
  async open(_url) { throw new Error('primitive'); }
  /** @returns {Promise<void>} */
  async reload() { throw new Error('primitive'); }
  /** @param {string} _expression @returns {Promise<any>} */
  async eval(_expression) { throw new Error('primitive'); }
  /** @param {Point} _point @param {string} _selector @param {number} _nth @returns {Promise<void>} */
  async clickAt(_point, _selector, _nth) { throw new Error('primitive'); }
  /** @param {string} _text @returns {Promise<void>} */
  async type(_text) { throw new Error('primitive'); }
  /** @param {string} _chord @returns {Promise<void>} */
  async press(_chord) { throw new Error('primitive'); }
  /** @param {string} _target @param {string[]} _files @returns {Promise<void>} */
  async setFiles(_target, _files) { throw new Error('primitive'); }
  /** @param {string} _file @returns {Promise<void>} */
  async screenshot(_file) { throw new Error('primitive'); }
  /** @returns {Promise<void>} */
  async bringToFront() { throw new Error('primitive'); }
  /** @returns {Promise<void>} */
  async close() { throw new Error('primitive'); }
  /** @param {number} _times @returns {Promise<void>} */
  async throttle(_times) { throw new Error('this engine cannot slow its CPU down'); }

  // --- the same for all --------------------------------------------------------------------
  /**
   * @param {(...args: any[]) => any} fn
   * @param {...any} args
   */
  call(fn, ...args) {
    return this.eval(`(${fn})(${args.map((a) => (a === undefined ? 'undefined' : JSON.stringify(a))).join(',')})`);
  }

  /**
   * @param {string} expression
   * @param {{ ms?: number, what?: string }} [options]
   */
  async waitFor(expression, { ms = 20000, what = expression } = {}) {
    const end = Date.now() + ms;
    let last = '';
    for (;;) {
      try {
        const value = await this.eval(expression);
        if (value) return value;
        last = JSON.stringify(value);
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
      if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${what} (last: ${last})`);
      await pause(POLL_MS);
    }
  }

  /** @param {string} target @param {Which} [which] */
  async click(target, { nth = 0, ms = 20000 } = {}) {
    const selector = selectorOf(target);
    const where = `(${locate})(${JSON.stringify(selector)}, ${nth})`;
    const what = `something to click: ${target} [${nth}]`;
    let point = await this.waitFor(where, { ms, what });
    // What moves is not aimed at yet: two looks in a row must find it in one place.
    for (let before = /** @type {Point | null} */ (null); before === null || before.x !== point.x || before.y !== point.y;) {
      before = point;
      await this.call(nextFrames);
      point = await this.waitFor(where, { ms, what });
    }
    await this.clickAt(point, selector, nth);
  }

  /** @param {string} target @param {Which} [which] @returns {Promise<string>} */
  async text(target, { nth = 0, ms = 20000 } = {}) {
    const found = await this.waitFor(`(${read})(${JSON.stringify(selectorOf(target))}, ${nth})`, { ms, what: `the text of ${target} [${nth}]` });
    return found[0];
  }

  /** @param {string} target @param {string} name @param {Which} [which] @returns {Promise<string | null>} */
  async attr(target, name, { nth = 0, ms = 20000 } = {}) {
    const found = await this.waitFor(`(${readAttribute})(${JSON.stringify(selectorOf(target))}, ${nth}, ${JSON.stringify(name)})`, {
      ms,
      what: `the attribute ${name} of ${target} [${nth}]`,
    });
    return found[0];
  }

  /** @param {string} target @returns {Promise<number>} */
  count(target) {
    return this.eval(`document.querySelectorAll(${JSON.stringify(selectorOf(target))}).length`);
  }

  /** @param {string} text */
  async paste(text) {
    await this.call(pasteInto, text);
  }
}

// These run inside the page, sent as text: ES2018 only, nothing from outside their arguments.

/** Two frames, or a little time where a tab in the background draws none. */
function nextFrames() {
  return new Promise((resolve) => {
    setTimeout(resolve, 100);
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  });
}

/** @param {string} selector @param {number} nth */
function locate(selector, nth) {
  const all = document.querySelectorAll(selector);
  const element = all[nth < 0 ? all.length + nth : nth];
  if (!element || /** @type {any} */ (element).disabled) return null;
  let aim = at();
  // Out of sight, or under something that stays in place.
  if (!aim) {
    element.scrollIntoView({ block: element.getBoundingClientRect().height > innerHeight ? 'start' : 'center' });
    aim = at();
  }
  return aim;

  function at() {
    const r = element.getBoundingClientRect();
    if (r.width === 0 || r.height === 0 || r.top < 0 || r.left < 0) return null;
    if (r.bottom > innerHeight && r.height <= innerHeight) return null;
    const x = r.left + Math.min(r.width / 2, 300);
    const y = Math.min(r.top + Math.min(r.height / 2, 200), innerHeight - 1);
    const hit = document.elementFromPoint(x, y);
    return hit && (element === hit || element.contains(hit) || hit.contains(element)) ? { x, y } : null;
  }
}

/** @param {string} selector @param {number} nth */
function read(selector, nth) {
  const all = document.querySelectorAll(selector);
  const element = /** @type {any} */ (all[nth < 0 ? all.length + nth : nth]);
  if (!element) return null;
  return [/^(TEXTAREA|INPUT)$/.test(element.tagName) ? element.value : element.innerText];
}

/** @param {string} selector @param {number} nth @param {string} name */
function readAttribute(selector, nth, name) {
  const all = document.querySelectorAll(selector);
  const element = all[nth < 0 ? all.length + nth : nth];
  return element ? [element.getAttribute(name)] : null;
}

/** @param {string} text */
function pasteInto(text) {
  const target = document.activeElement || document.body;
  const event = new Event('paste', { bubbles: true, cancelable: true });
  const data = new DataTransfer();
  data.setData('text/plain', text);
  Object.defineProperty(event, 'clipboardData', { value: data });
  if (target.dispatchEvent(event)) document.execCommand('insertText', false, text);
}
