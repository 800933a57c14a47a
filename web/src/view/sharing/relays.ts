/** Which relays the page may ask: its own site's, if there is one, and others by their address. */
import { knownRelays, originsOfRelay, rememberRelays } from "../../floor/relays";

/** Whether the place that the page came from is a relay too. */
export async function findSiteRelay(): Promise<boolean> {
  if (!/^https?:$/.test(window.location.protocol)) return false;
  try {
    const response = await fetch(new URL("/health", window.location.href).href, {
      cache: "no-store",
    });
    if (!response.ok) return false;
    const health: unknown = await response.json();
    return typeof health === "object" && health !== null && "rooms" in health;
  } catch {
    return false;
  }
}

/** The address as it is kept; nothing when it is none. */
export function relayAddress(text: string): string | undefined {
  const [origin] = originsOfRelay(text.trim());
  return origin;
}

/** The page's policy allows it since the page was opened. */
export function isKnownRelay(address: string): boolean {
  return address === "" || knownRelays().includes(address);
}

/** Policies are made when the page opens. */
export function reopenFor(address: string): void {
  rememberRelays([address]);
  window.location.reload();
}
