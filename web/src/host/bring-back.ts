/**
 * An archive comes back: what is not on this device is added, what is here is merged with it, and
 * nothing that is here is lost. Taken twice it changes nothing the second time. Loaded when an archive
 * is opened. Start with `bringBack`.
 */
import {
  type ActivityFile,
  AppError,
  type ImportResult,
  mergeUpdates,
  Notebook,
  wholeEngine,
} from "../core";
import { relaysOfLink, rememberRelays } from "../floor/relays";
import { appError } from "./failure";
import { titleFromFileName } from "./files";
import { isSame, type KeptNotebook, keptInFiles, lackingFiles } from "./kept-notebook";
import { pageLanguage } from "./language";
import type { NotebookStore } from "./storage";
import { unzipped } from "./unzip";

export interface BringingParts {
  store: NotebookStore;
  /** Something has come to this notebook. */
  arrived(id: string): void;
  /** A notebook of which only the `.ipynb` can be read, as a new one. */
  importIpynb(bytes: Uint8Array, title: string, beside: ActivityFile[]): Promise<ImportResult>;
}

export type BroughtBack = Extract<ImportResult, { type: "broughtBack" }>;

/** Rejects with an `AppError`; `unreadable` when nothing in it can be read. */
export async function bringBack(bytes: Uint8Array, parts: BringingParts): Promise<BroughtBack> {
  await wholeEngine();
  const { files, damaged } = unzipped(bytes);
  const result: BroughtBack = {
    type: "broughtBack",
    added: 0,
    merged: 0,
    same: 0,
    recovered: 0,
    damaged: 0,
    ids: [],
  };
  const known = new Set<string>();
  for (const found of keptInFiles(files)) {
    const { kept, entries } = found;
    try {
      const how = await taken(kept, parts.store);
      result[how] += 1;
    } catch (thrown) {
      const error = appError(thrown);
      // What it holds cannot be read: its `.ipynb` may be.
      if (error.failure === "unreadable") continue;
      throw error;
    }
    if (found.damaged) result.damaged += 1;
    result.ids.push(kept.id);
    for (const entry of entries) known.add(entry);
    parts.arrived(kept.id);
  }
  for (const [path, content] of files) {
    if (!path.endsWith(".ipynb") || known.has(path) || path.startsWith("ardoise/")) continue;
    const imported = await parts.importIpynb(content, titleFromFileName(path), beside(path, files));
    if (imported.type === "failed") throw new AppError(imported.reason);
    if (imported.type !== "imported") {
      result.damaged += 1;
      continue;
    }
    result.recovered += 1;
    result.ids.push(imported.id);
  }
  result.damaged += damaged.filter((path) => path.endsWith(".ipynb") && !known.has(path)).length;
  if (result.ids.length === 0) throw new AppError("unreadable");
  return result;
}

/** The files of a notebook that lies in a folder of its own. */
function beside(path: string, files: ReadonlyMap<string, Uint8Array>): ActivityFile[] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  if (folder === "") return [];
  const others = [...files].filter(([name]) => name.startsWith(folder) && !name.endsWith(".ipynb"));
  return others.map(([name, content]) => ({ path: name.slice(folder.length), content }));
}

async function taken(
  kept: KeptNotebook,
  store: NotebookStore,
): Promise<"added" | "merged" | "same"> {
  const { id, update } = kept;
  const line = await store.line(id);
  const here = line === undefined ? undefined : await store.whole(id);
  const before = here?.updates ?? [];
  const merged = joined([...before, update]);
  const isNew = here === undefined || !isSame(joined(before), merged);
  const outputs = kept.outputs.filter(({ cell, stamp }) => {
    const there = here?.outputs.find((one) => one.cell === cell);
    return there === undefined || there.stamp < stamp;
  });
  const files = here === undefined ? kept.files : lackingFiles(kept.files, here.files);
  const inBin = line?.trashed !== undefined;
  const lacks = isNew || outputs.length > 0 || files.length > 0 || inBin;
  if (lacks) {
    const content = { updates: isNew ? [update] : [], outputs, files };
    const notebook = Notebook.open(pageLanguage(), [merged], []);
    const summary = notebook.summary();
    notebook.free();
    await store.takeIn(id, Date.now(), content, summary, kept.activity);
  }
  // What is here and not shared stays so: whoever made the archive must not get to read it.
  if (kept.room !== undefined && here === undefined) {
    rememberRelays(relaysOfLink(kept.room));
    await store.share(id, kept.room);
  }
  if (here === undefined) return "added";
  return lacks ? "merged" : "same";
}

function joined(updates: Uint8Array[]): Uint8Array {
  try {
    return mergeUpdates(updates);
  } catch {
    throw new AppError("unreadable");
  }
}
