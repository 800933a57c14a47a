/**
 * A kernel's worker in the page that is one file: its script is a part of the page, and the engine
 * goes to it packed.
 */
import type { EngineSource } from "../host/kernel-messages";
import { parts } from "./parts";

let address: string | undefined;

export function newWorker(): Worker {
  address ??= URL.createObjectURL(new Blob([parts().worker], { type: "text/javascript" }));
  return new Worker(address, { name: "ardoise-kernel" });
}

/** `compiled`: the worker is given the first half, compiled. */
export function engineSource(compiled: boolean): EngineSource {
  const { first, rest, modules } = parts();
  return { base: "", query: "", packed: [compiled ? new Uint8Array(0) : first, rest, modules] };
}
