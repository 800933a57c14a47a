/**
 * Ardoise's relay, y-websocket and Hocuspocus under the same load, one after the other; prints the table
 * that `cargo xtask relays` puts into docs/relay.md.
 * node web/e2e/relays.mjs --programs FOLDER
 *
 * FOLDER has the built examples `relay` and `peers` of the crate ardoise-relay. The peers come from npm
 * into target/relays and are no part of the project; each has the storage that its makers offer for one
 * machine. All clients are the example `peers`, with updates that Yjs has made.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const FOLDER = path.join(ROOT, 'target', 'relays');
const PROGRAMS = path.resolve(option('--programs', path.join(ROOT, 'target', 'release', 'examples')));
const PEERS = { '@hocuspocus/extension-sqlite': '4.7.0', '@hocuspocus/server': '4.7.0', '@y/websocket-server': '0.1.1', 'y-leveldb': '0.1.2', yjs: '13.6.27' };
const CLIENTS = 1500;
const WRITERS = 64;
const EDITS = 150;
const ROOMS = 10;
const CLASS = 30;
const ROOM_BYTES = 100_000;
/** Hocuspocus writes a document ten seconds after its first change at the latest. */
const WRITTEN_MS = 13_000;

/** @typedef {{ pid: number, address: string, kill: () => Promise<void> }} Started */
/** @typedef {{ name: string, kind: string, start: (port: number, data: string) => [string, string[], NodeJS.ProcessEnv] }} Server */
/** @typedef {{ each: number, before: number, rate: number, p50: number, p99: number, lost: number, lostLater: number, count: number, storm: number, half: number, memory: number }} Result */

/** @type {Server[]} */
const SERVERS = [
  { name: 'Ardoise', kind: 'ardoise', start: (port, data) => [path.join(PROGRAMS, 'relay'), [`127.0.0.1:${port}`, data, '100000'], {}] },
  {
    name: 'y-websocket', kind: 'y-websocket',
    start: (port, data) => ['node', ['node_modules/@y/websocket-server/src/server.js'], { HOST: '127.0.0.1', PORT: String(port), YPERSISTENCE: data }],
  },
  { name: 'Hocuspocus', kind: 'hocuspocus', start: (port, data) => ['node', ['hocuspocus.mjs', String(port), path.join(data, 'documents.sqlite')], {}] },
];

/** In the order of the servers. */
const MEANS = [
  'it is on the disk, synchronised',
  'none is sent; it is in memory, as the next answer shows',
  'it is in memory (`SyncStatus`)',
];

install();
const { edits, whole } = await documents();
/** @type {Result[]} */
const results = [];
for (const server of SERVERS) results.push(await measured(server));
print(results);

/** @param {Server} server @returns {Promise<Result>} */
async function measured(server) {
  console.error(`• ${server.name}`);
  const data = emptyFolder(server);
  let running = await started(server, data);
  const idle = await clients(server, running, edits, 'idle', CLIENTS, running.pid);
  await running.kill();

  const appends = await killed(server, 0);
  const later = await killed(server, WRITTEN_MS);

  running = await started(server, data);
  await clients(server, running, whole, 'fill', ROOMS);
  await new Promise((done) => setTimeout(done, WRITTEN_MS));
  await running.kill();
  running = await started(server, data);
  const storm = await clients(server, running, whole, 'storm', ROOMS, CLASS, ROOM_BYTES);
  const memory = Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${running.pid}/status`, 'utf8'))?.[1]);
  await running.kill();
  return {
    each: (idle.after - idle.before) / CLIENTS, before: idle.before, rate: appends.a_second, p50: appends.p50, p99: appends.p99,
    count: appends.count, lost: appends.lost, lostLater: later.lost, storm: storm.last, half: storm.p50, memory,
  };
}

/**
 * Edits in a store of their own, the server killed so long after the last answer, and what is gone then.
 * @param {Server} server @param {number} afterMs @returns {Promise<Record<string, number>>}
 */
async function killed(server, afterMs) {
  const data = emptyFolder(server);
  let running = await started(server, data);
  const appends = await clients(server, running, edits, 'appends', WRITERS, running.pid, afterMs);
  await running.kill();
  running = await started(server, data);
  const kept = fs.mkdtempSync(path.join(FOLDER, 'kept-'));
  const { records } = await clients(server, running, edits, 'kept', WRITERS, kept);
  await running.kill();
  const found = server.kind === 'ardoise' ? records : await counted(kept);
  fs.rmSync(kept, { recursive: true });
  return { ...appends, lost: appends.count - found };
}

/** @param {Server} server */
function emptyFolder(server) {
  const data = path.join(FOLDER, 'data', server.kind);
  fs.rmSync(data, { recursive: true, force: true });
  fs.mkdirSync(data, { recursive: true });
  return data;
}

/** Runs until it is killed, as a power switch or the system does. @param {Server} server @param {string} data @returns {Promise<Started>} */
async function started(server, data) {
  const port = await freePort();
  const [program, words, environment] = server.start(port, data);
  const child = spawn(program, words, { cwd: FOLDER, env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((done) => child.on('exit', done));
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  while (!(await listens(port))) if (child.exitCode !== null) throw new Error(`${server.name} does not start`);
  return {
    pid: /** @type {number} */ (child.pid),
    address: `127.0.0.1:${port}`,
    async kill() {
      kill();
      await ended;
      process.off('exit', kill);
    },
  };
}

/** @param {Server} server @param {Started} running @param {string} updates @param {(string | number)[]} work @returns {Promise<Record<string, number>>} */
async function clients(server, running, updates, ...work) {
  const words = [server.kind, running.address, updates, ...work.map(String)];
  const { stdout } = await promisify(execFile)(path.join(PROGRAMS, 'peers'), words);
  return JSON.parse(stdout);
}

/** How many edits there are in what a peer gave back. @param {string} folder */
async function counted(folder) {
  const Y = await yjs();
  let found = 0;
  for (const name of fs.readdirSync(folder)) {
    const document = new Y.Doc();
    const bytes = fs.readFileSync(path.join(folder, name));
    for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt32LE(at)) Y.applyUpdate(document, bytes.subarray(at + 4, at + 4 + bytes.readUInt32LE(at)));
    found += document.getArray('edits').length;
  }
  return found;
}

/** The updates of a pupil who writes, and those of a notebook of 100 kB, in files. */
async function documents() {
  const Y = await yjs();
  const write = (/** @type {string} */ name, /** @type {(document: any) => void} */ work) => {
    const document = new Y.Doc();
    // The clients know it.
    document.clientID = 1;
    /** @type {Buffer[]} */
    const all = [];
    document.on('update', (/** @type {Uint8Array} */ update) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(update.length);
      all.push(length, Buffer.from(update));
    });
    work(document);
    const file = path.join(FOLDER, name);
    fs.writeFileSync(file, Buffer.concat(all));
    return file;
  };
  return {
    edits: write('edits', (document) => {
      for (let at = 0; at < EDITS; at++) document.getArray('edits').push([`${at}: ${'x'.repeat(80)}`]);
    }),
    whole: write('whole', (document) => {
      for (let at = 0; at < 100; at++) document.getText('text').insert(at * 1000, `${at}`.padStart(4).repeat(250));
    }),
  };
}

/** @returns {Promise<any>} */
function yjs() {
  return import(pathToFileURL(path.join(FOLDER, 'node_modules/yjs/dist/yjs.mjs')).href);
}

function install() {
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.copyFileSync(path.join(HERE, 'relays', 'hocuspocus.mjs'), path.join(FOLDER, 'hocuspocus.mjs'));
  const wanted = JSON.stringify({ private: true, dependencies: PEERS });
  const manifest = path.join(FOLDER, 'package.json');
  if (fs.existsSync(path.join(FOLDER, 'node_modules')) && fs.readFileSync(manifest, 'utf8') === wanted) return;
  fs.writeFileSync(manifest, wanted);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: FOLDER, stdio: ['ignore', 2, 'inherit'] });
}

/** @param {Result[]} all */
function print(all) {
  const versions = Object.entries(PEERS).map(([name, version]) => `${name} ${version}`).join(', ');
  const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(2)} s`;
  const row = (/** @type {string} */ name, /** @type {(result: Result) => string} */ cell) => console.log(`| ${name} | ${all.map(cell).join(' | ')} |`);
  console.log(`${os.cpus().length} cores of ${os.cpus()[0].model.trim()}, shared with the clients; Node ${process.version}; ${versions}.\n`);
  console.log(`| | ${SERVERS.map(({ name }) => name).join(' | ')} |`);
  console.log('| --- | --- | --- | --- |');
  row('memory when idle', ({ before }) => `${(before / 1024).toFixed(1)} MB`);
  row(`clients that have joined and wait, for each MB (${CLIENTS}, ${CLASS} in a room)`, ({ each }) => (1024 / each).toFixed(0));
  row('what its answer to an edit means', (result) => MEANS[all.indexOf(result)]);
  row(`edits answered a second, ${WRITERS} writers with a room each`, ({ rate }) => rate.toFixed(0));
  row('half of them within, 99 of 100 within', ({ p50, p99 }) => `${p50.toFixed(1)} ms, ${p99.toFixed(1)} ms`);
  row('answered edits that are gone after `kill -9` at the last answer', ({ lost, count }) => `${lost} of ${count}`);
  row(`the same, ${WRITTEN_MS / 1000} s after it`, ({ lostLater, count }) => `${lostLater} of ${count}`);
  row(`${ROOMS} × ${CLASS} pupils come at once for rooms of 100 kB: half, all have them`, ({ half, storm }) => `${seconds(half)}, ${seconds(storm)}`);
  row('most memory in that', ({ memory }) => `${(memory / 1024).toFixed(0)} MB`);
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
function listens(port) {
  return new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => setTimeout(done, 20, false));
  });
}

/** @param {string} name @param {string} otherwise */
function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
}
