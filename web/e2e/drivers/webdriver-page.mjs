/**
 * A tab behind a WebDriver-like session (Firefox's Marionette, WebKit's WebDriver): one session holds all
 * tabs, so every command first makes its own tab the current one, and commands never overlap.
 */
import fs from 'node:fs';
import { webdriverActions, webdriverText } from './keys.mjs';
import { Page, selectorOf } from './page.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * What a protocol must offer. Script bodies get `arguments`, the last one of `scriptAsync` being the callback.
 * @typedef {{
 *   switchTo(handle: string): Promise<void>,
 *   navigate(url: string): Promise<void>,
 *   scriptAsync(body: string, args: unknown[]): Promise<any>,
 *   find(css: string): Promise<any[]>,
 *   clickElement(id: string): Promise<void>,
 *   sendKeys(id: string, text: string): Promise<void>,
 *   actions(actions: unknown[]): Promise<void>,
 *   screenshot(): Promise<string>,
 *   closeWindow(): Promise<void>,
 * }} Session
 */

/** Commands of one session, one after the other. */
export class Turn {
  constructor() {
    /** @type {Promise<unknown>} */
    this.last = Promise.resolve();
    this.current = '';
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  take(work) {
    const mine = this.last.then(work, work);
    this.last = mine.catch(() => {});
    return mine;
  }
}

export class WebDriverPage extends Page {
  /** @param {Session} session @param {Turn} turn @param {string} handle @param {string} [preload] */
  constructor(session, turn, handle, preload) {
    super();
    this.session = session;
    this.turn = turn;
    this.handle = handle;
    this.preload = preload;
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  here(work) {
    return this.turn.take(async () => {
      if (this.turn.current !== this.handle) {
        await this.session.switchTo(this.handle);
        this.turn.current = this.handle;
      }
      return work();
    });
  }

  /** @param {string} url */
  async open(url) {
    await this.here(() => this.session.navigate(url));
  }

  async reload() {
    // As a person does it: WebDriver's own refresh goes round the service worker in Firefox.
    await this.eval('void ((window.beforeReload = true), setTimeout(() => location.reload(), 0))');
    await this.waitFor(`!window.beforeReload && document.readyState === 'complete'`, { ms: 90000, what: 'the page to load again' });
  }

  /** @param {string} expression */
  async eval(expression) {
    const body = `const tell = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${expression})).then(
        (value) => tell({ value: value === undefined ? null : value }),
        (error) => tell({ error: String((error && error.message) || error) }));`;
    const answer = await this.here(() => this.session.scriptAsync(body, []));
    if (answer && answer.error !== undefined) throw new Error(answer.error);
    return answer ? answer.value : undefined;
  }

  /** @param {import('./page.mjs').Point} _point @param {string} selector @param {number} nth */
  async clickAt(_point, selector, nth) {
    await this.here(async () => {
      const found = await this.session.find(selector);
      const element = found[nth < 0 ? found.length + nth : nth];
      if (!element) throw new Error(`${selector} [${nth}] vanished before the click`);
      await this.session.clickElement(element[ELEMENT]);
    });
  }

  /** @param {string} text */
  async type(text) {
    await this.here(() => this.session.actions(webdriverText(text)));
  }

  /** @param {string} chord */
  async press(chord) {
    await this.here(() => this.session.actions(webdriverActions(chord)));
  }

  /** @param {string} target @param {string[]} files */
  async setFiles(target, files) {
    await this.waitFor(`!!document.querySelector(${JSON.stringify(selectorOf(target))})`, { what: `the file input ${target}` });
    await this.here(async () => {
      const [element] = await this.session.find(selectorOf(target));
      for (const file of files) await this.session.sendKeys(element[ELEMENT], file);
    });
  }

  /** @param {string} file */
  async screenshot(file) {
    fs.writeFileSync(file, Buffer.from(await this.here(() => this.session.screenshot()), 'base64'));
  }

  async bringToFront() {
    await this.here(async () => {});
  }

  async close() {
    await this.here(() => this.session.closeWindow());
    this.turn.current = '';
  }
}
