/**
 * Relays that this device may ask: those of the rooms it knows, and those that a link in the address
 * names. They are remembered outside the database, because the page's policy is made before any other
 * code runs. Pure but for that list.
 */
import { base64urlBytes } from "./base64url";

const KEY = "ardoise.relays";
const MOST = 20;

/** The fragment of a link to a room: `s=` and the link's bytes in base64url. */
export function isRoomFragment(hash: string): boolean {
  return /^#?s(=|%3d)/i.test(hash);
}

/** The bytes of the link; nothing when it is none. */
export function roomLinkBytes(hash: string): Uint8Array | undefined {
  if (!isRoomFragment(hash)) return undefined;
  return base64urlBytes(hash.replace(/^#?s(=|%3d)/i, ""));
}

/** How many bytes the keys take, by what a link lets one do: read, write, order, hand in. */
const KEY_BYTES = [0, 96, 64, 64, 128];

/** The addresses in a link's bytes (`docs/rooms.md`): they stand behind the keys. */
export function relaysOfLink(bytes: Uint8Array): string[] {
  const keys = KEY_BYTES[bytes[1] ?? 0] ?? 64;
  const relays: string[] = [];
  let at = 2 + keys;
  const count = bytes[at] ?? 0;
  at += 1;
  while (relays.length < count && at < bytes.length) {
    let length = (bytes[at] ?? 0) & 0x7f;
    const long = (bytes[at] ?? 0) > 0x7f;
    at += 1;
    if (long) {
      length += (bytes[at] ?? 0) << 7;
      at += 1;
    }
    relays.push(new TextDecoder().decode(bytes.subarray(at, at + length)));
    at += length;
  }
  return relays;
}

/** Those that a page can ask: one that came from a file has no place that it came from. */
export function reachable(relays: readonly string[]): string[] {
  const fromSite = /^https?:$/.test(window.location.protocol);
  return relays.filter((relay) => relay !== "" || fromSite);
}

/** The places from which a relay's address is asked, over both ways; none for the page's own. */
export function originsOfRelay(address: string): string[] {
  if (address === "") return [];
  try {
    const { protocol, host } = new URL(address);
    if (protocol !== "https:" && protocol !== "http:") return [];
    return [`${protocol}//${host}`, `${socketProtocol(protocol)}//${host}`];
  } catch {
    return [];
  }
}

export function socketProtocol(protocol: string): string {
  return protocol === "https:" ? "wss:" : "ws:";
}

export function knownRelays(): string[] {
  try {
    const list: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** Whether a link leads to a relay that this page may not ask yet. */
export function asksNewRelay(hash: string): boolean {
  const link = roomLinkBytes(hash);
  const known = knownRelays();
  const asks = (address: string) => originsOfRelay(address).length > 0 && !known.includes(address);
  return link !== undefined && relaysOfLink(link).some(asks);
}

/** Remembers relays for the next start of the page. */
export function rememberRelays(addresses: readonly string[]): void {
  const foreign = addresses.filter((address) => originsOfRelay(address).length > 0);
  const list = Array.from(new Set([...foreign, ...knownRelays()])).slice(0, MOST);
  try {
    window.localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Without storage the room is not kept either.
  }
}
