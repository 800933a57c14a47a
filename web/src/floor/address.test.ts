/** What addresses ask for, whoever wrote them. */
import { expect, test } from "vitest";
import { askedBy, hostsOf } from "./address";

const PAGE = "https://ecole.example/ardoise/";

test("ordinary addresses ask for nothing", () => {
  for (const rest of ["", "#/", "#/n/abc", "?v=12", "#a=AQID", "#/help", "?aux=a.csv"]) {
    expect(askedBy(PAGE + rest), rest).toBeUndefined();
  }
});

test("Basthon's keys are read after ? and after #, each as often as it stands there", () => {
  expect(askedBy(`${PAGE}?from=a.ipynb&aux=b.csv&aux=c.csv&module=d.py`)).toEqual({
    from: ["a.ipynb"],
    ipynb: [],
    beside: ["b.csv", "c.csv", "d.py"],
  });
  expect(askedBy(`${PAGE}#from=https://x.example/a.ipynb`)?.from).toEqual([
    "https://x.example/a.ipynb",
  ]);
  expect(askedBy(`${PAGE}?kernel=python3#ipynb=eJw`)?.ipynb).toEqual(["eJw"]);
});

test("only the hosts that are named may be asked", () => {
  const asked = askedBy(
    `${PAGE}?from=https://x.example/a&aux=http://y.example:8080/b&aux=c&module=javascript:1&aux=data:,x`,
  );
  expect(asked && hostsOf(asked, PAGE)).toEqual(["https://x.example", "http://y.example:8080"]);
  const own = askedBy(`${PAGE}?from=/autre.ipynb&aux=//`);
  expect(own && hostsOf(own, PAGE)).toEqual([]);
  // What a policy would read as more than a host is no host.
  const hostile = askedBy(`${PAGE}?from=${encodeURIComponent("https://x.example; script-src *")}`);
  expect(hostile && hostsOf(hostile, PAGE).join()).not.toContain(";");
});
