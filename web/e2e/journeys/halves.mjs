/**
 * The kernel comes in two halves, from a web space that compresses nothing: little is sent, a rare
 * function called at once has its half fetched, and Stop, restart and a day without network find it.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../serve/static-server.mjs';
import * as steps from '../steps.mjs';

export const name = 'the second half of the kernel comes when it is needed, compressed by nobody';

const DIST = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist');
const FIRST = '/engine/ardoise_worker_bg.wasm';
const REST = '/engine/ardoise_worker_rest.wasm';
/** No lesson of the profile uses these. */
const RARE = 'import cmath, binascii\nprint(cmath.sqrt(-4), binascii.hexlify(b"ardoise").decode())';
const RARE_OUTPUT = '2j 6172646f697365';

/** @param {import('../run.mjs').World} world */
export async function run({ page, assert, log }) {
  const inHalves = fs.existsSync(path.join(DIST, REST));
  const server = await startServer({ root: DIST, brotli: false });
  try {
    await steps.openApp(page, server);
    await steps.newNotebook(page);
    await steps.writeCell(page, 0, `x = 41\n${RARE}`);
    assert.equal(await steps.runCell(page, 0), RARE_OUTPUT);
    if (inHalves) {
      const asked = (/** @type {string} */ file) => server.requests.filter(({ url, status }) => url.split('?')[0] === file && status === 200);
      assert.ok(asked(`${FIRST}.gz`).length > 0, 'the first half is sent compressed');
      assert.ok(asked(`${REST}.gz`).length > 0, 'the second half is sent compressed');
      log(`first half ${asked(`${FIRST}.gz`)[0].bytes} bytes, second ${asked(`${REST}.gz`)[0].bytes}`);
    } else {
      log('a build for working on has one half');
    }

    await steps.addCell(page, 'x = 0\nwhile True: pass');
    await steps.addCell(page, `print(x)\n${RARE}`);
    const loop = await steps.startCell(page, 1);
    await steps.inState(page, loop, 'running');
    await page.click('stop');
    await steps.idle(page, loop);
    await steps.kernelIs(page, 'ready');
    assert.equal(await steps.runCell(page, 2), `41\n${RARE_OUTPUT}`, 'a memory put back finds the second half');
    await page.click('restart');
    await steps.kernelIs(page, 'ready');
    assert.equal(await steps.runCell(page, 0), RARE_OUTPUT);

    await steps.savedIs(page);
    await steps.offlineReady(page);
    await server.stop();
    await steps.reloadNotebook(page);
    assert.equal(await steps.runCell(page, 0), RARE_OUTPUT, 'both halves are on the device');
  } finally {
    await server.stop();
  }
}
