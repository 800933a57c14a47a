/** Addresses and views name each other. */
import { expect, it } from "vitest";
import { hashFromRoute, type Route, routeFromHash } from "./router";

it("every route comes back from its address", () => {
  const routes: Route[] = [
    { view: "library" },
    { view: "notebook", id: "a/b é#?" },
    { view: "history", id: "x" },
    { view: "read", id: "x" },
    { view: "slides", id: "x" },
    { view: "pupil", id: "x" },
    { view: "catalogue" },
    { view: "activity", slug: "seance-1" },
    { view: "help" },
    { view: "settings" },
  ];
  for (const route of routes) expect(routeFromHash(hashFromRoute(route))).toEqual(route);
});

it("an activity's link is a view of its own", () => {
  for (const hash of ["#a=AXcH", "#a%3DAXcH"])
    expect(routeFromHash(hash)).toEqual({ view: "link" });
  expect(hashFromRoute({ view: "link" })).toBe("#/");
});

it("what is no route is the library", () => {
  for (const hash of [
    "",
    "#",
    "#/",
    "#/n",
    "#/n/",
    "#/elsewhere",
    "#heading",
    "#/n/%E0%A4%A",
    "#/activity/A..b",
  ]) {
    expect(routeFromHash(hash)).toEqual({ view: "library" });
  }
});
