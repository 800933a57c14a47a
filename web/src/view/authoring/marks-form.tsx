/** What the chosen cells are for: role, lock, hidden code, what waits behind them, their slide. */
import { useId } from "preact/hooks";
import type { CellMark, CellRole, CellView } from "../../core";
import type { NotebookModel } from "../notebook/model";
import { useAuthoringWords } from "./words";

const ROLES: readonly CellRole[] = ["plain", "exercise", "check", "hint", "solution"];

export function MarksForm({ model, ids }: { model: NotebookModel; ids: readonly string[] }) {
  const own = useAuthoringWords();
  // The panel and a dialog may show it at once.
  const form = useId();
  const cells = ids
    .map((id) => model.cell(id).value)
    .filter((cell): cell is CellView => cell !== undefined);
  const mark = (of: CellMark) => model.send({ type: "markCells", cells: [...ids], mark: of });
  /** What all of them say, if they agree. */
  const common = <T,>(read: (cell: CellView) => T): T | undefined => {
    const [first, ...others] = cells.map(read);
    return others.every((other) => other === first) ? first : undefined;
  };
  const role = common((cell) => cell.role);
  const slide = common((cell) => cell.slide);
  const code = cells.filter((cell) => cell.kind === "code");

  const tick = (
    name: string,
    label: string,
    among: readonly CellView[],
    read: (cell: CellView) => boolean,
    change: (on: boolean) => void,
    hint?: string,
  ) => {
    const on = among.filter(read).length;
    return (
      <div class="authoring-tick">
        <label>
          <input
            type="checkbox"
            data-testid={`mark-${name}`}
            checked={on > 0 && on === among.length}
            ref={(box) => {
              if (box) box.indeterminate = on > 0 && on < among.length;
            }}
            disabled={among.length === 0}
            aria-describedby={hint && `${form}-${name}`}
            onChange={(event) => change(event.currentTarget.checked)}
          />
          <span>{label}</span>
        </label>
        {hint && (
          <p class="quiet" id={`${form}-${name}`}>
            {hint}
          </p>
        )}
      </div>
    );
  };

  return (
    <div class="authoring-form" data-testid="marks-form">
      <fieldset>
        <legend>{own.role}</legend>
        {ROLES.map((one) => (
          <label class="authoring-choice" key={one}>
            <input
              type="radio"
              name={`${form}-role`}
              data-testid={`role-${one}`}
              checked={role === one}
              onChange={() => mark({ type: "role", role: one })}
            />
            <span>
              {own.roles[one]}
              {one === role && <span class="quiet authoring-hint"> {own.roleHints[one]}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      {tick(
        "breakpoint",
        own.breakpoint,
        cells,
        (cell) => cell.breakpoint,
        (on) => mark({ type: "breakpoint", on }),
        own.breakpointHint,
      )}
      {tick(
        "locked",
        own.locked,
        cells,
        (cell) => cell.locked,
        (on) => mark({ type: "locked", on }),
        cells.some((cell) => cell.locked) ? own.lockedHint : undefined,
      )}
      {code.length > 0 &&
        tick(
          "hidden",
          own.hidden,
          code,
          (cell) => cell.sourceFolded,
          (folded) => {
            for (const { id } of code) {
              model.send({ type: "foldCell", cell: id, part: "source", folded });
            }
          },
        )}
      <label class="field">
        <span>{own.slide}</span>
        <select
          data-testid="mark-slide"
          value={slide ?? "?"}
          onChange={(event) => mark({ type: "slide", kind: event.currentTarget.value })}
        >
          {(slide === undefined || !(slide in own.slides)) && (
            <option value={slide ?? "?"} disabled>
              {slide ?? "…"}
            </option>
          )}
          {Object.entries(own.slides).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
