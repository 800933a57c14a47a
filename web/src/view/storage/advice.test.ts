/** What is said of a browser that may delete the work. */
import { expect, it } from "vitest";
import { type StorageFacts, storageAdvice } from "./advice";
import { LITTLE_BYTES } from "./little";

const usual: StorageFacts = {
  persisted: true,
  canAsk: true,
  asked: false,
  free: 1e9,
  hides: false,
  installed: false,
};
const cases: [string, Partial<StorageFacts>, string][] = [
  ["keeps the work", {}, ""],
  ["says nothing of space", { free: undefined }, ""],
  ["has not promised it", { persisted: false }, "ask"],
  ["was asked in vain", { persisted: false, asked: true }, "fleeting"],
  ["cannot be asked", { persisted: false, canAsk: false }, "fleeting"],
  ["cannot even say", { persisted: undefined, canAsk: false, free: undefined }, "fleeting"],
  ["has the page on its home screen", { persisted: undefined, canAsk: false, installed: true }, ""],
  ["seems private", { persisted: false, hides: true }, "window"],
  ["is nearly full", { free: LITTLE_BYTES - 1 }, "space"],
  ["has room enough", { free: LITTLE_BYTES }, ""],
  ["is full and promises nothing", { free: 0, persisted: false }, "space ask"],
  ["is full and private", { free: 0, persisted: false, hides: true }, "space window"],
];
for (const [what, facts, advice] of cases) {
  it(`a browser that ${what}: ${advice || "nothing"}`, () => {
    expect(storageAdvice({ ...usual, ...facts }).join(" ")).toBe(advice);
  });
}
