/**
 * What stands in for the store where the browser gives none (private mode, policy): notebooks live
 * as long as the tab. It takes in what it is given, so that one can go from notebook to notebook,
 * and refuses it all the same, so that nobody reads "saved".
 */
import type {
  CellOutputs,
  FileView,
  NewNotebook,
  StoredActivity,
  StoredNotebook,
  Summary,
} from "../core";
import type { NotebookStore } from "./storage";

interface Kept {
  line: StoredNotebook;
  updates: Uint8Array[];
  outputs: Map<string, Uint8Array>;
  files: Map<string, { modified: number; content: Uint8Array }>;
  activity: StoredActivity | undefined;
}

/** `content` takes everything in without a word: what is in it is not meant to be kept. */
export function memoryStore(content = false): NotebookStore {
  const notebooks = new Map<string, Kept>();
  const secrets = new Map<string, Uint8Array>();
  const denied = () => Promise.reject(new Error("denied"));
  const taken = () => (content ? Promise.resolve() : denied());
  const line = (id: string, now: number, summary: Summary): StoredNotebook => {
    const before = notebooks.get(id)?.line;
    return { id, ...summary, created: before?.created ?? now, modified: now };
  };
  return {
    list: async () => [...notebooks.values()].map((kept) => kept.line),
    line: async (id) => notebooks.get(id)?.line,
    async create(id, now, { seed, outputs, summary, files }: NewNotebook, activity) {
      const packed = outputs.map(({ cell, bytes }): [string, Uint8Array] => [cell, bytes]);
      const beside = new Map(notebooks.get(id)?.files);
      for (const { path, content } of files) beside.set(path, { modified: now, content });
      notebooks.set(id, {
        line: line(id, now, summary),
        updates: [seed],
        outputs: new Map(packed),
        files: beside,
        activity: activity ?? undefined,
      });
    },
    async load(id) {
      const kept = notebooks.get(id);
      if (kept === undefined) return undefined;
      const outputs: CellOutputs[] = [];
      for (const [cell, bytes] of kept.outputs) outputs.push({ cell, bytes });
      return { updates: kept.updates, outputs, cursor: kept.updates.length };
    },
    async append(id, now, update, summary) {
      const kept = notebooks.get(id);
      if (kept !== undefined) {
        kept.updates.push(update);
        kept.line = line(id, now, summary);
      }
      return taken();
    },
    async storeOutputs(id, cell, _now, outputs) {
      const kept = notebooks.get(id);
      if (outputs) kept?.outputs.set(cell, outputs);
      else kept?.outputs.delete(cell);
      return taken();
    },
    async storeFile(id, path, modified, content) {
      const files = notebooks.get(id)?.files;
      if (content) files?.set(path, { modified, content });
      else files?.delete(path);
      return taken();
    },
    file: async (id, path) => notebooks.get(id)?.files.get(path)?.content,
    async files(id) {
      const list: FileView[] = [];
      for (const [path, { modified, content }] of notebooks.get(id)?.files ?? []) {
        list.push({ path, size: content.length, modified });
      }
      return list;
    },
    async setTrashed(id, time) {
      const kept = notebooks.get(id);
      if (kept !== undefined) kept.line = { ...kept.line, trashed: time ?? undefined };
    },
    async purge(id) {
      notebooks.delete(id);
    },
    outputs: async (id, cell) => notebooks.get(id)?.outputs.get(cell),
    updatesAfter: async (_id, cursor) => ({ updates: [], cursor }),
    compact: async () => undefined,
    versions: async () => [],
    version: async () => undefined,
    activity: async (id) => notebooks.get(id)?.activity,
    async keepActivity(id, activity) {
      const kept = notebooks.get(id);
      if (kept !== undefined) kept.activity = activity;
      return taken();
    },
    async secret(name, fresh) {
      if (!secrets.has(name)) secrets.set(name, fresh);
      return secrets.get(name) ?? fresh;
    },
    // Nothing is shared that is not kept here first.
    shared: async () => [],
    unsent: async () => [],
    share: denied,
    leave: denied,
    room: async () => undefined,
    pending: async () => undefined,
    give: denied,
    given: async () => [],
    noteGiven: denied,
    held: denied,
    whole: denied,
    takeIn: denied,
    keepRoom: denied,
    kernelMemory: async () => undefined,
    keepKernelMemory: denied,
  };
}
