/** In the library: something of a shared notebook is on this device alone. It goes by itself. */
import { sharingWords } from "../../i18n/sharing";
import { Icon } from "../icons";
import { useUi } from "../ui";

export function UnsentMark() {
  const own = sharingWords[useUi().language.value];
  return (
    <span class="card-unsent" title={own.reachHint.onDevice} data-testid="unsent">
      <Icon name="save" />
      {own.unsent}
    </span>
  );
}
