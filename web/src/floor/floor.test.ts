/** The syntax gate refuses what the oldest engines cannot parse, and nothing else. */
import { describe, expect, it } from "vitest";
// @ts-expect-error: a script of the build, without types
import { problemsOfScript, problemsOfStyle } from "../../floor.mjs";

describe("the syntax gate", () => {
  const refused = [
    "a?.b",
    "a ?? b",
    "try {} catch {}",
    "1n",
    "/(?<=a)b/",
    "/\\p{L}/u",
    "a ||= b",
    "export * as x from 'y'",
    "class A { b = 1 }",
  ];
  for (const source of refused) {
    it(`refuses ${source}`, () => expect(problemsOfScript(source)).not.toEqual([]));
  }
  const allowed = [
    "import('x')",
    "import.meta.url",
    "({...a})",
    "async function* f() { for await (const x of y) yield x }",
    "/(?<a>b)/u",
    "a ? .5 : 1",
  ];
  for (const source of allowed) {
    it(`allows ${source}`, () => expect(problemsOfScript(source)).toEqual([]));
  }
  it("refuses styles that break a layout", () => {
    expect(problemsOfStyle("a{inset:0}b:has(c){}@layer x{}")).toHaveLength(3);
    expect(problemsOfStyle("a{clip-path:inset(50%)}.b:hover .c{top:0}")).toEqual([]);
  });
});
