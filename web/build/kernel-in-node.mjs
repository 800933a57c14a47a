/**
 * A kernel that runs in Node while the site is built. Clock and random bytes are the same in every
 * run, so that the same module and lessons do the same.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";

/**
 * The host of one kernel at a time. `python` is the folder of Python's modules; `report` is given
 * each report, `answer` answers questions.
 */
export function kernelHost(python, { report, answer }) {
  let clock = 1_600_000_000_000;
  let seed = 1;
  const host = {
    death: "",
    report,
    answer,
    moduleSource: (name) => {
      const file = join(python, `${name}.py`);
      return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
    },
    nowMs: () => {
      clock += 1;
      return clock;
    },
    monotonicMs: () => {
      clock += 1;
      return clock;
    },
    zoneMinutes: () => 60,
    fillRandom: (bytes) => {
      for (let index = 0; index < bytes.length; index += 1) {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
        bytes[index] = seed >>> 16;
      }
    },
    sleepMs: () => {},
    rest: () => {},
    died: (reason) => {
      host.death = reason;
    },
  };
  globalThis.ardoiseHost = host;
  return host;
}

/** A fresh kernel that has started. */
export function startKernel(glue, compiled) {
  // Run again, the script has forgotten the instance before.
  const engine = runInThisContext(
    `(() => {${readFileSync(glue, "utf8")}; return wasm_bindgen;})()`,
  );
  engine.initSync({ module: compiled });
  engine.boot();
  return engine;
}

/** The codec of `ardoise-protocol`: a version, a tag, then what each kind of request has. */
function requestOf(tag) {
  const bytes = [1, tag];
  const number = (value) => {
    let rest = value;
    for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  };
  const block = (content) => {
    number(content.length);
    for (const byte of content) bytes.push(byte);
  };
  const text = (value) => block(new TextEncoder().encode(value));
  return { bytes, number, block, text };
}

/** `Request::Run` of a cell's source. */
export function runRequest(run, source) {
  const { bytes, number, text } = requestOf(0);
  number(run);
  number(run);
  text(`cell-${run}`);
  text(source);
  return Uint8Array.from(bytes);
}

/** Gives a kernel the files that lie beside a lesson. */
export function layFiles(engine, lesson) {
  if (!existsSync(lesson)) return;
  const folder = dirname(lesson);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith(".ipynb")) continue;
    const { bytes, number, block, text } = requestOf(20);
    text(entry.name);
    number(1);
    block(readFileSync(join(folder, entry.name)));
    engine.handle(Uint8Array.from(bytes));
  }
}

/** The set that fills with the functions which a module that reports first calls reports. */
export function calledFunctions() {
  const called = new Set();
  const Instance = WebAssembly.Instance;
  const reporter = { called: (number) => called.add(number) };
  WebAssembly.Instance = class extends Instance {
    constructor(compiled, imports) {
      super(compiled, { ...imports, ardoise: reporter });
    }
  };
  return called;
}

/** The sources of a notebook file's code cells. */
export function codeOf(file) {
  const { cells } = JSON.parse(readFileSync(file, "utf8"));
  return cells
    .filter((cell) => cell.cell_type === "code")
    .map(({ source }) => (Array.isArray(source) ? source.join("") : source));
}
