/** Where a searched text occurs. */
import { expect, it } from "vitest";
import { placesIn } from "./find";

const places = (source: string, text: string) =>
  placesIn(source, text)
    .map(({ start, end }) => `${start}-${end}`)
    .join(" ");

it("finds every place, ignoring case and never overlapping", () => {
  expect(places("aAa", "a")).toBe("0-1 1-2 2-3");
  expect(places("aaaa", "aa")).toBe("0-2 2-4");
  expect(places("Été\nété", "ÉTÉ")).toBe("0-3 4-7");
  expect(places("abc", "")).toBe("");
  expect(places("abc", "d")).toBe("");
});

it("keeps offsets right where lowering changes lengths", () => {
  expect(places("İx x", "x")).toBe("1-2 3-4");
});
