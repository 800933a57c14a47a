/**
 * Giving an activity away: what will be new, with or without solutions, then the ways: link, QR
 * code, file, one file with the page in it, folder. The body of a dialog; start with `Publish`.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ActivityLook, NextVersion } from "../../core/app";
import { PublishError } from "../../core/errors";
import { soon } from "../later";
import type { NotebookModel } from "../notebook/model";
import { go } from "../router";
import { useUi } from "../ui";
import { Advices, useAdvice } from "./advices";
import { OneFileWay } from "./one-file";
import { FileWay, FolderWay, LinkWay, QrWay } from "./ways";
import { useAuthoringWords } from "./words";

/** An activity that is ready to be given. */
export interface Ready {
  packet: Uint8Array;
  look: ActivityLook;
  /** `a=` and what follows. */
  fragment: string;
  /** How many cells the notebook has. */
  cells: number;
}

export function Publish({ model }: { model: NotebookModel }) {
  const [ready, setReady] = useState<Ready | undefined>(undefined);
  return (
    <div class="publish" data-testid="publish">
      {ready ? <Give ready={ready} /> : <Prepare model={model} done={setReady} />}
    </div>
  );
}

const ToReceived = soon(async () => (await import("../hand-in/hand-in")).ToReceived);

type Next = NextVersion | "counting" | PublishError["problem"];

function Prepare({ model, done }: { model: NotebookModel; done(ready: Ready): void }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const advice = useAdvice(model) ?? [];
  const hasSolutions = model.order.value.some((id) => model.open.cell(id)?.role === "solution");
  const [withSolutions, setWithSolutions] = useState(false);
  const [next, setNext] = useState<Next>("counting");
  const [busy, setBusy] = useState(false);
  /** How often it was said otherwise who gets what pupils hand in. */
  const [receiving, setReceiving] = useState(0);
  const hands = useReceiving();

  const failed = (error: unknown) => {
    if (!(error instanceof PublishError)) console.warn(error);
    setNext(error instanceof PublishError ? error.problem : "other");
  };

  useEffect(() => {
    let live = true;
    setNext("counting");
    model.open.nextVersion({ withSolutions }).then(
      (made) => {
        if (live) setNext(made);
      },
      (error: unknown) => {
        if (live) failed(error);
      },
    );
    return () => {
      live = false;
    };
  }, [withSolutions, receiving]);

  const publish = async () => {
    setBusy(true);
    try {
      const packet = await model.open.publish({ withSolutions });
      const { activities } = ui.app;
      const [look, fragment] = await Promise.all([
        activities.look(packet),
        activities.linkOfPacket(packet),
      ]);
      done({ packet, look, fragment, cells: model.order.peek().length });
      ui.say(own.ready(look.version));
    } catch (error) {
      failed(error);
      setBusy(false);
    }
  };

  return (
    <>
      {typeof next === "string" ? (
        <p role="status" data-testid="next-version">
          {next === "counting" ? own.counting : own.publishProblems[next]}
        </p>
      ) : (
        <>
          <p role="status" data-testid="next-version" class="publish-next">
            {next.same
              ? own.same(next.version)
              : next.changed === undefined
                ? own.first
                : next.changed === 0
                  ? own.nextFacts(next.version)
                  : own.next(next.version, next.changed)}
          </p>
          {!next.same && next.changed !== undefined && <p class="quiet">{own.copies}</p>}
        </>
      )}
      {hasSolutions && (
        <fieldset class="authoring-form">
          <legend>{own.solutions}</legend>
          {[false, true].map((kept) => (
            <label class="authoring-choice" key={String(kept)}>
              <input
                type="radio"
                name="solutions"
                data-testid={kept ? "with-solutions" : "without-solutions"}
                checked={withSolutions === kept}
                onChange={() => setWithSolutions(kept)}
              />
              <span>{kept ? own.withSolutions : own.withoutSolutions}</span>
            </label>
          ))}
        </fieldset>
      )}
      {hands.Receiving && (
        <hands.Receiving
          model={model}
          shown={hands.shown}
          changed={() => setReceiving(receiving + 1)}
        />
      )}
      {advice.length > 0 && (
        <details open>
          <summary>
            {own.advice}
            <span class="authoring-count">{advice.length}</span>
          </summary>
          <Advices model={model} advice={advice} />
        </details>
      )}
      <div class="dialog-actions">
        <button
          type="button"
          class="button button-primary"
          data-autofocus
          data-testid="prepare-activity"
          disabled={busy || typeof next === "string" || !hands.known}
          onClick={() => void publish()}
        >
          {busy ? own.counting : own.prepare}
        </button>
      </div>
    </>
  );
}

/** What asks who gets the work; nothing moves under somebody's hand when it comes. */
function useReceiving() {
  const [parts, setParts] = useState<typeof import("../hand-in/hand-in") | undefined>(undefined);
  const [known, setKnown] = useState(false);
  const shown = () => setKnown(true);
  // Without its script, the activity is given as it was.
  useEffect(() => void import("../hand-in/hand-in").then(setParts, shown), []);
  return { Receiving: parts?.Receiving, known, shown };
}

const WAYS = ["link", "qr", "file", "oneFile", "folder"] as const;

function Give({ ready }: { ready: Ready }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const [way, setWay] = useState<(typeof WAYS)[number]>("link");
  const head = useRef<HTMLParagraphElement>(null);
  // What was pressed is gone.
  useEffect(() => head.current?.focus(), []);

  const tryIt = async () => {
    const taken = await ui.app.activities.take(ready.packet);
    if (taken.type !== "taken") {
      ui.toast(own.publishProblems.other, { kind: "problem" });
      return;
    }
    ui.dialog.value = undefined;
    go({ view: "notebook", id: taken.id });
  };

  return (
    <>
      <p ref={head} tabIndex={-1} data-testid="activity-ready">
        <strong>{ready.look.title}</strong>
        <br />
        {own.ready(ready.look.version)}
      </p>
      <div class="ways" role="group" aria-label={own.waysLabel}>
        {WAYS.map((one) => (
          <button
            type="button"
            key={one}
            class={one === way ? "button button-primary" : "button"}
            aria-pressed={one === way}
            data-testid={`way-${one}`}
            onClick={() => setWay(one)}
          >
            {own.ways[one]}
          </button>
        ))}
      </div>
      {way === "link" && <LinkWay ready={ready} />}
      {way === "qr" && <QrWay ready={ready} />}
      {way === "file" && <FileWay ready={ready} />}
      {way === "oneFile" && <OneFileWay ready={ready} />}
      {way === "folder" && <FolderWay ready={ready} />}
      <div class="dialog-actions">
        <button
          type="button"
          class="link-button"
          data-testid="try-as-pupil"
          onClick={() => void tryIt()}
        >
          {own.tryIt}
        </button>
        {ready.look.facts.handIn !== "" && <ToReceived link={ready.look.facts.handIn} />}
      </div>
    </>
  );
}
