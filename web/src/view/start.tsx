/** What is shown when the page cannot start, with the least it takes to say why. */
import type { Messages } from "../i18n";

/** For when not even the words have come: both languages at once. */
const bare = {
  coreUnavailableTitle: "Ardoise ne démarre pas · Ardoise does not start",
  coreUnavailableText:
    "Vérifiez la connexion, puis rechargez la page. · Check the connection, then reload the page.",
  reload: "Recharger · Reload",
};

export function StartFailure({ words = bare }: { words?: Pick<Messages, keyof typeof bare> }) {
  return (
    <main class="page">
      <h1>{words.coreUnavailableTitle}</h1>
      <p>{words.coreUnavailableText}</p>
      <p>
        <button
          type="button"
          class="button button-primary"
          onClick={() => window.location.reload()}
        >
          {words.reload}
        </button>
      </p>
    </main>
  );
}
