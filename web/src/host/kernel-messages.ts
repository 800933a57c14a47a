/**
 * What the page and a kernel's worker script say to each other. The bytes of requests and reports
 * are the core's and the kernel's affair and stay closed here, but for one thing: see
 * `report-batch.ts`.
 */
import type { KernelFailure } from "../core";

/** What one instance of the kernel saw of the world during a run, to be shown to the next one. */
export interface Recorded {
  /** Times and time zones, in the order they were asked for. */
  numbers: number[];
  /** Random bytes, likewise. */
  random: Uint8Array;
}

/** Compiled once for all workers; Chromium 64 cannot pass that on, so there each compiles the bytes. */
export type KernelCode = WebAssembly.Module | Uint8Array;

/** Where the engine's files are: an address for each is `base + path + query`. */
export interface EngineSource {
  base: string;
  query: string;
  /** In the page that is one file: both halves and Python's modules, packed. */
  packed?: [first: Uint8Array, rest: Uint8Array, modules: Uint8Array];
}

export type ToWorker =
  | {
      type: "load";
      source: EngineSource;
      /** The compiled kernel, once there is one. */
      module: KernelCode | undefined;
      /** Its second half, likewise. */
      rest: KernelCode | undefined;
      /** Python modules fetched earlier, so that a replacement needs no network. */
      sources: [name: string, bytes: Uint8Array][];
    }
  /** From the memory of a run, from what start-up changes (`memory-changes.ts`), or from nothing. */
  | { type: "begin"; memory?: Uint8Array; changes?: Uint8Array }
  | {
      type: "run";
      request: Uint8Array;
      /** Requests to perform before it: they lay files down. */
      files: Uint8Array[];
      /** Whether to hand over the memory first. */
      copy: boolean;
      answers: string[];
      recorded: Recorded;
      /** So many reports have been shown already. */
      shown: number;
    };

export type FromWorker =
  | { type: "progress"; loaded: number; total: number | undefined }
  | { type: "compiled"; module: KernelCode }
  /** The second half of the kernel, for the workers to come. */
  | { type: "rest"; code: KernelCode }
  /** `changes` are those that start-up made, where it was gone through. */
  | { type: "begun"; changes?: Uint8Array }
  | { type: "memory"; memory: Uint8Array }
  | { type: "source"; name: string; bytes: Uint8Array }
  /** `count` reports were made for these; texts that follow each other are joined. */
  | { type: "reports"; reports: Uint8Array[]; count: number }
  /** The run is over. */
  | { type: "ended" }
  /** The run needs an answer. The instance is dead. */
  | { type: "asked"; recorded: Recorded }
  /** The instance is dead. */
  | { type: "failed"; reason: KernelFailure; text: string };
