/** In the library: work that has been in this browser alone for long should be somewhere else too. */
import { useEffect, useState } from "preact/hooks";
import type { LibraryEntry } from "../../core/app";
import { folderMark } from "../../floor/folder";
import { aboutWords } from "../../i18n/about";
import { folderWords } from "../../i18n/folder";
import { chooseFolder } from "../folder/folder-in-use";
import { take } from "../library/take";
import { atRisk, readTaken, remindLater } from "../library/taken";
import { Banner } from "../parts";
import { useUi, useWatched, useWords } from "../ui";

export function Reminder({ entries }: { entries: readonly LibraryEntry[] }) {
  const ui = useUi();
  const page = useWords();
  const words = aboutWords[ui.language.value];
  const { persisted } = useWatched(ui.app.storage.status);
  const [risky, setRisky] = useState<readonly LibraryEntry[]>([]);

  const look = async () => {
    const shared = await ui.app.library.shared();
    setRisky(atRisk(entries, shared, readTaken(), persisted, Date.now()));
  };
  useEffect(() => {
    look().catch(() => undefined);
  }, [ui, entries, persisted]);

  if (risky.length === 0) return null;
  const titles = risky.slice(0, 3).map(({ title }) => title || page.untitled);
  return (
    <div data-testid="reminder">
      <Banner
        kind="info"
        title={words.reminderTitle}
        actions={
          <>
            <button
              type="button"
              class="button button-primary"
              onClick={() => void take(ui, () => setRisky([]))}
            >
              {words.take}
            </button>
            {ui.app.folder && folderMark() === undefined && (
              <button
                type="button"
                class="button"
                data-testid="folder-choose"
                onClick={() => void chooseFolder(ui).then(look)}
              >
                {folderWords[ui.language.value].choose}
              </button>
            )}
            <button
              type="button"
              class="button"
              onClick={() => {
                remindLater();
                setRisky([]);
              }}
            >
              {words.reminderLater}
            </button>
          </>
        }
      >
        <p>{words.reminderText(risky.length, titles.join(", "))}</p>
      </Banner>
    </div>
  );
}
