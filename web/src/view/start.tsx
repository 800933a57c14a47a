/** What is shown when the page cannot start, with the least it takes to say why. */
import { messages } from "../i18n";

export function StartFailure() {
  const words = messages[document.documentElement.lang === "en" ? "en" : "fr"];
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
