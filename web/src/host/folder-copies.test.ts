/** A stick may be pulled out at any moment: there is always a whole copy, and nobody else's file goes. */
import { expect, it } from "vitest";
import {
  type ChosenFolder,
  copiesIn,
  type Directory,
  isThere,
  personInNames,
  putCopy,
} from "./folder-copies";
import { bytes, stick } from "./folder-stick";

const NOW = new Date(2026, 10, 30, 14, 5, 9).getTime();
/** A page that puts copies there; what it has kept outlives a crash. */
function page(directory: Directory) {
  let kept: ChosenFolder = { directory, person: "Lina", key: "0a1b2c3d", going: [] };
  let now = NOW;
  return {
    async put(content: string, notebooks: string[]) {
      now += 1000;
      await putCopy(kept, { content: bytes(content), notebooks }, now, async (folder) => {
        kept = folder;
      });
    },
    isThere: () => isThere(kept),
  };
}

for (const torn of [false, true]) {
  it(`a stick that is pulled out${torn ? " and loses half a file" : ""} has a whole copy`, async () => {
    let interrupted = 0;
    for (let steps = 0; steps < 20; steps += 1) {
      const { directory, files, whole, pullAfter, plugIn } = stick(torn);
      files.set("autre.zip", bytes("d’autrui"));
      const { put, isThere: there } = page(directory);
      await put("<un>", ["a"]);
      expect(whole()).toEqual(["<un>"]);
      pullAfter(steps);
      const done = await put("<deux>", ["a", "b"]).then(
        () => true,
        () => false,
      );
      plugIn();
      expect(whole(), `after ${steps} steps`).toContain(done ? "<deux>" : "<un>");
      if (!done) interrupted += 1;
      // What was left lying about goes with the next copy.
      await put("<trois>", ["a", "b"]);
      expect(whole()).toEqual(["<trois>"]);
      expect([...files.keys()].sort()).toEqual([
        expect.stringMatching(/^Ardoise Lina 0a1b2c3d 2026-11-30 14h05m\d\d\.zip$/),
        "autre.zip",
      ]);
      expect(await there()).toBe(true);
    }
    expect(interrupted).toBeGreaterThan(4);
  });
}

it("a copy that has a notebook which the next one lacks stays", async () => {
  const { directory, whole } = stick();
  const { put } = page(directory);
  await put("<a et b>", ["a", "b"]);
  await put("<a>", ["a"]);
  expect(whole()).toEqual(["<a et b>", "<a>"]);
  await put("<a et c>", ["a", "c"]);
  expect(whole()).toEqual(["<a et b>", "<a et c>"]);
});

it("what is there already is not written again", async () => {
  const { directory, files } = stick();
  const { put } = page(directory);
  await put("<un>", ["a"]);
  const names = [...files.keys()];
  await put("<un>", ["a"]);
  expect([...files.keys()]).toEqual(names);
});

it("a copy that is gone, or is not what it was, is not there", async () => {
  const { directory, files } = stick();
  const { put, isThere: there } = page(directory);
  await put("<un>", ["a"]);
  const [file = ""] = files.keys();
  files.set(file, bytes("<"));
  expect(await there()).toBe(false);
  files.delete(file);
  expect(await there()).toBe(false);
  await put("<deux>", ["a"]);
  expect(await there()).toBe(true);
});

it("copies are found with whose they are, the newest first, and nothing else is", async () => {
  const { directory, files } = stick();
  for (const name of [
    "Ardoise 00000000 2026-11-30 14h05m09.zip",
    "Ardoise Lina et Tom 0a1b2c3d 2026-12-01 08h00m00.zip",
    "Ardoise Lina 0a1b2c3d 2026-11-29 08h00m00.zip",
    "Ardoise Lina 0a1b2c3d 2026-11-29.zip",
    "ardoise-2026-11-30.zip",
    "Ardoise Lina 0a1b2c3d 2026-11-29 08h00m00.zip.crswap",
  ]) {
    files.set(name, bytes(""));
  }
  const found = await copiesIn(directory);
  expect(found.map(({ person, made }) => [person, new Date(made).getHours()])).toEqual([
    ["Lina et Tom", 8],
    ["", 14],
    ["Lina", 8],
  ]);
});

it("a person is named as every file system can", () => {
  expect(personInNames(" Lina / Tom? ")).toBe("Lina Tom");
  expect(personInNames("")).toBe("");
  expect(personInNames("a".repeat(90))).toBe("a".repeat(30));
});
