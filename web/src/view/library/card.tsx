/** One notebook in the library, and one in the trash. */
import type { LibraryEntry } from "../../core/app";
import { whenFromTime } from "../../i18n";
import { soon } from "../later";
import { Action, AskText, Confirm, Menu } from "../parts";
import { hashFromRoute } from "../router";
import { useUi, useWords } from "../ui";

const UnsentMark = soon(async () => (await import("../sharing/sharing")).UnsentMark);

export function NotebookCard({ entry, unsent }: { entry: LibraryEntry; unsent: boolean }) {
  const ui = useUi();
  const words = useWords();
  const { library } = ui.app;
  const title = entry.title || words.untitled;
  const problem = () => ui.toast(words.storeOtherTitle, { kind: "problem" });

  const rename = () => {
    ui.dialog.value = {
      title: words.rename,
      body: () => (
        <AskText
          label={words.renameTitle}
          value={entry.title}
          yes={words.rename}
          onYes={(text) => void library.rename(entry.id, text).catch(problem)}
        />
      ),
    };
  };
  const duplicate = () => {
    const copy = words.copyOf(title);
    library.duplicate(entry.id, copy).then(() => ui.toast(words.duplicated(copy)), problem);
  };
  const trash = () => {
    library.trash(entry.id).then(
      () =>
        ui.toast(words.movedToTrash(title), {
          action: { label: words.undo, run: () => void library.restore(entry.id).catch(problem) },
        }),
      problem,
    );
  };
  const exportFile = () => {
    library.exportIpynb(entry.id).then(
      ({ name, text }) => {
        ui.app.saveFile(name, text);
        ui.toast(words.exported(name));
      },
      () => ui.toast(words.exportFailed, { kind: "problem" }),
    );
  };

  return (
    <li class="card" data-testid="notebook-card">
      <div class="card-body">
        <h2 class="card-title">
          <a class="card-link" href={hashFromRoute({ view: "notebook", id: entry.id })}>
            {title}
          </a>
        </h2>
        <p class="card-excerpt">{entry.excerpt || "\u00a0"}</p>
        <p class="card-facts">
          {words.cellsCount(entry.cells)},{" "}
          {words.modified(whenFromTime(entry.modified, Date.now(), ui.language.value, words))}
          {unsent && <UnsentMark />}
        </p>
      </div>
      <Menu
        icon="more"
        label={words.actionsFor(title)}
        compact
        class="card-menu"
        testid="card-menu"
        items={[
          { icon: "edit", label: words.rename, onPress: rename, testid: "rename" },
          { icon: "copy", label: words.duplicate, onPress: duplicate, testid: "duplicate" },
          { icon: "save", label: words.exportIpynb, onPress: exportFile },
          "line",
          { icon: "delete", label: words.delete, onPress: trash, testid: "trash-notebook" },
        ]}
      />
    </li>
  );
}

export function TrashedCard({ entry }: { entry: LibraryEntry }) {
  const ui = useUi();
  const words = useWords();
  const { library } = ui.app;
  const title = entry.title || words.untitled;
  const problem = () => ui.toast(words.storeOtherTitle, { kind: "problem" });
  const restore = () => {
    library.restore(entry.id).then(() => ui.toast(words.restoredFromTrash(title)), problem);
  };
  const purge = () => {
    ui.dialog.value = {
      title: words.deleteForever,
      body: () => (
        <Confirm
          text={words.deleteForeverAsk(title)}
          yes={words.deleteForever}
          danger
          onYes={() => void library.purge(entry.id).catch(problem)}
        />
      ),
    };
  };
  return (
    <li class="card card-trashed">
      <div>
        <h3 class="card-title">{title}</h3>
        <p class="card-excerpt">{entry.excerpt || "\u00a0"}</p>
      </div>
      <div class="card-actions">
        <Action
          icon="undo"
          label={words.restoreFromTrash}
          onPress={restore}
          testid="restore-notebook"
        />
        <Action icon="delete" label={words.deleteForever} onPress={purge} />
      </div>
    </li>
  );
}
