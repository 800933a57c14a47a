/**
 * Reads a `.zip`, also a damaged one: what its index names, and where that is broken, whatever files
 * can still be found one after the other. Only what has the sum it should have is given. It must not
 * know what the files are for. Start at `unzipped`.
 */
import { crc32 } from "./crc32";
import { inflated } from "./inflate";

export interface Unzipped {
  files: Map<string, Uint8Array>;
  /** Names of files that are there and damaged. */
  damaged: string[];
}

/** More than this, unpacked, is no school's archive. */
const MOST_BYTES = 512 << 20;
const MOST_FILES = 20_000;
const LOCAL = 0x04034b50;
const INDEX = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const LOCAL_BYTES = 30;
const INDEX_BYTES = 46;
/** What may be read ahead behind a packed file. */
const SLACK_BYTES = 8;

interface Entry {
  name: string;
  method: number;
  sum: number;
  packedSize: number;
  size: number;
  /** Where its bytes begin. */
  start: number;
}

export function unzipped(bytes: Uint8Array): Unzipped {
  const files = new Map<string, Uint8Array>();
  const damaged = new Set<string>();
  let room = MOST_BYTES;
  // A file that was made to be looked through for ever is not.
  let effort = 4 * bytes.length + MOST_BYTES;
  /** Says whether the file is whole. */
  const take = (entry: Entry): boolean => {
    if (files.has(entry.name)) return true;
    effort -= entry.packedSize + entry.size;
    if (entry.size > room || effort < 0 || files.size >= MOST_FILES) {
      damaged.add(entry.name);
      return false;
    }
    const content = contentOf(bytes, entry);
    if (content === undefined) {
      damaged.add(entry.name);
      return false;
    }
    room -= content.length;
    if (!entry.name.endsWith("/")) files.set(entry.name, content);
    damaged.delete(entry.name);
    return true;
  };
  for (const entry of indexed(bytes)) take(entry);
  scan(bytes, take);
  return { files, damaged: [...damaged] };
}

/** What the index at the end names, as far as it can be read. */
function* indexed(bytes: Uint8Array): Generator<Entry> {
  const data = view(bytes);
  const end = endOf(data);
  if (end === undefined) return;
  let at = data.getUint32(end + 16, true);
  for (let count = data.getUint16(end + 10, true); count > 0; count -= 1) {
    if (at + INDEX_BYTES > bytes.length || data.getUint32(at, true) !== INDEX) return;
    const nameLength = data.getUint16(at + 28, true);
    const local = data.getUint32(at + 42, true);
    const name = nameAt(bytes, at + INDEX_BYTES, nameLength);
    const start = startOf(data, local);
    if (start !== undefined && name !== undefined) {
      yield { name, ...described(data, at + 10), start };
    }
    at += INDEX_BYTES + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true);
  }
}

/** Every file that begins somewhere, whether the index knows it or not. */
function scan(bytes: Uint8Array, take: (entry: Entry) => boolean): void {
  const data = view(bytes);
  for (let at = 0; at + LOCAL_BYTES <= bytes.length; at += 1) {
    if (bytes[at] !== 0x50 || data.getUint32(at, true) !== LOCAL) continue;
    const start = startOf(data, at);
    const name = nameAt(bytes, at + LOCAL_BYTES, data.getUint16(at + 26, true));
    if (start === undefined || name === undefined) continue;
    const entry = { name, ...described(data, at + 8), start };
    // What lies inside a file that is whole is that file's.
    if (take(entry)) at = start + entry.packedSize - 1;
  }
}

/** Method, sum and sizes stand in one order in both places. */
function described(data: DataView, at: number): Omit<Entry, "name" | "start"> {
  return {
    method: data.getUint16(at, true),
    sum: data.getUint32(at + 6, true),
    packedSize: data.getUint32(at + 10, true),
    size: data.getUint32(at + 14, true),
  };
}

function startOf(data: DataView, local: number): number | undefined {
  if (local + LOCAL_BYTES > data.byteLength || data.getUint32(local, true) !== LOCAL) {
    return undefined;
  }
  return local + LOCAL_BYTES + data.getUint16(local + 26, true) + data.getUint16(local + 28, true);
}

/** A comment may stand behind the end. */
function endOf(data: DataView): number | undefined {
  const last = data.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    if (data.getUint32(at, true) === END) return at;
  }
  return undefined;
}

function nameAt(bytes: Uint8Array, at: number, length: number): string | undefined {
  if (length === 0 || at + length > bytes.length) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(at, at + length));
  } catch {
    // Names of old programs, in an alphabet that nothing names.
    return new TextDecoder("latin1").decode(bytes.subarray(at, at + length));
  }
}

/** Nothing when it is not what it was. */
function contentOf(bytes: Uint8Array, entry: Entry): Uint8Array | undefined {
  const { method, start, packedSize, size, sum } = entry;
  if (start + packedSize > bytes.length || size > MOST_BYTES) return undefined;
  let content: Uint8Array;
  if (method === 0) content = bytes.subarray(start, start + packedSize);
  else if (method === 8) {
    try {
      content = inflated(bytes.subarray(start, start + packedSize + SLACK_BYTES), size);
    } catch {
      return undefined;
    }
  } else return undefined;
  return content.length === size && crc32(content) === sum ? content : undefined;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
