/**
 * How a shared notebook is apart from the others (what they have where it is less than what is here,
 * and the questions that nobody has answered), kept on this device: a page that is opened again still
 * knows what was written apart. It must not know what the bytes say. Start with `keptApart`.
 */
import { base64url, base64urlBytes } from "../floor/base64url";
import { keptAs } from "../floor/profile";

/** Of what is larger nothing is kept: both texts are merged all the same. */
const MOST_BYTES = 1_000_000;

export interface KeptApart {
  load(): Uint8Array | undefined;
  /** In the place of what was kept; nothing of it without a state. */
  keep(state: Uint8Array | undefined): void;
}

export function keptApart(id: string): KeptApart {
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
      try {
        if (state === undefined || state.length > MOST_BYTES) window.localStorage.removeItem(name);
        else window.localStorage.setItem(name, base64url(state));
      } catch {
        // No room: nobody is told that both changed a line, and nothing else.
      }
    },
  };
}
