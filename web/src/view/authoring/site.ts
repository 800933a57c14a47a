/**
 * Where links to activities lead: the page's own address, or the one a teacher has written where that
 * is of use to nobody else. And how far a link of some length gets. Pure but for what is remembered.
 */
import { keptAs } from "../../floor/profile";
import { plainText } from "../../i18n/plain";

/** Whom an address serves: everybody, a school's own network, this device. */
export type Reach = "all" | "network" | "device";

export function reachOf(address: string): Reach {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return "device";
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!/^https?:$/.test(url.protocol)) return "device";
  if (/^(localhost|127\.[\d.]+|::1|0\.0\.0\.0)$/.test(host)) return "device";
  const near =
    /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$/.test(host) ||
    /\.(local|lan|home|internal)$/i.test(host) ||
    /^f[cde][\da-f]{2}:/i.test(host) ||
    !/[.:]/.test(host);
  return near ? "network" : "all";
}

/** The page without what its address asks for. */
export function pageAddress(href: string): string {
  return href.replace(/[?#].*$/, "");
}

/** What a person wrote as a site's address; nothing when it is none. */
export function siteFrom(text: string): string | undefined {
  const plain = text.trim();
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(plain) ? plain : `https://${plain}`;
  try {
    const url = new URL(whole);
    if (!/^https?:$/.test(url.protocol) || !/[.:]|^localhost$/.test(url.hostname)) return undefined;
    if (url.username !== "" || url.password !== "") return undefined;
    return pageAddress(url.href);
  } catch {
    return undefined;
  }
}

const KEY = "ardoise.site";

export function rememberedSite(): string {
  try {
    return window.localStorage.getItem(keptAs(KEY)) ?? "";
  } catch {
    // Storage may be forbidden.
    return "";
  }
}

export function rememberSite(site: string): void {
  try {
    window.localStorage.setItem(keptAs(KEY), site);
  } catch {
    // It is asked for again.
  }
}

export type Fit = "small" | "dense" | "message" | "long" | "impossible";

/** Up to here a telephone reads a QR code from a screen at once; more fits, up to the largest. */
const EASY_QR = 1000;
export const LARGEST_QR = 2953;
const MESSAGE = 8000;
/** What browsers take as an address; `host/activity-link.ts` reads no more. */
const ADDRESS = 2_000_000;

export function fitOf(link: string): Fit {
  if (link.length <= EASY_QR) return "small";
  if (link.length <= LARGEST_QR) return "dense";
  if (link.length <= MESSAGE) return "message";
  return link.length <= ADDRESS ? "long" : "impossible";
}

/** A name for a folder in an address. */
export function slugOf(title: string): string {
  const plain = plainText(title)
    .replace(/[^a-z\d]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? "activite" : plain;
}
