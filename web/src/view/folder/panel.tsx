/** In the settings: the folder that the work is copied to, chosen, brought back from, forgotten. */
import { useState } from "preact/hooks";
import type { CopiedWork, Folder } from "../../core/app";
import { whenFromTime } from "../../i18n";
import { type FolderWords, folderWords } from "../../i18n/folder";
import { sayResult } from "../library/import";
import { type Ui, useUi, useWords } from "../ui";
import { chooseFolder, useFolder } from "./folder-in-use";
import { FolderLine } from "./folder-line";

export function FolderPanel() {
  const ui = useUi();
  const words = folderWords[ui.language.value];
  const used = useFolder();
  const { folder, state } = used;
  const [people, setPeople] = useState<readonly CopiedWork[]>([]);
  if (folder === undefined) return null;

  const find = async () => {
    try {
      const found = await folder.people();
      const [first] = found;
      if (first === undefined) ui.toast(words.nothingThere);
      else if (found.length === 1) await bringBack(ui, folder, first, words);
      else setPeople(found);
    } catch {
      ui.toast(words.bringBackFailed, { kind: "problem" });
    }
  };
  const forget = async () => {
    setPeople([]);
    await folder.forget().catch(() => undefined);
    ui.toast(words.forgotten);
  };

  return (
    <div class="folder-panel" data-testid="folder-panel">
      <h3>{words.title}</h3>
      <p class="quiet">{words.hint}</p>
      {state && (
        <p role="status">
          <FolderLine {...used} />
        </p>
      )}
      <p class="folder-actions">
        <button
          type="button"
          class="button"
          data-testid="folder-choose"
          onClick={() => {
            setPeople([]);
            void chooseFolder(ui);
          }}
        >
          {state ? words.chooseOther : words.choose}
        </button>
        {state && (
          <>
            <button
              type="button"
              class="button"
              data-testid="folder-bring-back"
              onClick={() => void find()}
            >
              {words.bringBack}
            </button>
            <button
              type="button"
              class="button"
              data-testid="folder-forget"
              onClick={() => void forget()}
            >
              {words.forget}
            </button>
          </>
        )}
      </p>
      {people.length > 0 && (
        <People people={people} folder={folder} words={words} done={() => setPeople([])} />
      )}
    </div>
  );
}

/** A stick that several people use: one of them says who they are. */
function People(props: {
  people: readonly CopiedWork[];
  folder: Folder;
  words: FolderWords;
  done(): void;
}) {
  const ui = useUi();
  const page = useWords();
  const { people, folder, words, done } = props;
  return (
    <fieldset class="choices">
      <legend>{words.bringBackWhose}</legend>
      <p class="folder-actions">
        {people.map((one) => {
          const when = whenFromTime(one.made, Date.now(), ui.language.value, page);
          return (
            <button
              type="button"
              key={one.person}
              class={one.mine ? "button button-primary" : "button"}
              data-testid="folder-person"
              onClick={() => void bringBack(ui, folder, one, words).then(done)}
            >
              {words.bringBackOf(one.person || words.nobody, when)}
            </button>
          );
        })}
      </p>
    </fieldset>
  );
}

async function bringBack(ui: Ui, folder: Folder, { person }: CopiedWork, words: FolderWords) {
  try {
    sayResult(ui, person, await folder.bringBack(person), false);
  } catch {
    ui.toast(words.bringBackFailed, { kind: "problem" });
  }
}
