/**
 * Activities on their way in: what a link or a file holds, and the copy of it on this device.
 *
 * A later version of an activity that has a copy here is kept in mind until its notebook is open,
 * where it is offered; nothing is taken by itself. It must not know views. Start with
 * `createActivities`.
 */
import {
  type Activities,
  Activity,
  type ActivityTaken,
  loadEngine,
  PacketError,
  type PacketProblem,
  wholeEngine,
} from "../core";
import { storeFailure } from "./failure";
import type { HostStorage, NotebookStore } from "./storage";

/** What the library does for activities. */
export interface ActivityLibrary {
  newId(): string;
  /** Tells that the list has changed. */
  tell(): void;
  /** Has an open notebook look at its offer again. */
  offered(id: string): void;
  /** Has an open notebook read what was put into the store. */
  arrived(id: string): void;
}

/** Later versions that came, by notebook. */
export type Offers = Map<string, Uint8Array>;

const PROBLEMS: readonly PacketProblem[] = ["notAnActivity", "tooNew", "damaged", "tooLarge"];

/** What the engine or the link's reader throws, in the app's words. */
export function packetError(thrown: unknown): PacketError {
  const message = thrown instanceof Error ? thrown.message : "";
  return new PacketError(PROBLEMS.find((problem) => problem === message) ?? "damaged");
}

export function createActivities(
  storage: HostStorage,
  library: ActivityLibrary,
  offers: Offers,
): Activities {
  const read = async (packet: Uint8Array): Promise<Activity> => {
    await loadEngine();
    await wholeEngine();
    try {
      return Activity.read(packet);
    } catch (thrown) {
      throw packetError(thrown);
    }
  };

  const keepCopy = async (store: NotebookStore, activity: Activity): Promise<string> => {
    const id = library.newId();
    const role = { role: "copy", bytes: activity.bytes() } as const;
    await store.create(id, Date.now(), activity.copy(), role);
    library.tell();
    storage.settle();
    return id;
  };

  const taken = async (activity: Activity): Promise<ActivityTaken> => {
    const store = await storage.store();
    const lines = (await store.list()).filter((line) => line.activity === activity.id());
    // The one that is on the shelf before one in the bin, the newest first.
    lines.sort(
      (a, b) =>
        Number(a.trashed !== undefined) - Number(b.trashed !== undefined) ||
        b.modified - a.modified,
    );
    for (const { id, trashed } of lines) {
      const kept = await store.activity(id);
      if (kept?.role !== "copy") continue;
      const known = Activity.read(kept.bytes);
      const kin = activity.isKinOf(known);
      const newer = activity.version() > known.version();
      known.free();
      if (!kin) continue;
      if (trashed !== undefined) {
        await store.setTrashed(id, undefined);
        library.tell();
      }
      if (newer) {
        offers.set(id, activity.bytes());
        library.offered(id);
      }
      return { type: "taken", id, how: "again" };
    }
    const others = lines.some((line) => line.trashed === undefined);
    return { type: "taken", id: await keepCopy(store, activity), how: others ? "other" : "new" };
  };

  return {
    shapes: () => import("./activity-shapes"),
    async packetOfLink(fragment) {
      const { packetOf } = await import("./activity-link");
      try {
        return packetOf(fragment);
      } catch (thrown) {
        throw packetError(thrown);
      }
    },
    async linkOfPacket(packet) {
      const { fragmentOf } = await import("./activity-link");
      return fragmentOf(packet);
    },
    async look(packet) {
      const activity = await read(packet);
      try {
        return {
          id: activity.id(),
          version: activity.version(),
          title: activity.title(),
          facts: activity.facts(),
          files: activity.files(),
          origin: activity.origin(),
        };
      } finally {
        activity.free();
      }
    },
    async take(packet) {
      let activity: Activity;
      try {
        activity = await read(packet);
      } catch (thrown) {
        return { type: "refused", reason: packetError(thrown).problem };
      }
      try {
        return await taken(activity);
      } catch (thrown) {
        return { type: "failed", reason: storeFailure(thrown) };
      } finally {
        activity.free();
      }
    },
  };
}
