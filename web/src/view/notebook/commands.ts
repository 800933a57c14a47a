/**
 * What each action of the keyboard table and of the buttons does: events for the core, focus and
 * selection for the view.
 */
import type { CellKind, Placement } from "../../core";
import type { Action } from "../keyboard";
import { go } from "../router";
import type { Ui } from "../ui";
import type { NotebookModel } from "./model";

export interface Commands {
  perform(action: Action): void;
  insert(kind: CellKind, placement: Placement, edit: boolean): void;
  run(id: string): void;
  split(id: string): void;
  mergeBelow(ids: readonly string[]): void;
  convert(ids: readonly string[], kind: CellKind): void;
  remove(ids: readonly string[]): void;
  copy(ids: readonly string[]): void;
  cut(ids: readonly string[]): void;
  paste(placement: Placement): void;
  /** Moves the cells one place. */
  move(ids: readonly string[], towards: "up" | "down"): void;
  edit(id: string): void;
}

/** Copied cells, for this tab; the system's clipboard gets the same text where it is allowed. */
let clipboard = "";

export interface CommandParts {
  ui: Ui;
  model: NotebookModel;
  openFind(): void;
  openFiles(): void;
}

export function createCommands({ ui, model, openFind, openFiles }: CommandParts): Commands {
  const { send } = model;
  const words = () => ui.words.value;
  const head = () => model.selection.value.head;

  /** The cell so many places away from another one. */
  const neighbour = (id: string | undefined, step: number): string | undefined => {
    const order = model.order.value;
    if (id === undefined) return order[0];
    return order[order.indexOf(id) + step];
  };

  const remember = (ids: readonly string[]): void => {
    clipboard = model.open.copyCells([...ids]);
    try {
      // Old engines and plain http have no clipboard; the tab's own serves.
      window.navigator.clipboard?.writeText(clipboard).catch(() => undefined);
    } catch {
      // As above.
    }
  };

  const commands: Commands = {
    insert(kind, placement, edit) {
      const [id] = model.sendAndFind({ type: "insertCell", kind, source: "", placement });
      if (id !== undefined) model.focus(id, edit, edit ? 0 : undefined);
    },
    run(id) {
      const cell = model.cell(id).peek();
      if (!cell) return;
      if (cell.kind === "code") send({ type: "runCells", cells: [id] });
      else if (model.editing.peek() === id) model.leaveEditor();
    },
    split(id) {
      const editor = model.editor(id);
      const cell = model.refresh(id);
      if (!cell || cell.locked) return;
      const offset = editor ? editor.cursor() : cell.source.length;
      const [made] = model.sendAndFind({ type: "splitCell", cell: id, offset });
      if (made !== undefined) model.focus(made, cell.kind !== "markdown", 0);
    },
    mergeBelow(ids) {
      const last = ids[ids.length - 1];
      const below = ids.length === 1 ? neighbour(last, 1) : undefined;
      const cells = below === undefined ? [...ids] : [...ids, below];
      if (cells.length > 1) send({ type: "mergeCells", cells });
    },
    convert(ids, kind) {
      send({ type: "convertCells", cells: [...ids], kind });
      const first = ids[0];
      if (first !== undefined) model.focus(first, false);
    },
    remove(ids) {
      if (ids.some((id) => model.cell(id).peek()?.kept))
        ui.toast(words().kept, { kind: "problem" });
      send({ type: "deleteCells", cells: [...ids] });
      const next = head();
      if (next !== undefined) model.focus(next, false);
    },
    copy(ids) {
      remember(ids);
      ui.toast(words().cellsCopied(ids.length));
    },
    cut(ids) {
      remember(ids);
      commands.remove(ids);
    },
    paste(placement) {
      if (!clipboard) {
        ui.toast(words().nothingToPaste);
        return;
      }
      const made = model.sendAndFind({ type: "pasteCells", text: clipboard, placement });
      const last = made[made.length - 1];
      if (last !== undefined) model.focus(last, false);
    },
    move(ids, towards) {
      const edge = towards === "up" ? ids[0] : ids[ids.length - 1];
      const beside = neighbour(edge, towards === "up" ? -1 : 1);
      if (beside === undefined) return;
      const placement: Placement =
        towards === "up" ? { type: "before", cell: beside } : { type: "after", cell: beside };
      const editing = model.editing.peek();
      const { anchor } = model.selection.value;
      const focused = head();
      send({ type: "moveCells", cells: [...ids], placement });
      if (focused === undefined) return;
      model.focus(focused, editing === focused);
      model.selection.value = { anchor, head: focused };
      model.element(focused)?.scrollIntoView({ block: "nearest" });
    },
    edit(id) {
      const cell = model.cell(id).peek();
      if (!cell) return;
      if (model.isAside(cell)) {
        model.element(id)?.querySelector<HTMLElement>(".role-toggle")?.focus();
        return;
      }
      if (cell.locked) ui.toast(words().locked);
      if (cell.sourceFolded) send({ type: "foldCell", cell: id, part: "source", folded: false });
      model.focus(id, true);
    },
    perform,
  };

  /** Runs what is chosen; says which cell was the last. */
  function runChosen(): string | undefined {
    const ids = model.chosenInOrder();
    const code = ids.filter((id) => {
      const cell = model.cell(id).peek();
      return cell?.kind === "code" && !model.isAside(cell);
    });
    if (code.length > 0) send({ type: "runCells", cells: code });
    const last = ids[ids.length - 1];
    if (last !== undefined && model.cell(last).peek()?.kind === "markdown") model.refresh(last);
    return last;
  }

  function step(by: number, extend: boolean): void {
    const to = neighbour(head(), by);
    if (to === undefined) return;
    if (!extend) {
      model.focus(to, false);
    } else {
      model.choose(to, true);
      model.element(to)?.focus();
    }
    model.element(to)?.scrollIntoView({ block: "nearest" });
  }

  function fold(part: "source" | "outputs"): void {
    for (const id of model.chosenInOrder()) {
      const cell = model.cell(id).peek();
      if (!cell) continue;
      const folded = part === "source" ? cell.sourceFolded : cell.outputsFolded;
      send({ type: "foldCell", cell: id, part, folded: !folded });
    }
  }

  function perform(action: Action): void {
    const id = head();
    const ids = model.chosenInOrder();
    switch (action) {
      case "runAndNext": {
        const last = runChosen();
        const next = neighbour(last, 1);
        if (next !== undefined) {
          model.focus(next, false);
          model.element(next)?.scrollIntoView({ block: "nearest" });
        } else if (last !== undefined && model.gated.peek()) model.focus(last, false);
        else commands.insert("code", { type: "last" }, true);
        return;
      }
      case "runInPlace":
        runChosen();
        if (id !== undefined) model.leaveEditor();
        return;
      case "runAndInsert": {
        const last = runChosen();
        if (last !== undefined) commands.insert("code", { type: "after", cell: last }, true);
        return;
      }
      case "edit":
        if (id !== undefined) commands.edit(id);
        return;
      case "leaveEdit":
        model.leaveEditor();
        return;
      case "insertAbove":
        commands.insert(
          "code",
          id === undefined ? { type: "first" } : { type: "before", cell: id },
          false,
        );
        return;
      case "insertBelow":
        commands.insert(
          "code",
          id === undefined ? { type: "last" } : { type: "after", cell: id },
          false,
        );
        return;
      case "deleteCells":
        commands.remove(ids);
        return;
      case "toCode":
        commands.convert(ids, "code");
        return;
      case "toMarkdown":
        commands.convert(ids, "markdown");
        return;
      case "toRaw":
        commands.convert(ids, "raw");
        return;
      case "cut":
        commands.cut(ids);
        return;
      case "copy":
        commands.copy(ids);
        return;
      case "paste":
        commands.paste(id === undefined ? { type: "last" } : { type: "after", cell: id });
        return;
      case "pasteAbove":
        commands.paste(id === undefined ? { type: "first" } : { type: "before", cell: id });
        return;
      case "undo":
        send({ type: "undo" });
        return;
      case "redo":
        send({ type: "redo" });
        return;
      case "merge":
        commands.mergeBelow(ids);
        return;
      case "split":
        if (id !== undefined) commands.split(id);
        return;
      case "previous":
        step(-1, false);
        return;
      case "next":
        step(1, false);
        return;
      case "extendUp":
        step(-1, true);
        return;
      case "extendDown":
        step(1, true);
        return;
      case "moveUp":
        commands.move(ids, "up");
        return;
      case "moveDown":
        commands.move(ids, "down");
        return;
      case "first":
      case "last": {
        const order = model.order.value;
        const to = action === "first" ? order[0] : order[order.length - 1];
        if (to === undefined) return;
        model.focus(to, false);
        model.element(to)?.scrollIntoView({ block: "nearest" });
        return;
      }
      case "selectAll": {
        const order = model.order.value;
        model.selection.value = { anchor: order[0], head: order[order.length - 1] };
        return;
      }
      case "foldOutputs":
        fold("outputs");
        return;
      case "foldSource":
        fold("source");
        return;
      case "stop":
        send({ type: "stop" });
        return;
      case "restart":
        send({ type: "restart", runAll: false });
        return;
      case "save":
        send({ type: "flush" });
        ui.toast(
          model.status.value.saved.type === "saved" ? words().allSaved : words().stillSaving,
        );
        return;
      case "files":
        openFiles();
        return;
      case "find":
        openFind();
        return;
      case "shortcuts":
        go({ view: "help" });
        return;
    }
  }

  return commands;
}
