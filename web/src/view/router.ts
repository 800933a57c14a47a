/**
 * Which view the address asks for. Hash routes need no server rule, so the page works from any
 * sub-path of any static host.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { profile } from "../floor/profile";

export type Route =
  | { view: "library" }
  | { view: "notebook"; id: string }
  | { view: "history"; id: string }
  | { view: "read"; id: string }
  | { view: "slides"; id: string }
  /** Its activity, as a pupil has it. */
  | { view: "pupil"; id: string }
  /** An activity, all of it in the address. */
  | { view: "link" }
  /** A room, its keys in the address. */
  | { view: "join" }
  /** A notebook that comes as a run of codes, one of them in the address or none yet. */
  | { view: "code" }
  | { view: "catalogue" }
  | { view: "activity"; slug: string }
  /** Leaving the profile that is open. */
  | { view: "finish" }
  /** Whether this computer suits. */
  | { view: "check" }
  /** What it holds about a person. */
  | { view: "stored" }
  | { view: "help" }
  | { view: "settings" };

/** Ways to look at a notebook, in addresses by their own names. */
const LOOKS = ["history", "read", "slides", "pupil"] as const;

export function routeFromHash(hash: string): Route {
  if (/^#a(=|%3d)/i.test(hash)) return { view: "link" };
  if (/^#s(=|%3d)/i.test(hash)) return { view: "join" };
  if (/^#q(=|%3d)/i.test(hash)) return { view: "code" };
  const [head, id, tail] = hash.replace(/^#?\/?/, "").split("/");
  if (head === "n" && id) {
    const decoded = idFromAddress(id);
    if (decoded === undefined) return { view: "library" };
    return { view: LOOKS.find((look) => look === tail) ?? "notebook", id: decoded };
  }
  if (head === "codes") return { view: "code" };
  if (head === "catalogue") return { view: "catalogue" };
  if (head === "activity" && id && /^[a-z0-9-]+$/.test(id)) return { view: "activity", slug: id };
  if (head === "finish" && profile !== undefined) return { view: "finish" };
  if (head === "check") return { view: "check" };
  if (head === "stored") return { view: "stored" };
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
    case "notebook":
      return `#/n/${encodeURIComponent(route.id)}`;
    case "history":
    case "read":
    case "slides":
    case "pupil":
      return `#/n/${encodeURIComponent(route.id)}/${route.view}`;
    case "code":
      return "#/codes";
    case "catalogue":
      return "#/catalogue";
    case "activity":
      return `#/activity/${route.slug}`;
    case "finish":
      return "#/finish";
    case "check":
      return "#/check";
    case "stored":
      return "#/stored";
    case "help":
      return "#/help";
    case "settings":
      return "#/settings";
    case "library":
    case "link":
    case "join":
      return "#/";
  }
}

const current = signal<Route>({ view: "library" });
/** Where one was before help or settings; the library at first. */
const before = signal<Route>({ view: "library" });

/** The route, followed from now on. */
export function followRoute(): ReadonlySignal<Route> {
  const read = () => {
    const { value } = current;
    if (!/^(help|settings|link|join|code|finish|check|stored)$/.test(value.view))
      before.value = value;
    current.value = routeFromHash(window.location.hash);
  };
  window.addEventListener("hashchange", read);
  read();
  return current;
}

export function go(route: Route): void {
  window.location.hash = hashFromRoute(route);
}

/** Goes there in the place of the address that stands there: a way back passes it over. */
export function goInstead(route: Route): void {
  window.history.replaceState(null, "", hashFromRoute(route));
  current.value = route;
}

/** Where a way back from help or settings leads. */
export function backRoute(): Route {
  return before.value;
}
