/**
 * What the views see of the app: one typed facade. `src/host` implements it, `main.ts` hands it to
 * the views, and neither imports the other.
 *
 * Nothing here decides anything about notebooks: events go in, effects come out, reads change
 * nothing. Failures come as values or as one of the errors of `errors.ts`. Start with `App`.
 */

import type { Folder, Profiles, SelfTest, StoredAboutMe } from "./computer";
import type {
  ActivityFacts,
  ActivityFile,
  CellView,
  CorrectionView,
  FileRefusal,
  FileView,
  NotebookEffect,
  NotebookEvent,
  NotebookStatus,
  PageLanguage,
  PublishAdvice,
  ReadError,
  RoomStatus,
  StoreFailure,
  VersionView,
  Warning,
} from "./engine/ardoise_page";
import type { PacketProblem } from "./errors";

export type * from "./computer";

/** Everything the page can do. */
export interface App {
  readonly library: Library;
  readonly activities: Activities;
  /** The activities of the site that the page came from; nothing where it has no catalogue. */
  readonly site: (() => Promise<Site>) | undefined;
  readonly storage: Storage;
  readonly kernel: KernelStatus;
  readonly offline: Offline;
  /** Set once when the engine broke: it is not used any more, only a reload helps. */
  readonly broken: Watched<string | undefined>;
  /** Something waits for a part of the engine that cannot be fetched now. */
  readonly incomplete: Watched<boolean>;
  /** Files at other addresses, on their way in. */
  foreign(): Promise<Foreign>;
  /**
   * The notebook of the room that the fragment of a link (`s=...`) leads to: the one there is on this
   * device, or a new one that fills itself. Rejects with an `AppError`; `unreadable` when it is no link.
   */
  join(fragment: string): Promise<string>;
  /** Notebooks as a run of codes, for where there is no network. */
  codes(): Promise<Codes>;
  /** Work that pupils give to their teacher. */
  handIns(): Promise<HandIns>;
  /** Who shares this browser. */
  profiles(): Promise<Profiles>;
  /** Where the work is copied to; nothing where the browser gives no folders. */
  readonly folder: (() => Promise<Folder>) | undefined;
  /** Tries what lessons need of this computer. */
  selfTest(): Promise<SelfTest>;
  /** What is kept about the person whose page this is. */
  stored(): Promise<StoredAboutMe>;
  /** Offers a file to the person (a download). */
  saveFile(name: string, content: Blob | string): void;
}

/** A value that changes; the listener is called after each change, not at first. */
export interface Watched<T> {
  readonly value: T;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (value: T) => void): () => void;
}

/** All of the work in one file. */
export interface Archive {
  content: Blob;
  /** What the device could not read: these notebooks are not in it, or not whole. */
  unreadable: { id: string; title: string }[];
}

/** The notebooks on this device. */
export interface Library {
  /** Newest first, also those in the bin (`trashed` is set). */
  list(): Promise<LibraryEntry[]>;
  /** Called when the list may have changed, in this tab or another. */
  subscribe(listener: () => void): () => void;
  /** Makes an empty notebook and returns its id. */
  create(title: string): Promise<string>;
  /** Rejects with an `AppError`; `missing` when there is none of this id. */
  open(id: string): Promise<OpenNotebook>;
  rename(id: string, title: string): Promise<void>;
  /** Returns the id of the second one. */
  duplicate(id: string, title: string): Promise<string>;
  /** Into the bin; `restore` brings it back, `purge` removes it for good. */
  trash(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  purge(id: string): Promise<void>;
  /** A file from the picker or dropped, with its name and what lies beside it. */
  importFile(name: string, content: Blob, beside?: ActivityFile[]): Promise<ImportResult>;
  /** Pasted text of a notebook file; the title serves when the file names none. */
  importText(title: string, text: string): Promise<ImportResult>;
  /** The notebook as `.ipynb` text, with a name for the file. */
  exportIpynb(id: string): Promise<{ name: string; text: string }>;
  /** Every notebook outside the bin in one `.zip`: `.ipynb` for everybody, and all that `importFile` takes back. */
  exportArchive(): Promise<Archive>;
  /** Writes what waits of every open notebook. The titles of those that could not be kept. */
  settle(): Promise<{ unsaved: string[] }>;
  /** The ids of shared notebooks of which something is on no relay yet. */
  unsent(): Promise<string[]>;
  /**
   * Tries to send what is on no relay yet, also of notebooks that are not open; asked again and again
   * by who waits for it. The titles of shared notebooks that one writes in: those of which something is
   * on no relay, and those that are there whole.
   */
  send(): Promise<{ unsent: string[]; sent: string[] }>;
  /** The ids of the notebooks that are shared. */
  shared(): Promise<string[]>;
}

/** Activities on their way in and out. */
export interface Activities {
  /** The packet in the fragment of a link; rejects with a `PacketError`. */
  packetOfLink(fragment: string): Promise<Uint8Array>;
  /** The fragment of a link that holds this packet, beginning with `a=`. */
  linkOfPacket(packet: Uint8Array): Promise<string>;
  /** What a packet holds, to be looked at; rejects with a `PacketError`. */
  look(packet: Uint8Array): Promise<ActivityLook>;
  /** Makes the copy of this device, or finds the one there is. */
  take(packet: Uint8Array): Promise<ActivityTaken>;
  /** What else an activity is given as. */
  shapes(): Promise<ActivityShapes>;
}

/** An activity in the shapes that people give away. Packets are those of this device. */
export interface ActivityShapes {
  /** Its cells, to be read. */
  cells(packet: Uint8Array, language: PageLanguage): CellView[];
  /** A pupil's notebook as `.ipynb` text, with a name for the file. */
  notebook(packet: Uint8Array): { name: string; text: string };
  /** One `.zip`. */
  zip(entries: readonly ZipEntry[]): Blob;
  /** A whole site as a `.zip`; rejects when the page is not on this device. */
  classSite(packet: Uint8Array, look: ActivityLook, pages: SitePages): Promise<Blob>;
  /** How many bytes a page in one file takes, where that is known; rejects with a `OneFileError`. */
  oneFileSize(packet: Uint8Array): Promise<number | undefined>;
  /**
   * One `.html` that holds the page, Python and the activity; rejects with a `OneFileError`.
   * `progress` is told which part of it is there, from 0 to 1.
   */
  oneFile(packet: Uint8Array, progress: (part: number) => void): Promise<NamedFile>;
}

/** A file with a name for it. */
export interface NamedFile {
  name: string;
  content: Blob;
}

/** What people read of a class site, as HTML. */
export interface SitePages {
  /** The activity's name in addresses. */
  slug: string;
  /** The activity's page. */
  page: string;
  /** The list of all activities. */
  list: string;
}

export interface ZipEntry {
  path: string;
  content: Uint8Array | string;
}

/** What publishing would make. */
export interface NextVersion {
  version: number;
  /** How many cells it changes; nothing for a first version. */
  changed: number | undefined;
  /** Nothing is new: it is the version there is. */
  same: boolean;
}

/** Files that an address names. Whoever wrote the address is not trusted. */
export interface Foreign {
  /** What lies at an address, from where the page is; rejects with a `ForeignError`. */
  fetch(address: string): Promise<Uint8Array>;
  /** The notebook that an address holds itself, as Basthon writes it; rejects likewise. */
  unpack(text: string): Uint8Array;
}

/** The activities that a site offers. All of it rejects when it cannot be fetched. */
export interface Site {
  /** In the order in which they are shown. */
  list(): Promise<SiteActivity[]>;
  /** The words of their texts, by slug: what a search finds besides titles. */
  words(): Promise<Record<string, string>>;
  /** The packet of an activity; rejects with a `PacketError` when there is none of this name. */
  packet(slug: string): Promise<Uint8Array>;
  /** The address of an activity's picture. */
  picture(activity: SiteActivity): string;
}

/** One line of a site's catalogue; empty texts and 0 are not known. */
export interface SiteActivity {
  /** Its name in addresses. */
  slug: string;
  id: string;
  version: number;
  /** Of the packet. */
  sha256: string;
  size: number;
  title: string;
  summary: string;
  authors: string[];
  levels: string[];
  subject: string;
  licence: string;
  language: string;
  minutes: number;
  unit: string;
  session: number;
  cover: string;
  /** What the activity's page without script shows. */
  pictures: string[];
}

/** An activity that nobody has taken yet. */
export interface ActivityLook {
  id: string;
  version: number;
  title: string;
  facts: ActivityFacts;
  files: ActivityFile[];
  origin: ActivityOrigin;
}

/** Who made the newest version: `author` for the first, or when signed by who made the first. */
export type ActivityOrigin = "author" | "unknown" | "stranger";

export type ActivityTaken =
  | {
      type: "taken";
      /** The notebook. */
      id: string;
      /**
       * `new`: the first copy here. `again`: the one there was, out of the bin where it was there.
       * `other`: a copy beside one of another activity that has the same name.
       */
      how: "new" | "again" | "other";
    }
  | { type: "refused"; reason: PacketProblem }
  | { type: "failed"; reason: StoreFailure };

/** What a notebook is to an activity. */
export interface NotebookActivity {
  /** `copy`: a pupil's; `author`: it was published from here; `none`: neither. */
  role: "none" | "copy" | "author";
  /** The version the copy has, or that was published last; 0 for none. */
  version: number;
  /** A later version that came and was not taken yet. */
  offer?: { version: number; origin: ActivityOrigin } | undefined;
}

/** One line of the library. Times are milliseconds since 1970. */
export interface LibraryEntry {
  id: string;
  title: string;
  created: number;
  modified: number;
  cells: number;
  excerpt: string;
  /** The activity it is of. */
  activity?: string | undefined;
  /** When it was put in the bin. */
  trashed?: number | undefined;
}

/** Why a file is not taken. */
export type FileProblem = Extract<ImportResult, { type: "refused" }>["reason"];

export type ImportResult =
  | { type: "imported"; id: string; title: string; warnings: Warning[] }
  | {
      /** An archive; how many notebooks are new here, got something, had everything. */
      type: "broughtBack";
      added: number;
      merged: number;
      same: number;
      /** Those of which only the `.ipynb` could be read, as new notebooks. */
      recovered: number;
      /** Those of which something, or everything, cannot be read. */
      damaged: number;
      ids: string[];
    }
  | {
      type: "refused";
      /**
       * `handInOfAnother`: what somebody handed in to another device; `damagedWork`: a file of a shared
       * notebook, or a hand-in, that is damaged.
       */
      reason: ReadError | { type: "handInOfAnother" } | { type: "damagedWork" };
    }
  | { type: "failed"; reason: StoreFailure };

/** A notebook on screen. */
export interface OpenNotebook {
  readonly id: string;
  /** Gives an event to the session. Effects for the view reach the subscribers before it returns. */
  send(event: NotebookEvent): void;
  /** Effects for the view, those of one event together. */
  subscribe(listener: (effects: ViewEffect[]) => void): () => void;
  status(): NotebookStatus;
  /** Ids of the cells in order. */
  order(): string[];
  cell(id: string): CellView | undefined;
  /** Names defined in the notebook's code, for completion. */
  names(): string[];
  /** Text for the clipboard that `pasteCells` understands. */
  copyCells(ids: string[]): string;
  exportIpynb(): string;
  /** The notebook's files by path. */
  files(): FileView[];
  /** What a file holds; nothing when there is none. */
  readFile(path: string): Promise<Uint8Array | undefined>;
  /** Why a file of so many bytes cannot be added under this path. */
  refusesFile(path: string, size: number): FileRefusal | undefined;
  /** Adds a file that is not refused, or replaces the one of this path. Throws once it is closed. */
  addFile(path: string, content: Uint8Array): void;
  /** Earlier states, newest first. */
  versions(): Promise<VersionEntry[]>;
  previewVersion(time: number): Promise<VersionView>;
  restoreVersion(time: number): Promise<void>;
  readonly activity: Watched<NotebookActivity>;
  readonly sharing: Sharing;
  /** A look as a pupil: none of it is kept. */
  readonly preview: boolean;
  /**
   * The activity as it would be published now, without solutions, in a pupil's hands: a notebook of
   * its own, with a kernel of its own, in this tab's memory alone. Rejects as `publish` does.
   */
  asPupil(): Promise<OpenNotebook>;
  /** What is known of the activity. */
  facts(): ActivityFacts;
  /** What the offered version brings; nothing when none is offered. */
  correction(): CorrectionView | undefined;
  /** Takes it; the state before is in the history. */
  takeCorrection(): Promise<void>;
  /** No longer offers it. */
  leaveCorrection(): void;
  /** Makes the copy as the activity is; the state before is in the history. */
  startAgain(): Promise<void>;
  /** What to look at before it is given away. */
  publishAdvice(): Promise<PublishAdvice[]>;
  /** What `publish` would make; rejects likewise. */
  nextVersion(options: { withSolutions: boolean }): Promise<NextVersion>;
  /**
   * Makes an activity of the notebook, or its next version; the packet. Rejects with a
   * `PublishError` or an `AppError`.
   */
  publish(options: { withSolutions: boolean }): Promise<Uint8Array>;
  /** Writes what is waiting, ends the kernel and forgets the notebook. */
  close(): Promise<void>;
}

/** A notebook that several devices hold, through relays that cannot read it. */
export interface Sharing {
  /** Its room, once it is known whether there is one. */
  readonly room: Watched<RoomView | undefined>;
  /** Those who have it open now, this device left out. */
  readonly people: Watched<Person[]>;
  /**
   * Makes a room for it on these relays; an empty address is the place the page came from. Rejects
   * with an `AppError`.
   */
  share(relays: string[]): Promise<void>;
  /** Goes on alone: the notebook stays on this device. */
  leave(): Promise<void>;
  /** The fragment of a link that lets somebody do this, beginning with `s=`. */
  link(role: RoomRole): string | undefined;
  /**
   * All of it as a file that another device takes in, without any network; nothing for who may only
   * read. It holds the link to read and write.
   */
  file(): Promise<Uint8Array | undefined>;
  /** What those who are here are told of oneself. */
  say(person: Person | undefined): void;
}

/** Work that pupils give to their teacher, who alone can read it. Rejects with an `AppError`. */
export interface HandIns {
  /**
   * Hands a notebook in as it is now, by the link that its activity holds; it is kept before anything
   * is sent. The files beside it go along, but for those that the activity brought. Rejects with
   * a `HandInError` where nothing can be handed in.
   */
  make(notebook: string, link: string, name: string): Promise<void>;
  /** What was handed in of a notebook, the last one at the end. */
  of(notebook: string): Promise<HandedIn[]>;
  /** One that has not arrived, as a file to be carried by hand. */
  file(notebook: string, time: number): Promise<NamedFile | undefined>;
  /** Called when one was made, or went out. */
  subscribe(listener: () => void): () => void;
  /**
   * Makes a notebook of this device that gets what pupils hand in of the activity with this title; an
   * empty address is the place the page came from. The link for the activity.
   */
  receive(name: string, title: string, relays: string[]): Promise<string>;
  /** The notebook of this device that gets what is handed in by this link. */
  receiver(link: string): Promise<string | undefined>;
}

/** Something that was handed in. */
export interface HandedIn {
  /** In milliseconds since 1970. */
  time: number;
  name: string;
  /**
   * `waiting`: on this device alone; `byHand`: it has nowhere to go by itself; `arrived`: on a relay;
   * `refused`: no relay takes it.
   */
  state: "waiting" | "byHand" | "arrived" | "refused";
}

/** A notebook's file in parts, each small enough for the address in a QR code. */
export interface Codes {
  /** The fragments of the links, each beginning with `q=`; nothing when they would be too many. */
  split(file: Uint8Array): string[] | undefined;
  /**
   * Keeps a part on this device until all are there; then the notebook takes them in. Rejects with an
   * `AppError`; `unreadable` when the part is none, or what came together is damaged.
   */
  take(fragment: string): Promise<CodesTaken>;
  /** The device has cameras that a page may ask for. */
  readonly camera: boolean;
  /**
   * Shows the camera's picture and tells the text of each code it sees, until the returned function is
   * called. Rejects with an `AppError`; `denied` where the camera may not be used.
   */
  watch(video: HTMLVideoElement, found: (text: string) => void): Promise<() => void>;
}

export type CodesTaken =
  | {
      type: "waiting";
      /** How many parts there are, and those that are missing, from 1. */
      count: number;
      missing: number[];
    }
  /** All were there: this notebook has them. */
  | { type: "joined"; id: string };

/** What a link to a room lets one do: read; write too; and order what becomes of the room. */
export type RoomRole = "reads" | "writes" | "orders";

export interface RoomView {
  /** 32 hexadecimal digits. */
  id: string;
  /** What this device may do. */
  role: RoomRole;
  status: RoomStatus;
}

/** Somebody who has the notebook open. */
export interface Person {
  /** Of one tab; random. */
  key: string;
  name: string;
  /** Where their cursor is: a cell, and UTF-16 offsets of its source. */
  cell?: string;
  from?: number;
  to?: number;
}

/** The effects a view has to act upon; the host performs the others. */
export type ViewEffect = Extract<
  NotebookEffect,
  {
    type:
      | "orderChanged"
      | "cellChanged"
      | "sourceChanged"
      | "outputsChanged"
      | "filesChanged"
      | "statusChanged"
      | "focus"
      | "announce";
  }
>;

/** An earlier state of a notebook, kept at this time. */
export interface VersionEntry {
  time: number;
  cells: number;
  title: string;
}

/** Where the work is kept. */
export interface Storage {
  readonly status: Watched<StorageStatus>;
  /** Asks the browser not to delete the work by itself; true when granted. */
  requestPersistence(): Promise<boolean>;
}

export interface StorageStatus {
  /**
   * `ready`: all is well. `blocked`: another tab holds an older database; close it.
   * `denied`: the browser gives no storage; work lives in this tab only and must be downloaded.
   * `outdated`: another tab runs a newer page; reload. `closed`: the database was closed or
   * deleted under us; reload.
   */
  state: "opening" | "ready" | "blocked" | "denied" | "outdated" | "closed";
  /** Whether the browser promised to keep the work; unknown where it cannot say. */
  persisted: boolean | undefined;
  /** Bytes used and allowed, where the browser says. */
  usage: number | undefined;
  quota: number | undefined;
}

/** How far the kernel's files have come. */
export interface KernelStatus {
  readonly progress: Watched<KernelProgress>;
}

export interface KernelProgress {
  phase: "absent" | "fetching" | "starting" | "ready";
  /** Bytes fetched so far, and all of them where known. */
  loaded: number;
  total: number | undefined;
}

/** Whether the page works without a network. */
export interface Offline {
  /** `unavailable`: no service worker here (a file, private mode, plain http). */
  readonly state: Watched<"preparing" | "ready" | "unavailable">;
  /** A newer version waits for this page to be closed or reloaded. */
  readonly updateWaiting: Watched<boolean>;
  /** Takes the newer version and reloads. */
  applyUpdate(): void;
}
