/**
 * The results of a cell. Everything named `html` comes safe from the core and is put in as it is;
 * everything else is text.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Advice, CellView, ControlView, OutputView } from "../../core";
import type { Messages } from "../../i18n";
import { type AdviceTable, adviceTable, type Piece, sentencesOf } from "../../i18n/advice";
import { Icon } from "../icons";
import { useUi, useWords } from "../ui";
import { Drawing } from "./drawing";
import { followLink } from "./links";

/** From how many lines on a text is folded. */
const LONG_LINES = 40;

export interface OutputsProps {
  outputs: readonly OutputView[];
  number: number;
  /** Whether they come from a run of this visit: then drawings move. */
  fresh?: boolean;
  /** How controls are used; absent where they never can be. */
  use?: ControlUse;
  /** Goes to a line of the cell's source; absent where nothing can be edited. */
  onLine?: (line: number) => void;
}

/** What controls need of their cell. */
export interface ControlUse {
  /** Whether the kernel has them. */
  live: boolean;
  /** Ids of those whose changes the kernel has not dealt with yet. */
  unsettled: readonly string[];
  change(control: string, values: string[]): void;
}

export function Outputs({ outputs, number, fresh = false, use, onLine }: OutputsProps) {
  const words = useWords();
  return (
    <div
      class="cell-output"
      data-testid="cell-output"
      role="group"
      aria-label={words.output(number)}
    >
      {outputs.map((output, index) => (
        // Outputs only ever grow at the end or start anew, so their place is their identity.
        <Output key={index} output={output} fresh={fresh} use={use} onLine={onLine} />
      ))}
    </div>
  );
}

export function Output({
  output,
  fresh,
  use,
  onLine,
}: {
  output: OutputView;
  fresh: boolean;
  use?: ControlUse | undefined;
  onLine?: ((line: number) => void) | undefined;
}) {
  const words = useWords();
  switch (output.type) {
    case "text":
      return (
        <Long html={output.html} kind={output.stream === "err" ? "err" : "out"}>
          {output.dropped > 0 && <p class="output-note">{words.dropped(output.dropped)}</p>}
        </Long>
      );
    case "html":
      return (
        <div class="output output-html prose" onClick={followLink}>
          <div dangerouslySetInnerHTML={{ __html: output.html }} />
        </div>
      );
    case "image":
      return (
        <div class="output output-image">
          <img
            src={output.url}
            alt={output.alt || words.picture}
            width={output.width}
            height={output.height}
          />
        </div>
      );
    case "drawing":
      return <Drawing steps={output.steps} fresh={fresh} />;
    case "controls":
      return <ControlsLater root={output.root} use={use} />;
    case "error":
      return <ErrorOutput output={output} words={words} onLine={onLine} />;
    case "unknown":
      return <p class="output output-note">{words.unknownOutput(output.formats.join(", "))}</p>;
  }
}

type ControlsKind = typeof import("./controls").Controls;
let Controls: ControlsKind | undefined;

/** What draws controls is fetched with the first of them. */
function ControlsLater(props: { root: ControlView; use: ControlUse | undefined }) {
  const words = useWords();
  const [missing, setMissing] = useState(false);
  const [, setArrived] = useState(Controls !== undefined);
  useEffect(() => {
    import("./controls").then(
      (script) => {
        Controls = script.Controls;
        setArrived(true);
      },
      () => setMissing(true),
    );
  }, []);
  if (Controls) return <Controls {...props} />;
  return <p class="output output-note">{missing ? words.viewUnavailableHint : words.loading}</p>;
}

/** A text that is shortened on screen when it is long. */
function Long(props: { html: string; kind: "out" | "err"; children?: ComponentChildren }) {
  const words = useWords();
  const [whole, setWhole] = useState(false);
  const lines = linesIn(props.html);
  const long = lines > LONG_LINES;
  const folded = long && !whole;
  return (
    <div class={`output output-text output-${props.kind}`}>
      <pre
        class={folded ? "output-folded" : undefined}
        // A box that scrolls must be reachable by keyboard.
        tabIndex={folded ? 0 : undefined}
        dangerouslySetInnerHTML={{ __html: props.html }}
      />
      {long && (
        <button type="button" class="link-button" onClick={() => setWhole(!whole)}>
          {whole ? words.showLess : `${words.showAll} (${words.longOutput(lines)})`}
        </button>
      )}
      {props.children}
    </div>
  );
}

function linesIn(html: string): number {
  let lines = 1;
  for (let at = html.indexOf("\n"); at >= 0; at = html.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

function ErrorOutput(props: {
  output: Extract<OutputView, { type: "error" }>;
  words: Messages;
  onLine: ((line: number) => void) | undefined;
}) {
  const { output, words, onLine } = props;
  const { line } = output;
  const told = useTold(output.advice);
  const hint = hintFor(output.name, words);
  return (
    <div class="output output-error">
      <p class="error-head">
        <Icon name="error" />
        <span>
          <strong>{output.name}</strong>
          {output.message && <span class="error-message">: {output.message}</span>}
        </span>
      </p>
      {told.length > 0 ? (
        <div class="error-hint" data-testid="error-advice">
          {told.map((pieces, index) => (
            <p key={index}>
              {pieces.map((piece, at) =>
                piece.code ? (
                  <code key={at}>{piece.text}</code>
                ) : (
                  <span key={at}>{piece.text}</span>
                ),
              )}
            </p>
          ))}
        </div>
      ) : (
        hint && <p class="error-hint">{hint}</p>
      )}
      {line !== undefined && onLine && (
        <button type="button" class="button button-small" onClick={() => onLine(line)}>
          <Icon name="goto" />
          {words.errorGoto(line)}
        </button>
      )}
      {output.traceback.length > 0 && (
        <details>
          <summary>{words.traceback}</summary>
          <pre tabIndex={0}>{output.traceback.join("\n")}</pre>
        </details>
      )}
    </div>
  );
}

/** The sentences for a known case, once their table has arrived. */
function useTold(advice: Advice | undefined): Piece[][] {
  const language = useUi().language.value;
  const [table, setTable] = useState<AdviceTable>();
  const wanted = advice !== undefined;
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    adviceTable(language).then(
      (arrived) => current && setTable(arrived),
      // Without the network and before the page is kept offline, the general hint stays.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [language, wanted]);
  return advice && table ? sentencesOf(table, advice) : [];
}

/** What to try, for the exceptions that pupils meet. */
function hintFor(name: string, words: Messages): string | undefined {
  const hints: Readonly<Record<string, string>> = words.errorHints;
  // A name such as `toString` must not reach what every object has.
  return Object.hasOwn(hints, name) ? hints[name] : undefined;
}

/** What a screen reader hears of a cell's state. */
export function stateWord(cell: CellView, words: Messages): string {
  if (cell.kind !== "code") return "";
  switch (cell.runState) {
    case "queued":
      return words.stateQueued;
    case "running":
      return words.stateRunning;
    case "waiting":
      return words.stateWaiting;
    case "idle":
      break;
  }
  switch (cell.freshness) {
    case "empty":
      return words.stateEmpty;
    case "fromFile":
      return words.stateFromFile;
    case "fresh":
      return words.stateFresh;
    case "stale":
      return words.stateStale;
    case "aborted":
      return words.stateAborted;
  }
}
