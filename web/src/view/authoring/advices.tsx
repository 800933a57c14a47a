/** Advice about the activity, as a list; each line leads to its cell. The rules are the core's. */
import { useEffect, useState } from "preact/hooks";
import type { PublishAdvice } from "../../core";
import type { NotebookModel } from "../notebook/model";
import { useUi } from "../ui";
import { useAuthoringWords } from "./words";

/** All cells are read for it, so it waits until nobody types. */
const QUIET_MILLIS = 600;

/** The advice, again after each change; nothing until it is there. */
export function useAdvice(model: NotebookModel): readonly PublishAdvice[] | undefined {
  const [advice, setAdvice] = useState<readonly PublishAdvice[] | undefined>(undefined);
  const status = model.status.value;
  const files = model.files.value;
  useEffect(() => {
    let live = true;
    const look = () => {
      model.open.publishAdvice().then(
        (found) => {
          if (live) setAdvice(found);
        },
        // Without a part of the engine there is none; the page says so.
        () => undefined,
      );
    };
    const timer = window.setTimeout(look, advice === undefined ? 0 : QUIET_MILLIS);
    return () => {
      live = false;
      window.clearTimeout(timer);
    };
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
        {advice.map(({ kind, cell, name }) => (
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
