/**
 * The editor of one cell. It turns what is typed into source changes for the core and applies the
 * core's own; it keeps no history, since undo belongs to the whole notebook.
 *
 * It knows CodeMirror and nothing of notebooks: everything comes in by `CellEditorOptions`. Reading
 * and typing need only what is here; colours, completion and the rest (`comfort`) are as many bytes
 * again, and join the editors that are there when they arrive.
 */
import { Annotation, Compartment, EditorState, type Extension, Text } from "@codemirror/state";
import { EditorView, type KeyBinding, keymap, lineNumbers } from "@codemirror/view";
import type {
  CellEditor,
  CellEditorOptions,
  EditorLanguage,
  EditorPerson,
  SourceChange,
} from "../core/editor";
import { changeBetween, changeSpecFromSourceChanges, sourceChangesFromChangeSet } from "./changes";
import { comfortNow, hurryComfort, onComfort } from "./later";
import { looks } from "./looks";
import { errorLine, marks, searchedText } from "./marks";

/** Marks a transaction that came from the core, so that it is not sent back. */
const fromCore = Annotation.define<true>();

const textOf = (source: string): Text => Text.of(source.split("\n"));

function languageOf(language: EditorLanguage, names: () => readonly string[]): Extension {
  return [
    comfortNow()?.comfort(language, names) ?? [],
    language === "python" ? lineNumbers() : EditorView.lineWrapping,
  ];
}

/** What the keys do that a browser's own text box has not. */
const plainKeys: KeyBinding[] = [
  {
    key: "Enter",
    run(view) {
      const { state } = view;
      const [indent = ""] = /^\s*/.exec(state.doc.lineAt(state.selection.main.from).text) ?? [];
      view.dispatch(state.replaceSelection(`\n${indent}`), {
        scrollIntoView: true,
        userEvent: "input",
      });
      return true;
    },
  },
  {
    key: "Tab",
    run(view) {
      view.dispatch(view.state.replaceSelection("    "), { userEvent: "input" });
      return true;
    },
  },
];

const generalKeys = (): Extension => keymap.of([...(comfortNow()?.generalKeys ?? plainKeys)]);

/** Arrows leave the cell only where the cursor cannot move on inside it. */
function leaving(options: CellEditorOptions): KeyBinding[] {
  const at = (view: EditorView, towards: "up" | "down"): boolean => {
    const { main } = view.state.selection;
    if (!main.empty) return false;
    const moved = view.moveVertically(main, towards === "down");
    const line = view.state.doc.lineAt(main.head).number;
    const outer = towards === "up" ? 1 : view.state.doc.lines;
    if (line !== outer || view.state.doc.lineAt(moved.head).number !== line) return false;
    // Within a wrapped line the cursor may still move.
    const here = view.coordsAtPos(main.head);
    const there = view.coordsAtPos(moved.head);
    if (here && there && Math.abs(here.top - there.top) > 2) return false;
    options.onLeave(towards);
    return true;
  };
  return [
    { key: "ArrowUp", run: (view) => at(view, "up") },
    { key: "ArrowDown", run: (view) => at(view, "down") },
    {
      key: "Escape",
      run: () => {
        options.onEscape();
        return true;
      },
    },
  ];
}

function attributes(label: string): Extension {
  return EditorView.contentAttributes.of({
    "aria-label": label,
    spellcheck: "false",
    autocapitalize: "off",
    autocorrect: "off",
  });
}

const writable = (readOnly: boolean): Extension => EditorState.readOnly.of(readOnly);

export function createCellEditor(options: CellEditorOptions): CellEditor {
  const language = new Compartment();
  const keys = new Compartment();
  const label = new Compartment();
  const lock = new Compartment();

  const listener = EditorView.updateListener.of((update) => {
    for (const transaction of update.transactions) {
      if (!transaction.docChanged || transaction.annotation(fromCore)) continue;
      options.onChange(sourceChangesFromChangeSet(transaction.changes));
    }
  });

  const native = EditorView.domEventHandlers({
    focus: () => {
      hurryComfort();
    },
    // The browser's own undo (shaking a tablet, its menu) would bypass the notebook's.
    beforeinput(event) {
      if (event.inputType === "historyUndo") options.onUndo();
      else if (event.inputType === "historyRedo") options.onRedo();
      else return false;
      event.preventDefault();
      return true;
    },
  });

  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: textOf(options.source),
      extensions: [
        EditorState.lineSeparator.of("\n"),
        EditorState.tabSize.of(4),
        // The language's keys (completion) come before the general ones.
        language.of(languageOf(options.language, options.names)),
        keymap.of(leaving(options)),
        keys.of(generalKeys()),
        label.of(attributes(options.label)),
        lock.of(writable(options.readOnly)),
        looks,
        marks,
        listener,
        native,
      ],
    }),
  });

  let current = options.language;
  const setLanguage = (next: EditorLanguage): void => {
    current = next;
    view.dispatch({
      effects: [
        language.reconfigure(languageOf(next, options.names)),
        keys.reconfigure(generalKeys()),
      ],
    });
  };
  const stopWaiting = onComfort(() => setLanguage(current));

  const within = (offset: number): number => Math.max(0, Math.min(offset, view.state.doc.length));

  return {
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus,
    cursor(): number {
      // A key that the browser handles moves the selection a moment before CodeMirror hears of it.
      const selection = view.hasFocus ? document.getSelection() : null;
      const node = selection?.focusNode;
      return selection && node && view.contentDOM.contains(node)
        ? view.posAtDOM(node, selection.focusOffset)
        : view.state.selection.main.head;
    },
    setCursor(offset: number): void {
      view.dispatch({ selection: { anchor: within(offset) }, scrollIntoView: true });
    },
    setCursorAt(x: number, y: number): void {
      view.dispatch({ selection: { anchor: view.posAtCoords({ x, y }, false) } });
    },
    select(start: number, end: number): void {
      view.dispatch({
        selection: { anchor: within(start), head: within(end) },
        scrollIntoView: true,
      });
    },
    applyChanges(changes: readonly SourceChange[], source: string): void {
      const before = view.state.doc.toString();
      if (before === source) return;
      const last = changes[changes.length - 1];
      const fits = last !== undefined && last.end <= before.length;
      const transaction = fits
        ? view.state.update({
            changes: changeSpecFromSourceChanges(changes),
            annotations: fromCore.of(true),
          })
        : undefined;
      if (transaction && transaction.newDoc.toString() === source) {
        view.dispatch(transaction);
        return;
      }
      // The core's text is the truth; whatever led here, the editor shows it.
      const change = changeBetween(before, source);
      if (!change) return;
      view.dispatch({
        changes: changeSpecFromSourceChanges([change]),
        annotations: fromCore.of(true),
      });
    },
    setLanguage,
    setLabel(text: string): void {
      view.dispatch({ effects: label.reconfigure(attributes(text)) });
    },
    setReadOnly(readOnly: boolean): void {
      view.dispatch({ effects: lock.reconfigure(writable(readOnly)) });
    },
    markLine(line: number | undefined): void {
      view.dispatch({ effects: errorLine.of(line) });
    },
    markText(text: string): void {
      view.dispatch({ effects: searchedText.of(text) });
    },
    showPeople(people: readonly EditorPerson[]): void {
      import("./people").then(
        ({ showPeople }) => showPeople(view, people),
        // Who is here is said beside the notebook too.
        () => undefined,
      );
    },
    destroy(): void {
      stopWaiting();
      view.destroy();
    },
  };
}
