/**
 * "I have finished": everything is written, what is safe where is said, the work can be taken along,
 * and the profile closes.
 */
import { useEffect, useState } from "preact/hooks";
import type { Profile } from "../../core/app";
import { leave, profile } from "../../floor/profile";
import { type ProfileWords, profileWords } from "../../i18n/profiles";
import { Icon } from "../icons";
import { take } from "../library/take";
import { BackButton } from "../pages/settings";
import { type Ui, useUi } from "../ui";
import { startAnew } from "./guard";
import { displayName } from "./looks";
import { Portrait } from "./portrait";

interface Kept {
  unsaved: string[];
  unsent: string[];
}

/** How often it is looked whether relays have taken the rest. */
const LOOK_MILLIS = 1000;

export function Finish() {
  const ui = useUi();
  const words = profileWords[ui.language.value];
  const [kept, setKept] = useState<Kept | undefined>(undefined);

  useEffect(() => {
    document.title = `${words.finishTitle} – ${ui.words.peek().appName}`;
    let live = true;
    const look = async () => {
      const found = await ui.app.library.settle();
      if (!live) return;
      setKept(found);
      window.setTimeout(() => void look(), LOOK_MILLIS);
    };
    void look();
    return () => {
      live = false;
    };
  }, [ui, words]);

  const isLesson = profile?.kind === "class";
  const close = () => {
    closeProfile(ui).catch(() => ui.toast(words.failed, { kind: "problem" }));
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
        <div role="status" data-testid="finish-state" data-ready={kept !== undefined}>
          <ul class="finish-list">
            {kept === undefined && <li>{words.finishSaving}</li>}
            {kept && kept.unsaved.length === 0 && (
              <li>
                <Icon name="done" />
                {words.finishSaved}
              </li>
            )}
            {kept && kept.unsaved.length > 0 && (
              <li class="finish-problem">
                <Icon name="warning" />
                {words.finishUnsaved(kept.unsaved.join(", "))}
              </li>
            )}
            {kept && kept.unsent.length > 0 && (
              <li>
                <Icon name="offline" />
                {words.finishUnsent(kept.unsent.join(", "))}
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
            disabled={kept === undefined}
            onClick={close}
          >
            <Icon name="done" />
            {isLesson ? words.closeErase : words.close}
          </button>
        </div>
      </main>
    </>
  );
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
      const archive = await ui.app.library.exportArchive();
      await (await ui.app.profiles()).give(member.id, archive);
      ui.toast(words.given(displayName(member, words)));
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

async function closeProfile(ui: Ui): Promise<void> {
  await ui.app.library.settle();
  if (profile?.kind === "class") await (await ui.app.profiles()).remove(profile.id);
  leave();
  startAnew();
}
