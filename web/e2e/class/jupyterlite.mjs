/**
 * JupyterLite as a teacher would put it on a web space, with one notebook: built from its packages of
 * PyPI and npm into a folder, so that it asks no other host. No part of the page.
 */
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const JUPYTERLITE = '0.8.6';
/** The one that this kernel asks for. */
const PYODIDE = '314.0.6';
const PYTHON = '3.14';
/** What its kernel installs before the first cell runs; what these need is in Pyodide's own list. */
const INSTALLED = ['ipython', 'micropip', 'packaging', 'traitlets', 'decorator', 'prompt_toolkit', 'wcwidth', 'jedi', 'matplotlib-inline'];

export const versions = `JupyterLite ${JUPYTERLITE} with Pyodide ${PYODIDE}`;

/**
 * Builds the site unless it is there, and returns its folder. Needs Python with venv, pip and npm.
 *
 * @param {string} folder @param {string} notebook the file of a notebook
 */
export function buildJupyterlite(folder, notebook) {
  const site = path.join(folder, 'site');
  const sources = path.join(folder, 'sources');
  const made = path.join(folder, 'made');
  const recipe = JSON.stringify([versions, INSTALLED, hash(fs.readFileSync(notebook))]);
  if (fs.existsSync(made) && fs.readFileSync(made, 'utf8') === recipe) return site;
  fs.rmSync(folder, { recursive: true, force: true });
  for (const part of ['content', 'pypi', 'static']) fs.mkdirSync(path.join(sources, part), { recursive: true });

  call('python3', ['-m', 'venv', path.join(folder, 'python')], folder);
  const bin = path.join(folder, 'python', 'bin');
  const pip = (/** @type {string[]} */ ...rest) => call(path.join(bin, 'pip'), [...rest, '--quiet', '--disable-pip-version-check'], folder);
  pip('install', `jupyterlite-core==${JUPYTERLITE}`, `jupyterlite-pyodide-kernel==${JUPYTERLITE}`, 'jupyter-server');
  const wheel = (/** @type {string} */ wanted, /** @type {string} */ into) =>
    pip('download', '--no-deps', '--only-binary=:all:', '--python-version', PYTHON, '--platform', 'any', '--dest', into, wanted);

  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { pyodide: PYODIDE } }));
  call('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  const pyodide = path.join(sources, 'static', 'pyodide');
  fs.cpSync(path.join(folder, 'node_modules', 'pyodide'), pyodide, { recursive: true });
  addPackages(pyodide, wheel);
  wheel('comm', path.join(sources, 'pypi'));

  fs.copyFileSync(notebook, path.join(sources, 'content', path.basename(notebook)));
  const settings = { '@jupyterlite/pyodide-kernel-extension:kernel': { disablePyPIFallback: true } };
  fs.writeFileSync(path.join(sources, 'jupyter-lite.json'), JSON.stringify({ 'jupyter-lite-schema-version': 0, 'jupyter-config-data': { litePluginSettings: settings } }));
  call(path.join(bin, 'jupyter'), ['lite', 'build', '--no-libarchive', '--no-sourcemaps', '--no-unused-shared-packages', '--contents', 'content', '--output-dir', site], sources);
  squeeze(site);
  fs.writeFileSync(made, recipe);
  return site;
}

/**
 * The wheels of PyPI are not those of Pyodide's own host byte for byte, so its list gets their hashes.
 *
 * @param {string} pyodide @param {(wanted: string, into: string) => void} wheel
 */
function addPackages(pyodide, wheel) {
  const file = path.join(pyodide, 'pyodide-lock.json');
  /** @type {{ packages: Record<string, { name: string, version: string, file_name: string, sha256: string, depends: string[] }> }} */
  const list = JSON.parse(fs.readFileSync(file, 'utf8'));
  const wanted = [...INSTALLED];
  /** @type {Set<string>} */
  const seen = new Set();
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    const known = list.packages[next.replace(/_/g, '-')];
    if (known === undefined) throw new Error(`Pyodide does not know ${next}`);
    if (seen.has(known.name)) continue;
    seen.add(known.name);
    wanted.push(...known.depends);
    const before = new Set(fs.readdirSync(pyodide));
    wheel(`${known.name}==${known.version}`, pyodide);
    const came = fs.readdirSync(pyodide).find((name) => name.endsWith('.whl') && !before.has(name));
    if (came === undefined) throw new Error(`no wheel of ${known.name} ${known.version}`);
    known.file_name = came;
    known.sha256 = hash(fs.readFileSync(path.join(pyodide, came)));
  }
  fs.writeFileSync(file, JSON.stringify(list));
}

/** As our own site is sent. @param {string} site */
function squeeze(site) {
  for (const name of fs.readdirSync(site, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|m?js|css|json|wasm|svg)$/.test(name)) continue;
    const file = path.join(site, name);
    fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(fs.readFileSync(file)));
  }
}

/** @param {string} program @param {string[]} rest @param {string} cwd */
function call(program, rest, cwd) {
  fs.mkdirSync(cwd, { recursive: true });
  execFileSync(program, rest, { cwd, stdio: ['ignore', 2, 'inherit'] });
}

/** @param {crypto.BinaryLike} bytes */
function hash(bytes) {
  return crypto.createHash('sha256').update(bytes).digest('hex');
}
