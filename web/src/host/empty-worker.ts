/**
 * A worker that only answers. It begins as a kernel's does: with a script of the site.
 */

export function newEmptyWorker(): Worker {
  return new Worker(new URL("./self-test-worker.ts", import.meta.url));
}
