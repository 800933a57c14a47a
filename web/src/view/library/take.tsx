/**
 * All of one's work as one file, on its way out: to the downloads, or by the system's share sheet where
 * there is one. Loaded when somebody takes their work.
 */
import type { Archive } from "../../core/app";
import { profileWords } from "../../i18n/profiles";
import { Icon } from "../icons";
import type { Ui } from "../ui";
import { noteTaken } from "./taken";

/** `done` is called once the work has left. */
export async function take(ui: Ui, done = (): void => undefined): Promise<void> {
  const words = profileWords[ui.language.peek()];
  const name = `ardoise-${new Date().toISOString().slice(0, 10)}.zip`;
  try {
    const lines = await ui.app.library.list();
    if (lines.every(({ trashed }) => trashed !== undefined)) {
      ui.toast(words.nothingToTake);
      return;
    }
    const { content, unreadable } = await ui.app.library.exportArchive();
    const gone = (text: string) => {
      ui.toast(...without(text, unreadable, ui));
      if (unreadable.length > 0) return;
      noteTaken();
      done();
    };
    const save = () => {
      ui.app.saveFile(name, content);
      gone(words.taken(name));
    };
    const shared = sharedFile(name, content);
    if (shared === undefined) {
      save();
      return;
    }
    const share = async () => {
      try {
        await navigator.share(shared);
        gone(words.shared(name));
      } catch (thrown) {
        // Whoever closes the sheet has changed their mind. Some systems let no archive through.
        if ((thrown as { name?: unknown }).name !== "AbortError") save();
      }
    };
    ui.dialog.value = {
      title: words.take,
      body: () => <Ways ui={ui} save={save} share={() => void share()} />,
    };
  } catch {
    ui.toast(words.takeFailed, { kind: "problem" });
  }
}

/** What is said of work that went out, and of what could not go with it. */
export function without(
  text: string,
  unreadable: Archive["unreadable"],
  ui: Ui,
): [text: string, how?: { kind: "problem" }] {
  if (unreadable.length === 0) return [text];
  const { untitled } = ui.words.peek();
  const titles = unreadable.map(({ title }) => title || untitled).join(", ");
  const words = profileWords[ui.language.peek()];
  return [`${text} ${words.takenWithout(titles)}`, { kind: "problem" }];
}

/** Nothing where there is no share sheet, or none for files. */
function sharedFile(name: string, content: Blob): ShareData | undefined {
  if (typeof navigator.canShare !== "function") return undefined;
  const data = { files: [new File([content], name, { type: content.type })] };
  return navigator.canShare(data) ? data : undefined;
}

/** A press of its own for each: browsers open the sheet right after one only. */
function Ways({ ui, save, share }: { ui: Ui; save(): void; share(): void }) {
  const words = profileWords[ui.language.value];
  const close = (then: () => void) => () => {
    ui.dialog.value = undefined;
    then();
  };
  return (
    <>
      <p>{words.takeHint}</p>
      <div class="dialog-actions">
        <button type="button" class="button" data-testid="take-share" onClick={close(share)}>
          <Icon name="goto" />
          {words.share}
        </button>
        <button
          type="button"
          class="button button-primary"
          data-autofocus
          data-testid="take-save"
          onClick={close(save)}
        >
          <Icon name="save" />
          {words.save}
        </button>
      </div>
    </>
  );
}
