/**
 * Turns what the engine and the store throw into the few words the app speaks of.
 */
import { AppError, type StoreFailure } from "../core";

const WORDS: readonly StoreFailure[] = ["full", "denied", "closed", "outdated", "other"];

/** The store rejects with an `Error` whose message is one of its words. */
export function storeFailure(thrown: unknown): StoreFailure {
  const message = thrown instanceof Error ? thrown.message : "";
  return WORDS.find((word) => word === message) ?? "other";
}

export function appError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError(storeFailure(thrown));
}

/** The engine trapped: its memory cannot be trusted and it must not be called again. */
export function isTrap(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError;
}
