/**
 * The page as a whole: the view that the address names, and what lies over every view: storage
 * problems, messages, the open dialog, files dropped or pasted, the live region.
 */
import { useEffect, useRef } from "preact/hooks";
import { ImportCatcher } from "./library/import";
import { LibraryView } from "./library/library";
import { StorageBanner } from "./notebook/failures";
import { OpenNotebookView } from "./notebook/open";
import { Help } from "./pages/help";
import { Settings } from "./pages/settings";
import { Banner, DialogFrame, Toasts } from "./parts";
import type { Route } from "./router";
import { type Ui, UiProvider, useUi, useWatched, useWords } from "./ui";

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

  // A new view begins at its top, and its heading is what a screen reader goes on from.
  const first = useRef(true);
  const place =
    route.view === "notebook" || route.view === "history" ? route.id + route.view : route.view;
  useEffect(() => {
    if (!first.current) {
      window.scrollTo(0, 0);
      if (!ui.dialog.peek()) document.getElementById("content")?.focus();
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

function View({ route }: { route: Route }) {
  switch (route.view) {
    case "library":
      return <LibraryView />;
    case "notebook":
      return <OpenNotebookView key={route.id} id={route.id} history={false} />;
    case "history":
      return <OpenNotebookView key={route.id} id={route.id} history />;
    case "settings":
      return <Settings />;
    case "help":
      return <Help />;
  }
}
