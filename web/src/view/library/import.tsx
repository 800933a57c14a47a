/** Files on their way in: by picker, dropped anywhere, or pasted as text. */
import { useEffect, useState } from "preact/hooks";
import type { ImportResult } from "../../core/app";
import { storeFailureWords } from "../notebook/failures";
import { go } from "../router";
import { type Ui, useUi, useWords } from "../ui";
import { looksLikeNotebook } from "./looks-like-notebook";
import { worthSaying } from "./worth-saying";

/** Most files have nothing to be said about them: the words for those that do come when needed. */
const problems = async (ui: Ui) => {
  try {
    const known = await import("../seldom");
    return { ...known, words: await known.problemWords(ui.language.peek()) };
  } catch {
    return undefined;
  }
};

function Warnings({ texts }: { texts: readonly string[] }) {
  const ui = useUi();
  const words = useWords();
  return (
    <>
      <p>{words.importProblemsText}</p>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <div class="dialog-actions">
        <button
          type="button"
          class="button button-primary"
          data-autofocus
          onClick={() => {
            ui.dialog.value = undefined;
          }}
        >
          {words.ok}
        </button>
      </div>
    </>
  );
}

/** Words for what became of a file; `shown` when its notebook is about to be on screen. */
export function sayResult(ui: Ui, name: string, result: ImportResult, shown: boolean): boolean {
  const words = ui.words.value;
  switch (result.type) {
    case "imported": {
      const warnings = worthSaying(result.warnings);
      if (shown) ui.say(words.imported(result.title || words.untitled));
      else ui.toast(words.imported(result.title || words.untitled));
      if (warnings.length > 0) {
        void problems(ui).then((known) => {
          const texts = known
            ? warnings.map((warning) => known.warningWords(warning, known.words))
            : [];
          ui.dialog.value = {
            title: words.importProblems,
            body: () => <Warnings texts={texts} />,
          };
        });
      }
      return true;
    }
    case "broughtBack": {
      void problems(ui).then((known) => {
        const text = known?.broughtBackWords(result, known.words) ?? words.ok;
        ui.toast(text, { kind: result.damaged > 0 ? "problem" : "info" });
      });
      return true;
    }
    case "refused": {
      const { reason } = result;
      void problems(ui).then((known) => {
        const text = known?.refusalWords(reason, known.words) ?? words.readOther;
        ui.dialog.value = { title: words.importFailed(name), body: () => <p>{text}</p> };
        ui.say(text);
      });
      return false;
    }
    case "failed": {
      const [title, text] = storeFailureWords(result.reason, words);
      ui.dialog.value = { title, body: () => <p>{text}</p> };
      return false;
    }
  }
}

/** Reads files one after the other; one that opens alone is shown at once. */
export async function importFiles(ui: Ui, files: readonly File[]): Promise<void> {
  if (files.length > 0) ui.say(ui.words.value.importing);
  for (const file of files) {
    let result: ImportResult;
    try {
      result = await ui.app.library.importFile(file.name, file);
    } catch {
      result = { type: "failed", reason: "other" };
    }
    const opened = sayResult(ui, file.name, result, files.length === 1);
    if (!opened || files.length > 1) continue;
    if (result.type === "imported") go({ view: "notebook", id: result.id });
    if (result.type === "broughtBack") go({ view: "library" });
  }
}

export async function importText(ui: Ui, title: string, text: string): Promise<void> {
  let result: ImportResult;
  try {
    result = await ui.app.library.importText(title, text);
  } catch {
    result = { type: "failed", reason: "other" };
  }
  if (sayResult(ui, title, result, true) && result.type === "imported") {
    go({ view: "notebook", id: result.id });
  }
}

/** In an open notebook, files that are no notebooks go to its code. */
function takeFiles(ui: Ui, files: readonly File[]): void {
  const inside = /^(notebook|pupil)$/.test(ui.route.peek().view);
  const isNotebook = (file: File) => !inside || /\.(ipynb|ardoise)$/i.test(file.name);
  const others = files.filter((file) => !isNotebook(file));
  if (others.length > 0) ui.dropped.value = others;
  void importFiles(ui, files.filter(isNotebook));
}

/** Listens to drops and pastes in every view; shows a frame while a file hovers. */
export function ImportCatcher() {
  const ui = useUi();
  const words = useWords();
  const [hovering, setHovering] = useState(false);

  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent) =>
      Array.from(event.dataTransfer?.types ?? []).includes("Files");
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setHovering(true);
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setHovering(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      takeFiles(ui, Array.from(event.dataTransfer?.files ?? []));
    };
    const paste = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (target.closest("input, textarea, [contenteditable=true]")) return;
      const files = Array.from(event.clipboardData?.files ?? []);
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (files.length > 0) takeFiles(ui, files);
      else if (looksLikeNotebook(text)) void importText(ui, ui.words.value.untitled, text);
      else return;
      event.preventDefault();
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    // Before an editor takes the file's text as its own.
    window.addEventListener("drop", drop, true);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop, true);
      window.removeEventListener("paste", paste);
    };
  }, [ui]);

  return hovering ? (
    <div class="drop-frame" aria-hidden="true">
      <p>{words.dropHere}</p>
    </div>
  ) : null;
}
