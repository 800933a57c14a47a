/** When work is copied to the folder, and what is said of it meanwhile. */
import { beforeEach, expect, it, vi } from "vitest";
import type { Folder, Library } from "../core";
import { folderMark } from "../floor/folder";
import { openFolder } from "./folder";
import type { ChosenFolder } from "./folder-copies";
import { bytes, stick } from "./folder-stick";

let kept: ChosenFolder | undefined;
vi.mock("./folder-kept", () => ({
  keptFolder: async () => kept,
  keepFolder: async (folder: ChosenFolder) => {
    kept = folder;
  },
  dropFolder: async () => {
    kept = undefined;
  },
}));

const MINUTE = 60_000;
let now = 0;
let look = (): void => undefined;
let ring = (): void => undefined;
let picked: () => Promise<unknown>;

beforeEach(() => {
  kept = undefined;
  now = new Date(2026, 10, 30, 9).getTime();
  vi.spyOn(Date, "now").mockImplementation(() => now);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const texts = new Map<string, string>();
  vi.stubGlobal("window", {
    localStorage: {
      getItem: (key: string) => texts.get(key) ?? null,
      setItem: (key: string, text: string) => texts.set(key, text),
      removeItem: (key: string) => texts.delete(key),
    },
    addEventListener: () => undefined,
    setInterval: (looks: () => void) => {
      look = looks;
    },
    showDirectoryPicker: () => picked(),
  });
  vi.stubGlobal("navigator", {
    locks: { request: (_: string, work: () => Promise<unknown>) => work() },
  });
  vi.stubGlobal(
    "BroadcastChannel",
    class {
      set onmessage(heard: (event: { data: unknown }) => void) {
        ring = () => heard({ data: { type: "library" } });
      }
    },
  );
});

/** A device with these notebooks, and a stick that its browser lets it write on after asking. */
function device(...notebooks: string[]) {
  const own = stick();
  let permission = "granted";
  let asked = 0;
  Object.assign(own.directory, {
    isSameEntry: async () => true,
    queryPermission: async () => permission,
    requestPermission: async () => {
      asked += 1;
      permission = "granted";
      return permission;
    },
  });
  picked = async () => own.directory;
  let modified = now;
  const unreadable: string[] = [];
  const readable = () => notebooks.filter((id) => !unreadable.includes(id));
  const library = {
    list: async () => notebooks.map((id) => ({ id, modified })),
    settle: async () => ({ unsaved: [], unsent: [] }),
    exportArchive: async () => ({
      content: new Blob([`<${readable().join()}>`]),
      unreadable: unreadable.map((id) => ({ id, title: id })),
    }),
  } as unknown as Library;
  return {
    ...own,
    open: () => openFolder(library),
    forbid() {
      permission = "prompt";
    },
    asked: () => asked,
    write(id: string) {
      notebooks.push(id);
      modified = now;
    },
    spoil(id: string) {
      unreadable.push(id);
    },
    empty() {
      notebooks.length = 0;
    },
    quiet(minutes: number) {
      now += minutes * MINUTE;
      look();
    },
  };
}

const reaches = (folder: Folder, reach: string) =>
  vi.waitFor(() => expect(folder.state.value?.reach).toBe(reach));

it("a folder that is chosen has all of the work at once; a change of mind changes nothing", async () => {
  const { open, whole } = device("a");
  const folder = await open();
  picked = () => Promise.reject(Object.assign(new Error(), { name: "AbortError" }));
  expect(await folder.choose("Lina")).toBe(false);
  expect(folder.state.value).toBe(undefined);
  const { open: again, whole: there } = device("a");
  const other = await again();
  expect(await other.choose("Lina")).toBe(true);
  expect(other.state.value).toMatchObject({ name: "CLÉ", reach: "done" });
  expect([whole(), there()]).toEqual([[], ["<a>"]]);
});

it("what is written is copied when nobody has touched it for a while, and not before", async () => {
  const { open, write, quiet, whole } = device("a");
  const folder = await open();
  await folder.choose("");
  now += MINUTE;
  write("b");
  ring();
  expect(folder.state.value?.reach).toBe("waiting");
  quiet(0.5);
  expect(folder.state.value?.reach).toBe("waiting");
  quiet(5);
  await reaches(folder, "done");
  expect(whole()).toEqual(["<a,b>"]);
});

it("a notebook that cannot be read any more stays in the copy that has it, and that is said", async () => {
  const { open, write, spoil, whole } = device("a", "b");
  const folder = await open();
  await folder.choose("");
  spoil("a");
  write("c");
  await folder.copy(false);
  expect(folder.state.value?.reach).toBe("failed");
  expect(whole()).toEqual(["<a,b>", "<b,c>"]);
});

it("the browser asks a person only after a press of theirs", async () => {
  const { open, forbid, write, quiet, asked, whole } = device("a");
  const folder = await open();
  await folder.choose("");
  forbid();
  write("b");
  ring();
  quiet(6);
  await reaches(folder, "permission");
  expect(asked()).toBe(0);
  await folder.copy(true);
  expect([asked(), whole(), folder.state.value?.reach]).toEqual([1, ["<a,b>"], "done"]);
});

it("a stick that is out, or does not take it, is spoken of, and gets it later", async () => {
  const { open, pullAfter, plugIn, write, quiet, directory, whole } = device("a");
  const folder = await open();
  await folder.choose("");
  write("b");
  ring();
  const values = directory.values;
  directory.values = () => {
    throw Object.assign(new Error(), { name: "NotFoundError" });
  };
  quiet(6);
  await reaches(folder, "missing");
  directory.values = values;
  pullAfter(4);
  quiet(6);
  await reaches(folder, "failed");
  plugIn();
  expect(whole()).toEqual(["<a>"]);
  quiet(6);
  await reaches(folder, "done");
  expect(whole()).toEqual(["<a,b>"]);
});

it("a library that has lost everything takes nothing from the folder", async () => {
  const { open, empty, whole } = device("a");
  const folder = await open();
  await folder.choose("");
  empty();
  await folder.copy(false);
  expect([whole(), folder.state.value?.reach]).toEqual([["<a>"], "waiting"]);
});

it("what was written before a power cut is copied although no note of it is left", async () => {
  for (const minutes of [1, -60]) {
    const { open, write } = device("a");
    await (await open()).choose("");
    expect((await open()).state.value?.reach).toBe("done");
    now += minutes * MINUTE;
    write("b");
    expect((await open()).state.value?.reach).toBe("waiting");
  }
});

it("whoever asks whether it is there is told of the folder, not of notes", async () => {
  const { open, files, whole } = device("a");
  const folder = await open();
  await folder.choose("");
  files.clear();
  await folder.copy(false);
  expect(whole()).toEqual(["<a>"]);
});

it("people whose copies lie there are named once, oneself first; a forgotten folder keeps them", async () => {
  const { open, files, whole } = device("a");
  const folder = await open();
  await folder.choose("Lina");
  for (const day of ["10", "11"]) {
    files.set(`Ardoise Tom 0a1b2c3d 2027-01-${day} 14h05m09.zip`, bytes("<t>"));
  }
  const people = await folder.people();
  expect(people.map(({ person, mine }) => [person, mine])).toEqual([
    ["Lina", true],
    ["Tom", false],
  ]);
  await folder.forget();
  expect([folder.state.value, folderMark(), kept]).toEqual([undefined, undefined, undefined]);
  expect(whole()).toHaveLength(3);
});
