/**
 * The engines we promise to run on, where each comes from, and one way to start any of them.
 * `ci` marks those of every test run; the others come with `--engines all`.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium.mjs';
import { chromiumFromNpm, installedFromDebian, unpackedFromDebian } from './fetch-engine.mjs';
import { launchFirefox } from './firefox.mjs';
import { startOutside } from './outside.mjs';
import { launchWebKit } from './webkit.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const STORE = path.join(ROOT, 'target', 'engines');

/**
 * @typedef {{ profile: string, proxyPort: number }} Place
 * @typedef {Awaited<ReturnType<typeof launchChromium>>} Chromium
 * @typedef {Omit<Chromium, 'newPerson'> & Partial<Pick<Chromium, 'newPerson'>>} Running
 * `whole`: runs every journey; the others run those that say `everywhere`.
 * @typedef {{ name: string, stands: string, ci?: boolean, whole?: boolean, start(place: Place): Promise<Running> }} Engine
 */

/** @type {Engine[]} */
export const ENGINES = [
  {
    name: 'chromium',
    stands: 'current Chrome, Edge, Chromebooks, Android',
    ci: true,
    whole: true,
    start: (place) => launchChromium({ binary: installedFromDebian(['chromium'], '/usr/bin/chromium'), ...place }),
  },
  {
    name: 'firefox',
    stands: 'current Firefox ESR',
    ci: true,
    whole: true,
    start: (place) => launchFirefox({ binary: installedFromDebian(['firefox-esr'], '/usr/bin/firefox-esr'), ...place }),
  },
  {
    name: 'chromium64',
    stands: 'the floor: tablets that were never updated',
    ci: true,
    start: (place) => oldChromium('chrome-aws-lambda@64.0.3264', place),
  },
  {
    name: 'safari12',
    stands: 'Chromium 64 without what Safari 12 lacks',
    start: (place) => oldChromium('chrome-aws-lambda@64.0.3264', place, fs.readFileSync(path.join(ROOT, 'web/e2e/drivers/safari12-preload.js'), 'utf8')),
  },
  { name: 'chromium76', stands: 'Android 9 as delivered', start: (place) => oldChromium('chrome-aws-lambda@1.19.0', place) },
  { name: 'chromium109', stands: 'Windows 7 and 8.1', start: (place) => oldChromium('@sparticuz/chromium@109.0.6', place) },
  { name: 'chromium119', stands: 'Android 7 updated', start: (place) => oldChromium('@sparticuz/chromium@119.0.2', place) },
  {
    name: 'firefox115',
    stands: 'Windows 7 and 8.1',
    async start(place) {
      const folder = path.join(STORE, 'firefox115');
      unpackedFromDebian('bullseye', ['firefox-esr', 'libffi7', 'libevent-2.1-7', 'libdbus-glib-1-2'], folder);
      return launchFirefox({
        binary: path.join(folder, 'usr/lib/firefox-esr/firefox-esr'),
        env: { LD_LIBRARY_PATH: path.join(folder, 'usr/lib/x86_64-linux-gnu') },
        ...place,
      });
    },
  },
  { name: 'wpe', stands: 'iPad with iOS 16', start: (place) => wpe(place, {}) },
  {
    name: 'wpe15',
    stands: 'iPad with iOS 15 (WebKit with its newer switches off)',
    start: (place) => wpe(place, Object.fromEntries(NEWER_THAN_15.map((name) => [`JSC_use${name}`, '0']))),
  },
];

/** Engine switches of what Safari 15.0 to 15.3 did not have. */
const NEWER_THAN_15 = ['AtMethod', 'HasOwn', 'ArrayFindLastMethod', 'ArrayGroupMethod', 'ChangeArrayByCopyMethods', 'WebAssemblyExceptions'];

/** @param {string} spec @param {Place} place @param {string} [preload] */
function oldChromium(spec, place, preload) {
  // Its shared libraries are those of a Chromium of today, so that one must be installed.
  installedFromDebian(['chromium'], '/usr/bin/chromium');
  const folder = path.join(STORE, spec.replace(/[^\w.]+/g, '-'));
  return launchChromium({ binary: chromiumFromNpm(spec, folder), headless: '--headless', preload, ...place });
}

/** @param {Place} place @param {Record<string, string>} env */
async function wpe(place, env) {
  const driver = installedFromDebian(['wpewebkit-driver', 'cog'], '/usr/bin/WPEWebDriver');
  return /** @type {Promise<Running>} */ (launchWebKit({ driver, binary: '/usr/lib/x86_64-linux-gnu/wpe-webkit-1.1/MiniBrowser', env, ...place }));
}

/** @param {string} name @returns {Engine} */
export function engineNamed(name) {
  const engine = ENGINES.find((one) => one.name === name);
  if (!engine) throw new Error(`unknown engine ${name}; there are ${ENGINES.map((one) => one.name).join(', ')}`);
  return engine;
}

/** A started browser, as journeys see it. */
export class Browser {
  /** @param {Engine} engine @param {string} [profile] */
  static async launch(engine, profile = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-profile-'))) {
    const outside = await startOutside();
    const running = await engine.start({ profile, proxyPort: outside.port });
    return new Browser(engine, profile, outside, running);
  }

  /** @param {Engine} engine @param {string} profile @param {Awaited<ReturnType<typeof startOutside>>} proxy @param {Running} running */
  constructor(engine, profile, proxy, running) {
    this.engine = engine;
    this.profile = profile;
    this.proxy = proxy;
    this.running = running;
  }

  get name() { return this.engine.name; }
  get version() { return this.running.version; }
  get features() { return this.running.features; }
  get page() { return this.running.page; }
  get pid() { return this.running.pid; }
  get outside() { return this.proxy.seen; }
  newPage() { return this.running.newPage(); }
  /** Chromium only. */
  newPerson() {
    if (!this.running.newPerson) throw new Error(`${this.name} has one person only`);
    return this.running.newPerson();
  }
  memoryKb() { return this.running.memoryKb(); }
  kill() { return this.running.kill(); }

  /** After `kill()` or `end()`: a new browser on the same profile. */
  async relaunch() {
    this.running = await this.engine.start({ profile: this.profile, proxyPort: this.proxy.port });
    return this;
  }

  /** Ends it politely and keeps the profile. */
  async end() {
    await this.running.close();
  }

  /** Ends it and forgets the profile. */
  async close() {
    await this.running.close();
    this.proxy.close();
    fs.rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
