/**
 * The page as a whole: the view that the address names, and what lies over every view: storage
 * problems, messages, the open dialog, files dropped or pasted, the live region.
 */
import { useEffect, useRef } from "preact/hooks";
import { later } from "./later";
import { ImportCatcher } from "./library/import";
import { LibraryView } from "./library/library";
import { StorageBanner } from "./notebook/failures";
import { OpenNotebookView } from "./notebook/open";
import { Banner, DialogFrame, Toasts } from "./parts";
import type { Route } from "./router";
import { type Ui, UiProvider, useUi, useWatched, useWords } from "./ui";

const Help = later(async () => (await import("./seldom")).Help);
const Link = later(async () => (await import("./activity/pupil")).Link);
const Join = later(async () => (await import("./sharing/sharing")).Join);
const TakeCode = later(async () => (await import("./sharing/sharing")).TakeCode);
const Catalogue = later(async () => (await import("./site/site")).Catalogue);
const TakeActivity = later(async () => (await import("./site/site")).TakeActivity);
const SelfTest = later(async () => (await import("./about/about")).SelfTest);
const Stored = later(async () => (await import("./about/about")).Stored);
const Finish = later(async () => (await import("./profiles/profiles")).Finish);
const Settings = later(async () => (await import("./seldom")).Settings);

export function AppView({ ui }: { ui: Ui }) {
  return (
    <UiProvider value={ui}>
      <Page />
    </UiProvider>
  );
}

function Page() {
  const ui = useUi();
  const words = useWords();
  const route = ui.route.value;
  const dialog = ui.dialog.value;
  const broken = useWatched(ui.app.broken);
  const incomplete = useWatched(ui.app.incomplete);

  // A new view begins at its top, and its heading is what a screen reader goes on from.
  const first = useRef(true);
  const place = "id" in route ? route.id + route.view : route.view;
  useEffect(() => {
    if (!first.current) {
      window.scrollTo(0, 0);
      if (!ui.dialog.peek()) focusOnView();
    }
    first.current = false;
  }, [place]);

  return (
    <>
      <div class="shell" aria-hidden={dialog ? true : undefined}>
        <a
          class="skip-link"
          href="#content"
          onClick={(event) => {
            event.preventDefault();
            document.getElementById("content")?.focus();
          }}
        >
          {words.skipToContent}
        </a>
        {broken !== undefined && (
          <Banner
            kind="problem"
            title={words.crashTitle}
            actions={
              <button
                type="button"
                class="button button-primary"
                onClick={() => window.location.reload()}
              >
                {words.reload}
              </button>
            }
          >
            <p>{words.crashText}</p>
          </Banner>
        )}
        {incomplete && (
          <Banner kind="problem" title={words.incompleteTitle}>
            <p>{words.incompleteText}</p>
          </Banner>
        )}
        <StorageBanner />
        <View route={route} />
      </div>
      <ImportCatcher />
      <Toasts />
      {dialog && <DialogFrame request={dialog} />}
      <div class="visually-hidden" role="status" aria-live="polite" data-testid="spoken">
        {ui.spoken.value}
      </div>
    </>
  );
}

/** Where a person goes on in a new view: at the cell they left, else at the top. */
function focusOnView(): void {
  const cell = document.querySelector<HTMLElement>("#content [data-testid=cell][tabindex='0']");
  if (cell) cell.scrollIntoView({ block: "center" });
  (cell ?? document.getElementById("content"))?.focus({ preventScroll: true });
}

/** The notebook under a view, if any: help, settings and an activity that arrives lie over the one
 * that was open, which goes on with its kernel and its variables. */
function useHeldNotebook(route: Route): string | undefined {
  const held = useRef<string | undefined>(undefined);
  if ("id" in route) held.current = route.id;
  else if (/^(library|catalogue|activity)$/.test(route.view)) held.current = undefined;
  return held.current;
}

function View({ route }: { route: Route }) {
  const held = useHeldNotebook(route);
  return (
    <>
      {held !== undefined && (
        <div key="notebook" hidden={!("id" in route)}>
          <OpenNotebookView key={held} id={held} />
        </div>
      )}
      {route.view === "library" && <LibraryView />}
      {route.view === "link" && <Link route={route} />}
      {route.view === "join" && <Join route={route} />}
      {route.view === "code" && <TakeCode route={route} />}
      {route.view === "catalogue" && <Catalogue />}
      {route.view === "activity" && <TakeActivity slug={route.slug} />}
      {route.view === "finish" && <Finish />}
      {route.view === "check" && <SelfTest />}
      {route.view === "stored" && <Stored />}
      {route.view === "settings" && <Settings />}
      {route.view === "help" && <Help />}
    </>
  );
}
