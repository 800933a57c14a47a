/**
 * Marks the page with `no-mathml` in engines that do not lay formulas out (Chrome before 109), so
 * that the style sheet of `mathml-fallback.css` does it instead.
 */

export function markMathml(): void {
  const probe = document.createElement("div");
  probe.style.cssText = "position:absolute;visibility:hidden";
  probe.innerHTML = '<math><mspace width="30px" height="30px"></mspace></math>';
  document.body.append(probe);
  const laidOut = (probe.firstElementChild?.getBoundingClientRect().width ?? 0) >= 25;
  probe.remove();
  if (!laidOut) document.documentElement.classList.add("no-mathml");
}
