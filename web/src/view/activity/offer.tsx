/**
 * A later version of the activity, offered: whether it comes from who made the first, what it would
 * change, and taking it or not. Nothing is taken by itself.
 */
import { useMemo, useState } from "preact/hooks";
import type { CellNews } from "../../core";
import type { NotebookActivity } from "../../core/app";
import { pupilWords } from "../../i18n/pupil";
import { kindWord, type NotebookModel } from "../notebook/model";
import { Banner, Confirm } from "../parts";
import { useUi, useWords } from "../ui";
import { attempt } from "./attempt";
import { lineChanges } from "./line-changes";

interface OfferProps {
  model: NotebookModel;
  offer: NonNullable<NotebookActivity["offer"]>;
}

export function Offer({ model, offer }: OfferProps) {
  const ui = useUi();
  const own = pupilWords[ui.language.value];
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const known = offer.origin === "author";

  const take = () => {
    setBusy(true);
    void attempt(ui, () => model.open.takeCorrection()).then(() => setBusy(false));
  };
  const askFirst = () => {
    ui.dialog.value = {
      title: own.takeAnyway,
      body: () => <Confirm text={own.takeAnywayAsk} yes={own.takeAnywayYes} danger onYes={take} />,
    };
  };

  return (
    <div class="offer" data-testid="offer" data-origin={offer.origin}>
      <Banner
        kind={known ? "info" : "problem"}
        title={known ? own.offer(offer.version) : own.strangeOffer(offer.version)}
        actions={
          <>
            <button
              type="button"
              class="button"
              aria-expanded={shown}
              data-testid="see-changes"
              onClick={() => setShown(!shown)}
            >
              {shown ? own.hideChanges : own.seeChanges}
            </button>
            <button
              type="button"
              class={known ? "button button-primary" : "button"}
              data-testid="take-offer"
              disabled={busy}
              onClick={known ? take : askFirst}
            >
              {known ? own.take : own.takeAnyway}
            </button>
            <button
              type="button"
              class={known ? "button" : "button button-primary"}
              data-testid="leave-offer"
              onClick={() => model.open.leaveCorrection()}
            >
              {own.later}
            </button>
          </>
        }
      >
        <p>
          {known
            ? own.offerText
            : offer.origin === "stranger"
              ? own.strangerOrigin
              : own.unknownOrigin}
        </p>
      </Banner>
      {shown && <News model={model} version={offer.version} />}
    </div>
  );
}

/** What the version changes, cell by cell. */
function News({ model, version }: { model: NotebookModel; version: number }) {
  const own = pupilWords[useUi().language.value];
  // Read when it is asked for: the pupil goes on writing meanwhile.
  const news = useMemo(() => model.open.correction()?.news ?? [], [version]);
  if (news.length === 0) return <p class="quiet">{own.noChanges}</p>;
  return (
    <ol class="news" data-testid="news">
      {news.map((one) => (
        <OneNews key={one.cell} news={one} />
      ))}
    </ol>
  );
}

const SIGNS = { same: "\u00a0", gone: "−", come: "+" } as const;

function OneNews({ news }: { news: CellNews }) {
  const words = useWords();
  const own = pupilWords[useUi().language.value];
  const before = news.what === "added" ? "" : news.before;
  const after = news.what === "removed" ? "" : news.after;
  return (
    <li class="news-cell" data-what={news.what}>
      <p>
        <strong>{own.news[news.what]}</strong>{" "}
        <span class="quiet">({kindWord(news.kind, words)})</span>
      </p>
      {/* A box that may scroll must be reachable by keyboard. */}
      <pre tabIndex={0}>
        {lineChanges(before, after).map(({ what, text }, at) => (
          <span class={`line line-${what}`} key={at}>
            <span aria-hidden="true">{SIGNS[what]} </span>
            {what !== "same" && <span class="visually-hidden">{own[what]} </span>}
            {`${text}\n`}
          </span>
        ))}
      </pre>
    </li>
  );
}
