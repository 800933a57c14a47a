/**
 * Pictures as journeys compare them: what a page shows, made small, beside a stored sheet of small
 * pictures. Small, because no two engines and no two machines draw an edge or a letter alike.
 */
import fs from 'node:fs';
import zlib from 'node:zlib';
import { pngChunk } from './notebooks.mjs';

/** The size of a picture on a sheet. */
export const TILE = { width: 144, height: 108 };
const COLUMNS = 6;
const CHANNELS = 3;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The side of the squares in which a difference is looked for, in points of a tile. */
const BLOCK = 12;

/**
 * The picture that a selector finds (an `img` or a `canvas`), fitted into a tile on white: rows of
 * red, green and blue.
 * @param {import('./drivers/page.mjs').Page} page @param {string} selector @returns {Promise<Buffer>}
 */
export async function tileOf(page, selector) {
  const text = await page.eval(`(${smallPicture})(${JSON.stringify(selector)}, ${TILE.width}, ${TILE.height})`);
  return Buffer.from(text, 'base64');
}

/** Runs in the page. Each point of the tile is the mean of what lies under it. @param {string} selector @param {number} width @param {number} height */
function smallPicture(selector, width, height) {
  const shown = /** @type {any} */ (document.querySelector(selector));
  const full = document.createElement('canvas');
  // Three points for one: enough to find the mean of thin lines.
  full.width = width * 3;
  full.height = height * 3;
  const pen = /** @type {CanvasRenderingContext2D} */ (full.getContext('2d'));
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, full.width, full.height);
  const [w, h] = [shown.naturalWidth || shown.width, shown.naturalHeight || shown.height];
  const scale = Math.min(full.width / w, full.height / h);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(shown, (full.width - w * scale) / 2, (full.height - h * scale) / 2, w * scale, h * scale);
  const { data } = pen.getImageData(0, 0, full.width, full.height);
  let bytes = '';
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let dy = 0; dy < 3; dy++) {
          for (let dx = 0; dx < 3; dx++) sum += data[((y * 3 + dy) * full.width + x * 3 + dx) * 4 + channel];
        }
        bytes += String.fromCharCode(Math.round(sum / 9));
      }
    }
  }
  return btoa(bytes);
}

/** How two tiles differ, on average and in the square where they differ most, from 0 to 255. @param {Buffer} one @param {Buffer} other */
export function difference(one, other) {
  const across = TILE.width / BLOCK;
  const blocks = new Array(across * (TILE.height / BLOCK)).fill(0);
  for (let y = 0; y < TILE.height; y++) {
    for (let x = 0; x < TILE.width; x++) {
      const at = (y * TILE.width + x) * CHANNELS;
      let sum = 0;
      for (let channel = 0; channel < CHANNELS; channel++) sum += Math.abs(one[at + channel] - other[at + channel]);
      blocks[Math.floor(y / BLOCK) * across + Math.floor(x / BLOCK)] += sum / CHANNELS;
    }
  }
  const total = blocks.reduce((sum, block) => sum + block, 0);
  return { mean: total / (TILE.width * TILE.height), worst: Math.max(...blocks) / BLOCK ** 2 };
}

/** Writes tiles as one PNG, six in a row. @param {string} file @param {Buffer[]} tiles */
export function writeSheet(file, tiles) {
  const rows = Math.ceil(tiles.length / COLUMNS);
  const [width, height] = [COLUMNS * TILE.width, rows * TILE.height];
  const line = 1 + width * CHANNELS;
  const pixels = Buffer.alloc(line * height, 255);
  for (let y = 0; y < height; y++) pixels[y * line] = 0;
  tiles.forEach((tile, n) => {
    for (let y = 0; y < TILE.height; y++) {
      tile.copy(pixels, placeOf(n, y, line), y * TILE.width * CHANNELS, (y + 1) * TILE.width * CHANNELS);
    }
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits, red, green and blue; no line is written as a difference from another.
  head.set([8, 2, 0, 0, 0], 8);
  const data = zlib.deflateSync(pixels, { level: 9 });
  fs.writeFileSync(file, Buffer.concat([SIGNATURE, pngChunk('IHDR', head), pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))]));
}

/** The tiles of a sheet that `writeSheet` wrote. @param {string} file @returns {Buffer[]} */
export function readSheet(file) {
  const bytes = fs.readFileSync(file);
  const parts = [];
  let height = 0;
  for (let at = SIGNATURE.length; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') height = body.readUInt32BE(4);
    if (kind === 'IDAT') parts.push(body);
    at += length + 12;
  }
  const pixels = zlib.inflateSync(Buffer.concat(parts));
  const line = 1 + COLUMNS * TILE.width * CHANNELS;
  return Array.from({ length: (height / TILE.height) * COLUMNS }, (_, n) => {
    const tile = Buffer.alloc(TILE.width * TILE.height * CHANNELS);
    for (let y = 0; y < TILE.height; y++) {
      const from = placeOf(n, y, line);
      pixels.copy(tile, y * TILE.width * CHANNELS, from, from + TILE.width * CHANNELS);
    }
    return tile;
  });
}

/** Where a line of a tile begins in the sheet. @param {number} n @param {number} y @param {number} line */
function placeOf(n, y, line) {
  return (Math.floor(n / COLUMNS) * TILE.height + y) * line + 1 + (n % COLUMNS) * TILE.width * CHANNELS;
}
