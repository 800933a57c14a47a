/**
 * Shared notebooks that nobody looks at, kept in step with their relays while the page is open: what
 * was never sent goes out first, and what others wrote comes in from time to time. One after the
 * other and only while the page is quiet, since thirty pupils share one line.
 *
 * It decides when; what a visit is, it must not know. Start with `keepInStep`.
 */
import { keptAs } from "../floor/profile";

export { visitRoom } from "./room-visit";

export interface LaterParts {
  /** The notebooks that are shared, and those of them of which something is on no relay. */
  rooms(): Promise<{ shared: string[]; unsent: string[] }>;
  /**
   * Brings one in step. Whether all of it is on a relay and read; nothing when it is on screen,
   * where it is kept in step anyway.
   */
  visit(id: string): Promise<boolean | undefined>;
  /** Resolves when nobody waits for the line. */
  quiet(): Promise<void>;
}

export interface Later {
  /** Something may be due. */
  look(): void;
  /** Somebody waits: what was never sent is tried now. */
  hurry(): void;
  /** The engine broke over this one: it is left alone, or it would break each page that starts. */
  setAside(id: string): void;
}

/** Where there is nothing to send, a room is looked at so often. */
const LOOK_MILLIS = 30 * 60_000;
/** Between two of those; half of it is chance. */
const PAUSE_MILLIS = 20_000;
/** Before anything unsent is tried, so that a class does not come in one moment. */
const SPREAD_MILLIS = 4000;
const FIRST_RETRY_MILLIS = 15_000;
const LAST_RETRY_MILLIS = 15 * 60_000;
/** While somebody waits, it is tried again after this. */
const HURRIED_RETRY_MILLIS = 10_000;
/** Another tab is at it. */
const OTHER_TAB_MILLIS = 60_000;
/** One that is on screen is left to the screen. */
const ON_SCREEN_MILLIS = 60_000;
/** The library changes with every letter that is typed in another tab. */
const SOON_MILLIS = 3000;

/** One over which a page broke or hung is left to whoever opens it. */
const ASIDE_MILLIS = 24 * 3600_000;

/** When each was last looked at, in the future for those that are set aside; and `visiting`. */
const KEY = "ardoise.looked";

interface Failed {
  times: number;
  at: number;
  until: number;
}

interface Due {
  id: string;
  unsent: boolean;
  at: number;
}

export function keepInStep(parts: LaterParts): Later {
  const failed = new Map<string, Failed>();
  let running = false;
  let hurried = false;
  let timer: number | undefined;
  let planned = Number.POSITIVE_INFINITY;
  let known: string[] = [];
  /** Ends a rest. */
  let wake = (): void => undefined;

  const rest = async (ended: Promise<void>): Promise<void> => {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    if (!hurried) await Promise.race([ended, woken]);
  };

  /** What is due next, whatever was never sent first; nothing when nothing is shared. */
  const next = async (): Promise<Due | undefined> => {
    const { shared, unsent } = await parts.rooms();
    known = shared;
    const now = Date.now();
    const looked = lookedAt(shared, now);
    const dues = shared
      .filter((id) => !hurried || unsent.includes(id))
      .map((id): Due => {
        const isUnsent = unsent.includes(id);
        const last = looked[id] ?? 0;
        const since = isUnsent ? (last > now ? last : 0) : last + LOOK_MILLIS;
        return { id, unsent: isUnsent, at: Math.max(since, failed.get(id)?.until ?? 0) };
      })
      .sort((a, b) => a.at - b.at);
    return dues.find(({ unsent, at }) => unsent && at <= now) ?? dues[0];
  };

  const visit = async (id: string): Promise<void> => {
    note((looked) => ({ ...looked, visiting: id }));
    const done = await parts.visit(id).catch(() => false);
    note(withoutVisit);
    const now = Date.now();
    if (done === undefined) {
      // It is looked at again when it may be closed by then.
      failed.set(id, { times: 0, at: now, until: now + ON_SCREEN_MILLIS });
      return;
    }
    if (done === false) {
      const times = (failed.get(id)?.times ?? 0) + 1;
      const most = Math.min(FIRST_RETRY_MILLIS * 2 ** (times - 1), LAST_RETRY_MILLIS);
      failed.set(id, { times, at: now, until: now + most / 2 + Math.random() * (most / 2) });
      return;
    }
    failed.delete(id);
    note(() => ({ ...lookedAt(known, now), [id]: now }));
  };

  const work = async (): Promise<void> => {
    let first = true;
    while (isAwake()) {
      const due = await next();
      if (due === undefined) return;
      const wait = due.at - Date.now();
      if (wait > 0) {
        plan(wait);
        return;
      }
      const spread = due.unsent ? SPREAD_MILLIS : PAUSE_MILLIS;
      const fewest = first || due.unsent ? 0 : spread / 2;
      await rest(parts.quiet());
      await rest(pause(fewest + Math.random() * (spread - fewest)));
      // Much may have changed meanwhile.
      if (!isAwake()) return;
      if (hurried && !due.unsent) continue;
      await visit(due.id);
      first = false;
    }
  };

  const round = async (): Promise<void> => {
    if (running) return;
    running = true;
    window.clearTimeout(timer);
    planned = Number.POSITIVE_INFINITY;
    try {
      await aloneAtIt(work, () => plan(OTHER_TAB_MILLIS));
    } catch {
      // The store cannot be read now.
      plan(OTHER_TAB_MILLIS);
    }
    running = false;
    // Whoever hurries asks again; the others are looked at in their own time.
    if (hurried) plan(HURRIED_RETRY_MILLIS);
    hurried = false;
  };
  const plan = (millis: number): void => {
    window.clearTimeout(timer);
    planned = Date.now() + millis;
    timer = window.setTimeout(() => void round(), millis);
  };

  // A page that ended in the middle of a visit may have hung over it.
  const { visiting } = readLooked();
  if (typeof visiting === "string") setAside(visiting);
  window.addEventListener("pagehide", () => note(withoutVisit));
  window.addEventListener("online", () => {
    failed.clear();
    void round();
  });
  document.addEventListener("visibilitychange", () => void round());

  return {
    look() {
      if (!running && planned - Date.now() > SOON_MILLIS) plan(SOON_MILLIS);
    },
    hurry() {
      const now = Date.now();
      for (const [id, { at }] of [...failed]) {
        if (now - at >= HURRIED_RETRY_MILLIS) failed.delete(id);
      }
      hurried = true;
      wake();
      void round();
    },
    setAside,
  };
}

/** A page that nobody sees, or without a network, leaves relays alone. */
function isAwake(): boolean {
  return document.visibilityState !== "hidden" && navigator.onLine !== false;
}

/** One tab at a time, where the browser can say so. */
async function aloneAtIt(work: () => Promise<void>, otherwise: () => void): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (locks === undefined) return work();
  await locks.request(keptAs("ardoise.rooms"), { ifAvailable: true }, (lock) => {
    if (lock !== null) return work();
    otherwise();
    return undefined;
  });
}

/** When notebooks were last looked at; those that are not shared any more are forgotten. */
function lookedAt(shared: readonly string[], now: number): Record<string, number> {
  const looked: Record<string, number> = {};
  for (const [id, time] of Object.entries(readLooked())) {
    // What a clock that was put back since says is no time.
    const isTime = typeof time === "number" && time <= now + ASIDE_MILLIS;
    if (shared.includes(id) && isTime) looked[id] = time;
  }
  return looked;
}

function setAside(id: string): void {
  note((looked) => ({ ...looked, [id]: Date.now() + ASIDE_MILLIS }));
}

function withoutVisit({
  visiting: _,
  ...looked
}: Record<string, unknown>): Record<string, unknown> {
  return looked;
}

function note(change: (looked: Record<string, unknown>) => Record<string, unknown>): void {
  try {
    window.localStorage.setItem(keptAs(KEY), JSON.stringify(change(readLooked())));
  } catch {
    // It is looked at again at the next start.
  }
}

function readLooked(): Record<string, unknown> {
  try {
    const looked: unknown = JSON.parse(window.localStorage.getItem(keptAs(KEY)) ?? "{}");
    return typeof looked === "object" && looked !== null ? { ...looked } : {};
  } catch {
    return {};
  }
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, millis));
}
