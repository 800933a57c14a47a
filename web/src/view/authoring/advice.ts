/**
 * What a teacher should look at before an activity is given away. Advice and no rules: a notebook of
 * any kind can be given. Pure. Start at `adviceFor`.
 */
import type { ActivityFacts, CellView } from "../../core";
import { pathOfAddress } from "../files/content";

export interface PublishAdvice {
  kind:
    | "noTitle"
    | "noLevel"
    | "noCheck"
    | "noAssert"
    | "missingFile"
    | "remotePicture"
    | "closedForGood";
  /** The cell it is about. */
  cell?: string;
  /** The file or the host it names. */
  name?: string;
}

export interface Looked {
  title: string;
  facts: ActivityFacts;
  cells: readonly CellView[];
  /** Paths of the notebook's files. */
  files: readonly string[];
}

export function adviceFor({ title, facts, cells, files }: Looked): PublishAdvice[] {
  const advice: PublishAdvice[] = [];
  if (title.trim() === "") advice.push({ kind: "noTitle" });
  if (facts.levels.length === 0) advice.push({ kind: "noLevel" });
  const known = new Set(files);
  for (const path of files) known.add(path.slice(path.lastIndexOf("/") + 1));
  // What some cell writes need not be there before.
  for (const { source } of cells.filter((cell) => cell.kind === "code")) {
    for (const name of writtenBy(source)) known.add(name);
  }
  cells.forEach((cell, at) => {
    const { id, kind, role, source } = cell;
    if (role === "exercise" && kind === "code" && !checkFollows(cells, at)) {
      advice.push({ kind: "noCheck", cell: id });
    }
    if (role === "check" && kind === "code" && !/\bassert|\braise\b|\bdoctest\b/.test(source)) {
      advice.push({ kind: "noAssert", cell: id });
    }
    const named = kind === "code" ? readBy(source) : kind === "markdown" ? picturesOf(source) : [];
    for (const address of named) {
      if (/^(https?:)?\/\//i.test(address)) {
        const host = /^(?:https?:)?\/\/([^/?#]*)/i.exec(address)?.[1] ?? "";
        if (kind === "markdown") advice.push({ kind: "remotePicture", cell: id, name: host });
      } else if (!/^[a-z][a-z\d+.-]*:/i.test(address)) {
        const path = pathOfAddress(address);
        if (path !== "" && !known.has(path)) {
          advice.push({ kind: "missingFile", cell: id, name: path });
        }
      }
    }
    // A folded cell may never be looked at, one of plain text has nothing to press, and nothing runs
    // in an empty one.
    const hidden = role === "hint" || role === "solution";
    const stuck = hidden || kind === "raw" || (kind === "code" && source.trim() === "");
    if (cell.breakpoint && stuck && at < cells.length - 1) {
      advice.push({ kind: "closedForGood", cell: id });
    }
  });
  return advice;
}

/** Whether a check comes before the next thing to fill in. */
function checkFollows(cells: readonly CellView[], at: number): boolean {
  for (const { role } of cells.slice(at + 1)) {
    if (role === "check") return true;
    if (role === "exercise") return false;
  }
  return false;
}

/** Addresses of the pictures of a text. Code in it shows what is no picture. */
function picturesOf(text: string): string[] {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").replace(/`[^`\n]*`/g, "");
  const found: string[] = [];
  for (const pattern of [
    /!\[[^\]]*\]\(\s*<?([^)\s>]+)/g,
    /<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)/gi,
  ]) {
    for (let match = pattern.exec(prose); match; match = pattern.exec(prose)) {
      if (match[1] !== undefined) found.push(match[1]);
    }
  }
  return found;
}

/** Calls with a name in quotes, as `[function, name, what follows]`. */
function* calls(source: string): Generator<[string, string, string]> {
  const code = source.replace(/^\s*#.*$/gm, "");
  const pattern = /\b(\w+)\(\s*r?(["'])([^"'\n]+)\2([^)\n]*)/g;
  for (let match = pattern.exec(code); match; match = pattern.exec(code)) {
    const [, name = "", , path = "", rest = ""] = match;
    yield [name, path, rest];
  }
}

const WRITES = /^\s*,\s*(mode\s*=\s*)?["'][^"']*[wax]/;

function readBy(source: string): string[] {
  return Array.from(calls(source))
    .filter(
      ([name, path, rest]) =>
        /^(open|read_\w+|imread|loadtxt|genfromtxt|fromfile)$/.test(name) &&
        /\.\w{1,5}$/.test(path) &&
        !WRITES.test(rest),
    )
    .map(([, path]) => path);
}

function writtenBy(source: string): string[] {
  return Array.from(calls(source))
    .filter(
      ([name, , rest]) =>
        (name === "open" && WRITES.test(rest)) || /^(to_\w+|save\w*|imsave|write_\w+)$/.test(name),
    )
    .map(([, path]) => pathOfAddress(path));
}
