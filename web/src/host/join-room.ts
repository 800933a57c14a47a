/**
 * A link to a room, or a file of one, and the notebook of this device that it leads to. Loaded when
 * such a link or file is opened. Start with `joinRoom` and `joinFile`.
 */
import {
  AppError,
  loadEngine,
  mergeUpdates,
  Notebook,
  openHandIn,
  type RoomWrite,
  readHandIn,
  readRoomFile,
  roomOfLink,
  wholeEngine,
} from "../core";
import { relaysOfLink, rememberRelays, roomLinkBytes } from "../floor/relays";
import { appError } from "./failure";
import { keptApart } from "./kept-apart";
import { pageLanguage } from "./language";
import type { RoomLibrary } from "./library";
import type { HostStorage, NotebookStore } from "./storage";

/** The notebook there is, or a new and empty one that the room fills. */
export async function joinRoom(
  fragment: string,
  storage: HostStorage,
  library: RoomLibrary,
): Promise<string> {
  const link = roomLinkBytes(fragment);
  await loadEngine();
  await wholeEngine();
  if (link === undefined || roomOfLink(link) === undefined) throw new AppError("unreadable");
  try {
    const id = await notebookOf(link, await storage.store(), library);
    storage.settle();
    return id;
  } catch (thrown) {
    throw appError(thrown);
  }
}

/**
 * The same for a file, whose work is merged into the notebook; its sealed records go on to the room's
 * relays from here. Rejects with an `AppError`; `unreadable` when the file is none or damaged.
 */
export async function joinFile(
  bytes: Uint8Array,
  storage: HostStorage,
  library: RoomLibrary,
): Promise<{ id: string; title: string }> {
  await loadEngine();
  await wholeEngine();
  const file = readRoomFile(bytes);
  if (file === undefined) throw new AppError("unreadable");
  try {
    const store = await storage.store();
    const id = await notebookOf(file.secret, store, library);
    const title = await takeIn(id, file.write, store, library);
    library.tell();
    storage.settle();
    if (file.unreadable > 0 && file.write.arrived.updates.length === 0) {
      throw new AppError("unreadable");
    }
    return { id, title };
  } catch (thrown) {
    throw appError(thrown);
  }
}

/**
 * What a pupil handed in as a file, into the notebook that gets what is handed in there. Rejects with
 * an `AppError`: `missing` when that notebook is not on this device, `unreadable` when the file is
 * damaged.
 */
export async function takeHandIn(
  bytes: Uint8Array,
  storage: HostStorage,
  library: RoomLibrary,
): Promise<{ id: string; title: string }> {
  await loadEngine();
  await wholeEngine();
  const handIn = readHandIn(bytes);
  if (handIn === undefined) throw new AppError("unreadable");
  try {
    const store = await storage.store();
    const shared = await store.shared();
    const box = shared.find(({ secret }) => roomOfLink(secret) === handIn.room);
    if (box === undefined) throw new AppError("missing");
    const write = openHandIn(bytes, box.secret);
    if (write === undefined) throw new AppError("unreadable");
    const title = await takeIn(box.notebook, write, store, library);
    library.tell();
    storage.settle();
    return { id: box.notebook, title };
  } catch (thrown) {
    throw appError(thrown);
  }
}

/**
 * What others did, into a notebook that is open or not: whoever changed the same line here is told, or
 * will be. Returns its title.
 */
async function takeIn(
  id: string,
  write: RoomWrite,
  store: NotebookStore,
  library: RoomLibrary,
): Promise<string> {
  await library.opened(id)?.settled();
  const there = library.opened(id);
  if (there !== undefined) {
    await there.keepRoom(write);
    library.arrived(id);
    return there.status().title;
  }
  const { updates } = write.arrived;
  const known = await store.load(id);
  const notebook = Notebook.open(pageLanguage(), known?.updates ?? [], []);
  try {
    const kept = keptApart(id);
    notebook.handle(Date.now(), { type: "shareBegun", kept: kept.load() });
    notebook.handle(Date.now(), { type: "roomUpdates", updates });
    const summary = notebook.summary();
    await store.keepRoom(id, Date.now(), write, summary);
    kept.keep(notebook.apartState());
    library.arrived(id);
    return summary.title;
  } finally {
    notebook.free();
  }
}

async function notebookOf(
  link: Uint8Array,
  store: NotebookStore,
  library: RoomLibrary,
): Promise<string> {
  const room = roomOfLink(link);
  rememberRelays(relaysOfLink(link));
  for (const { notebook, secret } of await store.shared()) {
    if (roomOfLink(secret) !== room) continue;
    // The byte that says what a link lets one do rises with it.
    if ((link[1] ?? 0) > (secret[1] ?? 0)) await store.share(notebook, link);
    const line = await store.line(notebook);
    if (line?.trashed !== undefined) await store.setTrashed(notebook, undefined);
    library.tell();
    return notebook;
  }
  const id = library.newId();
  const summary = { title: "", cells: 0, excerpt: "" };
  const nothing = { seed: mergeUpdates([]), outputs: [], summary, files: [] };
  await store.create(id, Date.now(), nothing);
  await store.share(id, link);
  library.tell();
  return id;
}
