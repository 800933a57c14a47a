/**
 * Bytes that stand as text in a page of one file, and files that were packed together.
 *
 * The page says that it is windows-1252, where each byte is a letter; bytes that HTML would change
 * are two letters (`docs/formats.md`). It must not know what the bytes are.
 */

/** The letters of windows-1252 from 0x80 on whose numbers are others than their bytes. */
const OTHERS =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";
/** Announces a byte that is 64 less than the letter that follows. */
const MARK = 0x3d;

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const byLetter: Record<number, number> = {};
  for (let at = 0; at < OTHERS.length; at += 1) byLetter[OTHERS.charCodeAt(at)] = 0x80 + at;
  const bytes = new Uint8Array(text.length);
  let to = 0;
  for (let at = 0; at < text.length; at += 1) {
    let letter = text.charCodeAt(at);
    let less = 0;
    if (letter === MARK) {
      at += 1;
      letter = text.charCodeAt(at);
      less = 64;
    }
    bytes[to] =
      (letter < 256 && byLetter[letter] === undefined ? letter : (byLetter[letter] ?? 0)) - less;
    to += 1;
  }
  return bytes.slice(0, to);
}

/** Files that follow each other: the length of the name, the name, the length, the bytes. */
export function filesOf(archive: Uint8Array<ArrayBuffer>): Map<string, Uint8Array<ArrayBuffer>> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let at = 0;
  const counted = () => {
    const length = view.getUint32(at, true);
    at += 4 + length;
    return archive.subarray(at - length, at);
  };
  while (at < archive.length) {
    const name = new TextDecoder().decode(counted());
    files.set(name, counted());
  }
  return files;
}
