/** A memory that is put together from its changes is the memory they were taken of. */
import { expect, test } from "vitest";
import { applyChanges, changesOf, lengthAfter } from "./memory-changes";

const words = (...values: number[]) => Uint32Array.from(values).buffer;

/** A memory grown to the length of the changes, with the changes made. */
function after(before: ArrayBuffer, changes: Uint8Array): number[] {
  const memory = new Uint8Array(lengthAfter(changes));
  memory.set(new Uint8Array(before));
  applyChanges(changes, memory.buffer);
  return [...new Uint32Array(memory.buffer)];
}

test("what did not change costs one word", () => {
  const memory = words(1, 2, 3, 4);
  const changes = changesOf(memory, memory);
  expect(changes).toHaveLength(4);
  expect(after(memory, changes)).toEqual([1, 2, 3, 4]);
});

test("data that start-up turned into zeros is turned into zeros again", () => {
  const changes = changesOf(words(7, 7, 7), words(7, 0, 7, 0, 9));
  expect(after(words(7, 7, 7), changes)).toEqual([7, 0, 7, 0, 9]);
});

test("any memory comes back, however the changes lie", () => {
  let state = 20261123;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 200; round += 1) {
    const before = Uint32Array.from({ length: random(60) }, () => random(3));
    const now = Uint32Array.from({ length: before.length + random(60) }, (_, at) =>
      random(4) > 0 && at < before.length ? (before[at] ?? 0) : random(3),
    );
    const changes = changesOf(before.buffer, now.buffer);
    expect(after(before.buffer, changes)).toEqual([...now]);
  }
});
