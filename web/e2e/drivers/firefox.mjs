/**
 * Firefox 115 to current over Marionette, the protocol that is built into it: no geckodriver.
 */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, memoryKb, startProcess } from './process.mjs';
import { Turn, WebDriverPage } from './webdriver-page.mjs';

const START_MS = 60000;
const ANSWER_MS = 90000;

/** Quiet: nothing of Firefox's own may reach for the network while a journey counts requests. */
const PREFERENCES = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.tabs.warnOnClose': false,
  'browser.contentblocking.database.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'app.shield.optoutstudies.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'services.settings.server': 'data:,',
  'dom.disable_beforeunload': true,
  'dom.min_background_timeout_value': 4,
  'dom.timeout.enable_budget_timer_throttling': false,
};

/**
 * @param {{ binary: string, env?: Record<string, string>, preferences?: Record<string, unknown>, profile: string, proxyPort: number }} how
 */
export async function launchFirefox(how) {
  fs.mkdirSync(how.profile, { recursive: true });
  const port = await freePort();
  const preferences = {
    ...PREFERENCES,
    'marionette.port': port,
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': how.proxyPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': how.proxyPort,
    'network.proxy.no_proxies_on': '127.0.0.1, localhost',
    ...how.preferences,
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  fs.writeFileSync(path.join(how.profile, 'user.js'), lines.join('\n'));
  const child = startProcess(how.binary, ['--headless', '--marionette', '--no-remote', '--width=1280', '--height=900', '--profile', how.profile], {
    HOME: how.profile,
    MOZ_HEADLESS: '1',
    MOZ_CRASHREPORTER_DISABLE: '1',
    ...how.env,
  });
  const marionette = await Marionette.connect(port, child);
  const { capabilities } = await marionette.send('WebDriver:NewSession', { strictFileInteractability: false, acceptInsecureCerts: false });
  await marionette.send('WebDriver:SetTimeouts', { script: ANSWER_MS, pageLoad: ANSWER_MS });
  const session = sessionOver(marionette);
  const turn = new Turn();
  const handle = await marionette.value('WebDriver:GetWindowHandle');
  return {
    version: `Firefox/${capabilities.browserVersion}`,
    page: /** @type {import('./page.mjs').Page} */ (new WebDriverPage(session, turn, handle)),
    /** @returns {Promise<import('./page.mjs').Page>} */
    async newPage() {
      const opened = await turn.take(() => marionette.send('WebDriver:NewWindow', { type: 'tab', focus: true }));
      return new WebDriverPage(session, turn, opened.handle);
    },
    kill: () => child.kill(),
    async close() {
      marionette.close();
      await child.kill();
    },
    pid: child.pid,
    memoryKb: () => memoryKb(child.pid),
    features: { throttle: false, errors: false, outside: true, tabs: true },
  };
}

/** @param {Marionette} marionette @returns {import('./webdriver-page.mjs').Session} */
function sessionOver(marionette) {
  return {
    switchTo: (handle) => marionette.send('WebDriver:SwitchToWindow', { handle, focus: true }),
    navigate: (url) => marionette.send('WebDriver:Navigate', { url }),
    scriptAsync: (script, args) => marionette.value('WebDriver:ExecuteAsyncScript', { script, args, sandbox: null, newSandbox: false }),
    find: (css) => marionette.value('WebDriver:FindElements', { using: 'css selector', value: css }),
    clickElement: (id) => marionette.send('WebDriver:ElementClick', { id }),
    sendKeys: (id, text) => marionette.send('WebDriver:ElementSendKeys', { id, text }),
    actions: (actions) => marionette.send('WebDriver:PerformActions', { actions }),
    screenshot: () => marionette.value('WebDriver:TakeScreenshot', { full: false }),
    closeWindow: () => marionette.send('WebDriver:CloseWindow'),
  };
}

/** The wire: `LENGTH:[type, id, error, result]` in JSON over TCP. */
class Marionette {
  /** @param {number} port @param {ReturnType<typeof startProcess>} child @returns {Promise<Marionette>} */
  static async connect(port, child) {
    const end = Date.now() + START_MS;
    while (Date.now() < end && !child.over) {
      const socket = await new Promise((resolve) => {
        const attempt = net.connect(port, '127.0.0.1');
        attempt.on('connect', () => resolve(attempt));
        attempt.on('error', () => resolve(null));
      });
      if (socket) {
        const marionette = new Marionette(socket);
        await marionette.greeted;
        return marionette;
      }
      await pause(100);
    }
    await child.kill();
    throw new Error(`Firefox did not start: ${child.said.text.slice(-500)}`);
  }

  /** @param {net.Socket} socket */
  constructor(socket) {
    this.socket = socket;
    this.last = 0;
    this.received = Buffer.alloc(0);
    /** @type {Map<number, { resolve(value: any): void, reject(error: Error): void }>} */
    this.waiting = new Map();
    /** @type {() => void} */
    this.greet = () => {};
    this.greeted = new Promise((resolve) => { this.greet = () => resolve(undefined); });
    socket.on('data', (bytes) => this.receive(bytes));
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the browser is gone'));
      this.waiting.clear();
    });
  }

  /** @param {Buffer} bytes */
  receive(bytes) {
    this.received = Buffer.concat([this.received, bytes]);
    for (;;) {
      const colon = this.received.indexOf(58);
      if (colon < 0) return;
      const end = colon + 1 + Number(this.received.subarray(0, colon).toString());
      if (this.received.length < end) return;
      const message = JSON.parse(this.received.subarray(colon + 1, end).toString());
      this.received = this.received.subarray(end);
      if (!Array.isArray(message)) {
        this.greet();
        continue;
      }
      const [, id, error, result] = message;
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      if (error) asked?.reject(new Error(`${error.error}: ${error.message}`));
      else asked?.resolve(result);
    }
  }

  /** @param {string} command @param {Record<string, unknown>} [parameters] @returns {Promise<any>} */
  send(command, parameters = {}) {
    return new Promise((resolve, reject) => {
      const id = ++this.last;
      const late = setTimeout(() => { this.waiting.delete(id); reject(new Error(`${command}: no answer in ${ANSWER_MS} ms`)); }, ANSWER_MS + 5000);
      this.waiting.set(id, {
        resolve(value) { clearTimeout(late); resolve(value); },
        reject(error) { clearTimeout(late); reject(new Error(`${command}: ${error.message}`)); },
      });
      if (this.socket.destroyed) {
        this.waiting.get(id)?.reject(new Error('the browser is gone'));
        return;
      }
      const text = Buffer.from(JSON.stringify([0, id, command, parameters]));
      this.socket.write(`${text.length}:`);
      this.socket.write(text);
    });
  }

  /** @param {string} command @param {Record<string, unknown>} [parameters] */
  async value(command, parameters) {
    const answer = await this.send(command, parameters);
    return answer && typeof answer === 'object' && 'value' in answer ? answer.value : answer;
  }

  close() {
    this.socket.destroy();
  }
}
