/** Cells make slides. */
import { expect, it } from "vitest";
import { nextPlace, placeBefore, placeWithin, type SlideSource, slidesOf } from "./slides-of";

/** Cells from lines of `id kind slide: source`. */
const cells = (...lines: string[]): SlideSource[] =>
  lines.map((line) => {
    const [head = "", source = ""] = line.split(": ");
    const [id = "", kind, slide = ""] = head.split(" ");
    return { id, kind: kind === "c" ? "code" : "markdown", slide, source };
  });

const shown = (...lines: string[]) =>
  slidesOf(cells(...lines)).map(
    ({ cells, notes }) =>
      cells.map(({ id, step }) => id + "+".repeat(step)).join(" ") +
      (notes.length > 0 ? ` (${notes.join(" ")})` : ""),
  );

it("follows Jupyter's words", () => {
  expect(
    shown("a m: # A", "b c slide", "c m", "d m fragment", "e c", "f m fragment", "g m subslide"),
  ).toEqual(["a", "b c d+ e+ f++", "g"]);
  expect(shown("a m slide", "n m notes", "s m skip", "b m slide", "c c")).toEqual(["a (n)", "b c"]);
});

it("makes a slide of each heading where nothing is marked", () => {
  expect(
    shown(
      "t m: # Titre",
      "a m: texte",
      "c c: # pas un titre",
      "u m: \n## Partie",
      "v m: Titre\n---",
    ),
  ).toEqual(["t a c", "u", "v"]);
  expect(shown("a c", "b m: # B", "s m skip: # Non", "f m fragment")).toEqual(["a", "b f+"]);
  expect(shown()).toEqual([]);
});

it("goes forward and back, step by step", () => {
  const slides = slidesOf(cells("a m slide", "b m fragment", "c m slide"));
  let place = { slide: 0, step: 0 };
  const there = [place];
  for (let n = 0; n < 4; n += 1) {
    place = nextPlace(slides, place);
    there.push(place);
  }
  const names = (places: typeof there) => places.map(({ slide, step }) => `${slide}.${step}`);
  expect(names(there)).toEqual(["0.0", "0.1", "1.0", "1.0", "1.0"]);
  const back = [place];
  for (let n = 0; n < 3; n += 1) {
    place = placeBefore(slides, place);
    back.push(place);
  }
  expect(names(back)).toEqual(["1.0", "0.1", "0.0", "0.0"]);
  expect(placeWithin(slides, { slide: 7, step: 3 })).toEqual({ slide: 1, step: 0 });
  expect(placeWithin([], { slide: 7, step: 3 })).toEqual({ slide: 0, step: 0 });
});
