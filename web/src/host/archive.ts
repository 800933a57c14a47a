/**
 * All notebooks in one `.zip`. What is in it is stored, not compressed: every system opens that, and
 * nothing has to be downloaded to make it. A notebook with files lies with them in a folder of its
 * own, so that its code finds them there as well. Loaded when it is asked for.
 */
import { fileName } from "./files";

export interface ArchivedNotebook {
  title: string;
  text: string;
  /** Milliseconds since 1970. */
  modified: number;
  files: { path: string; modified: number; content: Uint8Array }[];
}

const encoder = new TextEncoder();

export function archive(notebooks: readonly ArchivedNotebook[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const index: Uint8Array<ArrayBuffer>[] = [];
  const names = new Set<string>();
  let offset = 0;
  let entries = 0;

  const add = (path: string, modified: number, content: Uint8Array<ArrayBuffer>) => {
    const name = encoder.encode(path);
    const common = [
      // Version needed, flag 11 (names are UTF-8), stored.
      ...[...two(20), ...two(0x0800), ...two(0)],
      ...dosTime(new Date(modified)),
      ...four(crc32(content)),
      ...four(content.length),
      ...four(content.length),
      ...two(name.length),
      ...two(0),
    ];
    const local = Uint8Array.from([...four(0x04034b50), ...common]);
    parts.push(local, name, content);
    index.push(
      Uint8Array.from([
        ...four(0x02014b50),
        ...two(20),
        ...common,
        // No comment, first disk, no attributes.
        ...[...two(0), ...two(0), ...two(0), ...four(0)],
        ...four(offset),
      ]),
      name,
    );
    offset += local.length + name.length + content.length;
    entries += 1;
  };

  for (const { title, text, modified, files } of notebooks) {
    const content = encoder.encode(text);
    if (files.length === 0) {
      add(freeName(title, ".ipynb", names), modified, content);
      continue;
    }
    const folder = freeName(title, "", names);
    const inside = new Set<string>();
    for (const file of files) {
      inside.add(file.path.toLowerCase());
      add(`${folder}/${file.path}`, file.modified, file.content as Uint8Array<ArrayBuffer>);
    }
    add(`${folder}/${freeName(title, ".ipynb", inside)}`, modified, content);
  }

  const indexLength = index.reduce((sum, part) => sum + part.length, 0);
  const count = two(entries);
  const end = Uint8Array.from([
    ...four(0x06054b50),
    ...[...two(0), ...two(0), ...count, ...count],
    ...four(indexLength),
    ...four(offset),
    ...two(0),
  ]);
  return new Blob([...parts, ...index, end], { type: "application/zip" });
}

/** Two notebooks of one title get names that differ, also where case does not count. */
function freeName(title: string, ending: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const whole = fileName(number === 1 ? title : `${title} (${number})`, "ipynb");
    const name = whole.slice(0, -".ipynb".length) + ending;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

function two(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

function four(value: number): number[] {
  return [...two(value), ...two(value >>> 16)];
}

function dosTime(time: Date): number[] {
  const clock = (time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1);
  const year = Math.max(0, time.getFullYear() - 1980);
  return [...two(clock), ...two((year << 9) | ((time.getMonth() + 1) << 5) | time.getDate())];
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}
