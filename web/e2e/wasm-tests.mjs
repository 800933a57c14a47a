/**
 * Runs every exported `test_...` function of a wasm-bindgen package in a real browser.
 * node web/e2e/wasm-tests.mjs FOLDER [--engine chromium]
 */
import fs from 'node:fs';
import path from 'node:path';
import { Browser, engineNamed } from './drivers/engines.mjs';
import { startServer } from './serve/static-server.mjs';

/** One test that takes longer hangs. */
const TEST_MS = 60000;

const folder = path.resolve(process.argv[2]);
const at = process.argv.indexOf('--engine');
const script = fs.readdirSync(folder).find((name) => name.endsWith('.js'));
if (!script) throw new Error(`${folder} holds no wasm-bindgen package`);
const server = await startServer({ root: folder });
server.replace('/index.html', '<!doctype html><meta charset="utf-8"><title>wasm-tests</title><script type="module" src="start.js"></script>');
server.replace('/start.js', `import init, * as tests from './${script}';\ninit({ module_or_path: '${script.replace(/\.js$/, '_bg.wasm')}' }).then(() => { window.tests = tests; }, (error) => { window.failed = String(error); });`);
const browser = await Browser.launch(engineNamed(at > 0 ? process.argv[at + 1] : 'chromium'));
let passed = 0;
let failed = 0;
try {
  await browser.page.open(server.url);
  await browser.page.waitFor('window.tests || window.failed', { what: 'the module of wasm-tests to load' });
  const broken = await browser.page.eval('window.failed || null');
  if (broken) throw new Error(`the module does not load: ${broken}`);
  const names = await browser.page.eval(`Object.keys(window.tests).filter((name) => name.startsWith('test_')).sort()`);
  for (const name of names) {
    const began = Date.now();
    const failure = await browser.page.eval(`Promise.race([
      Promise.resolve().then(() => window.tests[${JSON.stringify(name)}]()).then(() => null, (error) => String((error && (error.stack || error.message)) || error)),
      new Promise((done) => setTimeout(() => done('not done after ${TEST_MS} ms'), ${TEST_MS})),
    ])`);
    if (failure === null) passed++;
    else failed++;
    console.log(`${failure === null ? 'ok  ' : 'FAIL'} ${name} (${Date.now() - began} ms)`);
    if (failure !== null) {
      console.log(failure.replace(/^/gm, '     '));
      // A trap leaves the instance unusable for the tests that follow.
      await browser.page.reload();
      await browser.page.waitFor('window.tests', { what: 'the module to load again' });
    }
  }
  for (const line of failed ? browser.page.errors : []) console.log(`     page: ${line}`);
} finally {
  await browser.close();
  await server.stop();
}
console.log(`wasm-tests: ${passed} passed, ${failed} failed`);
process.exit(failed || passed === 0 ? 1 : 0);
