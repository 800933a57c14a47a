/**
 * What start-up changed in a kernel's memory, in few bytes: most of a memory is zero or data that
 * the wasm itself puts there.
 *
 * A list of 32-bit little-endian words: the length of the memory in bytes, then for each changed
 * stretch how many words stay before it, how many it has, and those words. Pure; it must not know
 * workers or stores.
 */

/** A stretch goes on over so many unchanged words, or its two numbers would cost more than they save. */
const BRIDGED = 8;

/** How `after` differs from `before`, which may be shorter; both of whole words. */
export function changesOf(before: ArrayBuffer, after: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const old = new Uint32Array(before);
  const now = new Uint32Array(after);
  const differs = (at: number) => now[at] !== (at < old.length ? old[at] : 0);
  const stretches: [from: number, to: number][] = [];
  let words = 1;
  for (let at = 0; at < now.length; at += 1) {
    if (!differs(at)) continue;
    const last = stretches[stretches.length - 1];
    if (last !== undefined && at - last[1] < BRIDGED) {
      words += at + 1 - last[1];
      last[1] = at + 1;
    } else {
      stretches.push([at, at + 1]);
      words += 3;
    }
  }
  const changes = new Uint32Array(words);
  changes[0] = after.byteLength;
  let to = 1;
  let behind = 0;
  for (const [from, end] of stretches) {
    changes[to] = from - behind;
    changes[to + 1] = end - from;
    changes.set(now.subarray(from, end), to + 2);
    to += 2 + end - from;
    behind = end;
  }
  return new Uint8Array(changes.buffer);
}

/** The length in bytes of the memory that `changes` lead to. */
export function lengthAfter(changes: Uint8Array): number {
  return wordsOf(changes)[0] ?? 0;
}

/** Makes the memory that `changes` start from, grown to its length, the one they lead to. */
export function applyChanges(changes: Uint8Array, memory: ArrayBuffer): void {
  const words = wordsOf(changes);
  const target = new Uint32Array(memory);
  let from = 1;
  let to = 0;
  while (from + 1 < words.length) {
    to += words[from] ?? 0;
    const count = words[from + 1] ?? 0;
    from += 2;
    target.set(words.subarray(from, from + count), to);
    from += count;
    to += count;
  }
}

function wordsOf(changes: Uint8Array): Uint32Array {
  return new Uint32Array(changes.buffer, changes.byteOffset, changes.byteLength >>> 2);
}
