/**
 * How a check stands, and which hint comes next: read off the cells as they are. Pure.
 */
import type { CellView } from "../../core";

/** What is read of a cell. */
export type Seen = Pick<CellView, "role" | "freshness" | "runState" | "outputs" | "executionCount">;

/** `open`: not asked yet. `again`: an answer was written or run since. */
export type Verdict = "open" | "asking" | "passed" | "notYet" | "again";

/** `above`: the cells before the check, in order. */
export function verdictOf(check: Seen, above: readonly Seen[]): Verdict {
  if (check.runState !== "idle") return "asking";
  if (check.freshness === "empty" || check.freshness === "aborted") return "open";
  if (check.freshness === "stale") return "again";
  if (answersOf(above).some((answer) => isLater(answer, check))) return "again";
  return check.outputs.some((output) => output.type === "error") ? "notYet" : "passed";
}

/** The cells to fill in that a check after these cells is about: those since the check before. */
function answersOf(above: readonly Seen[]): Seen[] {
  const answers: Seen[] = [];
  for (let at = above.length - 1; at >= 0; at -= 1) {
    const cell = above[at];
    if (cell?.role === "exercise") answers.push(cell);
    else if (cell?.role === "check" && answers.length > 0) break;
  }
  return answers;
}

/** Whether it was written in or run after the check. */
function isLater(answer: Seen, check: Seen): boolean {
  if (answer.freshness === "stale") return true;
  if (answer.freshness !== check.freshness) return answer.freshness === "fresh";
  return (answer.executionCount ?? 0) > (check.executionCount ?? 0);
}

/** The number of a hint among those of its question; hints count anew after each cell to fill in. */
export function hintNumber(above: readonly Pick<CellView, "role">[]): number {
  let number = 1;
  for (let at = above.length - 1; at >= 0; at -= 1) {
    const role = above[at]?.role;
    if (role === "exercise") break;
    if (role === "hint") number += 1;
  }
  return number;
}
