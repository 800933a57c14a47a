/**
 * Copies of a person's work in a folder that may vanish at any moment: a stick that is pulled out.
 *
 * No file that holds work is ever written over. A copy is a file of a new name; it counts when it was
 * read back as it was written, and only then goes the one before, and only if all of its notebooks are
 * in the new one. Every file that is to go is noted before, so a crash forgets none; what is not noted
 * is somebody else's and stays. It must not know what an archive holds. Start with `putCopy`.
 */
import { fileName } from "./files";
import { isSame } from "./kept-notebook";

/** As much of a browser's directory as is used. */
export interface Directory {
  readonly name: string;
  getFileHandle(name: string, options?: { create: boolean }): Promise<FileInDirectory>;
  removeEntry(name: string): Promise<void>;
  values(): AsyncIterable<{ kind: string; name: string }>;
}

export interface FileInDirectory {
  getFile(): Promise<Blob>;
  createWritable(): Promise<{
    write(content: Uint8Array): Promise<void>;
    close(): Promise<void>;
    abort(): Promise<void>;
  }>;
}

export interface ChosenFolder<D extends Directory = Directory> {
  directory: D;
  /** Whose work it is, for whoever reads the names of files; may be empty. */
  person: string;
  /** Tells the copies of this profile on this device from all others. */
  key: string;
  /** The newest copy that was read back. */
  last?: PutCopy;
  /** Files of ours that are to go. */
  going: string[];
}

export interface PutCopy {
  file: string;
  size: number;
  /** The ids of the notebooks that are in it. */
  notebooks: string[];
}

export interface Work {
  content: Uint8Array;
  notebooks: string[];
}

/** A copy that lies in a folder, whoever made it. */
export interface FoundCopy {
  file: string;
  person: string;
  /** When it was made, as its name says: milliseconds since 1970. */
  made: number;
}

const COPY = /^Ardoise (?:(.+) )?[0-9a-f]{8} (\d{4}-\d\d-\d\d) (\d\d)h(\d\d)m(\d\d)\.zip$/;
const LONGEST_PERSON = 30;

/**
 * Puts the work there, unless the newest copy is the same. `keep` remembers the folder: nothing is done that was not remembered before.
 * Rejects when it cannot be put there whole; the copy before is there then as it was.
 */
export async function putCopy<F extends ChosenFolder>(
  folder: F,
  work: Work,
  now: number,
  keep: (folder: F) => Promise<void>,
): Promise<F> {
  const before = await swept(folder, keep);
  const { directory, last } = before;
  if (last !== undefined && (await holds(directory, last.file, work.content))) return before;
  const file = freeName(before, now);
  await keep({ ...before, going: [...before.going, file] });
  await write(directory, file, work.content);
  const notebooks = new Set(work.notebooks);
  const outlived = last?.notebooks.every((id) => notebooks.has(id)) === true;
  const put: F = {
    ...before,
    last: { file, size: work.content.length, notebooks: work.notebooks },
    going: outlived && last ? [...before.going, last.file] : before.going,
  };
  await keep(put);
  return swept(put, keep);
}

/** Is the newest copy there? */
export async function isThere({ directory, last }: ChosenFolder): Promise<boolean> {
  if (last === undefined) return false;
  try {
    const handle = await directory.getFileHandle(last.file);
    return (await handle.getFile()).size === last.size;
  } catch {
    return false;
  }
}

/** Rejects as the browser does when the folder is not there. */
export async function reachFolder(directory: Directory): Promise<void> {
  for await (const _ of directory.values()) return;
}

/** The newest first. */
export async function copiesIn(directory: Directory): Promise<FoundCopy[]> {
  const found: FoundCopy[] = [];
  for await (const { kind, name } of directory.values()) {
    const match = COPY.exec(name);
    if (kind !== "file" || match === null) continue;
    const [, person = "", day, ...clock] = match;
    found.push({ file: name, person, made: new Date(`${day}T${clock.join(":")}`).getTime() });
  }
  return found.sort((a, b) => b.made - a.made);
}

/** The person's name as it stands in the names of files. */
export function personInNames(person: string): string {
  const short = Array.from(person).slice(0, LONGEST_PERSON).join("");
  return short.trim() === "" ? "" : fileName(short, "").slice(0, -1);
}

/** Writes it and reads it again: of a stick, only that tells. */
async function write(directory: Directory, file: string, content: Uint8Array): Promise<void> {
  const handle = await directory.getFileHandle(file, { create: true });
  const writing = await handle.createWritable();
  try {
    await writing.write(content);
    await writing.close();
  } catch (thrown) {
    await writing.abort().catch(() => undefined);
    throw thrown;
  }
  if (!(await holds(directory, file, content))) throw new Error("a copy reads otherwise");
}

async function holds(directory: Directory, file: string, content: Uint8Array): Promise<boolean> {
  try {
    const there = await (await directory.getFileHandle(file)).getFile();
    if (there.size !== content.length) return false;
    return isSame(new Uint8Array(await new Response(there).arrayBuffer()), content);
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw thrown;
  }
}

/** Removes what is to go; what cannot be removed now stays noted. */
async function swept<F extends ChosenFolder>(
  folder: F,
  keep: (folder: F) => Promise<void>,
): Promise<F> {
  const staying: string[] = [];
  for (const file of folder.going) {
    try {
      await folder.directory.removeEntry(file);
    } catch (thrown) {
      if (!isMissing(thrown)) staying.push(file);
    }
  }
  if (staying.length === folder.going.length) return folder;
  const after = { ...folder, going: staying };
  await keep(after);
  return after;
}

/** Does the browser say that a file or the folder is not there? */
export function isMissing(thrown: unknown): boolean {
  return (thrown as { name?: unknown } | null)?.name === "NotFoundError";
}

function freeName({ person, key, last, going }: ChosenFolder, now: number): string {
  for (let time = now; ; time += 1000) {
    const words = ["Ardoise", person, key, clockOf(new Date(time))];
    const name = `${words.filter((word) => word !== "").join(" ")}.zip`;
    if (name !== last?.file && !going.includes(name)) return name;
  }
}

/** As people read it, and as names sort. */
function clockOf(time: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  return `${day} ${two(time.getHours())}h${two(time.getMinutes())}m${two(time.getSeconds())}`;
}
