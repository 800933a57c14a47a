/** The verdicts of the self-test on the engines and the states that lessons meet. */
import { describe, expect, it } from "vitest";
import type { Verdict } from "../core";
import { type Facts, overall, verdicts } from "./self-test-verdicts";

const MEGABYTE = 1 << 20;

/** A current browser on an ordinary machine, at a site with a relay. */
const sound: Facts = {
  secure: true,
  memory: 256 * MEGABYTE,
  deviceMemory: 8,
  worker: true,
  write: 30,
  persisted: true,
  free: 10_000 * MEGABYTE,
  serviceWorker: "ready",
  work: 40,
  site: "sound",
  clock: 800,
  relay: "socket",
};

const cases: [what: string, change: Partial<Facts>, all: Verdict, said: Record<string, Verdict>][] =
  [
    ["nothing is wrong", {}, "good", {}],
    [
      "an old engine says little",
      { deviceMemory: undefined, free: undefined, clock: undefined, site: "silent" },
      "good",
      { memory: "unknown", space: "unknown", clock: "unknown", network: "unknown" },
    ],
    [
      "storage is denied",
      { write: undefined, persisted: undefined, free: undefined },
      "bad",
      { storage: "bad", lasting: "bad", space: "unknown", window: "fair" },
    ],
    [
      "a private window",
      { serviceWorker: "hidden", persisted: false },
      "fair",
      { window: "fair", offline: "fair", lasting: "fair", storage: "good" },
    ],
    [
      "no service worker, as on plain http",
      { serviceWorker: "none", secure: false },
      "fair",
      { offline: "fair", secure: "fair", window: "good" },
    ],
    ["100 MB are left", { free: 100 * MEGABYTE }, "fair", { space: "fair" }],
    ["20 MB are left", { free: 20 * MEGABYTE }, "bad", { space: "bad" }],
    ["no worker starts", { worker: false }, "bad", { engine: "bad" }],
    ["little memory is given", { memory: 64 * MEGABYTE }, "fair", { engine: "fair" }],
    ["a slow machine", { work: 900, write: 3000 }, "fair", { speed: "fair", storage: "fair" }],
    ["the clock is a year off", { clock: 365 * 86_400_000 }, "fair", { clock: "fair" }],
    ["a filter answers in the site's place", { site: "changed" }, "bad", { network: "bad" }],
    ["a proxy takes sockets away", { relay: "requests" }, "fair", { relay: "fair" }],
    ["a proxy takes the relay away", { relay: "blocked" }, "fair", { relay: "bad" }],
    ["a site without a relay", { relay: "none" }, "good", { relay: "unknown" }],
  ];

describe("the self-test says", () => {
  it.each(cases)("%s", (_, change, all, said) => {
    const checks = verdicts({ ...sound, ...change });
    expect(overall(checks)).toBe(all);
    for (const { name, verdict } of checks) expect(verdict, name).toBe(said[name] ?? "good");
  });
});
