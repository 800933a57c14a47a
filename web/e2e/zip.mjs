/** Archives of journeys, read by their index as any program does. */
import zlib from 'node:zlib';

/** The files of an archive by path; throws when it is not whole. @param {Buffer} bytes @returns {Map<string, Buffer>} */
export function filesOfZip(bytes) {
  const end = bytes.length - 22;
  if (end < 0 || bytes.readUInt32LE(end) !== 0x06054b50) throw new Error('an archive without its end');
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [sum, size, name, local] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const path = bytes.toString('utf8', at + 46, at + 46 + name);
    const start = local + 30 + bytes.readUInt16LE(local + 26);
    const content = bytes.subarray(start, start + size);
    if (zlib.crc32(content) !== sum) throw new Error(`${path} is damaged`);
    files.set(path, content);
    at += 46 + name;
  }
  return files;
}

/** The sources of all cells of an archive's notebooks, by path. @param {Buffer} bytes @returns {Map<string, string[]>} */
export function sourcesOfZip(bytes) {
  const sources = new Map();
  for (const [path, content] of filesOfZip(bytes)) {
    if (!path.endsWith('.ipynb')) continue;
    sources.set(path, JSON.parse(content.toString('utf8')).cells.map((/** @type {any} */ cell) => [].concat(cell.source).join('')));
  }
  return sources;
}
