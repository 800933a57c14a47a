/**
 * Runs lessons in the kernel whose functions report their first call, and writes which were called.
 * node profile.mjs GLUE MODULE PYTHON_FOLDER OUT LESSON...; OUT becomes a JSON list of numbers.
 *
 * Each lesson has a kernel of its own. Clock and random bytes are the same in every run, so that
 * the same module and lessons give the same list.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const [glue, module, python, out, ...lessons] = process.argv.slice(2);

const called = new Set();
const Instance = WebAssembly.Instance;
const reporter = { called: (number) => called.add(number) };
WebAssembly.Instance = class extends Instance {
  constructor(compiled, imports) {
    super(compiled, { ...imports, ardoise: reporter });
  }
};

let clock = 1_600_000_000_000;
let seed = 1;
let died = "";
globalThis.ardoiseHost = {
  report: () => {},
  // A number is an answer to most questions, and the one that the guessing game looks for.
  answer: () => "7",
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
    died = reason;
  },
};

/** `Request::Run` of `ardoise-protocol`. */
function request(run, source) {
  const bytes = [1, 0];
  const number = (value) => {
    let rest = value;
    for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  };
  const text = (value) => {
    const utf8 = new TextEncoder().encode(value);
    number(utf8.length);
    bytes.push(...utf8);
  };
  number(run);
  number(run);
  text(`cell-${run}`);
  text(source);
  return Uint8Array.from(bytes);
}

const compiled = new WebAssembly.Module(readFileSync(module));
const script = readFileSync(glue, "utf8");
for (const lesson of lessons) {
  const { cells } = JSON.parse(readFileSync(lesson, "utf8"));
  const sources = cells.filter((cell) => cell.cell_type === "code").map((cell) => cell.source);
  try {
    // Run again, the script has forgotten the instance before.
    const engine = runInThisContext(`(() => {${script}; return wasm_bindgen;})()`);
    engine.initSync({ module: compiled });
    engine.boot();
    sources.forEach((source, at) => {
      engine.handle(request(at + 1, Array.isArray(source) ? source.join("") : source));
    });
  } catch (error) {
    console.error(`${lesson}: ${died} ${error}`);
    process.exit(1);
  }
}
writeFileSync(out, JSON.stringify([...called].sort((one, other) => one - other)));
