/** Over a notebook that gets what pupils hand in: their work, each opened as a notebook of its own. */
import { useRef } from "preact/hooks";
import type { ActivityFile } from "../../core";
import { whenFromTime } from "../../i18n";
import { handInWords } from "../../i18n/hand-in";
import { importFiles } from "../library/import";
import type { NotebookModel } from "../notebook/model";
import { go } from "../router";
import { useUi, useWords } from "../ui";
import { byPupil, type Work, workOf } from "./name-of";

export function Received({ model, title }: { model: NotebookModel; title: string }) {
  const ui = useUi();
  const own = handInWords[ui.language.value];
  const field = useRef<HTMLInputElement>(null);
  // Read again whenever the list of files has changed.
  const paths = model.files.value >= 0 ? model.open.files().map(({ path }) => path) : [];
  const works = paths.flatMap((path) => workOf(path) ?? []);

  return (
    <section class="received" aria-labelledby="received-title" data-testid="received">
      <h2 id="received-title">{own.received(title)}</h2>
      <p role="status" data-testid="received-count">
        {works.length === 0 ? own.none : own.count(works.length)}
      </p>
      <ul class="received-list">
        {byPupil(works).map(([last, ...before]) =>
          last === undefined ? null : (
            <li key={last.path} data-testid="work">
              <OneWork model={model} work={last} />
              {before.length > 0 && (
                <details>
                  <summary>{own.before(before.length)}</summary>
                  {before.map((work) => (
                    <OneWork key={work.path} model={model} work={work} />
                  ))}
                </details>
              )}
            </li>
          ),
        )}
      </ul>
      <p class="quiet">{works.length === 0 ? own.keep : `${own.signHint} ${own.keep}`}</p>
      <button
        type="button"
        class="button"
        data-testid="add-hand-ins"
        onClick={() => field.current?.click()}
      >
        {own.add}
      </button>
      <input
        ref={field}
        class="visually-hidden"
        type="file"
        multiple
        accept=".ardoise"
        data-testid="hand-in-files"
        tabIndex={-1}
        aria-label={own.add}
        onChange={(event) => {
          const chosen = Array.from(event.currentTarget.files ?? []);
          // The same file may be chosen again.
          event.currentTarget.value = "";
          void importFiles(ui, chosen);
        }}
      />
    </section>
  );
}

function OneWork({ model, work }: { model: NotebookModel; work: Work }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const own = handInWords[language];
  const name = work.name || work.path;

  const open = async () => {
    const stem = work.path.replace(/\.ipynb$/, "");
    const { library } = ui.app;
    const there = (await library.list()).find(
      (entry) => entry.title === stem && entry.trashed === undefined,
    );
    if (there !== undefined) {
      go({ view: "notebook", id: there.id });
      return;
    }
    const content = await model.open.readFile(work.path);
    if (content === undefined) {
      ui.toast(own.gone, { kind: "problem" });
      return;
    }
    const beside: ActivityFile[] = [];
    for (const { path } of model.open.files()) {
      if (!path.startsWith(`${stem}/`)) continue;
      const file = await model.open.readFile(path);
      if (file) beside.push({ path: path.slice(stem.length + 1), content: file });
    }
    const made = await library.importFile(work.path, new Blob([content as BlobPart]), beside);
    if (made.type !== "imported") {
      ui.toast(own.unreadable, { kind: "problem" });
      return;
    }
    await library.rename(made.id, stem);
    go({ view: "notebook", id: made.id });
  };

  return (
    <div class="received-row">
      <span class="received-name">
        <strong>{name}</strong>{" "}
        {work.time !== undefined && whenFromTime(work.time, Date.now(), language, words)}{" "}
        <span class="quiet">({own.sign(work.tag)})</span>
      </span>
      <button
        type="button"
        class="button button-small"
        aria-label={own.openOf(name)}
        data-testid="open-work"
        onClick={() => {
          open().catch(() => ui.toast(own.unreadable, { kind: "problem" }));
        }}
      >
        {own.open}
      </button>
    </div>
  );
}
