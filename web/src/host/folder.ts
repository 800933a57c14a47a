/**
 * The folder or stick that a person has chosen once: their work is copied there in quiet moments, and
 * brought back from there. It is the archive of everything, so what brings one back serves here too.
 * How a copy is put there without harm to the one before is `folder-copies.ts`. Loaded when a browser
 * that has folders is asked for one, or has one. Start with `openFolder`.
 */
import type { CopiedWork, Folder, FolderState, ImportResult, Library, LibraryEntry } from "../core";
import {
  beginCopy,
  type FolderMark,
  folderMark,
  forgetFolder,
  isCopied,
  markFolder,
  noteChange,
  whenFolderChanges,
} from "../floor/folder";
import { crc32 } from "./crc32";
import { openDoorbell } from "./doorbell";
import {
  type ChosenFolder,
  copiesIn,
  type Directory,
  isMissing,
  isThere,
  personInNames,
  putCopy,
  reachFolder,
} from "./folder-copies";
import { dropFolder, keepFolder, keptFolder } from "./folder-kept";
import { changing } from "./watched";

/** A directory as the browser gives it to a page that a person has let in. */
interface GrantedDirectory extends Directory {
  isSameEntry(other: Directory): Promise<boolean>;
  queryPermission(how: typeof WRITING): Promise<PermissionState>;
  requestPermission(how: typeof WRITING): Promise<PermissionState>;
}

type GrantedFolder = ChosenFolder<GrantedDirectory>;

const WRITING = { mode: "readwrite" } as const;
const LOOK_MILLIS = 10_000;
/** So long nothing was changed before it is copied. */
const QUIET_MILLIS = 60_000;
/** Between two attempts that nobody asked for. */
const PAUSE_MILLIS = 300_000;
const LOCK = "ardoise.folder";

export async function openFolder(library: Library): Promise<Folder> {
  const state = changing<FolderState | undefined>(undefined);
  const now = Date.now();
  let touched = now;
  let tried = now - PAUSE_MILLIS;

  const say = (reach: FolderState["reach"], mark = folderMark()) => {
    state.set(mark && { name: mark.name, copied: mark.copied, reach });
  };
  const sayMark = () => {
    const mark = folderMark();
    say(mark && isCopied(mark) ? "done" : "waiting", mark);
  };

  /**
   * Puts a copy there where one is lacking. One page at a time: the next one finds it done. `looking`:
   * what this device has noted is not trusted, but the work itself compared with what lies there.
   */
  const put = async (looking: boolean): Promise<void> => {
    const folder = await kept();
    const mark = folderMark();
    if (folder === undefined || mark === undefined) return;
    if (!looking && isCopied(mark) && (await isThere(folder))) {
      say("done", mark);
      return;
    }
    await reachFolder(folder.directory);
    say("copying", mark);
    const begun = beginCopy(mark, Date.now());
    await library.settle();
    const before = await notebooks(library);
    // Where nothing is left here, what is there is all the more worth keeping.
    if (before.length === 0) {
      say("waiting", begun);
      return;
    }
    const { content, unreadable } = await library.exportArchive();
    const after = new Set((await notebooks(library)).map(({ id }) => id));
    const ids = before.map(({ id }) => id);
    // A copy of before that holds one which is not in this one stays.
    for (const { id } of unreadable) after.delete(id);
    const work = { content: await bytesOf(content), notebooks: ids.filter((id) => after.has(id)) };
    await putCopy(folder, work, begun.begun, async (changed) => {
      // Another page may have forgotten it meanwhile.
      if (folderMark() === undefined) throw new Error("the folder was forgotten");
      await keepFolder(changed);
    });
    if (unreadable.length > 0) {
      say("failed", begun);
      return;
    }
    const done: FolderMark = { ...begun, copied: begun.begun, lines: linesOf(before) };
    markFolder(done);
    say(isCopied(done) ? "done" : "waiting", done);
  };

  const attempt = async (looking: boolean, asking: boolean): Promise<void> => {
    tried = Date.now();
    try {
      const folder = await kept();
      if (folder === undefined) {
        // What was kept of it is lost.
        forgetFolder();
        state.set(undefined);
        return;
      }
      if (await isAllowed(folder.directory, asking))
        await navigator.locks.request(LOCK, () => put(looking));
      else say("permission");
    } catch (thrown) {
      say(isMissing(thrown) ? "missing" : isRefused(thrown) ? "permission" : "failed");
      if (state.value?.reach === "failed") console.warn("the copy was not made", thrown);
    }
  };

  const look = () => {
    const mark = folderMark();
    if (mark === undefined || state.value?.reach === "copying" || isCopied(mark)) return;
    // A clock that was put back counts like one that went on.
    const since = (time: number) => Math.abs(Date.now() - time);
    if (since(touched) >= QUIET_MILLIS && since(tried) >= PAUSE_MILLIS) void attempt(false, false);
  };

  /** What changed before this page listened, or what a power cut took the note of. */
  const recall = async () => {
    if (linesOf(await notebooks(library)) !== folderMark()?.lines) noteChange(Date.now());
    sayMark();
  };

  // A doorbell of its own hears this page too.
  openDoorbell().subscribe(() => {
    touched = Date.now();
    noteChange(touched);
    if (state.value?.reach === "done") sayMark();
  });
  whenFolderChanges(sayMark);
  window.setInterval(look, LOOK_MILLIS);
  await recall().catch(sayMark);

  return {
    state,
    async choose(person) {
      let directory: GrantedDirectory;
      try {
        directory = await pick();
      } catch (thrown) {
        // Whoever changes their mind has done nothing wrong.
        if ((thrown as { name?: unknown }).name === "AbortError") return false;
        throw thrown;
      }
      const before = await kept();
      const name = personInNames(person);
      const again = before && (await before.directory.isSameEntry(directory));
      if (again) await keepFolder({ ...before, directory, person: name });
      else await keepFolder({ directory, person: name, key: newKey(), going: [] });
      markFolder({ name: directory.name, begun: 0, copied: 0, lines: 0 });
      noteChange(Date.now());
      say("waiting");
      await attempt(true, true);
      return true;
    },
    copy: (asking) => attempt(true, asking),
    async people() {
      const folder = await kept();
      if (folder === undefined) return [];
      if (!(await isAllowed(folder.directory, true))) throw new Error("the folder may not be read");
      const people: CopiedWork[] = [];
      for (const { person, made } of await copiesIn(folder.directory)) {
        const known = people.find((one) => one.person === person);
        if (known === undefined) people.push({ person, made, mine: person === folder.person });
      }
      return people.sort((a, b) => Number(b.mine) - Number(a.mine));
    },
    async bringBack(person) {
      const folder = await kept();
      if (folder === undefined) return { type: "failed", reason: "other" };
      const { directory } = folder;
      const taken = async () => {
        const copies = (await copiesIn(directory)).filter((one) => one.person === person);
        const results: ImportResult[] = [];
        for (const { file } of copies) {
          const content = await (await directory.getFileHandle(file)).getFile();
          // What a stick that was pulled out has left.
          if (content.size === 0) continue;
          const result = await library.importFile(file, content);
          results.push(result);
          if (result.type === "failed") return result;
        }
        return joined(results);
      };
      return navigator.locks.request(LOCK, taken);
    },
    async forget() {
      forgetFolder();
      state.set(undefined);
      await dropFolder();
    },
  };
}

/** The older copies of somebody hold mostly what the newest has brought. */
function joined(results: readonly ImportResult[]): ImportResult {
  const brought = results.filter((result) => result.type === "broughtBack");
  if (brought.length === 0) return results[0] ?? { type: "failed", reason: "other" };
  const ids = new Set(brought.flatMap((result) => result.ids));
  const sum = (count: "added" | "merged" | "recovered" | "damaged") =>
    brought.reduce((all, result) => all + result[count], 0);
  const [added, recovered] = [sum("added"), sum("recovered")];
  const merged = Math.min(sum("merged"), ids.size - added - recovered);
  return {
    type: "broughtBack",
    added,
    merged,
    same: ids.size - added - recovered - merged,
    recovered,
    damaged: sum("damaged") + (results.length - brought.length),
    ids: [...ids],
  };
}

function kept(): Promise<GrantedFolder | undefined> {
  return keptFolder() as Promise<GrantedFolder | undefined>;
}

function pick(): Promise<GrantedDirectory> {
  const { showDirectoryPicker } = window as unknown as {
    showDirectoryPicker(how: typeof WRITING & { id: string }): Promise<GrantedDirectory>;
  };
  return showDirectoryPicker.call(window, { id: "ardoise", ...WRITING });
}

/** Asks the person where the browser wants that, which it allows right after a press only. */
async function isAllowed(directory: GrantedDirectory, asking: boolean): Promise<boolean> {
  if ((await directory.queryPermission(WRITING)) === "granted") return true;
  return asking && (await directory.requestPermission(WRITING)) === "granted";
}

function isRefused(thrown: unknown): boolean {
  return /^(NotAllowedError|SecurityError)$/.test(String((thrown as { name?: unknown }).name));
}

async function notebooks(library: Library): Promise<LibraryEntry[]> {
  return (await library.list()).filter(({ trashed }) => trashed === undefined);
}

/** By what stands there, not by what is later: clocks are put back. */
function linesOf(entries: readonly LibraryEntry[]): number {
  const lines = entries.map(({ id, modified }) => `${id} ${modified}`);
  return crc32(new TextEncoder().encode(lines.sort().join()));
}

async function bytesOf(content: Blob): Promise<Uint8Array> {
  return new Uint8Array(await new Response(content).arrayBuffer());
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
