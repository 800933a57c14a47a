/**
 * Files in one `.zip`. Notebooks in it are stored, not compressed: every system opens that, and
 * nothing has to be downloaded to make it. Loaded when it is asked for. Start at `zip`, and at `archive` for
 * all notebooks: one with files lies with them in a folder of its own, so that its code finds them
 * there as well; the folder `ardoise` holds what brings them back as they are.
 */
import { crc32 } from "./crc32";
import { fileName } from "./files";
import { entriesOfKept, type KeptNotebook } from "./kept-notebook";

export interface ZippedFile {
  path: string;
  /** Milliseconds since 1970. */
  modified: number;
  content: Uint8Array;
  /** Its raw DEFLATE, where it is to be smaller. */
  packed?: Uint8Array;
}

export interface ArchivedNotebook {
  title: string;
  text: string;
  /** Milliseconds since 1970. */
  modified: number;
  files: ZippedFile[];
  /** What brings it back as it is. */
  kept?: KeptNotebook | undefined;
}

const encoder = new TextEncoder();

export function archive(notebooks: readonly ArchivedNotebook[]): Blob {
  const entries: ZippedFile[] = [];
  const states: ZippedFile[] = [];
  // The folder of what brings notebooks back.
  const names = new Set(["ardoise"]);
  for (const [at, { title, text, modified, files, kept }] of notebooks.entries()) {
    const content = encoder.encode(text);
    let folder = "";
    let taken = names;
    if (files.length > 0) {
      folder = `${freeName(title, "", names)}/`;
      taken = new Set(files.map((file) => file.path.toLowerCase()));
      for (const file of files) entries.push({ ...file, path: folder + file.path });
    }
    const ipynb = folder + freeName(title, ".ipynb", taken);
    entries.push({ path: ipynb, modified, content });
    if (kept) states.push(...entriesOfKept(kept, at + 1, { ipynb, folder, modified }));
  }
  return zip([...entries, ...states]);
}

export function zip(entries: readonly ZippedFile[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const index: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { path, modified, content, packed } of entries) {
    const bytes = (packed ?? content) as Uint8Array<ArrayBuffer>;
    const name = encoder.encode(path);
    const common = [
      // Version needed, flag 11 (names are UTF-8), stored or deflated.
      ...[...two(20), ...two(0x0800), ...two(packed ? 8 : 0)],
      ...dosTime(new Date(modified)),
      ...four(crc32(content)),
      ...four(bytes.length),
      ...four(content.length),
      ...two(name.length),
      ...two(0),
    ];
    const local = Uint8Array.from([...four(0x04034b50), ...common]);
    parts.push(local, name, bytes);
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
    offset += local.length + name.length + bytes.length;
  }
  const indexLength = index.reduce((sum, part) => sum + part.length, 0);
  const count = two(entries.length);
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
