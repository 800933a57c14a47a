/**
 * How source text looks. Colours are classes whose values come from the page's style sheet, so
 * that changing the theme touches no editor.
 */
import { syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

const classes = tagHighlighter([
  { tag: tags.keyword, class: "tok-keyword" },
  { tag: [tags.operatorKeyword, tags.controlKeyword, tags.moduleKeyword], class: "tok-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "tok-string" },
  { tag: [tags.number, tags.bool, tags.null, tags.self], class: "tok-literal" },
  { tag: [tags.comment, tags.lineComment], class: "tok-comment" },
  { tag: tags.function(tags.definition(tags.variableName)), class: "tok-definition" },
  { tag: tags.definition(tags.className), class: "tok-definition" },
  { tag: tags.function(tags.variableName), class: "tok-call" },
  { tag: tags.meta, class: "tok-meta" },
  { tag: tags.invalid, class: "tok-invalid" },
  { tag: tags.heading, class: "tok-heading" },
  { tag: tags.strong, class: "tok-strong" },
  { tag: tags.emphasis, class: "tok-emphasis" },
  { tag: tags.monospace, class: "tok-monospace" },
  { tag: tags.link, class: "tok-link" },
  { tag: tags.quote, class: "tok-comment" },
]);

export const looks = [
  syntaxHighlighting(classes),
  EditorView.theme({
    "&": { backgroundColor: "transparent", color: "inherit" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit" },
    ".cm-content": { padding: "0.5em 0", caretColor: "currentColor" },
    ".cm-gutters": { backgroundColor: "transparent", color: "inherit", border: "none" },
  }),
];
