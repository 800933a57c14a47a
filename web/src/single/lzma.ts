/**
 * Undoes LZMA, for what a single file carries: 7 % smaller than Brotli for our wasm, and quick, since
 * its work grows with the compressed bytes.
 *
 * Reads the format of `.lzma` files: one byte of properties, the size of the dictionary, the length
 * of what comes out, then the range coder's bytes. It must not know what is packed. Start at
 * `unpacked`.
 */

const HEADER_BYTES = 13;
const BITS = 11;
const HALF = 1 << (BITS - 1);
const ONE = 1 << BITS;
const RATE = 5;
const TOP = 0x1000000;
const STATES = 12;
/** States below this follow a literal. */
const AFTER_LITERAL = 7;
const MOST_POSITIONS = 16;
const LENGTH_GROUPS = 4;
const ALIGN_BITS = 4;
const FIRST_DISTANCE_MODEL = 4;
const END_DISTANCE_MODEL = 14;
const FULL_DISTANCES = 1 << (END_DISTANCE_MODEL >> 1);
const SHORTEST = 2;

function fresh(count: number): Uint16Array {
  return new Uint16Array(count).fill(HALF);
}

/** How long a match is: short, middle and long ones have trees of their own. */
interface Lengths {
  choices: Uint16Array;
  short: Uint16Array;
  middle: Uint16Array;
  long: Uint16Array;
}

function lengths(): Lengths {
  return {
    choices: fresh(2),
    short: fresh(MOST_POSITIONS << 3),
    middle: fresh(MOST_POSITIONS << 3),
    long: fresh(256),
  };
}

/** Throws when the bytes end too early or point before their beginning. */
export function unpacked(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  let properties = view.getUint8(0);
  const literalContext = properties % 9;
  properties = (properties - literalContext) / 9;
  const literalPosition = properties % 5;
  const positionMask = (1 << ((properties - literalPosition) / 5)) - 1;
  const literalMask = (1 << literalPosition) - 1;
  const size = view.getUint32(5, true);
  const out = new Uint8Array(size);

  const literals = fresh(0x300 << (literalContext + literalPosition));
  const isMatch = fresh(STATES << 4);
  const isAgain = fresh(STATES);
  const isAgain0 = fresh(STATES);
  const isAgain1 = fresh(STATES);
  const isAgain2 = fresh(STATES);
  const isLongAgain = fresh(STATES << 4);
  const slots = fresh(LENGTH_GROUPS << 6);
  const distances = fresh(1 + FULL_DISTANCES - END_DISTANCE_MODEL);
  const aligned = fresh(1 << ALIGN_BITS);
  const matchLengths = lengths();
  const againLengths = lengths();

  let from = HEADER_BYTES + 1;
  let range = 0xffffffff;
  let code = 0;
  for (let byte = 0; byte < 4; byte += 1) {
    code = ((code << 8) | (packed[from] as number)) >>> 0;
    from += 1;
  }

  const bit = (models: Uint16Array, at: number): number => {
    const model = models[at] as number;
    const bound = (range >>> BITS) * model;
    let result = 0;
    if (code < bound) {
      range = bound;
      models[at] = model + ((ONE - model) >> RATE);
    } else {
      range -= bound;
      code -= bound;
      models[at] = model - (model >> RATE);
      result = 1;
    }
    if (range < TOP) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | (packed[from] as number)) >>> 0;
      from += 1;
    }
    return result;
  };

  const tree = (models: Uint16Array, start: number, bits: number): number => {
    let symbol = 1;
    for (let left = bits; left > 0; left -= 1) symbol = (symbol << 1) | bit(models, start + symbol);
    return symbol - (1 << bits);
  };

  const reversed = (models: Uint16Array, start: number, bits: number): number => {
    let symbol = 1;
    let value = 0;
    for (let place = 0; place < bits; place += 1) {
      const one = bit(models, start + symbol);
      symbol = (symbol << 1) | one;
      value |= one << place;
    }
    return value;
  };

  /** Bits without a model. */
  const direct = (bits: number): number => {
    let value = 0;
    for (let left = bits; left > 0; left -= 1) {
      range >>>= 1;
      value <<= 1;
      if (code >= range) {
        code -= range;
        value |= 1;
      }
      if (range < TOP) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | (packed[from] as number)) >>> 0;
        from += 1;
      }
    }
    return value;
  };

  const length = (of: Lengths, position: number): number => {
    if (bit(of.choices, 0) === 0) return tree(of.short, position << 3, 3);
    if (bit(of.choices, 1) === 0) return 8 + tree(of.middle, position << 3, 3);
    return 16 + tree(of.long, 0, 8);
  };

  let to = 0;
  let state = 0;
  let last0 = 0;
  let last1 = 0;
  let last2 = 0;
  let last3 = 0;
  while (to < size) {
    if (from > packed.length + 5) throw new Error("packed bytes that end too early");
    const position = to & positionMask;
    if (bit(isMatch, (state << 4) + position) === 0) {
      const before = to > 0 ? (out[to - 1] as number) : 0;
      const start =
        0x300 * (((to & literalMask) << literalContext) + (before >> (8 - literalContext)));
      let symbol = 1;
      if (state >= AFTER_LITERAL) {
        let matched = out[to - last0 - 1] as number;
        while (symbol < 0x100) {
          const expected = (matched >> 7) & 1;
          matched <<= 1;
          const one = bit(literals, start + ((1 + expected) << 8) + symbol);
          symbol = (symbol << 1) | one;
          if (one !== expected) break;
        }
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bit(literals, start + symbol);
      out[to] = symbol;
      to += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count: number;
    if (bit(isAgain, state) === 0) {
      last3 = last2;
      last2 = last1;
      last1 = last0;
      count = length(matchLengths, position);
      state = state < AFTER_LITERAL ? 7 : 10;
      const group = count < LENGTH_GROUPS ? count : LENGTH_GROUPS - 1;
      const slot = tree(slots, group << 6, 6);
      if (slot < FIRST_DISTANCE_MODEL) {
        last0 = slot;
      } else {
        const bits = (slot >> 1) - 1;
        last0 = (2 | (slot & 1)) << bits;
        if (slot < END_DISTANCE_MODEL) {
          last0 += reversed(distances, last0 - slot, bits);
        } else {
          last0 += direct(bits - ALIGN_BITS) << ALIGN_BITS;
          last0 += reversed(aligned, 0, ALIGN_BITS);
        }
      }
      // The mark that ends a stream of unknown length.
      if (last0 === -1 || last0 === 0xffffffff) break;
    } else {
      if (bit(isAgain0, state) === 0) {
        if (bit(isLongAgain, (state << 4) + position) === 0) {
          state = state < AFTER_LITERAL ? 9 : 11;
          if (last0 >= to) throw new Error("packed bytes that point before their beginning");
          out[to] = out[to - last0 - 1] as number;
          to += 1;
          continue;
        }
      } else {
        let distance: number;
        if (bit(isAgain1, state) === 0) {
          distance = last1;
        } else {
          if (bit(isAgain2, state) === 0) {
            distance = last2;
          } else {
            distance = last3;
            last3 = last2;
          }
          last2 = last1;
        }
        last1 = last0;
        last0 = distance;
      }
      count = length(againLengths, position);
      state = state < AFTER_LITERAL ? 8 : 11;
    }
    if (last0 >= to) throw new Error("packed bytes that point before their beginning");
    const end = Math.min(to + count + SHORTEST, size);
    for (let source = to - last0 - 1; to < end; to += 1, source += 1) {
      out[to] = out[source] as number;
    }
  }
  return out;
}
