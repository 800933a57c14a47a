/** Giving an activity away as one file that a double click opens. */
import { useEffect, useState } from "preact/hooks";
import { OneFileError, type OneFileProblem } from "../../core/errors";
import { sizeFromBytes } from "../../i18n";
import { useUi } from "../ui";
import type { Ready } from "./publish";
import { useAuthoringWords } from "./words";

/** How far it is: a part of the page that is there, or why there is none. */
type Making = "idle" | number | OneFileProblem | "other";

const problemOf = (error: unknown): OneFileProblem | "other" =>
  error instanceof OneFileError ? error.problem : "other";

export function OneFileWay({ ready }: { ready: Ready }) {
  const ui = useUi();
  const own = useAuthoringWords();
  const language = ui.language.value;
  const [size, setSize] = useState<number | undefined>(undefined);
  const [making, setMaking] = useState<Making>("idle");

  useEffect(() => {
    let live = true;
    ui.app.activities
      .shapes()
      .then((shapes) => shapes.oneFileSize(ready.packet))
      .then(
        (bytes) => {
          if (live) setSize(bytes);
        },
        (error: unknown) => {
          if (live) setMaking(problemOf(error));
        },
      );
    return () => {
      live = false;
    };
  }, []);

  const save = async () => {
    setMaking(0);
    try {
      const shapes = await ui.app.activities.shapes();
      const { name, content } = await shapes.oneFile(ready.packet, setMaking);
      setSize(content.size);
      ui.app.saveFile(name, content);
      ui.toast(own.downloaded(name));
      setMaking("idle");
    } catch (error) {
      if (!(error instanceof OneFileError)) console.warn(error);
      setMaking(problemOf(error));
    }
  };

  const busy = typeof making === "number";
  return (
    <div data-testid="one-file-way">
      <p>{own.oneFileHint}</p>
      <p class="quiet">{own.oneFileKeeps}</p>
      {making !== "missing" && (
        <div class="authoring-actions">
          <button
            type="button"
            class="button button-primary"
            data-testid="save-one-file"
            aria-disabled={busy}
            onClick={() => {
              if (!busy) void save();
            }}
          >
            {busy ? own.oneFileMaking(Math.round(100 * making)) : own.saveOneFile}
          </button>
        </div>
      )}
      {size !== undefined && (
        <p class="quiet" data-testid="one-file-size">
          {own.oneFileSize(sizeFromBytes(size, language))}
        </p>
      )}
      {making !== "idle" && typeof making === "string" && (
        <p
          role="alert"
          class="publish-warning"
          data-testid="one-file-problem"
          data-problem={making}
        >
          {own.oneFileProblems[making]}
        </p>
      )}
    </div>
  );
}
