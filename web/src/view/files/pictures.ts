/**
 * Pictures that a text cell names and that are among the notebook's files: shown in the place of the
 * words that say they are missing, for as long as they are there.
 */
import type { OpenNotebook } from "../../core/app";
import { pathOfAddress, pictureMime } from "./content";

/** Returns what ends it and puts the words back. */
export function showPictures(open: OpenNotebook, element: HTMLElement): () => void {
  const ends: (() => void)[] = [];
  let live = true;
  const names = new Set(open.files().map((file) => file.path));

  const show = async (words: HTMLElement, path: string, mime: string) => {
    const content = await open.readFile(path);
    if (!live || content === undefined || !words.isConnected) return;
    const url = URL.createObjectURL(new Blob([content as BlobPart], { type: mime }));
    const picture = document.createElement("img");
    picture.src = url;
    picture.alt = words.textContent ?? "";
    words.replaceWith(picture);
    ends.push(() => {
      picture.replaceWith(words);
      URL.revokeObjectURL(url);
    });
  };

  for (const words of Array.from(element.querySelectorAll<HTMLElement>(".missing-image"))) {
    const path = pathOfAddress(words.dataset.name ?? "");
    const mime = pictureMime(path);
    if (mime !== undefined && names.has(path)) show(words, path, mime).catch(() => undefined);
  }
  return () => {
    live = false;
    for (const end of ends) end();
  };
}
