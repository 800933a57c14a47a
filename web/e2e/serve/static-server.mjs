/**
 * A plain static host for journeys: what a school's web space does, plus a cable that can be pulled.
 * It notes every request, so "zero bytes requested" is counted here, for every engine alike.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

/** @type {Record<string, string>} */
const TYPES = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', mjs: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8',
  json: 'application/json', wasm: 'application/wasm', svg: 'image/svg+xml', png: 'image/png', ico: 'image/x-icon', webmanifest: 'application/manifest+json',
  py: 'text/x-python; charset=utf-8', ipynb: 'application/json', txt: 'text/plain; charset=utf-8', woff2: 'font/woff2',
};
const SQUEEZABLE = /\.(html|m?js|css|json|wasm|svg|webmanifest|py|ipynb|txt)$/;

/** By contents, for every server of this run: the kernel takes seconds. @type {Map<string, Buffer>} */
const squeezed = new Map();

/**
 * @typedef {{ method: string, url: string, status: number, bytes: number }} Served
 * @param {{ root: string, port?: number, brotli?: boolean, shared?: boolean }} how `shared`: pages of other sites may read it
 */
export async function startServer({ root, port = 0, brotli = true, shared = false }) {
  /** @type {Served[]} */
  const requests = [];
  /** @type {Map<string, Buffer | null>} */
  const replaced = new Map();

  /** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
  function answer(request, response) {
    const url = request.url ?? '/';
    const served = { method: request.method ?? '', url, status: 0, bytes: 0 };
    requests.push(served);
    const name = decodeURIComponent(url.split('?')[0]).replace(/\/$/, '/index.html');
    const body = contents(name);
    if (!body) {
      served.status = 404;
      response.writeHead(404, { 'content-type': 'text/plain', ...(shared ? { 'access-control-allow-origin': '*' } : {}) });
      response.end('not found');
      return;
    }
    const etag = `"${crypto.createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
    /** @type {Record<string, string | number>} */
    const headers = { 'content-type': TYPES[path.extname(name).slice(1)] ?? 'application/octet-stream', etag, 'cache-control': 'no-cache', vary: 'accept-encoding' };
    if (shared) headers['access-control-allow-origin'] = '*';
    if (request.headers['if-none-match'] === etag) {
      served.status = 304;
      response.writeHead(304, headers);
      response.end();
      return;
    }
    let sent = body;
    if (brotli && SQUEEZABLE.test(name) && /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
      sent = squeeze(name, etag, body);
      headers['content-encoding'] = 'br';
    }
    served.status = 200;
    served.bytes = sent.length;
    headers['content-length'] = sent.length;
    response.writeHead(200, headers);
    response.end(request.method === 'HEAD' ? undefined : sent);
  }

  /** @param {string} name @returns {Buffer | null} */
  function contents(name) {
    const other = replaced.get(name);
    if (other !== undefined) return other;
    const file = path.join(root, path.normalize(name));
    if (!file.startsWith(root)) return null;
    try {
      return fs.readFileSync(file);
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {string} etag @param {Buffer} body */
  function squeeze(name, etag, body) {
    const ready = squeezed.get(etag);
    if (ready) return ready;
    const beside = path.join(root, `${name}.br`);
    const bytes = !replaced.has(name) && fs.existsSync(beside)
      ? fs.readFileSync(beside)
      : zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } });
    squeezed.set(etag, bytes);
    return bytes;
  }

  /** @type {http.Server | null} */
  let server = null;
  async function start() {
    if (server) return;
    const fresh = http.createServer(answer);
    await new Promise((resolve, reject) => {
      fresh.on('error', reject);
      fresh.listen(port, '127.0.0.1', () => resolve(undefined));
    });
    const address = fresh.address();
    if (typeof address === 'object' && address) port = address.port;
    server = fresh;
  }
  async function stop() {
    const old = server;
    server = null;
    if (!old) return;
    old.closeAllConnections();
    await new Promise((resolve) => old.close(resolve));
  }
  await start();
  return {
    get url() { return `http://127.0.0.1:${port}/`; },
    requests,
    forget() { requests.length = 0; },
    /** @param {string} name path from the root, with its slash @param {string | Buffer | null | undefined} body null = missing, undefined = the file again */
    replace(name, body) {
      if (body === undefined) replaced.delete(name);
      else replaced.set(name, body === null ? null : Buffer.from(body));
    },
    start,
    stop,
  };
}
