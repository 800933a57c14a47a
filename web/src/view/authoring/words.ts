/** The words for teachers, in the language in use. */
import { type AuthoringWords, authoringWords } from "../../i18n/authoring";
import { type Ui, useUi } from "../ui";

export function wordsFor(ui: Ui): AuthoringWords {
  return authoringWords[ui.language.value];
}

export function useAuthoringWords(): AuthoringWords {
  return wordsFor(useUi());
}
