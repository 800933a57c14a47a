/** Names of files that are offered for download. */
import { expect, test } from "vitest";
import { fileName, titleFromFileName } from "./files";

test.each([
  ["Les boucles", "Les boucles.ipynb"],
  ["  ../a/b: c?  ", "a b c.ipynb"],
  ["Été 🙂", "Été 🙂.ipynb"],
  ["", "ardoise.ipynb"],
  ["con", "ardoise con.ipynb"],
  ["x".repeat(200), `${"x".repeat(80)}.ipynb`],
  ["tab\tand\nline", "tab and line.ipynb"],
])("the title %j becomes the file %j", (title, name) => {
  expect(fileName(title, "ipynb")).toBe(name);
});

test.each([
  ["Les boucles.ipynb", "Les boucles"],
  ["C:\\fakepath\\a.ipynb.txt", "a"],
  ["a.b.IPYNB", "a.b"],
  [".ipynb", ".ipynb"],
])("the file %j has the title %j", (name, title) => {
  expect(titleFromFileName(name)).toBe(title);
});
