/**
 * Chromium 64 to current over the DevTools protocol: one socket to the browser for its tabs, one to each tab.
 */
import fs from 'node:fs';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { devtoolsKey } from './keys.mjs';
import { Page, selectorOf } from './page.mjs';
import { memoryKb, startProcess } from './process.mjs';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-default-browser-check', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--disable-dev-shm-usage', '--remote-debugging-port=0',
  '--remote-allow-origins=*', '--window-size=1280,900', '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider',
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
];
const START_MS = 30000;
const ANSWER_MS = 60000;

/**
 * @param {{ binary: string, args?: string[], headless?: string, env?: Record<string, string>, preload?: string, profile: string, proxyPort: number }} how
 */
export async function launchChromium(how) {
  fs.mkdirSync(how.profile, { recursive: true });
  const args = [
    how.headless ?? '--headless=new', ...FLAGS, ...(how.args ?? []), `--user-data-dir=${how.profile}`,
    `--proxy-server=http://127.0.0.1:${how.proxyPort}`, '--proxy-bypass-list=127.0.0.1;localhost', 'about:blank',
  ];
  const child = startProcess(how.binary, args, { HOME: how.profile, ...how.env });
  const port = await listeningPort(child);
  const version = JSON.parse(await get(`http://127.0.0.1:${port}/json/version`));
  const socket = await Socket.connect(version.webSocketDebuggerUrl);
  /** @param {string} targetId */
  const attach = async (targetId) => {
    const page = new ChromiumPage(await Socket.connect(`ws://127.0.0.1:${port}/devtools/page/${targetId}`), socket, targetId);
    await page.prepare(how.preload);
    return page;
  };
  const first = await firstTarget(port);
  return {
    version: String(version.Browser),
    page: /** @type {Page} */ (await attach(first)),
    /** @returns {Promise<Page>} */
    async newPage() {
      return attach((await socket.send('Target.createTarget', { url: 'about:blank' })).targetId);
    },
    /** A tab of somebody else, who shares nothing with the others: no cache, no storage. @returns {Promise<Page>} */
    async newPerson() {
      const { browserContextId } = await socket.send('Target.createBrowserContext', {});
      return attach((await socket.send('Target.createTarget', { url: 'about:blank', browserContextId })).targetId);
    },
    kill: () => child.kill(),
    async close() {
      await Promise.race([socket.send('Browser.close').catch(() => {}), pause(2000)]);
      await Promise.race([child.exited, pause(3000)]);
      await child.kill();
    },
    pid: child.pid,
    memoryKb: () => memoryKb(child.pid),
    features: { throttle: true, errors: true, outside: true, tabs: true },
  };
}

class ChromiumPage extends Page {
  /** @param {Socket} socket @param {Socket} browser @param {string} targetId */
  constructor(socket, browser, targetId) {
    super();
    this.socket = socket;
    this.browser = browser;
    this.targetId = targetId;
    /** @type {Set<string>} */
    this.workers = new Set();
    this.slower = 1;
  }

  /** @param {string | undefined} preload */
  async prepare(preload) {
    const { socket } = this;
    await socket.send('Page.enable');
    await socket.send('Runtime.enable');
    socket.on('Runtime.exceptionThrown', (event) => {
      const details = event.exceptionDetails;
      this.errors.push(details.exception?.description ?? details.text);
    });
    socket.on('Runtime.consoleAPICalled', (event) => {
      if (event.type === 'error') this.errors.push(event.args.map((/** @type {any} */ a) => a.value ?? a.description ?? '').join(' '));
    });
    socket.on('Page.javascriptDialogOpening', () => { socket.send('Page.handleJavaScriptDialog', { accept: true }).catch(() => {}); });
    socket.on('Target.attachedToTarget', ({ sessionId }) => {
      this.workers.add(sessionId);
      if (this.slower !== 1) this.slowWorker(sessionId);
    });
    socket.on('Target.detachedFromTarget', ({ sessionId }) => this.workers.delete(sessionId));
    if (preload) await socket.send('Page.addScriptToEvaluateOnNewDocument', { source: preload, scriptSource: preload });
    await socket.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }).catch(() => {});
  }

  /** @param {string} url */
  async open(url) {
    await this.navigating(() => this.socket.send('Page.navigate', { url }).then((answer) => {
      if (answer.errorText) throw new Error(`${url}: ${answer.errorText}`);
    }));
  }

  async reload() {
    await this.navigating(() => this.socket.send('Page.reload'));
  }

  /** @param {() => Promise<unknown>} go */
  async navigating(go) {
    const loaded = this.socket.once('Page.loadEventFired');
    loaded.catch(() => {});
    await go();
    await loaded;
  }

  /** @param {string} expression */
  async eval(expression) {
    const answer = await this.socket.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (answer.exceptionDetails) {
      const details = answer.exceptionDetails;
      throw new Error(details.exception?.description ?? details.exception?.value ?? details.text);
    }
    return answer.result.value;
  }

  /** @param {import('./page.mjs').Point} point */
  async clickAt({ x, y }) {
    await this.mouse({ type: 'mouseMoved', x, y });
    for (const type of ['mousePressed', 'mouseReleased']) await this.mouse({ type, x, y, button: 'left', clickCount: 1 });
  }

  /** @param {Record<string, unknown>} event */
  mouse(event) {
    return this.socket.send('Input.dispatchMouseEvent', event);
  }

  /** @param {string} text */
  async type(text) {
    for (const character of text) await this.press(character === '\n' ? 'Enter' : character === '\t' ? 'Tab' : character === ' ' ? 'Space' : character);
  }

  /** @param {string} chord */
  async press(chord) {
    const event = devtoolsKey(chord);
    await this.socket.send('Input.dispatchKeyEvent', { type: event.text ? 'keyDown' : 'rawKeyDown', ...event });
    const { text: _text, commands: _commands, ...released } = event;
    await this.socket.send('Input.dispatchKeyEvent', { type: 'keyUp', ...released });
  }

  /** @param {string} target @param {string[]} files */
  async setFiles(target, files) {
    await this.waitFor(`!!document.querySelector(${JSON.stringify(selectorOf(target))})`, { what: `the file input ${target}` });
    const { root } = await this.socket.send('DOM.getDocument');
    const { nodeId } = await this.socket.send('DOM.querySelector', { nodeId: root.nodeId, selector: selectorOf(target) });
    await this.socket.send('DOM.setFileInputFiles', { nodeId, files });
  }

  /** @param {string} file */
  async screenshot(file) {
    const { data } = await this.socket.send('Page.captureScreenshot', { format: 'png' });
    fs.writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async bringToFront() {
    await this.socket.send('Page.bringToFront').catch(() => {});
  }

  async close() {
    await this.browser.send('Target.closeTarget', { targetId: this.targetId });
    this.socket.close();
  }

  /** @param {number} times */
  async throttle(times) {
    this.slower = times;
    await this.socket.send('Emulation.setCPUThrottlingRate', { rate: times });
    for (const worker of this.workers) this.slowWorker(worker);
  }

  /** @param {string} sessionId */
  slowWorker(sessionId) {
    // Engines that cannot slow a worker answer with an error; the page is slowed all the same.
    this.socket.send('Emulation.setCPUThrottlingRate', { rate: this.slower }, sessionId).catch(() => {});
  }
}

/** One DevTools connection: numbered questions, answers, events. */
class Socket {
  /** @param {string} url @returns {Promise<Socket>} */
  static connect(url) {
    return new Promise((resolve, reject) => {
      const web = new WebSocket(url, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 });
      web.on('error', reject);
      web.on('open', () => resolve(new Socket(web)));
    });
  }

  /** @param {WebSocket} web */
  constructor(web) {
    this.web = web;
    this.last = 0;
    /** @type {Map<number, { resolve(value: any): void, reject(error: Error): void }>} */
    this.waiting = new Map();
    /** @type {Map<string, Set<(params: any) => void>>} */
    this.listeners = new Map();
    web.on('message', (text) => this.receive(JSON.parse(String(text))));
    web.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the browser is gone'));
      this.waiting.clear();
    });
  }

  /** @param {any} message */
  receive(message) {
    if (message.id) {
      const asked = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) asked?.reject(new Error(message.error.message));
      else asked?.resolve(message.result);
    } else if (!message.sessionId) {
      for (const listener of this.listeners.get(message.method) ?? []) listener(message.params);
    }
  }

  /** @param {string} method @param {Record<string, unknown>} [params] @param {string} [sessionId] @returns {Promise<any>} */
  send(method, params = {}, sessionId) {
    return new Promise((resolve, reject) => {
      const id = ++this.last;
      const late = setTimeout(() => { this.waiting.delete(id); reject(new Error(`${method}: no answer in ${ANSWER_MS} ms`)); }, ANSWER_MS);
      this.waiting.set(id, {
        resolve(value) { clearTimeout(late); resolve(value); },
        reject(error) { clearTimeout(late); reject(new Error(`${method}: ${error.message}`)); },
      });
      if (this.web.readyState !== WebSocket.OPEN) this.waiting.get(id)?.reject(new Error('the browser is gone'));
      else this.web.send(JSON.stringify(sessionId ? { id, method, params, sessionId } : { id, method, params }));
    });
  }

  /** @param {string} event @param {(params: any) => void} listener */
  on(event, listener) {
    const known = this.listeners.get(event) ?? new Set();
    known.add(listener);
    this.listeners.set(event, known);
  }

  /** @param {string} event @returns {Promise<any>} */
  once(event) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => { this.listeners.get(event)?.delete(heard); reject(new Error(`${event}: not seen in ${ANSWER_MS} ms`)); }, ANSWER_MS);
      /** @param {any} params */
      const heard = (params) => { clearTimeout(late); this.listeners.get(event)?.delete(heard); resolve(params); };
      this.on(event, heard);
    });
  }

  close() {
    this.web.close();
  }
}

/** @param {ReturnType<typeof startProcess>} child */
async function listeningPort(child) {
  const end = Date.now() + START_MS;
  while (Date.now() < end && !child.over) {
    const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(child.said.text);
    if (found) return Number(found[1]);
    await pause(30);
  }
  await child.kill();
  throw new Error(`the browser did not start: ${child.said.text.slice(-500)}`);
}

/** @param {number} port */
async function firstTarget(port) {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    const targets = JSON.parse(await get(`http://127.0.0.1:${port}/json/list`));
    const page = targets.find((/** @type {any} */ target) => target.type === 'page');
    if (page) return String(page.id);
    await pause(50);
  }
  throw new Error('the browser opened no tab');
}

/** @param {string} url @returns {Promise<string>} */
function get(url) {
  return new Promise((resolve, reject) => {
    http.get(url, (response) => {
      let body = '';
      response.on('data', (bytes) => { body += bytes; });
      response.on('end', () => resolve(body));
    }).on('error', reject);
  });
}
