/**
 * The kernel of one notebook, as the page keeps it: a worker that can be thrown away, the memory
 * from before the run under way, and what that run has seen of the world.
 *
 * Stop, restart, questions and failures are all the same move: end the worker, start another, put a
 * memory back. It must not know notebooks or what requests and reports say. Start with `Kernel`.
 */
import type { KernelChange, KernelFailure, KernelProgress } from "../core";
import type { FromWorker, KernelCode, Recorded, ToWorker } from "./kernel-messages";
import { engineSource, newWorker } from "./kernel-start";
import { siteVersion } from "./offline";
import { type Changing, changing } from "./watched";

/** What the session's host hears of its kernel. */
export interface KernelListener {
  changed(change: KernelChange): void;
  reported(reports: Uint8Array[]): void;
}

/**
 * Where the memory of a freshly started kernel is kept between visits, as what start-up changes in
 * it (`memory-changes.ts`), by the version of the site.
 */
export interface PristineStore {
  load(version: string): Promise<Uint8Array | undefined>;
  keep(version: string, changes: Uint8Array): Promise<void>;
}

/** What all kernels of this page share: fetched and compiled once. */
export interface KernelFiles {
  module: KernelCode | undefined;
  /** Its second half, which comes after the first output. */
  rest: KernelCode | undefined;
  readonly sources: Map<string, Uint8Array>;
  /** Only here while it is not known to be stored. */
  pristine: Uint8Array | undefined;
  /** A worker that was started before anybody asked for one. */
  early: EarlyWorker | undefined;
  readonly store: PristineStore;
  readonly progress: Changing<KernelProgress>;
}

interface EarlyWorker {
  worker: Worker;
  /** What it has said so far. */
  heard: FromWorker[];
  /** It was given the pristine memory. */
  begins: boolean;
  /** Its script could not be had. */
  broken: boolean;
}

export function kernelFiles(store: PristineStore): KernelFiles {
  return {
    module: undefined,
    rest: undefined,
    sources: new Map(),
    pristine: undefined,
    early: undefined,
    store,
    progress: changing<KernelProgress>({ phase: "absent", loaded: 0, total: undefined }),
  };
}

/**
 * Starts a worker that the next kernel to start takes over: it has loaded its wasm by then and, for a
 * notebook that is being opened, has its memory too.
 */
export function startEarly(files: KernelFiles, forOpening: boolean): void {
  if (files.early !== undefined || !canRun()) return;
  const worker = newWorker();
  const early: EarlyWorker = { worker, heard: [], begins: false, broken: false };
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    early.heard.push(data);
    if (data.type !== "compiled" || !forOpening) return;
    early.begins = true;
    void beginPristine(worker, files, true, () => true);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    early.broken = true;
  };
  load(worker, files);
  files.early = early;
}

/** Has a worker begin with the memory that start-up leads to: the one kept on the device, if there is one to trust. */
async function beginPristine(
  worker: Worker,
  files: KernelFiles,
  trusted: boolean,
  wanted: () => boolean,
): Promise<void> {
  const version = siteVersion();
  let changes = files.pristine;
  if (changes === undefined && version !== "" && trusted) {
    changes = await files.store.load(version).catch(() => undefined);
  }
  if (!wanted()) return;
  const order: ToWorker = changes === undefined ? { type: "begin" } : { type: "begin", changes };
  // What came from the store is there still: it is handed over, not copied.
  const given = changes === undefined || changes === files.pristine ? [] : [changes.buffer];
  worker.postMessage(order, given);
}

function canRun(): boolean {
  return typeof WebAssembly === "object" && typeof Worker === "function";
}

/** Tells a worker where its wasm is, or gives it. */
function load(worker: Worker, { module, rest, sources }: KernelFiles): void {
  const order: ToWorker = {
    type: "load",
    source: engineSource(module !== undefined),
    module,
    rest,
    sources: [...sources],
  };
  worker.postMessage(order);
}

/** The last run that was given to the worker. */
interface Run {
  request: Uint8Array;
  /** Requests that lay files down, performed before it each time. */
  files: Uint8Array[];
  answers: string[];
  recorded: Recorded;
  /** How many of its reports were handed on. */
  shown: number;
  /** How many answers the worker was given. */
  given: number;
  /** It was given up until the person answers. */
  asks: boolean;
  /** The memory from before it is known. */
  copied: boolean;
}

/** Which memory a worker starts with. */
type Start = "pristine" | { memory: Uint8Array };

/** A run that lasts may have to be stopped: from then on another worker stands ready. */
const LONG_RUN_MILLIS = 1000;

/** A memory this close to the limit would only run out again. */
const SANE_BYTES = 400 * 1024 * 1024;
/** After so many kernels that broke while starting, no other is tried until somebody asks. */
const MOST_FAILED_STARTS = 2;

export class Kernel {
  private worker: Worker | undefined;
  /** The worker has its memory and can run. */
  private begun = false;
  /** Its memory is the pristine one, of which no copy is needed. */
  private untouched = false;
  private run: Run | undefined;
  /** Given by the session before the worker had begun. */
  private waiting: Pick<Run, "request" | "files"> | undefined;
  /** A request whose files are still being read. */
  private coming: object | undefined;
  /** The memory from before the last run, or from before the next where that is known. */
  private before: Start | undefined;
  private longRun: number | undefined;
  /** To be stopped as soon as the memory from before the run is here. */
  private stops = false;
  private failedStarts = 0;

  constructor(
    private readonly files: KernelFiles,
    private readonly listener: KernelListener,
  ) {}

  /** Makes a kernel ready; does nothing when there is one. */
  start(): void {
    if (this.worker !== undefined) return;
    this.failedStarts = 0;
    this.listener.changed({ type: "loading" });
    this.replace("pristine", { type: "ready" });
  }

  /** Runs a request, with what it needs in the kernel's memory before it. */
  post(request: Uint8Array, laid?: Promise<Uint8Array[]>): void {
    if (laid === undefined) {
      this.take({ request, files: [] });
      return;
    }
    const coming = {};
    this.coming = coming;
    void laid.then((files) => {
      // It may have been stopped meanwhile.
      if (this.coming !== coming) return;
      this.coming = undefined;
      this.take({ request, files });
    });
  }

  private take(asked: Pick<Run, "request" | "files">): void {
    if (this.worker === undefined || !this.begun) {
      this.waiting = asked;
      return;
    }
    this.run = {
      ...asked,
      answers: [],
      recorded: { numbers: [], random: new Uint8Array(0) },
      shown: 0,
      given: 0,
      asks: false,
      copied: this.untouched,
    };
    if (this.untouched) this.before = "pristine";
    this.give(this.run, !this.untouched);
  }

  answer(text: string): void {
    const run = this.run;
    if (run === undefined) return;
    run.answers.push(text);
    if (!run.asks) return;
    run.asks = false;
    // Else the new worker has not begun yet, and goes on by itself when it has.
    if (this.begun) this.give(run, false);
  }

  /** Ends the run; variables are as before it. */
  stop(): void {
    if (this.coming !== undefined && this.begun) {
      // The kernel has not heard of it yet. The session expects the answer later.
      this.coming = undefined;
      window.setTimeout(() => this.listener.changed({ type: "restored" }), 0);
      return;
    }
    this.coming = undefined;
    if (this.run !== undefined && !this.run.copied) {
      // The copy is the first thing the worker sends, and without it variables would be lost.
      this.stops = true;
      return;
    }
    this.stops = false;
    const start = this.before;
    this.run = undefined;
    this.waiting = undefined;
    if (start === undefined) this.replace("pristine", { type: "fresh" });
    else this.replace(start, { type: "restored" });
  }

  /** Gives the kernel a fresh memory. */
  restart(): void {
    this.forget();
    this.failedStarts = 0;
    this.replace("pristine", { type: "fresh" });
  }

  dispose(): void {
    this.forget();
    this.end();
    this.files.progress.set({ phase: "absent", loaded: 0, total: undefined });
  }

  private forget(): void {
    this.run = undefined;
    this.waiting = undefined;
    this.coming = undefined;
    this.before = undefined;
    this.stops = false;
  }

  private end(): void {
    window.clearTimeout(this.longRun);
    if (this.worker !== undefined) {
      this.worker.onmessage = null;
      this.worker.onerror = null;
      this.worker.terminate();
    }
    this.worker = undefined;
    this.begun = false;
  }

  private give(run: Run, copy: boolean): void {
    run.given = run.answers.length;
    this.untouched = false;
    window.clearTimeout(this.longRun);
    this.longRun = window.setTimeout(() => startEarly(this.files, false), LONG_RUN_MILLIS);
    this.tell({
      type: "run",
      request: run.request,
      files: run.files,
      copy,
      answers: run.answers,
      recorded: run.recorded,
      shown: run.shown,
    });
  }

  private tell(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  /** Ends the worker there is and starts another; `change` is said once it can run. */
  private replace(start: Start, change: KernelChange | undefined): void {
    this.end();
    if (!canRun()) {
      this.listener.changed({ type: "failed", reason: "unsupported" });
      return;
    }
    const { module } = this.files;
    const early = this.takeEarly(start);
    const worker = early === undefined ? newWorker() : early.worker;
    this.worker = worker;
    this.untouched = start === "pristine";
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.hear(data, start, change);
    worker.onerror = (event) => {
      event.preventDefault();
      // The script itself could not be fetched or run.
      this.failed("unreachable", start);
    };
    const phase = module === undefined ? "fetching" : "starting";
    this.files.progress.set({ phase, loaded: 0, total: undefined });
    if (early === undefined) load(worker, this.files);
    if (module !== undefined) this.begin(worker, start);
    for (const message of early?.heard ?? []) {
      if (this.worker !== worker) return;
      if (message.type === "compiled" && early?.begins) this.files.module = message.module;
      else this.hear(message, start, change);
    }
  }

  private takeEarly(start: Start): EarlyWorker | undefined {
    const { early } = this.files;
    this.files.early = undefined;
    if (early === undefined || early.broken) return undefined;
    if (!early.begins || start === "pristine") return early;
    early.worker.terminate();
    return undefined;
  }

  /** Puts the memory in place, once the worker has or is about to have its wasm. */
  private begin(worker: Worker, start: Start): void {
    if (start !== "pristine") {
      this.tell({ type: "begin", memory: start.memory });
      return;
    }
    // A kept memory that breaks at once must not keep the kernel from starting for ever.
    const trusted = this.failedStarts === 0;
    // Another worker may have taken its place meanwhile.
    void beginPristine(worker, this.files, trusted, () => this.worker === worker);
  }

  private hear(message: FromWorker, start: Start, change: KernelChange | undefined): void {
    switch (message.type) {
      case "progress":
        this.files.progress.set({
          phase: "fetching",
          loaded: message.loaded,
          total: message.total,
        });
        return;
      case "compiled":
        this.files.module = message.module;
        this.files.progress.set({ phase: "starting", loaded: 0, total: undefined });
        if (this.worker !== undefined) this.begin(this.worker, start);
        return;
      case "rest":
        this.files.rest = message.code;
        return;
      case "begun":
        this.begun = true;
        if (message.changes !== undefined) this.keepPristine(message.changes);
        this.files.progress.set({ phase: "ready", loaded: 0, total: undefined });
        if (this.run !== undefined) {
          if (!this.run.asks) this.give(this.run, false);
          return;
        }
        if (change !== undefined) this.listener.changed(change);
        if (this.waiting !== undefined) {
          const asked = this.waiting;
          this.waiting = undefined;
          this.take(asked);
        }
        return;
      case "memory":
        this.before = { memory: message.memory };
        if (this.run !== undefined) this.run.copied = true;
        if (this.stops) this.stop();
        return;
      case "source":
        this.files.sources.set(message.name, message.bytes);
        return;
      case "reports":
        if (this.run !== undefined) this.run.shown += message.count;
        this.failedStarts = 0;
        this.listener.reported(message.reports);
        return;
      case "asked":
        if (this.run === undefined || this.before === undefined) return;
        // The answer may be here already.
        this.run.asks = this.run.answers.length === this.run.given;
        this.run.recorded = message.recorded;
        // Ready before the person has typed the answer.
        this.replace(this.before, undefined);
        return;
      case "ended":
        // The kernel has them now.
        if (this.run !== undefined) this.run.files = [];
        window.clearTimeout(this.longRun);
        return;
      case "failed":
        console.error(`kernel: ${message.text}`);
        this.failed(message.reason, start);
        return;
    }
  }

  private failed(reason: KernelFailure, start: Start): void {
    const wasRunning = this.run !== undefined;
    const before = this.run?.copied === true ? this.before : undefined;
    this.stops = false;
    this.run = undefined;
    this.waiting = undefined;
    this.coming = undefined;
    this.end();
    this.files.progress.set({ phase: "absent", loaded: 0, total: undefined });
    this.listener.changed({ type: "failed", reason });
    // Only a run can need something that cannot be fetched and yet have something to go back to.
    if ((reason === "unreachable" && !wasRunning) || reason === "unsupported") return;
    if (!wasRunning) {
      this.failedStarts += 1;
      if (this.failedStarts > MOST_FAILED_STARTS) return;
    }
    const sane = before === "pristine" || (before && before.memory.length < SANE_BYTES);
    if (wasRunning && sane) {
      this.replace(before, { type: "restored" });
    } else {
      this.before = undefined;
      if (start === "pristine") this.files.pristine = undefined;
      this.replace("pristine", { type: "fresh" });
    }
  }

  private keepPristine(changes: Uint8Array): void {
    const { files } = this;
    files.pristine = changes;
    const version = siteVersion();
    if (version === "") return;
    files.store.keep(version, changes).then(
      () => {
        if (files.pristine === changes) files.pristine = undefined;
      },
      () => {
        // No room or no storage: it stays in this page's memory.
      },
    );
  }
}
