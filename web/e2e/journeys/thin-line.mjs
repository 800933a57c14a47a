/**
 * On a line that a class shares, the page takes longer to come than anybody thinks. What is fetched
 * for a day without a network once began before Python was asked for, and every pupil waited for
 * more than twice the bytes.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fragment, publish } from '../activities.mjs';
import { thinLine } from '../serve/thin-line.mjs';
import * as steps from '../steps.mjs';

export const name = 'on a thin line nothing for later is fetched before Python is there';
export const engines = ['chromium'];

const ACTIVITY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../assets/activities/premiers-pas.ipynb');
/** As one of five pupils on 2 Mbit/s. */
const BITS = 400_000;
/** A build for working on is several times as long. */
const PATIENCE_MS = 240_000;

/** @param {import('../run.mjs').World} world */
export async function run({ page, server, assert, log }) {
  const line = await thinLine({ port: Number(new URL(server.url).port), bitsPerSecond: BITS, delayMs: 25 });
  try {
    const link = fragment(publish(JSON.parse(fs.readFileSync(ACTIVITY, 'utf8')), { solutions: false }));
    const began = Date.now();
    // The load event comes late here.
    const opening = page.open(`${line.url}#${link}`).catch(() => undefined);
    await page.waitFor(`!!document.querySelector('.cells[data-complete=true]')`, { ms: PATIENCE_MS, what: 'the text' });
    log(`read after ${Date.now() - began} ms`);
    await steps.kernelIs(page, 'ready', PATIENCE_MS);
    const before = line.sent;
    log(`Python after ${Date.now() - began} ms and ${before} bytes`);
    const early = server.requests.filter(({ url }) => /service-worker/.test(url));
    assert.deepEqual(early, [], 'what is for later comes later');
    await opening;
  } finally {
    await line.stop();
  }
}
