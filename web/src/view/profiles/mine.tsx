/** In the settings: one's own profile, and what concerns everybody at this computer. */
import { useEffect, useState } from "preact/hooks";
import type { LockKind, Profile, Profiles } from "../../core/app";
import { IDLE_MINUTES, idleMinutes, leave, profile, setShared } from "../../floor/profile";
import { type ProfileWords, profileWords } from "../../i18n/profiles";
import { Confirm } from "../parts";
import { type Ui, useUi } from "../ui";
import { CodePad } from "./code-pad";
import { startAnew } from "./guard";
import { displayName } from "./looks";
import { NameField } from "./name-field";
import { COLOUR_COUNT, lookName, PICTURES, Portrait } from "./portrait";
import "./style";

const MINUTES = [10, IDLE_MINUTES, 45, 0];

export function ProfileSettings() {
  const ui = useUi();
  const words = profileWords[ui.language.value];
  const [profiles, setProfiles] = useState<Profiles | undefined>(undefined);
  const [list, setList] = useState<readonly Profile[]>([]);
  const [lock, setLock] = useState<LockKind | undefined>(undefined);
  /** The code was given, or set, on this visit. */
  const [opened, setOpened] = useState(false);

  const refresh = async () => {
    const found = await ui.app.profiles();
    setList(await found.list());
    const kind = (await found.computerLock())?.kind;
    setLock(kind);
    if (kind === undefined) setOpened(true);
    else if (profiles === undefined) setOpened(false);
    setProfiles(() => found);
  };
  useEffect(() => {
    // Without storage there is nothing to share.
    refresh().catch(() => undefined);
  }, [ui]);

  if (profiles === undefined) return null;
  const own = profile && list.find(({ id }) => id === profile?.id);
  const parts = { ui, words, profiles, refresh: () => void refresh() };
  return (
    <div data-testid="profile-settings">
      {own && <Mine {...parts} own={own} />}
      <h2>{words.computer}</h2>
      {lock !== undefined && !opened ? (
        <Reserved {...parts} opened={() => setOpened(true)} />
      ) : (
        <Computer {...parts} list={list} locked={lock !== undefined} />
      )}
    </div>
  );
}

/** What concerns everybody, once it was reserved. */
function Reserved({ words, profiles, opened }: Parts & { opened(): void }) {
  const [problem, setProblem] = useState("");
  return (
    <>
      <p>{words.computerLocked}</p>
      <p role="alert" data-testid="computer-problem">
        {problem}
      </p>
      <CodePad
        kind="digits"
        words={words}
        onCode={async (code) => {
          if (await profiles.opensComputer(code)) {
            opened();
            return;
          }
          const waits = (await profiles.computerLock())?.waitsUntil ?? 0;
          const seconds = Math.ceil((waits - Date.now()) / 1000);
          setProblem(seconds > 0 ? words.codeWait(seconds) : words.codeWrong);
        }}
      />
    </>
  );
}

function Computer(props: Parts & { list: readonly Profile[]; locked: boolean }) {
  const { ui, words, profiles, list, locked, refresh } = props;
  const [setting, setSetting] = useState(false);
  const others = list.filter((one) => one.lock !== undefined && one.id !== profile?.id);
  return (
    <>
      {profile === undefined ? <Begin {...props} /> : <Idle {...props} />}
      {others.map((one) => (
        <p key={one.id} class="mine-row">
          <Portrait looks={[one]} />
          <button
            type="button"
            class="button"
            onClick={() => void profiles.unlock(one.id).then(refresh)}
          >
            {`${words.codeRemove} (${displayName(one, words)})`}
          </button>
        </p>
      ))}
      {profile !== undefined && (
        <p>
          <button
            type="button"
            class="button"
            data-testid="computer-code"
            onClick={() => {
              if (locked) void profiles.unlockComputer().then(refresh);
              else setSetting(true);
            }}
          >
            {locked ? words.codeRemove : words.computerLock}
          </button>
        </p>
      )}
      {setting && (
        <NewCode
          ui={ui}
          words={words}
          kind="digits"
          keep={(code) =>
            profiles.lockComputer(code).then(() => {
              setSetting(false);
              refresh();
            })
          }
        />
      )}
      <p class="quiet">{words.wipeHint}</p>
      <button
        type="button"
        class="button button-danger"
        data-testid="wipe"
        onClick={() => {
          confirm(ui, words.wipe, words.wipeAsk, words.eraseYes, () => {
            void ui.app.library.settle().then(() => {
              profiles.wipe();
              startAnew();
            });
          });
        }}
      >
        {words.wipe}
      </button>
    </>
  );
}

interface Parts {
  ui: Ui;
  words: ProfileWords;
  profiles: Profiles;
  refresh(): void;
}

function confirm(ui: Ui, title: string, text: string, yes: string, onYes: () => void): void {
  ui.dialog.value = {
    title,
    body: () => <Confirm text={text} yes={yes} danger onYes={onYes} />,
  };
}

/** Nobody has made profiles yet: what is here becomes the first, if there is anything. */
function Begin({ ui, words, profiles, list }: Parts & { list: readonly Profile[] }) {
  const begin = async () => {
    const notebooks = await ui.app.library.list();
    const known = list.some(({ id }) => id === "");
    if (notebooks.length > 0 && !known) {
      const before = { name: words.before, picture: "house", colour: 5, members: [] };
      await profiles.add({ kind: "person", ...before }, "");
    }
    await ui.app.library.settle();
    setShared(IDLE_MINUTES);
    leave();
    startAnew();
  };
  return (
    <>
      <p class="quiet">{list.length > 0 ? words.lost : words.shareItHint}</p>
      <button
        type="button"
        class="button"
        data-testid="share-computer"
        onClick={() => {
          begin().catch(() => ui.toast(words.failed, { kind: "problem" }));
        }}
      >
        {list.length > 0 ? words.lostFind : words.shareIt}
      </button>
    </>
  );
}

function Mine({ ui, words, profiles, own, refresh }: Parts & { own: Profile }) {
  const [name, setName] = useState(own.name);
  const keep = (look: Partial<Pick<Profile, "name" | "picture" | "colour">>) => {
    const { picture, colour } = own;
    profiles
      .rename(own.id, { name: own.name, picture, colour, ...look })
      .then(() => profiles.open(own.id))
      .then(refresh)
      .catch(() => ui.toast(words.failed, { kind: "problem" }));
  };
  return (
    <>
      <h2>{words.mine}</h2>
      <div class="mine-row">
        <Portrait looks={[own]} />
        <NameField name={name} words={words} onName={setName} />
        <button
          type="button"
          class="button"
          disabled={name === own.name}
          onClick={() => keep({ name: name.trim() })}
        >
          {words.nameSave}
        </button>
      </div>
      <details class="mine-looks">
        <summary>{words.picture}</summary>
        <ul class="people people-small">
          {PICTURES.map((picture) => (
            <li key={picture}>
              <button
                type="button"
                class="person"
                aria-label={lookName({ picture, colour: own.colour }, words)}
                aria-pressed={picture === own.picture}
                onClick={() => keep({ picture })}
              >
                <Portrait looks={[{ picture, colour: own.colour }]} />
              </button>
            </li>
          ))}
        </ul>
        <ul class="people people-small" aria-label={words.colour}>
          {Array.from({ length: COLOUR_COUNT }, (_, colour) => (
            <li key={colour}>
              <button
                type="button"
                class="person"
                aria-label={lookName({ picture: own.picture, colour }, words)}
                aria-pressed={colour === own.colour}
                onClick={() => keep({ colour })}
              >
                <Portrait looks={[{ picture: own.picture, colour }]} />
              </button>
            </li>
          ))}
        </ul>
      </details>
      <h3>{words.codeTitle}</h3>
      <Code ui={ui} words={words} profiles={profiles} own={own} refresh={refresh} />
      <p>
        <button
          type="button"
          class="button button-danger"
          data-testid="erase-profile"
          onClick={() => {
            const ask = words.eraseAsk(displayName(own, words));
            confirm(ui, words.erase, ask, words.eraseYes, () => {
              void profiles.remove(own.id).then(() => {
                leave();
                startAnew();
              });
            });
          }}
        >
          {words.erase}
        </button>
      </p>
    </>
  );
}

/** A code is entered twice before it counts. */
function NewCode(props: {
  ui: Ui;
  words: ProfileWords;
  kind: LockKind;
  keep(code: string): Promise<void>;
}) {
  const { ui, words, kind, keep } = props;
  const [first, setFirst] = useState<string | undefined>(undefined);
  const onCode = async (code: string) => {
    if (first === undefined) {
      setFirst(code);
      return;
    }
    setFirst(undefined);
    if (first !== code) {
      ui.toast(words.codeDiffers, { kind: "problem" });
      return;
    }
    try {
      await keep(code);
      ui.toast(words.codeSet);
    } catch {
      ui.toast(words.failed, { kind: "problem" });
    }
  };
  return (
    <>
      <p role="status" data-testid="code-step">
        {first === undefined ? words.codeNew : words.codeAgain}
      </p>
      <CodePad kind={kind} words={words} onCode={onCode} />
    </>
  );
}

function Code({ ui, words, profiles, own, refresh }: Parts & { own: Profile }) {
  const [setting, setSetting] = useState<LockKind | undefined>(undefined);
  return (
    <>
      <p class="quiet">{words.codeWhat}</p>
      <div class="mine-row">
        <button
          type="button"
          class="button"
          data-testid="code-digits"
          onClick={() => setSetting("digits")}
        >
          {words.codeSetDigits}
        </button>
        <button
          type="button"
          class="button"
          data-testid="code-pictures"
          onClick={() => setSetting("pictures")}
        >
          {words.codeSetPictures}
        </button>
        {own.lock && (
          <button
            type="button"
            class="button"
            data-testid="code-remove"
            onClick={() => {
              void profiles.unlock(own.id).then(() => {
                ui.toast(words.codeRemoved);
                refresh();
              });
            }}
          >
            {words.codeRemove}
          </button>
        )}
      </div>
      {setting !== undefined && (
        <NewCode
          key={setting}
          ui={ui}
          words={words}
          kind={setting}
          keep={(code) =>
            profiles.lock(own.id, setting, code).then(() => {
              setSetting(undefined);
              refresh();
            })
          }
        />
      )}
    </>
  );
}

function Idle({ words }: Parts) {
  const [minutes, setMinutes] = useState(idleMinutes() ?? IDLE_MINUTES);
  return (
    <fieldset class="choices">
      <legend>{words.idle}</legend>
      <div class="choices-row">
        {MINUTES.map((value) => (
          <label key={value} class={value === minutes ? "pill pill-chosen" : "pill"}>
            <input
              type="radio"
              name="idle"
              value={String(value)}
              checked={value === minutes}
              onChange={() => {
                setShared(value);
                setMinutes(value);
              }}
            />
            {value === 0 ? words.idleNever : words.idleMinutes(value)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
