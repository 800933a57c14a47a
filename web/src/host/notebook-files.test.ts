/** No change of a file is lost between the session and the store, however they come together. */
import { expect, test, vi } from "vitest";
import { notebookFiles } from "./notebook-files";
import type { NotebookStore } from "./storage";

// The real one is in the engine: what stands before a content is the engine's affair.
vi.mock("../core", () => ({
  fileRequestHead: (path: string, length?: number) =>
    new TextEncoder().encode(`${path}:${length ?? "gone"};`),
}));

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | undefined) => content && new TextDecoder().decode(content);

function stored(contents: Record<string, string> = {}) {
  const rows = new Map(Object.entries(contents));
  let refuses = false;
  const store = {
    file: async (_id: string, path: string) => {
      const row = rows.get(path);
      return row === undefined ? undefined : bytes(row);
    },
    storeFile: async (_id: string, path: string, _at: number, content?: Uint8Array | null) => {
      if (refuses) throw new Error("full");
      if (content) rows.set(path, text(content) ?? "");
      else rows.delete(path);
    },
  } as unknown as NotebookStore;
  return {
    rows,
    store,
    refuse(now: boolean) {
      refuses = now;
    },
  };
}

test("a file that is deleted and put back before the store has heard of either is stored", async () => {
  const { rows, store } = stored({ a: "old" });
  const files = notebookFiles("n", async () => store);
  files.keep("a", undefined);
  files.keep("a", bytes("new"));
  await files.store(store, "a", 0);
  await files.store(store, "a", 2);
  expect([...rows]).toEqual([["a", "new"]]);
});

test("what was deleted is not read from a store that still has it", async () => {
  const { rows, store } = stored({ a: "old", b: "kept" });
  const files = notebookFiles("n", async () => store);
  files.keep("a", undefined);
  expect(await files.read("a")).toBeUndefined();
  expect((await files.requests(["a", "b"])).map(text)).toEqual(["a:gone;", "b:4;kept"]);
  await files.store(store, "a", 0);
  expect([...rows.keys()]).toEqual(["b"]);
});

test("what is refused stays, and what is newer than a write is written after it", async () => {
  const { rows, store, refuse } = stored();
  const files = notebookFiles("n", async () => store);
  refuse(true);
  files.keep("a", bytes("one"));
  await expect(files.store(store, "a", 1)).rejects.toThrow("full");
  expect(text(await files.read("a"))).toBe("one");
  refuse(false);
  const writing = files.store(store, "a", 1);
  files.keep("a", bytes("two"));
  await writing;
  expect(text(await files.read("a"))).toBe("two");
  await files.store(store, "a", 2);
  expect([...rows]).toEqual([["a", "two"]]);
});

test("a file that cannot be read is not taken from the kernel", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const files = notebookFiles("n", async () => {
    throw new Error("closed");
  });
  files.keep("a", bytes("here"));
  expect((await files.requests(["b", "a"])).map(text)).toEqual(["a:4;here"]);
  warn.mockRestore();
});
