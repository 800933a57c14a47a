/** Stored choices come back, and nonsense falls back to the initial ones. */
import { describe, expect, it } from "vitest";
import { initialPreferences, languageFor, preferencesFromText } from "./preferences";

describe("stored choices", () => {
  it("come back", () => {
    const chosen = { ...initialPreferences, theme: "dark", textSize: 150, language: "en" } as const;
    expect(preferencesFromText(JSON.stringify(chosen))).toEqual(chosen);
  });
  it("fall back one by one where they make no sense", () => {
    for (const text of [null, "", "null", "[]", "3", "{", '{"theme":"pink","textSize":"100"}']) {
      expect(preferencesFromText(text)).toEqual(initialPreferences);
    }
    expect(preferencesFromText('{"theme":"contrast","spacing":7}')).toEqual({
      ...initialPreferences,
      theme: "contrast",
    });
  });
});

it("the first language of the browser that the page speaks, else French", () => {
  expect(languageFor("auto", ["de", "en-GB", "fr"])).toBe("en");
  expect(languageFor("auto", ["fr-CA", "en"])).toBe("fr");
  expect(languageFor("auto", ["ar", "es"])).toBe("fr");
  expect(languageFor("en", ["fr"])).toBe("en");
});
