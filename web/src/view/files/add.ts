/**
 * Files on their way into a notebook and out of it, with what is said about each and the way back.
 * It must not decide which files are taken: the core does.
 */
import type { OpenNotebook } from "../../core/app";
import { type FilesWords, filesWords } from "../../i18n/files";
import type { Ui } from "../ui";
import { baseName } from "./content";

export function wordsFor(ui: Ui): FilesWords {
  return filesWords[ui.language.value];
}

/** Takes files from the picker or dropped, one after the other. */
export async function addFiles(ui: Ui, open: OpenNotebook, files: readonly File[]): Promise<void> {
  const added: string[] = [];
  for (const file of files) {
    const path = await addFile(ui, open, file);
    if (path !== undefined) added.push(path);
  }
  const [first] = added;
  const words = wordsFor(ui);
  if (first === undefined) return;
  ui.toast(added.length === 1 ? words.added(first) : words.addedMany(added.length));
}

/** The path of a file that is new; whatever else becomes of it is said here. */
async function addFile(ui: Ui, open: OpenNotebook, file: File): Promise<string | undefined> {
  const words = wordsFor(ui);
  // Some systems take letters and accents apart, and code would not find the name it writes.
  const path = file.name.normalize("NFC");
  try {
    const refusal = open.refusesFile(path, file.size);
    if (refusal !== undefined) {
      ui.toast(words.refused[refusal](path), { kind: "problem" });
      return undefined;
    }
    const content = new Uint8Array(await new Response(file).arrayBuffer());
    const before = open.files().some((known) => known.path === path)
      ? await open.readFile(path)
      : undefined;
    open.addFile(path, content);
    if (before === undefined) return path;
    sayWithWayBack(ui, open, path, before, words.replaced(path));
  } catch (error) {
    console.warn(error);
    ui.toast(words.unreadable(path), { kind: "problem" });
  }
  return undefined;
}

export async function deleteFile(ui: Ui, open: OpenNotebook, path: string): Promise<void> {
  const words = wordsFor(ui);
  let before: Uint8Array | undefined;
  try {
    before = await open.readFile(path);
  } catch (error) {
    // Without what it holds there is no way back, so it stays.
    console.warn(error);
    ui.toast(words.gone, { kind: "problem" });
    return;
  }
  open.send({ type: "removeFile", path });
  if (before === undefined) ui.toast(words.deleted(path));
  else sayWithWayBack(ui, open, path, before, words.deleted(path));
}

function sayWithWayBack(
  ui: Ui,
  open: OpenNotebook,
  path: string,
  content: Uint8Array,
  text: string,
): void {
  // A look as a pupil is gone once it is left.
  const run = () => void putBack(ui, open, path, content).catch(() => undefined);
  ui.toast(text, { action: { label: ui.words.value.undo, run } });
}

/** The notebook may have been left meanwhile. */
async function putBack(
  ui: Ui,
  left: OpenNotebook,
  path: string,
  content: Uint8Array,
): Promise<void> {
  const { id, preview } = left;
  const route = ui.route.peek();
  const shown = "id" in route ? route.id === id : route.view !== "library";
  const open = preview ? left : await ui.app.library.open(id);
  const refusal = open.refusesFile(path, content.length);
  if (refusal === undefined) {
    open.addFile(path, content);
  } else {
    // Others took its place meanwhile.
    ui.toast(wordsFor(ui).refused[refusal](path), { kind: "problem" });
    ui.app.saveFile(baseName(path), new Blob([content as BlobPart]));
  }
  if (!shown && !preview) await open.close();
}
