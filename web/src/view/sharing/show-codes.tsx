/**
 * A notebook as a run of QR codes, for a tablet beside this screen: one code after the other, by hand
 * or by itself. Each holds a link, so that the tablet's own camera reads it.
 */
import { useEffect, useState } from "preact/hooks";
import { sharingWords } from "../../i18n/sharing";
import type { NotebookModel } from "../notebook/model";
import { useUi } from "../ui";
import { pageLink } from "./page-link";
import { QrPicture } from "./qr-picture";

/** A camera that looks on needs so long for each. */
const NEXT_MILLIS = 4000;

export function ShowCodes({ model }: { model: NotebookModel }) {
  const ui = useUi();
  const own = sharingWords[ui.language.value];
  const [links, setLinks] = useState<readonly string[] | undefined>(undefined);
  const [tooLarge, setTooLarge] = useState(false);

  const show = async () => {
    const [file, codes] = await Promise.all([model.open.sharing.file(), ui.app.codes()]);
    const fragments = file && codes.split(file);
    setTooLarge(fragments === undefined);
    setLinks(fragments?.map(pageLink));
  };

  return (
    <>
      <p class="quiet">{own.codesHint}</p>
      <button
        type="button"
        class="button"
        aria-expanded={links !== undefined}
        data-testid="show-codes"
        onClick={() => {
          if (links !== undefined) setLinks(undefined);
          else show().catch(() => ui.toast(own.failed, { kind: "problem" }));
        }}
      >
        {links === undefined ? own.showCodes : own.hideCodes}
      </button>
      {tooLarge && (
        <p role="alert" class="sharing-warning" data-testid="codes-too-large">
          {own.codesTooLarge}
        </p>
      )}
      {links !== undefined && <Run links={links} />}
    </>
  );
}

function Run({ links }: { links: readonly string[] }) {
  const own = sharingWords[useUi().language.value];
  const [at, setAt] = useState(0);
  const [runs, setRuns] = useState(false);
  const step = (by: number) => setAt((before) => (before + by + links.length) % links.length);

  useEffect(() => {
    if (!runs) return;
    const timer = window.setInterval(() => step(1), NEXT_MILLIS);
    return () => window.clearInterval(timer);
  }, [runs, links]);

  const byHand = (by: number) => {
    setRuns(false);
    step(by);
  };
  return (
    <div class="sharing-run" data-testid="codes">
      <QrPicture text={links[at] ?? ""} label={own.codeOf(at + 1, links.length)} />
      {/* One that goes on by itself would talk without end. */}
      <p role={runs ? undefined : "status"} data-testid="code-place" data-link={links[at]}>
        {own.codeOf(at + 1, links.length)}
      </p>
      {links.length > 1 && (
        <div class="sharing-actions">
          <button type="button" class="button" data-testid="code-back" onClick={() => byHand(-1)}>
            {own.codeBack}
          </button>
          <button type="button" class="button" data-testid="code-next" onClick={() => byHand(1)}>
            {own.codeNext}
          </button>
          <button
            type="button"
            class="button"
            aria-pressed={runs}
            data-testid="codes-run"
            onClick={() => setRuns(!runs)}
          >
            {runs ? own.codesPause : own.codesRun}
          </button>
        </div>
      )}
    </div>
  );
}
