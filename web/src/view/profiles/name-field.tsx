/** Where a person writes their name, if they like. */
import type { ProfileWords } from "../../i18n/profiles";

export interface NameFieldProps {
  name: string;
  words: ProfileWords;
  class?: string;
  onName(name: string): void;
}

export function NameField({ name, words, class: own = "", onName }: NameFieldProps) {
  return (
    <label class={`field ${own}`}>
      <span>{words.name}</span>
      <input
        type="text"
        value={name}
        maxLength={40}
        autocomplete="off"
        data-testid="profile-name"
        onInput={(event) => onName(event.currentTarget.value)}
      />
    </label>
  );
}
