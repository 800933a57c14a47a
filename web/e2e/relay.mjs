/**
 * Runs `ardoise serve` for journeys: the built page and a relay on one port, and proxies as schools
 * have them in front of it.
 */
import { spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { program } from './publish.mjs';

const DIST = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../dist');

/**
 * @typedef {Awaited<ReturnType<typeof startRelay>>} Relay
 * @param {{ data: string, port?: number }} how the folder of its store; 0 finds a port
 */
export async function startRelay({ data, port = 0 }) {
  const words = ['serve', '--site', DIST, '--listen', `127.0.0.1:${port}`, '--data', data];
  const child = spawn(program(), words, { env: { ...process.env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      said += piece;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`the relay ended: ${said}`)));
  });
  return {
    url: /** @type {string} */ (url),
    port: Number(new URL(/** @type {string} */ (url)).port),
    /** As an owner ends it. */
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    /** As a power cut does. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * A way to a port that can be pulled, as a network is: what is under way ends, and nothing new begins.
 * @param {number} port
 */
export async function startSwitch(port) {
  /** @type {Set<net.Socket>} */
  const held = new Set();
  const server = net.createServer((socket) => {
    const onward = net.connect(port, '127.0.0.1');
    for (const [one, two] of [[socket, onward], [onward, socket]]) {
      held.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        held.delete(one);
        two.destroy();
      });
      one.pipe(two);
    }
  });
  const listen = (/** @type {number} */ at) => new Promise((resolve) => server.listen(at, '127.0.0.1', () => resolve(undefined)));
  const cut = () => {
    for (const socket of held) socket.destroy();
  };
  await listen(0);
  const { port: own } = /** @type {net.AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${own}/`,
    async pull() {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
    plug: () => listen(own),
    close() {
      server.close();
      cut();
    },
  };
}

/**
 * A proxy that lets no WebSocket through: it hangs them up, or answers as if nothing had been asked.
 * @param {number} port where everything else goes @param {'hangs' | 'strips'} manner
 */
export async function startProxy(port, manner) {
  const server = http.createServer((request, response) => {
    const onward = http.request({ host: '127.0.0.1', port, method: request.method, path: request.url, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  /** @type {Set<net.Socket>} */
  const held = new Set();
  server.on('upgrade', (_request, socket) => {
    const plain = /** @type {net.Socket} */ (socket);
    held.add(plain);
    plain.on('error', () => undefined);
    if (manner === 'strips') plain.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port: own } = /** @type {net.AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${own}/`,
    sockets: () => held.size,
    close() {
      for (const socket of held) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
