/** Which activities of a catalogue a search and its filters find, and how they stand together. */
import type { SiteActivity } from "../../core/app";

export interface Wanted {
  search: string;
  level: string;
  subject: string;
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae");

/** Anything but letters and digits; the floor has no classes of Unicode in patterns. */
const SEPARATORS = /[\s!-/:-@[-`{-\u00bf\u2000-\u206f]+/g;

/** Every word of the search begins a word of the activity, whatever accents and case. */
export function found(
  activities: readonly SiteActivity[],
  words: Readonly<Record<string, string>>,
  { search, level, subject }: Wanted,
): SiteActivity[] {
  const wanted = plain(search)
    .split(SEPARATORS)
    .filter((word) => word !== "");
  return activities.filter((one) => {
    if (level !== "" && !one.levels.includes(level)) return false;
    if (subject !== "" && one.subject !== subject) return false;
    const own = plain([one.title, one.summary, one.subject, one.unit, ...one.authors].join(" "));
    const text = ` ${own.replace(SEPARATORS, " ")} ${words[one.slug] ?? ""}`;
    return wanted.every((word) => text.includes(` ${word}`));
  });
}

/** The activities of each unit, in the catalogue's order; those of none under an empty name, last. */
export function inUnits(activities: readonly SiteActivity[]): [unit: string, SiteActivity[]][] {
  const units = new Map<string, SiteActivity[]>();
  for (const one of activities) units.set(one.unit, [...(units.get(one.unit) ?? []), one]);
  return [...units].sort(([a], [b]) => Number(a === "") - Number(b === ""));
}
