/**
 * When a person has what they wait for: only then are files fetched for later.
 *
 * Thirty pupils share one thin line. What some of them fetch for a day without a network must not
 * hold up what the others want to see now. How long the page and Python took to come says how thin
 * the line is.
 */
import { engineIsWhole, type KernelProgress, type Watched } from "../core";

/** A notebook that opens asks for Python within this time, or within the time the page took. */
const SETTLE_MILLIS = 2000;
/** The line is left to the others for as long as Python took, at most for this. */
const MOST_MILLIS = 120_000;

/** How long the page took to come, measured once: it is asked of pages that have been open for hours too. */
let coming: Promise<number> | undefined;

export async function quiet(progress: Watched<KernelProgress>): Promise<void> {
  coming ??= pageMillis();
  const settled = coming.then((took) =>
    pause(Math.max(SETTLE_MILLIS, Math.min(took, MOST_MILLIS))),
  );
  await Promise.race([settled, coming.then(() => until(progress, isComing))]);
  if (!isComing(progress.value)) return;
  const began = Date.now();
  await until(progress, (now) => !isComing(now));
  await pause(Math.min(Date.now() - began, MOST_MILLIS));
}

function until<T>(watched: Watched<T>, holds: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (value: T) => {
      if (!holds(value)) return;
      end();
      resolve();
    };
    const end = watched.subscribe(look);
    look(watched.value);
  });
}

/** The page's own clock runs from the moment it was asked for. */
async function pageMillis(): Promise<number> {
  await loaded();
  await engineIsWhole();
  return performance.now();
}

function isComing({ phase }: KernelProgress): boolean {
  return phase === "fetching" || phase === "starting";
}

function loaded(): Promise<void> {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => window.addEventListener("load", () => resolve(), { once: true }));
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, millis));
}
