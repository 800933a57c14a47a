/**
 * Who uses this browser now. On a computer that several people share, each has a profile with a
 * database and choices of its own; what the page must know of that before anything else is here, in
 * the browser's small storage. The list of profiles is elsewhere (`host/profiles.ts`).
 *
 * It is read once: a page belongs to one profile from its start to its end, and is loaded anew for
 * another. It must not know what a profile keeps. Start with `visitor`.
 */

/** `class` is for one lesson and empties itself; `pair` is of two at one screen. */
export type ProfileKind = "person" | "pair" | "class";

export interface OpenProfile {
  /** Empty for the notebooks that were here before there were profiles. */
  id: string;
  kind: ProfileKind;
  name: string;
  picture: string;
  colour: number;
}

/**
 * `alone`: nobody has made profiles here. `unknown`: somebody has to say first who they are.
 * `wiping`: everything is being erased.
 */
export type Visitor =
  | { type: "alone" }
  | { type: "unknown" }
  | { type: "wiping" }
  | { type: "known"; profile: OpenProfile };

/** After so many minutes without a touch a profile closes itself, where nobody chose otherwise. */
export const IDLE_MINUTES = 20;

/** There when this browser has profiles; its text is the number of idle minutes. */
const SHARED = "ardoise.shared";
/** The profile that is open, and when it was last touched. */
const OPEN = "ardoise.profile";
const WIPING = "ardoise.wiping";
/** What is the computer's own. */
const OF_NOBODY = [SHARED, OPEN, WIPING, "ardoise.relays", "ardoise.doorbell"];
const MINUTE = 60_000;

/** What the browser says at this moment; a page's own is `visitor`. */
export function readVisitor(now: number): Visitor {
  const storage = smallStorage();
  if (storage === undefined) return { type: "alone" };
  if (storage.getItem(WIPING) !== null) return { type: "wiping" };
  const minutes = idleMinutes();
  if (minutes === undefined) return { type: "alone" };
  const open = openFromText(storage.getItem(OPEN));
  if (open === undefined) return { type: "unknown" };
  // A clock that was put back counts like one that went on.
  if (minutes > 0 && Math.abs(now - open.touched) >= minutes * MINUTE) return { type: "unknown" };
  return { type: "known", profile: open.profile };
}

/** Whom this page belongs to. */
export const visitor: Visitor = readVisitor(Date.now());

/** The profile this page belongs to, if any. */
export const profile: OpenProfile | undefined =
  visitor.type === "known" ? visitor.profile : undefined;

/** The database of a profile's notebooks. */
export function databaseOf(id: string): string {
  return id === "" ? "ardoise" : `ardoise-${id}`;
}

/** The database of the folder that a profile's work is copied to. */
export function folderDatabaseOf(id: string): string {
  return `${databaseOf(id)}-folder`;
}

/** The name under which this page keeps something in the small storage. */
export function keptAs(key: string): string {
  return profile === undefined ? key : keptBy(profile.id, key);
}

function keptBy(id: string, key: string): string {
  return id === "" ? key : `${key}/${id}`;
}

/** What this page's person has in the small storage: names as pages use them, and texts. */
export function keptTexts(): { key: string; text: string }[] {
  const storage = smallStorage();
  if (storage === undefined) return [];
  const texts: { key: string; text: string }[] = [];
  for (const name of Object.keys(storage)) {
    const key = name.split("/")[0] ?? name;
    if (OF_NOBODY.includes(key) || keptAs(key) !== name) continue;
    if (key.startsWith("ardoise.")) texts.push({ key, text: storage.getItem(name) ?? "" });
  }
  return texts;
}

export function forgetText(key: string): void {
  smallStorage()?.removeItem(keptAs(key));
}

/** Minutes without a touch after which a profile closes, 0 for never; nothing where there are no profiles. */
export function idleMinutes(): number | undefined {
  const text = smallStorage()?.getItem(SHARED);
  if (text === undefined || text === null) return undefined;
  const minutes = Number(text);
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= 24 * 60 ? minutes : IDLE_MINUTES;
}

/** This browser has profiles from now on; or none any more. */
export function setShared(minutes: number | undefined): void {
  if (minutes === undefined) smallStorage()?.removeItem(SHARED);
  else smallStorage()?.setItem(SHARED, String(minutes));
}

/** Opens a profile for the pages that start from now on. */
export function enter(entered: OpenProfile, now: number): void {
  smallStorage()?.setItem(OPEN, JSON.stringify({ profile: entered, touched: now }));
}

/** Closes whatever profile is open: every page of it leaves. */
export function leave(): void {
  smallStorage()?.removeItem(OPEN);
}

/** Notes that somebody is there. A profile that was closed meanwhile stays closed. */
export function touch(now: number): void {
  const open = openFromText(smallStorage()?.getItem(OPEN) ?? null);
  if (open !== undefined && open.profile.id === profile?.id) enter(open.profile, now);
}

/** When somebody last touched a page of the open profile; 0 when none is open. */
export function lastTouch(): number {
  return openFromText(smallStorage()?.getItem(OPEN) ?? null)?.touched ?? 0;
}

/** Everything is to go; pages that start from now on see to it. */
export function beginWipe(): void {
  smallStorage()?.setItem(WIPING, "1");
}

/** Removes what a profile keeps in the small storage. */
export function forgetKept(id: string): void {
  forget((key) => id !== "" && key.startsWith("ardoise.") && key.endsWith(`/${id}`));
}

/** Removes all that Ardoise keeps in the small storage. */
export function forgetAll(): void {
  forget((key) => key.startsWith("ardoise.") && key !== WIPING);
  // Last: until here a page that starts goes on with erasing.
  smallStorage()?.removeItem(WIPING);
}

/** Calls back when another page has opened or closed a profile, or begun to erase. */
export function whenVisitorChanges(changed: () => void): void {
  window.addEventListener("storage", ({ key }) => {
    if (key === null || key === OPEN || key === WIPING || key === SHARED) changed();
  });
}

function forget(goes: (key: string) => boolean): void {
  const storage = smallStorage();
  if (storage === undefined) return;
  for (const key of Object.keys(storage)) if (goes(key)) storage.removeItem(key);
}

function openFromText(text: string | null): { profile: OpenProfile; touched: number } | undefined {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
  if (typeof stored !== "object" || stored === null) return undefined;
  const { profile: found, touched } = stored as { profile?: unknown; touched?: unknown };
  if (typeof found !== "object" || found === null || typeof touched !== "number") return undefined;
  const { id, kind, name, picture, colour } = found as Partial<Record<keyof OpenProfile, unknown>>;
  if (typeof id !== "string" || !/^[0-9a-f]*$/.test(id)) return undefined;
  if (kind !== "person" && kind !== "pair" && kind !== "class") return undefined;
  if (typeof name !== "string" || typeof picture !== "string" || typeof colour !== "number") {
    return undefined;
  }
  return { profile: { id, kind, name, picture, colour }, touched };
}

/** Nothing where the browser forbids it: then nothing is kept, and there is nothing to share. */
function smallStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
