/**
 * In the page that is one file: once the page's script runs no address can be asked, and where the
 * engine knows how to say so no other script may run, but the worker's. See `web/src/floor/policy.ts`.
 */

if (typeof document !== "undefined") {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "connect-src 'none'";
  if ("toSorted" in Array.prototype) policy.content += "; script-src blob: 'wasm-unsafe-eval'";
  document.head.append(policy);
}
