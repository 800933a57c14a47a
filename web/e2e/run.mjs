/**
 * Runs the journeys of web/e2e/journeys in real browsers, two at a time, and says what passed.
 * node web/e2e/run.mjs --engine chromium[,firefox...] [--only TEXT] [--long] [--dist FOLDER]
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Browser, ENGINES, engineNamed } from './drivers/engines.mjs';
import { startServer } from './serve/static-server.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const TRACES = path.join(ROOT, 'target', 'e2e');
/** A journey waits about half of its time, for a page to be quiet or a line to be slow. */
const LANES = 2;
/** A journey that takes longer than this hangs; a journey may ask for more with `export const minutes`. */
const MINUTES = 4;

/**
 * node's strict assertions, as far as journeys use them.
 * @typedef {{
 *   equal(actual: unknown, expected: unknown, message?: string): void, notEqual(actual: unknown, expected: unknown, message?: string): void,
 *   deepEqual(actual: unknown, expected: unknown, message?: string): void, ok(value: unknown, message?: string): void,
 *   match(text: string, pattern: RegExp, message?: string): void, doesNotMatch(text: string, pattern: RegExp, message?: string): void,
 *   fail(message?: string): void, rejects(work: Promise<unknown>): Promise<void>,
 * }} Checks
 *
 * @typedef {{
 *   page: import('./drivers/page.mjs').Page, browser: Browser, server: Awaited<ReturnType<typeof startServer>>,
 *   assert: Checks, engine: string, log: (text: string) => void, fixtures: string,
 * }} World
 * @typedef {{ name: string, engines?: string[], everywhere?: boolean, long?: boolean, minutes?: number, alone?: boolean, run(world: World): Promise<void> }} Journey `alone`: it measures times
 * @typedef {{ engine: import('./drivers/engines.mjs').Engine, journey: Journey }} Job
 */

// A journey that failed in the middle may leave a question to a browser behind, which then ends with
// the browser: that journey has been counted, and the others still run.
process.on('unhandledRejection', (error) => {
  console.log(`     left behind: ${error instanceof Error ? error.message : error}`);
});

const options = parse(process.argv.slice(2));
const journeys = await discover();
if (!fs.existsSync(path.join(options.dist, 'index.html'))) {
  console.error(`${options.dist} holds no built site: run cargo xtask build first`);
  process.exit(2);
}
const jobs = options.engines.flatMap((engine) => journeys.filter((journey) => isWanted(engine, journey)).map((journey) => ({ engine, journey })));
/** A real browser on a machine that does other things too may be too slow once; what is broken is broken twice. @type {Job[]} */
const again = [];
await lane(jobs.filter(({ journey }) => journey.alone));
const together = jobs.filter(({ journey }) => !journey.alone);
await Promise.all(Array.from({ length: LANES }, () => lane(together)));
let failed = 0;
for (const job of again) {
  console.log(`once more, with nothing beside it: ${labelOf(job)}`);
  if (!(await attempt(job))) failed++;
}
if (again.length > failed) console.log(`${again.length - failed} passed at the second try only: read above what went wrong at the first`);
console.log(`journeys: ${jobs.length - failed} passed, ${failed} failed`);
process.exit(failed || jobs.length === 0 ? 1 : 0);

/** @param {import('./drivers/engines.mjs').Engine} engine @param {Journey} journey */
function isWanted(engine, journey) {
  if (journey.engines && !journey.engines.includes(engine.name)) return false;
  if (journey.long && !options.long) return false;
  return options.only ? journey.name.includes(options.only) : engine.whole || journey.everywhere;
}

/** Takes one job after the other from those that are left. @param {Job[]} left */
async function lane(left) {
  for (let job = left.shift(); job !== undefined; job = left.shift()) {
    if (!(await attempt(job))) again.push(job);
  }
}

/** @param {Job} job */
function labelOf({ engine, journey }) {
  return `${engine.name}: ${journey.name}`;
}

/** @param {Job} job */
async function attempt(job) {
  const { engine, journey } = job;
  const began = Date.now();
  const label = labelOf(job);
  /** @type {string[]} */
  const said = [];
  /** @type {Browser | null} */
  let browser = null;
  const server = await startServer({ root: options.dist });
  try {
    browser = await Browser.launch(engine);
    const world = {
      page: browser.page, browser, server, assert, engine: engine.name, log: (/** @type {string} */ text) => { said.push(text); },
      fixtures: path.join(HERE, 'fixtures'),
    };
    await withDeadline(journey.run(world), (journey.minutes ?? MINUTES) * 60000);
    console.log(`ok   ${label} (${seconds(began)})${said.map((line) => `\n     ${line}`).join('')}`);
    return true;
  } catch (error) {
    console.log(`FAIL ${label} (${seconds(began)})${said.map((line) => `\n     ${line}`).join('')}`);
    console.log(String(error instanceof Error ? error.stack : error).replace(/^/gm, '     '));
    if (browser) await keepTraces(browser, label);
    return false;
  } finally {
    await browser?.close().catch(() => {});
    await server.stop();
  }
}

/** What the page looked like and said, for whoever reads the failure. @param {Browser} browser @param {string} label */
async function keepTraces(browser, label) {
  fs.mkdirSync(TRACES, { recursive: true });
  const stem = path.join(TRACES, label.replace(/[^\w-]+/g, '_'));
  try {
    await withDeadline(browser.page.screenshot(`${stem}.png`), 10000);
    const text = await withDeadline(browser.page.eval('location.href + "\\n\\n" + document.body.innerText'), 10000);
    fs.writeFileSync(`${stem}.txt`, `${text}\n\nerrors seen:\n${browser.page.errors.join('\n')}\n`);
    console.log(`     screenshot and text: ${path.relative(ROOT, stem)}.png .txt`);
    for (const line of browser.page.errors.slice(0, 5)) console.log(`     page error: ${line.slice(0, 400)}`);
  } catch (error) {
    console.log(`     no screenshot: ${error}`);
  }
}

/** @template T @param {Promise<T>} work @param {number} ms @returns {Promise<T>} */
function withDeadline(work, ms) {
  /** @type {NodeJS.Timeout} */
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`not done after ${Math.round(ms / 1000)} s`)), ms); });
  work.catch(() => {});
  return Promise.race([work, /** @type {Promise<T>} */ (late)]).finally(() => clearTimeout(timer));
}

/** @returns {Promise<Journey[]>} */
async function discover() {
  const folder = path.join(HERE, 'journeys');
  const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith('.mjs')).sort() : [];
  return Promise.all(files.map(async (file) => {
    const journey = await import(pathToFileURL(path.join(folder, file)).href);
    if (typeof journey.name !== 'string' || typeof journey.run !== 'function') throw new Error(`${file} must export name and run`);
    return journey;
  }));
}

/** @param {string[]} words */
function parse(words) {
  const found = { engines: ENGINES.filter((engine) => engine.ci), only: '', long: false, dist: path.join(ROOT, 'web', 'dist') };
  for (let i = 0; i < words.length; i++) {
    const value = () => words[++i] ?? '';
    switch (words[i]) {
      case '--engine': {
        const names = value();
        found.engines = names === 'all' ? ENGINES : names.split(',').map(engineNamed);
        break;
      }
      case '--only': found.only = value(); break;
      case '--long': found.long = true; break;
      case '--dist': found.dist = path.resolve(value()); break;
      default:
        console.error(`unknown option ${words[i]}; there are --engine --only --long --dist`);
        process.exit(2);
    }
  }
  return found;
}

/** @param {number} began */
function seconds(began) {
  return `${((Date.now() - began) / 1000).toFixed(1)} s`;
}
