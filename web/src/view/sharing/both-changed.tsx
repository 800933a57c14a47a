/**
 * In a cell of which two people changed the same line apart: both texts, and what may stay. It waits
 * without a hurry, beside the work and not over it.
 *
 * What the choices come to is the core's to say. Start with `BothChanged`.
 */
import type { CellView, Notice, Side } from "../../core";
import { sharingWords } from "../../i18n/sharing";
import { lineChanges } from "../activity/line-changes";
import { Icon } from "../icons";
import type { NotebookModel } from "../notebook/model";
import { type Ui, useUi, useWatched } from "../ui";

interface BothChangedProps {
  model: NotebookModel;
  id: string;
  texts: NonNullable<CellView["bothChanged"]>;
}

export function BothChanged({ model, id, texts }: BothChangedProps) {
  const own = sharingWords[useUi().language.value];
  const people = useWatched(model.open.sharing.people);
  // Records do not say who made them: with one other person here it is most likely they.
  const [other] = people.length === 1 ? people : [];
  const theirs = other === undefined ? own.theirs : own.theirsOf(other.name);
  const choices: [Side, string][] = [
    ["mine", own.keepMine],
    ["theirs", own.keepTheirs],
    ["both", own.keepBoth],
    ["merged", own.keepMerged],
  ];
  return (
    <section class="both" aria-label={own.bothChanged} data-testid="both-changed">
      <p class="both-title">
        <Icon name="people" />
        <span>
          <strong>{own.bothChanged}</strong>
          <br />
          {own.bothChangedText}
        </span>
      </p>
      <div class="both-texts">
        <Text label={own.mine} text={texts.mine} other={texts.theirs} testid="both-mine" />
        <Text label={theirs} text={texts.theirs} other={texts.mine} testid="both-theirs" />
      </div>
      <div class="both-actions">
        {choices.map(([side, label]) => (
          <button
            type="button"
            key={side}
            class="button"
            data-testid={`keep-${side}`}
            onClick={() => {
              model.send({ type: "settle", cell: id, side });
              model.focus(id, false);
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}

/** A text in which the lines stand out that the other one has differently. */
function Text(props: { label: string; text: string; other: string; testid: string }) {
  const { label, text, other, testid } = props;
  const lines = lineChanges(other, text).filter(({ what }) => what !== "gone");
  return (
    <div class="both-text" role="group" aria-label={label}>
      <p>{label}</p>
      {/* A box that may scroll must be reachable by keyboard. */}
      <pre tabIndex={0} data-testid={testid}>
        {lines.map(({ what, text: line }, at) =>
          what === "come" ? <mark key={at}>{`${line}\n`}</mark> : `${line}\n`,
        )}
      </pre>
    </div>
  );
}

/** Says it where the cell may be out of sight. */
export function sayBothChanged(
  ui: Ui,
  model: NotebookModel,
  { cell }: Extract<Notice, { type: "bothChanged" }>,
): void {
  const own = sharingWords[ui.language.value];
  const run = () => model.focus(cell, false);
  ui.toast(own.bothChangedIn(model.numberOf(cell)), { action: { label: own.seeBoth, run } });
}
