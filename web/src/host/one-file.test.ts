/** `crates/ardoise-cli/src/publish/single.rs` is held to the same fixture. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asText, withActivity, withPart } from "./one-file";

const fixture = (name: string) =>
  Uint8Array.from(
    readFileSync(new URL(`../../../assets/fixtures/single-file/${name}`, import.meta.url)),
  );

test("the page makes the file that the command line makes", () => {
  const packet = fixture("packet.bin");
  const made = withActivity(fixture("empty.html"), packet, 'Élève <1> & "été" 🙂');
  expect(made).toEqual(fixture("filled.html"));
});

test("no byte of a packet ends its script", () => {
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const text = asText(every);
  expect(Array.from(text).filter((byte) => byte === 0 || byte === 13 || byte === 60)).toEqual([]);
  expect(text.length).toBe(256 + 4);
});

test("another page is left alone", () => {
  const page = new TextEncoder().encode("<title>Ardoise</title><p>not found</p>");
  expect(withActivity(page, Uint8Array.of(1), "x")).toBeUndefined();
  expect(withPart(page, "first", Uint8Array.of(1))).toBeUndefined();
});
