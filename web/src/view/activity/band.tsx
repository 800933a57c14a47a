/**
 * The band under the head of a pupil's notebook: which activity it is, how to start again, and a
 * later version of it when one has come.
 */

import { useState } from "preact/hooks";
import type { ActivityFacts } from "../../core";
import type { Language } from "../../i18n";
import { levelName } from "../../i18n/levels";
import { type PupilWords, pupilWords } from "../../i18n/pupil";
import { Icon } from "../icons";
import { soon } from "../later";
import type { NotebookModel } from "../notebook/model";
import { Confirm } from "../parts";
import { useUi, useWatched } from "../ui";
import { attempt } from "./attempt";
import { Offer } from "./offer";

const GiveWork = soon(async () => (await import("../hand-in/hand-in")).GiveWork);

export function Band({ model }: { model: NotebookModel }) {
  const ui = useUi();
  const own = pupilWords[ui.language.value];
  const activity = useWatched(model.open.activity);
  const [busy, setBusy] = useState(false);
  const facts = model.open.facts();
  const said = factWords(facts, own, ui.language.value);
  if (activity.version > 0) said.push(own.version(activity.version));
  const summary = short(facts.summary, 600);

  const startAgain = () => {
    ui.dialog.value = {
      title: own.startAgain,
      body: () => (
        <Confirm
          text={own.startAgainAsk}
          yes={own.startAgain}
          onYes={() => {
            setBusy(true);
            void attempt(ui, () => model.open.startAgain()).then((done) => {
              setBusy(false);
              if (done) model.opened.value = new Set();
            });
          }}
        />
      ),
    };
  };

  return (
    <section class="activity" aria-label={own.band} data-testid="activity-band">
      <div class="activity-band">
        <Icon name="book" />
        <div class="activity-facts">
          <p>
            {said.map((text, at) => (
              <span class="activity-fact" key={at}>
                {text}
              </span>
            ))}
          </p>
          {summary && (
            <details>
              <summary>{own.more}</summary>
              <p>{summary}</p>
            </details>
          )}
        </div>
        {activity.role === "copy" && (
          <button
            type="button"
            class="button button-small"
            data-testid="start-again"
            disabled={busy}
            onClick={startAgain}
          >
            <Icon name="restart" />
            {own.startAgain}
          </button>
        )}
      </div>
      {activity.role === "copy" && facts.handIn !== "" && !model.open.preview && (
        <GiveWork model={model} link={facts.handIn} />
      )}
      {activity.offer && <Offer model={model} offer={activity.offer} />}
    </section>
  );
}

/** Facts are written by anybody and may be long. */
function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

const MOST_NAMES = 5;
const MOST_LETTERS = 60;

function factWords(facts: ActivityFacts, own: PupilWords, language: Language): string[] {
  const brief = (text: string) => short(text, MOST_LETTERS);
  const list = (texts: string[]) => texts.slice(0, MOST_NAMES).map(brief).join(", ");
  const said: string[] = [];
  if (facts.authors.length > 0) said.push(own.by(list(facts.authors)));
  if (facts.levels.length > 0)
    said.push(list(facts.levels.map((code) => levelName(code, language))));
  if (facts.subject) said.push(brief(facts.subject));
  if (facts.unit && facts.session > 0) said.push(own.session(brief(facts.unit), facts.session));
  else if (facts.unit) said.push(brief(facts.unit));
  if (facts.minutes > 0) said.push(own.minutes(facts.minutes));
  if (facts.licence) said.push(brief(facts.licence));
  return said;
}
