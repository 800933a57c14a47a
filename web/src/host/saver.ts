/**
 * Gives one notebook's writes to the store, in order, and tells the session what became of them.
 *
 * After a refusal everything waiting is dropped: the session keeps it and gives it again when asked
 * to. It must not know what the bytes say.
 */
import type { NotebookEffect, StoreFailure, Summary } from "../core";
import type { Doorbell } from "./doorbell";
import { storeFailure } from "./failure";
import type { NotebookFiles } from "./notebook-files";
import type { NotebookStore } from "./storage";

export type Write = Extract<NotebookEffect, { type: "append" | "storeOutputs" | "storeFile" }>;

export interface SaverListener {
  stored(sequence: number): void;
  refused(reason: StoreFailure): void;
  /** It is time to try what was refused again. */
  retry(): void;
}

export interface Saver {
  /** The summary is what the notebook is with this write. */
  write(write: Write, summary: Summary): void;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
  dispose(): void;
}

/** How long after a refusal it is tried again: first soon, then less often. */
const RETRIES = [1000, 3000, 10_000, 30_000];
/** After so many updates they are merged. */
const COMPACT_AFTER = 60;

export interface SaverOptions {
  id: string;
  store: () => Promise<NotebookStore>;
  files: NotebookFiles;
  doorbell: Doorbell;
  listener: SaverListener;
}

export function createSaver({ id, store, files, doorbell, listener }: SaverOptions): Saver {
  let waiting: { write: Write; summary: Summary }[] = [];
  let working = false;
  let idlers: (() => void)[] = [];
  let refusals = 0;
  let retry: number | undefined;
  let appended = 0;
  let disposed = false;

  const perform = async (write: Write, summary: Summary): Promise<void> => {
    const open = await store();
    if (write.type === "append") {
      await open.append(id, Date.now(), write.update, summary);
      doorbell.ring({ type: "updates", notebook: id });
      doorbell.ring({ type: "library" });
      appended += 1;
    } else if (write.type === "storeFile") {
      await files.store(open, write.path, write.modified ?? 0);
      doorbell.ring({ type: "files", notebook: id });
    } else {
      await open.storeOutputs(id, write.cell, Date.now(), write.outputs);
      doorbell.ring({ type: "outputs", notebook: id, cell: write.cell });
    }
  };

  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await perform(next.write, next.summary);
      } catch (thrown) {
        waiting = [];
        const reason = storeFailure(thrown);
        listener.refused(reason);
        plan(reason);
        break;
      }
      refusals = 0;
      listener.stored(next.write.sequence);
      if (appended >= COMPACT_AFTER) {
        appended = 0;
        // Merging is a service that no work waits for; when it fails, all updates are still there.
        store()
          .then((open) => open.compact(id, Date.now(), false))
          .catch(() => undefined);
      }
    }
    // In the same step as the last look at `waiting`, or a write could be forgotten.
    working = false;
    for (const resolve of idlers) resolve();
    idlers = [];
  };

  const plan = (reason: StoreFailure): void => {
    if (disposed || reason === "outdated" || reason === "denied") return;
    const millis = RETRIES[Math.min(refusals, RETRIES.length - 1)] ?? 0;
    refusals += 1;
    window.clearTimeout(retry);
    retry = window.setTimeout(() => listener.retry(), millis);
  };

  return {
    write(write, summary) {
      waiting.push({ write, summary });
      if (working) return;
      working = true;
      void work();
    },
    idle() {
      if (!working) return Promise.resolve();
      return new Promise((resolve) => {
        idlers.push(resolve);
      });
    },
    dispose() {
      disposed = true;
      window.clearTimeout(retry);
    },
  };
}
