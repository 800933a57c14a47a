/**
 * The composition root: the only module that knows every room of the page. It puts the core's
 * facade, the host, the editor and the views together, and decides nothing else.
 */
import "./floor/polyfills";
import "./floor/policy";
import { signal } from "@preact/signals";
import { h, render } from "preact";
import type { App } from "./core/app";
import type { CreateCellEditor } from "./core/editor";
import { askedBy } from "./floor/address";
import { markMathml } from "./floor/mathml";
import { profile, readVisitor, visitor, whenVisitorChanges } from "./floor/profile";
import { asksNewRelay } from "./floor/relays";
import { openApp } from "./host";
import { type Language, loadWords } from "./i18n";
import { AppView } from "./view/app";
import { followPreferences, languageFor } from "./view/preferences";
import { routeFromHash } from "./view/router";
import { StartFailure } from "./view/start";
import "./view/style/index.css";
import "./view/mathml-fallback.css";
import { createUi, type Ui } from "./view/ui";

async function firstSteps(language: Language): Promise<string> {
  const file =
    language === "fr"
      ? await import("../../assets/activities/premiers-pas.ipynb?raw")
      : await import("../../assets/activities/first-steps.ipynb?raw");
  return file.default;
}

async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  const preferences = followPreferences();
  if (visitor.type === "unknown" || visitor.type === "wiping") {
    await askWho(root, languageFor(preferences.value.language, window.navigator.languages));
    return;
  }
  markMathml();
  // Sources can be read before they can be edited: the editor is half of the page's script.
  const createEditor = signal<CreateCellEditor | undefined>(undefined);
  // Where the browser fetches it beforehand anyway, it is run only when the sources are on screen.
  const editor = fetchesModulesEarly() ? undefined : import("./editor");
  const language = languageFor(preferences.value.language, window.navigator.languages);
  const loading = loadWords(language);
  try {
    const toNotebook = /^(notebook|slides|link|join)$/.test(
      routeFromHash(window.location.hash).view,
    );
    const [app, words] = await Promise.all([openApp(toNotebook), loading]);
    root.textContent = "";
    const spoken = { language, words };
    const ui = createUi({ app, preferences, spoken, createEditor, firstSteps });
    render(h(AppView, { ui }), root);
    followAddress(ui);
    if (profile) void import("./view/profiles/profiles").then((part) => part.guardProfile(ui));
    else whenVisitorChanges(() => leaveAlone(app));
  } catch (error) {
    console.error(error);
    root.textContent = "";
    const words = await loading.catch(() => undefined);
    render(h(StartFailure, words ? { words } : {}), root);
    return;
  }
  if (editor === undefined) await new Promise((painted) => window.setTimeout(painted, 0));
  createEditor.value = (await (editor ?? import("./editor"))).createCellEditor;
}

/** Another tab has made profiles, or erases everything: the page has to ask who is there. */
function leaveAlone(app: App): void {
  if (readVisitor(Date.now()).type === "alone") return;
  const again = () => window.location.reload();
  app.library.settle().then(again, again);
}

/** Several people share this browser, and nobody has said who is there. */
async function askWho(root: HTMLElement, language: Language): Promise<void> {
  const [{ createProfiles }, { StartScreen }] = await Promise.all([
    import("./host/profiles"),
    import("./view/profiles/start"),
  ]);
  root.textContent = "";
  const profiles = createProfiles();
  const wiping = visitor.type === "wiping";
  const entered = () => {
    // What somebody else had open is none of the next one's business; what was brought here is.
    if (/^(notebook|history|read|slides|finish)$/.test(routeFromHash(window.location.hash).view)) {
      window.history.replaceState(null, "", "#/");
    }
    window.location.reload();
  };
  render(h(StartScreen, { profiles, language, wiping, entered }), root);
  // Another tab may say it first.
  whenVisitorChanges(() => window.location.reload());
}

/** Opens what the address asks for. Hosts are allowed at the page's start only. */
function followAddress(ui: Ui): void {
  const failed = (error: unknown) => {
    console.error(error);
    ui.toast(ui.words.peek().viewUnavailable, { kind: "problem" });
  };
  if (askedBy(window.location.href)) {
    import("./view/foreign/open-address").then(({ openAddress }) => openAddress(ui)).catch(failed);
  }
  window.addEventListener("hashchange", () => {
    if (askedBy(window.location.hash) || asksNewRelay(window.location.hash)) {
      window.location.reload();
    }
  });
}

function fetchesModulesEarly(): boolean {
  const { relList } = document.createElement("link");
  // Chromium 64 has the list and not the question.
  return relList?.supports?.("modulepreload") === true;
}

void start();
