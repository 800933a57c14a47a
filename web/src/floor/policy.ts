/**
 * Takes back, from the page's content security policy, what it allows for some visits only. Imported
 * right after the polyfills, before any code that sees a notebook. A second policy can only forbid
 * more.
 *
 * `'unsafe-eval'` goes in engines that know `'wasm-unsafe-eval'`. Whether an engine knows the keyword
 * cannot be asked; `toSorted` (Chrome 110, Firefox 115, Safari 16) is younger than it in every engine.
 * Of all hosts, only those may be asked whose files the page's address names, and the relays of rooms
 * that this device knows or the address leads to.
 */
import { askedBy, hostsOf } from "./address";
import { knownRelays, originsOfRelay, relaysOfLink, roomLinkBytes, socketProtocol } from "./relays";

if (typeof document !== "undefined") {
  const { href, hash, protocol, host } = window.location;
  const asked = askedBy(href);
  const hosts = asked ? hostsOf(asked, href) : [];
  const link = roomLinkBytes(hash);
  const relays = [...knownRelays(), ...(link ? relaysOfLink(link) : [])];
  // Not every engine counts the page's own sockets as its own.
  const own = `${socketProtocol(protocol)}//${host}`;
  const allowed = ["'self'", own, ...hosts, ...relays.flatMap(originsOfRelay)];
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src ${allowed.join(" ")}`;
  if ("toSorted" in Array.prototype) policy.content += "; script-src 'self' 'wasm-unsafe-eval'";
  document.head.append(policy);
}
