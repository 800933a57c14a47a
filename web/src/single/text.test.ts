import { expect, test } from "vitest";
import { bytesOf, filesOf } from "./text";

/** As a browser reads a page of windows-1252. */
const read = (bytes: number[]) => new TextDecoder("windows-1252").decode(Uint8Array.from(bytes));

test("every byte comes through a page of windows-1252", () => {
  const written: number[] = [];
  const wanted = Array.from({ length: 256 }, (_, byte) => byte);
  for (const byte of wanted) {
    if ([0, 13, 60, 61].includes(byte)) written.push(61, byte + 64);
    else written.push(byte);
  }
  expect([...bytesOf(read(written))]).toEqual(wanted);
});

test("files that were packed together come apart", () => {
  const part = (bytes: number[]) => [bytes.length, 0, 0, 0, ...bytes];
  const archive = [...part([97]), ...part([1, 2, 3]), ...part([195, 169]), ...part([])];
  const files = filesOf(Uint8Array.from(archive));
  expect([...files].map(([name, bytes]) => [name, [...bytes]])).toEqual([
    ["a", [1, 2, 3]],
    ["é", []],
  ]);
});
