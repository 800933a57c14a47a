/** A class site made in the page is one that the page reads. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { ActivityLook, CellView } from "../core";
import { activityFiles, announced, type SiteFile } from "./class-site";

const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (files: SiteFile[], path: string) =>
  new TextDecoder().decode(files.find((file) => file.path === path)?.content);
const hash = (content: string) => createHash("sha256").update(content).digest("hex");

const LOOK = {
  id: "0".repeat(32),
  version: 2,
  title: "Un <titre> assez long pour plusieurs lignes du tableau",
  facts: { authors: ["Ada"], levels: ["2de"], subject: "SNT", cover: "été.png", minutes: 45 },
  files: [
    { path: "été.png", content: Uint8Array.of(1) },
    { path: "cover.svg", content: Uint8Array.of(2) },
    { path: "notes.csv", content: Uint8Array.of(3) },
  ],
} as unknown as ActivityLook;

const CELLS = [
  { kind: "markdown", role: "plain", slide: "", source: "Été : l’œuvre 2026, un été" },
  { kind: "code", role: "solution", slide: "", source: "secret" },
  { kind: "markdown", role: "plain", slide: "notes", source: "chuchoter" },
] as CellView[];

test("what lies below activities/", async () => {
  const packet = utf8("packet");
  const pages = { slug: "titre", page: "<p>page", list: "<p>list" };
  const files = await activityFiles(packet, LOOK, CELLS, pages);
  expect(files.map(({ path }) => path)).toEqual([
    "activities/index.html",
    "activities/catalogue.json",
    "activities/search.json",
    "activities/titre/index.html",
    "activities/titre/activity.bin",
    "activities/titre/cover.png",
    "activities/titre/été.png",
    "activities/titre/notes.csv",
  ]);
  expect(JSON.parse(text(files, "activities/catalogue.json"))).toEqual({
    ardoise: 1,
    activities: [
      {
        slug: "titre",
        id: LOOK.id,
        version: 2,
        sha256: hash("packet"),
        size: 6,
        title: LOOK.title,
        authors: ["Ada"],
        levels: ["2de"],
        subject: "SNT",
        minutes: 45,
        cover: "cover.png",
        pictures: ["été.png"],
      },
    ],
  });
  expect(JSON.parse(text(files, "activities/search.json"))).toEqual({ titre: "ete oeuvre" });
  const bare = { ...LOOK, facts: { ...LOOK.facts, cover: "" } };
  const drawn = text(await activityFiles(packet, bare, [], pages), "activities/titre/cover.svg");
  expect(drawn).toContain(">Un &lt;titre&gt; assez</text>");
  expect(drawn.match(/<text /g)).toHaveLength(3);
});

test("page and service worker agree on the version, also of a page that has a catalogue", async () => {
  const page = '<head><meta name="ardoise-version" content="0123" /></head><noscript>no</noscript>';
  const script =
    'self.ardoiseOffline={"version":"0123","files":[["a.js","x"],["index.html","y"]]};\nwork();';
  const files = [
    { path: "a.js", content: utf8("a") },
    { path: "index.html", content: utf8(page) },
    { path: "service-worker.js", content: utf8(script) },
  ];
  const once = await announced(files);
  const now = text(once, "index.html");
  const [, list = ""] = /^self\.ardoiseOffline=(.*);\n/.exec(text(once, "service-worker.js")) ?? [];
  const { version, files: listed, beside } = JSON.parse(list);
  expect(now).toContain(`content="${version}"`);
  expect(now).toContain('name="ardoise-catalogue"');
  expect(now).toContain('activities/index.html">');
  expect(listed).toEqual([
    ["a.js", "x"],
    ["index.html", hash(now)],
  ]);
  expect(beside).toContain("activities/catalogue.json");
  expect(text(once, "service-worker.js").endsWith(";\nwork();")).toBe(true);
  expect(await announced(once)).toEqual(once);
});
