/**
 * A notebook's file in a run of codes, each the fragment of a link that a tablet's own camera opens:
 * no network, no stick, no permission. The parts that came are kept on this device until all are
 * there. They may come in any order, twice, and from anybody.
 *
 * A part: version, which run it is of (8 random bytes, and the sum of the whole file), its place from
 * 0, how many there are, its bytes, and a sum over all of that (`docs/rooms.md`). It must not know what
 * the file says. Start with `splitCodes` and `takeCode`.
 */
import type { CodesTaken } from "../core/app";
import { AppError } from "../core/errors";
import { base64url, base64urlBytes } from "../floor/base64url";
import { keptAs } from "../floor/profile";
import { crc32 } from "./crc32";

const VERSION = 1;
/** What a camera still reads from a screen, with the page's address before it. */
const PART_BYTES = 560;
/** More are a patience that nobody has: then it is a file. */
const MOST_PARTS = 12;
const RUN_BYTES = 12;
const HEAD_BYTES = 1 + RUN_BYTES + 2;
const SUM_BYTES = 4;

const KEY = "ardoise.codes";
/** Of so many runs parts are kept, and so long. */
const MOST_RUNS = 3;
const KEPT_MILLIS = 24 * 3600_000;

/** A run whose parts are not all there. */
interface Run {
  run: string;
  count: number;
  at: number;
  /** In base64url, by their places. */
  parts: Record<number, string>;
}

interface Part {
  run: string;
  sum: number;
  place: number;
  count: number;
  bytes: Uint8Array;
}

export function splitCodes(file: Uint8Array): string[] | undefined {
  const count = Math.ceil(file.length / PART_BYTES);
  if (count < 1 || count > MOST_PARTS) return undefined;
  const run = new Uint8Array(RUN_BYTES);
  crypto.getRandomValues(run.subarray(0, 8));
  writeSum(run, 8, crc32(file));
  // All are as long as the longest: codes that follow one another have one size.
  const each = Math.ceil(file.length / count);
  return Array.from({ length: count }, (_, place) => {
    const bytes = file.subarray(place * each, (place + 1) * each);
    const part = new Uint8Array(HEAD_BYTES + bytes.length + SUM_BYTES);
    part[0] = VERSION;
    part.set(run, 1);
    part[1 + RUN_BYTES] = place;
    part[2 + RUN_BYTES] = count;
    part.set(bytes, HEAD_BYTES);
    writeSum(part, part.length - SUM_BYTES, crc32(part.subarray(0, part.length - SUM_BYTES)));
    return `q=${base64url(part)}`;
  });
}

/** `join` takes the whole file in. */
export async function takeCode(
  fragment: string,
  join: (file: Uint8Array) => Promise<{ id: string }>,
): Promise<CodesTaken> {
  const part = readPart(fragment);
  if (part === undefined) throw new AppError("unreadable");
  const { run, sum, place, count } = part;
  const others = keptRuns().filter((kept) => kept.run !== run);
  const there = keptRuns().find((kept) => kept.run === run && kept.count === count);
  const parts: Record<number, string> = { ...there?.parts, [place]: base64url(part.bytes) };
  const missing = places(count).filter((each) => parts[each] === undefined);
  if (missing.length > 0) {
    keepRuns([{ run, count, at: Date.now(), parts }, ...others]);
    return { type: "waiting", count, missing: missing.map((each) => each + 1) };
  }
  const file = joined(places(count).map((each) => base64urlBytes(parts[each] ?? "")));
  // Of parts that are not of one file none is worth keeping.
  if (file === undefined || crc32(file) !== sum) {
    keepRuns(others);
    throw new AppError("unreadable");
  }
  const { id } = await join(file);
  keepRuns(others);
  return { type: "joined", id };
}

function readPart(fragment: string): Part | undefined {
  const bytes = base64urlBytes(fragment.replace(/^#?q(=|%3d)/i, ""));
  const most = HEAD_BYTES + PART_BYTES + SUM_BYTES;
  if (bytes === undefined || bytes.length <= HEAD_BYTES + SUM_BYTES || bytes.length > most) {
    return undefined;
  }
  const end = bytes.length - SUM_BYTES;
  if (bytes[0] !== VERSION || crc32(bytes.subarray(0, end)) !== readSum(bytes, end)) {
    return undefined;
  }
  const place = bytes[1 + RUN_BYTES] ?? 0;
  const count = bytes[2 + RUN_BYTES] ?? 0;
  if (count < 1 || count > MOST_PARTS || place >= count) return undefined;
  return {
    run: base64url(bytes.subarray(1, 1 + RUN_BYTES)),
    sum: readSum(bytes, 1 + 8),
    place,
    count,
    bytes: bytes.subarray(HEAD_BYTES, end),
  };
}

function joined(parts: (Uint8Array | undefined)[]): Uint8Array | undefined {
  const length = parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
  const file = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    if (part === undefined) return undefined;
    file.set(part, at);
    at += part.length;
  }
  return file;
}

function places(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place);
}

/** Newest first; what nobody completes is forgotten after a day. */
function keptRuns(): Run[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keptAs(KEY)) ?? "[]");
    if (!Array.isArray(kept)) return [];
    const now = Date.now();
    return (kept as Run[]).filter(({ at }) => Math.abs(now - at) < KEPT_MILLIS);
  } catch {
    return [];
  }
}

function keepRuns(runs: readonly Run[]): void {
  const kept = keptAs(KEY);
  try {
    if (runs.length === 0) window.localStorage.removeItem(kept);
    else window.localStorage.setItem(kept, JSON.stringify(runs.slice(0, MOST_RUNS)));
  } catch {
    throw new AppError("full");
  }
}

function writeSum(bytes: Uint8Array, at: number, sum: number): void {
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(at, sum);
}

function readSum(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}
