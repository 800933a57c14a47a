/** The notebook's files: a list to look into, with what can be done to each. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { OpenNotebook } from "../../core/app";
import { sizeFromBytes } from "../../i18n";
import type { NotebookModel } from "../notebook/model";
import { Action } from "../parts";
import { useUi, useWords } from "../ui";
import { addFiles, deleteFile, wordsFor } from "./add";
import { baseName, type Content, contentOf, pictureMime, SHOWN_BYTES } from "./content";
import style from "./panel.css?inline";

export function FilesPanel({ model, close }: { model: NotebookModel; close(): void }) {
  const ui = useUi();
  const words = useWords();
  const own = wordsFor(ui);
  const language = ui.language.value;
  const { open } = model;
  const field = useRef<HTMLInputElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const [viewed, setViewed] = useState<string | undefined>(undefined);
  // Read again whenever the list has changed.
  const version = model.files.value;
  const files = open.files();
  // Text is what `open` reads without more ado.
  const example = files.find((file) => pictureMime(file.path) === undefined) ?? files[0];
  const total = files.reduce((sum, file) => sum + file.size, 0);

  useEffect(() => head.current?.focus(), []);

  const dropped = ui.dropped.value;
  useEffect(() => {
    if (dropped.length === 0) return;
    ui.dropped.value = [];
    void addFiles(ui, open, dropped);
  }, [dropped]);

  const download = async (path: string) => {
    const content = await open.readFile(path).catch(() => undefined);
    if (content === undefined) ui.toast(own.gone, { kind: "problem" });
    else ui.app.saveFile(baseName(path), new Blob([content as BlobPart]));
  };

  return (
    <section
      class="files"
      aria-labelledby="files-title"
      data-testid="files-panel"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
        const cell = model.selection.peek().head;
        if (cell !== undefined) model.focus(cell, false);
      }}
    >
      <style>{style}</style>
      <div class="files-head">
        <h2 id="files-title" ref={head} tabIndex={-1}>
          {words.files}
        </h2>
        <Action
          icon="plus"
          label={own.add}
          onPress={() => field.current?.click()}
          testid="choose-files"
        />
        <input
          ref={field}
          class="visually-hidden"
          type="file"
          multiple
          data-testid="add-files"
          tabIndex={-1}
          aria-label={own.add}
          onChange={(event) => {
            const chosen = Array.from(event.currentTarget.files ?? []);
            // The same file may be chosen again.
            event.currentTarget.value = "";
            void addFiles(ui, open, chosen);
          }}
        />
        <Action icon="close" label={words.close} compact onPress={close} testid="close-files" />
      </div>
      <p class="quiet">
        {files.length === 0 ? own.none : own.hint}{" "}
        <code>{`open("${example?.path ?? "notes.txt"}"${files.length === 0 ? ', "w"' : ""})`}</code>
      </p>
      {files.length > 0 && (
        <>
          <ul class="files-list" aria-labelledby="files-title">
            {files.map(({ path, size }) => (
              <li key={path} data-testid="file" data-path={path}>
                <div class="files-row">
                  <button
                    type="button"
                    class="files-name"
                    aria-expanded={viewed === path}
                    title={own.view(path)}
                    onClick={() => setViewed(viewed === path ? undefined : path)}
                  >
                    {path}
                  </button>
                  <span class="files-size">{sizeFromBytes(size, language)}</span>
                  <Action
                    icon="save"
                    label={own.download(path)}
                    compact
                    onPress={() => void download(path)}
                    testid="download-file"
                  />
                  <Action
                    icon="delete"
                    label={own.delete(path)}
                    compact
                    onPress={() => {
                      // What had the focus goes away.
                      head.current?.focus();
                      void deleteFile(ui, open, path);
                    }}
                    testid="delete-file"
                  />
                </div>
                {viewed === path && <FileContent open={open} path={path} version={version} />}
              </li>
            ))}
          </ul>
          <p class="quiet" data-testid="files-total">
            {own.together(files.length, sizeFromBytes(total, language))}
          </p>
          <p class="quiet">{own.apart}</p>
        </>
      )}
    </section>
  );
}

type Shown = { content: Content; url: string | undefined; size: number } | "waiting" | "missing";

function FileContent(props: { open: OpenNotebook; path: string; version: number }) {
  const { open, path, version } = props;
  const ui = useUi();
  const own = wordsFor(ui);
  const [shown, setShown] = useState<Shown>("waiting");

  useEffect(() => {
    let live = true;
    let url: string | undefined;
    open.readFile(path).then(
      (bytes) => {
        if (!live) return;
        if (bytes === undefined) {
          setShown("missing");
          return;
        }
        const content = contentOf(path, bytes);
        if (content.type === "picture") {
          url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: content.mime }));
        }
        setShown({ content, url, size: bytes.length });
      },
      () => {
        if (live) setShown("missing");
      },
    );
    return () => {
      live = false;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [path, version]);

  if (shown === "waiting") return null;
  if (shown === "missing") return <p class="files-view">{own.gone}</p>;
  const { content, url, size } = shown;
  const language = ui.language.value;
  return (
    <div class="files-view" data-testid="file-content">
      {content.type === "empty" && own.empty}
      {content.type === "binary" && own.binary(sizeFromBytes(size, language))}
      {content.type === "picture" && <img src={url} alt={path} />}
      {content.type === "text" && (
        // Long lines and long files are moved through with the keyboard too.
        <pre tabIndex={0} role="region" aria-label={path}>
          {content.text}
        </pre>
      )}
      {content.type === "text" && content.cut && (
        <p>{own.cut(sizeFromBytes(SHOWN_BYTES, language))}</p>
      )}
    </div>
  );
}
