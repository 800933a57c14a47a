/** Who somebody is to the others: a name that stays on this device, a colour from their key. */
import { signal } from "@preact/signals";
import type { Person } from "../../core/app";
import { keptAs } from "../../floor/profile";

const KEY = "ardoise.name";
const COLOURS = 6;

function remembered(): string {
  try {
    return window.localStorage.getItem(keptAs(KEY)) ?? "";
  } catch {
    return "";
  }
}

/** The name that others see; empty when none was given. */
export const ownName = signal(remembered());

export function setOwnName(name: string): void {
  ownName.value = name;
  try {
    window.localStorage.setItem(keptAs(KEY), name);
  } catch {
    // It is asked again next time.
  }
}

/** Keeps this tab apart from others. */
export const ownKey = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
  byte.toString(16).padStart(2, "0"),
).join("");

/** From 0, the same for the same person everywhere. */
export function colourOf(person: Person): number {
  let sum = 0;
  for (const letter of person.key) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return sum % COLOURS;
}
