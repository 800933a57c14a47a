/**
 * One thin line that a whole class shares: every byte from the server waits for its turn, packet by
 * packet, as on a school's ADSL. It must not know what is sent.
 */
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const PACKET_BYTES = 1460;
/** How often the line moves on. */
const TICK_MS = 10;
/** Sockets stop reading when so much waits for the line. */
const MOST_WAITING = 64 * 1024;

/**
 * @param {{ port: number, bitsPerSecond: number, delayMs: number }} how the server's port; the delay is one way
 */
export async function thinLine({ port, bitsPerSecond, delayMs }) {
  /** @typedef {{ client: net.Socket, server: net.Socket, waiting: Buffer[], bytes: number, ended: boolean }} Call */
  /** @type {Call[]} */
  const calls = [];
  let sent = 0;
  let tokens = 0;
  let last = Date.now();
  let next = 0;

  const listener = net.createServer((client) => {
    const server = net.connect(port, '127.0.0.1');
    /** @type {Call} */
    const call = { client, server, waiting: [], bytes: 0, ended: false };
    calls.push(call);
    client.setNoDelay(true);
    // Requests are small: they only take their time on the way.
    client.on('data', (bytes) => { later(() => server.write(bytes)); });
    client.on('end', () => { later(() => server.end()); });
    server.on('data', (bytes) => {
      call.waiting.push(bytes);
      call.bytes += bytes.length;
      if (call.bytes > MOST_WAITING) server.pause();
    });
    server.on('end', () => { call.ended = true; });
    for (const socket of [client, server]) {
      socket.on('error', () => undefined);
      socket.on('close', () => { if (socket === client) drop(call); });
    }
  });

  /** @param {() => void} work */
  function later(work) {
    pause(delayMs).then(work, () => undefined);
  }

  /** @param {Call} call */
  function drop(call) {
    const at = calls.indexOf(call);
    if (at >= 0) calls.splice(at, 1);
    call.server.destroy();
  }

  /** Gives each call that has something one packet after the other, as long as there are tokens. */
  function move() {
    const now = Date.now();
    // A line does not save up what nobody used.
    tokens = Math.min(tokens + ((now - last) * bitsPerSecond) / 8000, (bitsPerSecond / 8000) * 50);
    last = now;
    for (let idle = 0; tokens > 0 && idle < calls.length;) {
      next = (next + 1) % calls.length;
      const call = calls[next];
      const packet = call.waiting.shift();
      if (!packet) {
        idle += 1;
        if (call.ended) { call.ended = false; later(() => call.client.end()); }
        continue;
      }
      idle = 0;
      if (packet.length > PACKET_BYTES) call.waiting.unshift(packet.subarray(PACKET_BYTES));
      const part = packet.subarray(0, PACKET_BYTES);
      call.bytes -= part.length;
      tokens -= part.length;
      sent += part.length;
      later(() => call.client.write(part));
      if (call.bytes < MOST_WAITING) call.server.resume();
    }
  }

  const clock = setInterval(move, TICK_MS);
  await new Promise((resolve, reject) => {
    listener.on('error', reject);
    listener.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const address = listener.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
    /** Bytes that went down the line so far, headers and all. */
    get sent() { return sent; },
    async stop() {
      clearInterval(clock);
      for (const call of [...calls]) { call.client.destroy(); drop(call); }
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
