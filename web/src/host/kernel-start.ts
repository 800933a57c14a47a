/**
 * How a kernel's worker is started and where it is told to look for the engine.
 * `web/src/single/kernel-start.ts` stands in for it in the page that is one file.
 */
import type { EngineSource } from "./kernel-messages";
import { engineAddress } from "./offline";

export function newWorker(): Worker {
  return new Worker(new URL("./kernel-worker.ts", import.meta.url), { name: "ardoise-kernel" });
}

/** `compiled`: the worker is given the first half, compiled. */
export function engineSource(_compiled: boolean): EngineSource {
  const { href, search } = new URL(engineAddress("engine/"));
  return { base: href.slice(0, href.length - search.length), query: search };
}
