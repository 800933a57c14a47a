/** What is to be said of the folder now, with the one button that helps. */
import type { FolderState } from "../../core/app";
import { whenFromTime } from "../../i18n";
import { type FolderWords, folderWords } from "../../i18n/folder";
import { Icon } from "../icons";
import { useUi, useWords } from "../ui";
import { type FolderInUse, useFolder } from "./folder-in-use";
import "./style";

export function FolderLine({ folder, state }: FolderInUse) {
  const ui = useUi();
  const page = useWords();
  const language = ui.language.value;
  const words = folderWords[language];
  if (folder === undefined || state === undefined) return null;
  const when = whenFromTime(state.copied, Date.now(), language, page);
  const label = buttonOf(state, words);
  return (
    <span class="folder-line" data-testid="folder-state" data-state={state.reach}>
      <Icon name={state.reach === "done" ? "done" : "open"} />
      <span>{sentence(state, when, words)} </span>
      {label !== undefined && (
        <button
          type="button"
          class="button"
          data-testid="folder-copy"
          onClick={() => void folder.copy(true)}
        >
          {label}
        </button>
      )}
    </span>
  );
}

/** In the library: only what a person can do something about. */
export function FolderNotice() {
  const used = useFolder();
  if (!/^(permission|missing|failed)$/.test(used.state?.reach ?? "")) return null;
  return (
    <p class="folder-notice" role="status">
      <FolderLine {...used} />
    </p>
  );
}

function sentence({ reach, name }: FolderState, when: string, words: FolderWords): string {
  switch (reach) {
    case "done":
      return words.done(name, when);
    case "waiting":
      return words.waiting(name);
    case "copying":
      return words.copying(name);
    case "permission":
      return words.permission(name);
    case "missing":
      return words.missing(name);
    case "failed":
      return words.failed(name);
  }
}

function buttonOf({ reach }: FolderState, words: FolderWords): string | undefined {
  switch (reach) {
    case "done":
    case "copying":
      return undefined;
    case "permission":
      return words.allow;
    case "waiting":
    case "missing":
    case "failed":
      return words.copyNow;
  }
}
