/** Every code of the kernel's table of errors has its sentences in both languages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type AdviceTable, adviceTable, sentencesOf } from ".";

// Tests run in `web/`.
const programs = join(process.cwd(), "..", "crates", "ardoise-python", "tests", "programs");
const read = (name: string): string => readFileSync(join(programs, name), "utf8");
const cases = read("advice.txt") + read("checks.txt");

/** The codes the kernel gives in its tests, with how many values come with each. */
const given = new Map<string, number>();
for (const [, line] of cases.matchAll(/^--- advice\n(.+)$/gm)) {
  const [, code, values] = /^(?:\d+ )?([a-z-]+) ?(.*)$/.exec(line ?? "") ?? [];
  if (code && code !== "none") given.set(code, values ? values.split(" | ").length : 0);
}

const fr = await adviceTable("fr");
const en = await adviceTable("en");
const rowsOf = (table: AdviceTable): [string, readonly string[]][] => Object.entries(table);
const holes = (text: string): string[] => [...new Set(text.match(/\{\d\}/g))].sort();

describe("advice", () => {
  it("knows the codes of the kernel", () => {
    expect(given.size).toBeGreaterThan(100);
    expect([...given.keys()].filter((code) => !(code in fr))).toEqual([]);
  });

  it("says the same in both languages: what happened and what to try", () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr));
    for (const [code, row] of [...rowsOf(fr), ...rowsOf(en)]) {
      expect([2, 3], code).toContain(row.length);
      for (const sentence of row) {
        expect(sentence.trim(), code).not.toBe("");
        expect(sentence.split("`").length % 2, `${code}: back quotes in pairs`).toBe(1);
      }
    }
  });

  it("tells a check's rule, variables and progress where they are known", () => {
    const said = (values: string[]): string[] =>
      sentencesOf(en, { code: "check-not-equal", values: [...values, "f(2)", "4"] }).map((pieces) =>
        pieces.map((piece) => piece.text).join(""),
      );
    expect(said(["", "", "", ""])).toEqual(["f(2) should not be 4."]);
    expect(said(["odd only.", "n = 2", "1", "3"])).toEqual([
      "f(2) should not be 4.",
      "Rule: odd only.",
      "Here, n = 2.",
      "Checks passed before this one: 1 of 3.",
    ]);
  });

  it("has words for every check, and a check for all words", () => {
    const rows = Object.keys(fr).filter((code) => code.startsWith("check-"));
    expect([...given.keys()].filter((code) => code.startsWith("check-")).sort()).toEqual(
      rows.sort(),
    );
  });

  it("names only values that the kernel gives", () => {
    for (const [code, row] of [...rowsOf(fr), ...rowsOf(en)]) {
      const count = given.get(code);
      if (count === undefined) continue;
      for (const hole of holes(row.join(" "))) {
        expect(Number(hole[1]), `${code}: ${hole}`).toBeLessThan(count);
      }
    }
  });

  it("sets French signs after a no-break space", () => {
    for (const [code, row] of rowsOf(fr)) {
      const words = row.join(" ").replace(/`[^`]*`/g, "x");
      expect(words, code).not.toMatch(/[^\s\d\u202f\u00a0][;?!»]| [;:?!»]|« /u);
    }
  });

  it("fills values in, and takes them as text", () => {
    const advice = { code: "name-near", values: ["a`<b>", "ab"] };
    const text = sentencesOf(en, advice).map((pieces) =>
      pieces.map((piece) => piece.text).join(""),
    );
    expect(text[0]).toBe("a`<b> does not exist. Did you mean ab?");
    expect(sentencesOf(en, { code: "toString", values: [] })).toEqual([]);
  });
});
