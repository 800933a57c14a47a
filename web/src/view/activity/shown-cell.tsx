/**
 * A cell as one reads it: its text or its code, and what it shows. In slides it can be run too, and
 * has its part in an activity: what a check said, the gate to what follows.
 */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { CellView } from "../../core";
import { showingWords } from "../../i18n/showing";
import { Icon } from "../icons";
import { Rendered } from "../notebook/cell";
import type { NotebookModel } from "../notebook/model";
import { Outputs } from "../notebook/outputs";
import { Question } from "../notebook/question";
import { Source } from "../notebook/source";
import { useUi, useWords } from "../ui";
import { pupilParts } from "./parts";

interface ShownCellProps {
  model: NotebookModel;
  id: string;
  /** Whether it can be written in and run. */
  live: boolean;
  /** After the pupil has gone on through its gate. */
  goneOn?(): void;
}

/** Nothing, for what a pupil has not asked for yet and for what is empty. */
export function ShownCell({ model, id, live, goneOn }: ShownCellProps) {
  const own = showingWords[useUi().language.value];
  const cell = model.cell(id).value;
  if (!cell || model.isAside(cell)) return null;
  const silent = cell.source.trim() === "" || (cell.kind === "code" && cell.sourceFolded);
  if (silent && cell.outputs.length === 0 && !live) return null;
  const content = <Content model={model} cell={cell} live={live} {...(goneOn && { goneOn })} />;
  if (model.asPupil.value || (cell.role !== "hint" && cell.role !== "solution")) return content;
  return (
    <details class="shown-aside">
      <summary>{own[cell.role]}</summary>
      {content}
    </details>
  );
}

interface ContentProps extends Omit<ShownCellProps, "id"> {
  cell: CellView;
}

function Content({ model, cell, live, goneOn }: ContentProps) {
  const words = useWords();
  const own = showingWords[useUi().language.value];
  const element = useRef<HTMLElement>(null);
  const { id } = cell;
  const number = model.numberOf(id);
  const code = cell.kind === "code";
  const run = () => model.send({ type: "runCells", cells: [id] });
  const pupil = live && model.asPupil.value ? pupilParts.value : undefined;
  const about = { model, cell, number, run, ...(goneOn && { goneOn }) };

  // What leaves an editor comes here.
  useLayoutEffect(
    () => (live && element.current ? model.attachCell(id, element.current) : undefined),
    [id, live],
  );

  return (
    <article
      ref={element}
      class={`shown shown-${cell.kind}`}
      data-testid="shown-cell"
      data-cell={id}
      data-state={cell.runState}
      tabIndex={-1}
    >
      {cell.kind === "markdown" && <Rendered model={model} cell={cell} />}
      {cell.kind === "raw" && <pre class="cell-plain">{cell.source}</pre>}
      {code && !cell.sourceFolded && !live && <pre class="shown-source">{cell.source}</pre>}
      {code && !cell.sourceFolded && live && (
        <Source model={model} id={id} cell={cell} number={number} />
      )}
      {pupil && <pupil.RoleMiddle {...about} />}
      {code && live && !(pupil && cell.role === "check") && (
        <button
          type="button"
          class="button button-small shown-run"
          data-testid="cell-run"
          aria-label={words.runCell(number)}
          onClick={run}
        >
          {cell.runState === "idle" ? <Icon name="run" /> : <span class="spinner" />}
          <span>{own.run}</span>
        </button>
      )}
      {code && cell.outputs.length > 0 && !cell.outputsFolded && (
        <Outputs
          outputs={cell.outputs}
          number={number}
          fresh={live && (cell.freshness === "fresh" || cell.runState === "running")}
          {...(live && {
            use: {
              live: cell.live,
              unsettled: cell.unsettled,
              change: (control: string, values: string[]) =>
                model.send({ type: "interact", cell: id, control, values }),
            },
          })}
        />
      )}
      {live && cell.question && <Question model={model} id={id} asked={cell.question} />}
      {pupil && <pupil.RoleFoot {...about} />}
    </article>
  );
}
