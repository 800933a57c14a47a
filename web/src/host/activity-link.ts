/**
 * An activity as the fragment of a link, and back: `a=` and base64url of one version byte and the
 * packet's raw DEFLATE. `docs/formats.md` describes it.
 *
 * A link is written by anybody: its length and what it unfolds to are bounded. It must not know what
 * a packet holds. Start at `fragmentOf` and `packetOf`.
 */
import { deflateSync, Inflate } from "fflate";
import { base64url, base64urlBytes } from "../floor/base64url";
import common from "./activity-link-words.txt?raw";

/** The one version there is. */
const VERSION = 1;
const KEY = "a=";
/** What browsers take as an address. */
export const LONGEST_FRAGMENT = 2_000_000;
/** More than fits in any link that a person made of an activity. */
const MOST_BYTES = 16_000_000;

/** What most activities have in common, so that it need not stand in each link. Part of the format:
 * never changed, only replaced together with the version. */
const words = () => new TextEncoder().encode(common);

export function fragmentOf(packet: Uint8Array): string {
  const squeezed = deflateSync(packet, { level: 9, mem: 12, dictionary: words() });
  const bytes = new Uint8Array(squeezed.length + 1);
  bytes[0] = VERSION;
  bytes.set(squeezed, 1);
  return KEY + base64url(bytes);
}

export function isActivityFragment(fragment: string): boolean {
  return fragment.replace(/^#/, "").startsWith(KEY);
}

/** Throws an `Error` with one of the engine's words for packets. */
export function packetOf(fragment: string): Uint8Array {
  const text = fragment.replace(/^#/, "").slice(KEY.length);
  if (text.length > LONGEST_FRAGMENT) throw new Error("tooLarge");
  const bytes = base64urlBytes(text);
  if (bytes === undefined) throw new Error("damaged");
  if (bytes[0] === undefined) throw new Error("notAnActivity");
  if (bytes[0] !== VERSION) throw new Error("tooNew");
  const pieces: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const inflate = new Inflate({ dictionary: words() }, (piece, last) => {
    pieces.push(piece);
    length += piece.length;
    ended = last;
  });
  try {
    // In steps, so that what unfolds without end is noticed.
    for (let at = 1; at < bytes.length; at += 1024) {
      inflate.push(bytes.subarray(at, at + 1024), at + 1024 >= bytes.length);
      if (length > MOST_BYTES) break;
    }
  } catch {
    throw new Error("damaged");
  }
  if (length > MOST_BYTES) throw new Error("tooLarge");
  if (!ended) throw new Error("damaged");
  const packet = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    packet.set(piece, at);
    at += piece.length;
  }
  return packet;
}
