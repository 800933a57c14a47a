/**
 * Where a kernel's worker has the engine from in the page that is one file: its own script, and what
 * the page has given it packed.
 */
import type { EngineFiles } from "../host/engine-files";
import type { EngineSource } from "../host/kernel-messages";
import { unpacked } from "./lzma";
import { filesOf } from "./text";

/** Nothing is fetched, so nothing is ever out of reach. */
export class Unreachable extends Error {}

export function openEngine({ packed }: EngineSource): EngineFiles {
  if (packed === undefined) throw new Error("an engine that is nowhere");
  const [first, rest, modules] = packed;
  let sources: Map<string, Uint8Array<ArrayBuffer>> | undefined;
  return {
    // The build has put it into the worker's own script.
    script() {},
    kept: async () => undefined,
    first: async () => unpacked(first),
    rest: async () => unpacked(rest),
    restNow: () => unpacked(rest),
    module(name) {
      sources ??= filesOf(unpacked(modules));
      // A copy of its own: the rest need not go to the page with it.
      return sources.get(name)?.slice();
    },
  };
}
