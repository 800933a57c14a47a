/**
 * The source of a cell: plain text until it comes near the visible part, an editor from then on,
 * plain text again when it is far away and nobody writes in it.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CellView } from "../../core";
import type { EditorLanguage } from "../../core/editor";
import { useUi, useWords } from "../ui";
import { kindWord, type NotebookModel } from "./model";
import { watchNear } from "./near";

export interface SourceProps {
  model: NotebookModel;
  id: string;
  cell: CellView;
  number: number;
}

export function languageOfCell(cell: CellView, notebook: string): EditorLanguage {
  if (cell.kind === "markdown") return "markdown";
  return cell.kind === "code" && notebook === "python" ? "python" : "plain";
}

export function Source({ model, id, cell, number }: SourceProps) {
  const ui = useUi();
  const words = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const writing = model.editing.value === id;
  const create = ui.createEditor.value;
  const wanted = create !== undefined && (near || writing);
  const language = languageOfCell(cell, model.status.peek().language);
  const label = words.editorLabel(number, kindWord(cell.kind, words));
  // Pressing on plain text puts the cursor where it was pressed, as in an editor.
  const pressed = useRef<{ x: number; y: number } | undefined>(undefined);

  useEffect(() => (frame.current ? watchNear(frame.current, setNear) : undefined), []);

  // Before the frame is painted: the plain text is already gone.
  useLayoutEffect(() => {
    if (!wanted || !create || !host.current) return;
    // The signal lags behind what was typed in an earlier editor: read again.
    const source = (model.refresh(id) ?? cell).source;
    const editor = create({
      parent: host.current,
      source,
      language,
      readOnly: cell.locked,
      label,
      names: model.names,
      onChange: (changes) => model.send({ type: "editSource", cell: id, changes }),
      onEscape: () => model.leaveEditor(),
      onLeave: (towards) => leave(model, id, towards),
      onUndo: () => model.send({ type: "undo" }),
      onRedo: () => model.send({ type: "redo" }),
    });
    const detach = model.attachEditor(id, editor);
    if (pressed.current) {
      editor.setCursorAt(pressed.current.x, pressed.current.y);
      editor.focus();
      pressed.current = undefined;
    }
    return () => {
      detach();
      editor.destroy();
      model.refresh(id);
    };
  }, [wanted, create, id]);

  useEffect(() => model.editor(id)?.setLabel(label), [label]);
  useEffect(() => model.editor(id)?.setLanguage(language), [language]);
  useEffect(() => model.editor(id)?.setReadOnly(cell.locked), [cell.locked]);
  useEffect(() => model.editor(id)?.markLine(cell.errorLine), [cell.errorLine, wanted]);
  const search = model.search.value;
  useEffect(() => model.editor(id)?.markText(search), [search, wanted]);

  const numbered = language === "python";
  return (
    <div
      class={`cell-editor cell-editor-${language}`}
      data-testid="cell-editor"
      ref={frame}
      onFocusIn={() => {
        if (model.editing.peek() !== id) model.editing.value = id;
        model.choose(id);
      }}
      onFocusOut={() => {
        if (model.editing.peek() === id && cell.kind === "code") model.editing.value = undefined;
      }}
      onMouseDown={(event) => {
        // Also when the editor is wanted but not made yet: the press must not be lost.
        if (model.editor(id) || event.button !== 0) return;
        pressed.current = { x: event.clientX, y: event.clientY };
        model.choose(id);
        model.editing.value = id;
      }}
    >
      <div ref={host} class="cell-editor-host" />
      {!wanted && (
        <pre class={numbered ? "cell-plain cell-plain-numbered" : "cell-plain"}>
          {cell.source || "\u00a0"}
        </pre>
      )}
    </div>
  );
}

/** An arrow at the edge of an editor goes on in the next cell: in its editor when it has one. */
function leave(model: NotebookModel, id: string, towards: "up" | "down"): void {
  const order = model.order.value;
  const next = order[order.indexOf(id) + (towards === "up" ? -1 : 1)];
  if (next === undefined) return;
  const cell = model.cell(next).peek();
  if (model.cell(id).peek()?.kind === "markdown") model.refresh(id);
  const into = cell !== undefined && cell.kind !== "markdown" && !cell.sourceFolded;
  const offset = towards === "up" ? cell?.source.length : 0;
  if (into) model.focus(next, true, offset);
  else model.focus(next, false);
}
