/**
 * A link to a room, and the notebook of this device that it leads to. Loaded when such a link is
 * opened. Start with `joinRoom`.
 */
import { AppError, loadEngine, mergeUpdates, roomOfLink, wholeEngine } from "../core";
import { relaysOfLink, rememberRelays, roomLinkBytes } from "../floor/relays";
import type { ActivityLibrary } from "./activities";
import { appError } from "./failure";
import type { HostStorage } from "./storage";

/** The one there is, or a new and empty one that the room fills. */
export async function joinRoom(
  fragment: string,
  storage: HostStorage,
  library: Pick<ActivityLibrary, "newId" | "tell">,
): Promise<string> {
  const link = roomLinkBytes(fragment);
  await loadEngine();
  await wholeEngine();
  const room = link && roomOfLink(link);
  if (link === undefined || room === undefined) throw new AppError("unreadable");
  rememberRelays(relaysOfLink(link));
  try {
    const store = await storage.store();
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
    storage.settle();
    return id;
  } catch (thrown) {
    throw appError(thrown);
  }
}
