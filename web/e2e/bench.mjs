/**
 * Measures the built page in current Chromium as an old machine would feel it, and prints the table
 * that `cargo xtask bench` puts into docs/bench.md.
 * node web/e2e/bench.mjs [--times 6] [--runs 3] [--only start,keys,memory,stop] [--dist FOLDER]
 */
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Browser, engineNamed } from './drivers/engines.mjs';
import { cpuMs } from './drivers/process.mjs';
import { canSlow, slowDown } from './drivers/slow.mjs';
import { code, markdown, notebook } from './notebooks.mjs';
import { keyTimes, quantile, startMeasuring } from './pace.mjs';
import { startServer } from './serve/static-server.mjs';
import * as steps from './steps.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const times = Number(option('--times', '6'));
const runs = Number(option('--runs', '3'));
const dist = option('--dist', path.join(ROOT, 'web', 'dist'));
/** From one key press to the next: a quick typist. Without a pause, a key would wait for all those before it. */
const TYPING_MS = 120;
const PROGRAM = 'print(sum(range(10)))';
/** A browser that has just started is busy with itself; it is left in peace until it uses less than this share of a core. */
const SETTLED = 0.05;

if (!canSlow()) console.error('this machine lets us slow down only the page, not the worker that runs Python: times are too good');

/** @typedef {{ browser: Browser, page: import('./drivers/page.mjs').Page, server: Awaited<ReturnType<typeof startServer>>, slow: () => void }} Lab */

/** Ends each slow-down of the experiment that runs. @type {(() => void)[]} */
let slowed = [];
/** @type {[what: string, value: string, limit: string, goal: string][]} */
const rows = [];
const parts = { start: firstOutput, keys: keyPresses, memory, stop: stopping };
const only = option('--only', Object.keys(parts).join(',')).split(',');
for (const [name, measure] of Object.entries(parts)) if (only.includes(name)) await measure();

console.log(`Chromium ${await version()}, ${os.cpus().length} cores of ${os.cpus()[0].model.trim()}, ${times} times slower where it says so; median of ${runs} runs.\n`);
console.log('| what | measured | first release | goal |');
console.log('| --- | --- | --- | --- |');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);

/** From the address to the first line Python prints: on a first visit, and on a second one with and without a network. */
async function firstOutput() {
  /** @type {Record<string, number[]>} */
  const seen = { readable: [], cold: [], coldBytes: [], warm: [], warmBytes: [], offline: [] };
  for (let run = 0; run < runs; run++) {
    await inLab(async ({ browser, page, server, slow }) => {
      await settled(browser);
      slow();
      let began = Date.now();
      await page.open(server.url);
      await page.waitFor(`!!document.querySelector('.welcome')`, { ms: 120000, what: 'the library, read' });
      await steps.newNotebook(page);
      seen.readable.push(Date.now() - began);
      await steps.writeCell(page, 0, PROGRAM);
      await runFirst(page);
      seen.cold.push(Date.now() - began);
      seen.coldBytes.push(bytesUntilOutput(server.requests));
      await steps.savedIs(page);
      await steps.offlineReady(page);
      const id = await steps.notebookId(page);
      for (const [kind, cable] of /** @type {['warm' | 'offline', boolean][]} */ ([['warm', true], ['offline', false]])) {
        await browser.end();
        await browser.relaunch();
        await settled(browser);
        slowDownAgain(browser);
        if (!cable) await server.stop();
        server.forget();
        began = Date.now();
        await browser.page.open(`${server.url}#/n/${encodeURIComponent(id)}`);
        await steps.notebookShown(browser.page);
        await runFirst(browser.page);
        seen[kind].push(Date.now() - began);
        if (cable) seen.warmBytes.push(server.requests.reduce((sum, request) => sum + request.bytes, 0));
      }
    });
  }
  const s = (/** @type {number[]} */ values) => `${(quantile(values, 0.5) / 1000).toFixed(1)} s`;
  rows.push([`first visit: notebook ready to edit, ${times}x slower`, s(seen.readable), '', '']);
  rows.push([`first visit: first output, ${times}x slower`, s(seen.cold), '', '']);
  rows.push(['first visit: bytes sent until the first output', kilo(quantile(seen.coldBytes, 0.5)), '1.5 MB', '1.0 MB']);
  rows.push([`second visit: first output, ${times}x slower`, s(seen.warm), '2 s', '1 s']);
  rows.push([`second visit without a network: first output, ${times}x slower`, s(seen.offline), '2 s', '1 s']);
  rows.push(['second visit: bytes of answers', kilo(quantile(seen.warmBytes, 0.5)), '0', '0']);
}

/** A key in the middle of a notebook of 200 cells, once the service worker has put every file aside. */
async function keyPresses() {
  /** @type {number[]} */
  const all = [];
  await inLab(async ({ browser, page, server, slow }) => {
    const cells = Array.from({ length: 200 }, (_, n) => (n % 3 === 0
      ? markdown(`## Step ${n}\n\nSome words about step ${n}, with $x^{${n}}$ in it.`)
      : code(`value_${n} = [i * ${n} for i in range(10)]\nprint(value_${n})`)));
    await steps.openApp(page, server);
    await steps.importNotebook(page, notebook(cells));
    await steps.enterCell(page, 100);
    await steps.offlineReady(page);
    await settled(browser);
    slow();
    await page.type('# warm\n');
    await startMeasuring(page, { frames: false });
    const text = 'total = sum(range(10)) + 42  # a comment';
    for (const key of text) {
      await page.type(key);
      await pause(TYPING_MS);
    }
    all.push(...(await keyTimes(page, text.length)));
  });
  rows.push([`key press to paint, 200 cells, ${times}x slower, p95`, `${Math.round(quantile(all, 0.95))} ms (median ${Math.round(quantile(all, 0.5))} ms)`, '50 ms', '16 ms']);
}

/**
 * All processes of the browser, with Python started, over the same browser with an empty page: on a
 * first visit, when the service worker has just put every file aside, and on a second.
 */
async function memory() {
  /** @type {Record<'first' | 'second', number[]>} */
  const seen = { first: [], second: [] };
  for (let run = 0; run < runs; run++) {
    await inLab(async ({ browser, server }) => {
      let empty = await emptyMemory(browser);
      await steps.openApp(browser.page, server);
      await steps.newNotebook(browser.page);
      await steps.writeCell(browser.page, 0, PROGRAM);
      await runFirst(browser.page);
      await steps.savedIs(browser.page);
      await steps.offlineReady(browser.page);
      seen.first.push((await settledMemory(browser)) - empty);
      const id = await steps.notebookId(browser.page);
      await browser.end();
      await browser.relaunch();
      empty = await emptyMemory(browser);
      await steps.openNotebook(browser.page, server, id);
      await runFirst(browser.page);
      seen.second.push((await settledMemory(browser)) - empty);
    });
  }
  const mega = (/** @type {number[]} */ values) => `${Math.round(quantile(values, 0.5) / 1024)} MB`;
  rows.push(['second visit: memory with Python started, over an empty page', mega(seen.second), '120 MB', '60 MB']);
  rows.push(['first visit: the same, just after every file was put aside', mega(seen.first), '', '']);
}

/** An endless loop, from the press on Stop until another cell can run and finds its variable. */
async function stopping() {
  /** @type {Record<'fast' | 'slow', number[]>} */
  const seen = { fast: [], slow: [] };
  for (const kind of /** @type {('fast' | 'slow')[]} */ (['fast', 'slow'])) {
    await inLab(async ({ page, server, slow }) => {
      await steps.openApp(page, server);
      await steps.newNotebook(page);
      await steps.writeCell(page, 0, 'kept = 42');
      await steps.runCell(page, 0);
      await steps.addCell(page, 'while True: pass');
      if (kind === 'slow') slow();
      for (let run = 0; run < runs; run++) {
        const cell = await steps.startCell(page, 1);
        await steps.kernelIs(page, 'busy');
        const began = await page.eval('performance.now()');
        await page.click('stop');
        await steps.idle(page, cell);
        await steps.kernelIs(page, 'ready');
        seen[kind].push((await page.eval('performance.now()')) - began);
      }
      await steps.addCell(page, 'print(kept)');
      const kept = await steps.runCell(page, 2);
      if (kept !== '42') throw new Error(`Stop lost a variable: ${kept}`);
    });
  }
  rows.push(['Stop to ready, variables kept', `${Math.round(quantile(seen.fast, 0.5))} ms (${times}x slower: ${Math.round(quantile(seen.slow, 0.5))} ms)`, '1 s', '200 ms']);
}

// --- means ---------------------------------------------------------------------------------

/** @param {Browser} browser */
function slowDownAgain(browser) {
  if (canSlow()) slowed.push(slowDown(browser.pid, times));
}

/** A fresh browser and server for one experiment. @param {(lab: Lab) => Promise<void>} work */
async function inLab(work) {
  const server = await startServer({ root: dist });
  const browser = await Browser.launch(engineNamed('chromium'));
  try {
    await work({ browser, page: browser.page, server, slow: () => slowDownAgain(browser) });
  } finally {
    for (const end of slowed) end();
    slowed = [];
    await browser.close();
    await server.stop();
  }
}

/** With few questions to the page, which cost it time; the output of an earlier visit shows already. @param {import('./drivers/page.mjs').Page} page */
async function runFirst(page) {
  await steps.watchCell(page, '[data-testid=cell]');
  await page.click('cell-run');
  await page.waitFor(`(() => {
    const output = document.querySelector('[data-testid=cell-output]');
    return window.journeyStates.slice(-1)[0] === 'idle' && !!output && output.innerText.trim() === '45';
  })()`, { ms: steps.PYTHON_MS, what: 'the first output' });
}

/** What the service worker fetches for later does not hold the first output up. @param {import('./serve/static-server.mjs').Served[]} requests */
function bytesUntilOutput(requests) {
  const first = new Map();
  for (const { url, bytes } of requests) {
    const name = url.split('?')[0];
    if (!first.has(name) && !/service-worker|icons\//.test(name) && needed(name)) first.set(name, bytes);
  }
  return [...first.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** Python's modules and the kernel's second half are fetched for later; a first output needs none of them. @param {string} name */
function needed(name) {
  return !name.startsWith('/engine/python/') && !name.endsWith('_rest.wasm');
}

/** Waits until a browser that has started leaves the processor alone. @param {Browser} browser */
async function settled(browser) {
  for (let look = 0; look < 40; look++) {
    const before = cpuMs(browser.pid);
    await pause(500);
    if (cpuMs(browser.pid) - before < 500 * SETTLED) return;
  }
}

/** @param {Browser} browser */
async function emptyMemory(browser) {
  await browser.page.open('data:text/html,<!doctype html><title>empty</title>');
  return settledMemory(browser);
}

/** @param {Browser} browser the lowest of some looks, in kB: a garbage collector decides when it comes */
async function settledMemory(browser) {
  let lowest = Infinity;
  for (let look = 0; look < 20; look++) {
    await browser.page.eval('new Promise((done) => setTimeout(done, 250))');
    lowest = Math.min(lowest, browser.memoryKb());
  }
  return lowest;
}

async function version() {
  const browser = await Browser.launch(engineNamed('chromium'));
  const name = browser.version.replace(/^.*\//, '');
  await browser.close();
  return name;
}

/** @param {number} bytes */
function kilo(bytes) {
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

/** @param {string} name @param {string} otherwise */
function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
}
