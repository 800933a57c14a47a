/** What is said of a file that had to be mended or could not be opened, in English. */
import type { ProblemWords } from ".";

const many = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

export const en: ProblemWords = {
  warnUnreadableCharacters: (n) =>
    `${many(n, "unreadable character was", "unreadable characters were")} replaced by “\ufffd”.`,
  warnMended: (what, n, line) =>
    `Repaired ${n > 1 ? `${n} times` : "once"} (first at line ${line}): ${what}.`,
  warnCutShort: (cells, line) =>
    `The file is damaged from line ${line} on; ${many(cells, "cell was", "cells were")} rescued.`,
  warnConverted: (major) => `The file was in the old format ${major}; it was converted.`,
  warnNewerMinor: (minor) =>
    `The file is of a newer format (4.${minor}); what is unknown here is kept as it is.`,
  warnMissingVersion: "The file does not say its format; it was read as a current notebook.",
  warnMissingCells: "The file had no list of cells; the notebook is empty.",
  warnIdsAdded: (n) =>
    `${many(n, "cell without an id was", "cells without an id were")} given one.`,
  warnIdReplaced: (cell) => `Cell ${cell}: its unusable id was replaced.`,
  warnUnknownCellKind: (cell, kind) =>
    `Cell ${cell}: unknown kind (“${kind}”), shown as raw text and kept as it is.`,
  warnNotACell: (cell) => `Cell ${cell}: unreadable, shown as raw text.`,
  warnMissingSource: (cell) => `Cell ${cell}: it had no content.`,
  warnBadSource: (cell) => `Cell ${cell}: its content was not text.`,
  warnLinesRejoined: (cell) =>
    `Cell ${cell}: its lines were stuck together and were put under each other again.`,
  warnBadMetadata: "Unreadable settings were left out.",
  warnBadMetadataOf: (cell) => `Cell ${cell}: unreadable settings were left out.`,
  warnBadOutputs: (cell) => `Cell ${cell}: unreadable outputs were left out; run it again.`,
  mendControlCharacter: "raw line ends or tabs inside a text",
  mendBadEscape: "a backslash too many",
  mendLoneSurrogate: "half a character",
  mendNotANumber: "an impossible number, read as empty",
  mendTrailingComma: "a comma too many",
  mendTrailingText: "text after the end, left out",

  readEmpty: "This file is empty.",
  readHtml:
    "This is a web page, not a notebook. Go back to the site and use its “Download” button rather than “Save page”.",
  readZip:
    "This is an archive (zip) without a notebook that can be read, or a word processor’s document. Choose the .ipynb file.",
  readPdf: "This is a PDF, not a notebook. Ask for the .ipynb file.",
  readPicture: "This is a picture, not a notebook.",
  readPython:
    "This is a Python program (.py), not a notebook. Make a new notebook and paste it into a code cell.",
  readBinary: "This is not text, so it is not a notebook.",
  readNotJson: (line) =>
    `This is not a notebook: reading stops at line ${line}. Check that the file’s name ends in .ipynb.`,
  readCutShort: (line) =>
    `The file is cut off at line ${line}, before its first cell. Download it again.`,
  readMergeConflict: (line) =>
    `Two versions were merged (line ${line}) and the conflict was not settled.`,
  readHandInOfAnother:
    "This is work that was handed in, closed to everybody but the teacher: it opens on the device that has the notebook for it. Nothing has changed here.",
  readDamagedWork:
    "This file is damaged, or was cut short when it was copied. Copy it again from the other device. Nothing has changed here.",
  readNotANotebook: "This file is JSON but not a notebook: it has no cells.",
  readTooOld: (major) =>
    `This notebook’s format (${major}) is too old. Jupyter can convert it to format 4.`,
  readTooNew: (major) => `This notebook’s format (${major}) is too new.`,
  readTooDeep: (line) => `The file is nested too deeply (line ${line}) to be a notebook.`,
  broughtAdded: (n) => `${many(n, "notebook", "notebooks")} brought back.`,
  broughtMerged: (n) => `${many(n, "notebook", "notebooks")} completed.`,
  broughtSame: (n) => `${many(n, "notebook was", "notebooks were")} here already.`,
  broughtRecovered: (n) =>
    `${many(n, "notebook read apart: it is a copy", "notebooks read apart: they are copies")}.`,
  broughtDamaged: (n) =>
    `The archive is damaged: something is missing in ${many(n, "notebook", "notebooks")}.`,
};
