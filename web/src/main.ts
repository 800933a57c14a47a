/**
 * The composition root: the only module that knows every room of the page. It puts the core's
 * facade, the host, the editor and the views together, and decides nothing else.
 */
import "./floor/polyfills";
import "./floor/policy";
import { signal } from "@preact/signals";
import { h, render } from "preact";
import type { CreateCellEditor } from "./core/editor";
import { askedBy } from "./floor/address";
import { markMathml } from "./floor/mathml";
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
