/**
 * A browser as a group of processes: started, watched, killed whole, measured.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** @param {string} file @param {string[]} args @param {Record<string, string>} env */
export function startProcess(file, args, env) {
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: { ...process.env, ...env } });
  /** What it said on its error stream, shortened: shown when it does not start. */
  const said = { text: '' };
  child.stderr.on('data', (bytes) => { said.text = (said.text + bytes).slice(-4000); });
  let over = false;
  const exited = new Promise((resolve) => {
    child.on('exit', () => { over = true; resolve(undefined); });
    child.on('error', (error) => { over = true; said.text += String(error); resolve(undefined); });
  });
  alive.add(child);
  exited.then(() => alive.delete(child));
  return {
    pid: child.pid ?? 0,
    said,
    exited,
    get over() { return over; },
    /** Ends every process of the group at once, as a power cut would. */
    async kill() {
      for (const pid of descendants(child.pid ?? 0)) signal(pid);
      signal(-(child.pid ?? 0));
      await Promise.race([exited, pause(5000)]);
    },
  };
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set();
process.on('exit', () => { for (const child of alive) if (child.pid) signal(-child.pid); });
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(1));

/** @param {number} pid */
function signal(pid) {
  try { if (pid) process.kill(pid, 'SIGKILL'); } catch { /* already gone */ }
}

/** @param {number} root @returns {number[]} the process and all below it */
export function descendants(root) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch { /* it ended meanwhile */ }
  }
  const found = [root];
  for (let i = 0; i < found.length; i++) found.push(...(children.get(found[i]) ?? []));
  return found;
}

/** @param {number} root proportional memory of the process tree, in kB */
export function memoryKb(root) {
  let sum = 0;
  for (const pid of descendants(root)) {
    try { sum += Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0); } catch { /* it ended meanwhile */ }
  }
  return sum;
}

/** Processor time used so far by a process and all below it, in milliseconds. @param {number} root */
export function cpuMs(root) {
  let ticks = 0;
  for (const pid of descendants(root)) {
    try {
      // After the name, which may hold spaces: fields 14 and 15 of proc(5), in hundredths of a second.
      const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch { /* it ended meanwhile */ }
  }
  return ticks * 10;
}

/** @returns {Promise<number>} a loopback port nobody listens on */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
