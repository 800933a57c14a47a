/** Facts of controls may come from a stranger's file: nothing in them does harm. */
import { describe, expect, it } from "vitest";
import { controlWords } from "../../i18n/controls";
import { factsOf, formatted } from "./control-facts";

describe("facts", () => {
  it("are read as what they should be, or not at all", () => {
    const facts = factsOf(
      '{"value": 3, "big": "123456789012345678901", "index": null, "options": ["a", 1, null, "b"], "disabled": "yes", "span": [1, "2", "x"]}',
    );
    expect(facts.number("value", 0)).toBe(3);
    expect(facts.number("big", 0)).toBeCloseTo(1.2345678901234568e20);
    expect(facts.written("big")).toBe("123456789012345678901");
    expect(facts.place("index")).toBeUndefined();
    expect(facts.texts("options")).toEqual(["a", "b"]);
    expect(facts.flag("disabled")).toBe(false);
    expect(facts.numbers("span")).toEqual([1, 2]);
    expect(facts.text("value")).toBe("");
    expect(facts.text("toString")).toBe("");
    for (const odd of ["", "null", "[1]", '"x"', "{"]) {
      expect(factsOf(odd).number("value", 7)).toBe(7);
    }
  });

  it("give the page only harmless rules", () => {
    const css = (layout: object) => factsOf(JSON.stringify({ layout })).css();
    expect(
      css({ width: "50%", min_width: "10em", grid_template_columns: "repeat(2, 1fr)" }),
    ).toEqual({ width: "50%", minWidth: "10em", gridTemplateColumns: "repeat(2, 1fr)" });
    expect(
      css({
        width: "1px; position: fixed",
        height: "url(//x)",
        margin: "calc(0px - 500px)",
        padding_left: "-1px",
        position: "fixed",
        top: "0",
        padding: 3,
        border: "var(--x)",
      }),
    ).toEqual({});
    const style = factsOf('{"style": {"button_color": "url(x)", "bar_color": "red"}}');
    expect(style.color("button_color")).toBe("");
    expect(style.color("bar_color")).toBe("red");
  });
});

describe("numbers on sliders", () => {
  it("look as Python formats them", () => {
    expect(formatted(5, "d")).toBe("5");
    expect(formatted(0.5, ".2f")).toBe("0.50");
    expect(formatted(0.25, ".0%")).toBe("25%");
    expect(formatted(12345, ".1e")).toBe("1.2e+04");
    expect(formatted(0.1 + 0.2, "")).toBe("0.3");
    expect(formatted(1234.5678, ".3g")).toBe("1230");
    expect(formatted(2, "nonsense")).toBe("2");
  });
});

describe("words of controls", () => {
  it("French signs stand after a no-break space, and nothing is empty", () => {
    const { fr, en } = controlWords;
    expect(Object.keys(en.names)).toEqual(Object.keys(fr.names));
    for (const text of Object.values(fr)) {
      if (typeof text === "string")
        expect(text).not.toMatch(/[^\s\d\u202f\u00a0][;?!»]| [;:?!»]|« /u);
    }
  });
});
