import { expect, test } from "vitest";
import { byPupil, workOf } from "./name-of";

test("a name says who, when and by which key", () => {
  expect(workOf("Léa B. 2026-12-01 10.32.07 (k7f2mp).ipynb")).toEqual({
    path: "Léa B. 2026-12-01 10.32.07 (k7f2mp).ipynb",
    name: "Léa B.",
    time: new Date(2026, 11, 1, 10, 32, 7).getTime(),
    tag: "k7f2mp",
  });
  // Whoever seals with a program of their own may leave the time out.
  expect(workOf("Tom (abcdef).ipynb")).toMatchObject({ name: "Tom", time: undefined });
  // What stands in a name is a name.
  expect(workOf("Tom (k7f2mp) (abcdef).ipynb")).toMatchObject({
    name: "Tom (k7f2mp)",
    tag: "abcdef",
  });
  for (const other of ["data.csv", "Léa.ipynb", "Léa (ABCDEF).ipynb", ""]) {
    expect(workOf(other)).toBeUndefined();
  }
});

test("each pupil's work is together, the last first", () => {
  const works = [
    "Tom 2026-12-01 10.00.00 (aaaaaa).ipynb",
    "Léa 2026-12-01 10.00.00 (bbbbbb).ipynb",
    "Léa 2026-12-02 09.00.00 (bbbbbb).ipynb",
    // Another Léa, or somebody who says so.
    "Léa 2026-12-03 09.00.00 (cccccc).ipynb",
  ].flatMap((path) => workOf(path) ?? []);
  const named = byPupil(works).map((own) => own.map(({ path }) => path.slice(0, -6)));
  expect(named).toEqual([
    ["Léa 2026-12-02 09.00.00 (bbbbbb)", "Léa 2026-12-01 10.00.00 (bbbbbb)"],
    ["Léa 2026-12-03 09.00.00 (cccccc)"],
    ["Tom 2026-12-01 10.00.00 (aaaaaa)"],
  ]);
});
