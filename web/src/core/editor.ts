/**
 * What the views ask of the editor room and what it asks of them: `src/editor` implements it, the
 * views use it, and neither imports the other. Offsets are UTF-16 units of the source.
 */

/** One replaced stretch of a source. */
export interface SourceChange {
  start: number;
  end: number;
  text: string;
}

export type EditorLanguage = "python" | "markdown" | "plain";

export interface CellEditorOptions {
  parent: HTMLElement;
  source: string;
  language: EditorLanguage;
  readOnly: boolean;
  /** Says which cell this is to a screen reader. */
  label: string;
  /** Names defined in the notebook, asked when a completion is wanted. */
  names(): readonly string[];
  onChange(changes: SourceChange[]): void;
  /** Escape with nothing left to close. */
  onEscape(): void;
  /** An arrow at the first or the last line. */
  onLeave(towards: "up" | "down"): void;
  onUndo(): void;
  onRedo(): void;
}

export interface CellEditor {
  focus(): void;
  hasFocus(): boolean;
  /** Where the cursor is. */
  cursor(): number;
  setCursor(offset: number): void;
  setCursorAt(x: number, y: number): void;
  select(start: number, end: number): void;
  /** Changes that came from elsewhere; `source` is the whole text after them. */
  applyChanges(changes: readonly SourceChange[], source: string): void;
  setLanguage(language: EditorLanguage): void;
  setLabel(label: string): void;
  setReadOnly(readOnly: boolean): void;
  /** Marks the line of an error, one for the first. */
  markLine(line: number | undefined): void;
  /** Marks every place where a text occurs. */
  markText(text: string): void;
  /** Shows where others write. */
  showPeople(people: readonly EditorPerson[]): void;
  destroy(): void;
}

/** Somebody else in a source. */
export interface EditorPerson {
  name: string;
  /** From 0; the style sheet has a colour for each. */
  colour: number;
  from: number;
  /** Where the cursor is. */
  to: number;
}

export type CreateCellEditor = (options: CellEditorOptions) => CellEditor;
