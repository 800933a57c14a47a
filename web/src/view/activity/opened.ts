/**
 * Which hints and solutions a pupil has unfolded, kept on this device for each copy: another day they
 * are as they were left. They are no part of the notebook, so nobody else sees what was asked for.
 */
import { keptAs } from "../../floor/profile";
import type { NotebookModel } from "../notebook/model";

const KEY = "ardoise.opened";
/** Copies that are remembered, those that were changed last. */
const MOST = 200;

type Kept = [notebook: string, cells: string[]][];

const followed = new WeakSet<NotebookModel>();

/** Unfolds what was, and remembers from then on. A teacher who looks as a pupil leaves no trace. */
export function followOpened(model: NotebookModel): void {
  if (followed.has(model) || model.open.activity.value.role !== "copy") return;
  followed.add(model);
  const { id } = model.open;
  const before = kept().find(([notebook]) => notebook === id)?.[1] ?? [];
  model.opened.value = new Set([...before, ...Array.from(model.opened.peek())]);
  let first = true;
  model.opened.subscribe((cells) => {
    if (!first) keep(id, Array.from(cells));
    first = false;
  });
}

function kept(): Kept {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(keptAs(KEY)) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    // Storage may be forbidden; what is unfolded then lasts as long as the page.
    return [];
  }
}

function isEntry(entry: unknown): entry is Kept[number] {
  return Array.isArray(entry) && typeof entry[0] === "string" && Array.isArray(entry[1]);
}

function keep(notebook: string, cells: string[]): void {
  const others = kept().filter(([other]) => other !== notebook);
  const entry: Kept = cells.length > 0 ? [[notebook, cells]] : [];
  try {
    window.localStorage.setItem(keptAs(KEY), JSON.stringify([...entry, ...others].slice(0, MOST)));
  } catch {
    // As above.
  }
}
