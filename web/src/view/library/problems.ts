/** The core's codes about a file, in a teacher's words. */
import type { Mend, Warning } from "../../core";
import type { FileProblem, ImportResult } from "../../core/app";
import type { ProblemWords } from "../../i18n/problems";

export { problemWords } from "../../i18n/problems";

function mendWord(what: Mend, words: ProblemWords): string {
  switch (what) {
    case "controlCharacter":
      return words.mendControlCharacter;
    case "badEscape":
      return words.mendBadEscape;
    case "loneSurrogate":
      return words.mendLoneSurrogate;
    case "notANumber":
      return words.mendNotANumber;
    case "trailingComma":
      return words.mendTrailingComma;
    case "trailingText":
      return words.mendTrailingText;
  }
}

/** What became of an archive's notebooks; what there are none of is not said. */
export function broughtBackWords(
  result: Extract<ImportResult, { type: "broughtBack" }>,
  words: ProblemWords,
): string {
  const said: [number, (n: number) => string][] = [
    [result.added, words.broughtAdded],
    [result.merged, words.broughtMerged],
    [result.same, words.broughtSame],
    [result.recovered, words.broughtRecovered],
    [result.damaged, words.broughtDamaged],
  ];
  return said
    .filter(([count]) => count > 0)
    .map(([count, say]) => say(count))
    .join(" ");
}

export function warningWords(warning: Warning, words: ProblemWords): string {
  switch (warning.type) {
    case "unreadableCharacters":
      return words.warnUnreadableCharacters(warning.count);
    case "mended":
      return words.warnMended(mendWord(warning.what, words), warning.count, warning.line);
    case "cutShort":
      return words.warnCutShort(warning.cells, warning.line);
    case "converted":
      return words.warnConverted(warning.major);
    case "newerMinor":
      return words.warnNewerMinor(warning.minor);
    case "missingVersion":
      return words.warnMissingVersion;
    case "missingCells":
      return words.warnMissingCells;
    case "idsAdded":
      return words.warnIdsAdded(warning.count);
    case "idReplaced":
      return words.warnIdReplaced(warning.cell);
    case "unknownCellKind":
      return words.warnUnknownCellKind(warning.cell, warning.kind);
    case "notACell":
      return words.warnNotACell(warning.cell);
    case "missingSource":
      return words.warnMissingSource(warning.cell);
    case "badSource":
      return words.warnBadSource(warning.cell);
    case "linesRejoined":
      return words.warnLinesRejoined(warning.cell);
    case "badMetadata":
      return warning.cell === undefined
        ? words.warnBadMetadata
        : words.warnBadMetadataOf(warning.cell);
    case "badOutputs":
      return words.warnBadOutputs(warning.cell);
  }
}

/** Nothing for a reason without words of its own. */
export function refusalWords(reason: FileProblem, words: ProblemWords): string | undefined {
  switch (reason.type) {
    case "empty":
      return words.readEmpty;
    case "otherContent":
      switch (reason.content) {
        case "html":
          return words.readHtml;
        case "zip":
          return words.readZip;
        case "pdf":
          return words.readPdf;
        case "picture":
          return words.readPicture;
        case "python":
          return words.readPython;
        case "binary":
          return words.readBinary;
      }
      break;
    case "notJson":
      return words.readNotJson(reason.line);
    case "cutShort":
      return words.readCutShort(reason.line);
    case "mergeConflict":
      return words.readMergeConflict(reason.line);
    case "handInOfAnother":
      return words.readHandInOfAnother;
    case "damagedWork":
      return words.readDamagedWork;
    case "notANotebook":
      return words.readNotANotebook;
    case "tooOld":
      return words.readTooOld(reason.major);
    case "tooNew":
      return words.readTooNew(reason.major);
    case "tooDeep":
      return words.readTooDeep(reason.line);
  }
  return undefined;
}
