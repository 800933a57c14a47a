/**
 * The files of one open notebook as the host has them: what is not known to be stored is here, all
 * the rest is read from the store when somebody wants it.
 *
 * Which files there are is the session's to say. It must not know what files hold.
 */
import { fileRequestHead } from "../core";
import type { NotebookStore } from "./storage";

export interface NotebookFiles {
  /** From now on the file holds this, or is gone; whoever calls tells the session. */
  keep(path: string, content: Uint8Array | undefined): void;
  /** Nothing when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Brings the store to what is here. */
  store(store: NotebookStore, path: string, modified: number): Promise<void>;
  /** The kernel requests that lay files down, or take those away that are gone. */
  requests(paths: readonly string[]): Promise<Uint8Array[]>;
}

export function notebookFiles(id: string, opened: () => Promise<NotebookStore>): NotebookFiles {
  const unstored = new Map<string, Uint8Array | undefined>();
  const read = async (path: string): Promise<Uint8Array | undefined> =>
    unstored.has(path) ? unstored.get(path) : (await opened()).file(id, path);

  const request = async (path: string): Promise<Uint8Array[]> => {
    let content: Uint8Array | undefined;
    try {
      content = await read(path);
    } catch (error) {
      // The state of the store says so. What cannot be read is not taken away.
      console.warn(`the file ${path} could not be read`, error);
      return [];
    }
    const head = fileRequestHead(path, content?.length);
    if (content === undefined) return [head];
    const whole = new Uint8Array(head.length + content.length);
    whole.set(head);
    whole.set(content, head.length);
    return [whole];
  };

  return {
    keep(path, content) {
      unstored.set(path, content);
    },
    read,
    async store(store, path, modified) {
      // One write may stand for several changes.
      if (!unstored.has(path)) return;
      const content = unstored.get(path);
      await store.storeFile(id, path, modified, content);
      if (unstored.get(path) === content) unstored.delete(path);
    },
    async requests(paths) {
      const all: Uint8Array[] = [];
      for (const path of paths) all.push(...(await request(path)));
      return all;
    },
  };
}
