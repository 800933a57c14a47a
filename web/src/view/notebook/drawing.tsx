/**
 * A turtle drawing among the results of a cell: it moves while its cell runs, stands still when it
 * comes from a file or the person wants no motion, and can be seen again. What draws comes with the
 * first drawing.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../icons";
import { useUi, useWords } from "../ui";
import type { Player, PlayerState } from "./drawing-player";

/** Drawings that were seen moving; another look at the page does not move them again. */
const seen: string[] = [];
const MOST_SEEN = 50;

function mark(text: string): string {
  return `${text.length}:${text.slice(-60)}`;
}

export function Drawing({ steps, fresh }: { steps: string; fresh: boolean }) {
  const words = useWords();
  const { preferences } = useUi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [player, setPlayer] = useState<Player>();
  const [missing, setMissing] = useState(false);
  const [state, setState] = useState<PlayerState>();

  useEffect(() => {
    let live = true;
    let made: Player | undefined;
    import("./drawing-player").then(
      ({ createPlayer }) => {
        if (!live || canvas.current === null) return;
        made = createPlayer(canvas.current, setState);
        setPlayer(made);
      },
      () => setMissing(true),
    );
    return () => {
      live = false;
      made?.close();
    };
  }, []);

  useEffect(() => {
    if (player === undefined) return;
    const calm =
      preferences.value.motion === "reduced" ||
      window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const known = seen.indexOf(mark(steps)) >= 0;
    // A run that was stopped shows all it drew, and moves no more.
    if (!known) {
      seen.push(mark(steps));
      if (seen.length > MOST_SEEN) seen.shift();
    }
    player.show(steps, calm || known || !fresh);
  }, [player, steps, fresh]);

  const playing = state?.playing ?? false;
  const name = state ? words.drawing(state.counts) : words.picture;
  return (
    <div class="output output-drawing" data-testid="drawing" data-playing={playing}>
      <canvas ref={canvas} role="img" aria-label={name} />
      <div class="drawing-tools">
        <button
          type="button"
          class="button button-small"
          onClick={() => (playing ? player?.finish() : player?.replay())}
        >
          <Icon name={playing ? "goto" : "run"} />
          {playing ? words.drawingFinish : words.drawingReplay}
        </button>
      </div>
      {missing && <p class="output-note">{words.viewUnavailableHint}</p>}
      {state?.notes.map((note) => (
        <p key={note} class="output-note">
          {note === "timers" ? words.drawingTimers : words.drawingEvents}
        </p>
      ))}
    </div>
  );
}
