/**
 * A value that changes and those who want to know. It must not know what the value is.
 */
import type { Watched } from "../core";

export interface Changing<T> extends Watched<T> {
  set(value: T): void;
}

export function changing<T>(initial: T): Changing<T> {
  let value = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get value() {
      return value;
    },
    set(next) {
      value = next;
      for (const listener of [...listeners]) listener(next);
    },
    subscribe(listener) {
      // Each subscription is its own, even of the same function twice.
      const own = (next: T) => listener(next);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
  };
}
