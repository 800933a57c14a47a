/** Notebooks that an address holds itself. */
import { deflateRawSync, deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { unpack } from "./foreign";

const TEXT = '{"cells":[],"é":"+/"}';
const utf8 = new TextEncoder().encode(TEXT);
const read = (text: string) => new TextDecoder().decode(unpack(text));
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

test("it comes as Basthon packs it, however browsers have bent it", () => {
  expect(read(base64url(deflateSync(utf8)))).toBe(TEXT);
  expect(read(Buffer.from(deflateSync(utf8)).toString("base64").replace(/\+/g, " "))).toBe(TEXT);
  expect(read(base64url(deflateRawSync(utf8)))).toBe(TEXT);
  expect(read(base64url(utf8))).toBe(TEXT);
  expect(read(TEXT)).toBe(TEXT);
});

test("what is cut, no packing or without end is refused", () => {
  const whole = base64url(deflateSync(utf8));
  for (const cut of [1, 5, whole.length / 2, whole.length - 8]) {
    expect(() => unpack(whole.slice(0, cut)), String(cut)).toThrow("damaged");
  }
  expect(() => unpack("")).toThrow("damaged");
  expect(() => unpack("é!")).toThrow("damaged");
  const bomb = deflateSync(new Uint8Array(40_000_000));
  expect(() => unpack(base64url(bomb))).toThrow("tooLarge");
});
