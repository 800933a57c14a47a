/** When the line is left to the others, and when it is free. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { KernelProgress } from "../core";
import { changing } from "./watched";

let whole = (): void => undefined;
vi.mock("../core", () => ({
  engineIsWhole: () =>
    new Promise<void>((resolve) => {
      whole = resolve;
    }),
}));

const phase = (now: KernelProgress["phase"]): KernelProgress => ({
  phase: now,
  loaded: 0,
  total: undefined,
});
let progress = changing(phase("absent"));

/** A new page; the milliseconds it waited, once it is quiet. */
async function page() {
  vi.resetModules();
  const { quiet } = await import("./quiet");
  return () => {
    const began = Date.now();
    const found: { after?: number } = {};
    void quiet(progress).then(() => {
      found.after = Date.now() - began;
    });
    return found;
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  progress = changing(phase("absent"));
  const born = Date.now();
  vi.spyOn(performance, "now").mockImplementation(() => Date.now() - born);
  vi.stubGlobal("document", { readyState: "complete" });
  vi.stubGlobal("window", {
    setTimeout: (work: () => void, millis: number) => setTimeout(work, millis),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it("a page that came late waits as long for Python to be asked for, and then as long as Python takes", async () => {
  const found = (await page())();
  await vi.advanceTimersByTimeAsync(20_000);
  whole();
  await vi.advanceTimersByTimeAsync(19_000);
  expect(found.after).toBe(undefined);
  progress.set(phase("fetching"));
  await vi.advanceTimersByTimeAsync(50_000);
  progress.set(phase("ready"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(found.after).toBe(20_000 + 19_000 + 50_000 + 50_000);
});

it("a page that has been open for hours waits no longer than it did when it came", async () => {
  const asks = await page();
  const first = asks();
  await vi.advanceTimersByTimeAsync(3000);
  whole();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(first.after).toBe(6000);
  await vi.advanceTimersByTimeAsync(3 * 3_600_000);
  const later = asks();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(later.after).toBe(3000);
});
