/** When shared notebooks that nobody looks at are brought in step with their relays. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepInStep, type Later } from "./rooms-later";

const MINUTE = 60_000;

let shared: string[];
let unsent: string[];
/** What visits come to. */
let results: Record<string, boolean | undefined>;
let visited: { id: string; at: number }[];
let under: number;
let most: number;
let events: EventTarget;
let page: EventTarget & { visibilityState: string };
let device: { onLine: boolean };
let isQuiet: Promise<void>;
const kept = new Map<string, string>();

function start(): Later {
  return keepInStep({
    rooms: async () => ({ shared, unsent }),
    quiet: () => isQuiet,
    async visit(id) {
      visited.push({ id, at: Date.now() });
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setTimeout(resolve, 500));
      under -= 1;
      if (results[id] === true) unsent = unsent.filter((other) => other !== id);
      return results[id];
    },
  });
}

const ids = () => visited.map(({ id }) => id);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  let seed = 1;
  vi.spyOn(Math, "random").mockImplementation(() => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  });
  kept.clear();
  shared = ["a", "b", "c", "d"];
  unsent = ["c"];
  results = { a: true, b: true, c: true, d: true };
  visited = [];
  under = 0;
  most = 0;
  isQuiet = Promise.resolve();
  events = new EventTarget();
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  device = { onLine: true };
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", device);
  vi.stubGlobal("window", {
    setTimeout: (work: () => void, millis: number) => setTimeout(work, millis),
    clearTimeout: (timer: never) => clearTimeout(timer),
    addEventListener: events.addEventListener.bind(events),
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("rooms that nobody looks at", () => {
  it("are visited one by one, what was never sent first", async () => {
    const later = start();
    later.look();
    await vi.advanceTimersByTimeAsync(3 * MINUTE);
    expect(ids()[0]).toBe("c");
    expect([...ids()].sort()).toEqual(["a", "b", "c", "d"]);
    expect(most).toBe(1);
    // The others leave the line alone for a while between them.
    const times = visited.slice(1).map(({ at }) => at);
    const pauses = times.slice(1).map((at, place) => at - (times[place] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThan(5000);
  });

  it("are looked at again after half an hour, also by a page that starts in between", async () => {
    start().look();
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(visited).toHaveLength(4);
    start().look();
    await vi.advanceTimersByTimeAsync(15 * MINUTE);
    expect(visited).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(20 * MINUTE);
    expect(visited.length).toBeGreaterThanOrEqual(8);
  });

  it("wait until the page is quiet", async () => {
    let calm = (): void => undefined;
    isQuiet = new Promise((resolve) => {
      calm = resolve;
    });
    start().look();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(visited).toEqual([]);
    calm();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(ids()[0]).toBe("c");
  });

  it("are tried less and less often while no relay answers, and soon when the network is back", async () => {
    shared = ["c"];
    results = { c: false };
    start().look();
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(visited.length).toBeGreaterThan(5);
    expect(visited.length).toBeLessThan(20);
    results = { c: true };
    const before = visited.length;
    events.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(visited).toHaveLength(before + 1);
    expect(unsent).toEqual([]);
  });

  it("are left alone by a page that nobody sees, or without a network", async () => {
    page.visibilityState = "hidden";
    const later = start();
    later.look();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    page.visibilityState = "visible";
    device.onLine = false;
    page.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(visited).toEqual([]);
    device.onLine = true;
    events.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ids()[0]).toBe("c");
  });

  it("are sent at once when somebody waits, and only those that have something to send", async () => {
    isQuiet = new Promise(() => undefined);
    unsent = ["b", "d"];
    const later = start();
    later.look();
    await vi.advanceTimersByTimeAsync(5000);
    expect(visited).toEqual([]);
    later.hurry();
    await vi.advanceTimersByTimeAsync(2000);
    expect([...ids()].sort()).toEqual(["b", "d"]);
    // A relay that does not answer is not asked with each look.
    unsent = ["b"];
    results = { b: false };
    for (let second = 0; second < 30; second += 1) {
      later.hurry();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(visited.length - 2).toBeGreaterThan(1);
    expect(visited.length - 2).toBeLessThan(5);
  });

  it("over which a page hung or broke are left alone, and the others are not", async () => {
    // Nothing says that the page ended in peace.
    kept.set("ardoise.looked", JSON.stringify({ visiting: "c", other: 5, b: "never" }));
    start().look();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect([...ids()].sort()).toEqual(["a", "b", "d"]);
    const again = start();
    again.setAside("a");
    visited = [];
    for (let hours = 0; hours < 23; hours += 1) await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(ids()).not.toContain("a");
    expect(ids()).not.toContain("c");
    await vi.advanceTimersByTimeAsync(3 * 60 * MINUTE);
    expect(ids()).toContain("a");
    expect(ids()).toContain("c");

    // A page that is closed in the middle has not hung.
    unsent = ["c"];
    events.dispatchEvent(new Event("online"));
    while (!(kept.get("ardoise.looked") ?? "").includes("visiting")) {
      await vi.advanceTimersByTimeAsync(100);
    }
    events.dispatchEvent(new Event("pagehide"));
    expect(kept.get("ardoise.looked")).not.toContain("visiting");
  });

  it("that are on screen are no failure, and a store that cannot be read is asked again", async () => {
    shared = ["c"];
    results = { c: undefined };
    start().look();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(visited).toHaveLength(1);
    const other = keepInStep({
      rooms: vi
        .fn()
        .mockRejectedValueOnce(new Error("closed"))
        .mockResolvedValue({ shared, unsent }),
      visit: async (id) => {
        visited.push({ id, at: 0 });
        return true;
      },
      quiet: () => isQuiet,
    });
    other.look();
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(visited).toContainEqual({ id: "c", at: 0 });
  });
});
