/** A notebook to be read: no frames, no tools, large calm text. */
import { useEffect } from "preact/hooks";
import { showingWords } from "../../i18n/showing";
import { Icon } from "../icons";
import type { NotebookModel } from "../notebook/model";
import { Action } from "../parts";
import { go, hashFromRoute } from "../router";
import { useUi, useWords } from "../ui";
import { usePupilParts } from "./parts";
import style from "./showing.css?inline";
import { ShownCell } from "./shown-cell";

export function ReadView({ model }: { model: NotebookModel }) {
  const ui = useUi();
  const words = useWords();
  const own = showingWords[ui.language.value];
  const { id } = model.open;
  const order = model.order.value;
  // Hints that the pupil has unfolded are shown.
  usePupilParts(model);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || ui.dialog.peek()) return;
      if (ui.route.peek().view === "read") go({ view: "notebook", id });
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [id]);

  return (
    <>
      <style>{style}</style>
      <header class="slate">
        <div class="slate-row">
          <a
            class="action"
            href={hashFromRoute({ view: "notebook", id })}
            title={own.toNotebookHint}
          >
            <Icon name="back" />
            <span class="action-label">{own.toNotebook}</span>
          </a>
          <h1 class="title">{model.status.value.title || words.untitled}</h1>
          <Action
            icon="slides"
            label={words.slidesView}
            onPress={() => go({ view: "slides", id })}
          />
          <Action icon="print" label={words.print} onPress={() => window.print()} />
        </div>
      </header>
      <main class="reading" id="content" tabIndex={-1} data-testid="reading">
        {order.length === 0 && <p class="quiet">{own.empty}</p>}
        {order.map((cell) => (
          <ShownCell key={cell} model={model} id={cell} live={false} />
        ))}
      </main>
    </>
  );
}
