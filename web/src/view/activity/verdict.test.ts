/** A check speaks of the answer there is now, and hints come in their order. */
import { describe, expect, it } from "vitest";
import { hintNumber, type Seen, verdictOf } from "./verdict";

const error: Seen["outputs"][number] = {
  type: "error",
  name: "AssertionError",
  message: "",
  traceback: [],
};
const cell = (role: Seen["role"], more: Partial<Seen> = {}): Seen => ({
  role,
  freshness: "fresh",
  runState: "idle",
  outputs: [],
  ...more,
});

describe("a check", () => {
  const answer = cell("exercise", { executionCount: 1 });
  const check = cell("check", { executionCount: 2 });

  it("passes or not by its own run", () => {
    expect(verdictOf(check, [answer])).toBe("passed");
    expect(verdictOf({ ...check, outputs: [error] }, [answer])).toBe("notYet");
    expect(verdictOf({ ...check, freshness: "empty" }, [answer])).toBe("open");
    expect(verdictOf({ ...check, freshness: "aborted" }, [answer])).toBe("open");
    expect(verdictOf({ ...check, runState: "queued" }, [answer])).toBe("asking");
  });

  it("is to be asked again when the answer was written or run since", () => {
    expect(verdictOf(check, [{ ...answer, freshness: "stale" }])).toBe("again");
    expect(verdictOf(check, [{ ...answer, executionCount: 3 }])).toBe("again");
    expect(verdictOf({ ...check, freshness: "fromFile" }, [answer])).toBe("again");
  });

  it("still stands when the page was opened anew", () => {
    const before = { ...answer, freshness: "fromFile" } as const;
    expect(verdictOf({ ...check, freshness: "fromFile" }, [before])).toBe("passed");
  });

  it("is about the answers since the check before, and no others", () => {
    const changed = { ...answer, freshness: "stale" } as const;
    expect(verdictOf(check, [changed, cell("check"), answer, cell("plain")])).toBe("passed");
    expect(verdictOf(check, [changed, answer, cell("check")])).toBe("again");
    expect(verdictOf(check, [cell("plain", { freshness: "stale" }), answer])).toBe("passed");
  });
});

it("hints count from one for each cell to fill in", () => {
  const roles = ["exercise", "hint", "check", "hint", "exercise", "hint"] as const;
  const cells = roles.map((role) => ({ role }));
  const numbers = roles.map((role, at) => (role === "hint" ? hintNumber(cells.slice(0, at)) : 0));
  expect(numbers).toEqual([0, 1, 0, 2, 0, 1]);
});
