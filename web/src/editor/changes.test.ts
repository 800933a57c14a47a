/**
 * Edits cross between CodeMirror and the core without a lost or shifted character: listed cases,
 * then arbitrary ones from a seed.
 */
import { ChangeSet, EditorState, Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { SourceChange } from "../core/editor";
import { changeBetween, changeSpecFromSourceChanges, sourceChangesFromChangeSet } from "./changes";

/** Notation: `start-end:text` with `/` for a line end, changes apart by a space. */
const written = (changes: SourceChange[]) =>
  changes.map(({ start, end, text }) => `${start}-${end}:${text.replace(/\n/g, "/")}`).join(" ");

const plain = (source: string) =>
  EditorState.create({
    doc: Text.of(source.split("\n")),
    extensions: EditorState.lineSeparator.of("\n"),
  });

describe("a transaction as source changes", () => {
  const cases: [string, { from: number; to?: number; insert?: string }[], string][] = [
    ["abc", [{ from: 1, insert: "X" }], "1-1:X"],
    ["abc", [{ from: 1, to: 2 }], "1-2:"],
    ["a\nb", [{ from: 1, to: 2, insert: "\n\n" }], "1-2://"],
    [
      "abcdef",
      [
        { from: 0, insert: "1" },
        { from: 4, to: 6, insert: "2" },
      ],
      "0-0:1 4-6:2",
    ],
    ["é🎲z", [{ from: 3, insert: "!" }], "3-3:!"],
  ];
  for (const [source, specs, expected] of cases) {
    it(`${JSON.stringify(source)} gives ${expected}`, () => {
      const transaction = plain(source).update({ changes: specs });
      expect(written(sourceChangesFromChangeSet(transaction.changes))).toBe(expected);
    });
  }
});

/** A small generator, so that a failure can be repeated from its seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("both ways", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    it(`arbitrary edits come out as they went in, seed ${seed}`, () => {
      const below = numbers(seed);
      const letters = ["a", "\n", "é", "🎲", "\r", "    "];
      const some = () =>
        Array.from({ length: below(6) }, () => letters[below(letters.length)]).join("");
      const source = some() + some() + some();
      const specs = [];
      let from = 0;
      while (from <= source.length) {
        from += below(4);
        const to = Math.min(source.length, from + below(3));
        if (from > to) break;
        specs.push({ from, to, insert: Text.of(some().split("\n")) });
        from = to + 1;
      }
      const state = plain(source);
      const set = ChangeSet.of(specs, source.length, "\n");
      const after = state.update({ changes: set }).state.doc.toString();
      const back = changeSpecFromSourceChanges(sourceChangesFromChangeSet(set));
      expect(state.update({ changes: back }).state.doc.toString()).toBe(after);
      const single = changeBetween(source, after);
      const made = single
        ? source.slice(0, single.start) + single.text + source.slice(single.end)
        : source;
      expect(made).toBe(after);
    });
  }
});
