/**
 * What a person chose about how the page looks and speaks. Kept on the device beside the
 * notebooks, applied as attributes of the root element that the style sheets read.
 */
import { effect, type Signal, signal } from "@preact/signals";
import { keptAs } from "../floor/profile";
import type { Language } from "../i18n";

export interface Preferences {
  language: Language | "auto";
  theme: "auto" | "light" | "dark" | "contrast";
  /** Per cent of the browser's own text size. */
  textSize: 90 | 100 | 115 | 130 | 150 | 200;
  spacing: "normal" | "wide";
  font: "system" | "dys" | "serif";
  motion: "auto" | "reduced";
  /** Simple shows few, larger buttons with words. */
  level: "simple" | "full";
}

export const initialPreferences: Preferences = {
  language: "auto",
  theme: "auto",
  textSize: 100,
  spacing: "normal",
  font: "system",
  motion: "auto",
  level: "full",
};

const KEY = "ardoise.preferences";

/** What can be used of a stored text; anything unknown falls back to the initial choice. */
export function preferencesFromText(text: string | null): Preferences {
  const allowed: { [K in keyof Preferences]: readonly Preferences[K][] } = {
    language: ["auto", "fr", "en"],
    theme: ["auto", "light", "dark", "contrast"],
    textSize: [90, 100, 115, 130, 150, 200],
    spacing: ["normal", "wide"],
    font: ["system", "dys", "serif"],
    motion: ["auto", "reduced"],
    level: ["simple", "full"],
  };
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? "null");
  } catch {
    stored = null;
  }
  const from = (typeof stored === "object" && stored !== null ? stored : {}) as Record<
    string,
    unknown
  >;
  const pick = <K extends keyof Preferences>(key: K): Preferences[K] =>
    allowed[key].find((choice) => choice === from[key]) ?? initialPreferences[key];
  return {
    language: pick("language"),
    theme: pick("theme"),
    textSize: pick("textSize"),
    spacing: pick("spacing"),
    font: pick("font"),
    motion: pick("motion"),
    level: pick("level"),
  };
}

function read(): string | null {
  try {
    const { localStorage } = window;
    // A new profile begins with what was chosen on this computer before anybody came in.
    return localStorage.getItem(keptAs(KEY)) ?? localStorage.getItem(KEY);
  } catch {
    // Storage may be forbidden; choices then last as long as the page.
    return null;
  }
}

function write(preferences: Preferences): void {
  try {
    window.localStorage.setItem(keptAs(KEY), JSON.stringify(preferences));
  } catch {
    // As above.
  }
}

/** The first language of the browser that the page speaks; French when it names neither. */
export function languageFor(choice: Language | "auto", spoken: readonly string[]): Language {
  if (choice !== "auto") return choice;
  for (const tag of spoken) {
    if (/^fr\b/i.test(tag)) return "fr";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "fr";
}

/** The preferences, applied to the page and kept whenever they change. */
export function followPreferences(): Signal<Preferences> {
  const preferences = signal(preferencesFromText(read()));
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const systemDark = signal(dark.matches);
  // Safari 12 has only the older way to listen.
  dark.addListener((change) => {
    systemDark.value = change.matches;
  });
  effect(() => {
    const chosen = preferences.value;
    const root = document.documentElement;
    root.lang = languageFor(chosen.language, window.navigator.languages);
    const auto = systemDark.value ? "dark" : "light";
    root.dataset.theme = chosen.theme === "auto" ? auto : chosen.theme;
    root.dataset.spacing = chosen.spacing;
    root.dataset.font = chosen.font;
    root.dataset.motion = chosen.motion;
    root.dataset.level = chosen.level;
    root.style.fontSize = `${chosen.textSize}%`;
  });
  let first = true;
  effect(() => {
    const chosen = preferences.value;
    if (!first) write(chosen);
    first = false;
  });
  return preferences;
}
