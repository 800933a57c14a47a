/** Where links lead and how far they get. */
import { expect, test } from "vitest";
import { fitOf, pageAddress, reachOf, siteFrom, slugOf } from "./site";

test("whom an address serves", () => {
  for (const [address, reach] of [
    ["https://ecole.example/ardoise/", "all"],
    ["http://ecole.example/", "all"],
    ["file:///home/ada/ardoise/index.html", "device"],
    ["http://localhost:8080/", "device"],
    ["http://127.0.0.1:8080/", "device"],
    ["http://[::1]/", "device"],
    ["http://192.168.1.20:8080/", "network"],
    ["http://172.20.0.3/", "network"],
    ["http://172.40.0.3/", "all"],
    ["http://poste-maitre/", "network"],
    ["http://nas.local/ardoise/", "network"],
  ] as const) {
    expect(reachOf(address), address).toBe(reach);
  }
});

test("a written address becomes a site's, or none", () => {
  expect(siteFrom(" ecole.example/ardoise ")).toBe("https://ecole.example/ardoise");
  expect(siteFrom("http://ecole.example/a/?x=1#/n/2")).toBe("http://ecole.example/a/");
  for (const bad of ["", "ecole", "javascript:alert(1)", "file:///a", "https://moi:secret@x.fr/"]) {
    expect(siteFrom(bad), bad).toBeUndefined();
  }
  expect(pageAddress("https://a.example/b/index.html?c#d")).toBe("https://a.example/b/index.html");
});

test("how far a link gets", () => {
  const fits = [900, 1001, 2953, 2954, 8001, 3_000_000].map((n) => fitOf("x".repeat(n)));
  expect(fits).toEqual(["small", "dense", "dense", "message", "long", "impossible"]);
});

test("a folder has a plain name", () => {
  expect(slugOf("Les carrés : n° 2 !")).toBe("les-carres-n-2");
  expect(slugOf("Œuvres & cœurs")).toBe("oeuvres-coeurs");
  expect(slugOf("数学")).toBe("activite");
  expect(slugOf("a".repeat(100))).toHaveLength(60);
});
