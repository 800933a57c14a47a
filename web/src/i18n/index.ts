/**
 * The page's words and how it writes dates and sizes. A plain typed table: a key that one language
 * lacks, or whose parameters differ, does not compile. Only the language in use is fetched.
 */
import type { fr } from "./fr";

/** A table with the keys and parameters of another one. */
export type Words<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : Words<T[K]>;
};

export type Messages = Words<typeof fr>;
export type Language = "fr" | "en";

export async function loadWords(language: Language): Promise<Messages> {
  return language === "fr" ? (await import("./fr")).fr : (await import("./en")).en;
}

/** How long ago, as people say it near and as a calendar does far. */
export function whenFromTime(
  time: number,
  now: number,
  language: Language,
  words: Messages,
): string {
  const date = new Date(time);
  const today = new Date(now);
  const clock = date.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  if (now - time < 60_000 && now >= time) return words.justNow;
  if (date.toDateString() === today.toDateString()) {
    return language === "fr" ? `à ${clock}` : `at ${clock}`;
  }
  const before = new Date(now);
  before.setDate(before.getDate() - 1);
  if (date.toDateString() === before.toDateString()) {
    return language === "fr" ? `${words.yesterday} à ${clock}` : `${words.yesterday} at ${clock}`;
  }
  const sameYear = date.getFullYear() === today.getFullYear();
  const day = date.toLocaleDateString(language, {
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
  return language === "fr" ? `le ${day}` : `on ${day}`;
}

/** A duration as a short text: `0,3 s`, `12 s`, `2 min 05 s`. */
export function durationFromMillis(millis: number, language: Language): string {
  if (millis < 10_000) {
    const seconds = (millis / 1000).toFixed(millis < 1000 ? 2 : 1);
    return `${language === "fr" ? seconds.replace(".", ",") : seconds}\u00a0s`;
  }
  const seconds = Math.floor(millis / 1000);
  if (seconds < 60) return `${seconds}\u00a0s`;
  const rest = String(seconds % 60).padStart(2, "0");
  return `${Math.floor(seconds / 60)}\u00a0min\u00a0${rest}\u00a0s`;
}

/** A size as a short text, in the units people know. */
export function sizeFromBytes(bytes: number, language: Language): string {
  const units =
    language === "fr" ? ["octets", "ko", "Mo", "Go", "To"] : ["bytes", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const written = value.toFixed(digits);
  return `${language === "fr" ? written.replace(".", ",") : written}\u00a0${units[unit]}`;
}
