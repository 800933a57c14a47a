/** Both languages say the same things, whole and well set. */
import { describe, expect, it } from "vitest";
import { durationFromMillis, sizeFromBytes, whenFromTime } from ".";
import { aboutWords } from "./about";
import { authoringWords } from "./authoring";
import { en as english } from "./en";
import { filesWords } from "./files";
import { folderWords } from "./folder";
import { foreignWords } from "./foreign";
import { fr as french } from "./fr";
import { handInWords } from "./hand-in";
import { problemWords } from "./problems";
import { profileWords } from "./profiles";
import { pupilWords } from "./pupil";
import { sharingWords } from "./sharing";
import { showingWords } from "./showing";
import { slideKeyWords } from "./slide-keys";
import { storageWords } from "./storage";

/** What a description of a drawing counts. */
const drawn = { lines: 2, shapes: 3, dots: 4, texts: ["un"] };

/** Every leaf of a table with its path; functions are called with numbers, one with counts, one with a list. */
function* leaves(table: object, path = ""): Generator<[string, string]> {
  for (const [key, value] of Object.entries(table)) {
    if (typeof value === "string") yield [path + key, value];
    else if (typeof value === "function") {
      const given = key === "drawing" ? [drawn] : key === "codesMissing" ? [[2, 3]] : [2, 3, 4];
      yield [path + key, value(...given)];
    } else yield* leaves(value, `${path}${key}.`);
  }
}

describe("words", async () => {
  const fr = new Map([
    ...leaves(french),
    ...leaves(filesWords.fr, "files."),
    ...leaves(profileWords.fr, "profiles."),
    ...leaves(aboutWords.fr, "about."),
    ...leaves(folderWords.fr, "folder."),
    ...leaves(storageWords.fr, "storage."),
    ...leaves(pupilWords.fr, "pupil."),
    ...leaves(handInWords.fr, "handIn."),
    ...leaves(sharingWords.fr, "sharing."),
    ...leaves(showingWords.fr, "showing."),
    ...leaves(slideKeyWords.fr, "slides."),
    ...leaves(authoringWords.fr, "authoring."),
    ...leaves(foreignWords.fr, "foreign."),
    ...leaves(await problemWords("fr"), "problems."),
  ]);
  const en = new Map([
    ...leaves(english),
    ...leaves(filesWords.en, "files."),
    ...leaves(profileWords.en, "profiles."),
    ...leaves(aboutWords.en, "about."),
    ...leaves(folderWords.en, "folder."),
    ...leaves(storageWords.en, "storage."),
    ...leaves(pupilWords.en, "pupil."),
    ...leaves(handInWords.en, "handIn."),
    ...leaves(sharingWords.en, "sharing."),
    ...leaves(showingWords.en, "showing."),
    ...leaves(slideKeyWords.en, "slides."),
    ...leaves(authoringWords.en, "authoring."),
    ...leaves(foreignWords.en, "foreign."),
    ...leaves(await problemWords("en"), "problems."),
  ]);

  it("are the same set in both languages", () => {
    expect([...en.keys()]).toEqual([...fr.keys()]);
  });

  it("are never empty and never show a missing value", () => {
    for (const [key, text] of [...fr, ...en]) {
      expect(text.trim(), key).not.toBe("");
      expect(text, key).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it("French signs stand after a no-break space", () => {
    for (const [key, text] of fr)
      expect(text, key).not.toMatch(/[^\s\d\u202f\u00a0][;?!»]| [;:?!»]|« /u);
  });

  it("counts agree", () => {
    expect(french.cellsCount(1)).toBe("1 cellule");
    expect(french.cellsCount(0)).toBe("0 cellule");
    expect(english.cellsCount(0)).toBe("0 cells");
    expect(english.cellsCount(1)).toBe("1 cell");
  });
});

describe("values", () => {
  it("durations", () => {
    expect(durationFromMillis(42, "fr")).toBe("0,04\u00a0s");
    expect(durationFromMillis(1500, "en")).toBe("1.5\u00a0s");
    expect(durationFromMillis(125_000, "fr")).toBe("2\u00a0min\u00a005\u00a0s");
  });
  it("sizes", () => {
    expect(sizeFromBytes(999, "fr")).toBe("999\u00a0octets");
    expect(sizeFromBytes(1_240_000, "fr")).toBe("1,2\u00a0Mo");
    expect(sizeFromBytes(120_000, "en")).toBe("120\u00a0kB");
  });
  it("times", () => {
    const now = new Date(2026, 10, 22, 15, 0).getTime();
    expect(whenFromTime(now - 5000, now, "fr", french)).toBe("à l’instant");
    expect(whenFromTime(now - 24 * 3_600_000, now, "fr", french)).toMatch(/^hier à /);
    expect(whenFromTime(new Date(2025, 0, 3).getTime(), now, "fr", french)).toBe(
      "le 3 janvier 2025",
    );
  });
});
