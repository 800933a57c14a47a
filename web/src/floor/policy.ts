/**
 * Takes `'unsafe-eval'` back from the page's content security policy in engines that know
 * `'wasm-unsafe-eval'`. Imported right after the polyfills, before any code that sees a notebook.
 *
 * A second policy can only forbid more. Whether an engine knows the keyword cannot be asked;
 * `toSorted` (Chrome 110, Firefox 115, Safari 16) is younger than it in every engine.
 */

if (typeof document !== "undefined" && "toSorted" in Array.prototype) {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "script-src 'self' 'wasm-unsafe-eval'";
  document.head.append(policy);
}
