/**
 * Puts an activity into the page that is one file, byte for byte as `ardoise publish --single-file`
 * does (`docs/formats.md`). Pure; it must not know where the page comes from. Start at
 * `withActivity`.
 */

/** What HTML would change or take for its own, and the sign that announces them. */
const CHANGED = [0x00, 0x0d, 0x3c, 0x3d];
const SIGN = 0x3d;
const EMPTY_TITLE = "<title>Ardoise</title>";

/** Nothing where the page is another one. */
export function withActivity(
  page: Uint8Array,
  packet: Uint8Array,
  title: string,
): Uint8Array<ArrayBuffer> | undefined {
  const file = withPart(page, "activity", packet);
  if (file === undefined) return undefined;
  const at = placeOf(file, EMPTY_TITLE);
  if (at < 0) return file;
  const named = asciiBytes(`<title>${reference(title)}</title>`);
  return joined([file.subarray(0, at), named, file.subarray(at + EMPTY_TITLE.length)]);
}

/** Fills the empty place of a part. */
export function withPart(
  page: Uint8Array,
  name: string,
  bytes: Uint8Array,
): Uint8Array<ArrayBuffer> | undefined {
  const place = `<script type="text/plain" id="ardoise-${name}">`;
  const at = placeOf(page, place);
  if (at < 0) return undefined;
  const start = at + place.length;
  return joined([page.subarray(0, start), asText(bytes), page.subarray(start)]);
}

/** Bytes as the text of a script that is none: one that HTML would change is the sign and the letter 64 further. */
export function asText(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let more = 0;
  for (const byte of bytes) if (CHANGED.includes(byte)) more += 1;
  const text = new Uint8Array(bytes.length + more);
  let to = 0;
  for (const byte of bytes) {
    if (CHANGED.includes(byte)) {
      text[to] = SIGN;
      to += 1;
    }
    text[to] = CHANGED.includes(byte) ? byte + 64 : byte;
    to += 1;
  }
  return text;
}

/** Letters that markup or the file's encoding would take for others. */
function reference(title: string): string {
  const markup: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return Array.from(title, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return markup[letter] ?? (code < 128 ? letter : `&#${code};`);
  }).join("");
}

function placeOf(bytes: Uint8Array, text: string): number {
  const wanted = asciiBytes(text);
  for (let at = bytes.indexOf(wanted[0] as number); at >= 0; ) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return at;
    at = bytes.indexOf(wanted[0] as number, at + 1);
  }
  return -1;
}

function asciiBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
