/** The words about files that had to be mended or could not be opened: most files need none. */
import type { Language, Words } from "..";
import type { fr } from "./fr";

export type ProblemWords = Words<typeof fr>;

export async function problemWords(language: Language): Promise<ProblemWords> {
  return language === "fr" ? (await import("./fr")).fr : (await import("./en")).en;
}
