/**
 * What an archive holds of a notebook beside its `.ipynb`, so that it can be brought back and merged
 * on any device (`docs/formats.md`). Whoever made the archive is not trusted. It must not know the store.
 */
import type { ActivityRole, SharedContent, StoredActivity } from "../core";
import type { ZippedFile } from "./archive";

/** All of a notebook as this device has it. */
export interface KeptNotebook {
  id: string;
  /** One update that holds it whole. */
  update: Uint8Array;
  outputs: SharedContent["outputs"];
  files: SharedContent["files"];
  activity?: StoredActivity | undefined;
  /** The link to its room. */
  room?: Uint8Array | undefined;
}

/** The text of `notebook.json`. Entries are names in the archive. */
interface Description {
  format: 1;
  id: string;
  /** Where it lies to be read. */
  ipynb: string;
  outputs: { cell: string; stamp: number; entry?: string }[];
  files: { path: string; stamp: number; entry: string }[];
  activity?: ActivityRole;
}

const FORMAT = 1;
const DESCRIPTION = /^ardoise\/[0-9]{1,5}\/notebook\.json$/;
const encoder = new TextEncoder();

/** The entries of one notebook; what it has beside its cells lies in `folder`. */
export function entriesOfKept(
  kept: KeptNotebook,
  number: number,
  place: { ipynb: string; folder: string; modified: number },
): ZippedFile[] {
  const { modified } = place;
  const own = `ardoise/${number}/`;
  const entries: ZippedFile[] = [{ path: `${own}notebook`, modified, content: kept.update }];
  const outputs = kept.outputs.map(({ cell, stamp, bytes }, at) => {
    if (bytes === undefined) return { cell, stamp };
    const entry = `${own}outputs-${at}`;
    entries.push({ path: entry, modified, content: bytes });
    return { cell, stamp, entry };
  });
  if (kept.activity) {
    entries.push({ path: `${own}activity`, modified, content: kept.activity.bytes });
  }
  if (kept.room) entries.push({ path: `${own}room`, modified, content: kept.room });
  const description: Description = {
    format: FORMAT,
    id: kept.id,
    ipynb: place.ipynb,
    outputs,
    files: kept.files.map(({ path, stamp }) => ({ path, stamp, entry: place.folder + path })),
    ...(kept.activity ? { activity: kept.activity.role } : {}),
  };
  const content = encoder.encode(JSON.stringify(description));
  return [{ path: `${own}notebook.json`, modified, content }, ...entries];
}

/** A notebook that an archive holds. */
export interface FoundNotebook {
  kept: KeptNotebook;
  ipynb: string;
  /** Names of everything it is made of. */
  entries: string[];
  /** Something of it is missing. */
  damaged: boolean;
}

/** The notebooks that can be brought back whole enough; the others are left to their `.ipynb`. */
export function keptInFiles(files: ReadonlyMap<string, Uint8Array>): FoundNotebook[] {
  const found: FoundNotebook[] = [];
  for (const [name, content] of files) {
    if (!DESCRIPTION.test(name)) continue;
    const own = name.slice(0, -"notebook.json".length);
    const update = files.get(`${own}notebook`);
    const description = descriptionOf(content);
    if (update === undefined || description === undefined) continue;
    const { id, ipynb, activity: role } = description;
    const entries = [name, `${own}notebook`, `${own}activity`, `${own}room`, ipynb];
    let damaged = false;
    const contentOf = (entry: string) => {
      entries.push(entry);
      const bytes = files.get(entry);
      damaged ||= bytes === undefined;
      return bytes;
    };
    const outputs: KeptNotebook["outputs"] = [];
    for (const { cell, stamp, entry } of description.outputs) {
      if (entry === undefined) continue;
      const bytes = contentOf(entry);
      if (bytes) outputs.push({ cell, stamp, bytes });
    }
    const kept: KeptNotebook = { id, update, outputs, files: [] };
    for (const { path, stamp, entry } of description.files) {
      const bytes = contentOf(entry);
      if (bytes) kept.files.push({ path, stamp, content: bytes });
    }
    const activity = files.get(`${own}activity`);
    if (role && activity) kept.activity = { role, bytes: activity };
    damaged ||= role !== undefined && activity === undefined;
    kept.room = files.get(`${own}room`);
    found.push({ kept, ipynb, entries, damaged });
  }
  return found;
}

/** Nothing when it is not one that this page knows. */
function descriptionOf(content: Uint8Array): Description | undefined {
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return undefined;
  }
  if (!isRecord(read) || read.format !== FORMAT) return undefined;
  const { id, ipynb, outputs, files, activity } = read;
  if (typeof id !== "string" || !/^[0-9a-f]{32}$/.test(id) || typeof ipynb !== "string") {
    return undefined;
  }
  if (!Array.isArray(outputs) || !outputs.every(isOutputs)) return undefined;
  if (!Array.isArray(files) || !files.every(isFile)) return undefined;
  const role = activity === "copy" || activity === "author" ? activity : undefined;
  return { format: FORMAT, id, ipynb, outputs, files, ...(role ? { activity: role } : {}) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isStamp(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isOutputs(value: unknown): value is Description["outputs"][number] {
  if (!isRecord(value)) return false;
  const { cell, stamp, entry } = value;
  const named = entry === undefined || typeof entry === "string";
  return typeof cell === "string" && cell !== "" && isStamp(stamp) && named;
}

function isFile(value: unknown): value is Description["files"][number] {
  if (!isRecord(value)) return false;
  const { path, stamp, entry } = value;
  return typeof path === "string" && isBelow(path) && isStamp(stamp) && typeof entry === "string";
}

/** A path that stays in its folder. */
function isBelow(path: string): boolean {
  const parts = path.split("/");
  return parts.every((part) => part !== "" && part !== "." && part !== ".." && !/\\/.test(part));
}

type File = KeptNotebook["files"][number];

/**
 * What of the files is not here. Where both have one of a name, the later one keeps the name and the
 * other stays beside it.
 */
export function lackingFiles(brought: readonly File[], here: readonly File[]): File[] {
  const lacking: File[] = [];
  const at = (path: string) => [...lacking, ...here].find((file) => file.path === path);
  const add = (file: File) => {
    let path = file.path;
    for (let number = 2; ; number += 1) {
      const there = at(path);
      if (there === undefined) break;
      if (isSame(there.content, file.content)) return;
      path = numbered(file.path, number);
    }
    lacking.push({ ...file, path });
  };
  for (const file of brought) {
    const there = here.find(({ path }) => path === file.path);
    if (there === undefined || there.stamp >= file.stamp || isSame(there.content, file.content)) {
      add(file);
      continue;
    }
    lacking.push(file);
    add(there);
  }
  return lacking;
}

/** `notes.csv` as `notes (2).csv`. */
function numbered(path: string, number: number): string {
  const dot = path.lastIndexOf(".");
  const end = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
  return `${path.slice(0, end)} (${number})${path.slice(end)}`;
}

export function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
