/**
 * In the page that is one file: once the page's script runs no other one may, but the worker's. See
 * `web/src/floor/policy.ts`.
 */

if (typeof document !== "undefined" && "toSorted" in Array.prototype) {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "script-src blob: 'wasm-unsafe-eval'";
  document.head.append(policy);
}
