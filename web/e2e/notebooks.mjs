/**
 * Notebook files made for journeys, the same on each run: cells, pictures and seeded randomness.
 */
import zlib from 'node:zlib';

/** @typedef {Record<string, any>} Json */

/** Numbers from 0 to below 1 that depend on the seed alone. @param {number} seed @returns {() => number} */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A file of format 4.5, each cell with an id of its own. @param {Json[]} cells @param {Json} [metadata] @returns {Json} */
export function notebook(cells, metadata = {}) {
  return {
    cells: cells.map((cell, index) => ({ ...cell, id: cell.id ?? `cell-${index + 1}` })),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
      ...metadata,
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** As Jupyter writes it: a list of lines that keep their ends. @param {string} text */
export function lines(text) {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** @param {string} source @param {Json[]} [outputs] @returns {Json} */
export function code(source, outputs = []) {
  return { cell_type: 'code', execution_count: outputs.length ? 1 : null, metadata: {}, outputs, source: lines(source) };
}

/** @param {string} source @param {Json} [more] @returns {Json} */
export function markdown(source, more = {}) {
  return { cell_type: 'markdown', metadata: {}, source: lines(source), ...more };
}

/** @param {Json} data by MIME type @returns {Json} */
export function display(data) {
  return { output_type: 'display_data', metadata: {}, data };
}

/** @param {string} text @returns {Json} */
export function stdout(text) {
  return { output_type: 'stream', name: 'stdout', text: lines(text) };
}

/** A picture of noise, which nothing compresses, in Base64. @param {number} width @param {number} height @param {number} seed */
export function noisePng(width, height, seed) {
  const row = width * 3 + 1;
  const pixels = Buffer.alloc(row * height);
  const random = seeded(seed);
  for (let i = 0; i < pixels.length; i++) pixels[i] = i % row === 0 ? 0 : Math.floor(random() * 256);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, pngChunk('IHDR', head), pngChunk('IDAT', zlib.deflateSync(pixels, { level: 1 })), pngChunk('IEND', Buffer.alloc(0))]).toString('base64');
}

/** @param {string} type @param {Buffer} data */
export function pngChunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
}

/** @param {Buffer} bytes the check sum PNG wants, bit by bit: pictures here are small */
function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
