/** How the years of French schools are written, in their order. */
import type { Language } from ".";

const NAMES: ReadonlyMap<string, string> = new Map([
  ["cp", "CP"],
  ["ce1", "CE1"],
  ["ce2", "CE2"],
  ["cm1", "CM1"],
  ["cm2", "CM2"],
  ["6e", "6e"],
  ["5e", "5e"],
  ["4e", "4e"],
  ["3e", "3e"],
  ["2de", "2de"],
  ["1re", "1re"],
  ["tle", "Tle"],
  ["sup", "Supérieur"],
]);

/** The codes that activities have. */
export const LEVELS: readonly string[] = [...NAMES.keys()];

/** A code that is not known is written as it is. */
export function levelName(code: string, language: Language): string {
  if (code === "sup" && language === "en") return "Higher education";
  return NAMES.get(code) ?? code;
}
