/** How texts are compared in a search: small letters without accents, words apart. */

export function plainText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae");
}

/** Anything but letters and digits; the floor has no classes of Unicode in patterns. */
export const SEPARATORS = /[\s!-/:-@[-`{-\u00bf\u2000-\u206f]+/g;
