/** What a teacher is told before giving an activity, and what is left in peace. */
import { expect, test } from "vitest";
import type { ActivityFacts, CellView } from "../../core";
import { adviceFor } from "./advice";

const FACTS = { levels: ["2de"] } as ActivityFacts;

/** Cells as `kind role: source`, with `gate` for what the rest waits for. */
function about(lines: [about: string, source: string][], files: string[] = []): string[] {
  const cells = lines.map(([words, source], at) => {
    const [kind, role = "plain", gate] = words.split(" ");
    return { id: String(at), kind, role, source, breakpoint: gate === "gate" } as CellView;
  });
  return adviceFor({ title: "Titre", facts: FACTS, cells, files }).map(({ kind, cell, name }) =>
    [kind, cell, name].filter((part) => part !== undefined).join(" "),
  );
}

test("what stands for the whole", () => {
  const facts = { levels: [] as string[] } as ActivityFacts;
  const kinds = adviceFor({ title: " ", facts, cells: [], files: [] }).map(({ kind }) => kind);
  expect(kinds).toEqual(["noTitle", "noLevel"]);
});

test("exercises and their checks", () => {
  expect(
    about([
      ["code exercise", "a = ..."],
      ["markdown", "Puis"],
      ["code check", "assert a == 1"],
      ["code exercise", "b = ..."],
      ["code exercise", "c = ..."],
      ["code check", "print(c)"],
      ["markdown exercise", "Écris ici."],
    ]),
  ).toEqual(["noCheck 3", "noAssert 5"]);
});

test("files and pictures that are named", () => {
  expect(
    about(
      [
        ["markdown", "![a](images/a%20b.png) ![b](./absente.png) ![c](attachment:c.png)"],
        ["markdown", "![d](https://x.example/d.png) `![e](e.png)`\n```\n![f](f.png)\n```"],
        ["markdown", '<img alt="" src="g.png"> [lien](autre.html)'],
        ["code", 'open("données.csv")\npd.read_csv("h.csv")\nopen("i.txt", "w")\nopen("i.txt")'],
        ["code", '# open("j.txt")\nrequests.get("k.txt")\npd.read_csv("https://x.example/l.csv")'],
      ],
      ["images/a b.png", "données.csv"],
    ),
  ).toEqual([
    "missingFile 0 absente.png",
    "remotePicture 1 x.example",
    "missingFile 2 g.png",
    "missingFile 3 h.csv",
  ]);
});

test("gates that nobody can open", () => {
  expect(
    about([
      ["markdown plain gate", "Lis."],
      ["code check gate", "assert True"],
      ["code plain gate", " "],
      ["raw plain gate", "brut"],
      ["markdown hint gate", "Un indice"],
      ["code plain gate", ""],
    ]),
  ).toEqual(["closedForGood 2", "closedForGood 3", "closedForGood 4"]);
});
