/** Under the state of the storage: what threatens the work here, and what to do about it. */
import { useState } from "preact/hooks";
import { folderMark } from "../../floor/folder";
import { sizeFromBytes } from "../../i18n";
import { folderWords } from "../../i18n/folder";
import { storageWords } from "../../i18n/storage";
import { chooseFolder } from "../folder/folder-in-use";
import "../folder/style";
import { take } from "../library/take";
import { useUi, useWatched } from "../ui";
import { type StorageFacts, storageAdvice } from "./advice";

export function StorageAdvice() {
  const ui = useUi();
  const language = ui.language.value;
  const words = storageWords[language];
  const { persisted, usage, quota } = useWatched(ui.app.storage.status);
  const [asked, setAsked] = useState(false);
  const [chosen, setChosen] = useState(folderMark() !== undefined);
  const free = quota === undefined ? undefined : Math.max(0, quota - (usage ?? 0));
  const advice = storageAdvice({ ...tried(), persisted, asked, free });
  if (advice.length === 0) return null;
  const ask = async () => {
    if (!(await ui.app.storage.requestPersistence())) setAsked(true);
  };
  return (
    <div data-testid="storage-advice" data-advice={advice.join(" ")}>
      <div role="status">
        {asked && persisted !== true && <p class="quiet">{words.notYet}</p>}
        {advice.map((one) => (
          <p key={one} class="quiet">
            {one === "space" ? words.space(sizeFromBytes(free ?? 0, language)) : words[one]}
          </p>
        ))}
      </div>
      <p class="folder-actions">
        {advice.includes("ask") && (
          <button
            type="button"
            class="button button-small"
            data-testid="ask-storage"
            onClick={() => void ask()}
          >
            {words.askNow}
          </button>
        )}
        <button type="button" class="button button-small" onClick={() => void take(ui)}>
          {words.take}
        </button>
        {ui.app.folder && !chosen && (
          <button
            type="button"
            class="button button-small"
            data-testid="folder-choose"
            onClick={() => void chooseFolder(ui).then(setChosen)}
          >
            {folderWords[language].choose}
          </button>
        )}
      </p>
    </div>
  );
}

/** What the browser shows of itself. */
function tried(): Pick<StorageFacts, "canAsk" | "hides" | "installed"> {
  const storage = navigator.storage as StorageManager | undefined;
  const { standalone } = navigator as Navigator & { standalone?: boolean };
  return {
    canAsk: typeof storage?.persist === "function",
    // Some private windows take away what the browser has.
    hides:
      window.isSecureContext &&
      "ServiceWorkerContainer" in window &&
      !("serviceWorker" in navigator),
    installed: standalone === true || window.matchMedia("(display-mode: standalone)").matches,
  };
}
