/**
 * Tells the other tabs of this browser that something was stored. It carries no content: whoever
 * hears it reads the store. A ring that is missed does no harm, since a tab that comes back to the
 * front reads the store as well.
 */

/** What was stored. */
export type Ring =
  | { type: "library" }
  | { type: "updates"; notebook: string }
  | { type: "outputs"; notebook: string; cell: string }
  | { type: "files"; notebook: string };

export interface Doorbell {
  ring(ring: Ring): void;
  /** Rings of other tabs, never one's own. */
  subscribe(listener: (ring: Ring) => void): () => void;
}

const NAME = "ardoise.doorbell";

export function openDoorbell(): Doorbell {
  const listeners = new Set<(ring: Ring) => void>();
  const hear = (ring: Ring) => {
    for (const listener of [...listeners]) listener(ring);
  };
  const send = typeof BroadcastChannel === "function" ? byChannel(hear) : byStorage(hear);
  return {
    ring: send,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function byChannel(hear: (ring: Ring) => void): (ring: Ring) => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = (event: MessageEvent<Ring>) => hear(event.data);
  return (ring) => channel.postMessage(ring);
}

/** Safari before 15.4: the `storage` event reaches every tab but the one that wrote. */
function byStorage(hear: (ring: Ring) => void): (ring: Ring) => void {
  window.addEventListener("storage", (event) => {
    if (event.key !== NAME || event.newValue === null) return;
    const { ring } = JSON.parse(event.newValue) as { ring: Ring };
    hear(ring);
  });
  let count = 0;
  return (ring) => {
    count += 1;
    try {
      // The event only comes when the value differs from the one before.
      window.localStorage.setItem(NAME, JSON.stringify({ ring, count, at: Date.now() }));
    } catch {
      // No storage, so no other tab sees this work anyway.
    }
  };
}
