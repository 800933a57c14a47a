/** The cells of a notebook in their stretches, and the places between them. */
import { useComputed } from "@preact/signals";
import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Placement } from "../../core";
import { useWords } from "../ui";
import { Cell } from "./cell";
import type { Commands } from "./commands";
import { Insert } from "./insert";
import type { NotebookModel } from "./model";
import { regroup, type Stretch } from "./stretches";

interface CellsProps {
  model: NotebookModel;
  commands: Commands;
}

export function Cells({ model, commands }: CellsProps) {
  const words = useWords();
  const order = model.order.value;
  const gated = model.gated.value;
  const before = useRef<readonly Stretch[]>([]);
  const stretches = regroup(before.current, order);
  before.current = stretches;
  const shown = useGrowing(stretches.length);
  const complete = shown >= stretches.length;
  let first = 0;
  return (
    <section class="cells" aria-label={words.cellsRegion} data-complete={complete}>
      {order.length === 0 && <p class="cells-empty">{words.emptyNotebook}</p>}
      {stretches.slice(0, shown).map((stretch) => {
        const start = first;
        first += stretch.cells.length;
        return (
          <StretchView
            key={stretch.key}
            model={model}
            commands={commands}
            cells={stretch.cells}
            start={start}
            above={order[start - 1]}
            end={first === order.length}
          />
        );
      })}
      {complete && !gated && <Insert commands={commands} placement={{ type: "last" }} shown />}
    </section>
  );
}

interface StretchProps extends CellsProps {
  cells: readonly string[];
  /** How many cells there are above. */
  start: number;
  above: string | undefined;
  /** The notebook ends with this one. */
  end: boolean;
}

function StretchView({ model, commands, cells, start, above, end }: StretchProps) {
  const element = useRef<HTMLDivElement>(null);
  // Menus of the chosen cell reach out of it: its stretch must not be cut off at its edge.
  const live = useComputed(() => cells.includes(model.tooled.value ?? "")).value;
  useEffect(() => (element.current ? settle(element.current) : undefined), []);
  return (
    <div ref={element} class={live ? "stretch stretch-live" : "stretch"}>
      {cells.map((id, place) => (
        <Fragment key={id}>
          <Between
            model={model}
            commands={commands}
            id={id}
            before={place === 0 ? above : cells[place - 1]}
          />
          <Cell
            model={model}
            commands={commands}
            id={id}
            number={start + place + 1}
            last={end && place === cells.length - 1}
          />
        </Fragment>
      ))}
    </div>
  );
}

/** Lets the browser leave a stretch out while it is out of sight, once it has seen how tall it is:
 * with a guessed height, the page would jump. */
function settle(stretch: HTMLElement): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => stretch.setAttribute("data-settled", ""));
  });
  return () => cancelAnimationFrame(frame);
}

function Between(props: CellsProps & { id: string; before: string | undefined }) {
  const { model, id, before } = props;
  const shown = useComputed(() => {
    const head = model.tooled.value;
    return head !== undefined && (head === id || head === before);
  }).value;
  const placement: Placement = { type: "before", cell: id };
  return <Insert commands={props.commands} placement={placement} shown={shown} />;
}

/** A number that grows to the whole while the page is idle, so that the first cells are there at
 * once however many follow. */
function useGrowing(whole: number): number {
  const [shown, setShown] = useState(1);
  useEffect(() => {
    if (shown >= whole) return;
    const timer = window.setTimeout(() => setShown(shown + 1), 0);
    return () => window.clearTimeout(timer);
  }, [shown, whole]);
  return shown;
}
