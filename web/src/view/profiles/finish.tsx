/**
 * "I have finished": everything is written, what is safe where is said, the work can be taken along,
 * and the profile closes.
 */
import { useEffect, useState } from "preact/hooks";
import type { Profile } from "../../core/app";
import { leave, profile } from "../../floor/profile";
import { folderWords } from "../../i18n/folder";
import { type ProfileWords, profileWords } from "../../i18n/profiles";
import { chooseFolder, type FolderInUse, useFolder } from "../folder/folder-in-use";
import { FolderLine } from "../folder/folder-line";
import { Icon } from "../icons";
import { take, without } from "../library/take";
import { BackButton } from "../pages/settings";
import { type Ui, useUi, useWords } from "../ui";
import { startAnew } from "./guard";
import { displayName } from "./looks";
import { Portrait } from "./portrait";

interface Sent {
  unsent: string[];
  sent: string[];
}

/** How often it is looked whether relays have taken the rest. */
const LOOK_MILLIS = 1000;
/** A slow stick keeps nobody longer than this. */
const COPY_PATIENCE_MILLIS = 20_000;

export function Finish() {
  const ui = useUi();
  const words = profileWords[ui.language.value];
  const page = useWords();
  const [unsaved, setUnsaved] = useState<string[] | undefined>(undefined);
  const [{ unsent, sent }, setSent] = useState<Sent>({ unsent: [], sent: [] });

  useEffect(() => {
    document.title = `${words.finishTitle} – ${ui.words.peek().appName}`;
    let live = true;
    const look = async () => {
      const written = await ui.app.library.settle();
      if (!live) return;
      setUnsaved(written.unsaved);
      // What cannot be known now was said before, or is known later.
      const found = await ui.app.library.send().catch(() => undefined);
      if (!live) return;
      if (found !== undefined) setSent(found);
      window.setTimeout(() => void look(), LOOK_MILLIS);
    };
    void look();
    return () => {
      live = false;
    };
  }, [ui, words]);

  const place = useFolder();
  const { copying, looked, setLooked } = useCopy(place, unsaved !== undefined);
  const named = (titles: string[]) => titles.map((title) => title || page.untitled).join(", ");
  const isLesson = profile?.kind === "class";
  const close = () => {
    closeProfile(ui, place).catch(() => ui.toast(words.failed, { kind: "problem" }));
  };

  return (
    <>
      <header class="slate">
        <div class="slate-row">
          <BackButton />
          <h1 class="title">{words.finishTitle}</h1>
        </div>
      </header>
      <main class="page finish" id="content" tabIndex={-1} data-testid="finish">
        <div role="status" data-testid="finish-state" data-ready={unsaved !== undefined}>
          <ul class="finish-list">
            {unsaved === undefined && <li>{words.finishSaving}</li>}
            {unsaved?.length === 0 && (
              <li>
                <Icon name="done" />
                {words.finishSaved}
              </li>
            )}
            {unsaved !== undefined && unsaved.length > 0 && (
              <li class="finish-problem">
                <Icon name="warning" />
                {words.finishUnsaved(named(unsaved))}
              </li>
            )}
            {sent.length > 0 && (
              <li data-testid="finish-sent">
                <Icon name="done" />
                {words.finishSent(named(sent))}
              </li>
            )}
            {unsent.length > 0 && (
              <li data-testid="finish-unsent">
                <Icon name="offline" />
                {words.finishUnsent(named(unsent))}
              </li>
            )}
            {place.state && (looked || place.state.reach !== "done") && (
              <li>
                <FolderLine {...place} />
              </li>
            )}
            {isLesson && (
              <li>
                <Icon name="warning" />
                {words.finishLesson}
              </li>
            )}
          </ul>
        </div>
        {profile?.kind === "pair" && <Give ui={ui} words={words} />}
        <p class="quiet">{words.takeHint}</p>
        <div class="finish-actions">
          <button type="button" class="button" data-testid="take" onClick={() => void take(ui)}>
            <Icon name="archive" />
            {words.take}
          </button>
          <button
            type="button"
            class={isLesson ? "button button-danger" : "button button-primary"}
            data-testid="close-profile"
            disabled={unsaved === undefined || copying}
            onClick={close}
          >
            <Icon name="done" />
            {isLesson ? words.closeErase : words.close}
          </button>
          {/* It comes late, and must not move what is being pressed. */}
          {place.folder && !place.state && (
            <button
              type="button"
              class="button"
              data-testid="folder-choose"
              onClick={() => void chooseFolder(ui).then(setLooked)}
            >
              <Icon name="open" />
              {folderWords[ui.language.value].choose}
            </button>
          )}
        </div>
      </main>
    </>
  );
}

function patience(): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, COPY_PATIENCE_MILLIS));
}

interface Copying {
  /** It is worth waiting for. */
  copying: boolean;
  /** What lies there was looked at on this page. */
  looked: boolean;
  setLooked(looked: boolean): void;
}

/** Copies what was written to the folder, if there is one. */
function useCopy({ folder, state }: FolderInUse, written: boolean): Copying {
  const [late, setLate] = useState(false);
  const [looked, setLooked] = useState(false);
  useEffect(() => {
    if (!written || folder?.state.value === undefined) return;
    void folder.copy(false).then(() => setLooked(true));
    void patience().then(() => setLate(true));
  }, [folder, written]);
  return { copying: state?.reach === "copying" && !late, looked, setLooked };
}

/** What two have made at one screen goes to each of them. */
function Give({ ui, words }: { ui: Ui; words: ProfileWords }) {
  const [members, setMembers] = useState<readonly Profile[]>([]);
  useEffect(() => {
    const find = async () => {
      const list = await (await ui.app.profiles()).list();
      const ids = list.find(({ id }) => id === profile?.id)?.members ?? [];
      setMembers(list.filter(({ id }) => ids.includes(id)));
    };
    find().catch(() => undefined);
  }, [ui]);
  const give = async (member: Profile) => {
    try {
      const { content, unreadable } = await ui.app.library.exportArchive();
      await (await ui.app.profiles()).give(member.id, content);
      ui.toast(...without(words.given(displayName(member, words)), unreadable, ui));
    } catch {
      ui.toast(words.takeFailed, { kind: "problem" });
    }
  };
  return (
    <>
      <p class="quiet">{words.giveHint}</p>
      <div class="finish-actions">
        {members.map((member) => (
          <button
            type="button"
            key={member.id}
            class="button"
            data-testid="give"
            onClick={() => void give(member)}
          >
            <Portrait looks={[member]} />
            {words.give(displayName(member, words))}
          </button>
        ))}
      </div>
    </>
  );
}

async function closeProfile(ui: Ui, { folder, state }: FolderInUse): Promise<void> {
  await ui.app.library.settle();
  // Whoever is quick closes before the copy has begun.
  if (folder && state?.reach === "waiting") await Promise.race([folder.copy(false), patience()]);
  const profiles = await ui.app.profiles();
  if (profile?.kind === "class") await profiles.remove(profile.id);
  // Where nothing can be kept any more it closes all the same.
  else if (profile) await profiles.close(profile.id).catch(() => undefined);
  leave();
  startAnew();
}
