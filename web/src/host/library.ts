/**
 * The notebooks on this device: listed, made, brought in, renamed, thrown away and taken out.
 *
 * A notebook that is not on screen is changed through a session of a moment, so that every change
 * is an edit like any other. It must not know views. Start with `createLibrary`.
 */
import {
  type ActivityFile,
  AppError,
  type Archive,
  attemptOrWait,
  blankNotebook,
  type CellOutputs,
  type GivenRow,
  type ImportResult,
  importIpynb,
  type Library,
  type LibraryEntry,
  loadEngine,
  mergeUpdates,
  Notebook,
  type NotebookEvent,
  type Summary,
  wholeEngine,
} from "../core";
import { reachable } from "../floor/relays";
import type { ActivityLibrary } from "./activities";
import type { ArchivedNotebook } from "./archive";
import { appError, storeFailure } from "./failure";
import { fileName, titleFromFileName } from "./files";
import { keptApart } from "./kept-apart";
import type { KeptNotebook } from "./kept-notebook";
import { pageLanguage } from "./language";
import { type HostedNotebook, type HostParts, openNotebook } from "./open-notebook";
import { quiet } from "./quiet";
import type { Later } from "./rooms-later";
import type { NotebookStore } from "./storage";

/** The second byte of a link that lets one do no more than read (`docs/rooms.md`). */
const ONLY_READS = 1;

export interface HostedLibrary extends Library {
  /** What activities need of it. */
  readonly forActivities: ActivityLibrary;
  /** What rooms need of it. */
  readonly forRooms: RoomLibrary;
  /** Keeps shared notebooks in step with their relays, also those that nobody looks at. */
  keepInStep(): void;
  /** What the list says may be otherwise. */
  changed(): void;
  /** The files beside a notebook. */
  filesOf(id: string): Promise<ActivityFile[]>;
}

/** What rooms need besides. */
export interface RoomLibrary extends ActivityLibrary {
  opened(id: string): HostedNotebook | undefined;
}

/** What the library needs besides. */
export interface LibraryParts extends HostParts {
  handIns(): Promise<Sender>;
}

/** What sends hand-ins. */
interface Sender {
  look(): void;
  hurry(): void;
}

export function createLibrary(parts: LibraryParts): HostedLibrary {
  const { storage, doorbell } = parts;
  const listeners = new Set<() => void>();
  const open = new Map<string, HostedNotebook>();
  /** Those that are open although nobody looks at them. */
  const unseen = new Set<string>();
  /** Those that are being opened or closed. */
  const moving = new Map<string, Promise<unknown>>();

  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  doorbell.subscribe((ring) => {
    if (ring.type === "library") changed();
  });
  const tell = () => {
    changed();
    doorbell.ring({ type: "library" });
  };

  /** Does something with the store, and passes refusals on in the app's words. */
  const withStore = async <T>(action: (store: NotebookStore) => Promise<T>): Promise<T> => {
    try {
      return await action(await storage.store());
    } catch (thrown) {
      throw appError(thrown);
    }
  };

  const store = async (
    bytes: Uint8Array,
    title: string,
    beside: ActivityFile[] = [],
  ): Promise<ImportResult> => {
    await loadEngine();
    const imported = await attemptOrWait(() => importIpynb(bytes, title));
    if (imported.type === "refused") return imported;
    const id = newId();
    try {
      const kept = await storage.store();
      await kept.create(id, Date.now(), { ...imported.notebook, files: beside });
    } catch (thrown) {
      return { type: "failed", reason: storeFailure(thrown) };
    }
    tell();
    storage.settle();
    const { summary } = imported.notebook;
    return { type: "imported", id, title: summary.title, warnings: imported.warnings };
  };

  /** A session of a moment. What is on screen is written first, so that it is in it. */
  const visit = async <T>(id: string, action: (visited: Visited) => T): Promise<T> => {
    await open.get(id)?.settled();
    const content = await withStore((store) => store.load(id));
    if (content === undefined) throw new AppError("missing");
    const { updates, outputs } = content;
    await wholeEngine();
    const notebook = Notebook.open(pageLanguage(), updates, outputs);
    try {
      return action({ notebook, updates, outputs });
    } finally {
      notebook.free();
    }
  };

  const keptOf = async (id: string): Promise<KeptNotebook> => {
    await open.get(id)?.settled();
    const kept = await storage.store();
    const { updates, outputs, files } = await kept.whole(id);
    return {
      id,
      update: merged(updates),
      outputs,
      files,
      activity: await kept.activity(id),
      room: (await kept.room(id))?.secret,
    };
  };

  const forActivities: ActivityLibrary = {
    newId,
    tell,
    offered: (id) => open.get(id)?.offered(),
    arrived(id) {
      open.get(id)?.arrived();
      doorbell.ring({ type: "updates", notebook: id });
    },
  };
  const forRooms: RoomLibrary = { ...forActivities, opened: (id) => open.get(id) };

  const moved = async <T>(id: string, move: Promise<T>): Promise<T> => {
    moving.set(id, move);
    try {
      return await move;
    } finally {
      moving.delete(id);
    }
  };
  const opened = async (id: string): Promise<HostedNotebook> => {
    for (let move = moving.get(id); move !== undefined; move = moving.get(id)) {
      await move.catch(() => undefined);
    }
    const there = open.get(id);
    if (there !== undefined) return there;
    const broke = (error: unknown): void => {
      if (unseen.has(id)) later?.then((rooms) => rooms.setAside(id)).catch(() => undefined);
      parts.broke(error);
    };
    const closed = (): void => {
      open.delete(id);
      changed();
    };
    const opening = openNotebook(id, { ...parts, broke }, closed).then((notebook) => {
      open.set(id, notebook);
      return notebook;
    });
    return moved(id, opening);
  };

  /** Shared notebooks outside the bin, and those of them of which something is on no relay. */
  const rooms = async () => {
    const store = await storage.store();
    const known = await store.shared();
    const given = await waiting(store);
    const titles = new Map<string, string>();
    if (known.length + given.length === 0) {
      return { shared: [], unsent: [], written: [], given, titles };
    }
    for (const { id, title, trashed } of await store.list()) {
      if (trashed === undefined) titles.set(id, title);
    }
    const kept = (id: string) => titles.has(id);
    const idsOf = (rooms: typeof known) => rooms.map(({ notebook }) => notebook).filter(kept);
    return {
      shared: idsOf(known),
      unsent: (await store.unsent()).filter(kept),
      given: given.filter(kept),
      // What somebody changes who may only read goes nowhere.
      written: idsOf(known.filter(({ secret }) => secret[1] !== ONLY_READS)),
      titles,
    };
  };
  const callOn = async (id: string): Promise<boolean | undefined> => {
    if (open.has(id) || moving.has(id)) return undefined;
    const { visitRoom } = await import("./rooms-later");
    unseen.add(id);
    try {
      return await visitRoom(await opened(id), () => !unseen.has(id));
    } finally {
      const there = open.get(id);
      if (unseen.delete(id) && there) await moved(id, there.close());
    }
  };
  let later: Promise<Later> | undefined;
  const inStep = (): Promise<Later> => {
    later ??= import("./rooms-later").then(
      ({ keepInStep }) =>
        keepInStep({ rooms, visit: callOn, quiet: () => quiet(parts.kernel.progress) }),
      (error: unknown) => {
        // Without a network it may be fetched another time.
        later = undefined;
        throw error;
      },
    );
    return later;
  };

  return {
    forActivities,
    forRooms,
    async list() {
      const lines = await withStore((store) => store.list());
      return lines.sort((a, b) => b.modified - a.modified) satisfies LibraryEntry[];
    },
    subscribe(listener) {
      const own = () => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    async create(title) {
      await loadEngine();
      const id = newId();
      const blank = await attemptOrWait(() => blankNotebook(title, "python"));
      await withStore((store) => store.create(id, Date.now(), blank));
      tell();
      storage.settle();
      return id;
    },
    open(id) {
      unseen.delete(id);
      return opened(id);
    },
    async rename(id, title) {
      const there = open.get(id);
      if (there !== undefined) {
        there.send({ type: "setTitle", title });
        await there.settled();
      } else {
        const { edits, summary } = await visit(id, (visited) => retitled(visited, title));
        await withStore(async (store) => {
          for (const edit of edits) await store.append(id, Date.now(), edit, summary);
        });
      }
      tell();
    },
    async duplicate(id, title) {
      const twin = newId();
      const files: ActivityFile[] = [];
      const content = await visit(id, (visited) => {
        const { edits, summary } = retitled(visited, title);
        const seed = merged([...visited.updates, ...edits]);
        return { seed, outputs: visited.outputs, summary, files };
      });
      await withStore(async (store) => {
        files.push(...(await filesOf(store, id)));
        // The twin of a pupil's copy is one too; what an author makes of a twin is another activity.
        const activity = await store.activity(id);
        const role = activity?.role === "copy" ? activity : undefined;
        await store.create(twin, Date.now(), content, role);
      });
      tell();
      return twin;
    },
    async trash(id) {
      await open.get(id)?.settled();
      await withStore((store) => store.setTrashed(id, Date.now()));
      tell();
    },
    async restore(id) {
      await withStore((store) => store.setTrashed(id, undefined));
      tell();
    },
    async purge(id) {
      await withStore((store) => store.purge(id));
      keptApart(id).keep(undefined);
      tell();
    },
    async importFile(name, content, beside) {
      const bytes = new Uint8Array(await new Response(content).arrayBuffer());
      if (isRoomFile(bytes) || isHandIn(bytes)) {
        const { joinFile, takeHandIn } = await import("./join-room");
        try {
          const take = isHandIn(bytes) ? takeHandIn : joinFile;
          const joined = await take(bytes, storage, forRooms);
          return { type: "imported", ...joined, warnings: [] };
        } catch (thrown) {
          const { failure } = appError(thrown);
          if (failure === "unreadable") return { type: "refused", reason: { type: "damagedWork" } };
          if (failure === "missing")
            return { type: "refused", reason: { type: "handInOfAnother" } };
          return { type: "failed", reason: storeFailure(thrown) };
        }
      }
      if (isZip(bytes)) {
        try {
          const { bringBack } = await import("./bring-back");
          const brought = await bringBack(bytes, {
            store: await storage.store(),
            arrived(id) {
              open.get(id)?.arrived();
              doorbell.ring({ type: "updates", notebook: id });
            },
            importIpynb: store,
          });
          tell();
          storage.settle();
          return brought;
        } catch (thrown) {
          const { failure } = appError(thrown);
          if (failure !== "unreadable") return { type: "failed", reason: storeFailure(thrown) };
          // No archive of notebooks: the words about other zips say what it may be.
        }
      }
      return store(bytes, titleFromFileName(name), beside);
    },
    importText(title, text) {
      return store(new TextEncoder().encode(text), title);
    },
    async exportIpynb(id) {
      // What is open goes out as it is on screen: the store may be what is broken.
      const there = open.get(id);
      if (there !== undefined) {
        await there.complete();
        const text = await attemptOrWait(() => there.exportIpynb());
        return { name: fileName(there.status().title, "ipynb"), text };
      }
      return visit(id, ({ notebook }) => ({
        name: fileName(notebook.summary().title, "ipynb"),
        text: notebook.exportIpynb(),
      }));
    },
    async exportArchive() {
      const { archive } = await import("./archive");
      await wholeEngine();
      const lines = await withStore((store) => store.list());
      const notebooks: ArchivedNotebook[] = [];
      const unreadable: Archive["unreadable"] = [];
      for (const { id, title, modified, trashed } of lines) {
        if (trashed !== undefined) continue;
        // One that the device cannot read any more must not keep the others here.
        let whole = true;
        const fails = (thrown: unknown) => {
          console.error(`the notebook ${id} cannot be read`, thrown);
          whole = false;
          return undefined;
        };
        const there = open.get(id);
        const text =
          there?.exportIpynb() ??
          (await visit(id, ({ notebook }) => notebook.exportIpynb()).catch(fails));
        const files: ArchivedNotebook["files"] = [];
        const listed = there?.files() ?? withStore((store) => store.files(id));
        for (const file of (await Promise.resolve(listed).catch(fails)) ?? []) {
          const read = there
            ? there.readFile(file.path)
            : withStore((store) => store.file(id, file.path));
          const content = await Promise.resolve(read).catch(fails);
          if (content) files.push({ ...file, content });
        }
        // The store may be what is broken; the notebook itself goes out all the same.
        const kept = await keptOf(id).catch(() => undefined);
        if (text !== undefined) notebooks.push({ title, text, modified, files, kept });
        if (!whole) unreadable.push({ id, title });
      }
      if (notebooks.length === 0 && unreadable.length > 0) throw new AppError("unreadable");
      return { content: archive(notebooks), unreadable };
    },
    async shared() {
      const rooms = await withStore((store) => store.shared());
      return rooms.map(({ notebook }) => notebook);
    },
    async unsent() {
      const { unsent, given } = await withStore(rooms);
      return either(unsent, given);
    },
    async send() {
      const { unsent, written, given, titles } = await withStore(rooms);
      if (unsent.length > 0) (await inStep()).hurry();
      if (given.length > 0) (await parts.handIns()).hurry();
      const titled = (ids: string[]) => ids.map((id) => titles.get(id) ?? "");
      const waits = either(unsent, given);
      return { unsent: titled(waits), sent: titled(written.filter((id) => !waits.includes(id))) };
    },
    changed,
    async filesOf(id) {
      await open.get(id)?.settled();
      return withStore((store) => filesOf(store, id));
    },
    keepInStep() {
      const look = async () => {
        const store = await storage.store();
        if (later !== undefined || (await store.shared()).length > 0) (await inStep()).look();
        if ((await waiting(store)).length > 0) (await parts.handIns()).look();
      };
      const lookNow = () => void look().catch(() => undefined);
      listeners.add(lookNow);
      lookNow();
    },
    async settle() {
      const unsaved: string[] = [];
      for (const there of [...open.values()]) {
        await there.settled();
        const { title, saved } = there.status();
        if (saved.type !== "saved") unsaved.push(title);
      }
      return { unsaved };
    },
  };
}

async function filesOf(store: NotebookStore, id: string): Promise<ActivityFile[]> {
  const files: ActivityFile[] = [];
  for (const { path } of await store.files(id)) {
    const content = await store.file(id, path);
    if (content) files.push({ path, content });
  }
  return files;
}

/** The notebooks of which something was handed in that is on its way to a relay. */
async function waiting(store: NotebookStore): Promise<string[]> {
  const given = await store.given();
  const waits = ({ relays, sent, problem }: GivenRow) =>
    sent.length === 0 && problem === undefined && reachable(relays).length > 0;
  return given.filter(waits).map(({ notebook }) => notebook);
}

function either(some: readonly string[], others: readonly string[]): string[] {
  return Array.from(new Set([...some, ...others]));
}

/** What every `.zip` begins with. */
function isZip(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 4)) === "PK\u0003\u0004";
}

/** What every file of a room begins with (`docs/rooms.md`). */
function isRoomFile(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 13)) === "ardoise-room\0";
}

/** What every hand-in begins with. */
function isHandIn(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 16)) === "ardoise-hand-in\0";
}

interface Visited {
  notebook: Notebook;
  updates: Uint8Array[];
  outputs: CellOutputs[];
}

/** Gives the notebook another title; returns what has to be stored of that. */
function retitled({ notebook }: Visited, title: string): { edits: Uint8Array[]; summary: Summary } {
  const events: NotebookEvent[] = [{ type: "setTitle", title }, { type: "flush" }];
  const edits: Uint8Array[] = [];
  for (const event of events) {
    for (const effect of notebook.handle(Date.now(), event)) {
      if (effect.type === "append") edits.push(effect.update);
    }
  }
  return { edits, summary: notebook.summary() };
}

function merged(updates: Uint8Array[]): Uint8Array {
  try {
    return mergeUpdates(updates);
  } catch {
    throw new AppError("unreadable");
  }
}

/** Keeps notebooks apart on one device; sixteen random bytes are enough for that. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
