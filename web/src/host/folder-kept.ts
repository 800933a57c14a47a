/**
 * The folder that a person has chosen, kept with what must be known to put copies of their work there:
 * a small database of each profile's own, which goes with the profile. Start with `keptFolder`.
 */
import { folderDatabaseOf, profile } from "../floor/profile";
import type { ChosenFolder } from "./folder-copies";

const NAME = folderDatabaseOf(profile?.id ?? "");
const ROWS = "folders";
/** There is one of them. */
const KEY = "folder";

export function keptFolder(): Promise<ChosenFolder | undefined> {
  return inRows("readonly", (rows) => rows.get(KEY) as IDBRequest<ChosenFolder | undefined>);
}

export async function keepFolder(folder: ChosenFolder): Promise<void> {
  await inRows("readwrite", (rows) => rows.put(folder, KEY));
}

export function dropFolder(): Promise<void> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(NAME);
    deleting.onsuccess = () => resolve();
    deleting.onerror = () => reject(deleting.error);
  });
}

/** Nobody holds the database for longer than this, so that it can be erased at any time. */
async function inRows<T>(
  mode: IDBTransactionMode,
  ask: (rows: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(ROWS);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(ROWS, mode, { durability: "strict" });
      const asked = ask(transaction.objectStore(ROWS));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
