/**
 * What the notebook view knows while a notebook is on screen: the core's reads as signals, one per
 * cell, so that an event redraws only what it changed, and the view's own state: which cells are
 * chosen, which one is being edited, what is searched.
 *
 * It decides nothing about the notebook: edits are sent as events, and effects say what to read
 * again.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { CellKind, CellView, NotebookEvent, NotebookStatus, Notice } from "../../core";
import type { OpenNotebook, ViewEffect } from "../../core/app";
import type { CellEditor, SourceChange } from "../../core/editor";
import { watchPressed } from "./pressed";

export interface Selection {
  /** Where choosing began. */
  anchor: string | undefined;
  /** The cell that has the focus, or would. */
  head: string | undefined;
}

/** Something to do once the cell of this id is on screen. */
interface Arrival {
  id: string;
  edit: boolean;
  offset: number | undefined;
}

export interface NotebookModel {
  readonly open: OpenNotebook;
  readonly status: ReadonlySignal<NotebookStatus>;
  /** Ids in order; changes only when the order does. */
  readonly order: ReadonlySignal<readonly string[]>;
  readonly selection: Signal<Selection>;
  readonly chosen: ReadonlySignal<ReadonlySet<string>>;
  /** The cell whose tools and neighbouring places are shown: the head of the selection, but never
   * a new one while a button is held, or what is pressed would move away under the pointer. */
  readonly tooled: ReadonlySignal<string | undefined>;
  /** The cell whose editor is open for writing. */
  readonly editing: Signal<string | undefined>;
  /** Rises whenever the list of files has changed. */
  readonly files: ReadonlySignal<number>;
  /** Whether it is shown as pupils see it: a copy of an activity always is. */
  readonly asPupil: Signal<boolean>;
  /** Hints and solutions that the pupil has unfolded. */
  readonly opened: Signal<ReadonlySet<string>>;
  /** The text being searched, empty for none. */
  readonly search: Signal<string>;
  cell(id: string): ReadonlySignal<CellView | undefined>;
  /** What follows the last cell is there and waits until that one is validated. */
  readonly gated: ReadonlySignal<boolean>;
  /** A hint or a solution that the pupil has not asked for yet. */
  isAside(cell: CellView): boolean;
  refresh(id: string): CellView | undefined;
  /** Names that the code defines, read once for as long as one cell is written in: reading them
   * reads the whole notebook, and the editor itself knows what its own cell holds. */
  names(): readonly string[];
  send(event: NotebookEvent): void;
  /** Sends an event and says which cells are new after it. */
  sendAndFind(event: NotebookEvent): string[];
  /** An edit made by the page itself rather than typed: the editor follows. */
  editSource(id: string, changes: SourceChange[]): void;
  attachEditor(id: string, editor: CellEditor): () => void;
  editor(id: string): CellEditor | undefined;
  attachCell(id: string, element: HTMLElement): () => void;
  element(id: string): HTMLElement | undefined;
  choose(id: string, extend?: boolean): void;
  /** The focus has come to a cell itself: nobody writes any more, unless its editor is on its way. */
  landed(id: string): void;
  /** Puts the focus on a cell, or into its editor. */
  focus(id: string, edit: boolean, offset?: number): void;
  /** Takes the writing out of the editor; the focus goes to the cell. */
  leaveEditor(): void;
  chosenInOrder(): string[];
  numberOf(id: string): number;
  dispose(): void;
}

export function createNotebookModel(
  open: OpenNotebook,
  announce: (notice: Notice) => void,
): NotebookModel {
  const status = signal(open.status());
  const order = signal<readonly string[]>(open.order());
  const cells = new Map<string, Signal<CellView | undefined>>();
  const editors = new Map<string, CellEditor>();
  const elements = new Map<string, HTMLElement>();
  const selection = signal<Selection>({ anchor: order.value[0], head: order.value[0] });
  const tooled = signal(selection.value.head);
  const editing = signal<string | undefined>(undefined);
  const files = signal(0);
  const asPupil = signal(open.activity.value.role === "copy");
  const opened = signal<ReadonlySet<string>>(new Set());
  const search = signal("");
  let arrival: Arrival | undefined;

  const chosen = computed<ReadonlySet<string>>(() => {
    const { anchor, head } = selection.value;
    const all = order.value;
    if (head === undefined) return new Set();
    const from = all.indexOf(anchor ?? head);
    const to = all.indexOf(head);
    if (from < 0 || to < 0) return new Set([head]);
    return new Set(all.slice(Math.min(from, to), Math.max(from, to) + 1));
  });

  const slot = (id: string): Signal<CellView | undefined> => {
    let found = cells.get(id);
    if (!found) {
      found = signal(open.cell(id));
      cells.set(id, found);
    }
    return found;
  };

  let names: { editing: string | undefined; found: readonly string[] } | undefined;

  const refresh = (id: string): CellView | undefined => {
    const now = open.cell(id);
    // A cell that is gone leaves nothing behind: should undo bring it back, it is read anew.
    if (now) slot(id).value = now;
    else cells.delete(id);
    return now;
  };

  const readStatus = (): void => {
    const { saved, kernel } = status.peek();
    const now = open.status();
    // What stayed the same stays the same object, so that only what shows the rest is redrawn.
    status.value = {
      ...now,
      saved: isSameState(saved, now.saved) ? saved : now.saved,
      kernel: isSameState(kernel, now.kernel) ? kernel : now.kernel,
    };
  };

  const readOrder = (): void => {
    const before = order.value;
    const after = open.order();
    order.value = after;
    const kept = new Set(after);
    for (const id of cells.keys()) if (!kept.has(id)) cells.delete(id);
    if (editing.value !== undefined && !kept.has(editing.value)) editing.value = undefined;
    const { anchor, head } = selection.value;
    if (head !== undefined && kept.has(head)) {
      if (anchor !== undefined && !kept.has(anchor)) selection.value = { anchor: head, head };
      return;
    }
    // The chosen cell is gone: its neighbour takes the focus, as in Jupyter.
    const place = head === undefined ? 0 : Math.max(0, before.indexOf(head));
    const heir =
      before.slice(place).find((id) => kept.has(id)) ??
      before
        .slice(0, place)
        .reverse()
        .find((id) => kept.has(id)) ??
      after[0];
    const hadFocus =
      head !== undefined && elements.get(head)?.contains(document.activeElement) === true;
    selection.value = { anchor: heir, head: heir };
    if (heir !== undefined && hadFocus) focus(heir, false);
  };

  const perform = (effect: ViewEffect): void => {
    switch (effect.type) {
      case "orderChanged":
        names = undefined;
        readOrder();
        return;
      case "cellChanged":
      case "outputsChanged":
        // A cell nobody looks at is read when it comes on screen.
        if (cells.has(effect.cell)) refresh(effect.cell);
        return;
      case "sourceChanged": {
        names = undefined;
        const now = refresh(effect.cell);
        if (now) editors.get(effect.cell)?.applyChanges(effect.changes, now.source);
        return;
      }
      case "filesChanged":
        files.value += 1;
        return;
      case "statusChanged":
        readStatus();
        return;
      case "focus":
        // Who was writing goes on writing; who gave commands goes on giving them.
        focus(
          effect.cell,
          effect.offset !== undefined && editing.value !== undefined,
          effect.offset,
        );
        return;
      case "announce":
        announce(effect.notice);
        return;
    }
  };

  const unsubscribe = open.subscribe((effects) => {
    for (const effect of effects) perform(effect);
  });

  const gated = computed(() => {
    const last = order.value[order.value.length - 1];
    const cell = asPupil.value && last !== undefined ? slot(last).value : undefined;
    return cell?.breakpoint === true && !cell.passed;
  });

  const arrive = (): void => {
    if (!arrival) return;
    const { id, edit, offset } = arrival;
    const element = elements.get(id);
    if (!element) return;
    if (!edit) {
      arrival = undefined;
      if (!element.contains(document.activeElement) || document.activeElement !== element) {
        element.focus();
      }
      return;
    }
    const editor = editors.get(id);
    if (!editor) return;
    arrival = undefined;
    editor.focus();
    if (offset !== undefined) editor.setCursor(offset);
  };

  function focus(id: string, edit: boolean, offset?: number): void {
    selection.value = { anchor: id, head: id };
    editing.value = edit ? id : undefined;
    arrival = { id, edit, offset };
    arrive();
  }

  const pressed = watchPressed();
  const endTools = effect(() => {
    const { head } = selection.value;
    if (!pressed.held.value) tooled.value = head;
  });

  /** Ends writing in a cell without moving the focus. */
  function stopWriting(): void {
    const id = editing.value;
    if (id === undefined) return;
    editing.value = undefined;
    refresh(id);
  }

  const model: NotebookModel = {
    open,
    status,
    order,
    selection,
    chosen,
    tooled,
    editing,
    files,
    asPupil,
    opened,
    search,
    cell: slot,
    gated,
    isAside: ({ id, role }) =>
      asPupil.value && (role === "hint" || role === "solution") && !opened.value.has(id),
    refresh,
    names() {
      const now = editing.peek();
      if (names === undefined || names.editing !== now) {
        names = { editing: now, found: open.names() };
      }
      return names.found;
    },
    send: (event) => open.send(event),
    sendAndFind(event) {
      const before = new Set(order.value);
      open.send(event);
      return order.value.filter((id) => !before.has(id));
    },
    editSource(id, changes) {
      open.send({ type: "editSource", cell: id, changes });
      const now = refresh(id);
      if (now) editors.get(id)?.applyChanges(changes, now.source);
    },
    attachEditor(id, editor) {
      editors.set(id, editor);
      arrive();
      return () => {
        if (editors.get(id) === editor) editors.delete(id);
      };
    },
    editor: (id) => editors.get(id),
    attachCell(id, element) {
      elements.set(id, element);
      arrive();
      return () => {
        if (elements.get(id) === element) elements.delete(id);
      };
    },
    element: (id) => elements.get(id),
    choose(id, extend = false) {
      const anchor = extend ? (selection.value.anchor ?? id) : id;
      if (editing.value !== id) stopWriting();
      const now = selection.value;
      if (now.anchor === anchor && now.head === id) return;
      selection.value = { anchor, head: id };
    },
    landed(id) {
      if (!chosen.value.has(id)) model.choose(id);
      if (!(arrival?.id === id && arrival.edit)) stopWriting();
    },
    focus,
    leaveEditor() {
      const id = editing.value ?? selection.value.head;
      if (id === undefined) return;
      refresh(id);
      focus(id, false);
    },
    chosenInOrder: () => order.value.filter((id) => chosen.value.has(id)),
    numberOf: (id) => order.value.indexOf(id) + 1,
    dispose() {
      unsubscribe();
      endTools();
      pressed.end();
    },
  };
  return model;
}

type State = NotebookStatus["saved"] | NotebookStatus["kernel"];

function isSameState(one: State, other: State): boolean {
  const reason = (state: State) => (state.type === "failed" ? state.reason : undefined);
  return one.type === other.type && reason(one) === reason(other);
}

/** The words of a cell's kind. */
export function kindWord(
  kind: CellKind,
  words: { kindCode: string; kindMarkdown: string; kindRaw: string },
): string {
  switch (kind) {
    case "code":
      return words.kindCode;
    case "markdown":
      return words.kindMarkdown;
    case "raw":
      return words.kindRaw;
  }
}
