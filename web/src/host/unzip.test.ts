/** Archives are read back, also when they were packed by others, and when they are damaged. */
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { archive, zip } from "./archive";
import { type KeptNotebook, keptInFiles, lackingFiles } from "./kept-notebook";
import { unzipped } from "./unzip";

const MODIFIED = new Date(2026, 10, 29, 10, 0, 0).getTime();
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

/** Numbers that are the same on each run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}

async function bytes(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

const kept = (id: string, words: string): KeptNotebook => ({
  id: id.repeat(32),
  update: bytesOf(`update ${words}`),
  outputs: [
    { cell: "c1", stamp: 5, bytes: bytesOf(`outputs ${words}`) },
    { cell: "c2", stamp: 6 },
  ],
  files: [{ path: "données/été.csv", stamp: 7, content: bytesOf(words) }],
  activity: { role: "copy", bytes: bytesOf("packet") },
  room: bytesOf("link"),
});

async function twoNotebooks(): Promise<Uint8Array> {
  const notebook = (title: string, id: string) => {
    const whole = kept(id, title);
    const files = whole.files.map(({ path, content }) => ({
      path,
      modified: MODIFIED,
      content: content ?? new Uint8Array(),
    }));
    return { title, text: `{"of": "${title}"}`, modified: MODIFIED, files, kept: whole };
  };
  return bytes(archive([notebook("Été", "a"), notebook("Ardoise", "b")]));
}

describe("an archive", () => {
  it("holds what brings its notebooks back", async () => {
    const { files, damaged } = unzipped(await twoNotebooks());
    expect(damaged).toEqual([]);
    const found = keptInFiles(files);
    expect(found.map(({ ipynb }) => ipynb)).toEqual(["Été/Été.ipynb", "Ardoise (2)/Ardoise.ipynb"]);
    const [first] = found;
    expect(first?.damaged).toBe(false);
    expect(first?.kept.id).toBe("a".repeat(32));
    expect(textOf(first?.kept.update)).toBe("update Été");
    expect(first?.kept.outputs.map(({ bytes }) => textOf(bytes))).toEqual(["outputs Été"]);
    expect(first?.kept.files.map(({ path, content }) => [path, textOf(content)])).toEqual([
      ["données/été.csv", "Été"],
    ]);
    expect(first?.kept.activity?.role).toBe("copy");
    expect(textOf(first?.kept.room)).toBe("link");
  });

  it("is read when another program has packed it", async () => {
    const text = "une ligne qui revient\n".repeat(500);
    const packed = deflateRawSync(bytesOf(text));
    const made = await bytes(
      zip([
        { path: "cours/", modified: MODIFIED, content: new Uint8Array() },
        { path: "cours/carnet.ipynb", modified: MODIFIED, content: bytesOf(text), packed },
      ]),
    );
    const behind = new Uint8Array(made.length + 20);
    behind.set(made);
    behind[made.length - 2] = 20;
    expect(textOf(unzipped(behind).files.get("cours/carnet.ipynb"))).toBe(text);
  });

  it("never fails, and gives nothing but what was put in, whatever happens to it", async () => {
    const whole = await twoNotebooks();
    const before = unzipped(whole).files;
    const next = chance(20261129);
    let lost = 0;
    for (let round = 0; round < 400; round += 1) {
      let hurt = whole.slice();
      for (let wounds = 1 + next(4); wounds > 0; wounds -= 1) {
        const at = next(hurt.length);
        const kind = next(4);
        if (kind === 0) hurt[at] = (hurt[at] ?? 0) ^ (1 << next(8));
        else if (kind === 1) hurt.fill(0, at, at + next(600));
        else if (kind === 2) hurt = hurt.slice(0, Math.max(1, at));
        else hurt = Uint8Array.from([...hurt.subarray(0, at), next(256), ...hurt.subarray(at)]);
      }
      const { files } = unzipped(hurt);
      keptInFiles(files);
      for (const [name, content] of files) {
        const known = before.get(name);
        if (known) expect(textOf(content)).toBe(textOf(known));
      }
      lost += before.size - files.size;
    }
    expect(lost, "some of it was hurt").toBeGreaterThan(100);
    expect(lost, "and most was saved").toBeLessThan(before.size * 400 * 0.6);
  });

  it("of which one file is hurt gives all the others", async () => {
    const whole = await twoNotebooks();
    const at = new TextDecoder("latin1").decode(whole).indexOf("outputs Ardoise");
    whole[at] = 0x58;
    const { files, damaged } = unzipped(whole);
    expect(damaged).toEqual(["ardoise/2/outputs-0"]);
    expect(keptInFiles(files).map((found) => found.damaged)).toEqual([false, true]);
  });
});

describe("what an archive says of a notebook", () => {
  const described = (change: object) => {
    const description = {
      format: 1,
      id: "a".repeat(32),
      ipynb: "a.ipynb",
      outputs: [],
      files: [],
      ...change,
    };
    const files = new Map([
      ["ardoise/1/notebook.json", bytesOf(JSON.stringify(description))],
      ["ardoise/1/notebook", bytesOf("update")],
    ]);
    return keptInFiles(files).length;
  };

  it("is taken when it is sound, and passed over when it is not", () => {
    expect(described({})).toBe(1);
    expect(described({ more: "later versions say more" })).toBe(1);
    const unsound: object[] = [
      { format: 2 },
      { id: "../../x" },
      { ipynb: 7 },
      { outputs: [{ cell: "" }] },
      { outputs: [{ cell: "c", stamp: Number.NaN }] },
      { files: [{ path: "../secret", stamp: 1, entry: "x" }] },
      { files: [{ path: "a//b", stamp: 1, entry: "x" }] },
      { files: "all" },
    ];
    for (const change of unsound) expect(described(change), JSON.stringify(change)).toBe(0);
  });
});

describe("files of one name", () => {
  const file = (path: string, stamp: number, text: string) => ({
    path,
    stamp,
    content: bytesOf(text),
  });
  const shown = (files: ReturnType<typeof lackingFiles>) =>
    files.map(({ path, content }) => `${path}: ${textOf(content)}`);

  it("both stay: the later has the name", () => {
    const here = [file("a.txt", 5, "here")];
    expect(shown(lackingFiles([file("a.txt", 9, "later")], here))).toEqual([
      "a.txt: later",
      "a (2).txt: here",
    ]);
    expect(shown(lackingFiles([file("a.txt", 1, "earlier")], here))).toEqual([
      "a (2).txt: earlier",
    ]);
  });

  it("are not doubled when they come twice", () => {
    const here = [file("a.txt", 5, "here"), file("a (2).txt", 1, "earlier")];
    expect(lackingFiles([file("a.txt", 1, "earlier"), file("a.txt", 5, "here")], here)).toEqual([]);
  });
});
