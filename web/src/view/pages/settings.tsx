/** What a person can choose about the page: how it looks, how it speaks, how much it shows. */
import { useEffect } from "preact/hooks";
import { Icon } from "../icons";
import { soon } from "../later";
import { StorageState } from "../library/library";
import { initialPreferences, type Preferences } from "../preferences";
import { backRoute, hashFromRoute } from "../router";
import { useUi, useWords } from "../ui";

const AboutLinks = soon(async () => (await import("../about/about")).AboutLinks);
const FolderPanel = soon(async () => (await import("../folder/folder")).FolderPanel);
const ProfileSettings = soon(async () => (await import("../profiles/profiles")).ProfileSettings);

interface Choice<K extends keyof Preferences> {
  name: K;
  label: string;
  hint?: string;
  options: [Preferences[K], string][];
}

export function Settings() {
  const ui = useUi();
  const words = useWords();
  useEffect(() => {
    document.title = `${words.settingsTitle} – ${words.appName}`;
  }, [words]);

  return (
    <>
      <header class="slate">
        <div class="slate-row">
          <BackButton />
          <h1 class="title">{words.settingsTitle}</h1>
        </div>
      </header>
      <main class="page settings" id="content" tabIndex={-1}>
        <p class="quiet">{words.settingsText}</p>
        <Choices
          choice={{
            name: "language",
            label: words.language,
            options: [
              ["auto", words.languageAuto],
              ["fr", "Français"],
              ["en", "English"],
            ],
          }}
        />
        <Choices
          choice={{
            name: "theme",
            label: words.theme,
            options: [
              ["auto", words.themeAuto],
              ["light", words.themeLight],
              ["dark", words.themeDark],
              ["contrast", words.themeContrast],
            ],
          }}
        />
        <Choices
          choice={{
            name: "textSize",
            label: words.textSize,
            options: [
              [90, "90\u00a0%"],
              [100, "100\u00a0%"],
              [115, "115\u00a0%"],
              [130, "130\u00a0%"],
              [150, "150\u00a0%"],
              [200, "200\u00a0%"],
            ],
          }}
        />
        <Choices
          choice={{
            name: "spacing",
            label: words.spacing,
            options: [
              ["normal", words.spacingNormal],
              ["wide", words.spacingWide],
            ],
          }}
        />
        <Choices
          choice={{
            name: "font",
            label: words.font,
            options: [
              ["system", words.fontSystem],
              ["dys", words.fontDys],
              ["serif", words.fontSerif],
            ],
          }}
        />
        <p class="settings-sample">{words.sample}</p>
        <Choices
          choice={{
            name: "motion",
            label: words.motion,
            options: [
              ["auto", words.motionAuto],
              ["reduced", words.motionReduced],
            ],
          }}
        />
        <Choices
          choice={{
            name: "level",
            label: words.level,
            hint: words.levelHint,
            options: [
              ["full", words.levelFull],
              ["simple", words.levelSimple],
            ],
          }}
        />
        <h2>{words.storage}</h2>
        <StorageState advice />
        {ui.app.folder && <FolderPanel />}
        <AboutLinks />
        <ProfileSettings />
      </main>
    </>
  );
}

/** One choice among few, as radio buttons. */
function Choices<K extends keyof Preferences>({ choice }: { choice: Choice<K> }) {
  const ui = useUi();
  const chosen = ui.preferences.value[choice.name] ?? initialPreferences[choice.name];
  return (
    <fieldset class="choices">
      <legend>{choice.label}</legend>
      {choice.hint && <p class="quiet">{choice.hint}</p>}
      <div class="choices-row">
        {choice.options.map(([value, label]) => (
          <label key={String(value)} class={value === chosen ? "pill pill-chosen" : "pill"}>
            <input
              type="radio"
              name={choice.name}
              value={String(value)}
              checked={value === chosen}
              onChange={() => {
                ui.preferences.value = { ...ui.preferences.value, [choice.name]: value };
              }}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Back to where one came from. */
export function BackButton() {
  const words = useWords();
  return (
    <a class="action" data-testid="back" href={hashFromRoute(backRoute())}>
      <Icon name="back" />
      <span class="action-label">{words.back}</span>
    </a>
  );
}
