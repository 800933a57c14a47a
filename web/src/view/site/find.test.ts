import { expect, test } from "vitest";
import type { SiteActivity } from "../../core/app";
import { found, inUnits } from "./find";

const activity = (slug: string, other: Partial<SiteActivity>): SiteActivity => ({
  slug,
  id: slug,
  version: 1,
  sha256: "",
  size: 0,
  title: slug,
  summary: "",
  authors: [],
  levels: [],
  subject: "",
  licence: "",
  language: "fr",
  minutes: 0,
  unit: "",
  session: 0,
  cover: "",
  pictures: [],
  ...other,
});

const activities = [
  activity("carre", { title: "Le carré", levels: ["cm2"], subject: "Maths", unit: "Robot" }),
  activity("coeur", { title: "Cœur d’étoile", levels: ["2de"], subject: "Physique" }),
  activity("tri", { levels: ["1re", "tle"], subject: "NSI" }),
];
const words = { tri: "insertion liste trier", carre: "avancer tortue" };
const slugs = (search: string, level = "", subject = "") =>
  found(activities, words, { search, level, subject }).map((one) => one.slug);

test("a search compares beginnings of words, without accents and case", () => {
  expect(slugs("")).toEqual(["carre", "coeur", "tri"]);
  expect(slugs("CARR")).toEqual(["carre"]);
  expect(slugs("coeur")).toEqual(["coeur"]);
  expect(slugs("etoile")).toEqual(["coeur"]);
  expect(slugs("toile")).toEqual([]);
  expect(slugs("trier insert")).toEqual(["tri"]);
  expect(slugs("tortue maths")).toEqual(["carre"]);
});

test("filters hold together with the search", () => {
  expect(slugs("", "tle")).toEqual(["tri"]);
  expect(slugs("", "", "Physique")).toEqual(["coeur"]);
  expect(slugs("tri", "cm2")).toEqual([]);
});

test("units come first, single activities last", () => {
  const order = inUnits([...activities].reverse());
  expect(order.map(([unit, list]) => [unit, list.length])).toEqual([
    ["Robot", 1],
    ["", 2],
  ]);
});
