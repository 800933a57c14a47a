/** What a profile is called and shown with. */
import type { Profile } from "../../core/app";
import type { ProfileWords } from "../../i18n/profiles";
import { type Look, lookName } from "./portrait";

type Named = Pick<Profile, "id" | "kind" | "name" | "picture" | "colour">;

/** Whoever has written no name is called by their picture. */
export function displayName(profile: Named, words: ProfileWords): string {
  if (profile.name !== "") return profile.name;
  if (profile.kind === "class") return words.lessonName;
  if (profile.kind === "pair") return words.pair;
  return lookName(profile, words);
}

/** Those of both, for a pair. */
export function looksOf(profile: Profile, all: readonly Profile[]): Look[] {
  const members = profile.members.map((id) => all.find((one) => one.id === id));
  const known = members.filter((one) => one !== undefined);
  return known.length === 2 ? known : [profile];
}
