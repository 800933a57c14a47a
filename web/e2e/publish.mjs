/**
 * Runs `ardoise publish` for journeys: activities made of notebooks, in a folder of a moment.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const ENDING = process.platform === 'win32' ? '.exe' : '';

/** The program that was built last. */
export function program() {
  const built = ['release', 'debug'].map((folder) => path.join(ROOT, 'target', folder, `ardoise${ENDING}`)).filter((file) => fs.existsSync(file));
  built.sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  if (!built[0]) throw new Error('no ardoise program: run cargo build -p ardoise-cli first');
  return built[0];
}

/** @param {string[]} words */
export function ardoise(words) {
  return execFileSync(program(), words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** @param {string} folder @param {string[]} [more] */
export function publishSite(folder, more = []) {
  return ardoise(['publish', path.join(folder, 'lessons'), '-o', path.join(folder, 'web', 'ecole', 'site'), '--app', path.join(ROOT, 'web', 'dist'), '--key', path.join(folder, 'key'), ...more]);
}

/** @param {(folder: string) => Promise<void>} work with an empty folder that is gone afterwards */
export async function withFolder(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-publish-'));
  try {
    fs.mkdirSync(path.join(folder, 'lessons', 'images'), { recursive: true });
    await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @param {Record<string, unknown>} metadata @param {unknown[]} cells */
export function writeNotebook(file, metadata, cells) {
  fs.writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }, null, 1));
}

/** @param {string} id @param {string} source @param {Record<string, unknown>} [metadata] */
export function code(id, source, metadata = {}) {
  return { cell_type: 'code', id, metadata, source, execution_count: null, outputs: [] };
}

/** @param {string} id @param {string} source @param {Record<string, unknown>} [metadata] */
export function text(id, source, metadata = {}) {
  return { cell_type: 'markdown', id, metadata, source };
}
