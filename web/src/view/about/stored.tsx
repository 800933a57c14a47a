/** What this device holds about a person, kind by kind, with what they can do about it. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { StoredAboutMe } from "../../core/app";
import { sizeFromBytes } from "../../i18n";
import { type AboutWords, aboutWords } from "../../i18n/about";
import { folderWords } from "../../i18n/folder";
import { take } from "../library/take";
import { Confirm } from "../parts";
import { go } from "../router";
import { useUi } from "../ui";
import { AboutPage } from "./page";

export function Stored() {
  const ui = useUi();
  const language = ui.language.value;
  const words = aboutWords[language];
  const [stored, setStored] = useState<StoredAboutMe | undefined>(undefined);
  const [failed, setFailed] = useState(false);

  const look = () => {
    ui.app.stored().then(setStored, () => setFailed(true));
  };
  useEffect(look, [ui]);

  const size = (bytes: number) => sizeFromBytes(bytes, language);
  const erase = (what: string, action: () => Promise<void>) => {
    ui.dialog.value = {
      title: words.erase,
      body: () => (
        <Confirm
          text={words.eraseAsk(what)}
          yes={words.eraseYes}
          danger
          onYes={() => {
            action()
              .then(() => ui.toast(words.erased))
              .catch(() => ui.toast(words.storedFailed, { kind: "problem" }))
              .finally(look);
          }}
        />
      ),
    };
  };
  const all = async (inBin: boolean, action: (id: string) => Promise<void>) => {
    for (const { id, trashed } of await ui.app.library.list()) {
      if ((trashed !== undefined) === inBin) await action(id);
    }
  };

  return (
    <AboutPage title={words.storedTitle}>
      <p>{words.storedIntro}</p>
      {failed && <p role="alert">{words.storedFailed}</p>}
      {stored && (
        <ul class="kinds" data-testid="stored">
          <Kind
            name="notebooks"
            title={words.notebooks}
            text={words.notebooksCount(stored.notebooks.count, size(stored.notebooks.bytes))}
          >
            <button type="button" class="button" onClick={() => go({ view: "library" })}>
              {words.see}
            </button>
            <button type="button" class="button" onClick={() => void take(ui)}>
              {words.take}
            </button>
            <button
              type="button"
              class="button"
              data-testid="erase-notebooks"
              disabled={stored.notebooks.count === 0}
              onClick={() =>
                erase(words.eraseNotebooks, () => all(false, (id) => ui.app.library.trash(id)))
              }
            >
              {words.eraseNotebooks}
            </button>
          </Kind>
          <Kind
            name="bin"
            title={words.bin}
            text={words.notebooksCount(stored.bin.count, size(stored.bin.bytes))}
          >
            <button
              type="button"
              class="button"
              data-testid="erase-bin"
              disabled={stored.bin.count === 0}
              onClick={() =>
                erase(words.eraseBin, () => all(true, (id) => ui.app.library.purge(id)))
              }
            >
              {words.eraseBin}
            </button>
          </Kind>
          <Kind
            name="outputs"
            title={words.outputs}
            text={`${words.outputsCount(stored.outputs.count, size(stored.outputs.bytes))}. ${words.withNotebook}`}
          />
          <Kind
            name="files"
            title={words.files}
            text={`${words.filesCount(stored.files.count, size(stored.files.bytes))}. ${words.withNotebook}`}
          />
          <Kind
            name="versions"
            title={words.versions}
            text={`${words.versionsCount(stored.versions)}. ${words.withNotebook}`}
          />
          <Kind
            name="shared"
            title={words.shared}
            text={stored.shared.length > 0 ? stored.shared.join(", ") : words.sharedNone}
          />
          {stored.given.length > 0 && (
            <Kind
              name="given"
              title={words.given}
              text={`${stored.given.map(({ title, name }) => `${title} (${name})`).join(", ")}. ${words.withNotebook}`}
            />
          )}
          {stored.folder !== undefined && (
            <Kind
              name="folder"
              title={folderWords[language].stored}
              text={folderWords[language].storedText(stored.folder)}
            >
              <button type="button" class="button" onClick={() => go({ view: "settings" })}>
                {words.see}
              </button>
              <button
                type="button"
                class="button"
                data-testid="erase-folder"
                onClick={() =>
                  erase(folderWords[language].forget, async () => {
                    await (await ui.app.folder?.())?.forget();
                  })
                }
              >
                {folderWords[language].forget}
              </button>
            </Kind>
          )}
          <Kind name="choices" title={words.choices} text="">
            <ul>
              {stored.choices.map(({ key, text }) => (
                <li key={key} data-key={key}>
                  <p>{choiceName(key, words)}</p>
                  {!isCommon(key) && <p class="quiet">{text.slice(0, 200)}</p>}
                  <button
                    type="button"
                    class="button button-small"
                    onClick={() => {
                      stored.forget(key);
                      look();
                    }}
                  >
                    {words.erase}
                  </button>
                </li>
              ))}
            </ul>
          </Kind>
          <Kind name="mine" title={words.mine} text={words.mineText}>
            <button type="button" class="button" onClick={() => go({ view: "settings" })}>
              {words.see}
            </button>
          </Kind>
          <Kind
            name="page"
            title={words.page}
            text={`${stored.page === undefined ? "" : `${size(stored.page)}. `}${words.pageText}`}
          />
        </ul>
      )}
    </AboutPage>
  );
}

/** What the others have of a notebook; nothing that a person reads. */
function isCommon(key: string): boolean {
  return key.startsWith("ardoise.common.");
}

function choiceName(key: string, words: AboutWords): string {
  if (isCommon(key)) return words.choiceCommon;
  return (words.choice as Record<string, string | undefined>)[key] ?? words.choiceOther;
}

function Kind(props: { name: string; title: string; text: string; children?: ComponentChildren }) {
  return (
    <li class="kind" data-kind={props.name}>
      <h2>{props.title}</h2>
      {props.text && <p>{props.text}</p>}
      {props.children}
    </li>
  );
}
