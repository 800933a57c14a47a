/** Reports of a kernel reach the session in order and in portions. */
import { expect, test } from "vitest";
import { reportBatch } from "./report-batch";

/** A text report as `ardoise-protocol` writes it, for runs below 128 and short texts. */
function text(run: number, err: boolean, words: string): Uint8Array {
  const bytes = new TextEncoder().encode(words);
  return Uint8Array.from([1, 1, run, err ? 1 : 0, bytes.length, ...bytes]);
}
const done = (run: number) => Uint8Array.from([1, 8, run, 0]);

test("texts of one stream are joined and nothing else changes", () => {
  const batch = reportBatch();
  for (const report of [text(3, false, "é"), text(3, false, "\n"), text(3, true, "x"), done(3)]) {
    batch.add(report);
  }
  expect(batch.count).toBe(4);
  expect(batch.take()).toEqual([text(3, false, "é\n"), text(3, true, "x"), done(3)]);
  expect(batch.count).toBe(0);
});

test("a text that follows another kind of report starts anew", () => {
  const batch = reportBatch();
  for (const report of [text(3, false, "a"), done(3), text(4, false, "b")]) batch.add(report);
  expect(batch.take()).toEqual([text(3, false, "a"), done(3), text(4, false, "b")]);
});

test("numbers of more than one byte are kept", () => {
  const batch = reportBatch();
  const run = [0x80 | 44, 2];
  batch.add(Uint8Array.from([1, 1, ...run, 0, 1, 65]));
  const long = new Uint8Array(200).fill(66);
  batch.add(Uint8Array.from([1, 1, ...run, 0, 0x80 | 72, 1, ...long]));
  expect(batch.take()).toEqual([Uint8Array.from([1, 1, ...run, 0, 0x80 | 73, 1, 65, ...long])]);
});

test("a flood becomes texts of bounded length", () => {
  const batch = reportBatch();
  for (let line = 0; line < 100_000; line += 1) batch.add(text(1, false, "1\n"));
  const reports = batch.take();
  expect(reports.length).toBe(Math.ceil(200_000 / (32 * 1024)));
  expect(Math.max(...reports.map((report) => report.length))).toBeLessThan(33 * 1024);
});
