/**
 * One cell on screen: its state and run button, its source or rendered text, its outputs, the
 * question it asks, and the actions on it when it is chosen.
 */
import { useComputed } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CellView } from "../../core";
import { durationFromMillis } from "../../i18n";
import { pupilParts } from "../activity/parts";
import { Icon } from "../icons";
import { soon } from "../later";
import { useUi, useWords } from "../ui";
import { CellTools } from "./cell-tools";
import type { Commands } from "./commands";
import { followLink } from "./links";
import { kindWord, type NotebookModel } from "./model";
import { Outputs, stateWord } from "./outputs";
import { Question } from "./question";
import { Source } from "./source";

const BothChanged = soon(async () => (await import("../sharing/sharing")).BothChanged);
const Marks = soon(async () => (await import("../authoring/authoring")).Marks);

export interface CellProps {
  model: NotebookModel;
  commands: Commands;
  id: string;
  number: number;
  last: boolean;
}

export function Cell({ model, commands, id, number, last }: CellProps) {
  const words = useWords();
  const element = useRef<HTMLElement>(null);
  const chosen = useComputed(() => model.chosen.value.has(id)).value;
  const focused = useComputed(() => model.selection.value.head === id).value;
  const tooled = useComputed(() => model.tooled.value === id).value;
  const writing = useComputed(() => model.editing.value === id).value;
  const cell = model.cell(id).value;

  useLayoutEffect(
    () => (element.current ? model.attachCell(id, element.current) : undefined),
    [id, cell === undefined],
  );

  if (!cell) return null;
  const state = stateWord(cell, words);
  const label = words.cellLabel(number, kindWord(cell.kind, words), state);
  const showSource = cell.kind !== "markdown" || writing;
  const pupil = model.asPupil.value ? pupilParts.value : undefined;
  const about = { model, cell, number, run: () => commands.run(id) };

  return (
    <article
      ref={element}
      class={[
        "cell",
        `cell-${cell.kind}`,
        chosen ? "cell-chosen" : "",
        writing ? "cell-writing" : "",
        cell.runState !== "idle" ? `cell-${cell.runState}` : "",
        cell.freshness === "stale" ? "cell-stale" : "",
        model.asPupil.value ? `cell-of-${cell.role}` : "",
        model.isAside(cell) ? "cell-aside" : "",
      ].join(" ")}
      data-testid="cell"
      data-kind={cell.kind}
      data-cell={id}
      data-state={cell.runState}
      data-freshness={cell.freshness}
      aria-label={label}
      aria-describedby={pupil && cell.role !== "plain" ? `role-${id}` : undefined}
      aria-current={focused ? "true" : undefined}
      tabIndex={focused ? 0 : -1}
      onMouseDown={(event) => {
        // Shift-click chooses up to here; in the editor it selects text.
        const target = event.target as Element;
        // Tools act upon all that are chosen.
        if (target.closest(".cell-tools") && model.chosen.peek().has(id)) return;
        const inEditor = target.closest(".cell-editor") !== null;
        if (event.shiftKey && !inEditor) event.preventDefault();
        model.choose(id, event.shiftKey && !inEditor);
      }}
      onFocus={(event) => {
        if (event.target === element.current) model.landed(id);
      }}
    >
      <Gutter
        cell={cell}
        number={number}
        focused={focused}
        // A check has a button with a word.
        bare={pupil !== undefined && cell.role === "check"}
        onRun={() => commands.run(id)}
      />
      <div class="cell-main">
        {pupil && <pupil.RoleHead {...about} />}
        {tooled && (
          <CellTools model={model} commands={commands} cell={cell} writing={writing} last={last} />
        )}
        {!model.asPupil.value && isMarked(cell) && <Marks model={model} cell={cell} />}
        {cell.sourceFolded && !writing ? (
          <Folded
            text={words.sourceFolded}
            first={firstLine(cell.source)}
            label={words.unfoldSource}
            onOpen={() => model.send({ type: "foldCell", cell: id, part: "source", folded: false })}
          />
        ) : showSource ? (
          <Source model={model} id={id} cell={cell} number={number} />
        ) : (
          <Rendered model={model} cell={cell} onEdit={() => commands.edit(id)} />
        )}
        {cell.bothChanged && <BothChanged model={model} id={id} texts={cell.bothChanged} />}
        {cell.locked && tooled && !(pupil && cell.kind === "code") && (
          <p class="cell-note">{words.locked}</p>
        )}
        {pupil && <pupil.RoleMiddle {...about} />}
        {cell.kind === "code" && <Status cell={cell} />}
        {cell.kind === "code" && cell.outputs.length > 0 && !cell.outputsFolded && (
          <Outputs
            fresh={cell.freshness === "fresh" || cell.runState === "running"}
            outputs={cell.outputs}
            number={number}
            use={{
              live: cell.live,
              unsettled: cell.unsettled,
              change: (control, values) =>
                model.send({ type: "interact", cell: id, control, values }),
            }}
            onLine={(line) => {
              const before = cell.source.split("\n").slice(0, line - 1);
              model.focus(
                id,
                true,
                before.reduce((sum, text) => sum + text.length + 1, 0),
              );
            }}
          />
        )}
        {cell.outputs.length > 0 && cell.outputsFolded && (
          <Folded
            text={words.outputsFolded}
            label={words.unfoldOutputs}
            onOpen={() =>
              model.send({ type: "foldCell", cell: id, part: "outputs", folded: false })
            }
          />
        )}
        {cell.question && <Question model={model} id={id} asked={cell.question} />}
        {pupil && <pupil.RoleFoot {...about} />}
      </div>
    </article>
  );
}

const isMarked = ({ role, breakpoint, locked, slide }: CellView): boolean =>
  role !== "plain" || breakpoint || locked || slide !== "";

const firstLine = (source: string): string => source.trimStart().split("\n", 1)[0] ?? "";

function Gutter(props: {
  cell: CellView;
  number: number;
  focused: boolean;
  bare: boolean;
  onRun(): void;
}) {
  const words = useWords();
  const { cell } = props;
  if (cell.kind !== "code") return <div class="cell-gutter" />;
  const busy = cell.runState !== "idle";
  const count = cell.runState === "queued" ? "…" : busy ? "*" : (cell.executionCount ?? "\u00a0");
  return (
    <div class="cell-gutter">
      {!props.bare && (
        <button
          type="button"
          class="run-button"
          data-testid="cell-run"
          aria-label={words.runCell(props.number)}
          title={words.run}
          tabIndex={props.focused ? 0 : -1}
          onClick={props.onRun}
        >
          {busy ? <span class="spinner" /> : <Icon name="run" />}
        </button>
      )}
      <span class="cell-count" aria-hidden="true">
        [{count}]
      </span>
    </div>
  );
}

/** How long the run took or has taken, and whether the result still belongs to the code. */
function Status({ cell }: { cell: CellView }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const busy = cell.runState === "running";
  const seconds = useSeconds(busy);
  const parts: string[] = [];
  if (cell.runState !== "idle") {
    parts.push(stateWord(cell, words));
    if (busy && seconds > 0)
      parts.push(words.running(durationFromMillis(seconds * 1000, language)));
  } else if (cell.freshness === "stale" || cell.freshness === "aborted") {
    parts.push(stateWord(cell, words));
  } else if (cell.freshness === "fresh" && cell.millis !== undefined && cell.millis >= 300) {
    parts.push(words.took(durationFromMillis(cell.millis, language)));
  }
  if (parts.length === 0) return null;
  const stale = cell.runState === "idle" && cell.freshness !== "fresh";
  return (
    <p class={stale ? "cell-status cell-status-stale" : "cell-status"} data-testid="cell-status">
      {stale && <Icon name="warning" />}
      {parts.join(" ")}
    </p>
  );
}

/** Whole seconds since a run began; the first redraw comes after one, so short runs never blink. */
function useSeconds(on: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!on) return;
    const began = performance.now();
    const timer = window.setInterval(
      () => setSeconds(Math.round((performance.now() - began) / 1000)),
      1000,
    );
    return () => {
      window.clearInterval(timer);
      setSeconds(0);
    };
  }, [on]);
  return seconds;
}

export function Rendered(props: { model: NotebookModel; cell: CellView; onEdit?(): void }) {
  const { model, cell, onEdit } = props;
  const words = useWords();
  const text = useRef<HTMLDivElement>(null);
  const files = model.files.value;
  useEffect(() => {
    const { current } = text;
    // What is missing may be among the files.
    if (!current?.querySelector(".missing-image") || model.open.files().length === 0) return;
    let live = true;
    let end: (() => void) | undefined;
    import("../files/notebook-files").then(
      ({ showPictures }) => {
        if (live) end = showPictures(model.open, current);
      },
      () => undefined,
    );
    return () => {
      live = false;
      end?.();
    };
  }, [cell.html, files]);
  if (cell.source.trim() === "") {
    return (
      <p class="prose-empty" onDblClick={onEdit}>
        {words.emptyMarkdown}
      </p>
    );
  }
  return (
    <div class="prose" data-testid="cell-rendered" onDblClick={onEdit} onClick={followLink}>
      <div ref={text} dangerouslySetInnerHTML={{ __html: cell.html }} />
    </div>
  );
}

function Folded(props: { text: string; first?: string; label: string; onOpen(): void }) {
  return (
    <button type="button" class="folded" aria-label={props.label} onClick={props.onOpen}>
      <Icon name="unfold" />
      <span>{props.first ? <code>{props.first}</code> : props.text}</span>
    </button>
  );
}
