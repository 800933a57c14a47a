/**
 * Which view the address asks for. Hash routes need no server rule, so the page works from any
 * sub-path of any static host.
 */
import { type ReadonlySignal, signal } from "@preact/signals";

export type Route =
  | { view: "library" }
  | { view: "notebook"; id: string }
  | { view: "history"; id: string }
  | { view: "help" }
  | { view: "settings" };

export function routeFromHash(hash: string): Route {
  const [head, id, tail] = hash.replace(/^#?\/?/, "").split("/");
  if (head === "n" && id) {
    const decoded = idFromAddress(id);
    if (decoded === undefined) return { view: "library" };
    return tail === "history"
      ? { view: "history", id: decoded }
      : { view: "notebook", id: decoded };
  }
  if (head === "help") return { view: "help" };
  if (head === "settings") return { view: "settings" };
  return { view: "library" };
}

function idFromAddress(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // Cut or mistyped.
    return undefined;
  }
}

export function hashFromRoute(route: Route): string {
  switch (route.view) {
    case "library":
      return "#/";
    case "notebook":
      return `#/n/${encodeURIComponent(route.id)}`;
    case "history":
      return `#/n/${encodeURIComponent(route.id)}/history`;
    case "help":
      return "#/help";
    case "settings":
      return "#/settings";
  }
}

const current = signal<Route>({ view: "library" });
/** Where one was before help or settings; the library at first. */
const before = signal<Route>({ view: "library" });

/** The route, followed from now on. */
export function followRoute(): ReadonlySignal<Route> {
  const read = () => {
    const { value } = current;
    if (value.view !== "help" && value.view !== "settings") before.value = value;
    current.value = routeFromHash(window.location.hash);
  };
  window.addEventListener("hashchange", read);
  read();
  return current;
}

export function go(route: Route): void {
  window.location.hash = hashFromRoute(route);
}

/** Where a way back from help or settings leads. */
export function backRoute(): Route {
  return before.value;
}
