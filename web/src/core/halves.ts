/**
 * The engine arrives in two halves (docs/architecture.md): the first holds what opening, reading,
 * typing, saving and running call, and the second, all the rest, comes right after.
 *
 * A page cannot wait inside a call. So while the second half is missing, a call that turns out to
 * need it leaves the engine's memory as it was before, throws `Incomplete`, and is made again when
 * the engine is whole. It must not know what the functions do. Start with `startHalves`.
 */
import restUrl from "./engine/ardoise_page_rest.wasm?url";

/** What the first half exports. */
interface First extends WebAssembly.ModuleImports {
  getStack?(): number;
  setStack(place: number): void;
}

/** A call needs the second half. Nothing of it has happened. */
export class Incomplete extends Error {}

let first: First | undefined;
let joined = false;
let joining: Promise<void> | undefined;
let missing = (_whole: Promise<void>): void => {};
let tellWhole: () => void;
const whole = new Promise<void>((resolve) => {
  tellWhole = resolve;
});

/** The page itself comes first. */
const SOON_MILLIS = 50;
const AGAIN_MILLIS = 10_000;

/** Starts the engine; `start` fetches and starts its first half. */
export async function startHalves(start: () => Promise<unknown>): Promise<void> {
  // The first half calls this for each function that is not there.
  (window as Window & { ardoiseRest?: () => void }).ardoiseRest = () => {
    if (!joined) throw new Incomplete();
  };
  first = (await start()) as First;
  joinAfter(SOON_MILLIS);
}

/** Without a network it is tried again. */
function joinAfter(millis: number): void {
  window.setTimeout(() => {
    joinRest().catch(() => joinAfter(AGAIN_MILLIS));
  }, millis);
}

/** Calls back when something waits for the second half and it cannot be fetched now, with what resolves when it can. */
export function whenMissing(listener: (whole: Promise<void>) => void): void {
  missing = listener;
}

/** Resolves when the second half is there, however long that takes. */
export function wholeEngine(): Promise<void> {
  joinRest().catch(() => missing(whole));
  return whole;
}

/** The same for who does not need it: nobody is told that it is missing. */
export function engineIsWhole(): Promise<void> {
  return whole;
}

/** Rejects when it cannot be fetched now. */
function joinRest(): Promise<void> {
  joining ??= join().catch((error: unknown) => {
    joining = undefined;
    throw error;
  });
  return joining;
}

async function join(): Promise<void> {
  const response = await fetch(restUrl);
  if (!response.ok) throw new Error(`the engine's second half: ${response.status}`);
  const bytes = await response.arrayBuffer();
  await WebAssembly.instantiate(bytes, { first: first as First });
  joined = true;
  tellWhole();
}

/**
 * Calls the engine; throws `Incomplete` when that needs the second half and it is missing. `next` is
 * what will be asked about the result: it counts as part of the call, and is only done while the
 * answer is not certain.
 */
export function attempt<T>(call: () => T, next: (result: T) => void = () => {}): T {
  // An engine that was not split can say neither where its stack is nor lack anything.
  if (joined || first?.getStack === undefined) return call();
  const memory = memoryOf(first);
  const before = memory.buffer.slice(0);
  const stack = first.getStack();
  try {
    const result = call();
    next(result);
    return result;
  } catch (error) {
    if (error instanceof Incomplete) {
      new Uint8Array(memory.buffer).set(new Uint8Array(before));
      first.setStack(stack);
    }
    throw error;
  }
}

/** The same for who can wait. */
export async function attemptOrWait<T>(call: () => T, next?: (result: T) => void): Promise<T> {
  try {
    return attempt(call, next);
  } catch (error) {
    if (!(error instanceof Incomplete)) throw error;
    await wholeEngine();
    return call();
  }
}

/** It is exported under a short name that may change. */
function memoryOf(exports: First): WebAssembly.Memory {
  for (const value of Object.values(exports)) {
    if (value instanceof WebAssembly.Memory) return value;
  }
  throw new Error("the engine keeps its memory to itself");
}
