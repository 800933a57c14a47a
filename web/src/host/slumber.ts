/**
 * Waiting inside a call from wasm, where nothing can be awaited: asleep where the engine lends a
 * piece of shared memory to wait on, else by looking at the clock. It must not know the kernel.
 */

/**
 * A word nobody ever changes, to wait on. Engines that hide `SharedArrayBuffer` from pages without
 * special headers still make shared wasm memory, which is enough as long as it stays in this worker.
 */
function lentWord(): Int32Array | undefined {
  try {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const word = new Int32Array(buffer);
    // Throws where the memory is not shared after all, or this thread may not wait.
    Atomics.wait(word, 0, 0, 0);
    return word;
  } catch {
    return undefined;
  }
}

const word = lentWord();

/** Returns when `performance.now()` has reached `end`. */
export function sleepUntil(end: number): void {
  for (let left = end - performance.now(); left > 0; left = end - performance.now()) {
    if (word !== undefined) Atomics.wait(word, 0, 0, left);
  }
}
