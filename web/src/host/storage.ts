/**
 * The store of this device: opens it, opens it again when the browser closed it, says how it is,
 * and stands in for it with the tab's memory where the browser gives no storage at all.
 */
import {
  loadEngine,
  type Storage,
  type StorageStatus,
  Store,
  type StoreEvent,
  wholeEngine,
} from "../core";
import { databaseOf, profile } from "../floor/profile";
import { storeFailure } from "./failure";
import { memoryStore } from "./memory-store";
import waitingMethods from "./waiting-methods.json";
import { changing } from "./watched";

/** What the host uses of the store. */
export type NotebookStore = Pick<
  Store,
  | "activity"
  | "append"
  | "compact"
  | "create"
  | "file"
  | "files"
  | "give"
  | "given"
  | "held"
  | "keepActivity"
  | "keepRoom"
  | "kernelMemory"
  | "keepKernelMemory"
  | "line"
  | "leave"
  | "list"
  | "load"
  | "noteGiven"
  | "outputs"
  | "pending"
  | "purge"
  | "room"
  | "secret"
  | "setTrashed"
  | "share"
  | "shared"
  | "storeFile"
  | "storeOutputs"
  | "takeIn"
  | "unsent"
  | "updatesAfter"
  | "version"
  | "versions"
  | "whole"
>;

export interface HostStorage extends Storage {
  /** The store, opened when it is not. */
  store(): Promise<NotebookStore>;
  /** Asks the browser once to keep the work, when a person makes the first of it. */
  settle(): void;
}

/** Methods that no ordinary visit needs at once wait for the engine's second half before they begin. All others are
 * in the first half with all they can come to: what waits for the database cannot be taken back (`xtask/src/page.rs`
 * reads the same list). */
const WAITING: ReadonlySet<string> = new Set(waitingMethods);
/** How long to wait after each attempt to open it that failed. */
const PATIENCE = [100, 400, 1000];
/** Opening takes longer than this only when another tab does not let go of the database: engines
 * say nothing while one that is to be deleted is still held. */
const HELD_MILLIS = 5000;

export function openStorage(): HostStorage {
  const status = changing<StorageStatus>({
    state: "opening",
    persisted: undefined,
    usage: undefined,
    quota: undefined,
  });
  const say = (state: StorageStatus["state"]) => status.set({ ...status.value, state });
  let opened: Promise<NotebookStore> | undefined;
  let settled = false;

  const hear = (event: StoreEvent) => {
    switch (event) {
      case "blocked":
        say("blocked");
        return;
      case "outdated":
        say("outdated");
        return;
      case "closed":
        // The next use opens it again.
        opened = undefined;
        say("closed");
        return;
    }
  };

  const open = async (): Promise<NotebookStore> => {
    await loadEngine();
    const closed = status.value.state === "closed";
    for (const patience of PATIENCE) {
      const held = window.setTimeout(() => say("blocked"), HELD_MILLIS);
      try {
        const store = whenWhole(await Store.open(databaseOf(profile?.id ?? ""), hear));
        // A database that was deleted is made anew and is empty: nothing to be reassured about.
        if (!closed || (await store.list()).length > 0) say("ready");
        return store;
      } catch (thrown) {
        if (storeFailure(thrown) === "outdated") {
          say("outdated");
          throw thrown;
        }
        console.warn("the store did not open", thrown);
      } finally {
        window.clearTimeout(held);
      }
      // After a power cut the browser may still be mending its files.
      await new Promise((resolve) => window.setTimeout(resolve, patience));
    }
    // Work goes on in this tab; every write says that it is not kept.
    say("denied");
    return memoryStore();
  };

  const measure = async () => {
    const storage = navigator.storage as StorageManager | undefined;
    if (storage?.persisted === undefined) return;
    const persisted = await storage.persisted();
    const estimate = (await storage.estimate?.()) ?? {};
    status.set({
      ...status.value,
      persisted,
      usage: estimate.usage,
      quota: estimate.quota,
    });
  };

  const requestPersistence = async (): Promise<boolean> => {
    const storage = navigator.storage as StorageManager | undefined;
    if (storage?.persist === undefined) return false;
    const granted = await storage.persist().catch(() => false);
    await measure().catch(() => undefined);
    return granted;
  };

  void measure().catch(() => undefined);
  return {
    status,
    requestPersistence,
    store() {
      opened ??= open().catch((thrown: unknown) => {
        opened = undefined;
        throw thrown;
      });
      return opened;
    },
    settle() {
      if (settled || status.value.state !== "ready") return;
      settled = true;
      if (status.value.persisted === false) void requestPersistence();
    },
  };
}

/** The store, whose methods wait for the half of the engine they are in. */
function whenWhole(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      if (!WAITING.has(String(name))) return method.bind(target);
      return async (...given: unknown[]) => {
        await wholeEngine();
        return Reflect.apply(method, target, given);
      };
    },
  });
}
