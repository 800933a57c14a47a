/** A kernel that floods the page is slowed down, and the page keeps its time. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reportPace } from "./report-pace";

let clock = 0;
let cost = 0;
const delivered: string[] = [];

const text = (words: string): Uint8Array => {
  const bytes = new TextEncoder().encode(words);
  return Uint8Array.from([1, 1, 1, 0, bytes.length, ...bytes]);
};
const pace = () =>
  reportPace((reports) => {
    clock += cost;
    delivered.push(
      new TextDecoder().decode(Uint8Array.from(reports.flatMap((one) => [...one.slice(5)]))),
    );
  });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", globalThis);
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  delivered.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("a page that keeps up gets each report at once", () => {
  cost = 1;
  const { add } = pace();
  for (const letter of "abc") {
    add([text(letter)]);
    vi.advanceTimersByTime(1);
  }
  expect(delivered).toEqual(["a", "b", "c"]);
});

test("a slow page is left alone, then gets everything that came meanwhile, joined", () => {
  cost = 100;
  const { add } = pace();
  add([text("a")]);
  for (const letter of "bcd") add([text(letter)]);
  vi.advanceTimersByTime(190);
  expect(delivered).toEqual(["a"]);
  vi.advanceTimersByTime(20);
  expect(delivered).toEqual(["a", "bcd"]);
});

test("what waits is delivered before what comes after it", () => {
  cost = 100;
  const { add, flush } = pace();
  add([text("a")]);
  add([text("b")]);
  flush();
  expect(delivered).toEqual(["a", "b"]);
  vi.advanceTimersByTime(1000);
  expect(delivered).toEqual(["a", "b"]);
});
