/**
 * What a pupil sees on a cell of an activity: what the cell is for, whether a check has passed, the
 * teacher's new text beside their own, and the gate to what follows.
 *
 * A cell shows the three parts at its top, under its source and at its foot. Start with `RoleHead`.
 */
import { useComputed } from "@preact/signals";
import type { CellView } from "../../core";
import { pupilWords } from "../../i18n/pupil";
import { Icon } from "../icons";
import type { NotebookModel } from "../notebook/model";
import { Confirm } from "../parts";
import { useUi } from "../ui";
import { Sign } from "./signs";
import { hintNumber, type Verdict, verdictOf } from "./verdict";

interface RoleProps {
  model: NotebookModel;
  cell: CellView;
  number: number;
  run(): void;
  /** After the pupil has gone on through the gate of a text. */
  goneOn?(): void;
}

const useOwn = () => pupilWords[useUi().language.value];

/** The cells above one, in order. */
function above(model: NotebookModel, id: string): CellView[] {
  const order = model.order.value;
  const cells = order.slice(0, order.indexOf(id)).map((one) => model.cell(one).value);
  return cells.filter((cell): cell is CellView => cell !== undefined);
}

export function RoleHead(props: RoleProps) {
  const own = useOwn();
  const { cell } = props;
  const locked = cell.locked && cell.kind === "code";
  if (cell.role === "plain" && !locked) return null;
  return (
    <div class={`role role-${cell.role}`} id={`role-${cell.id}`} data-testid="role">
      {cell.role === "exercise" && (
        <span class="role-name">
          <Icon name="edit" />
          {own.exercise}
        </span>
      )}
      {cell.role === "check" && (
        <span class="role-name">
          <Icon name="done" />
          {own.check}
        </span>
      )}
      {cell.role === "hint" && <HintHead {...props} />}
      {cell.role === "solution" && <SolutionHead {...props} />}
      {locked && (
        <span class="role-locked">
          <Sign name="lock" />
          <span>
            <strong>{own.locked}</strong>
            <span class="role-why">, {own.lockedWhy}</span>
          </span>
        </span>
      )}
    </div>
  );
}

function setOpened(model: NotebookModel, id: string, open: boolean): void {
  const opened = new Set(model.opened.peek());
  if (open) opened.add(id);
  else opened.delete(id);
  model.opened.value = opened;
}

/** The next hint can be had when the one before was. */
function HintHead({ model, cell }: RoleProps) {
  const own = useOwn();
  const { id } = cell;
  const number = useComputed(() => hintNumber(above(model, id))).value;
  const waits = useComputed(() => {
    if (number === 1) return false;
    const before = above(model, id).filter((one) => one.role === "hint");
    const last = before[before.length - 1];
    return last !== undefined && model.isAside(last);
  }).value;
  const folded = model.isAside(cell);
  if (folded && waits) {
    return (
      <span class="role-name role-waits" data-testid="hint-waits">
        <Sign name="hint" />
        <span>
          {own.hint(number)}. {own.hintWaits(number - 1)}
        </span>
      </span>
    );
  }
  return (
    <button
      type="button"
      class="role-toggle"
      aria-expanded={!folded}
      data-testid="hint"
      onClick={() => setOpened(model, id, folded)}
    >
      <Icon name={folded ? "unfold" : "fold"} />
      <Sign name="hint" />
      {own.hint(number)}
    </button>
  );
}

/** Solutions that were shown once: nobody is asked twice. */
const shown = new WeakMap<NotebookModel, Set<string>>();

function SolutionHead({ model, cell }: RoleProps) {
  const ui = useUi();
  const own = useOwn();
  const { id } = cell;
  const folded = model.isAside(cell);
  const show = () => {
    shown.set(model, (shown.get(model) ?? new Set()).add(id));
    setOpened(model, id, true);
  };
  const press = () => {
    if (!folded) setOpened(model, id, false);
    else if (shown.get(model)?.has(id)) show();
    else {
      ui.dialog.value = {
        title: own.tried,
        body: () => <Confirm text={own.triedText} yes={own.triedYes} onYes={show} />,
      };
    }
  };
  return (
    <button
      type="button"
      class="role-toggle"
      aria-expanded={!folded}
      data-testid="solution"
      onClick={press}
    >
      <Icon name={folded ? "unfold" : "fold"} />
      {folded ? own.seeSolution : own.hideSolution}
    </button>
  );
}

export function RoleMiddle(props: RoleProps) {
  const { cell } = props;
  return (
    <>
      {cell.proposal !== undefined && <Proposal {...props} text={cell.proposal} />}
      {cell.role === "check" && cell.kind === "code" && <CheckState {...props} />}
    </>
  );
}

/** A check's button, and what it said. */
function CheckState({ model, cell, number, run }: RoleProps) {
  const own = useOwn();
  const { id } = cell;
  const verdict = useComputed(() => {
    const now = model.cell(id).value;
    return now === undefined ? "open" : verdictOf(now, above(model, id));
  }).value;
  return (
    <div class="check">
      <button
        type="button"
        class="button button-primary check-button"
        data-testid="cell-run"
        aria-label={own.verifyCell(number)}
        onClick={run}
      >
        {verdict === "asking" ? <span class="spinner" /> : <Icon name="done" />}
        <span>{own.verify}</span>
      </button>
      <div role="status" class="verdict-place">
        <VerdictWords verdict={verdict} />
      </div>
    </div>
  );
}

function VerdictWords({ verdict }: { verdict: Verdict }) {
  const own = useOwn();
  switch (verdict) {
    case "open":
    case "asking":
      return null;
    case "passed":
      return (
        <p class="verdict verdict-passed" data-testid="verdict" data-verdict={verdict}>
          <Sign name="passed" />
          <strong>{own.passed}</strong>
        </p>
      );
    case "notYet":
      return (
        <p class="verdict verdict-not-yet" data-testid="verdict" data-verdict={verdict}>
          <Sign name="notYet" />
          <span>
            <strong>{own.notYet}</strong>
            <br />
            {own.notYetHint}
          </span>
        </p>
      );
    case "again":
      return (
        <p class="verdict" data-testid="verdict" data-verdict={verdict}>
          <Icon name="restart" />
          <span>{own.verifyAgain}</span>
        </p>
      );
  }
}

/** The text of the activity's new version, where the pupil's own was kept. */
function Proposal({ model, cell, text }: RoleProps & { text: string }) {
  const own = useOwn();
  const decide = (type: "takeProposal" | "dropProposal") => {
    model.send({ type, cell: cell.id });
    model.focus(cell.id, false);
  };
  return (
    <section class="proposal" aria-label={own.proposal} data-testid="proposal">
      <p class="proposal-title">
        <Icon name="book" />
        <span>
          <strong>{own.proposal}</strong>
          <br />
          {own.proposalText}
        </span>
      </p>
      <pre tabIndex={0}>{text || "\u00a0"}</pre>
      <div class="proposal-actions">
        <button
          type="button"
          class="button"
          data-testid="take-proposal"
          onClick={() => decide("takeProposal")}
        >
          {own.takeProposal}
        </button>
        <button
          type="button"
          class="button"
          data-testid="drop-proposal"
          onClick={() => decide("dropProposal")}
        >
          {own.dropProposal}
        </button>
      </div>
    </section>
  );
}

export function RoleFoot({ model, cell, goneOn }: RoleProps) {
  const own = useOwn();
  if (!cell.breakpoint || cell.passed) return null;
  return (
    <div class="gate" data-testid="gate">
      <Sign name="lock" />
      {cell.kind === "code" ? (
        <p>{own.gate}</p>
      ) : (
        <button
          type="button"
          class="button button-primary"
          data-testid="go-on"
          onClick={() => {
            model.send({ type: "passCell", cell: cell.id });
            goneOn?.();
          }}
        >
          {own.goOn}
        </button>
      )}
    </div>
  );
}
