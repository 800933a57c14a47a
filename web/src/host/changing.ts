/**
 * A value that others may watch and only its owner changes.
 */
import type { Watched } from "../core";

export class Changing<T> implements Watched<T> {
  private readonly listeners = new Set<(value: T) => void>();
  private current: T;

  constructor(first: T) {
    this.current = first;
  }

  get value(): T {
    return this.current;
  }

  /** Tells the listeners, unless nothing changes. */
  set(value: T): void {
    if (value === this.current) return;
    this.current = value;
    for (const listener of Array.from(this.listeners)) listener(value);
  }

  subscribe(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}
