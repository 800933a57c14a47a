/** Earlier states of a notebook: a list, a look at one of them, and the way back to it. */
import { useEffect, useState } from "preact/hooks";
import type { CellView, VersionView } from "../../core";
import type { VersionEntry } from "../../core/app";
import { whenFromTime } from "../../i18n";
import { Icon } from "../icons";
import { Action } from "../parts";
import { go, hashFromRoute } from "../router";
import { useUi, useWords } from "../ui";
import { kindWord, type NotebookModel } from "./model";
import { Outputs } from "./outputs";

type Preview = { type: "none" } | { type: "unreadable" } | { type: "shown"; version: VersionView };

export function History({ model }: { model: NotebookModel }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const { id } = model.open;
  const [versions, setVersions] = useState<readonly VersionEntry[] | undefined>(undefined);
  const [time, setTime] = useState<number | undefined>(undefined);
  const [preview, setPreview] = useState<Preview>({ type: "none" });

  useEffect(() => {
    let live = true;
    model.open.versions().then(
      (found) => {
        if (live) setVersions(found);
      },
      () => {
        if (live) setVersions([]);
      },
    );
    return () => {
      live = false;
    };
  }, [model]);

  useEffect(() => {
    if (time === undefined) return;
    let live = true;
    model.open.previewVersion(time).then(
      (version) => {
        if (live) setPreview({ type: "shown", version });
      },
      () => {
        if (live) setPreview({ type: "unreadable" });
      },
    );
    return () => {
      live = false;
    };
  }, [time]);

  const restore = () => {
    if (time === undefined) return;
    void model.open.restoreVersion(time).then(() => go({ view: "notebook", id }));
  };
  const when = (moment: number) => whenFromTime(moment, Date.now(), language, words);

  return (
    <>
      <header class="slate">
        <div class="slate-row">
          <a class="action" href={hashFromRoute({ view: "notebook", id })}>
            <Icon name="back" />
            <span class="action-label">{words.back}</span>
          </a>
          <h1 class="title">{words.historyTitle}</h1>
          <span class="slate-subtitle">{model.status.value.title || words.untitled}</span>
        </div>
      </header>
      <main class="page history" id="content" tabIndex={-1}>
        <p>{words.historyText}</p>
        {versions?.length === 0 && <p class="quiet">{words.historyEmpty}</p>}
        <div class="history-columns">
          <ul class="history-list">
            {versions?.map((version) => (
              <li key={version.time}>
                <button
                  type="button"
                  class="history-entry"
                  data-testid="version"
                  aria-pressed={version.time === time}
                  onClick={() => setTime(version.time)}
                >
                  <strong>{when(version.time)}</strong>
                  <span>
                    {version.title || words.untitled}, {words.cellsCount(version.cells)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <section class="history-preview" aria-live="polite" aria-label={words.historyTitle}>
            {preview.type === "none" && (versions?.length ?? 0) > 0 && (
              <p class="quiet">{words.historyChoose}</p>
            )}
            {preview.type === "unreadable" && <p class="quiet">{words.historyUnreadable}</p>}
            {preview.type === "shown" && time !== undefined && (
              <>
                <div class="history-actions">
                  <h2>{words.historyPreview(when(time))}</h2>
                  <Action
                    icon="history"
                    label={words.historyRestore}
                    class="action-primary"
                    onPress={restore}
                    testid="restore-version"
                  />
                </div>
                {preview.version.cells.map((cell, index) => (
                  <PastCell key={cell.id} cell={cell} number={index + 1} />
                ))}
              </>
            )}
          </section>
        </div>
      </main>
    </>
  );
}

/** A cell that can only be looked at. */
function PastCell({ cell, number }: { cell: CellView; number: number }) {
  const words = useWords();
  return (
    <article
      class={`cell cell-${cell.kind} cell-past`}
      aria-label={words.cellLabel(number, kindWord(cell.kind, words), "")}
    >
      <div class="cell-main">
        {cell.kind === "markdown" ? (
          <div class="prose" dangerouslySetInnerHTML={{ __html: cell.html }} />
        ) : (
          <div class="cell-editor">
            <pre class="cell-plain">{cell.source || "\u00a0"}</pre>
          </div>
        )}
        {cell.outputs.length > 0 && <Outputs outputs={cell.outputs} number={number} />}
      </div>
    </article>
  );
}
