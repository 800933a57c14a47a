/**
 * WPE WebKit (the engine nearest to an iPad's Safari 16) through its own WebDriver server, without a display.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, memoryKb, startProcess } from './process.mjs';
import { Turn, WebDriverPage } from './webdriver-page.mjs';

const START_MS = 20000;
const ANSWER_MS = 90000;

/**
 * WPE keeps its data under XDG folders, which we point into the profile.
 * @param {{ driver: string, binary: string, env?: Record<string, string>, profile: string }} how
 */
export async function launchWebKit(how) {
  const port = await freePort();
  const runtime = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-wpe-'));
  const child = startProcess(how.driver, [`--port=${port}`], {
    HOME: how.profile,
    XDG_DATA_HOME: path.join(how.profile, 'data'),
    XDG_CACHE_HOME: path.join(how.profile, 'cache'),
    XDG_RUNTIME_DIR: runtime,
    ...how.env,
  });
  const base = `http://127.0.0.1:${port}`;
  await answering(base, child);
  const opened = await call(base, 'POST', '/session', {
    capabilities: { alwaysMatch: { 'wpe:browserOptions': { binary: how.binary, args: ['--automation', '--headless'] }, timeouts: { script: ANSWER_MS } } },
  });
  const root = `/session/${opened.sessionId}`;
  const session = sessionOver(base, root);
  const turn = new Turn();
  const handle = await call(base, 'GET', `${root}/window`);
  return {
    version: `WPE WebKit/${opened.capabilities.browserVersion}`,
    page: /** @type {import('./page.mjs').Page} */ (new WebDriverPage(session, turn, handle)),
    /** @returns {Promise<import('./page.mjs').Page>} */
    async newPage() {
      const window = await turn.take(() => call(base, 'POST', `${root}/window/new`, { type: 'tab' }));
      return new WebDriverPage(session, turn, window.handle);
    },
    kill: () => child.kill(),
    async close() {
      await Promise.race([call(base, 'DELETE', root).catch(() => {}), pause(3000)]);
      await child.kill();
      fs.rmSync(runtime, { recursive: true, force: true });
    },
    pid: child.pid,
    memoryKb: () => memoryKb(child.pid),
    features: { throttle: false, errors: false, outside: false, tabs: false },
  };
}

/** @param {string} base @param {string} root @returns {import('./webdriver-page.mjs').Session} */
function sessionOver(base, root) {
  /** @param {string} path @param {unknown} [body] */
  const post = (path, body) => call(base, 'POST', root + path, body);
  return {
    switchTo: (handle) => post('/window', { handle }),
    navigate: (url) => post('/url', { url }),
    scriptAsync: (script, args) => post('/execute/async', { script, args }),
    find: (css) => post('/elements', { using: 'css selector', value: css }),
    clickElement: (id) => post(`/element/${id}/click`),
    sendKeys: (id, text) => post(`/element/${id}/value`, { text }),
    actions: (actions) => post('/actions', { actions }),
    screenshot: () => call(base, 'GET', `${root}/screenshot`),
    closeWindow: () => call(base, 'DELETE', `${root}/window`),
  };
}

/** @param {string} base @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
async function call(base, method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
    signal: AbortSignal.timeout(ANSWER_MS + 5000),
  });
  const { value } = await response.json();
  if (value && value.error) throw new Error(`${method} ${path}: ${value.error}: ${value.message ?? ''}`);
  return value;
}

/** @param {string} base @param {ReturnType<typeof startProcess>} child */
async function answering(base, child) {
  const end = Date.now() + START_MS;
  while (Date.now() < end && !child.over) {
    try {
      await fetch(`${base}/status`);
      return;
    } catch {
      await pause(100);
    }
  }
  await child.kill();
  throw new Error(`WPEWebDriver did not start: ${child.said.text.slice(-500)}`);
}
