/**
 * What a teacher makes an activity with: the panel beside the cells, what a cell is for, the labels
 * on cells, the look as a pupil. One script that is fetched when somebody asks for any of it.
 *
 * It decides nothing about notebooks: marks and facts are events. Start with `ActivityPanel`.
 */
import { useComputed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CellView } from "../../core";
import type { NotebookModel } from "../notebook/model";
import { Action } from "../parts";
import { go } from "../router";
import { type Ui, useUi, useWatched, useWords } from "../ui";
import { Advices, useAdvice } from "./advices";
import style from "./authoring.css?inline";
import { FactsForm } from "./facts-form";
import { MarksForm } from "./marks-form";
import { Publish } from "./publish";
import { useAuthoringWords, wordsFor } from "./words";

export { PupilBar, PupilPreview } from "./preview";

// Once for all that this script shows, on many cells too.
const sheet = document.createElement("style");
sheet.textContent = style;
document.head.append(sheet);

export function ActivityPanel({ model, close }: { model: NotebookModel; close(): void }) {
  const ui = useUi();
  const words = useWords();
  const own = useAuthoringWords();
  const head = useRef<HTMLHeadingElement>(null);
  const { version } = useWatched(model.open.activity);
  const chosen = useComputed(() => model.chosenInOrder()).value;
  const advice = useAdvice(model) ?? [];
  // Open at first where something is missing.
  const [undescribed] = useState(() => model.open.facts().levels.length === 0);

  useEffect(() => head.current?.focus(), []);

  return (
    <section
      class="authoring"
      aria-labelledby="activity-title"
      data-testid="activity-panel"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
        const cell = model.selection.peek().head;
        if (cell !== undefined) model.focus(cell, false);
      }}
    >
      <div class="authoring-head">
        <h2 id="activity-title" ref={head} tabIndex={-1}>
          {own.title}
        </h2>
        <Action icon="close" label={words.close} compact onPress={close} testid="close-activity" />
      </div>
      <p class="quiet" data-testid="activity-version">
        {version === 0 ? own.never : own.given(version)}
      </p>
      <div class="authoring-actions">
        <button
          type="button"
          class="button button-primary"
          data-testid="give-activity"
          onClick={() => openPublish(ui, model)}
        >
          {own.give}
        </button>
        <button
          type="button"
          class="button"
          data-testid="see-as-pupil"
          onClick={() => {
            close();
            go({ view: "pupil", id: model.open.id });
          }}
        >
          {own.asPupil}
        </button>
      </div>
      <details open>
        <summary>
          {chosen.length > 1
            ? own.cellsHeading(chosen.length)
            : own.cellHeading(String(chosen[0] === undefined ? "" : model.numberOf(chosen[0])))}
        </summary>
        {chosen.length === 0 ? (
          <p class="quiet">{own.cellHint}</p>
        ) : (
          <MarksForm model={model} ids={chosen} />
        )}
      </details>
      <details open={undescribed}>
        <summary data-testid="activity-facts">{own.about}</summary>
        <FactsForm model={model} />
      </details>
      <details>
        <summary data-testid="activity-advice">
          {own.advice}
          {advice.length > 0 && <span class="authoring-count">{advice.length}</span>}
        </summary>
        <Advices model={model} advice={advice} />
      </details>
    </section>
  );
}

function openPublish(ui: Ui, model: NotebookModel): void {
  ui.dialog.value = { title: wordsFor(ui).give, body: () => <Publish model={model} /> };
}

/** Says what cells are for, where the panel is not at hand. */
export function openMarks(ui: Ui, model: NotebookModel, ids: readonly string[]): void {
  const own = wordsFor(ui);
  const [first = ""] = ids;
  const title =
    ids.length > 1 ? own.cellsHeading(ids.length) : own.cellHeading(String(model.numberOf(first)));
  ui.dialog.value = {
    title,
    body: () => (
      <>
        <MarksForm model={model} ids={ids} />
      </>
    ),
  };
}

/** What a cell is for, on the cell; a press changes it. */
export function Marks({ model, cell }: { model: NotebookModel; cell: CellView }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const { role } = cell;
  const labels = [
    ...(role === "plain" ? [] : [[role, own.labels[role]] as const]),
    ...(cell.breakpoint ? [["breakpoint", own.labels.breakpoint] as const] : []),
    ...(cell.locked ? [["locked", own.labels.locked] as const] : []),
    ...(cell.slide in own.slides && cell.slide !== ""
      ? [["slide", own.slides[cell.slide as keyof typeof own.slides]] as const]
      : []),
  ];
  return (
    <p class="cell-marks" data-testid="cell-marks">
      {labels.map(([kind, label]) => (
        <button
          type="button"
          key={kind}
          class={`cell-mark cell-mark-${kind}`}
          aria-label={own.change(label)}
          tabIndex={-1}
          onClick={() => openMarks(ui, model, [cell.id])}
        >
          {label}
        </button>
      ))}
    </p>
  );
}
