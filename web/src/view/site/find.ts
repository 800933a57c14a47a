/** Which activities of a catalogue a search and its filters find, and how they stand together. */
import type { SiteActivity } from "../../core/app";
import { plainText, SEPARATORS } from "../../i18n/plain";

export interface Wanted {
  search: string;
  level: string;
  subject: string;
}

/** Every word of the search begins a word of the activity, whatever accents and case. */
export function found(
  activities: readonly SiteActivity[],
  words: Readonly<Record<string, string>>,
  { search, level, subject }: Wanted,
): SiteActivity[] {
  const wanted = plainText(search)
    .split(SEPARATORS)
    .filter((word) => word !== "");
  return activities.filter((one) => {
    if (level !== "" && !one.levels.includes(level)) return false;
    if (subject !== "" && one.subject !== subject) return false;
    const own = plainText(
      [one.title, one.summary, one.subject, one.unit, ...one.authors].join(" "),
    );
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
