/**
 * A slower processor for one browser: every thread gets a share of a core, workers included.
 * The DevTools protocol slows only a page's main thread, and Python runs in a worker.
 * Needs Linux with the cgroup v1 `cpu` controller and the right to write there.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { descendants } from './process.mjs';

const CONTROLLER = '/sys/fs/cgroup/cpu';
/** The longest turn of a thread before it waits: with long turns, work shorter than one would cost nothing. The kernel allows no less than 1000. */
const TURN_US = 2000;
/** New threads are caught within this time. */
const SWEEP_MS = 40;

/** Whether this machine lets us. */
export function canSlow() {
  try {
    fs.accessSync(path.join(CONTROLLER, 'cpu.cfs_period_us'));
    fs.accessSync(CONTROLLER, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Slows all threads of a process tree down, present and future ones.
 * @param {number} root @param {number} times @returns {() => void} ends it
 */
export function slowDown(root, times) {
  const group = fs.mkdtempSync(path.join(CONTROLLER, 'ardoise-'));
  const period = Math.round(TURN_US * times);
  limit(group, period, TURN_US * os.cpus().length);
  /** @type {Map<number, string>} */
  const threads = new Map();
  const sweep = () => {
    for (const pid of descendants(root)) {
      /** @type {string[]} */
      let tids = [];
      try { tids = fs.readdirSync(`/proc/${pid}/task`); } catch { /* it ended meanwhile */ }
      for (const tid of tids.map(Number)) {
        if (threads.has(tid)) continue;
        const own = path.join(group, `t${tid}`);
        try {
          fs.mkdirSync(own);
          limit(own, period, TURN_US);
          fs.writeFileSync(path.join(own, 'tasks'), String(tid));
        } catch { /* it ended meanwhile */ }
        threads.set(tid, own);
      }
    }
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_MS);
  return () => {
    clearInterval(timer);
    for (const [tid, own] of threads) {
      try { fs.writeFileSync(path.join(CONTROLLER, 'tasks'), String(tid)); } catch { /* it ended meanwhile */ }
      try { fs.rmdirSync(own); } catch { /* the kernel removes it with its last thread */ }
    }
    try { fs.rmdirSync(group); } catch { /* left empty */ }
  };
}

/** @param {string} group @param {number} periodUs @param {number} quotaUs */
function limit(group, periodUs, quotaUs) {
  fs.writeFileSync(path.join(group, 'cpu.cfs_period_us'), String(periodUs));
  fs.writeFileSync(path.join(group, 'cpu.cfs_quota_us'), String(quotaUs));
}
