/**
 * Work that pupils hand in: sealed, kept, and sent to the relays of its link until one has it; and on
 * the teacher's device the notebook that it comes to. Loaded when somebody hands in, or something waits.
 *
 * What a hand-in is made of is the engine's affair. Start with `createHandIns`.
 */
import {
  Activity,
  type ActivityFile,
  AppError,
  attemptOrWait,
  blankNotebook,
  type GivenRow,
  type HandedIn,
  HandInError,
  type HandIns,
  handInSaid,
  linkForHandIns,
  type NamedFile,
  Room,
  readHandIn,
  roomForHandIns,
  roomOfLink,
  sealHandIn,
  wholeEngine,
} from "../core";
import { base64url, base64urlBytes } from "../floor/base64url";
import { reachable, relaysOfLink, rememberRelays } from "../floor/relays";
import { appError } from "./failure";
import { fileName } from "./files";
import type { HostedLibrary } from "./library";
import { postToRelay, relayUrl } from "./relay-line";
import type { HostStorage, NotebookStore } from "./storage";

export interface HandInParts {
  storage: HostStorage;
  library: HostedLibrary;
}

export interface HostedHandIns extends HandIns {
  /** Something may wait to be sent. */
  look(): void;
  /** Somebody waits for it. */
  hurry(): void;
}

/** The name of the secret by which a giver is known again. */
const GIVER = "giver";
const SECRET_BYTES = 32;
/** More than this is no pupil's work, and fills a room that a class shares. */
const MOST_BYTES = 4 << 20;
/** A relay that does not answer within this time is asked again later. */
const REQUEST_MILLIS = 45_000;
/** A class does not come in one moment. */
const SPREAD_MILLIS = 4000;
const FIRST_RETRY_MILLIS = 10_000;
const LAST_RETRY_MILLIS = 10 * 60_000;

export function createHandIns({ storage, library }: HandInParts): HostedHandIns {
  const listeners = new Set<() => void>();
  let sending = false;
  let again = false;
  let failures = 0;
  let timer: number | undefined;
  let ended = 0;
  /** What a relay did not take: this page does not ask it again. */
  const refused = new Set<string>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
    library.changed();
  };

  /** The files beside a notebook that are not as the activity brought them. */
  const own = async (notebook: string, store: NotebookStore): Promise<ActivityFile[]> => {
    const activity = await store.activity(notebook);
    const known = activity && Activity.read(activity.bytes);
    const brought = new Map(known?.files().map(({ path, content }) => [path, content]));
    known?.free();
    const files = await library.filesOf(notebook);
    return files.filter(({ path, content }) => !same(content, brought.get(path)));
  };

  /** Sends what waits. Whether something still does. */
  const sendAll = async (): Promise<boolean> => {
    await wholeEngine();
    const store = await storage.store();
    let waits = false;
    for (const { notebook, time, relays, sent, bytes } of await store.given()) {
      const messages = bytes && readHandIn(bytes)?.messages;
      const has = new Set(sent);
      for (const relay of messages ? reachable(relays) : []) {
        const way = `${notebook} ${time} ${relay}`;
        if (has.has(relay) || refused.has(way)) continue;
        const said = await sendTo(relay, messages ?? []);
        if (said === undefined) {
          waits = true;
          continue;
        }
        if (said.type === "kept") has.add(relay);
        else refused.add(way);
        const problem = said.type === "refused" ? said.reason : undefined;
        await store.noteGiven(notebook, time, relay, problem, has.size === relays.length);
        tell();
      }
    }
    return waits;
  };
  const round = async (): Promise<void> => {
    window.clearTimeout(timer);
    timer = undefined;
    if (sending) {
      again = true;
      return;
    }
    if (document.visibilityState === "hidden" || navigator.onLine === false) return;
    sending = true;
    // A store that cannot be read now is one more reason to come back.
    const waits = await sendAll().catch(() => true);
    sending = false;
    ended = Date.now();
    failures = waits ? failures + 1 : 0;
    if (again) {
      again = false;
      void round();
    } else if (waits) {
      const most = Math.min(FIRST_RETRY_MILLIS * 2 ** (failures - 1), LAST_RETRY_MILLIS);
      plan(most / 2 + Math.random() * (most / 2));
    }
  };
  const plan = (millis: number): void => {
    timer = window.setTimeout(() => void round(), millis);
  };
  window.addEventListener("online", () => void round());
  document.addEventListener("visibilitychange", () => void round());

  return {
    async make(notebook, link, name) {
      const bytes = base64urlBytes(link);
      await wholeEngine();
      if (bytes === undefined || roomForHandIns(bytes) === undefined)
        throw new HandInError("badLink");
      const relays = relaysOfLink(bytes);
      rememberRelays(relays);
      try {
        const { text } = await library.exportIpynb(notebook);
        const store = await storage.store();
        const fresh = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
        const giver = await store.secret(GIVER, fresh);
        const time = Date.now();
        const stem = `${name.replace(/[\\/]/g, "-")} ${written(time)}`;
        const files: ActivityFile[] = [];
        files.push({ path: `${stem}.ipynb`, content: new TextEncoder().encode(text) });
        for (const { path, content } of await own(notebook, store)) {
          files.push({ path: `${stem}/${path}`, content });
        }
        const size = files.reduce((sum, { content }) => sum + content.length, 0);
        if (size > MOST_BYTES) throw new HandInError("tooLarge");
        const sealed = sealHandIn(bytes, time, files, giver);
        if (sealed === undefined) throw new HandInError("badLink");
        await store.give({ notebook, time, name, relays, sent: [], bytes: sealed });
      } catch (thrown) {
        throw thrown instanceof HandInError ? thrown : appError(thrown);
      }
      storage.settle();
      tell();
      failures = 0;
      void round();
    },
    async of(notebook) {
      await wholeEngine();
      const rows = await (await storage.store()).given(notebook);
      return rows.map((row): HandedIn => ({ time: row.time, name: row.name, state: stateOf(row) }));
    },
    async file(notebook, time): Promise<NamedFile | undefined> {
      const rows = await (await storage.store()).given(notebook);
      const row = rows.find((one) => one.time === time);
      if (row?.bytes === undefined) return undefined;
      const name = fileName(`${row.name} ${written(time)}`, "ardoise");
      return { name, content: new Blob([row.bytes as BlobPart]) };
    },
    subscribe(listener) {
      const own = () => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    async receive(name, title, relays) {
      await wholeEngine();
      try {
        const store = await storage.store();
        const id = library.forActivities.newId();
        const secret = Room.make(relays);
        const link = linkForHandIns(secret);
        if (link === undefined) throw new AppError("other");
        const blank = await attemptOrWait(() => blankNotebook(name, "python"));
        await store.create(id, Date.now(), blank);
        await store.share(id, secret);
        const box = await library.open(id);
        box.send({ type: "describeActivity", facts: { ...box.facts(), receives: title } });
        await box.close();
        library.forActivities.tell();
        storage.settle();
        return base64url(link);
      } catch (thrown) {
        throw appError(thrown);
      }
    },
    async receiver(link) {
      await wholeEngine();
      const bytes = base64urlBytes(link);
      const room = bytes && roomForHandIns(bytes);
      const store = await storage.store();
      const rooms = room === undefined ? [] : await store.shared();
      return rooms.find(({ secret }) => roomOfLink(secret) === room)?.notebook;
    },
    look() {
      // The library changes with every letter that is typed.
      if (timer === undefined && !sending) plan(Math.random() * SPREAD_MILLIS);
    },
    hurry() {
      if (Date.now() - ended >= FIRST_RETRY_MILLIS) void round();
    },
  };
}

function stateOf({ relays, sent, problem }: GivenRow): HandedIn["state"] {
  if (sent.length > 0) return "arrived";
  if (problem !== undefined) return "refused";
  return reachable(relays).length > 0 ? "waiting" : "byHand";
}

/** What the relay says of all of it; nothing when it cannot say it now. */
async function sendTo(relay: string, messages: readonly Uint8Array[]) {
  let last: ReturnType<typeof handInSaid>;
  for (const message of messages) {
    const request = typeof AbortController === "function" ? new AbortController() : undefined;
    const late = window.setTimeout(() => request?.abort(), REQUEST_MILLIS);
    const answer = await postToRelay(relayUrl(relay).href, message, request).catch(() => undefined);
    window.clearTimeout(late);
    last = answer && handInSaid(answer);
    if (last === undefined || last.type === "later") return undefined;
    if (last.type === "refused") return last;
  }
  return last;
}

function same(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return one.length === other?.length && one.every((byte, at) => byte === other[at]);
}

/** A time as names of files can have it, in the order of time. */
function written(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(".")}`;
}
