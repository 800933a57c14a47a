/** The keyboard table: what each press means in each mode, alone and in pairs. */
import { describe, expect, it } from "vitest";
import { type Action, type Mode, match, type Pending, type Press, shortcuts } from "./keyboard";

/** Notation: `Control+Shift+z`, as in the table; the key as the browser names it. */
function press(written: string): Press {
  const parts = written === "+" ? ["+"] : written.split("+");
  const key = parts.pop() ?? "";
  return {
    key,
    ctrlKey: parts.includes("Control"),
    metaKey: parts.includes("Meta"),
    altKey: parts.includes("Alt"),
    shiftKey: parts.includes("Shift"),
  };
}

function actions(mode: Mode, written: string, step = 100, mac = false): (Action | undefined)[] {
  let pending: Pending | undefined;
  return written.split(" ").map((one, index) => {
    const found = match(press(one), mode, pending, index * step, mac);
    pending = found.pending;
    return found.action;
  });
}

describe("one press", () => {
  const cases: [Mode, string, Action | undefined][] = [
    ["command", "Shift+Enter", "runAndNext"],
    ["edit", "Shift+Enter", "runAndNext"],
    ["edit", "Control+Enter", "runInPlace"],
    ["edit", "Alt+Enter", "runAndInsert"],
    ["command", "Enter", "edit"],
    ["edit", "Enter", undefined],
    ["command", "a", "insertAbove"],
    ["edit", "a", undefined],
    ["command", "m", "toMarkdown"],
    ["command", "Shift+M", "merge"],
    ["command", "z", "undo"],
    ["command", "Shift+Z", "redo"],
    ["edit", "Control+z", "undo"],
    ["edit", "Control+Shift+Z", "redo"],
    ["edit", "Control+Shift+-", "split"],
    ["edit", "Control+Shift+_", "split"],
    ["edit", "Control+m", "leaveEdit"],
    ["edit", "Control+c", undefined],
    ["command", "Control+c", undefined],
    ["edit", "Control+s", "save"],
    ["command", "ArrowDown", "next"],
    ["command", "Shift+ArrowDown", "extendDown"],
    ["command", "Shift+J", "extendDown"],
  ];
  for (const [mode, written, expected] of cases) {
    it(`${written} in ${mode} mode: ${expected ?? "nothing"}`, () => {
      expect(actions(mode, written)).toEqual([expected]);
    });
  }

  it("Command stands for Control on a Mac", () => {
    expect(actions("edit", "Meta+Enter", 100, true)).toEqual(["runInPlace"]);
    expect(actions("edit", "Control+m", 100, true)).toEqual(["leaveEdit"]);
  });
});

describe("pairs", () => {
  it("d d deletes", () => {
    expect(actions("command", "d d")).toEqual([undefined, "deleteCells"]);
  });
  it("d alone does not, nor d after a pause", () => {
    expect(actions("command", "d")).toEqual([undefined]);
    expect(actions("command", "d d", 2000)).toEqual([undefined, undefined]);
  });
  it("another key between breaks the pair", () => {
    expect(actions("command", "d j d")).toEqual([undefined, "next", undefined]);
  });
  it("0 0 restarts also where digits need Shift", () => {
    expect(actions("command", "0 0")).toEqual([undefined, "restart"]);
    expect(actions("command", "Shift+0 Shift+0")).toEqual([undefined, "restart"]);
  });
  it("d d writes two letters in edit mode", () => {
    expect(actions("edit", "d d")).toEqual([undefined, undefined]);
  });
});

it("no two actions share a key in one mode", () => {
  for (const mode of ["command", "edit"] as const) {
    const keys = shortcuts
      .filter(({ modes }) => modes.includes(mode))
      .map((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  }
});
