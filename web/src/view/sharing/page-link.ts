/** The page's own address with a fragment. */
export function pageLink(fragment: string): string {
  return `${window.location.href.replace(/#.*$/s, "")}#${fragment}`;
}
