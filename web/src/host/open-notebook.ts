/**
 * The host of one session: gives it events, performs its effects, and passes the view what is the
 * view's. Time, randomness, timers, the store, the kernel and other tabs meet the session here.
 *
 * It decides nothing about the notebook. Start with `openNotebook`.
 */
import {
  AppError,
  attempt,
  attemptOrWait,
  type FileView,
  Incomplete,
  Notebook,
  type NotebookEffect,
  type NotebookEvent,
  type OpenNotebook,
  previewVersion,
  type RoomWrite,
  type StoredActivity,
  type StoredContent,
  type Timer,
  type ViewEffect,
  wholeEngine,
} from "../core";
import type { Offers } from "./activities";
import type { Doorbell } from "./doorbell";
import { appError, isTrap } from "./failure";
import { Kernel, type KernelFiles } from "./kernel";
import { pageLanguage } from "./language";
import { notebookActivity } from "./notebook-activity";
import { notebookFiles } from "./notebook-files";
import { reportPace } from "./report-pace";
import { createSaver } from "./saver";
import { type HostedSharing, notebookSharing } from "./sharing";
import type { HostStorage, NotebookStore } from "./storage";

export interface HostParts {
  storage: HostStorage;
  doorbell: Doorbell;
  kernel: KernelFiles;
  /** Later versions of activities that came and were not taken yet. */
  offers: Offers;
  /** The engine broke and must not be called again. */
  broke(error: unknown): void;
}

/** An open notebook and what only the host may ask of it. */
export interface HostedNotebook extends OpenNotebook {
  readonly sharing: HostedSharing;
  /** Resolves when everything edited so far is in the store, or was refused. */
  settled(): Promise<void>;
  /** Resolves when no edit waits for the engine's second half. */
  complete(): Promise<void>;
  /** A later version of its activity has come. */
  offered(): void;
  /** Something was put into the store for it. */
  arrived(): void;
  /** Takes in what others did, and keeps it together with what else of its room is to be kept. */
  keepRoom(write: RoomWrite): Promise<void>;
}

/** Updates found at opening that are worth merging into one. */
const MANY_UPDATES = 8;
/** Merging waits until the notebook is on screen and quiet. */
const COMPACT_DELAY = 4000;

export async function openNotebook(
  id: string,
  parts: HostParts,
  closed: () => void,
  preview = false,
): Promise<HostedNotebook> {
  const { storage, doorbell } = parts;
  let known: NotebookStore;
  let content: StoredContent | undefined;
  let stored: FileView[] = [];
  let activityStored: StoredActivity | undefined;
  try {
    known = await storage.store();
    [content, stored, activityStored] = await Promise.all([
      known.load(id),
      known.files(id),
      known.activity(id),
    ]);
  } catch (thrown) {
    throw appError(thrown);
  }
  if (content === undefined) {
    // Without a store nobody can say whether the notebook is on this device.
    throw new AppError(storage.status.value.state === "denied" ? "denied" : "missing");
  }
  /** The store for writing. One that was opened again may have lost what these writes build on. */
  const storeWithNotebook = async (): Promise<NotebookStore> => {
    const store = await storage.store();
    if (store !== known) {
      if ((await store.line(id)) === undefined) throw new Error("closed");
      known = store;
    }
    return store;
  };
  let { cursor } = content;
  const { updates, outputs } = content;
  const notebook = await attemptOrWait(
    () => Notebook.open(pageLanguage(), updates, outputs),
    (opened) => {
      try {
        opened.files();
        opened.status();
        for (const cell of opened.order()) opened.cell(cell);
      } catch (error) {
        disown(opened);
        throw error;
      }
    },
  );

  const listeners = new Set<(effects: ViewEffect[]) => void>();
  const timers = new Map<Timer, number>();
  let alive = true;
  /** What waits for the engine's second half, and everything after it. */
  let held: NotebookEvent[] = [];

  const tell = (effects: ViewEffect[]): void => {
    for (const listener of [...listeners]) listener(effects);
  };
  const hold = (events: NotebookEvent[]): void => {
    held = events;
    void wholeEngine().then(() => {
      const waiting = held;
      held = [];
      dispatch(waiting);
      tell([{ type: "statusChanged" }]);
    });
  };
  /** The views read this after an event. */
  const look = (effects: NotebookEffect[]): void => {
    notebook.status();
    notebook.summary();
    notebook.files();
    // What has another order may have other cells.
    const all = effects.some((effect) => effect.type === "orderChanged");
    for (const cell of notebook.order()) {
      if (all || effects.some((effect) => "cell" in effect && effect.cell === cell)) {
        notebook.cell(cell);
      }
    }
  };

  /** Gives events to the session; the view hears of all of them at once. */
  const dispatch = (events: NotebookEvent[]): void => {
    if (!alive) return;
    if (held.length > 0) {
      held.push(...events);
      return;
    }
    const shown: ViewEffect[] = [];
    for (const [at, event] of events.entries()) {
      let effects: NotebookEffect[];
      try {
        effects = attempt(() => notebook.handle(Date.now(), event), look);
      } catch (error) {
        if (error instanceof Incomplete) {
          hold(events.slice(at));
          shown.push({ type: "statusChanged" });
          break;
        }
        if (!isTrap(error)) throw error;
        alive = false;
        parts.broke(error);
        return;
      }
      for (const effect of effects) {
        const view = perform(effect);
        if (view !== undefined) shown.push(view);
      }
    }
    if (shown.length === 0) return;
    tell(withoutRepeats(shown));
  };
  const send = (event: NotebookEvent): void => dispatch([event]);

  const files = notebookFiles(id, storage.store);
  /** What the next request needs in the kernel's memory. */
  let laying: Promise<Uint8Array[]> | undefined;

  const saver = createSaver({
    id,
    store: storeWithNotebook,
    files,
    doorbell,
    listener: {
      stored(sequence) {
        send({ type: "stored", sequence });
        sharing.edited();
      },
      refused: (reason) => send({ type: "storeFailed", reason }),
      retry: () => send({ type: "retryStore" }),
    },
  });
  const pace = reportPace((reports) =>
    dispatch(reports.map((bytes): NotebookEvent => ({ type: "kernelReported", bytes }))),
  );
  const kernel = new Kernel(parts.kernel, {
    changed(change) {
      pace.flush();
      send({ type: "kernelChanged", change });
    },
    reported: (reports) => pace.add(reports),
  });

  /** Performs an effect, or returns it when it is the view's. */
  const perform = (effect: NotebookEffect): ViewEffect | undefined => {
    switch (effect.type) {
      case "append":
      case "storeOutputs":
        saver.write(effect, notebook.summary());
        return undefined;
      case "storeFile":
        if (effect.modified === undefined) files.keep(effect.path, undefined);
        saver.write(effect, notebook.summary());
        return undefined;
      case "keepApart":
        sharing.apartChanged();
        return undefined;
      case "startKernel":
        // The session expects its answers later, not inside this event.
        window.setTimeout(() => kernel.start(), 0);
        return undefined;
      case "keepFile":
        files.keep(effect.path, effect.content);
        return undefined;
      case "layFiles":
        laying = files.requests(effect.paths);
        return undefined;
      case "postKernel":
        kernel.post(effect.bytes, laying);
        laying = undefined;
        return undefined;
      case "answerKernel":
        kernel.answer(effect.text);
        return undefined;
      case "stopKernel":
        kernel.stop();
        return undefined;
      case "restartKernel":
        kernel.restart();
        return undefined;
      case "setTimer":
        setTimer(effect.timer, effect.millis);
        return undefined;
      case "orderChanged":
      case "cellChanged":
      case "sourceChanged":
      case "outputsChanged":
      case "filesChanged":
      case "statusChanged":
      case "focus":
      case "announce":
        return effect;
    }
  };

  const setTimer = (timer: Timer, millis: number): void => {
    if (timers.has(timer)) return;
    const handle = window.setTimeout(() => {
      timers.delete(timer);
      send({ type: "timerFired", timer });
    }, millis);
    timers.set(timer, handle);
  };

  /** Takes in what other tabs appended. */
  const catchUp = async (): Promise<void> => {
    const store = await storage.store();
    const newer = await store.updatesAfter(id, cursor);
    cursor = Math.max(cursor, newer.cursor);
    if (newer.updates.length > 0) send({ type: "remoteUpdates", updates: newer.updates });
  };
  const takeOutputs = async (cell: string): Promise<void> => {
    const store = await storage.store();
    send({ type: "remoteOutputs", cell, outputs: await store.outputs(id, cell) });
  };
  /** What others did in the notebook's room, and what its device keeps. */
  const keepRoom = async (write: RoomWrite): Promise<void> => {
    const { updates, outputs, files: arrived } = write.arrived;
    if (updates.length > 0) send({ type: "roomUpdates", updates });
    const summary = notebook.summary();
    const store = await storeWithNotebook();
    await store.keepRoom(id, Date.now(), write, summary);
    if (updates.length > 0) {
      doorbell.ring({ type: "updates", notebook: id });
      doorbell.ring({ type: "library" });
    }
    for (const { cell } of outputs) {
      takeOutputs(cell).catch(forgive);
      doorbell.ring({ type: "outputs", notebook: id, cell });
    }
    if (arrived.length > 0) {
      takeFiles().catch(forgive);
      doorbell.ring({ type: "files", notebook: id });
    }
  };
  const takeFiles = async (): Promise<void> => {
    // A database that was made anew has no files either, and does not mean that they were deleted.
    const store = await storeWithNotebook();
    send({ type: "filesStored", files: await store.files(id) });
  };
  // What cannot be read now is read at the next ring or when the tab comes back to the front.
  const forgive = () => undefined;
  const endRinging = doorbell.subscribe((ring) => {
    if (ring.type === "library" || ring.notebook !== id) return;
    sharing.edited();
    if (ring.type === "updates") catchUp().catch(forgive);
    else if (ring.type === "files") takeFiles().catch(forgive);
    else takeOutputs(ring.cell).catch(forgive);
  });

  const flush = () => send({ type: "flush" });
  const onVisibility = () => {
    if (document.visibilityState === "hidden") flush();
    else {
      catchUp().catch(forgive);
      takeFiles().catch(forgive);
    }
  };
  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("pagehide", flush);

  if (stored.length > 0) send({ type: "filesStored", files: stored });
  if (activityStored?.role === "copy") send({ type: "showAsPupil", on: true });

  const compact = async (): Promise<void> => {
    const store = await storage.store();
    await store.compact(id, Date.now(), false);
  };
  const compacting =
    content.updates.length >= MANY_UPDATES
      ? window.setTimeout(() => compact().catch(forgive), COMPACT_DELAY)
      : undefined;

  const versionState = async (time: number): Promise<Uint8Array> => {
    const store = await storage.store();
    const state = await store.version(id, time).catch((thrown: unknown) => {
      throw appError(thrown);
    });
    if (state === undefined) throw new AppError("missing");
    return state;
  };

  const complete = async (): Promise<void> => {
    if (held.length > 0) await wholeEngine();
  };
  const settled = async (): Promise<void> => {
    flush();
    await saver.idle();
  };
  const addFile = (path: string, content: Uint8Array): void => {
    if (!alive) throw new AppError("closed");
    files.keep(path, content);
    send({ type: "addFile", path, size: content.length });
  };
  const sharing = notebookSharing({
    id,
    store: storeWithNotebook,
    settled,
    keep: keepRoom,
    begun: (kept) => send({ type: "shareBegun", kept }),
    allShared: () => send({ type: "allShared" }),
    apart: () => attempt(() => notebook.apartState()),
    ended: () => send({ type: "shareEnded" }),
    broke(error) {
      alive = false;
      parts.broke(error);
    },
  });
  const { activity, offered, publish, nextVersion, pupilCopy, ...activityActions } =
    notebookActivity({
      id,
      notebook,
      stored: activityStored,
      offers: parts.offers,
      send,
      store: storeWithNotebook,
      settled,
      files: { list: () => notebook.files(), read: (path) => files.read(path), add: addFile },
    });

  return {
    id,
    send,
    subscribe(listener) {
      const own = (effects: ViewEffect[]) => listener(effects);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    status() {
      const status = notebook.status();
      return held.length > 0 ? { ...status, saved: { type: "saving" } } : status;
    },
    order: () => notebook.order(),
    cell: (cell) => notebook.cell(cell),
    names: () => attempt(() => notebook.names()),
    copyCells: (ids) => attempt(() => notebook.copyCells(ids)),
    exportIpynb: () => attempt(() => notebook.exportIpynb()),
    files: () => notebook.files(),
    readFile: (path) => files.read(path),
    refusesFile: (path, size) => attempt(() => notebook.refusesFile(path, size)),
    addFile,
    activity,
    sharing,
    facts: () => attempt(() => notebook.facts()),
    ...activityActions,
    publish: ({ withSolutions }) => publish(withSolutions),
    nextVersion: ({ withSolutions }) => nextVersion(withSolutions),
    preview,
    async asPupil() {
      const { openPreview } = await import("./preview");
      return openPreview(await pupilCopy(), parts);
    },
    offered,
    arrived() {
      catchUp().catch(forgive);
      takeFiles().catch(forgive);
      sharing.edited();
    },
    keepRoom,
    async versions() {
      flush();
      await saver.idle();
      // Merging keeps the state of now when the last one is old enough.
      await compact().catch(forgive);
      const store = await storage.store();
      return store.versions(id);
    },
    async previewVersion(time) {
      const state = await versionState(time);
      await wholeEngine();
      try {
        return previewVersion(state, pageLanguage());
      } catch {
        throw new AppError("unreadable");
      }
    },
    async restoreVersion(time) {
      send({ type: "restoreVersion", state: await versionState(time) });
    },
    settled,
    complete,
    async close() {
      if (!alive) return;
      await complete();
      flush();
      const { saved } = notebook.status();
      // Without a store, what was refused goes into the tab's memory before the session ends.
      if (saved.type === "failed") send({ type: "retryStore" });
      await saver.idle();
      alive = false;
      window.clearTimeout(compacting);
      for (const handle of timers.values()) window.clearTimeout(handle);
      document.removeEventListener("visibilitychange", onVisibility);
      window.removeEventListener("pagehide", flush);
      endRinging();
      sharing.close();
      saver.dispose();
      kernel.dispose();
      release(notebook);
      closed();
      await compact().catch(forgive);
    },
  };
}

/** What cannot be freed before the engine's second half is there stays in memory. */
function release(notebook: Notebook): void {
  try {
    attempt(() => notebook.free());
  } catch (error) {
    if (!(error instanceof Incomplete)) throw error;
  }
}

/** What was opened in a call that is taken back is in nobody's memory: it must not be freed some day. */
function disown(notebook: Notebook): void {
  (notebook as unknown as { __destroy_into_raw(): void }).__destroy_into_raw();
}

/** Leaves out what only says to read the same thing again. */
function withoutRepeats(effects: ViewEffect[]): ViewEffect[] {
  const seen = new Set<string>();
  // The last one counts: what is read after it holds everything before.
  return effects
    .reverse()
    .filter((effect) => {
      const key = repeatKey(effect);
      if (key === undefined) return true;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .reverse();
}

function repeatKey(effect: ViewEffect): string | undefined {
  switch (effect.type) {
    case "filesChanged":
    case "statusChanged":
      return effect.type;
    case "cellChanged":
    case "outputsChanged":
      return `${effect.type} ${effect.cell}`;
    case "orderChanged":
    case "sourceChanged":
    case "focus":
    case "announce":
      return undefined;
  }
}
