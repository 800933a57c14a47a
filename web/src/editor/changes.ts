/**
 * Between CodeMirror's change sets and the changes the core speaks of: both count in UTF-16 units
 * of the text before all of them, ascending and not overlapping.
 */
import { type ChangeSet, type ChangeSpec, Text } from "@codemirror/state";
import type { SourceChange } from "../core/editor";

/** What a transaction did, for the core. */
export function sourceChangesFromChangeSet(set: ChangeSet): SourceChange[] {
  const changes: SourceChange[] = [];
  set.iterChanges((start, end, _startAfter, _endAfter, inserted) => {
    changes.push({ start, end, text: inserted.sliceString(0, inserted.length, "\n") });
  });
  return changes;
}

/** What the core did, for a transaction. Lines are split at `\n` alone, so that a stray `\r` keeps
 * its place and offsets stay equal on both sides. */
export function changeSpecFromSourceChanges(changes: readonly SourceChange[]): ChangeSpec {
  return changes.map(({ start, end, text }) => ({
    from: start,
    to: end,
    insert: Text.of(text.split("\n")),
  }));
}

/** The shortest single change that makes one text of another. */
export function changeBetween(before: string, after: string): SourceChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
