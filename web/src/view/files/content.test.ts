/** Files are shown as what they are. */
import { expect, test } from "vitest";
import { baseName, contentOf, SHOWN_BYTES } from "./content";

const utf8 = (text: string) => new TextEncoder().encode(text);

test("text is read in the encoding it seems to have", () => {
  expect(contentOf("a.csv", utf8("nom;âge\n"))).toEqual({
    type: "text",
    text: "nom;âge\n",
    cut: false,
  });
  const latin = Uint8Array.of(0x65, 0xe9, 0x21);
  expect(contentOf("a.csv", latin)).toEqual({ type: "text", text: "eé!", cut: false });
});

test("a long text is cut, also in the middle of a character", () => {
  const content = contentOf("long.txt", utf8(`x${"é".repeat(SHOWN_BYTES)}`));
  expect(content).toMatchObject({ type: "text", cut: true });
  expect(content.type === "text" && /^xé+$/.test(content.text)).toBe(true);
});

test("pictures are known by their names, other bytes by what they hold", () => {
  expect(contentOf("photo.JPG", Uint8Array.of(1))).toEqual({ type: "picture", mime: "image/jpeg" });
  expect(contentOf("a.bin", Uint8Array.of(1, 0, 2))).toEqual({ type: "binary" });
  expect(contentOf("vide.png", new Uint8Array(0))).toEqual({ type: "empty" });
});

test("a name has no folders", () => {
  expect(baseName("données/2026/a.csv")).toBe("a.csv");
  expect(baseName("a.csv")).toBe("a.csv");
});
