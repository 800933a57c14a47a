/**
 * What the facts of the self-test mean for a lesson. Pure: how the facts are found is `self-test.ts`.
 * Start with `verdicts`.
 */
import type { Check, CheckName, Verdict } from "../core";

/** What was found by trying. Times in milliseconds, sizes in bytes. */
export interface Facts {
  /** https, or this machine's own. */
  secure: boolean;
  /** The largest memory that the engine gave. */
  memory: number;
  /** Of the device, in gigabytes, where the browser says it. */
  deviceMemory: number | undefined;
  worker: boolean;
  /** How long a write took until it was kept; nothing where nothing is kept. */
  write: number | undefined;
  persisted: boolean | undefined;
  free: number | undefined;
  serviceWorker: "ready" | "coming" | "none" | "hidden";
  /** How long a fixed piece of work took. */
  work: number;
  site: "sound" | "changed" | "silent";
  /** How far the clock is from the site's; nothing where the site is silent. */
  clock: number | undefined;
  relay: "none" | "socket" | "requests" | "blocked" | "silent";
}

const MEGABYTE = 1 << 20;
const MINUTE = 60_000;

export function verdicts(facts: Facts): Check[] {
  const check = (name: CheckName, verdict: Verdict, value?: number): Check =>
    value === undefined ? { name, verdict } : { name, verdict, value };
  const { write, free, clock, deviceMemory } = facts;
  return [
    check(
      "engine",
      facts.worker ? atLeast(facts.memory, 128 * MEGABYTE, 64 * MEGABYTE) : "bad",
      facts.memory,
    ),
    check("speed", facts.work <= 400 ? "good" : "fair", facts.work),
    deviceMemory === undefined
      ? check("memory", "unknown")
      : check("memory", deviceMemory >= 2 ? "good" : "fair", deviceMemory * 1024 * MEGABYTE),
    check(
      "storage",
      write === undefined ? "bad" : write <= 2000 ? "good" : "fair",
      ...(write === undefined ? [] : [write]),
    ),
    check("lasting", write === undefined ? "bad" : facts.persisted ? "good" : "fair"),
    free === undefined
      ? check("space", "unknown")
      : check("space", atLeast(free, 200 * MEGABYTE, 50 * MEGABYTE), free),
    check("window", facts.serviceWorker === "hidden" || write === undefined ? "fair" : "good"),
    check("offline", facts.serviceWorker === "ready" ? "good" : "fair"),
    check("secure", facts.secure ? "good" : "fair"),
    check(
      "network",
      facts.site === "sound" ? "good" : facts.site === "changed" ? "bad" : "unknown",
    ),
    clock === undefined
      ? check("clock", "unknown")
      : check("clock", clock <= 5 * MINUTE ? "good" : "fair", clock),
    check("relay", RELAY[facts.relay]),
  ];
}

const RELAY: Record<Facts["relay"], Verdict> = {
  none: "unknown",
  silent: "unknown",
  socket: "good",
  requests: "fair",
  blocked: "bad",
};

/** The worst of them: what is not known counts for nothing. */
export function overall(checks: readonly Check[]): Exclude<Verdict, "unknown"> {
  // Without a relay everything works but writing together.
  const weight = ({ name, verdict }: Check) =>
    verdict === "bad" && name !== "relay" ? 2 : verdict === "bad" || verdict === "fair" ? 1 : 0;
  const worst = Math.max(0, ...checks.map(weight));
  return worst === 2 ? "bad" : worst === 1 ? "fair" : "good";
}

function atLeast(value: number, good: number, fair: number): Verdict {
  return value >= good ? "good" : value >= fair ? "fair" : "bad";
}
