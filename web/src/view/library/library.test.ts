/** What the library finds, what it takes for a notebook, and how it words problems of files. */
import { describe, expect, it } from "vitest";
import type { ReadError, Warning } from "../../core";
import { problemWords } from "../../i18n/problems";
import { looksLikeNotebook } from "./looks-like-notebook";
import { refusalWords, warningWords } from "./problems";
import { contains } from "./search";
import { worthSaying } from "./worth-saying";

describe("search", () => {
  const entry = { title: "Les suites numériques", excerpt: "Étude d’une suite récurrente" };
  const cases: [string, boolean][] = [
    ["", true],
    ["suites", true],
    ["NUMERIQUES", true],
    ["étude suite", true],
    ["etude", true],
    ["suites probabilités", false],
  ];
  for (const [words, found] of cases) {
    it(`${JSON.stringify(words)}: ${found}`, () => expect(contains(entry, words)).toBe(found));
  }
});

it("pasted text is tried as a notebook only when it may be one", () => {
  expect(looksLikeNotebook(' {"cells": []}')).toBe(true);
  expect(looksLikeNotebook('{"nbformat": 3, "worksheets": []}')).toBe(true);
  expect(looksLikeNotebook('{"a": 1}')).toBe(false);
  expect(looksLikeNotebook("cells")).toBe(false);
});

describe("a teacher's words", () => {
  const warnings: Warning[] = [
    { type: "unreadableCharacters", count: 2 },
    { type: "mended", what: "trailingComma", count: 3, line: 12 },
    { type: "cutShort", line: 7, column: 1, cells: 4 },
    { type: "converted", major: 3 },
    { type: "idsAdded", count: 9 },
    { type: "badMetadata" },
    { type: "badMetadata", cell: 2 },
  ];
  const refusals: ReadError[] = [
    { type: "empty" },
    { type: "otherContent", content: "html" },
    { type: "notJson", line: 5, column: 2 },
    { type: "tooOld", major: 1 },
  ];
  for (const language of ["fr", "en"] as const) {
    it(`differ for each problem, ${language}`, async () => {
      const words = await problemWords(language);
      const texts = [
        ...warnings.map((warning) => warningWords(warning, words)),
        ...refusals.map((reason) => refusalWords(reason, words)),
      ];
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.join("\n")).not.toMatch(/undefined|JSON5|otherContent/);
    });
  }
  it("ids that were added are not worth a dialog", () => {
    expect(worthSaying(warnings).map(({ type }) => type)).not.toContain("idsAdded");
  });
});
