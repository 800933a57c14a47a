/** A link to a shared notebook has arrived in the address: the notebook takes its place. */
import { useEffect, useState } from "preact/hooks";
import { AppError, type AppFailure } from "../../core/errors";
import { sharingWords } from "../../i18n/sharing";
import { storeFailureWords } from "../notebook/failures";
import { Banner } from "../parts";
import { goInstead, hashFromRoute, type Route } from "../router";
import { useUi, useWords } from "../ui";

export function Join({ route }: { route: Route }) {
  const ui = useUi();
  const words = useWords();
  const own = sharingWords[ui.language.value];
  const [failure, setFailure] = useState<AppFailure | undefined>(undefined);

  useEffect(() => {
    let live = true;
    setFailure(undefined);
    ui.app.join(window.location.hash).then(
      (id) => {
        if (live) goInstead({ view: "notebook", id });
      },
      (thrown: unknown) => {
        if (live) setFailure(thrown instanceof AppError ? thrown.failure : "other");
      },
    );
    return () => {
      live = false;
    };
    // A second link in the same tab is another route of the same view.
  }, [route]);

  useEffect(() => {
    document.title = words.appName;
  }, [words]);

  if (failure === undefined) {
    return (
      <main class="page" id="content" tabIndex={-1} aria-busy="true">
        <h1 class="quiet">{own.joining}</h1>
      </main>
    );
  }
  const [what, todo] =
    failure === "unreadable" || failure === "missing"
      ? [own.joinBad, own.joinBadTodo]
      : storeFailureWords(failure, words);
  return (
    <main class="page" id="content" tabIndex={-1} data-testid="join-refused">
      <h1>{own.joinTitle}</h1>
      <Banner kind="problem" title={what}>
        <p>{todo}</p>
      </Banner>
      <p>
        <a class="button button-primary" href={hashFromRoute({ view: "library" })}>
          {words.toLibrary}
        </a>
      </p>
    </main>
  );
}
