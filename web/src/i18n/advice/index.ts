/**
 * What a beginner is told about an error: for each code that the kernel knows, what happened and
 * what to try. The command line reads the same tables. They arrive with the first error, since most
 * visits need none of it.
 */
import type { Language } from "..";
import type french from "./fr.json";

/**
 * A row for each code of the French table; `{0}` stands for a value, back quotes for code. `@check`
 * stands for the sentences of that row, but for those whose values are all empty.
 */
export type AdviceTable = Readonly<Record<keyof typeof french, readonly string[]>>;

const tables: Readonly<Record<Language, () => Promise<{ default: AdviceTable }>>> = {
  fr: () => import("./fr.json"),
  en: () => import("./en.json"),
};

export async function adviceTable(language: Language): Promise<AdviceTable> {
  return (await tables[language]()).default;
}

/** A piece of a sentence. */
export interface Piece {
  text: string;
  code: boolean;
}

const HOLES = /\{(\d)\}/g;

/** The sentences of an advice in pieces; none for a code of another version. */
export function sentencesOf(
  table: AdviceTable,
  advice: { code: string; values: readonly string[] },
): Piece[][] {
  const rows: Readonly<Record<string, readonly string[]>> = table;
  // A code such as `toString` must not reach what every object has.
  const row = Object.hasOwn(rows, advice.code) ? rows[advice.code] : undefined;
  const value = (_: string, at: string): string => advice.values[Number(at)] ?? "";
  const says = (sentence: string): boolean =>
    sentence.replace(HOLES, value) !== sentence.replace(HOLES, "");
  const sentences: string[] = [];
  for (const sentence of row ?? []) {
    if (sentence.startsWith("@")) {
      sentences.push(...(rows[sentence.slice(1)] ?? []).filter(says));
    } else {
      sentences.push(sentence);
    }
  }
  return sentences.map((sentence) =>
    sentence
      .split("`")
      .map((part, index) => ({
        text: part.replace(HOLES, value),
        code: index % 2 === 1,
      }))
      .filter((piece) => piece.text !== ""),
  );
}
