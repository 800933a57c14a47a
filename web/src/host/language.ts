/**
 * The language the page speaks, as its root element says: the views set it.
 */
export function pageLanguage(): "fr" | "en" {
  return document.documentElement.lang === "en" ? "en" : "fr";
}
