/** Whose slate this is, beside the way out of it. */
import { profile } from "../../floor/profile";
import { profileWords } from "../../i18n/profiles";
import { go } from "../router";
import { useUi } from "../ui";
import { displayName } from "./looks";
import { Portrait } from "./portrait";
import "./style";

export function ProfileBadge() {
  const ui = useUi();
  const words = profileWords[ui.language.value];
  if (profile === undefined) return null;
  const name = displayName(profile, words);
  return (
    <button
      type="button"
      class="action profile-badge"
      data-testid="finish-button"
      title={words.finish}
      aria-label={`${words.finish} (${name})`}
      onClick={() => go({ view: "finish" })}
    >
      <Portrait looks={[profile]} />
      <span class="action-label">{words.finish}</span>
    </button>
  );
}
