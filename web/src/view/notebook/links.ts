/**
 * Links inside a notebook's text. `#place` means a place in the same notebook, and must not change
 * the page's own address; anything else opens beside the page, which keeps its kernel.
 */

export function followLink(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!target) return;
  const href = target.getAttribute("href") ?? "";
  event.preventDefault();
  event.stopPropagation();
  if (href.startsWith("#")) {
    const id = decodeURIComponent(href.slice(1));
    const place = document.getElementById(id) ?? document.getElementsByName(id)[0];
    if (place) {
      place.scrollIntoView();
      if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
      place.focus();
    }
    return;
  }
  if (/^(https?|mailto):/i.test(href)) window.open(href, "_blank", "noopener,noreferrer");
}
