/**
 * What makes writing pleasant once one can write: colours, completion, brackets that close
 * themselves, indentation that knows Python, and CodeMirror's many keys.
 *
 * Colours are classes whose values come from the page's style sheet, so that changing the theme
 * touches no editor.
 */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { type KeyBinding, keymap } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import { completion } from "./completion";
import { markdownSource } from "./markdown";

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

export function comfort(
  language: "python" | "markdown" | "plain",
  names: () => readonly string[],
): Extension {
  const always = [syntaxHighlighting(classes), indentUnit.of("    ")];
  switch (language) {
    case "python":
      return [
        keymap.of([...closeBracketsKeymap, ...completionKeymap]),
        always,
        pythonLanguage,
        completion(names),
        closeBrackets(),
        bracketMatching(),
        indentOnInput(),
      ];
    case "markdown":
      return [always, markdownSource];
    case "plain":
      return always;
  }
}

export const generalKeys: readonly KeyBinding[] = [indentWithTab, ...defaultKeymap];
