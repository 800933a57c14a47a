/**
 * A line to one relay: a WebSocket where one gets through, plain requests where a school's proxy
 * strips or hangs it. Both carry the same messages; over requests each says again who asks, which is
 * the first message, so that the relay need remember nothing.
 *
 * It must not know what messages say. Start with `openLine`.
 */
import { socketProtocol } from "../floor/relays";

export interface LineListener {
  opened(): void;
  received(bytes: Uint8Array): void;
  /** It could not be opened, or has ended. Nothing is heard of it any more. */
  closed(): void;
}

export interface Line {
  send(bytes: Uint8Array): void;
  /** Nothing is heard of it any more. */
  close(): void;
}

/** A socket that is not open by then may be held by a proxy: requests begin, and the first to get through wins. */
const SOCKET_MILLIS = 3000;
/** After so long a socket is tried again where requests won. */
const AGAIN_MILLIS = 3_600_000;
/** The relay answers a waiting request after 25 s. */
const REQUEST_MILLIS = 45_000;

/** Where a relay with this address is asked; an empty one is the place the page came from. */
export function relayUrl(address: string): URL {
  return new URL("/v1/relay", address === "" ? window.location.href : address);
}

/** One message to a relay, and its answer. Rejects when there is none. */
export async function postToRelay(
  url: string,
  body: Uint8Array,
  request: AbortController | undefined,
): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: "POST",
    body: body.slice(),
    headers: { "content-type": "application/octet-stream" },
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    ...(request && { signal: request.signal }),
  });
  if (!response.ok) throw new Error(String(response.status));
  return new Uint8Array(await response.arrayBuffer());
}

/** Relays whose sockets did not get through, and until when they are not tried. */
const requestsUntil = new Map<string, number>();

export function openLine(address: string, listener: LineListener): Line {
  const url = relayUrl(address);
  const now = Date.now();
  if (typeof WebSocket !== "function" || (requestsUntil.get(url.href) ?? 0) > now) {
    return byRequests(url.href, listener);
  }
  let line: Line | undefined;
  let over = false;
  const useRequests = () => {
    if (over || line !== undefined) return;
    requestsUntil.set(url.href, now + AGAIN_MILLIS);
    line = byRequests(url.href, {
      ...listener,
      closed() {
        // Neither way: it is the network, not the proxy.
        requestsUntil.delete(url.href);
        listener.closed();
      },
    });
  };
  const socket = bySocket(url, {
    opened() {
      window.clearTimeout(patience);
      if (over || line !== undefined) return;
      line = socket;
      listener.opened();
    },
    received(bytes) {
      if (line === socket) listener.received(bytes);
    },
    closed() {
      window.clearTimeout(patience);
      if (over) return;
      if (line === socket) listener.closed();
      else useRequests();
    },
  });
  const patience = window.setTimeout(() => {
    socket.close();
    useRequests();
  }, SOCKET_MILLIS);
  return {
    send: (bytes) => line?.send(bytes),
    close() {
      over = true;
      window.clearTimeout(patience);
      socket.close();
      line?.close();
    },
  };
}

function bySocket(url: URL, listener: LineListener): Line {
  const socket = new WebSocket(`${socketProtocol(url.protocol)}//${url.host}${url.pathname}`);
  socket.binaryType = "arraybuffer";
  let over = false;
  socket.onopen = () => {
    if (!over) listener.opened();
  };
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (!over && event.data instanceof ArrayBuffer) listener.received(new Uint8Array(event.data));
  };
  socket.onclose = () => {
    if (over) return;
    over = true;
    listener.closed();
  };
  return {
    send(bytes) {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes.slice());
    },
    close() {
      over = true;
      socket.close();
    },
  };
}

function byRequests(url: string, listener: LineListener): Line {
  let first: Uint8Array | undefined;
  let over = false;
  /** What ends each request. */
  const waiting = new Set<() => void>();
  const end = () => {
    over = true;
    for (const abort of waiting) abort();
    waiting.clear();
  };
  const fail = () => {
    if (over) return;
    end();
    listener.closed();
  };
  const ask = async (body: Uint8Array): Promise<void> => {
    // Chromium 64 cannot take a request back; its answer is not heard.
    const request = typeof AbortController === "function" ? new AbortController() : undefined;
    const abort = () => request?.abort();
    waiting.add(abort);
    const late = window.setTimeout(fail, REQUEST_MILLIS);
    try {
      const bytes = await postToRelay(url, body, request);
      if (!over) listener.received(bytes);
    } catch {
      fail();
    } finally {
      window.clearTimeout(late);
      waiting.delete(abort);
    }
  };
  window.setTimeout(() => {
    if (!over) listener.opened();
  }, 0);
  return {
    send(bytes) {
      if (over) return;
      if (first === undefined) {
        first = bytes;
        void ask(bytes);
        return;
      }
      const whole = new Uint8Array(first.length + bytes.length - 1);
      whole.set(first);
      // One version byte for both.
      whole.set(bytes.subarray(1), first.length);
      void ask(whole);
    },
    close: end,
  };
}
