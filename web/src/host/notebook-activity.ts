/**
 * What one open notebook is to an activity: a pupil's copy, which takes corrections and can start
 * again, or what an author publishes.
 *
 * The rules are the core's; here are the steps that need the store: the packet that is kept beside
 * the notebook, the state before in the history, the files. Start with `notebookActivity`.
 */
import {
  Activity,
  type ActivityFile,
  AppError,
  type CellView,
  type CorrectionView,
  type FileView,
  type NewNotebook,
  type NextVersion,
  type Notebook,
  type NotebookActivity,
  type NotebookEvent,
  type PublishAdvice,
  PublishError,
  type PublishProblem,
  type StoredActivity,
  type Watched,
  wholeEngine,
} from "../core";
import type { Offers } from "./activities";
import { appError, isTrap } from "./failure";
import { pageLanguage } from "./language";
import type { NotebookStore } from "./storage";
import { changing } from "./watched";

/** What the open notebook gives to this. */
export interface ActivityParts {
  id: string;
  notebook: Notebook;
  stored: StoredActivity | undefined;
  offers: Offers;
  send(event: NotebookEvent): void;
  store(): Promise<NotebookStore>;
  /** Resolves when all edits are in the store. */
  settled(): Promise<void>;
  files: {
    list(): FileView[];
    read(path: string): Promise<Uint8Array | undefined>;
    add(path: string, content: Uint8Array): void;
  };
}

export interface HostedActivity {
  readonly activity: Watched<NotebookActivity>;
  /** A later version has come. */
  offered(): void;
  correction(): CorrectionView | undefined;
  takeCorrection(): Promise<void>;
  leaveCorrection(): void;
  startAgain(): Promise<void>;
  publishAdvice(): Promise<PublishAdvice[]>;
  nextVersion(withSolutions: boolean): Promise<NextVersion>;
  publish(withSolutions: boolean): Promise<Uint8Array>;
  /** A pupil's copy of what would be published now. */
  pupilCopy(): Promise<PupilCopy>;
}

/** A new notebook and the packet that it is a copy of. */
export interface PupilCopy {
  notebook: NewNotebook;
  packet: Uint8Array;
}

/** The name of the secret that signs activities. */
const AUTHOR = "author";
const SECRET_BYTES = 32;
const PROBLEMS: readonly PublishProblem[] = ["noCells", "badFile", "tooLarge"];

export function notebookActivity(parts: ActivityParts): HostedActivity {
  const { id, notebook, offers, send } = parts;
  let { stored } = parts;

  // Reading packets is in the engine's second half, and the notebook is there before.
  let whole = false;
  const look = (): NotebookActivity => {
    if (stored === undefined) return { role: "none", version: 0 };
    if (!whole) return { role: stored.role, version: 0 };
    const known = Activity.read(stored.bytes);
    const version = known.version();
    known.free();
    const packet = stored.role === "copy" ? offers.get(id) : undefined;
    if (packet === undefined) return { role: stored.role, version };
    const later = Activity.read(packet);
    const offer = { version: later.version(), origin: later.origin() };
    later.free();
    return { role: stored.role, version, offer };
  };
  const activity = changing<NotebookActivity>(look());
  const refresh = () => activity.set(look());
  const becomeWhole = async (): Promise<void> => {
    await wholeEngine();
    whole = true;
  };
  if (stored !== undefined) void becomeWhole().then(refresh);

  const keep = async (role: StoredActivity["role"], bytes: Uint8Array): Promise<void> => {
    const store = await parts.store();
    await store.keepActivity(id, { role, bytes });
    stored = { role, bytes };
    refresh();
  };

  /** Keeps what there is now in the history, for whoever wants it back. */
  const remember = async (): Promise<void> => {
    await parts.settled();
    const store = await parts.store();
    await store.compact(id, Date.now(), true);
  };

  /** Lays down files of a packet. A file that is not as the packet before had it is the pupil's. */
  const layFiles = async (files: ActivityFile[], before: ActivityFile[]): Promise<void> => {
    for (const { path, content } of files) {
      const here = await parts.files.read(path);
      const was = before.find((file) => file.path === path)?.content;
      const untouched = here === undefined || (was !== undefined && sameBytes(here, was));
      if (untouched && !(here && sameBytes(here, content))) parts.files.add(path, content);
    }
  };

  /** The activity as it would be published now, and the one before; whoever calls frees them. */
  const make = async (withSolutions: boolean): Promise<[Activity, Activity | undefined]> => {
    await becomeWhole();
    const store = await parts.store().catch((thrown: unknown) => {
      throw appError(thrown);
    });
    const files: ActivityFile[] = [];
    for (const { path } of parts.files.list()) {
      const content = await parts.files.read(path);
      if (content) files.push({ path, content });
    }
    const fresh = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
    const secret = await store.secret(AUTHOR, fresh);
    const published = () => (stored?.role === "author" ? Activity.read(stored.bytes) : undefined);
    try {
      return [notebook.publish(published(), withSolutions, files, secret, id), published()];
    } catch (thrown) {
      if (isTrap(thrown)) throw thrown;
      const message = thrown instanceof Error ? thrown.message : "";
      throw new PublishError(PROBLEMS.find((problem) => problem === message) ?? "other");
    }
  };

  return {
    activity,
    offered: () => void becomeWhole().then(refresh),
    correction() {
      const packet = offers.get(id);
      if (packet === undefined) return undefined;
      const later = Activity.read(packet);
      try {
        return notebook.correction(later);
      } finally {
        later.free();
      }
    },
    async takeCorrection() {
      const packet = offers.get(id);
      if (packet === undefined || stored === undefined) return;
      await becomeWhole();
      await remember().catch((thrown: unknown) => {
        throw appError(thrown);
      });
      send({ type: "takeCorrection", activity: packet });
      await layFiles(filesOf(packet), filesOf(stored.bytes));
      await parts.settled();
      await keep("copy", packet).catch((thrown: unknown) => {
        throw appError(thrown);
      });
      offers.delete(id);
      refresh();
    },
    leaveCorrection() {
      offers.delete(id);
      refresh();
    },
    async startAgain() {
      if (stored === undefined) throw new AppError("missing");
      await becomeWhole();
      await remember().catch((thrown: unknown) => {
        throw appError(thrown);
      });
      send({ type: "startAgain", activity: stored.bytes });
      for (const { path, content } of filesOf(stored.bytes)) parts.files.add(path, content);
      await parts.settled();
    },
    async publishAdvice() {
      await becomeWhole();
      return notebook.publishAdvice();
    },
    async nextVersion(withSolutions) {
      const [made, before] = await make(withSolutions);
      const version = made.version();
      const changed = before && cellsChanged(before, made);
      const same = before?.version() === version;
      made.free();
      before?.free();
      return { version, changed, same };
    },
    async publish(withSolutions) {
      const [made, before] = await make(withSolutions);
      const bytes = made.bytes();
      made.free();
      before?.free();
      await keep("author", bytes).catch((thrown: unknown) => {
        throw appError(thrown);
      });
      return bytes;
    },
    async pupilCopy() {
      const [made, before] = await make(false);
      const copy = { notebook: made.copy(), packet: made.bytes() };
      made.free();
      before?.free();
      return copy;
    },
  };
}

function filesOf(packet: Uint8Array): ActivityFile[] {
  const activity = Activity.read(packet);
  try {
    return activity.files();
  } finally {
    activity.free();
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** How many cells came, went or are different. */
function cellsChanged(before: Activity, after: Activity): number {
  const seen = (cell: CellView) =>
    JSON.stringify([cell.kind, cell.source, cell.role, cell.breakpoint, cell.slide, cell.locked]);
  const lines = (activity: Activity) =>
    new Map(activity.preview(pageLanguage()).cells.map((cell) => [cell.id, seen(cell)]));
  const [old, now] = [lines(before), lines(after)];
  const different = Array.from(now).filter(([id, line]) => old.get(id) !== line).length;
  return different + Array.from(old.keys()).filter((id) => !now.has(id)).length;
}
