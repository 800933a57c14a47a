/**
 * What the views see of the computer itself: the people who share it, whether it suits, what it holds
 * about a person, and the folder that their work is copied to. Types only; part of the facade of
 * `app.ts`.
 */

import type { ImportResult, Watched } from "./app";

/** What trying has shown. */
export interface SelfTest {
  overall: "good" | "fair" | "bad";
  checks: Check[];
}

/** One thing that lessons need, and whether it is there. */
export interface Check {
  name: CheckName;
  verdict: Verdict;
  /** Milliseconds for `speed`, `storage` and `clock`, bytes for the others. */
  value?: number;
}

/**
 * `engine`: workers and memory for Python. `lasting`: whether the browser promises to keep the work.
 * `window`: whether it is an ordinary one. `network`: whether the site's files come as they are.
 */
export type CheckName =
  | "engine"
  | "speed"
  | "memory"
  | "storage"
  | "lasting"
  | "space"
  | "window"
  | "offline"
  | "secure"
  | "network"
  | "clock"
  | "relay";

export type Verdict = "good" | "fair" | "bad" | "unknown";

/** What this device holds about a person. Sizes in bytes. */
export interface StoredAboutMe {
  notebooks: StoredKind;
  /** Notebooks in the bin. */
  bin: StoredKind;
  /** What notebooks have shown. */
  outputs: StoredKind;
  files: StoredKind;
  /** Earlier states of notebooks. */
  versions: number;
  /** Titles of notebooks that are shared. */
  shared: string[];
  /** What was handed in, with the name that was given. */
  given: { title: string; name: string }[];
  /** The name of the folder that the work is copied to, if one is chosen. */
  folder: string | undefined;
  /** The page's choices and lists, by the names they are kept under. */
  choices: { key: string; text: string }[];
  /** Of the page itself, which is nobody's. */
  page: number | undefined;
  /** Forgets one of the choices. */
  forget(key: string): void;
}

export interface StoredKind {
  count: number;
  bytes: number;
}

/** A folder or stick that a person has chosen once, and to which their work is copied by itself. */
export interface Folder {
  /** Nothing when none is chosen. */
  readonly state: Watched<FolderState | undefined>;
  /**
   * Asks the person for one and copies; false when they changed their mind. The name is for whoever
   * reads what lies there. Rejects where it cannot be remembered.
   */
  choose(person: string): Promise<boolean>;
  /**
   * Looks whether all of the work is there, and copies what is not; the state says what became of it. `asking`: somebody has pressed for
   * it, so the browser may ask them.
   */
  copy(asking: boolean): Promise<void>;
  /** Whose copies lie there, one's own first. Rejects when it cannot be read. */
  people(): Promise<CopiedWork[]>;
  /** Adds or merges all that somebody's copies hold. Rejects likewise. */
  bringBack(person: string): Promise<ImportResult>;
  /** Copies there no more; what lies there stays. */
  forget(): Promise<void>;
}

export interface FolderState {
  name: string;
  /** When all of the work of then was there; 0 for never. */
  copied: number;
  /**
   * `done`: all of the work is there. `waiting`: the rest is copied in a quiet moment. `permission`: the
   * browser wants the person to be asked. `missing`: the folder is not there, as when the stick is out.
   */
  reach: "done" | "waiting" | "copying" | "permission" | "missing" | "failed";
}

export interface CopiedWork {
  /** As the names of the files have it; may be empty. */
  person: string;
  /** When the newest was made. */
  made: number;
  mine: boolean;
}

/** The people who share this browser, each with a database of their own. */
export interface Profiles {
  /** In the order in which they were made. */
  list(): Promise<Profile[]>;
  /** Without an id it gets one; the empty one is of the notebooks that were here before. */
  add(profile: NewProfile, id?: string): Promise<Profile>;
  rename(id: string, look: Pick<Profile, "name" | "picture" | "colour">): Promise<void>;
  /** Opens with this code only, from now on. */
  lock(id: string, kind: LockKind, code: string): Promise<void>;
  unlock(id: string): Promise<void>;
  /** Pages that are loaded from now on belong to it. */
  open(id: string): Promise<void>;
  /** The same if the code is right; says whether it was. */
  openLocked(id: string, code: string): Promise<boolean>;
  /** Closes it for good; `leave` of the floor alone may be forgotten in a power cut. */
  close(id: string): Promise<void>;
  /** It was closed, or is to be erased, since it was last opened. */
  isClosed(id: string): Promise<boolean>;
  /** The code of whoever looks after the computer, if there is one: it opens what concerns everybody. */
  computerLock(): Promise<{ kind: LockKind; waitsUntil?: number } | undefined>;
  /** Four digits, with spaces between them. */
  lockComputer(code: string): Promise<void>;
  unlockComputer(): Promise<void>;
  opensComputer(code: string): Promise<boolean>;
  /** Adds an archive's notebooks to those of a profile, or merges them with its own. */
  give(id: string, archive: Blob): Promise<void>;
  /** Orders that it be erased with all it kept, once no page is in it: see `erase`. */
  remove(id: string): Promise<void>;
  /** Erases what was ordered to be erased, and lessons that are over; how many. */
  erase(): Promise<number>;
  /** Orders that everything be erased: see `eraseAll`. */
  wipe(): void;
  eraseAll(): Promise<void>;
}

/** One person's space on a shared device. Times are milliseconds since 1970. */
export interface Profile extends NewProfile {
  id: string;
  created: number;
  /** When it was last opened; 0 for never. */
  used: number;
  /** It opens with a code of this kind. */
  lock?: LockKind;
  /** After too many wrong codes, when the next one counts. */
  waitsUntil?: number;
}

export interface NewProfile {
  kind: "person" | "pair" | "class";
  /** May be empty. */
  name: string;
  /** One of the page's pictures, by name, and the number of one of its colours. */
  picture: string;
  colour: number;
  /** The ids of both, for a pair. */
  members: string[];
}

export type LockKind = "digits" | "pictures";
