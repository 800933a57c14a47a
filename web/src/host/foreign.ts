/**
 * Files at addresses that somebody wrote into the page's own: fetched without anything of the
 * person's, bounded in size and time, never run. Loaded when an address asks for one.
 *
 * `src/floor/policy.ts` has let the page ask these hosts and no others. It must not know notebooks.
 * Start at `fetch` and `unpack`, which are the facade's `Foreign`.
 */
import { Inflate, Unzlib } from "fflate";
import { ForeignError } from "../core/errors";

/** What the largest files of a notebook may have, and a packet with all of them. */
const MOST_BYTES = 30_000_000;
const MOST_UNPACKED = 10_000_000;
const MOST_MILLIS = 30_000;

export { fetchForeign as fetch };

async function fetchForeign(address: string): Promise<Uint8Array> {
  const url = checked(address);
  if (window.navigator.onLine === false && url.origin !== window.location.origin) {
    throw new ForeignError("offline");
  }
  let late: number | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    late = window.setTimeout(() => reject(new ForeignError("slow")), MOST_MILLIS);
  });
  try {
    return await Promise.race([read(url), tooLate]);
  } finally {
    window.clearTimeout(late);
  }
}

/** Cookies, passwords and the address of this page stay here. */
const APART: RequestInit = {
  credentials: "omit",
  referrerPolicy: "no-referrer",
  cache: "no-cache",
};

async function read(url: URL): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url.href, APART);
  } catch {
    // Whether somebody is there can be asked also where the answer must not be seen.
    const there = await fetch(url.href, { ...APART, mode: "no-cors" }).then(
      () => true,
      () => false,
    );
    throw new ForeignError(there ? "forbidden" : "unreachable");
  }
  if (!response.ok) throw new ForeignError("missing");
  if (Number(response.headers.get("content-length") || 0) > MOST_BYTES) {
    throw new ForeignError("tooLarge");
  }
  try {
    return await bodyOf(response);
  } catch (thrown) {
    throw thrown instanceof ForeignError ? thrown : new ForeignError("unreachable");
  }
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  if (!response.body?.getReader) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > MOST_BYTES) throw new ForeignError("tooLarge");
    return bytes;
  }
  const reader = response.body.getReader();
  const gathered = gatherer(MOST_BYTES);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return gathered.whole();
    if (!gathered.takes(value)) {
      reader.cancel().catch(() => undefined);
      throw new ForeignError("tooLarge");
    }
  }
}

function checked(address: string): URL {
  let url: URL;
  try {
    url = new URL(address, window.location.href);
  } catch {
    throw new ForeignError("badAddress");
  }
  const web = url.protocol === "https:" || url.protocol === "http:";
  if (!web || url.username !== "" || url.password !== "") throw new ForeignError("badAddress");
  const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (window.location.protocol === "https:" && url.protocol === "http:" && !loopback) {
    throw new ForeignError("insecure");
  }
  return url;
}

/**
 * Basthon writes the notebook's JSON as base64url of its zlib bytes, and wrote it as it is before.
 * Browsers and messengers make spaces of plus signs.
 */
export function unpack(text: string): Uint8Array {
  if (/^\s*\{/.test(text)) return new TextEncoder().encode(text);
  const plain = text.replace(/-|\s/g, "+").replace(/_/g, "/").replace(/=+$/, "");
  let packed: Uint8Array;
  try {
    packed = Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
  } catch {
    throw new ForeignError("damaged");
  }
  // Base64 of the JSON itself.
  if (packed[0] === 0x7b) return packed;
  const gathered = gatherer(MOST_UNPACKED);
  let ended = false;
  let tooLarge = false;
  const take = (piece: Uint8Array, last: boolean) => {
    tooLarge = !gathered.takes(piece);
    ended = last;
  };
  // The first byte of zlib says DEFLATE in its lower half; without it the bytes are bare.
  const inflate = ((packed[0] ?? 0) & 15) === 8 ? new Unzlib(take) : new Inflate(take);
  try {
    // In steps, so that what unfolds without end is noticed.
    for (let at = 0; at < packed.length && !tooLarge; at += 1024) {
      inflate.push(packed.subarray(at, at + 1024), at + 1024 >= packed.length);
    }
  } catch {
    throw new ForeignError("damaged");
  }
  if (tooLarge) throw new ForeignError("tooLarge");
  if (!ended) throw new ForeignError("damaged");
  return gathered.whole();
}

/** Pieces that come one after the other, up to so many bytes. */
function gatherer(most: number) {
  const pieces: Uint8Array[] = [];
  let length = 0;
  return {
    takes(piece: Uint8Array): boolean {
      pieces.push(piece);
      length += piece.length;
      return length <= most;
    },
    whole(): Uint8Array {
      const bytes = new Uint8Array(length);
      let at = 0;
      for (const piece of pieces) {
        bytes.set(piece, at);
        at += piece.length;
      }
      return bytes;
    },
  };
}
