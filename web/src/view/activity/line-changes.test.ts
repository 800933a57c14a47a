/** Two texts as one list of lines. */
import { expect, it } from "vitest";
import { lineChanges } from "./line-changes";

const SIGN = { same: " ", gone: "-", come: "+" };
const shown = (before: string, after: string) =>
  lineChanges(before, after).map(({ what, text }) => SIGN[what] + text);

it("keeps what is the same in its place", () => {
  expect(shown("a\nb\nc", "a\nx\nc\nd")).toEqual([" a", "-b", "+x", " c", "+d"]);
  expect(shown("a\nb", "b\na")).toEqual(["-a", " b", "+a"]);
  expect(shown("", "a\nb")).toEqual(["+a", "+b"]);
  expect(shown("a", "")).toEqual(["-a"]);
});

it("both texts can be read off it", () => {
  const before = "un\ndeux\n\ntrois\nquatre\n";
  const after = "zéro\nun\n\ntrois\ntrois\nquatre";
  const changes = lineChanges(before, after);
  const without = (what: string) =>
    changes
      .filter((change) => change.what !== what)
      .map((change) => change.text)
      .join("\n");
  expect(without("come")).toBe(before);
  expect(without("gone")).toBe(after);
});

it("does not wait for long texts", () => {
  const long = (word: string) => Array.from({ length: 5000 }, (_, n) => `${word} ${n}`).join("\n");
  expect(lineChanges(long("a"), long("b"))).toHaveLength(10_000);
});
