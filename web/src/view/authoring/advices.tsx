/** Advice about the activity, as a list; each line leads to its cell. */
import { useEffect, useState } from "preact/hooks";
import type { CellView } from "../../core";
import type { NotebookModel } from "../notebook/model";
import { useUi } from "../ui";
import { adviceFor, type PublishAdvice } from "./advice";
import { useAuthoringWords } from "./words";

/** All cells are read for it, so it waits until nobody types. */
const QUIET_MILLIS = 600;

export function adviceOf(model: NotebookModel): PublishAdvice[] {
  const { open } = model;
  return adviceFor({
    title: open.status().title,
    facts: open.facts(),
    cells: open
      .order()
      .map((id) => open.cell(id))
      .filter((cell): cell is CellView => cell !== undefined),
    files: open.files().map((file) => file.path),
  });
}

/** The advice, again after each change. */
export function useAdvice(model: NotebookModel): readonly PublishAdvice[] {
  const [advice, setAdvice] = useState(() => adviceOf(model));
  const status = model.status.value;
  const files = model.files.value;
  useEffect(() => {
    const timer = window.setTimeout(() => setAdvice(adviceOf(model)), QUIET_MILLIS);
    return () => window.clearTimeout(timer);
  }, [status, files]);
  return advice;
}

export function Advices(props: { model: NotebookModel; advice: readonly PublishAdvice[] }) {
  const { model, advice } = props;
  const ui = useUi();
  const own = useAuthoringWords();
  if (advice.length === 0) return <p class="quiet">{own.adviceNone}</p>;
  return (
    <>
      <p class="quiet">{own.adviceHint}</p>
      <ul class="authoring-advice" data-testid="advice-list">
        {advice.map(({ kind, cell, name = "" }) => (
          <li key={`${kind} ${cell} ${name}`} data-kind={kind}>
            <span>{own.advices[kind](name)}</span>
            {cell !== undefined && (
              <button
                type="button"
                class="link-button"
                onClick={() => {
                  ui.dialog.value = undefined;
                  model.focus(cell, false);
                  model.element(cell)?.scrollIntoView({ block: "center" });
                }}
              >
                {own.goTo(model.numberOf(cell))}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
