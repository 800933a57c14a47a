/**
 * Where every request that would leave this machine ends: a proxy that notes it and refuses.
 * It sees pages, workers and service workers of every engine alike, which no browser protocol does.
 */
import http from 'node:http';

/** What the browsers themselves ask for behind every page (updates, settings, clocks): refused too, but not the page's doing. */
const THEIR_OWN = /(^|\.)(google\.com|googleapis\.com|gvt1\.com|mozilla\.(com|net|org))$/;

/** @returns {Promise<{ port: number, seen: { method: string, url: string }[], close(): void }>} */
export function startOutside() {
  /** @type {{ method: string, url: string }[]} */
  const seen = [];
  /** @param {http.IncomingMessage} request */
  const note = (request) => {
    const url = request.url ?? '';
    const host = url.replace(/^[a-z]+:\/\//, '').split(/[/:]/)[0];
    if (!THEIR_OWN.test(host)) seen.push({ method: request.method ?? '', url });
  };
  const server = http.createServer((request, response) => {
    note(request);
    response.writeHead(502);
    response.end();
  });
  server.on('connect', (request, socket) => {
    note(request);
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  server.unref();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ port, seen, close() { server.closeAllConnections(); server.close(); } });
    });
  });
}
