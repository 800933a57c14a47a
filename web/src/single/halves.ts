/** The engine in the page that is one file: it is whole from the beginning, so no call waits. */

export class Incomplete extends Error {}

export async function startHalves(start: () => Promise<unknown>): Promise<void> {
  (window as Window & { ardoiseRest?: () => void }).ardoiseRest = () => undefined;
  await start();
}

export function whenMissing(_listener: (whole: Promise<void>) => void): void {
  // It never is.
}

export async function wholeEngine(): Promise<void> {
  // It always is.
}

export async function engineIsWhole(): Promise<void> {
  // From the beginning.
}

export function attempt<T>(call: () => T): T {
  return call();
}

export async function attemptOrWait<T>(call: () => T): Promise<T> {
  return call();
}
