/**
 * Everything this device holds about the person whose page it is, counted. Loaded when somebody asks.
 * It must not know how it is shown.
 */
import { type StoredAboutMe, type StoredKind, wholeEngine } from "../core";
import { folderMark, isOfFolder } from "../floor/folder";
import { forgetText, keptTexts } from "../floor/profile";
import type { NotebookStore } from "./storage";

export async function storedAboutMe(store: NotebookStore): Promise<StoredAboutMe> {
  await wholeEngine();
  const nothing = (): StoredKind => ({ count: 0, bytes: 0 });
  const [notebooks, bin, outputs, files] = [nothing(), nothing(), nothing(), nothing()];
  const titles = new Map<string, string>();
  let versions = 0;
  for (const { id, title, trashed } of await store.list()) {
    titles.set(id, title);
    // One that cannot be read is counted all the same.
    const whole = await store.whole(id).catch(() => ({ updates: [], outputs: [], files: [] }));
    const kind = trashed === undefined ? notebooks : bin;
    add(kind, 1, whole.updates);
    add(
      outputs,
      whole.outputs.length,
      whole.outputs.map(({ bytes }) => bytes),
    );
    add(
      files,
      whole.files.length,
      whole.files.map(({ content }) => content),
    );
    versions += (await store.versions(id)).length;
  }
  const shared = await store.shared();
  return {
    notebooks,
    bin,
    outputs,
    files,
    versions,
    shared: shared.map(({ notebook }) => titles.get(notebook) ?? ""),
    given: (await store.given()).map(({ notebook, name }) => ({
      title: titles.get(notebook) ?? "",
      name,
    })),
    folder: folderMark()?.name,
    choices: keptTexts().filter(({ key }) => !isOfFolder(key)),
    page: await pageBytes(),
    forget: forgetText,
  };
}

function add(kind: StoredKind, count: number, parts: readonly (Uint8Array | undefined)[]): void {
  kind.count += count;
  for (const part of parts) kind.bytes += part?.length ?? 0;
}

/** What the browser counts for this site less what it says of its databases, where it says so. */
async function pageBytes(): Promise<number | undefined> {
  const storage = navigator.storage as StorageManager | undefined;
  const estimate = (await storage?.estimate?.().catch(() => undefined)) as
    | (StorageEstimate & { usageDetails?: { caches?: number } })
    | undefined;
  return estimate?.usageDetails?.caches;
}
