/** What happened to an activity, said aloud and on screen, and where the pupil goes on from there. */
import type { Notice } from "../../core";
import { pupilWords } from "../../i18n/pupil";
import type { NotebookModel } from "../notebook/model";
import type { Ui } from "../ui";

export type ActivityNotice = Extract<
  Notice,
  { type: "partOpened" | "correctionTaken" | "startedAgain" }
>;

export function sayActivityNotice(ui: Ui, model: NotebookModel, notice: ActivityNotice): void {
  const own = pupilWords[ui.language.value];
  const undo = { label: ui.words.value.undo, run: () => model.send({ type: "undo" }) };
  switch (notice.type) {
    case "partOpened": {
      ui.say(own.partOpened);
      const next = firstOpened(model);
      const editing = model.editing.peek();
      // Whoever writes elsewhere meanwhile goes on writing.
      if (next !== undefined && editing === undefined) model.focus(next, false);
      return;
    }
    case "correctionTaken":
      ui.toast(own.correctionTaken(notice.version, notice.kept));
      return;
    case "startedAgain":
      ui.toast(own.startedAgain, { action: undo });
      return;
  }
}

/** The cell after the last gate that was passed. */
function firstOpened(model: NotebookModel): string | undefined {
  const order = model.order.peek();
  for (let at = order.length - 2; at >= 0; at -= 1) {
    const cell = model.cell(order[at] ?? "").peek();
    if (cell?.breakpoint && cell.passed) return order[at + 1];
  }
  return undefined;
}
