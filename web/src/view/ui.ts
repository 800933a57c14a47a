/**
 * What every view shares: the app's facade, the words of the chosen language, preferences, the
 * route, short messages and the one open dialog. Made once by `main.ts`, handed down by context.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { App, Watched } from "../core/app";
import type { CreateCellEditor } from "../core/editor";
import { type Language, loadWords, type Messages } from "../i18n";
import { languageFor, type Preferences } from "./preferences";
import { followRoute, type Route } from "./router";

export interface Toast {
  key: number;
  text: string;
  kind: "info" | "problem";
  action?: { label: string; run(): void };
}

export interface DialogRequest {
  title: string;
  body: () => ComponentChildren;
}

export interface Ui {
  app: App;
  words: ReadonlySignal<Messages>;
  language: ReadonlySignal<Language>;
  preferences: Signal<Preferences>;
  route: ReadonlySignal<Route>;
  toasts: Signal<readonly Toast[]>;
  dialog: Signal<DialogRequest | undefined>;
  /** What the live region says. */
  spoken: Signal<string>;
  /** The editor room, once it has arrived. */
  createEditor: ReadonlySignal<CreateCellEditor | undefined>;
  /** Files dropped on the notebook on screen, until it takes them. */
  dropped: Signal<readonly File[]>;
  /** The text of the example notebook in a language. */
  firstSteps(language: Language): Promise<string>;
  say(text: string): void;
  toast(text: string, options?: Partial<Pick<Toast, "kind" | "action">>): void;
  closeToast(key: number): void;
}

/** How long a message without an action stays. */
const TOAST_MILLIS = 6000;
/** With something to press, people need longer. */
const TOAST_ACTION_MILLIS = 15000;

export interface UiParts {
  app: App;
  preferences: Signal<Preferences>;
  /** The language the page starts in, and its words. */
  spoken: Spoken;
  createEditor: ReadonlySignal<CreateCellEditor | undefined>;
  firstSteps(language: Language): Promise<string>;
}

interface Spoken {
  language: Language;
  words: Messages;
}

/** Follows the chosen language. The page goes on in the old one until the new one's words are there,
 * or for good when they cannot be fetched. */
function followLanguage(first: Spoken, preferences: Signal<Preferences>): ReadonlySignal<Spoken> {
  const spoken = signal(first);
  const wanted = computed(() =>
    languageFor(preferences.value.language, window.navigator.languages),
  );
  effect(() => {
    const language = wanted.value;
    if (language === spoken.peek().language) return;
    loadWords(language).then((words) => {
      if (language === wanted.peek()) spoken.value = { language, words };
    }, console.error);
  });
  return spoken;
}

export function createUi(parts: UiParts): Ui {
  const { app, preferences, createEditor, firstSteps } = parts;
  const inUse = followLanguage(parts.spoken, preferences);
  const toasts = signal<readonly Toast[]>([]);
  const spoken = signal("");
  let next = 1;

  const closeToast = (key: number): void => {
    toasts.value = toasts.value.filter((toast) => toast.key !== key);
  };
  const say = (text: string): void => {
    // The same words twice would not be read twice: a no-break space makes them new.
    spoken.value = spoken.value === text ? `${text}\u00a0` : text;
  };

  return {
    app,
    words: computed(() => inUse.value.words),
    language: computed(() => inUse.value.language),
    preferences,
    route: followRoute(),
    toasts,
    dialog: signal(undefined),
    spoken,
    createEditor,
    dropped: signal([]),
    firstSteps,
    say,
    toast(text, options = {}) {
      const key = next;
      next += 1;
      // Of those that only tell, the last one counts: a pile of them would cover what is written below.
      const stays = (toast: Toast) => toast.kind === "problem" || toast.action;
      const before = toasts.value.filter(stays).slice(-2);
      toasts.value = [...before, { key, text, kind: "info", ...options }];
      say(text);
      const stay = options.action ? TOAST_ACTION_MILLIS : TOAST_MILLIS;
      if (options.kind !== "problem") window.setTimeout(() => closeToast(key), stay);
    },
    closeToast,
  };
}

const context = createContext<Ui | undefined>(undefined);

export const UiProvider = context.Provider;

export function useUi(): Ui {
  const ui = useContext(context);
  if (!ui) throw new Error("a view outside the provider");
  return ui;
}

export function useWords(): Messages {
  return useUi().words.value;
}

/** A value of the facade as state of a component. */
export function useWatched<T>(watched: Watched<T>): T {
  const [value, setValue] = useState(watched.value);
  useEffect(() => {
    setValue(() => watched.value);
    return watched.subscribe((changed) => setValue(() => changed));
  }, [watched]);
  return value;
}
