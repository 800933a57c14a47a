/**
 * An activity arrives in the address: it is read, its copy is made or found, and the notebook takes
 * the address's place. What cannot be read is refused in words, with what to do about it.
 */
import { useEffect, useState } from "preact/hooks";
import type { StoreFailure } from "../../core";
import { PacketError, type PacketProblem } from "../../core/errors";
import { pupilWords } from "../../i18n/pupil";
import { storeFailureWords } from "../notebook/failures";
import { Banner } from "../parts";
import { goInstead, hashFromRoute, type Route } from "../router";
import { type Ui, useUi, useWords } from "../ui";

type Outcome =
  | { type: "refused"; reason: PacketProblem }
  | { type: "failed"; reason: StoreFailure };

export function Link({ route }: { route: Route }) {
  const ui = useUi();
  const words = useWords();
  const own = pupilWords[ui.language.value];
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let live = true;
    setOutcome(undefined);
    // Some messengers write the sign in between in their own way.
    const fragment = window.location.hash.replace(/^#a%3d/i, "#a=");
    void arrive(ui, fragment).then((arrived) => {
      if (!live) return;
      if (arrived.type !== "taken") {
        setOutcome(arrived);
        return;
      }
      goInstead({ view: "notebook", id: arrived.id });
      if (arrived.how !== "new") ui.toast(own[arrived.how]);
    });
    return () => {
      live = false;
    };
    // A second link in the same tab is another route of the same view.
  }, [route, attempt]);

  useEffect(() => {
    document.title = words.appName;
  }, [words]);

  if (!outcome) {
    return (
      <main class="page" id="content" tabIndex={-1} aria-busy="true">
        <h1 class="quiet">{own.arriving}</h1>
      </main>
    );
  }
  const [what, todo] =
    outcome.type === "refused"
      ? [own.refused[outcome.reason].what, own.refused[outcome.reason].todo]
      : storeFailureWords(outcome.reason, words);
  return (
    <main class="page" id="content" tabIndex={-1} data-testid="link-refused">
      <h1>{own.linkTitle}</h1>
      <Banner
        kind="problem"
        title={what}
        actions={
          (outcome.type === "failed" || outcome.reason === "tooNew") && (
            <button
              type="button"
              class="button"
              onClick={() =>
                outcome.type === "failed" ? setAttempt(attempt + 1) : window.location.reload()
              }
            >
              {outcome.type === "failed" ? own.retry : words.reload}
            </button>
          )
        }
      >
        <p>{todo}</p>
        <p>{own.safe}</p>
      </Banner>
      <p>
        <a class="button button-primary" href={hashFromRoute({ view: "library" })}>
          {words.toLibrary}
        </a>
      </p>
    </main>
  );
}

async function arrive(ui: Ui, fragment: string) {
  const { activities } = ui.app;
  try {
    return await activities.take(await activities.packetOfLink(fragment));
  } catch (thrown) {
    // What reads links is fetched with the first of them; without a network there is none.
    if (thrown instanceof PacketError) return { type: "refused", reason: thrown.problem } as const;
    return { type: "failed", reason: "other" } as const;
  }
}
