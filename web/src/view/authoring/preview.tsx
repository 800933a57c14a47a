/**
 * What a teacher's activity is in a pupil's hands: a copy to write and run in, gone with the way
 * back. The teacher's notebook waits under it as it is. Start with `PupilPreview`.
 */
import { useEffect } from "preact/hooks";
import type { NotebookModel } from "../notebook/model";
import { NotebookView } from "../notebook/notebook";
import { useOpening } from "../notebook/open";
import { Banner } from "../parts";
import { hashFromRoute } from "../router";
import { useUi, useWords } from "../ui";
import { useAuthoringWords } from "./words";

export function PupilPreview({ model }: { model: NotebookModel }) {
  const ui = useUi();
  const words = useWords();
  const own = useAuthoringWords();
  const opening = useOpening(() => model.open.asPupil(), model.open.id);
  const open = opening.type === "open";
  useEffect(() => {
    if (!open) return;
    ui.say(own.asPupilTitle);
    document.getElementById("content")?.focus({ preventScroll: true });
  }, [open]);

  if (opening.type === "open") return <NotebookView model={opening.model} />;
  if (opening.type === "opening") {
    return (
      <main class="page" id="content" tabIndex={-1} aria-busy="true">
        <h1 class="quiet">{words.loading}</h1>
      </main>
    );
  }
  const known = own.publishProblems as Record<string, string>;
  return (
    <main class="page" id="content" tabIndex={-1}>
      <h1>{own.asPupil}</h1>
      <Banner kind="info" title={own.asPupilFailed} actions={<Back />}>
        <p>{known[opening.failure] ?? own.publishProblems.other}</p>
      </Banner>
    </main>
  );
}

/** Over the cells while a teacher looks at them as a pupil. */
export function PupilBar() {
  const own = useAuthoringWords();
  return (
    <section class="pupil-bar" aria-label={own.asPupilTitle} data-testid="pupil-bar">
      <Banner kind="info" title={own.asPupilTitle} actions={<Back />}>
        <p>{own.asPupilText}</p>
      </Banner>
    </section>
  );
}

/** To the notebook that the address is of. */
function Back() {
  const own = useAuthoringWords();
  const route = useUi().route.value;
  if (!("id" in route)) return null;
  return (
    <a
      class="button button-primary"
      data-testid="end-as-pupil"
      href={hashFromRoute({ view: "notebook", id: route.id })}
    >
      {own.asPupilEnd}
    </a>
  );
}
