/** Opens the notebook that the address names, and shows it in the way that is asked for. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Notice } from "../../core";
import type { OpenNotebook } from "../../core/app";
import { AppError, PublishError } from "../../core/errors";
import { profile } from "../../floor/profile";
import { later } from "../later";
import { Banner } from "../parts";
import { hashFromRoute } from "../router";
import { type Ui, useUi, useWords } from "../ui";
import { kernelFailureWords, storeFailureWords } from "./failures";
import { createNotebookModel, type NotebookModel } from "./model";
import { NotebookView } from "./notebook";

const History = later(async () => (await import("../seldom")).History);
const ReadView = later(async () => (await import("../activity/showing")).ReadView);
const SlidesView = later(async () => (await import("../activity/showing")).SlidesView);

const PupilPreview = later(async () => (await import("../authoring/authoring")).PupilPreview);

type Opening =
  | { type: "opening" }
  | { type: "open"; model: NotebookModel }
  | { type: "failed"; failure: string };

export function OpenNotebookView({ id }: { id: string }) {
  const ui = useUi();
  const words = useWords();
  const opening = useOpening(() => ui.app.library.open(id), id);

  const route = ui.route.value;
  // Help and settings lie over a look as a pupil too, which would be gone otherwise.
  const last = useRef(route.view);
  const covers =
    /^(help|settings|finish|check|stored)$/.test(route.view) && last.current === "pupil";
  const view = covers ? "pupil" : route.view;
  last.current = view;
  const title = opening.type === "open" ? opening.model.status.value.title : "";
  useEffect(() => {
    if (!("id" in route)) return;
    // The browser remembers titles of pages, for whoever comes next too.
    document.title = title && !profile ? `${title} – ${words.appName}` : words.appName;
  }, [title, words, view]);

  switch (opening.type) {
    case "opening":
      return (
        <main class="page" id="content" tabIndex={-1} aria-busy="true">
          <h1 class="quiet">{words.loading}</h1>
        </main>
      );
    case "failed":
      return <NotOpened failure={opening.failure} />;
    case "open":
      switch (view) {
        case "history":
          return <History model={opening.model} />;
        case "read":
          return <ReadView model={opening.model} />;
        case "slides":
          return <SlidesView model={opening.model} />;
        case "pupil":
          return <PupilPreview model={opening.model} />;
        default:
          return <NotebookView model={opening.model} />;
      }
  }
}

/** A notebook with its model for as long as the view is there, opened again for another `key`. */
export function useOpening(opened: () => Promise<OpenNotebook>, key: string): Opening {
  const ui = useUi();
  const [opening, setOpening] = useState<Opening>({ type: "opening" });

  useEffect(() => {
    let live = true;
    let model: NotebookModel | undefined;
    setOpening({ type: "opening" });
    opened().then(
      (open) => {
        if (!live) {
          void open.close();
          return;
        }
        const made = createNotebookModel(open, (notice) => sayNotice(ui, made, notice));
        model = made;
        setOpening({ type: "open", model: made });
        // The page is shown: the kernel may be prepared. Under a look as a pupil there is one already.
        window.setTimeout(() => {
          if (live && !open.preview) open.send({ type: "idle" });
        }, 300);
      },
      (error: unknown) => {
        if (live) {
          setOpening({
            type: "failed",
            failure: failureOf(error),
          });
        }
      },
    );
    return () => {
      live = false;
      model?.dispose();
      void model?.open.close();
    };
  }, [key]);

  const language = ui.language.value;
  useEffect(() => {
    if (opening.type === "open") opening.model.send({ type: "setLanguage", language });
  }, [opening, language]);
  return opening;
}

function failureOf(error: unknown): string {
  if (error instanceof AppError) return error.failure;
  return error instanceof PublishError ? error.problem : "other";
}

function NotOpened({ failure }: { failure: string }) {
  const words = useWords();
  const known = ["full", "denied", "closed", "outdated", "other"].find((one) => one === failure);
  const [title, text] =
    known === undefined
      ? [words.notebookMissing, words.notebookMissingHint]
      : storeFailureWords(known as "other", words);
  return (
    <main class="page" id="content" tabIndex={-1}>
      <h1>{title}</h1>
      <Banner kind="info" title={title}>
        <p>{text}</p>
      </Banner>
      <p>
        <a class="button button-primary" href={hashFromRoute({ view: "library" })}>
          {words.toLibrary}
        </a>
      </p>
    </main>
  );
}

/** Says a notice of the core in words, aloud and, where one should see it, on screen. */
function sayNotice(ui: Ui, model: NotebookModel, notice: Notice): void {
  const words = ui.words.value;
  const undo = { label: words.undo, run: () => model.send({ type: "undo" }) };
  switch (notice.type) {
    case "cellsDeleted":
      ui.toast(words.cellsDeleted(notice.count), { action: undo });
      return;
    case "runEnded": {
      const number = model.numberOf(notice.cell);
      ui.say(notice.failed ? words.runFailed(number) : words.runEnded(number));
      return;
    }
    case "stopped":
      ui.toast(words.stopped);
      return;
    case "restarted":
      ui.toast(words.restarted);
      return;
    case "kernelReplaced":
      ui.toast(kernelFailureWords(notice.reason, words), { kind: "problem" });
      return;
    case "questionAsked":
      ui.say(words.question);
      return;
    case "versionRestored":
      ui.toast(words.versionRestored, { action: undo });
      return;
    case "updateRefused":
      ui.toast(words.updateRefused, { kind: "problem" });
      return;
    case "notSaved":
      ui.say(storeFailureWords(notice.reason, words)[0]);
      return;
    case "savedAgain":
      ui.toast(words.savedAgain);
      return;
    case "bothChanged":
      import("../sharing/sharing").then(
        (sharing) => sharing.sayBothChanged(ui, model, notice),
        () => undefined,
      );
      return;
    case "partOpened":
    case "correctionTaken":
    case "startedAgain":
      import("../activity/pupil").then(
        (pupil) => pupil.sayActivityNotice(ui, model, notice),
        () => undefined,
      );
      return;
  }
}
