/** The archive of all notebooks is a zip that other programs open. */
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { archive } from "./archive";

/** Reads an archive as other programs do: from its end, by its index. */
function read(bytes: Buffer): { name: string; text: string; sumFits: boolean }[] {
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
  const files: { name: string; text: string; sumFits: boolean }[] = [];
  let at = bytes.readUInt32LE(end + 16);
  expect(at + bytes.readUInt32LE(end + 12)).toBe(end);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
    const sum = bytes.readUInt32LE(at + 16);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString("utf-8", at + 46, at + 46 + nameLength);
    expect(bytes.readUInt32LE(local)).toBe(0x04034b50);
    // Everything from the version to the lengths is said twice, and must be the same.
    expect(bytes.subarray(local + 4, local + 30)).toEqual(bytes.subarray(at + 6, at + 32));
    const start = local + 30 + nameLength;
    const content = bytes.subarray(start, start + size);
    files.push({ name, text: content.toString("utf-8"), sumFits: crc32(content) === sum });
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  return files;
}

test("an archive holds every notebook under a name of its own", async () => {
  const modified = new Date(2026, 10, 22, 19, 30, 14).getTime();
  const long = "é".repeat(70_000);
  const blob = archive([
    { title: "Été", text: '{"a": 1}', modified, files: [] },
    { title: "été", text: long, modified, files: [] },
  ]);
  expect(read(Buffer.from(await blob.arrayBuffer()))).toEqual([
    { name: "Été.ipynb", text: '{"a": 1}', sumFits: true },
    { name: "été (2).ipynb", text: long, sumFits: true },
  ]);
});

test("a notebook lies with its files in a folder of its own", async () => {
  const modified = new Date(2026, 10, 22).getTime();
  const content = new TextEncoder().encode("a;b");
  const files = [
    { path: "données/été.csv", modified, content },
    { path: "cours.ipynb", modified, content },
  ];
  const blob = archive([
    { title: "Cours", text: "1", modified, files },
    { title: "cours", text: "2", modified, files: files.slice(0, 1) },
  ]);
  const found = read(Buffer.from(await blob.arrayBuffer()));
  expect(found.every((file) => file.sumFits)).toBe(true);
  expect(found.map(({ name, text }) => [name, text])).toEqual([
    ["Cours/données/été.csv", "a;b"],
    ["Cours/cours.ipynb", "a;b"],
    ["Cours/Cours (2).ipynb", "1"],
    ["cours (2)/données/été.csv", "a;b"],
    ["cours (2)/cours.ipynb", "2"],
  ]);
});

test("an archive of nothing is still an archive", async () => {
  expect(read(Buffer.from(await archive([]).arrayBuffer()))).toEqual([]);
});
