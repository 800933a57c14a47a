/**
 * What the page that is one file carries: `unpack.ts` has laid it out before the page's script runs.
 */

export interface Parts {
  /** The page's wasm. */
  wasm: Uint8Array<ArrayBuffer>;
  /** The script of a kernel's worker. */
  worker: string;
  /** The file itself, with all its parts empty. */
  frame: Uint8Array;
  /** Still packed: the page, both halves of the engine, Python's modules. */
  page: Uint8Array;
  first: Uint8Array;
  rest: Uint8Array;
  modules: Uint8Array;
  /** The activity's packet; empty for a page without one. */
  activity: Uint8Array;
}

export function parts(): Parts {
  const { ardoiseParts } = window as unknown as { ardoiseParts: Parts };
  return ardoiseParts;
}
