/**
 * The kernel of one notebook, as the page keeps it: a worker that can be thrown away, the memory
 * from before the run under way, and what that run has seen of the world.
 *
 * Stop, restart, questions and failures are all the same move: end the worker, start another, put a
 * memory back. It must not know notebooks or what requests and reports say. Start with `Kernel`.
 */
import type { KernelChange, KernelFailure, KernelProgress } from "../core";
import type { FromWorker, KernelCode, Recorded, ToWorker } from "./kernel-messages";
import { engineAddress } from "./offline";
import { type Changing, changing } from "./watched";

/** What the session's host hears of its kernel. */
export interface KernelListener {
  changed(change: KernelChange): void;
  reported(reports: Uint8Array[]): void;
}

/** Where the memory of a freshly started kernel is kept between visits. */
export interface PristineStore {
  load(hash: string): Promise<Uint8Array | undefined>;
  keep(hash: string, memory: Uint8Array): Promise<void>;
}

/** What all kernels of this page share: fetched and compiled once. */
export interface KernelFiles {
  module: KernelCode | undefined;
  /** Its second half, which comes after the first output. */
  rest: KernelCode | undefined;
  hash: string | undefined;
  readonly sources: Map<string, Uint8Array>;
  /** Only here while it is not known to be stored. */
  pristine: Uint8Array | undefined;
  readonly store: PristineStore;
  readonly progress: Changing<KernelProgress>;
}

export function kernelFiles(store: PristineStore): KernelFiles {
  return {
    module: undefined,
    rest: undefined,
    hash: undefined,
    sources: new Map(),
    pristine: undefined,
    store,
    progress: changing<KernelProgress>({ phase: "absent", loaded: 0, total: undefined }),
  };
}

/** The last run that was given to the worker. */
interface Run {
  request: Uint8Array;
  answers: string[];
  recorded: Recorded;
  /** How many of its reports were handed on. */
  shown: number;
  /** How many answers the worker was given. */
  given: number;
  /** It was given up until the person answers. */
  asks: boolean;
  /** The memory from before it has arrived. */
  copied: boolean;
}

/** Which memory a worker starts with. */
type Start = "pristine" | { memory: Uint8Array };

/** A memory this close to the limit would only run out again. */
const SANE_BYTES = 400 * 1024 * 1024;
/** After so many kernels that broke while starting, no other is tried until somebody asks. */
const MOST_FAILED_STARTS = 2;

export class Kernel {
  private worker: Worker | undefined;
  /** The worker has its memory and can run. */
  private begun = false;
  private run: Run | undefined;
  /** Given by the session before the worker had begun. */
  private waiting: Uint8Array | undefined;
  private before: Uint8Array | undefined;
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

  post(request: Uint8Array): void {
    if (this.worker === undefined || !this.begun) {
      this.waiting = request;
      return;
    }
    this.run = {
      request,
      answers: [],
      recorded: { numbers: [], random: new Uint8Array(0) },
      shown: 0,
      given: 0,
      asks: false,
      copied: false,
    };
    this.give(this.run, true);
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
    if (this.run !== undefined && !this.run.copied) {
      // The copy is the first thing the worker sends, and without it variables would be lost.
      this.stops = true;
      return;
    }
    this.stops = false;
    const memory = this.before;
    this.run = undefined;
    this.waiting = undefined;
    if (memory === undefined) this.replace("pristine", { type: "fresh" });
    else this.replace({ memory }, { type: "restored" });
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
    this.before = undefined;
    this.stops = false;
  }

  private end(): void {
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
    this.tell({
      type: "run",
      request: run.request,
      copy,
      answers: run.answers,
      recorded: run.recorded,
      shown: run.shown,
    });
  }

  private tell(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker?.postMessage(message, transfer);
  }

  /** Ends the worker there is and starts another; `change` is said once it can run. */
  private replace(start: Start, change: KernelChange | undefined): void {
    this.end();
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
      this.listener.changed({ type: "failed", reason: "unsupported" });
      return;
    }
    const worker = new Worker(new URL("./kernel-worker.ts", import.meta.url), {
      name: "ardoise-kernel",
    });
    this.worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.hear(data, start, change);
    worker.onerror = (event) => {
      event.preventDefault();
      // The script itself could not be fetched or run.
      this.failed("unreachable", start);
    };
    const { module, rest, sources } = this.files;
    const phase = module === undefined ? "fetching" : "starting";
    this.files.progress.set({ phase, loaded: 0, total: undefined });
    const { href, search } = new URL(engineAddress("engine/"));
    const base = href.slice(0, href.length - search.length);
    this.tell({ type: "load", base, query: search, module, rest, sources: [...sources] });
    if (module !== undefined) void this.begin(worker, start);
  }

  /** Puts the memory in place, once the worker has or is about to have its wasm. */
  private async begin(worker: Worker, start: Start): Promise<void> {
    const memory = start === "pristine" ? await this.pristine() : start.memory;
    // Another worker may have taken its place meanwhile.
    if (this.worker === worker) this.tell({ type: "begin", memory });
  }

  private async pristine(): Promise<Uint8Array | undefined> {
    const { pristine, hash, store } = this.files;
    if (pristine !== undefined || hash === undefined) return pristine;
    // A kept memory that breaks at once must not keep the kernel from starting for ever.
    if (this.failedStarts > 0) return undefined;
    return store.load(hash).catch(() => undefined);
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
        this.files.hash = message.hash;
        this.files.progress.set({ phase: "starting", loaded: 0, total: undefined });
        if (this.worker !== undefined) void this.begin(this.worker, start);
        return;
      case "rest":
        this.files.rest = message.code;
        return;
      case "begun":
        this.begun = true;
        if (message.pristine !== undefined) this.keepPristine(message.pristine);
        this.files.progress.set({ phase: "ready", loaded: 0, total: undefined });
        if (this.run !== undefined) {
          if (!this.run.asks) this.give(this.run, false);
          return;
        }
        if (change !== undefined) this.listener.changed(change);
        if (this.waiting !== undefined) {
          const request = this.waiting;
          this.waiting = undefined;
          this.post(request);
        }
        return;
      case "memory":
        this.before = message.memory;
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
        this.replace({ memory: this.before }, undefined);
        return;
      case "failed":
        console.error(`kernel: ${message.text}`);
        this.failed(message.reason, start);
        return;
    }
  }

  private failed(reason: KernelFailure, start: Start): void {
    const wasRunning = this.run !== undefined;
    const memory = this.run?.copied === true ? this.before : undefined;
    this.stops = false;
    this.run = undefined;
    this.waiting = undefined;
    this.end();
    this.files.progress.set({ phase: "absent", loaded: 0, total: undefined });
    this.listener.changed({ type: "failed", reason });
    // Only a run can need something that cannot be fetched and yet have something to go back to.
    if ((reason === "unreachable" && !wasRunning) || reason === "unsupported") return;
    if (!wasRunning) {
      this.failedStarts += 1;
      if (this.failedStarts > MOST_FAILED_STARTS) return;
    }
    const again = wasRunning && memory !== undefined && memory.length < SANE_BYTES;
    if (again) {
      this.replace({ memory }, { type: "restored" });
    } else {
      this.before = undefined;
      if (start === "pristine") this.files.pristine = undefined;
      this.replace("pristine", { type: "fresh" });
    }
  }

  private keepPristine(memory: Uint8Array): void {
    const { files } = this;
    files.pristine = memory;
    if (files.hash === undefined) return;
    files.store.keep(files.hash, memory).then(
      () => {
        if (files.pristine === memory) files.pristine = undefined;
      },
      () => {
        // No room or no storage: it stays in this page's memory.
      },
    );
  }
}
