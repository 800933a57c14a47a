/**
 * The script of a kernel's worker: loads the kernel's wasm, puts a memory in place, performs one
 * request at a time, and is the world that the kernel sees (`ardoiseHost`).
 *
 * A classic script: the oldest engines have no module workers. It knows the contract in the header
 * of `ardoise-worker` and nothing of notebooks. It never waits inside a run: when a question has no
 * answer it gives the run up, and the page starts another worker. Start with `listen`.
 */
import type { KernelFailure } from "../core";
import { type EngineFiles, openEngine, Unreachable } from "./engine-files";
import type { FromWorker, KernelCode, Recorded, ToWorker } from "./kernel-messages";
import { applyChanges, changesOf, lengthAfter } from "./memory-changes";
import { reportBatch } from "./report-batch";
import { sleepUntil } from "./slumber";

interface Instance {
  readonly memory: WebAssembly.Memory;
  /** Only a module in two halves hands out its table; the second half fills it up. */
  readonly table?: WebAssembly.Table;
}

/** The generated script defines this global. */
declare const wasm_bindgen: {
  initSync(options: { module: WebAssembly.Module }): Instance;
  boot(): void;
  handle(bytes: Uint8Array): void;
};

interface KernelHost {
  report(bytes: Uint8Array): void;
  answer(prompt: string, secret: boolean): string | undefined;
  moduleSource(name: string): Uint8Array | undefined;
  nowMs(): number;
  monotonicMs(): number;
  zoneMinutes(ms: number): number;
  fillRandom(bytes: Uint8Array): void;
  sleepMs(ms: number): void;
  rest(): void;
  died(reason: string): void;
}

interface WorkerScope {
  ardoiseHost: KernelHost;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  importScripts(url: string): void;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
}

const scope = self as unknown as WorkerScope;

/** Reports wait this long for company once they come fast. */
const BATCH_MILLIS = 50;
/** So many reports are sent at once before they have to wait for company. */
const BURST = 40;
/** A batch this large is sent whatever the time. */
const BATCH_BYTES = 16 * 1024;
/** More than this a run does not record: 16 MB of times. Beyond it, a repeated run sees new ones. */
const MOST_RECORDED = 2_000_000;
const PAGE_BYTES = 65_536;

/** Thrown through the kernel to give up a run that needs an answer. */
class NeedsAnswer extends Error {}

let engine: EngineFiles | undefined;
let instance: Instance | undefined;
let sources = new Map<string, Uint8Array>();
let death: string | undefined;

/** The world of the run under way. */
const batch = reportBatch();
let seen = 0;
let skipped = 0;
let tokens = BURST;
let lastPost = 0;
let answers: string[] = [];
let numbers: number[] = [];
let nextNumber = 0;
let random: number[] = [];
let nextRandom = 0;

function listen(): void {
  scope.onmessage = ({ data }) => {
    switch (data.type) {
      case "load":
        engine = openEngine(data.source);
        sources = new Map(data.sources);
        rest = data.rest;
        load(engine, data.module).catch((error: unknown) => {
          fail(error instanceof Unreachable ? "unreachable" : "unsupported", error);
        });
        return;
      case "begin":
        begin(data);
        return;
      case "run":
        run(data);
        return;
    }
  };
}

let compiled: WebAssembly.Module | undefined;
/** The kernel's second half. */
let rest: KernelCode | undefined;
/** Whether other workers can be given compiled code. */
let passesModules = true;
/** The first output comes first; the second half is rarely needed so early. On a thin line, which the
 * first half took long to cross, the others come first too. */
let restAfterMillis = 1000;
const REST_AT_LATEST_MILLIS = 60_000;

async function load(files: EngineFiles, given: KernelCode | undefined): Promise<void> {
  passesModules = canPass();
  const coming = given === undefined && passesModules ? files.kept() : undefined;
  files.script((url) => scope.importScripts(url));
  if (given !== undefined) {
    // At once, since the page tells to begin right after.
    compiled = moduleOf(given);
    passesModules = given === compiled;
    return;
  }
  const kept = await coming;
  if (kept !== undefined) {
    compiled = kept;
  } else {
    const began = performance.now();
    const bytes = await files.first((loaded, total) =>
      scope.postMessage({ type: "progress", loaded, total }),
    );
    const took = performance.now() - began;
    restAfterMillis = Math.min(Math.max(took, restAfterMillis), REST_AT_LATEST_MILLIS);
    compiled = await WebAssembly.compile(bytes);
    if (!passesModules) {
      scope.postMessage({ type: "compiled", module: bytes });
      return;
    }
  }
  scope.postMessage({ type: "compiled", module: compiled });
}

/** The smallest module there is, offered to nobody. */
function canPass(): boolean {
  try {
    const empty = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    new MessageChannel().port1.postMessage(empty);
    return true;
  } catch {
    return false;
  }
}

function moduleOf(code: KernelCode): WebAssembly.Module {
  return code instanceof Uint8Array ? new WebAssembly.Module(code as BufferSource) : code;
}

/** Has the second half ready before anything asks for it; if that fails, it is fetched when it is needed. */
async function fetchRest(files: EngineFiles): Promise<void> {
  const bytes = await files.rest();
  if (rest !== undefined) return;
  // Where each worker has to compile for itself, only one that needs it should.
  rest = passesModules ? await WebAssembly.compile(bytes) : bytes;
  scope.postMessage({ type: "rest", code: rest });
}

function begin({ memory, changes }: Extract<ToWorker, { type: "begin" }>): void {
  try {
    if (compiled === undefined) throw new Error("no kernel was loaded");
    const fresh = wasm_bindgen.initSync({ module: compiled });
    instance = fresh;
    if (memory !== undefined) {
      growTo(fresh.memory, memory.length);
      new Uint8Array(fresh.memory.buffer).set(memory);
    } else if (changes !== undefined) {
      growTo(fresh.memory, lengthAfter(changes));
      applyChanges(changes, fresh.memory.buffer);
    } else {
      const before = fresh.memory.buffer.slice(0);
      wasm_bindgen.boot();
      flush();
      const made = changesOf(before, fresh.memory.buffer);
      scope.postMessage({ type: "begun", changes: made }, [made.buffer]);
      expectRest(fresh);
      return;
    }
    scope.postMessage({ type: "begun" });
    expectRest(fresh);
  } catch (error) {
    fail(failureOf(error), error);
  }
}

function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(missing / PAGE_BYTES);
}

function expectRest(fresh: Instance): void {
  if (fresh.table === undefined || rest !== undefined) return;
  setTimeout(() => {
    if (rest === undefined && engine) fetchRest(engine).catch(() => undefined);
  }, restAfterMillis);
}

function run(order: Extract<ToWorker, { type: "run" }>): void {
  if (instance === undefined) {
    fail("trapped", "a run before the kernel had begun");
    return;
  }
  if (order.copy) {
    const memory = new Uint8Array(instance.memory.buffer).slice();
    scope.postMessage({ type: "memory", memory }, [memory.buffer]);
  }
  seen = 0;
  skipped = order.shown;
  tokens = BURST;
  answers = order.answers.slice();
  numbers = order.recorded.numbers;
  random = Array.from(order.recorded.random);
  nextNumber = 0;
  nextRandom = 0;
  death = undefined;
  try {
    for (const file of order.files) wasm_bindgen.handle(file);
    wasm_bindgen.handle(order.request);
  } catch (error) {
    flush();
    if (error instanceof NeedsAnswer) {
      const recorded: Recorded = { numbers, random: Uint8Array.from(random) };
      scope.postMessage({ type: "asked", recorded });
    } else {
      fail(failureOf(error), error);
    }
    return;
  }
  flush();
  scope.postMessage({ type: "ended" });
}

function failureOf(error: unknown): KernelFailure {
  if (error instanceof Unreachable) return "unreachable";
  // The engine's own stack: so say Chromium and Safari (RangeError), and Firefox (InternalError).
  if (/call stack|too much recursion/i.test(String(error))) return "tooDeep";
  // Where memory cannot be had even before the kernel runs, the engine throws a RangeError.
  if (death === "memory") return "outOfMemory";
  if (error instanceof RangeError && /memory|allocat/i.test(error.message)) return "outOfMemory";
  return "trapped";
}

function fail(reason: KernelFailure, error: unknown): void {
  instance = undefined;
  scope.postMessage({ type: "failed", reason, text: `${death ?? ""} ${String(error)}`.trim() });
}

function flush(): void {
  lastPost = performance.now();
  if (batch.count === 0) return;
  const count = batch.count;
  scope.postMessage({ type: "reports", reports: batch.take(), count });
}

/** The next recorded number, else a new one, which is recorded. */
function number(fresh: () => number): number {
  if (nextNumber < numbers.length) {
    nextNumber += 1;
    return numbers[nextNumber - 1] ?? 0;
  }
  const value = fresh();
  if (numbers.length < MOST_RECORDED) {
    numbers.push(value);
    nextNumber += 1;
  }
  return value;
}

// A replacement's clock goes on where that of its predecessor was, so it counts from 1970.
const clockStart = Date.now() - performance.now();

scope.ardoiseHost = {
  report(bytes) {
    seen += 1;
    if (seen <= skipped) return;
    batch.add(bytes);
    const now = performance.now();
    const waited = now - lastPost;
    tokens = Math.min(BURST, tokens + waited / BATCH_MILLIS);
    if (tokens >= 1 || waited >= BATCH_MILLIS || batch.bytes >= BATCH_BYTES) {
      tokens = Math.max(0, tokens - 1);
      flush();
    }
  },
  answer() {
    const answer = answers.shift();
    if (answer === undefined) throw new NeedsAnswer();
    return answer;
  },
  moduleSource(name) {
    const known = sources.get(name);
    if (known !== undefined) return known;
    const bytes = engine?.module(name);
    if (bytes === undefined) return undefined;
    sources.set(name, bytes);
    scope.postMessage({ type: "source", name, bytes });
    return bytes;
  },
  nowMs: () => number(() => Date.now()),
  monotonicMs: () => number(() => clockStart + performance.now()),
  zoneMinutes: (ms) => number(() => -new Date(ms).getTimezoneOffset()),
  fillRandom(bytes) {
    for (let index = 0; index < bytes.length; index += 1) {
      if (nextRandom === random.length) {
        const fresh = crypto.getRandomValues(new Uint8Array(bytes.length - index));
        for (const byte of fresh) random.push(byte);
      }
      bytes[index] = random[nextRandom] ?? 0;
      nextRandom += 1;
    }
  },
  sleepMs(ms) {
    // A run that is repeated has slept already.
    if (seen < skipped || nextNumber < numbers.length) return;
    flush();
    sleepUntil(performance.now() + ms);
  },
  rest() {
    if (instance === undefined || engine === undefined) {
      throw new Error("the second half was asked for too early");
    }
    rest = moduleOf(rest === undefined ? engine.restNow() : rest);
    new WebAssembly.Instance(rest, { first: instance as unknown as WebAssembly.ModuleImports });
  },
  died(reason) {
    death = reason;
  },
};

listen();
