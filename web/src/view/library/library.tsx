/** The notebooks on this device: find, open, make, bring in, take out, put away. */
import type { ComponentType, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { LibraryEntry } from "../../core/app";
import { folderMark } from "../../floor/folder";
import { profile } from "../../floor/profile";
import { sizeFromBytes } from "../../i18n";
import { Icon } from "../icons";
import { soon } from "../later";
import { OfflineBadge } from "../notebook/states";
import { Action, Banner, Confirm, Menu } from "../parts";
import { go, hashFromRoute } from "../router";
import { LITTLE_BYTES } from "../storage/little";
import { useUi, useWatched, useWords } from "../ui";
import { NotebookCard, TrashedCard } from "./card";
import { importFiles, importText } from "./import";
import { contains } from "./search";

/** No work is said to be in one place alone before it has been there for two weeks. */
const REMINDER_MILLIS = 14 * 86_400_000;

const FolderNotice = soon(async () => (await import("../folder/folder")).FolderNotice);
const Reminder = soon(async () => (await import("../about/about")).Reminder);
const StorageAdvice = soon(async () => (await import("../storage/storage-advice")).StorageAdvice);
const ProfileBadge = soon(async () => (await import("../profiles/profiles")).ProfileBadge);

export function LibraryView() {
  const ui = useUi();
  const words = useWords();
  const [entries, setEntries] = useState<readonly LibraryEntry[] | undefined>(undefined);
  const [unsent, setUnsent] = useState<readonly string[]>([]);
  const [search, setSearch] = useState("");

  useEffect(() => {
    document.title = `${words.libraryTitle} – ${words.appName}`;
  }, [words]);

  useEffect(() => {
    let live = true;
    const read = () => {
      ui.app.library.list().then(
        (found) => {
          if (live) setEntries(found);
        },
        // The storage banner says why.
        () => {
          if (live) setEntries([]);
        },
      );
      ui.app.library.unsent().then(
        (found) => {
          if (live) setUnsent(found);
        },
        () => undefined,
      );
    };
    read();
    const unsubscribe = ui.app.library.subscribe(read);
    return () => {
      live = false;
      unsubscribe();
    };
  }, [ui]);

  const kept = entries?.filter((entry) => entry.trashed === undefined) ?? [];
  const trashed = entries?.filter((entry) => entry.trashed !== undefined) ?? [];
  const matching = kept.filter((entry) => contains(entry, search));

  return (
    <>
      <header class="slate">
        <div class="slate-row">
          <Logo />
          <h1 class="title">{words.libraryTitle}</h1>
          <div class="badges">
            <OfflineBadge />
          </div>
          {profile && <ProfileBadge />}
          <Menu
            icon="menu"
            label={words.menu}
            testid="library-menu"
            items={[
              {
                icon: "archive",
                label: words.exportAll,
                onPress: () => void exportAll(),
                disabled: kept.length === 0,
                testid: "export-all",
              },
              { icon: "open", label: words.readCodes, onPress: () => go({ view: "code" }) },
              { icon: "settings", label: words.settings, onPress: () => go({ view: "settings" }) },
              { icon: "help", label: words.help, onPress: () => go({ view: "help" }) },
            ]}
          />
        </div>
      </header>
      <main class="page library" id="content" tabIndex={-1}>
        <UpdateBanner />
        {isOld(kept) && <Reminder entries={kept} />}
        {folderMark() && <FolderNotice />}
        {ui.app.site && <SiteShelf />}
        {entries !== undefined && kept.length === 0 && search === "" ? (
          <Welcome />
        ) : (
          <div class="library-bar">
            <NewButton />
            <OpenButton />
            <label class="field field-search">
              <span class="visually-hidden">{words.librarySearch}</span>
              <input
                type="search"
                placeholder={words.librarySearch}
                value={search}
                data-testid="library-search"
                onInput={(event) => setSearch(event.currentTarget.value)}
              />
            </label>
          </div>
        )}
        {kept.length > 0 && matching.length === 0 && (
          <p class="quiet" role="status">
            {words.libraryNoMatch(search)}
          </p>
        )}
        <ul class="cards" aria-label={words.libraryTitle}>
          {matching.map((entry) => (
            <NotebookCard key={entry.id} entry={entry} unsent={unsent.includes(entry.id)} />
          ))}
        </ul>
        {trashed.length > 0 && <Trash entries={trashed} />}
        <StorageState advice={kept.length > 0} />
      </main>
    </>
  );

  async function exportAll(): Promise<void> {
    try {
      await (await import("./taking")).take(ui);
    } catch {
      ui.toast(words.exportFailed, { kind: "problem" });
    }
  }
}

/** Only then is there anything to be reminded of, and the script for it worth fetching. */
function isOld(entries: readonly LibraryEntry[]): boolean {
  return entries.some(({ created }) => Date.now() - created > REMINDER_MILLIS);
}

/** The activities of the site; they are not waited for. */
function SiteShelf() {
  const [Shelf, setShelf] = useState<ComponentType | undefined>(undefined);
  useEffect(() => {
    import("../site/site").then(
      ({ SiteShelf: arrived }) => setShelf(() => arrived),
      () => undefined,
    );
  }, []);
  return Shelf ? <Shelf /> : null;
}

export function Logo() {
  const words = useWords();
  return (
    <a class="logo" href={hashFromRoute({ view: "library" })} aria-label={words.appName}>
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect x="2" y="4" width="28" height="24" rx="3.5" class="logo-frame" />
        <rect x="5" y="7" width="22" height="18" rx="1" class="logo-slate" />
        <path
          d="M9 20.5c2.5-7 4.5-9 6-8.5s-1.5 6.5.5 6.5 3-4 4.5-4-.5 3.5 3 2.5"
          class="logo-chalk"
        />
      </svg>
      <span>{words.appName}</span>
    </a>
  );
}

function useNew(): () => void {
  const ui = useUi();
  const words = useWords();
  return () => {
    ui.app.library.create(words.newNotebook).then(
      (id) => go({ view: "notebook", id }),
      () => ui.toast(words.storeOtherTitle, { kind: "problem" }),
    );
  };
}

function NewButton() {
  const words = useWords();
  return (
    <Action
      icon="plus"
      label={words.newNotebook}
      class="action-primary"
      onPress={useNew()}
      testid="new-notebook"
    />
  );
}

/** The file field stays in the page, unseen, so that it can be reached by everything that fills
 * file fields; the button stands for it. */
function FileField({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const ui = useUi();
  const words = useWords();
  return (
    <input
      ref={field}
      class="visually-hidden"
      type="file"
      multiple
      accept=".ipynb,.json,.ardoise,.zip,application/x-ipynb+json,application/json,application/zip"
      data-testid="import-file"
      tabIndex={-1}
      aria-label={words.openFile}
      onChange={(event) => {
        const files = Array.from(event.currentTarget.files ?? []);
        // The same file may be chosen again.
        event.currentTarget.value = "";
        void importFiles(ui, files);
      }}
    />
  );
}

function OpenButton() {
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Action
        icon="open"
        label={words.openFile}
        hint={words.openFileHint}
        onPress={() => field.current?.click()}
      />
      <FileField field={field} />
    </>
  );
}

/** What a first visit sees: three ways to begin, each one press away. */
function Welcome() {
  const ui = useUi();
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  const make = useNew();
  const firstSteps = () => {
    ui.firstSteps(ui.language.peek()).then(
      (text) => importText(ui, words.firstSteps, text),
      () => ui.toast(words.readOther, { kind: "problem" }),
    );
  };
  return (
    <section class="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">{words.welcomeTitle}</h2>
      <p>{words.welcomeText}</p>
      <p class="welcome-start">{words.welcomeStart}</p>
      <div class="welcome-choices">
        <button type="button" class="choice" data-testid="first-steps" onClick={firstSteps}>
          <Icon name="book" />
          <strong>{words.firstSteps}</strong>
          <span>{words.firstStepsHint}</span>
        </button>
        <button type="button" class="choice" data-testid="new-notebook" onClick={make}>
          <Icon name="plus" />
          <strong>{words.newNotebook}</strong>
          <span>{words.newNotebookHint}</span>
        </button>
        <button type="button" class="choice" onClick={() => field.current?.click()}>
          <Icon name="open" />
          <strong>{words.openFile}</strong>
          <span>{words.openFileHint}</span>
        </button>
      </div>
      <p class="quiet">
        {words.dropHere}, {words.pasteHint}
      </p>
      <FileField field={field} />
    </section>
  );
}

/** Offered here, where nothing is being written or run. */
function UpdateBanner() {
  const ui = useUi();
  const words = useWords();
  const waiting = useWatched(ui.app.offline.updateWaiting);
  if (!waiting) return null;
  return (
    <Banner
      kind="info"
      title={words.updateTitle}
      actions={
        <button
          type="button"
          class="button"
          data-testid="apply-update"
          onClick={() => ui.app.offline.applyUpdate()}
        >
          {words.updateNow}
        </button>
      }
    >
      <p>{words.updateText}</p>
    </Banner>
  );
}

function Trash({ entries }: { entries: readonly LibraryEntry[] }) {
  const ui = useUi();
  const words = useWords();
  const empty = () => {
    ui.dialog.value = {
      title: words.emptyTrash,
      body: () => (
        <Confirm
          text={words.emptyTrashAsk(entries.length)}
          yes={words.deleteForever}
          danger
          onYes={() => {
            for (const { id } of entries) void ui.app.library.purge(id);
          }}
        />
      ),
    };
  };
  return (
    <details class="trash" data-testid="trash">
      <summary>
        <Icon name="delete" />
        {words.trashCount(entries.length)}
      </summary>
      <p class="quiet">{words.trashKept}</p>
      <ul class="cards">
        {entries.map((entry) => (
          <TrashedCard key={entry.id} entry={entry} />
        ))}
      </ul>
      <Action icon="delete" label={words.emptyTrash} onPress={empty} />
    </details>
  );
}

/** `advice`: there is work that it may be about. */
export function StorageState({ advice }: { advice: boolean }) {
  const ui = useUi();
  const words = useWords();
  const { state, persisted, usage, quota } = useWatched(ui.app.storage.status);
  const language = ui.language.value;
  if (state !== "ready") return null;
  const size =
    usage === undefined
      ? ""
      : quota === undefined
        ? words.storageUsedOnly(sizeFromBytes(usage, language))
        : words.storageUsed(sizeFromBytes(usage, language), sizeFromBytes(quota, language));
  const isLittle = quota !== undefined && quota - (usage ?? 0) < LITTLE_BYTES;
  return (
    <footer class="storage" data-testid="storage-state" data-state={String(persisted)}>
      <p>
        <Icon name={persisted === true ? "done" : "warning"} />
        <span>
          {`${persisted === true ? words.storagePersistent : words.storageFleeting}. `}
          {size && `${size}.`}
        </span>
      </p>
      {advice && (persisted !== true || isLittle) && <StorageAdvice />}
    </footer>
  );
}
