/** What a file seems to be, so that it can be shown: text, a picture, or neither. Pure. */

export type Content =
  | { type: "empty" }
  | { type: "text"; text: string; cut: boolean }
  | { type: "picture"; mime: string }
  | { type: "binary" };

/** So many bytes of a text are shown. */
export const SHOWN_BYTES = 200_000;

const PICTURES: readonly [ending: RegExp, mime: string][] = [
  [/\.png$/i, "image/png"],
  [/\.jpe?g$/i, "image/jpeg"],
  [/\.gif$/i, "image/gif"],
  [/\.webp$/i, "image/webp"],
  [/\.bmp$/i, "image/bmp"],
  [/\.svg$/i, "image/svg+xml"],
];

export function pictureMime(path: string): string | undefined {
  return PICTURES.find(([ending]) => ending.test(path))?.[1];
}

export function contentOf(path: string, bytes: Uint8Array): Content {
  if (bytes.length === 0) return { type: "empty" };
  const mime = pictureMime(path);
  if (mime !== undefined) return { type: "picture", mime };
  const cut = bytes.length > SHOWN_BYTES;
  const shown = bytes.subarray(0, SHOWN_BYTES);
  if (shown.indexOf(0) >= 0) return { type: "binary" };
  return { type: "text", text: decoded(shown, cut), cut };
}

/** Files of old spreadsheets are no UTF-8. */
function decoded(bytes: Uint8Array, cut: boolean): string {
  try {
    // A stream may end in the middle of a character.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The name of a file without its folders. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** `./images/%C3%A9t%C3%A9.png` names `images/été.png`. */
export function pathOfAddress(address: string): string {
  const path = address.replace(/^(\.\/)+/, "").replace(/[?#].*$/, "");
  try {
    return decodeURIComponent(path).normalize("NFC");
  } catch {
    return path;
  }
}
