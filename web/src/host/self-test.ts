/**
 * Whether this computer suits: everything is found by trying it, nothing by the browser's name, and
 * nothing of a person's work is looked at. Loaded when somebody asks. Start with `runSelfTest`.
 */
import { codeDigest, loadEngine, type SelfTest, wholeEngine } from "../core";
import { newEmptyWorker } from "./empty-worker";
import { type Facts, overall, verdicts } from "./self-test-verdicts";

const PATIENCE_MILLIS = 8000;
const PAGE_BYTES = 65_536;
/** Sizes of memory that are asked for, largest first, in megabytes. */
const MEMORIES = [256, 128, 64, 32];
const DATABASE = "ardoise-check";

export async function runSelfTest(): Promise<SelfTest> {
  const [worker, write, persistence, serviceWorker, work, site, relay] = await Promise.all([
    soon(startsWorker(), false),
    soon(writeMillis(), undefined),
    soon(persistenceState(), {}),
    soon(serviceWorkerState(), "none" as const),
    workMillis(),
    soon(siteState(), { site: "silent", clock: undefined }),
    soon(relayState(), "silent" as const),
  ]);
  const { deviceMemory } = navigator as Navigator & { deviceMemory?: number };
  const facts: Facts = {
    secure: window.isSecureContext !== false,
    memory: memory(),
    deviceMemory,
    worker,
    write,
    persisted: persistence.persisted,
    free: persistence.free,
    serviceWorker,
    work,
    site: site.site,
    clock: site.clock,
    relay,
  };
  const checks = verdicts(facts);
  return { overall: overall(checks), checks };
}

/** What does not answer in time has not worked. */
async function soon<T>(found: Promise<T>, otherwise: T): Promise<T> {
  let late = 0;
  const patience = new Promise<T>((resolve) => {
    late = window.setTimeout(() => resolve(otherwise), PATIENCE_MILLIS);
  });
  const result = await Promise.race([found.catch(() => otherwise), patience]);
  window.clearTimeout(late);
  return result;
}

function memory(): number {
  for (const megabytes of MEMORIES) {
    try {
      const pages = (megabytes << 20) / PAGE_BYTES;
      return new WebAssembly.Memory({ initial: pages }).buffer.byteLength;
    } catch {
      // A smaller one may be had.
    }
  }
  return 0;
}

/** Whether a kernel's worker would start. */
function startsWorker(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const worker = newEmptyWorker();
    worker.onmessage = () => {
      worker.terminate();
      resolve(true);
    };
    worker.onerror = reject;
    worker.postMessage("there?");
  });
}

/** Keeps something, reads it again and erases it. */
async function writeMillis(): Promise<number> {
  const began = performance.now();
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("rows");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  await new Promise<void>((resolve, reject) => {
    const writing = database.transaction("rows", "readwrite", { durability: "strict" });
    writing.objectStore("rows").put(new Uint8Array(100_000), "row");
    writing.oncomplete = () => resolve();
    writing.onabort = () => reject(writing.error);
  });
  const millis = performance.now() - began;
  database.close();
  indexedDB.deleteDatabase(DATABASE);
  return millis;
}

async function persistenceState(): Promise<Pick<Partial<Facts>, "persisted" | "free">> {
  const storage = navigator.storage as StorageManager | undefined;
  const persisted = await storage?.persisted?.();
  const { quota, usage } = (await storage?.estimate?.()) ?? {};
  return { persisted, free: quota === undefined ? undefined : quota - (usage ?? 0) };
}

async function serviceWorkerState(): Promise<Facts["serviceWorker"]> {
  if (!("serviceWorker" in navigator)) {
    // Some private windows take away what the browser has.
    return window.isSecureContext && "ServiceWorkerContainer" in window ? "hidden" : "none";
  }
  const registration = await navigator.serviceWorker.getRegistration();
  if (navigator.serviceWorker.controller) return "ready";
  return registration === undefined ? "none" : "coming";
}

/** The same work everywhere: twenty thousand sums of SHA-256. */
async function workMillis(): Promise<number> {
  await loadEngine();
  await wholeEngine();
  const began = performance.now();
  codeDigest(new Uint8Array(16), "0000");
  return performance.now() - began;
}

/** Asks the site for a file that the device does not keep, and looks whether it came as it is. */
async function siteState(): Promise<Pick<Facts, "site" | "clock">> {
  const address = new URL("service-worker.js", document.baseURI).href;
  const answer = await fetch(address, { cache: "no-store" });
  const text = await answer.text();
  const date = Date.parse(answer.headers.get("date") ?? "");
  const clock = Number.isNaN(date) ? undefined : Math.abs(date - Date.now());
  return { site: answer.ok && text.includes("ardoiseOffline") ? "sound" : "changed", clock };
}

async function relayState(): Promise<Facts["relay"]> {
  const health = await fetch(new URL("/health", window.location.href).href, { cache: "no-store" });
  const said: unknown = health.ok ? await health.json().catch(() => undefined) : undefined;
  if (typeof said !== "object" || said === null || !("rooms" in said)) return "none";
  const relay = new URL("/v1/relay", window.location.href);
  if (await opensSocket(relay)) return "socket";
  // It refuses the empty request: then requests reach it.
  const answer = await fetch(relay.href, { method: "POST", body: new Uint8Array() });
  return answer.status < 500 && answer.status !== 403 ? "requests" : "blocked";
}

function opensSocket(relay: URL): Promise<boolean> {
  const address = relay.href.replace(/^http/, "ws");
  return new Promise((resolve) => {
    const socket = new WebSocket(address);
    const end = (opened: boolean) => {
      window.clearTimeout(late);
      socket.close();
      resolve(opened);
    };
    const late = window.setTimeout(() => end(false), PATIENCE_MILLIS / 2);
    socket.onopen = () => end(true);
    socket.onerror = () => end(false);
  });
}
