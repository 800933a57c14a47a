/**
 * Whether the page works without a network, and whether a newer version waits.
 *
 * Registers the service worker and says `ready` only after it has seen every file of this page's
 * version in the cache. It must not know notebooks or the kernel. Start at `startOffline`; the
 * other side is `service-worker.ts`.
 */
import type { Offline } from "../core";
import { type Changing, changing } from "./watched";

/** How often a page that waits for its files looks again, in milliseconds. */
const LOOK_AGAIN = 2000;
/** Attempts before files that the browser lost are no longer asked for. */
const REPAIRS = 3;

/** The version this page was built as; empty outside a built site. */
export function siteVersion(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="ardoise-version"]');
  return meta === null ? "" : meta.content;
}

/**
 * The address of a file whose name holds no hash, so that a page of one version never gets the
 * file of another: `engineAddress("engine/ardoise_worker_bg.wasm")`.
 */
export function engineAddress(path: string): string {
  const version = siteVersion();
  return new URL(version === "" ? path : `${path}?v=${version}`, document.baseURI).href;
}

/** To be called once. Nothing is fetched for later before `quiet` resolves. */
export function startOffline(quiet: Promise<void>): Offline {
  const state = changing<"preparing" | "ready" | "unavailable">("preparing");
  const updateWaiting = changing(false);
  let registration: ServiceWorkerRegistration | undefined;
  let agreed = false;

  const begin = async () => {
    const version = siteVersion();
    if (!("serviceWorker" in navigator) || !("caches" in window) || version === "") {
      state.set("unavailable");
      return;
    }
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (agreed) location.reload();
    });
    await quiet;
    try {
      registration = await navigator.serviceWorker.register("service-worker.js");
    } catch {
      // Without a network the registration of earlier still serves the page.
      registration = await navigator.serviceWorker.getRegistration();
      if (registration === undefined) {
        state.set("unavailable");
        return;
      }
    }
    watchUpdates(registration, updateWaiting);
    await becomeReady(registration, version, state);
  };
  begin().catch(() => state.set("unavailable"));

  return {
    state,
    updateWaiting,
    applyUpdate() {
      agreed = true;
      const waiting = registration?.waiting;
      if (waiting) waiting.postMessage("take-over");
      else location.reload();
    },
  };
}

/** Follows a worker that is installing until it waits for its turn. */
function watchUpdates(registration: ServiceWorkerRegistration, updateWaiting: Changing<boolean>) {
  const look = () =>
    updateWaiting.set(registration.waiting !== null && registration.active !== null);
  const follow = () => {
    const installing = registration.installing;
    if (installing !== null) installing.addEventListener("statechange", look);
  };
  registration.addEventListener("updatefound", follow);
  follow();
  look();
}

/** Looks until every file is there; a first install that fails is tried again when the network is back. */
async function becomeReady(
  registration: ServiceWorkerRegistration,
  version: string,
  state: Changing<"preparing" | "ready" | "unavailable">,
) {
  let repairs = 0;
  for (;;) {
    const active = registration.active;
    if (active !== null && (await isComplete(registration.scope, version))) {
      state.set("ready");
      return;
    }
    const working = registration.installing ?? registration.waiting;
    if (working === null) {
      if (active === null) {
        // The install failed: no network, no space, or a host in the middle of a deployment.
        state.set("unavailable");
        await online();
        state.set("preparing");
        await registration.update();
      } else if (repairs < REPAIRS) {
        repairs += 1;
        active.postMessage("complete");
      } else {
        state.set("unavailable");
        return;
      }
    }
    await nextChange(working);
  }
}

/** When the worker goes one step on; at the latest after a moment, for what tells nobody. */
function nextChange(worker: ServiceWorker | null): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      if (worker !== null) worker.removeEventListener("statechange", settle);
      resolve();
    };
    const timer = setTimeout(settle, LOOK_AGAIN);
    if (worker !== null) worker.addEventListener("statechange", settle);
  });
}

/** Every address of the version's list is a key of its cache. */
async function isComplete(scope: string, version: string): Promise<boolean> {
  const name = `ardoise ${new URL(scope).pathname} ${version}`;
  if (!(await caches.has(name))) return false;
  const cache = await caches.open(name);
  const list = await cache.match(new URL("offline-list.json", scope).href);
  if (list === undefined) return false;
  const { files } = (await list.json()) as { files: [path: string, sha256: string][] };
  const present = new Set((await cache.keys()).map((request) => request.url));
  return files.every(([path]) => present.has(new URL(path, scope).href));
}

function online(): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      window.removeEventListener("online", settle);
      resolve();
    };
    window.addEventListener("online", settle);
  });
}
