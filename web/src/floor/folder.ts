/**
 * What the page must know of the folder that its person's work is copied to, before anything else is
 * here: whether there is one, and whether all of the work is in it. In the small storage, each profile
 * its own. Where the folder is, only `host/folder-kept.ts` knows. Start with `folderMark`.
 */
import { forgetText, keptAs } from "./profile";

export interface FolderMark {
  /** What the folder is called. */
  name: string;
  /** When the last copy was begun, and that of the last one which is whole there; 0 for never. */
  begun: number;
  copied: number;
  /** Tells whether the library is as it was then. */
  lines: number;
}

const MARK = "ardoise.folder";
/** When the work was changed after the last copy was begun. It stands apart, since any tab writes it. */
const CHANGED = "ardoise.folder.changed";

/** Is this kept for the folder? */
export function isOfFolder(key: string): boolean {
  return key === MARK || key === CHANGED;
}

/** Nothing when no folder is chosen. */
export function folderMark(): FolderMark | undefined {
  try {
    const read: unknown = JSON.parse(window.localStorage.getItem(keptAs(MARK)) ?? "null");
    if (typeof read !== "object" || read === null) return undefined;
    const { name, begun, copied, lines } = read as Partial<Record<keyof FolderMark, unknown>>;
    if (typeof name !== "string") return undefined;
    const [first, last] = [numberOf(begun), numberOf(copied)];
    return { name, begun: first, copied: last, lines: numberOf(lines) };
  } catch {
    return undefined;
  }
}

/** Throws where nothing can be kept. */
export function markFolder(mark: FolderMark): void {
  window.localStorage.setItem(keptAs(MARK), JSON.stringify(mark));
}

export function forgetFolder(): void {
  forgetText(MARK);
  forgetText(CHANGED);
}

/** The work has changed. */
export function noteChange(now: number): void {
  const mark = folderMark();
  if (mark === undefined || changed() > mark.begun) return;
  try {
    // A clock that was put back makes nothing older than it is.
    window.localStorage.setItem(keptAs(CHANGED), String(Math.max(now, mark.begun + 1)));
  } catch {
    // It is copied when the slate is closed, at the latest.
  }
}

/** A copy is begun: what changes from now on is not in it. */
export function beginCopy(mark: FolderMark, now: number): FolderMark {
  const begun = { ...mark, begun: Math.max(now, changed() + 1) };
  markFolder(begun);
  return begun;
}

/** Is all of the work in the folder? */
export function isCopied({ copied }: FolderMark): boolean {
  return copied > changed();
}

/** Calls back when another page has copied, or chosen or forgotten the folder. */
export function whenFolderChanges(told: () => void): void {
  window.addEventListener("storage", ({ key }) => {
    if (key === keptAs(MARK)) told();
  });
}

function changed(): number {
  try {
    return numberOf(Number(window.localStorage.getItem(keptAs(CHANGED))));
  } catch {
    return 0;
  }
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
