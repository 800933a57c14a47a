/**
 * Undoes gzip and DEFLATE, for the browsers that have no `DecompressionStream` and for code that cannot wait.
 *
 * Of gzip, what the files of our own site are: one member, no name, the length at the end. It must not
 * know where bytes come from. Start at `gunzipped`, and at `inflated`.
 */

/** How many extra bits each length and distance symbol has, and where its values begin. */
const LENGTH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const DISTANCE_BITS = LENGTH_BITS.slice(0, 2).concat(
  Array.from({ length: 28 }, (_, at) => at >> 1),
);
/** The longest has a symbol of its own, which the one before could also say. */
const LENGTHS = starts(LENGTH_BITS, 3).slice(0, 28).concat(258);
const DISTANCES = starts(DISTANCE_BITS, 1);
/** The order in which the lengths of the lengths come. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const HEADER_BYTES = 10;
const LONGEST_CODE = 15;

function starts(bits: number[], first: number): number[] {
  let next = first;
  return bits.map((count) => {
    const start = next;
    next += 1 << count;
    return start;
  });
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** A code as a table: for the next 15 bits, the symbol and the length of its code. */
function table(lengths: ArrayLike<number>): Uint16Array {
  const entries = new Uint16Array(1 << LONGEST_CODE);
  let code = 0;
  for (let length = 1; length <= LONGEST_CODE; length += 1) {
    for (let symbol = 0; symbol < lengths.length; symbol += 1) {
      if (lengths[symbol] !== length) continue;
      // Codes are written from their highest bit on, everything else from the lowest.
      let reversed = 0;
      for (let bit = 0; bit < length; bit += 1) {
        reversed |= ((code >> bit) & 1) << (length - 1 - bit);
      }
      for (let at = reversed; at < entries.length; at += 1 << length) {
        entries[at] = (symbol << 4) | length;
      }
      code += 1;
    }
    code <<= 1;
  }
  return entries;
}

export function gunzipped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (!isGzip(bytes) || bytes[3] !== 0) throw new Error("not a gzip file of ours");
  const end = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return inflated(bytes.subarray(HEADER_BYTES), end.getUint32(bytes.length - 4, true));
}

/** What DEFLATE made these bytes of, so many of them; a few bytes more must follow. Throws when it is damaged. */
export function inflated(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const end = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Uint8Array(size);
  let from = 0;
  let to = 0;
  let held = 0;
  let count = 0;

  const need = (bits: number) => {
    // A code may be looked up with less than its table's bits left; more than that is not there.
    if (from > bytes.length) throw new Error("it ends too early");
    while (count < bits) {
      held |= (bytes[from] ?? 0) << count;
      from += 1;
      count += 8;
    }
  };
  const take = (bits: number) => {
    need(bits);
    const value = held & ((1 << bits) - 1);
    held >>>= bits;
    count -= bits;
    return value;
  };
  const symbol = (codes: Uint16Array) => {
    need(LONGEST_CODE);
    const entry = codes[held & (codes.length - 1)] ?? 0;
    const length = entry & 15;
    if (length === 0) throw new Error("a code that is none");
    held >>>= length;
    count -= length;
    return entry >> 4;
  };
  const copied = (literals: Uint16Array, distances: Uint16Array) => {
    for (;;) {
      const found = symbol(literals);
      if (found < 256) {
        out[to] = found;
        to += 1;
      } else if (found === 256) {
        return;
      } else {
        const length = (LENGTHS[found - 257] ?? 0) + take(LENGTH_BITS[found - 257] ?? 0);
        const far = symbol(distances);
        const distance = (DISTANCES[far] ?? 0) + take(DISTANCE_BITS[far] ?? 0);
        if (distance > to || to + length > out.length) throw new Error("a copy from nowhere");
        for (const last = to + length; to < last; to += 1) out[to] = out[to - distance] ?? 0;
      }
    }
  };

  for (let last = false; !last; ) {
    last = take(1) === 1;
    switch (take(2)) {
      case 0: {
        // Whole bytes that were read ahead are given back.
        from -= count >> 3;
        held = 0;
        count = 0;
        const length = end.getUint16(from, true);
        out.set(bytes.subarray(from + 4, from + 4 + length), to);
        from += 4 + length;
        to += length;
        break;
      }
      case 1: {
        const lengths = Array.from({ length: 288 }, (_, at) =>
          at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8,
        );
        copied(table(lengths), table(new Array<number>(30).fill(5)));
        break;
      }
      case 2: {
        const literals = take(5) + 257;
        const distances = take(5) + 1;
        const given = take(4) + 4;
        const short = new Uint8Array(19);
        for (const at of ORDER.slice(0, given)) short[at] = take(3);
        const codes = table(short);
        const lengths: number[] = [];
        while (lengths.length < literals + distances) {
          const found = symbol(codes);
          if (found < 16) {
            lengths.push(found);
          } else {
            const value = found === 16 ? (lengths[lengths.length - 1] ?? 0) : 0;
            const times = found === 16 ? 3 + take(2) : found === 17 ? 3 + take(3) : 11 + take(7);
            for (let time = 0; time < times; time += 1) lengths.push(value);
          }
        }
        copied(table(lengths.slice(0, literals)), table(lengths.slice(literals)));
        break;
      }
      default:
        throw new Error("a block of no kind");
    }
  }
  if (to !== out.length) throw new Error("it ends too early");
  return out;
}
