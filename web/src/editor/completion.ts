/**
 * What may be meant: names of the notebook, Python's words, and after a dot the members of known
 * modules and the methods of everyday types.
 */
import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion,
} from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import { builtins, exceptions, keywords, members, methods, modules } from "./python-words";

const listed = (type: string, labels: readonly string[], boost = 0): Completion[] =>
  labels.map((label) => ({ label, type, boost }));

const python: Completion[] = [
  ...listed("keyword", keywords),
  ...listed("function", builtins),
  ...listed("class", exceptions, -1),
];

// Chromium 64 knows no `\p{L}`: everything above ASCII counts as a letter.
const word = /[A-Za-z_\u00aa-\uffff][\w\u00aa-\uffff]*/;
const valid = /^[\w\u00aa-\uffff]*$/;

/** Names written in a text that begin with what has been typed, but for what is being typed. */
function namesIn(text: string, typed: string): string[] {
  const found = new Set<string>();
  for (const [name] of text.matchAll(/[A-Za-z_\u00aa-\uffff][\w\u00aa-\uffff]{2,}/g)) {
    if (name !== typed) found.add(name);
  }
  return [...found];
}

function source(names: () => readonly string[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    if (/Comment|String/.test(node.name)) return null;
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);

    const dotted = /([A-Za-z_\u00aa-\uffff][\w\u00aa-\uffff]*)?\.([\w\u00aa-\uffff]*)$/.exec(
      before,
    );
    if (dotted && !/\d\.\d*$/.test(before)) {
      const from = context.pos - (dotted[2] ?? "").length;
      const known = members[dotted[1] ?? ""];
      return { from, options: listed("method", known ?? methods), validFor: valid };
    }
    const imported = /^\s*(?:import|from)\s+([\w\u00aa-\uffff]*)$/.exec(before);
    if (imported) {
      const from = context.pos - (imported[1] ?? "").length;
      return { from, options: listed("namespace", modules), validFor: valid };
    }
    const taken =
      /^\s*from\s+([\w\u00aa-\uffff]+)\s+import\s+(?:.*,\s*)?([\w\u00aa-\uffff]*)$/.exec(before);
    if (taken) {
      const from = context.pos - (taken[2] ?? "").length;
      return { from, options: listed("function", members[taken[1] ?? ""] ?? []), validFor: valid };
    }
    const typed = context.matchBefore(word);
    if (!context.explicit && (!typed || typed.text.length < 2)) return null;
    const own = new Set([...names(), ...namesIn(context.state.doc.toString(), typed?.text ?? "")]);
    for (const { label } of python) own.delete(label);
    return {
      from: typed?.from ?? context.pos,
      options: [...listed("variable", [...own], 2), ...python],
      validFor: valid,
    };
  };
}

/** Tab takes the first proposal, or the one that was chosen. */
function take(view: EditorView): boolean {
  if (completionStatus(view.state) !== "active") return false;
  if (!selectedCompletion(view.state)) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

export function completion(names: () => readonly string[]): Extension {
  return [
    keymap.of([{ key: "Tab", run: take }]),
    autocompletion({
      override: [source(names)],
      icons: false,
      // In a pause only: a list that is made anew at each key slows the typing down on an old machine.
      activateOnTypingDelay: 250,
      // Enter after a whole word must begin a new line, not replace the word.
      selectOnOpen: false,
      // A list of more rows than a pupil reads hides the code on small screens.
      maxRenderedOptions: 20,
    }),
  ];
}
