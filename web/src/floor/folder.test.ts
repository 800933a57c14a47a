/** All of the work counts as copied only when nothing was changed since the copy was begun. */
import { beforeEach, expect, it, vi } from "vitest";
import { beginCopy, folderMark, forgetFolder, isCopied, markFolder, noteChange } from "./folder";

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("window", {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    },
  });
  markFolder({ name: "CLÉ", begun: 0, copied: 0, lines: 0 });
});

function copy(now: number, meanwhile?: () => void): boolean {
  const begun = beginCopy(mark(), now);
  meanwhile?.();
  markFolder({ ...begun, copied: begun.begun });
  return isCopied(mark());
}

function mark() {
  const found = folderMark();
  if (found === undefined) throw new Error("there is a folder");
  return found;
}

it("what changes before a copy is in it, what changes meanwhile is not", () => {
  noteChange(1000);
  expect(isCopied(mark())).toBe(false);
  expect(copy(2000)).toBe(true);
  expect(copy(3000, () => noteChange(3500))).toBe(false);
  expect(copy(4000)).toBe(true);
});

it("a copy that was not ended, as by a crash, counts for nothing", () => {
  noteChange(1000);
  beginCopy(mark(), 2000);
  expect(isCopied(mark())).toBe(false);
  noteChange(2500);
  expect(copy(3000)).toBe(true);
});

it("a clock that is put back hides no change", () => {
  noteChange(9000);
  expect(copy(1000)).toBe(true);
  noteChange(500);
  expect(isCopied(mark())).toBe(false);
  expect(copy(400, () => noteChange(300))).toBe(false);
  expect(copy(200)).toBe(true);
});

it("is forgotten, and what cannot be read is no folder", () => {
  forgetFolder();
  expect(folderMark()).toBe(undefined);
  noteChange(1000);
  expect(kept.size).toBe(0);
  for (const text of ["", "1", "null", "{}", '{"name":1}', "{"]) {
    kept.set("ardoise.folder", text);
    expect(folderMark()).toBe(undefined);
  }
  kept.set("ardoise.folder", '{"name":"CLÉ","copied":"x"}');
  expect(folderMark()).toEqual({ name: "CLÉ", begun: 0, copied: 0, lines: 0 });
});
