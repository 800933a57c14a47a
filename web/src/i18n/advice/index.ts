/**
 * What a beginner is told about an error: for each code that the kernel knows, what happened and
 * what to try. The command line reads the same tables. They arrive with the first error, since most
 * visits need none of it.
 */
import type { Language } from "..";
import type french from "./fr.json";

/** A row for each code of the French table; `{0}` stands for a value, back quotes for code. */
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

/** The sentences of an advice in pieces; none for a code of another version. */
export function sentencesOf(
  table: AdviceTable,
  advice: { code: string; values: readonly string[] },
): Piece[][] {
  const rows: Readonly<Record<string, readonly string[]>> = table;
  // A code such as `toString` must not reach what every object has.
  const row = Object.hasOwn(rows, advice.code) ? rows[advice.code] : undefined;
  return (row ?? []).map((sentence) =>
    sentence
      .split("`")
      .map((part, index) => ({
        text: part.replace(/\{(\d)\}/g, (_, at: string) => advice.values[Number(at)] ?? ""),
        code: index % 2 === 1,
      }))
      .filter((piece) => piece.text !== ""),
  );
}
