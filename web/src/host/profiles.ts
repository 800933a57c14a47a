/**
 * The profiles of this browser: a small database of their own beside one database for each. Nothing
 * of the engine is needed to say who is there. Loaded when somebody shares the computer.
 *
 * What is to go is marked, and erased by the next page that starts and that nobody is in: no page
 * then holds its database, and a crash in between loses no order. Start with `createProfiles`.
 */
import {
  codeDigest,
  type LockKind,
  loadEngine,
  type NewProfile,
  type Profile,
  type Profiles,
  Store,
  wholeEngine,
} from "../core";
import {
  beginWipe,
  databaseOf,
  enter,
  folderDatabaseOf,
  forgetAll,
  forgetKept,
  IDLE_MINUTES,
  idleMinutes,
  leave,
  setShared,
} from "../floor/profile";

/** A row of the object store `profiles`. */
interface Row extends Omit<Profile, "lock" | "waitsUntil"> {
  lock?: Lock | undefined;
  /** It is to be erased. */
  leaving?: boolean;
  /** It was closed since it was last opened. */
  closed?: boolean;
}

interface Lock {
  kind: LockKind;
  salt: Uint8Array;
  digest: Uint8Array;
  /** Wrong codes since the last right one, and when the last of them was. */
  wrong: number;
  wrongAt: number;
}

const NAME = "ardoise-profiles";
const ROWS = "profiles";
/** The row that is no profile: whose code opens what concerns everybody. */
const COMPUTER = "computer";
/** So many wrong codes are free; after each further one comes a pause. */
const FREE_TRIES = 5;
const PAUSE_MILLIS = 30_000;
/** A profile of one lesson goes at the latest after this. */
const LESSON_MILLIS = 24 * 3600_000;

export function createProfiles(): Profiles {
  const rows = async () => (await allRows()).filter(({ id }) => id !== COMPUTER);
  const row = (id: string) => read<Row | undefined>((store) => store.get(id));

  const change = (id: string, changed: (row: Row) => Row): Promise<void> =>
    write((store) => {
      const asked = store.get(id) as IDBRequest<Row | undefined>;
      asked.onsuccess = () => {
        if (asked.result !== undefined) store.put(changed(asked.result));
      };
    });

  const open = async (id: string): Promise<void> => {
    const found = await row(id);
    if (found === undefined || found.leaving) return;
    await change(id, ({ closed: _, ...before }) => ({ ...before, used: Date.now() }));
    const { kind, name, picture, colour } = found;
    enter({ id, kind, name, picture, colour }, Date.now());
  };

  /** Says whether it is the code, and remembers how often it was not. */
  const isCode = async (id: string, code: string): Promise<boolean> => {
    const lock = (await row(id))?.lock;
    if (lock === undefined || pauseOf(lock, Date.now()) > 0) return false;
    const digest = await digestOf(lock.salt, code);
    const right = digest.every((byte, at) => byte === lock.digest[at]);
    const tried = right
      ? { ...lock, wrong: 0 }
      : { ...lock, wrong: lock.wrong + 1, wrongAt: Date.now() };
    await change(id, (before) => ({ ...before, lock: tried }));
    return right;
  };
  const lock = async (id: string, kind: LockKind, code: string): Promise<void> => {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const digest = await digestOf(salt, code);
    await change(id, (before) => ({
      ...before,
      lock: { kind, salt, digest, wrong: 0, wrongAt: 0 },
    }));
  };

  return {
    async list() {
      const all = (await rows()).filter((one) => !one.leaving);
      return all.sort((a, b) => a.created - b.created).map(profileOf);
    },
    async add({ kind, name, picture, colour, members }: NewProfile, id = newId()) {
      const added = { id, kind, name, picture, colour, members, created: Date.now(), used: 0 };
      await write((store) => store.put(added satisfies Row));
      if (idleMinutes() === undefined) setShared(IDLE_MINUTES);
      return profileOf(added);
    },
    rename: (id, { name, picture, colour }) =>
      change(id, (before) => ({ ...before, name, picture, colour })),
    lock,
    unlock: (id) => change(id, ({ lock: _, ...before }) => before),
    open,
    async openLocked(id, code) {
      const right = await isCode(id, code);
      if (right) await open(id);
      return right;
    },
    close: (id) => change(id, (before) => ({ ...before, closed: true })),
    async isClosed(id) {
      const found = await row(id);
      return found?.closed === true || found?.leaving === true;
    },
    async computerLock() {
      const found = (await row(COMPUTER))?.lock;
      return found && { kind: found.kind, ...waiting(found) };
    },
    async lockComputer(code) {
      const bare = { kind: "person", name: "", picture: "", colour: 0, members: [] } as const;
      const made = { ...bare, id: COMPUTER, members: [], created: Date.now(), used: 0 };
      await write((store) => store.put(made satisfies Row));
      await lock(COMPUTER, "digits", code);
    },
    unlockComputer: () => write((store) => store.delete(COMPUTER)),
    opensComputer: (code) => isCode(COMPUTER, code),
    async give(id, archive) {
      await loadEngine();
      await wholeEngine();
      const { bringBack } = await import("./bring-back");
      const store = await Store.open(databaseOf(id), () => undefined);
      try {
        const bytes = new Uint8Array(await new Response(archive).arrayBuffer());
        await bringBack(bytes, {
          store,
          arrived: () => undefined,
          // It was made here and now: nothing of it is damaged.
          importIpynb: async () => ({ type: "failed", reason: "other" }),
        });
      } finally {
        store.close();
      }
    },
    remove: (id) => change(id, (before) => ({ ...before, leaving: true })),
    async erase() {
      const now = Date.now();
      const isOver = ({ kind, used, leaving }: Row) =>
        // Where the clock was put back, a lesson rather stays too long.
        leaving || (kind === "class" && now - used > LESSON_MILLIS);
      const going = (await rows()).filter(isOver);
      for (const { id } of going) {
        // A page that does not let go keeps nobody waiting: the next start tries again.
        if (!(await erasedAtOnce(databaseOf(id)))) continue;
        if (!(await erasedAtOnce(folderDatabaseOf(id)))) continue;
        forgetKept(id);
        await write((store) => store.delete(id));
      }
      // The last one has gone: the computer is nobody's again.
      if (going.length > 0 && (await rows()).length === 0) setShared(undefined);
      return going.length;
    },
    wipe() {
      beginWipe();
      leave();
    },
    eraseAll,
  };
}

/** Erases everything that Ardoise keeps in this browser. */
async function eraseAll(): Promise<void> {
  const known = await allRows().catch(() => []);
  const ids = ["", ...known.map(({ id }) => id)];
  const names = new Set([...ids.map(databaseOf), ...ids.map(folderDatabaseOf)]);
  // Not every browser can tell; those it knows of stand in the list anyway.
  const factory = indexedDB as IDBFactory & { databases?: IDBFactory["databases"] };
  const there = (await factory.databases?.().catch(() => [])) ?? [];
  for (const { name } of there) {
    if (name && /^ardoise-[0-9a-f]+(-folder)?$/.test(name)) names.add(name);
  }
  names.add(NAME);
  for (const name of names) await eraseDatabase(name);
  if ("caches" in window) {
    const folder = new URL(".", document.baseURI).pathname;
    const ours = (await caches.keys()).filter((name) => name.startsWith(`ardoise ${folder} `));
    await Promise.all(ours.map((name) => caches.delete(name)));
  }
  const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await worker?.unregister();
  forgetAll();
}

function profileOf({ lock, leaving: _, closed: __, ...row }: Row): Profile {
  return lock === undefined ? row : { ...row, lock: lock.kind, ...waiting(lock) };
}

function waiting(lock: Lock): Pick<Profile, "waitsUntil"> {
  const pause = pauseOf(lock, Date.now());
  return pause > 0 ? { waitsUntil: Date.now() + pause } : {};
}

/** Milliseconds until a code may be tried again. */
function pauseOf({ wrong, wrongAt }: Lock, now: number): number {
  if (wrong < FREE_TRIES) return 0;
  // Whoever puts the clock back waits no longer than anybody else.
  return Math.min(PAUSE_MILLIS, Math.max(0, wrongAt + PAUSE_MILLIS - now));
}

async function digestOf(salt: Uint8Array, code: string): Promise<Uint8Array> {
  await loadEngine();
  await wholeEngine();
  return codeDigest(salt, code);
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function allRows(): Promise<Row[]> {
  return read((store) => store.getAll() as IDBRequest<Row[]>);
}

// --- the database --------------------------------------------------------------------------------

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(ROWS, { keyPath: "id" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const made = opening.result;
      const forget = () => {
        opened = undefined;
      };
      made.onversionchange = () => {
        made.close();
        forget();
      };
      made.onclose = forget;
      resolve(made);
    };
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function read<T>(ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction(ROWS);
  return new Promise((resolve, reject) => {
    const asked = ask(transaction.objectStore(ROWS));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** Resolves when what was done is on the disk, where the browser can say so. */
async function write(work: (store: IDBObjectStore) => unknown): Promise<void> {
  const kept = await database();
  // Older browsers pass over the third argument.
  const transaction = kept.transaction(ROWS, "readwrite", { durability: "strict" });
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    work(transaction.objectStore(ROWS));
  });
}

/** Resolves when it is gone; pages that hold it let go when they hear of it. */
function eraseDatabase(name: string, blocked = (): void => undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = () => resolve();
    deleting.onerror = () => reject(deleting.error);
    deleting.onblocked = blocked;
  });
}

/** Says whether it is gone: false where a page still holds it. */
function erasedAtOnce(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    eraseDatabase(name, () => resolve(false)).then(() => resolve(true), reject);
  });
}
