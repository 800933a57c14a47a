/**
 * Gathers the reports of a run, so that a print in an endless loop reaches the page as few large
 * reports instead of a million small ones.
 *
 * This is the one place in TypeScript that looks into a report: texts of one run and stream that
 * follow each other are joined. Layout, from `ardoise-protocol`: version, tag, run (LEB128), flag of
 * the stream, length (LEB128), UTF-8.
 */

const TEXT_TAG = 1;
/** A joined text is not made longer than this. */
const LONGEST_TEXT = 32 * 1024;

export interface ReportBatch {
  add(report: Uint8Array): void;
  /** How many bytes wait. */
  readonly bytes: number;
  /** How many reports were added since the last `take`. */
  readonly count: number;
  take(): Uint8Array[];
}

export function reportBatch(): ReportBatch {
  let reports: Uint8Array[] = [];
  let head: Uint8Array | undefined;
  let pieces: Uint8Array[] = [];
  let length = 0;
  let bytes = 0;
  let count = 0;

  const closeText = () => {
    if (head === undefined) return;
    const digits = leb128(length);
    const joined = new Uint8Array(head.length + digits.length + length);
    joined.set(head);
    joined.set(digits, head.length);
    let at = head.length + digits.length;
    for (const piece of pieces) {
      joined.set(piece, at);
      at += piece.length;
    }
    reports.push(joined);
    head = undefined;
    pieces = [];
    length = 0;
  };

  return {
    get bytes() {
      return bytes;
    },
    get count() {
      return count;
    },
    add(report) {
      count += 1;
      bytes += report.length;
      if (report[1] !== TEXT_TAG) {
        closeText();
        reports.push(report.slice());
        return;
      }
      // The head ends behind the flag, which follows the last byte of the run.
      const headEnd = afterNumber(report, 2) + 1;
      const text = report.slice(afterNumber(report, headEnd));
      if (length + text.length > LONGEST_TEXT || !startsWith(report, head)) closeText();
      head ??= report.slice(0, headEnd);
      pieces.push(text);
      length += text.length;
    },
    take() {
      closeText();
      const taken = reports;
      reports = [];
      bytes = 0;
      count = 0;
      return taken;
    },
  };
}

/** The place behind a LEB128 number. */
function afterNumber(bytes: Uint8Array, at: number): number {
  let end = at;
  while (((bytes[end] ?? 0) & 0x80) !== 0) end += 1;
  return end + 1;
}

function startsWith(bytes: Uint8Array, head: Uint8Array | undefined): boolean {
  return head?.every((byte, index) => bytes[index] === byte) ?? true;
}

function leb128(value: number): number[] {
  const digits: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    digits.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  digits.push(rest);
  return digits;
}
