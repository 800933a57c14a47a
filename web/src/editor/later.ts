/** Fetches `comfort` when the first editor is there, and tells every editor that was made before. */

type Comfort = typeof import("./comfort");

let arrived: Comfort | undefined;
let underWay = false;
const waiting = new Set<() => void>();

/** The comforts, if they are there already. */
export const comfortNow = (): Comfort | undefined => arrived;

/** Calls back once when the comforts arrive later than now; returns how to stop waiting. */
export function onComfort(listener: () => void): () => void {
  if (arrived) return () => {};
  waiting.add(listener);
  if (!underWay) void fetchComfort();
  return () => waiting.delete(listener);
}

/** Without a network the editors stay plain, and the next editor that is made tries again. */
async function fetchComfort(): Promise<void> {
  underWay = true;
  try {
    arrived = await import("./comfort");
    for (const listener of waiting) listener();
    waiting.clear();
  } catch (error) {
    console.error(error);
  } finally {
    underWay = false;
  }
}
