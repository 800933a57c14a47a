/**
 * Finds an order of a module's functions in which those that are alike stand together: Brotli then
 * points back over short ways, which saves 3 %. Writes the order as names (000000, 000001, ...),
 * by which `wasm-opt --reorder-functions-by-name` moves the functions.
 * node order-functions.mjs MODULE; MODULE must have no names yet.
 */
import { readFileSync, writeFileSync } from "node:fs";

const SECTION = { custom: 0, import: 2, functions: 3, code: 10 };
/** So many bytes in a row are one mark of a body; longer and shorter ones do worse. */
const MARK_BYTES = 4;
/** Marks that more functions share say nothing about likeness. */
const COMMON = 3000;

const [file] = process.argv.slice(2);
const bytes = readFileSync(file);
const { imported, types, bodies } = functionsOf(bytes);
writeFileSync(
  file,
  Buffer.concat([bytes, namesFromOrder(orderByLikeness(types, bodies), imported)]),
);

/** The number of imported functions; the type and the code of each one that is defined. */
function functionsOf(module) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = module[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const skip = (length) => {
    at += length;
  };
  const limits = () => {
    const flags = number();
    number();
    if (flags & 1) number();
  };
  const found = { imported: 0, types: [], bodies: [] };
  const each = (read) => {
    for (let left = number(); left > 0; left -= 1) read();
  };
  while (at < module.length) {
    const section = module[at++];
    const length = number();
    const end = at + length;
    if (section === SECTION.import) {
      each(() => {
        skip(number());
        skip(number());
        switch (module[at++]) {
          case 0:
            number();
            found.imported += 1;
            break;
          case 1:
            skip(1);
            limits();
            break;
          case 2:
            limits();
            break;
          default:
            skip(2);
        }
      });
    } else if (section === SECTION.functions) {
      each(() => found.types.push(number()));
    } else if (section === SECTION.code) {
      each(() => {
        const size = number();
        found.bodies.push(module.subarray(at, at + size));
        skip(size);
      });
    }
    at = end;
  }
  return found;
}

/** From each function to the one that shares most marks with it; where none is left that shares any,
 * on with the next by type and code. */
function orderByLikeness(types, bodies) {
  const marks = bodies.map(marksOf);
  const holders = new Map();
  marks.forEach((set, index) => {
    for (const mark of set) {
      const list = holders.get(mark);
      if (list) list.push(index);
      else holders.set(mark, [index]);
    }
  });
  const sorted = bodies
    .map((_, index) => index)
    .sort((a, b) => types[a] - types[b] || Buffer.compare(bodies[a], bodies[b]) || a - b);
  const placed = new Uint8Array(bodies.length);
  const shared = new Uint32Array(bodies.length);
  const nearest = (to) => {
    const touched = [];
    for (const mark of marks[to]) {
      const list = holders.get(mark);
      if (list.length > COMMON) continue;
      for (const index of list) {
        if (placed[index]) continue;
        if (shared[index] === 0) touched.push(index);
        shared[index] += 1;
      }
    }
    let best = -1;
    let likest = 0;
    for (const index of touched) {
      const likeness = shared[index] / (marks[to].size + marks[index].size - shared[index]);
      if (likeness > likest) {
        likest = likeness;
        best = index;
      }
      shared[index] = 0;
    }
    return best;
  };
  const order = [];
  for (const seed of sorted) {
    for (let next = seed; next >= 0 && !placed[next]; next = nearest(next)) {
      placed[next] = 1;
      order.push(next);
    }
  }
  return order;
}

/** Every `MARK_BYTES` bytes in a row, as one number each. */
function marksOf(body) {
  const marks = new Set();
  for (let at = 0; at + MARK_BYTES <= body.length; at += 1) marks.add(body.readUInt32BE(at));
  return marks;
}

/** The section "name" with every defined function's place as its name. */
function namesFromOrder(order, imported) {
  const places = new Uint32Array(order.length);
  order.forEach((index, place) => {
    places[index] = place;
  });
  const text = (value) => Buffer.concat([unsigned(value.length), Buffer.from(value)]);
  const entries = [...places].map((place, index) =>
    Buffer.concat([unsigned(index + imported), text(String(place).padStart(6, "0"))]),
  );
  const map = Buffer.concat([unsigned(entries.length), ...entries]);
  const body = Buffer.concat([text("name"), Buffer.from([1]), unsigned(map.length), map]);
  return Buffer.concat([Buffer.from([SECTION.custom]), unsigned(body.length), body]);
}

function unsigned(value) {
  const out = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 128) return Buffer.from([...out, left]);
    out.push((left & 127) | 128);
  }
}
