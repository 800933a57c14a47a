/**
 * The page that lies beside an activity in a folder: everything in it can be read without a script,
 * and one link opens it here. Pure but for the browser's reader of HTML.
 *
 * Cells come as the core shows them, which is safe to be put in a page; all else is escaped.
 */

import type { ActivityLook, CellView } from "../../core";
import type { AuthoringWords } from "../../i18n/authoring";
import { levelName } from "../../i18n/levels";
import { pathOfAddress, pictureMime } from "../files/content";

export interface PageParts {
  look: ActivityLook;
  cells: readonly CellView[];
  /** Where the link leads. */
  open: string;
  language: string;
  words: AuthoringWords;
}

export function pageOf({ look, cells, open, language, words }: PageParts): string {
  const { title, facts, files } = look;
  const paths = new Set(files.map((file) => file.path));
  const body = cells
    .filter((cell) => cell.role !== "solution" && !isNote(cell))
    .map((cell) => cellOf(cell, paths, words))
    .join("\n");
  return wholePage({
    title,
    language: facts.language || language,
    body: `<h1>${escaped(title)}</h1>
${factsOf(look, language, words)}<p><a class="open" href="${escaped(open)}">${escaped(words.pageOpen)}</a></p>
${body}
${filesOf(Array.from(paths), words)}`,
  });
}

/** The list of a class site with this activity alone. */
export function listOf(parts: Omit<PageParts, "cells" | "open"> & { slug: string }): string {
  const { look, slug, language, words } = parts;
  return wholePage({
    title: words.pageList,
    language,
    body: `<h1>${escaped(words.pageList)}</h1>
<h2><a href="${slug}/index.html">${escaped(look.title)}</a></h2>
${factsOf(look, language, words)}`,
  });
}

function wholePage(parts: { title: string; language: string; body: string }): string {
  return `<!doctype html>
<html lang="${escaped(parts.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(parts.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${parts.body}</main>
</body>
</html>
`;
}

/** What is known of it, in one line, and its summary. */
function factsOf({ facts }: ActivityLook, language: string, words: AuthoringWords): string {
  const levels = facts.levels.map((code) => levelName(code, language === "en" ? "en" : "fr"));
  const line = [
    facts.subject,
    levels.join(", "),
    facts.minutes > 0 ? words.pageMinutes(facts.minutes) : "",
    facts.authors.length > 0 ? words.pageBy(facts.authors.join(", ")) : "",
    facts.licence,
  ].filter((text) => text !== "");
  const known = line.length > 0 ? `<p class="facts">${escaped(line.join(" · "))}</p>\n` : "";
  return `${known}${facts.summary ? `<p>${escaped(facts.summary)}</p>\n` : ""}`;
}

const STYLE = `
body{margin:0;background:Canvas;color:CanvasText;font:1.1rem/1.55 system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{line-height:1.2}
.facts{opacity:.8}
.open{display:inline-block;padding:.7rem 1.2rem;border-radius:8px;background:#17587f;color:#fff;text-decoration:none;font-weight:600}
pre{overflow-x:auto;padding:.7rem 1rem;border:1px solid;border-radius:8px;font:.95rem/1.45 ui-monospace,Menlo,Consolas,monospace}
img{max-width:100%}
table{border-collapse:collapse}
td,th{padding:.3rem .6rem;border:1px solid}
.missing-image{font-style:italic}
`;

/** For whoever speaks; no copy shows it either. */
const isNote = ({ kind, slide, breakpoint }: CellView) =>
  slide === "notes" && kind !== "code" && !breakpoint;

function cellOf(cell: CellView, paths: ReadonlySet<string>, words: AuthoringWords): string {
  const shown =
    cell.kind === "markdown"
      ? `<section>${withPictures(cell.html, paths)}</section>`
      : `<pre><code>${escaped(cell.source)}</code></pre>`;
  if (cell.role !== "hint") return shown;
  return `<details><summary>${escaped(words.pageHint)}</summary>${shown}</details>`;
}

/** Pictures among the files stand beside the page. */
function withPictures(html: string, paths: ReadonlySet<string>): string {
  const read = new DOMParser().parseFromString(html, "text/html");
  for (const missing of Array.from(read.querySelectorAll<HTMLElement>(".missing-image"))) {
    const path = pathOfAddress(missing.dataset.name ?? "");
    if (!paths.has(path) || pictureMime(path) === undefined) continue;
    const picture = read.createElement("img");
    picture.setAttribute("src", addressOf(path));
    picture.setAttribute("alt", missing.textContent ?? "");
    missing.replaceWith(picture);
  }
  return read.body.innerHTML;
}

function filesOf(paths: readonly string[], words: AuthoringWords): string {
  if (paths.length === 0) return "";
  const lines = paths.map(
    (path) => `<li><a href="${escaped(addressOf(path))}" download>${escaped(path)}</a></li>`,
  );
  return `<h2>${escaped(words.pageFiles)}</h2>\n<ul>\n${lines.join("\n")}\n</ul>\n`;
}

function addressOf(path: string): string {
  return `./${path.split("/").map(encodeURIComponent).join("/")}`;
}

function escaped(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
