/**
 * Ours, Pyodide and MicroPython run the same programs in one current Chromium, each in a worker of its
 * own; prints the table that `cargo xtask speed` puts into docs/bench.md.
 * node web/e2e/speed.mjs [--times 5] [--rounds 2] [--dist FOLDER]
 *
 * The peers come from npm into target/speed and are no part of the page. `speed/programs.py` says what
 * is measured, `speed/measure.js` how.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Browser, engineNamed } from './drivers/engines.mjs';
import { startServer } from './serve/static-server.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const FOLDER = path.join(ROOT, 'target', 'speed');
const PEERS = ['pyodide@314.0.7', '@micropython/micropython-webassembly-pyscript@1.27.0'];
const ENGINES = [
  { name: 'Ardoise', script: 'ours.js', module: false },
  { name: 'Pyodide', script: 'speed/pyodide.js', module: true },
  { name: 'MicroPython', script: 'speed/micropython.js', module: true },
];
/** An engine on a slow machine takes its time. */
const ANSWER_MS = 120_000;
const times = Number(option('--times', '5'));
const rounds = Number(option('--rounds', '2'));
const dist = option('--dist', path.join(ROOT, 'web', 'dist'));

/** @typedef {{ result: string, best: number | undefined }} Result */
/** @typedef {{ start: number, results: Result[], error?: string }} Answer */

const programs = fs.readFileSync(path.join(HERE, 'speed', 'programs.py'), 'utf8').split(/^# %% /m).slice(1).map((part) => {
  const end = part.indexOf('\n');
  return /** @type {[string, string]} */ ([part.slice(0, end), part.slice(end + 1)]);
});
const server = await startServer({ root: site() });
const browser = await Browser.launch(engineNamed('chromium'));
/** @type {Answer[]} */
let best;
try {
  await browser.page.open(server.url);
  best = await measured();
} finally {
  await browser.close();
  await server.stop();
}
print(best);

/** Every engine in turn, some rounds, so that a busy moment of the machine does not meet one of them alone. */
async function measured() {
  /** @type {Answer[]} */
  const found = [];
  for (let round = 0; round < rounds; round++) {
    for (const [at, { name, script, module }] of ENGINES.entries()) {
      await browser.page.call(inWorker, script, module, programs, times);
      await browser.page.waitFor('window.speedAnswer !== undefined', { ms: ANSWER_MS, what: `${name} has run everything` });
      const answer = /** @type {Answer} */ (await browser.page.eval('window.speedAnswer'));
      if (answer.error) throw new Error(`${name}: ${answer.error}`);
      const before = found[at];
      found[at] = before === undefined ? answer : {
        start: Math.min(before.start, answer.start),
        results: answer.results.map((result, program) => better(result, before.results[program])),
      };
    }
  }
  return found;
}

/** @param {Result} one @param {Result} other */
function better(one, other) {
  return (one.best ?? Infinity) < (other.best ?? Infinity) ? one : other;
}

/** In the page. @param {string} script @param {boolean} module @param {[string, string][]} programs @param {number} times */
function inWorker(script, module, programs, times) {
  const answer = (/** @type {unknown} */ data) => Object.assign(window, { speedAnswer: data });
  answer(undefined);
  const worker = new Worker(script, module ? { type: 'module' } : {});
  worker.onmessage = ({ data }) => {
    worker.terminate();
    answer(data);
  };
  worker.onerror = (event) => answer({ error: event.message || 'its worker did not load' });
  worker.postMessage({ programs, times });
}

/** @param {Answer[]} answers */
function print(answers) {
  const [ours, pyodide, micropython] = answers;
  const ms = (/** @type {number | undefined} */ value) => (value === undefined ? '–' : value < 10 ? value.toFixed(1) : value.toFixed(0));
  const ratio = (/** @type {number | undefined} */ one, /** @type {number | undefined} */ other) => (
    one === undefined || other === undefined ? '–' : (one / other).toFixed(2));
  console.log(`${browser.version}, ${os.cpus().length} cores of ${os.cpus()[0].model.trim()}; ${PEERS.join(', ')}; milliseconds, best of ${times * rounds}.\n`);
  console.log('| program | Ardoise | Pyodide | MicroPython | Ardoise / Pyodide | Ardoise / MicroPython |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  const row = (/** @type {string} */ name, /** @type {(number | undefined)[]} */ [a, b, c]) => (
    console.log(`| ${name} | ${ms(a)} | ${ms(b)} | ${ms(c)} | ${ratio(a, b)} | ${ratio(a, c)} |`));
  row('start to first output', answers.map(({ start }) => start));
  for (const [at, [name]] of programs.entries()) {
    for (const [which, { results }] of answers.entries()) {
      const { result, best } = results[at];
      if (best !== undefined && result !== pyodide.results[at].result) throw new Error(`${name}: ${ENGINES[which].name} computes ${result}, Pyodide ${pyodide.results[at].result}`);
      if (best === undefined) console.error(`${name}: ${ENGINES[which].name}: ${result}`);
    }
    row(name, answers.map(({ results }) => results[at].best));
  }
  const mean = (/** @type {Answer} */ peer) => {
    const ratios = programs.map((_, at) => (ours.results[at].best ?? NaN) / (peer.results[at].best ?? NaN)).filter((value) => !Number.isNaN(value));
    return Math.exp(ratios.reduce((sum, value) => sum + Math.log(value), 0) / ratios.length);
  };
  console.log(`| **geometric mean of the programs** | | | | **${mean(pyodide).toFixed(2)}** | **${mean(micropython).toFixed(2)}** |`);
}

/** A folder with the built engine, the peers and the workers, made of links. */
function site() {
  fs.mkdirSync(FOLDER, { recursive: true });
  const wanted = JSON.stringify({ private: true, dependencies: Object.fromEntries(PEERS.map((peer) => [peer.slice(0, peer.lastIndexOf('@')), peer.slice(peer.lastIndexOf('@') + 1)])) });
  const manifest = path.join(FOLDER, 'package.json');
  if (!fs.existsSync(path.join(FOLDER, 'node_modules')) || fs.readFileSync(manifest, 'utf8') !== wanted) {
    fs.writeFileSync(manifest, wanted);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: FOLDER, stdio: ['ignore', 2, 'inherit'] });
  }
  const root = path.join(FOLDER, 'site');
  fs.rmSync(root, { recursive: true, force: true });
  fs.mkdirSync(root, { recursive: true });
  fs.writeFileSync(path.join(root, 'index.html'), '<!doctype html><title>speed</title>');
  for (const [link, target] of [
    ['engine', path.join(dist, 'engine')],
    ['peers', path.join(FOLDER, 'node_modules')],
    ['speed', path.join(HERE, 'speed')],
    ['ours.js', path.join(HERE, 'speed', 'ours.js')],
    ['measure.js', path.join(HERE, 'speed', 'measure.js')],
  ]) fs.symlinkSync(target, path.join(root, link));
  return root;
}

/** @param {string} name @param {string} otherwise */
function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
}
