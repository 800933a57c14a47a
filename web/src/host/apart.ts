/**
 * What the others have of a shared notebook, kept on this device while it has more than they and
 * cannot be heard: a page that is opened again still knows what was written apart. It must not know
 * what the bytes say. Start with `keptCommon`.
 */
import { base64url, base64urlBytes } from "../floor/base64url";
import { keptAs } from "../floor/profile";

/** Of what is larger nothing is kept: both texts are merged all the same. */
const MOST_BYTES = 1_000_000;

export interface KeptCommon {
  load(): Uint8Array | undefined;
  keep(state: Uint8Array): void;
  drop(): void;
}

export function keptCommon(id: string): KeptCommon {
  const name = keptAs(`ardoise.common.${id}`);
  return {
    load() {
      try {
        const kept = window.localStorage.getItem(name);
        return kept === null ? undefined : base64urlBytes(kept);
      } catch {
        return undefined;
      }
    },
    keep(state) {
      if (state.length > MOST_BYTES) return;
      try {
        window.localStorage.setItem(name, base64url(state));
      } catch {
        // No room: nobody is told that both changed a line, and nothing else.
      }
    },
    drop() {
      try {
        window.localStorage.removeItem(name);
      } catch {
        // Nothing was kept either.
      }
    },
  };
}
