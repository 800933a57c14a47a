/** A reminder comes when work has been in one place alone for long, and not before. */
import { expect, it, vi } from "vitest";
import { atRisk, noteTaken, readTaken, type Taken } from "./taken";

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;
const entry = (id: string, created: number, modified: number, trashed?: number) => ({
  id,
  title: id,
  created: NOW - created * DAY,
  modified: NOW - modified * DAY,
  cells: 1,
  excerpt: "",
  trashed,
});
const never: Taken = { taken: 0, later: 0 };
const risky = (entries: ReturnType<typeof entry>[], taken = never, persisted = false) =>
  atRisk(entries, ["shared"], taken, persisted, NOW).map(({ id }) => id);

it("comes after two weeks, or a month where the browser promises to keep the work", () => {
  const all = [entry("new", 13, 1), entry("old", 14, 1), entry("older", 30, 29)];
  expect(risky(all)).toEqual(["old", "older"]);
  expect(risky(all, never, true)).toEqual(["older"]);
});

it("is about what was changed since the work was taken, and long ago", () => {
  const all = [entry("unchanged", 90, 20), entry("changed", 90, 2)];
  expect(risky(all, { taken: NOW - 15 * DAY, later: 0 })).toEqual(["changed"]);
  expect(risky(all, { taken: NOW - 10 * DAY, later: 0 })).toEqual([]);
});

it("leaves alone what is shared or in the bin, and whoever said later", () => {
  expect(risky([entry("shared", 90, 2), entry("gone", 90, 2, 1)])).toEqual([]);
  const one = [entry("one", 90, 2)];
  expect(risky(one, { taken: 0, later: NOW + 1 })).toEqual([]);
  expect(risky(one, { taken: 0, later: NOW })).toEqual(["one"]);
});

it("counts what was copied to a folder by itself", () => {
  const kept = new Map<string, string>();
  const setItem = (key: string, text: string) => kept.set(key, text);
  vi.stubGlobal("window", { localStorage: { getItem: (key: string) => kept.get(key), setItem } });
  kept.set("ardoise.folder", JSON.stringify({ name: "CLÉ", begun: NOW, copied: NOW }));
  expect(readTaken()).toEqual({ taken: NOW, later: 0 });
  kept.set("ardoise.folder", JSON.stringify({ name: "CLÉ", begun: NOW, copied: 0 }));
  expect(readTaken().taken).toBe(0);
  noteTaken();
  expect(readTaken().taken).toBeGreaterThan(0);
});
