/**
 * When somebody last took their work along, and when to remind them of it: work that has been in this
 * browser alone for long, where a cleaning or a breakdown would end it.
 */
import type { LibraryEntry } from "../../core/app";
import { folderMark } from "../../floor/folder";
import { keptAs } from "../../floor/profile";

const KEY = "ardoise.taken";
const DAY = 86_400_000;
/** So long work may be in one place alone; less where the browser does not promise to keep it. */
const CALM_DAYS = 30;
const FLEETING_DAYS = 14;
/** Who says later is left alone for as long. */
const LATER_DAYS = 7;

export interface Taken {
  /** Also by itself, to a folder. Milliseconds since 1970; 0 for never. */
  taken: number;
  /** Not to be reminded before. */
  later: number;
}

/**
 * The notebooks that were changed since the work was last taken and have been here alone for long;
 * none when it is not time to say so.
 */
export function atRisk(
  entries: readonly LibraryEntry[],
  shared: readonly string[],
  { taken, later }: Taken,
  persisted: boolean | undefined,
  now: number,
): LibraryEntry[] {
  if (now < later) return [];
  const days = persisted === true ? CALM_DAYS : FLEETING_DAYS;
  return entries.filter(({ id, created, modified, trashed }) => {
    if (trashed !== undefined || shared.includes(id) || modified <= taken) return false;
    return now - Math.max(taken, created) >= days * DAY;
  });
}

export function readTaken(): Taken {
  const { taken, later } = read();
  return { taken: Math.max(taken, folderMark()?.copied ?? 0), later };
}

/** The work was taken along now. */
export function noteTaken(): void {
  write({ taken: Date.now(), later: 0 });
}

export function remindLater(): void {
  write({ ...read(), later: Date.now() + LATER_DAYS * DAY });
}

/** By one's own hand. */
function read(): Taken {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keptAs(KEY)) ?? "null");
    const { taken, later } = (kept ?? {}) as Partial<Record<keyof Taken, unknown>>;
    return { taken: timeOf(taken), later: timeOf(later) };
  } catch {
    return { taken: 0, later: 0 };
  }
}

function write(taken: Taken): void {
  try {
    window.localStorage.setItem(keptAs(KEY), JSON.stringify(taken));
  } catch {
    // It reminds once more than it need.
  }
}

function timeOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
