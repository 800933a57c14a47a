/** How a text became another, line by line. Pure. */

export interface LineChange {
  what: "same" | "gone" | "come";
  text: string;
}

/** Longer texts are not compared line by line: one would wait for it, and nobody would read it. */
const MOST_LINES = 600;

/** The lines of both texts in one list. What is the same is kept, so that one finds one's way. */
export function lineChanges(before: string, after: string): LineChange[] {
  const old = before.split("\n");
  const now = after.split("\n");
  const all = (lines: string[], what: LineChange["what"]) =>
    lines.map((text): LineChange => ({ what, text }));
  if (before === "") return all(now, "come");
  if (after === "") return all(old, "gone");
  if (old.length > MOST_LINES || now.length > MOST_LINES) {
    return [...all(old, "gone"), ...all(now, "come")];
  }
  // lengths[i][j]: how many lines the rests from i and j have in common, in order.
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const common = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === now[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
    }
  }
  const out: LineChange[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      out.push({ what: "same", text: old[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && common(i + 1, j) >= common(i, j + 1))) {
      out.push({ what: "gone", text: old[i] ?? "" });
      i += 1;
    } else {
      out.push({ what: "come", text: now[j] ?? "" });
      j += 1;
    }
  }
  return out;
}
