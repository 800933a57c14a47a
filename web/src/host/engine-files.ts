/**
 * Where a kernel's worker has the engine from: the site, in few bytes, or what the service worker
 * keeps of it. `web/src/single/engine-files.ts` stands in for it in the page that is one file.
 *
 * It must not know what the files do. Start with `openEngine`.
 */
import { fetchFile, KEPT, twinOf } from "./fetch-file";
import { gunzipped } from "./inflate";
import type { EngineSource } from "./kernel-messages";

/** What could not be had. */
export class Unreachable extends Error {}

const SCRIPT = "ardoise_worker.js";
const FIRST = "ardoise_worker_bg.wasm";
const REST = "ardoise_worker_rest.wasm";

export interface EngineFiles {
  /** Defines `wasm_bindgen`. */
  script(importScripts: (url: string) => void): void;
  /** The first half, compiled while it is read; nothing where that cannot be. */
  kept(): Promise<WebAssembly.Module | undefined>;
  first(progress: (loaded: number, total: number | undefined) => void): Promise<Bytes>;
  rest(): Promise<Bytes>;
  /** The second half, while a run waits for it. */
  restNow(): Bytes;
  /** A Python module's source, while a run waits for it; nothing when there is none. */
  module(name: string): Bytes | undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;

export function openEngine({ base, query }: EngineSource): EngineFiles {
  /** The host sends files as they are, and their twins were asked for instead. */
  let twins = false;

  const fetched = async (
    name: string,
    progress?: (loaded: number, total: number | undefined) => void,
  ): Promise<Bytes> => {
    const url = `${base}${name}${query}`;
    const file = await fetchFile(url, {}, progress).catch((error: unknown) => {
      throw new Unreachable(String(error));
    });
    if (!file.response.ok) throw new Unreachable(`${url}: ${file.response.status}`);
    twins = file.twin;
    return file.bytes;
  };

  return {
    script(importScripts) {
      try {
        importScripts(`${base}${SCRIPT}${query}`);
      } catch (error) {
        throw new Unreachable(String(error));
      }
    },
    // If the service worker has it, it comes whole and at once.
    async kept() {
      if (typeof WebAssembly.compileStreaming !== "function") return undefined;
      try {
        const response = await fetch(`${base}${FIRST}${query}`, {
          cache: "only-if-cached",
          mode: "same-origin",
        });
        const { headers } = response;
        if (!headers.get(KEPT) || headers.get("content-type") !== "application/wasm") {
          return undefined;
        }
        return await WebAssembly.compileStreaming(response);
      } catch {
        return undefined;
      }
    },
    first: (progress) => fetched(FIRST, progress),
    rest: () => fetched(REST),
    restNow() {
      const url = `${base}${REST}${query}`;
      const request = new XMLHttpRequest();
      request.open("GET", twins ? twinOf(url) : url, false);
      request.responseType = "arraybuffer";
      try {
        request.send();
      } catch (error) {
        throw new Unreachable(String(error));
      }
      if (request.status !== 200) throw new Unreachable(`${url}: ${request.status}`);
      const bytes = new Uint8Array(request.response as ArrayBuffer);
      return twins ? gunzipped(bytes) : bytes;
    },
    module(name) {
      const request = new XMLHttpRequest();
      request.open("GET", `${base}python/${name}.py${query}`, false);
      request.responseType = "arraybuffer";
      try {
        request.send();
      } catch {
        return undefined;
      }
      return request.status === 200 ? new Uint8Array(request.response as ArrayBuffer) : undefined;
    },
  };
}
