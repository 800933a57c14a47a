/** Ways to the pages about this computer. */
import { aboutWords } from "../../i18n/about";
import { go } from "../router";
import { useUi } from "../ui";

export function AboutLinks() {
  const words = aboutWords[useUi().language.value];
  return (
    <p>
      <button
        type="button"
        class="button"
        data-testid="open-stored"
        onClick={() => go({ view: "stored" })}
      >
        {words.storedOpen}
      </button>{" "}
      <button
        type="button"
        class="button"
        data-testid="open-check"
        onClick={() => go({ view: "check" })}
      >
        {words.checkOpen}
      </button>
    </p>
  );
}
