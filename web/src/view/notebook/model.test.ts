/** What a key press costs at the door: nothing that grows with the notebook. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { NotebookStatus } from "../../core";
import type { OpenNotebook, ViewEffect } from "../../core/app";
import { createNotebookModel } from "./model";

beforeEach(() => {
  vi.stubGlobal("window", { addEventListener: () => {}, removeEventListener: () => {} });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const status = (saved: "saving" | "saved"): NotebookStatus => ({
  title: "",
  language: "python",
  canUndo: true,
  canRedo: false,
  saved: { type: saved },
  kernel: { type: "ready" },
  queued: 0,
});

/** A notebook of 200 cells that notes what is asked of it. */
function notebook() {
  const asked: string[] = [];
  let tell: (effects: ViewEffect[]) => void = () => {};
  let saved: "saving" | "saved" = "saved";
  const cells = Array.from({ length: 200 }, (_, n) => `c${n}`);
  const note = <T>(name: string, value: () => T) => {
    asked.push(name);
    return value();
  };
  const open = {
    id: "n",
    activity: { value: { role: "none", version: 0 } },
    send(event: { type: string }) {
      asked.push(event.type);
      saved = "saving";
      tell([{ type: "statusChanged" }]);
    },
    subscribe(listener: typeof tell) {
      tell = listener;
      return () => {};
    },
    status: () => note("status", () => status(saved)),
    order: () => note("order", () => cells),
    cell: (id: string) => note(`cell ${id}`, () => undefined),
    names: () => note("names", () => ["one"]),
  } as unknown as OpenNotebook;
  const confirm = () => {
    saved = "saved";
    tell([{ type: "statusChanged" }]);
  };
  return { open, asked, confirm, tell: (effects: ViewEffect[]) => tell(effects) };
}

test("a key press gives one event and reads the small status, nothing else", () => {
  const { open, asked, confirm } = notebook();
  const model = createNotebookModel(open, () => {});
  model.editing.value = "c100";
  asked.length = 0;
  for (let n = 0; n < 3; n += 1) {
    model.send({ type: "editSource", cell: "c100", changes: [] });
    confirm();
  }
  expect(asked).toEqual(
    ["editSource", "status", "status"].concat([
      "editSource",
      "status",
      "status",
      "editSource",
      "status",
      "status",
    ]),
  );
});

test("a status that only says saving again redraws nothing else", () => {
  const { open, confirm } = notebook();
  const model = createNotebookModel(open, () => {});
  const { kernel } = model.status.value;
  const order = model.order.value;
  model.send({ type: "editSource", cell: "c1", changes: [] });
  const { saved } = model.status.value;
  model.send({ type: "editSource", cell: "c1", changes: [] });
  expect(model.status.value.saved).toBe(saved);
  confirm();
  expect(model.status.value.saved).toEqual({ type: "saved" });
  expect(model.status.value.kernel).toBe(kernel);
  expect(model.order.value).toBe(order);
});

test("names are read once per cell that is written in, and again when others change", () => {
  const { open, asked, tell } = notebook();
  const model = createNotebookModel(open, () => {});
  const reads = () => asked.filter((one) => one === "names").length;
  model.editing.value = "c1";
  model.names();
  model.names();
  expect(reads()).toBe(1);
  model.editing.value = "c2";
  model.names();
  expect(reads()).toBe(2);
  tell([{ type: "sourceChanged", cell: "c9", changes: [] }]);
  model.names();
  expect(reads()).toBe(3);
});
