/**
 * The service worker: keeps every file of one version of the site on the device and answers from there.
 *
 * A version is a list of files with the hash of each; `cargo xtask build` puts it in front of this
 * script as `self.ardoiseOffline`. Each version has a cache of its own, complete before the version
 * is used. It must not know notebooks, the kernel or the page's state. Start at the four events at
 * the end of the file.
 *
 * What a page gets belongs to one version: its address of a file that has no hash in its name
 * carries `?v=VERSION`, and that version's cache answers while it exists. The activities of the site
 * belong to no version: the network's answer is taken where there is one, and kept for later.
 */
import { fetchFile, KEPT } from "./fetch-file";

/** What the build puts in front. Paths are from the folder of this script. */
interface OfflineList {
  version: string;
  files: [path: string, sha256: string][];
  /** What lies beside the page and may change by itself: the catalogue of a published site. */
  beside?: string[];
}

// The few things of a service worker's world that are used here; the page's types know none of them.
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends WaitingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  readonly ardoiseOffline: OfflineList;
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<unknown[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: WaitingEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent & WaitingEvent) => void): void;
}
const worker = self as unknown as WorkerScope;

const { version, files } = worker.ardoiseOffline;
const scope = worker.registration.scope;
/** Several sites may share an origin, so the folder is part of the name. */
const prefix = `ardoise ${new URL(scope).pathname} `;
const cacheName = prefix + version;
/** In each cache, under this address: the list it was made from. */
const listAddress = address("offline-list.json");
/** Enough to keep a slow line full, few enough for ten tablets to share it. */
const AT_ONCE = 4;

function address(path: string): string {
  return new URL(path, scope).href;
}

/** This version's cache, opened once: at a start every file asks for it. */
let opened: Promise<Cache> | undefined;

/** Fetches what is missing; what an earlier version or an interrupted attempt has is not fetched again. */
async function complete(): Promise<void> {
  // The browser may have thrown the old one away.
  opened = undefined;
  const cache = await caches.open(cacheName);
  const present = new Set((await cache.keys()).map((request) => request.url));
  const missing = files.filter(([path]) => !present.has(address(path)));
  const earlier = missing.length > 0 ? await earlierFiles() : new Map<string, [Cache, string]>();
  // What is large comes last: a page that is open fetches it too, and then it need not be sent again.
  const queue = missing.slice().sort(([a], [b]) => Number(isLarge(a)) - Number(isLarge(b)));
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [path, sha256] = next;
        const known = earlier.get(sha256);
        const kept = known === undefined ? undefined : await known[0].match(known[1]);
        await cache.put(address(path), kept === undefined ? await download(path, sha256) : kept);
      }
    }),
  );
  await keepBeside();
  await cache.put(listAddress, new Response(JSON.stringify(worker.ardoiseOffline)));
}

/** The activities of a site, whatever the version of its page. */
const ACTIVITIES = "activities/";
const activitiesAddress = address(ACTIVITIES);
const activitiesCache = `ardoise-activities ${new URL(scope).pathname}`;
/** So long a kept answer waits for a newer one from the network. */
const PATIENCE_MILLIS = 4000;

/** The catalogue, so that it is there without a network. A page that has none needs none. */
async function keepBeside(): Promise<void> {
  const wanted = (worker.ardoiseOffline.beside ?? []).map(address);
  await Promise.all(wanted.map((url) => fromSite(new Request(url)).catch(() => undefined)));
}

/** An activity's files: those with a hash in their address never change. */
async function activity(request: Request): Promise<Response> {
  const cache = await caches.open(activitiesCache);
  const key = keyOf(request.url);
  const kept = await cache.match(key);
  if (kept === undefined) return fromSite(request);
  if (new URL(request.url).searchParams.has("h")) return kept;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MILLIS));
  return Promise.race([fromSite(request).catch(() => kept), late]);
}

/** The network's answer, kept where it is one. */
async function fromSite(request: Request): Promise<Response> {
  const { url } = request;
  const how = { cache: "no-cache", credentials: "same-origin" } as const;
  // A picture has no compressed twin. A request for a page cannot be made again as it is.
  if (!/\.(bin|json|html)(\?|$)|\/$/.test(url)) {
    const response = await fetch(url, how);
    if (response.ok) await keep(url, response.clone());
    return response;
  }
  const { response, bytes } = await fetchFile(url, how);
  const type = response.headers.get("content-type");
  const headers = { [KEPT]: "1", ...(type === null ? {} : { "content-type": type }) };
  const answer = new Response(bytes, { headers, status: response.status });
  if (response.ok) await keep(url, answer.clone());
  return answer;
}

async function keep(url: string, response: Response): Promise<void> {
  const cache = await caches.open(activitiesCache);
  const key = keyOf(url);
  if (key.includes("?h=")) await forgetOthers(cache, key);
  await cache.put(key, response);
}

/** A folder is its page. */
function keyOf(url: string): string {
  return url.replace(/#.*/, "").replace(/\/(\?|$)/, "/index.html$1");
}

/** Earlier packets of the same activity. */
async function forgetOthers(cache: Cache, key: string): Promise<void> {
  const start = key.replace(/\?.*/, "?");
  for (const { url } of await cache.keys()) {
    if (url.startsWith(start) && url !== key) await cache.delete(url);
  }
}

/** Every file of the other versions on this device, by its hash. */
async function earlierFiles(): Promise<Map<string, [Cache, string]>> {
  const found = new Map<string, [Cache, string]>();
  for (const name of await versionsKept()) {
    if (name === cacheName) continue;
    const cache = await caches.open(name);
    const list = await cache.match(listAddress);
    if (list === undefined) continue;
    const { files: theirs } = (await list.json()) as OfflineList;
    for (const [path, sha256] of theirs) found.set(sha256, [cache, address(path)]);
  }
  return found;
}

function isLarge(path: string): boolean {
  return /\.wasm$/.test(path);
}

async function versionsKept(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

/**
 * One file from the host, refused unless it is the very one of the list: in the middle of a
 * deployment a host may still send an older one, and a filter may send a page of its own.
 */
async function download(path: string, sha256: string): Promise<Response> {
  const from = addressOnHost(path);
  for (const cache of ["no-cache", "reload"] as const) {
    const { response, bytes } = await fetchFile(from, { cache, credentials: "same-origin" });
    if (!response.ok || (await hashOf(bytes)) !== sha256) continue;
    const type = response.headers.get("content-type");
    const headers: Record<string, string> = { [KEPT]: "1" };
    if (type !== null) headers["content-type"] = type;
    return new Response(bytes, { headers });
  }
  throw new Error(`${path} is not what this version needs`);
}

/** Where a page asks for the file, so that what it has fetched just now is not sent a second time. */
function addressOnHost(path: string): string {
  // Some hosts redirect index.html to its folder, and a redirected answer cannot start a page.
  if (path === "index.html") return scope;
  return /^engine\//.test(path) ? `${address(path)}?v=${version}` : address(path);
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => `0${byte.toString(16)}`.slice(-2)).join("");
}

/** Removes the other versions, unless a page that may still use them is open. */
async function sweep(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length > 0) return;
  for (const name of await versionsKept()) if (name !== cacheName) await caches.delete(name);
}

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const wanted = url.searchParams.get("v");
  url.search = "";
  url.hash = "";
  // Whatever page is asked for in the folder, there is one.
  const page = request.mode === "navigate" || url.href === scope;
  const key = page ? address("index.html") : url.href;
  if (wanted === null || wanted === version) {
    if (opened === undefined) opened = caches.open(cacheName);
    const kept = await (await opened).match(key);
    if (kept !== undefined) return kept;
  }
  const names = (await versionsKept()).reverse();
  if (wanted !== null) names.unshift(prefix + wanted);
  for (const name of names) {
    // `open` would make the cache of a version that is gone.
    if (!(await caches.has(name))) continue;
    const kept = await (await caches.open(name)).match(key);
    if (kept !== undefined) return kept;
  }
  return fetch(request);
}

worker.addEventListener("install", (event) => event.waitUntil(complete()));

worker.addEventListener("activate", (event) =>
  event.waitUntil(sweep().then(() => worker.clients.claim())),
);

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  if (request.url.startsWith(activitiesAddress)) {
    event.respondWith(activity(request));
    return;
  }
  event.respondWith(answer(request));
  if (request.mode === "navigate") event.waitUntil(sweep());
});

/** Each an activity's packet, and what else is to be kept with it. */
interface KeepOrder {
  keep: string[][];
}

/** Fetches what is not here of activities that were opened; a packet that is here has brought the rest. */
async function keepOpened({ keep: orders }: KeepOrder): Promise<void> {
  const cache = await caches.open(activitiesCache);
  for (const [packet, ...others] of orders) {
    if (packet === undefined || !packet.startsWith(activitiesAddress)) continue;
    const has = (url: string) => cache.match(keyOf(url));
    const page = others[0];
    if ((await has(packet)) !== undefined && page !== undefined && (await has(page))) continue;
    for (const url of [...others, packet]) {
      if (url.startsWith(activitiesAddress)) await fromSite(new Request(url));
    }
  }
}

worker.addEventListener("message", (event) => {
  if (typeof event.data === "object") {
    event.waitUntil(keepOpened(event.data as KeepOrder).catch(() => undefined));
    return;
  }
  switch (event.data) {
    // The person agreed to leave the old version; pages that still run it keep its cache.
    case "take-over":
      event.waitUntil(worker.skipWaiting());
      break;
    // A page saw that the browser has thrown files away.
    case "complete":
      event.waitUntil(complete().catch(() => undefined));
      break;
  }
});
