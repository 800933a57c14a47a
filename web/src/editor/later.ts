/**
 * Fetches `comfort` soon after the first editor is there, at once when somebody is about to type, and
 * tells every editor that was made before.
 */

type Comfort = typeof import("./comfort");

let arrived: Comfort | undefined;
let underWay = false;
let timer: number | undefined;
/** The notebook itself comes first, and a press on Run that is waiting for it. */
const SOON_MILLIS = 500;
const waiting = new Set<() => void>();

/** The comforts, if they are there already. */
export const comfortNow = (): Comfort | undefined => arrived;

/** Somebody is about to type: the comforts are wanted at once. */
export function hurryComfort(): void {
  if (!arrived && !underWay) void fetchComfort();
}

/** Calls back once when the comforts arrive later than now; returns how to stop waiting. */
export function onComfort(listener: () => void): () => void {
  if (arrived) return () => {};
  waiting.add(listener);
  if (timer === undefined) timer = window.setTimeout(hurryComfort, SOON_MILLIS);
  return () => waiting.delete(listener);
}

/** Without a network the editors stay plain, and the next editor that is made tries again. */
async function fetchComfort(): Promise<void> {
  window.clearTimeout(timer);
  underWay = true;
  try {
    arrived = await import("./comfort");
    for (const listener of waiting) listener();
    waiting.clear();
  } catch (error) {
    console.error(error);
  } finally {
    underWay = false;
    timer = undefined;
  }
}
