/**
 * Offline in the page that is one file: all of it is there already, and no newer one waits.
 */
import type { Offline } from "../core";
import { changing } from "../host/watched";

export function siteVersion(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="ardoise-version"]');
  return meta === null ? "" : meta.content;
}

export function startOffline(): Offline {
  return {
    state: changing<"preparing" | "ready" | "unavailable">("ready"),
    updateWaiting: changing(false),
    applyUpdate: () => location.reload(),
  };
}
