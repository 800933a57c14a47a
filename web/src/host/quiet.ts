/**
 * When a person has what they wait for: only then are files fetched for later.
 *
 * Thirty pupils share one thin line. What some of them fetch for a day without a network must not
 * hold up what the others want to see now. How long Python took to come says how thin the line is.
 */
import type { KernelProgress, Watched } from "../core";

/** A notebook that opens asks for Python within this time. */
const SETTLE_MILLIS = 2000;
/** The line is left to the others for as long as Python took, at most for this. */
const MOST_MILLIS = 120_000;

export async function quiet(progress: Watched<KernelProgress>): Promise<void> {
  await loaded();
  const began = Date.now();
  await pause(SETTLE_MILLIS);
  if (!isComing(progress.value)) return;
  await new Promise<void>((resolve) => {
    const end = progress.subscribe((now) => {
      if (isComing(now)) return;
      end();
      resolve();
    });
  });
  await pause(Math.min(Date.now() - began, MOST_MILLIS));
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
