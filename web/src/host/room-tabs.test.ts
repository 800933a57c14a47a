/** Tabs that have the same shared notebook open: one of them holds the line, whatever happens to it. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Person } from "../core";
import { joinTabs, type RoomTabs, type Shown } from "./room-tabs";

/** Locks as browsers have them, for one name. */
class Locks {
  /** Ends the hold there is, for its holder with an error when it is taken. */
  private end: ((error?: Error) => void) | undefined;
  private queue: (() => void)[] = [];

  request(_name: string, options: LockOptions, work: () => Promise<void> | undefined) {
    return new Promise<void>((resolve, reject) => {
      const grant = (): void => {
        const end = (error?: Error): void => {
          if (this.end !== end) return;
          this.end = undefined;
          if (error) reject(error);
          else resolve();
          this.queue.shift()?.();
        };
        this.end = end;
        queueMicrotask(() => Promise.resolve(work()).then(() => end()));
      };
      options.signal?.addEventListener("abort", () => {
        if (!this.queue.includes(grant)) return;
        this.queue = this.queue.filter((other) => other !== grant);
        reject(new Error("aborted"));
      });
      if (this.end === undefined) grant();
      else if (options.steal) {
        this.queue.unshift(grant);
        this.end(new Error("stolen"));
      } else this.queue.push(grant);
    });
  }
}

/** Channels that deliver in order, later. */
const channels = new Set<Channel>();
class Channel {
  onmessage: ((event: { data: unknown }) => void) | undefined;
  constructor(readonly name: string) {
    channels.add(this);
  }
  postMessage(data: unknown): void {
    const others = [...channels].filter((other) => other !== this && other.name === this.name);
    for (const other of others) {
      setTimeout(
        () => channels.has(other) && other.onmessage?.({ data: structuredClone(data) }),
        0,
      );
    }
  }
  close(): void {
    channels.delete(this);
  }
}

const view = (reach: string) => ({ id: "r", role: "writes", status: { reach } }) as never;
const shown = (reach: string): Shown => ({ view: view(reach), people: [] });

interface Tab {
  tabs: RoomTabs;
  holds: boolean;
  shown: Shown[];
  said: (Person | undefined)[];
  left: number;
  /** Whether somebody sees it. */
  see(visible: boolean): void;
}

/** One more tab of the browser; each has a document of its own. */
function openTab(visible = true): Tab {
  const document = Object.assign(new EventTarget(), {
    visibilityState: visible ? "visible" : "hidden",
  });
  vi.stubGlobal("document", document);
  const tab: Tab = {
    holds: false,
    shown: [],
    said: [],
    left: 0,
    see(now) {
      document.visibilityState = now ? "visible" : "hidden";
      document.dispatchEvent(new Event("visibilitychange"));
    },
    tabs: joinTabs("room", {
      begin() {
        tab.holds = true;
      },
      end() {
        tab.holds = false;
      },
      shown: (what) => tab.shown.push(what),
      said: (person) => tab.said.push(person),
      left() {
        tab.left += 1;
      },
    }),
  };
  return tab;
}

const soon = () => vi.advanceTimersByTimeAsync(10);

beforeEach(() => {
  vi.useFakeTimers();
  channels.clear();
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("navigator", { locks: new Locks() });
  vi.stubGlobal("BroadcastChannel", Channel);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("tabs of one room", () => {
  it("have one line, and all know how the room stands", async () => {
    const one = openTab();
    await soon();
    one.tabs.show(shown("onDevice"));
    const two = openTab();
    await soon();
    expect([one.holds, two.holds]).toEqual([true, false]);
    expect(two.shown.at(-1)).toEqual(shown("onDevice"));
    one.tabs.show(shown("onRelay"));
    one.tabs.show(shown("onRelay"));
    await soon();
    expect(two.shown.filter((each) => each.view === two.shown.at(-1)?.view)).toHaveLength(1);
    expect(two.shown.at(-1)).toEqual(shown("onRelay"));
  });

  it("hand the line on when one closes", async () => {
    const [one, two, three] = [openTab(), openTab(), openTab()];
    await soon();
    one.tabs.close();
    await soon();
    expect([one.holds, two.holds, three.holds]).toEqual([false, true, false]);
    three.tabs.close();
    two.tabs.close();
    await soon();
    expect([two.holds, three.holds]).toEqual([false, false]);
    const again = openTab();
    await soon();
    expect(again.holds).toBe(true);
  });

  it("give it to the tab that is on screen, and to no other", async () => {
    const one = openTab();
    await soon();
    const two = openTab();
    // Two windows side by side: it stays where it is.
    await vi.advanceTimersByTimeAsync(60_000);
    expect([one.holds, two.holds]).toEqual([true, false]);
    two.see(false);
    one.see(false);
    await soon();
    expect(one.holds).toBe(true);
    two.see(true);
    await soon();
    expect([one.holds, two.holds]).toEqual([false, true]);
    one.see(true);
    two.see(false);
    one.see(true);
    await soon();
    expect([one.holds, two.holds]).toEqual([true, false]);
  });

  it("take it from a tab that sleeps, which waits when it wakes", async () => {
    const one = openTab();
    await soon();
    // It hears nothing any more.
    const [asleep] = channels;
    if (asleep) channels.delete(asleep);
    const two = openTab();
    await vi.advanceTimersByTimeAsync(4000);
    expect(two.holds).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect([one.holds, two.holds]).toEqual([false, true]);
    if (asleep) channels.add(asleep);
    two.tabs.close();
    await soon();
    expect(one.holds).toBe(true);
  });

  it("are one person to the others, where they were last", async () => {
    const person = (cell: string): Person => ({ key: cell, name: "Lina", cell, from: 0, to: 0 });
    const one = openTab();
    await soon();
    const two = openTab();
    await soon();
    one.tabs.say(person("a"));
    const key = one.said.at(-1)?.key;
    expect(one.said.at(-1)).toEqual({ ...person("a"), key });
    await vi.advanceTimersByTimeAsync(50);
    two.tabs.say(person("b"));
    await soon();
    expect(one.said.at(-1)).toEqual({ ...person("b"), key });
    // The tab that holds the line goes: the other says the same, by the same key.
    one.tabs.close();
    await soon();
    expect(two.said.at(-1)).toEqual({ ...person("b"), key });
    two.tabs.say(undefined);
    expect(two.said.at(-1)).toBeUndefined();
  });

  it("end together when the notebook is no longer shared", async () => {
    const [one, two] = [openTab(), openTab()];
    await soon();
    two.tabs.leave();
    two.tabs.close();
    await soon();
    expect([one.left, two.left]).toEqual([1, 0]);
  });

  it("each have a line where the browser has no locks, or refuses them", async () => {
    vi.stubGlobal("navigator", {});
    const alone = [openTab(), openTab()];
    vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new Error("insecure")) } });
    alone.push(openTab(), openTab());
    await soon();
    expect(alone.map(({ holds }) => holds)).toEqual([true, true, true, true]);
    for (const { tabs } of alone) tabs.close();
    await soon();
    expect(alone.map(({ holds }) => holds)).toEqual([false, false, false, false]);
  });
});
