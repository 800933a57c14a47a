/**
 * Takes back, from the page's content security policy, what it allows for some visits only. Imported
 * right after the polyfills, before any code that sees a notebook. A second policy can only forbid
 * more.
 *
 * `'unsafe-eval'` goes in engines that know `'wasm-unsafe-eval'`. Whether an engine knows the keyword
 * cannot be asked; `toSorted` (Chrome 110, Firefox 115, Safari 16) is younger than it in every engine.
 * Of all hosts, only those may be asked whose files the page's address names.
 */
import { askedBy, hostsOf } from "./address";

if (typeof document !== "undefined") {
  const { href } = window.location;
  const asked = askedBy(href);
  const hosts = asked ? hostsOf(asked, href) : [];
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src ${["'self'", ...hosts].join(" ")}`;
  if ("toSorted" in Array.prototype) policy.content += "; script-src 'self' 'wasm-unsafe-eval'";
  document.head.append(policy);
}
