/**
 * Does with each lesson what a pupil does first: opens it, reads it, types in every cell, runs
 * everything, adds a cell, and opens it again from what was kept. The page door whose functions
 * report their first call does it, together with a kernel and a database in memory, and writes which
 * were called.
 * node profile-page.mjs GLUE MODULE PLAIN_MODULE KERNEL_GLUE KERNEL_MODULE PYTHON_FOLDER OUT LESSON...
 *
 * What is not done here (notebook files brought in, history, merging what is stored, activities) is what the second half is for. What waits for the database is in the first half in
 * any case (`xtask/src/page.rs`).
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import "fake-indexeddb/auto";
import { calledFunctions, kernelHost, layFiles, startKernel } from "./kernel-in-node.mjs";

const [glue, reporting, plain, kernelGlue, kernelModule, python, out, ...lessons] =
  process.argv.slice(2);

const WRITING_STEPS = 400;
/** Each has a client id of its own in the notebook. */
const VISITS = 40;

/** The engine takes its numbers here: the same in every build. */
let drawn = 7;
Math.random = () => {
  drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) & 0x7fffffff;
  return (drawn >>> 8) / 2 ** 23;
};
const below = (end) => Math.floor(Math.random() * end);

const called = calledFunctions();
globalThis.ardoiseRest = () => {};
const early = await door(reporting);
// Lessons are brought in by a door of which nobody asks what it calls.
const whole = await door(plain);
const kernel = new WebAssembly.Module(readFileSync(kernelModule));

/** The glue keeps one instance, so each door has a copy of it. */
async function door(module) {
  const copy = module.replace(/\.wasm$/, "-glue.mjs");
  copyFileSync(glue, copy);
  const script = await import(pathToFileURL(copy).href);
  rmSync(copy);
  script.initSync({ module: readFileSync(module) });
  return script;
}

const store = await early.Store.open("ardoise", () => {});
await store.list();
await store.kernelMemory("of the first visit");
await store.keepKernelMemory("of the first visit", new Uint8Array(9));
await store.kernelMemory("of the first visit");
let now = 1_600_000_000_000;

early.fileRequestHead("notes.txt", 9);
early.fileRequestHead("notes.txt");
await store.create("blank", now, early.blankNotebook("Sans titre", "python"));
await learn("blank");
await write("blank");
for (const lesson of lessons) {
  const imported = whole.importIpynb(readFileSync(lesson), "");
  if (imported.type !== "notebook") throw new Error(`${lesson} is no notebook`);
  // A pupil's copy is kept with the activity it is of.
  const role = { role: "copy", bytes: new Uint8Array(9) };
  await store.create(lesson, now, imported.notebook, role);
  await learn(lesson);
}
await store.list();
store.close();
writeFileSync(out, JSON.stringify([...called].sort((one, other) => one - other)));

async function learn(id) {
  await store.list();
  const lesson = await open(id);
  for (const [at, cell] of lesson.notebook.order().entries()) {
    await lesson.type(cell, at % 2 === 0 ? "\n# à moi" : "\n");
  }
  await lesson.send({ type: "runAll" });
  const [first] = lesson.notebook.order();
  const placement = { type: "after", cell: first };
  await lesson.send({ type: "insertCell", kind: "code", source: "", placement });
  const added = lesson.notebook.order()[1];
  for (const place of [{ type: "last" }, { type: "first" }, { type: "before", cell: first }]) {
    await lesson.send({ type: "insertCell", kind: "code", source: "", placement: place });
  }
  await lesson.type(added, "print(6 * 7)");
  await lesson.send({ type: "runCells", cells: [added] });
  await lesson.send({ type: "runCells", cells: [first, added] }, { type: "stop" });
  await lesson.send({ type: "restart", runAll: false });
  await lesson.send({ type: "setTitle", title: "À moi" });
  const text = { type: "insertCell", kind: "markdown", source: "", placement };
  await lesson.send(text);
  await lesson.type(lesson.notebook.order()[1], "# Des *mots*\n\n- un\n- deux");
  await lesson.send({ type: "deleteCells", cells: [added] });
  await edit(lesson);
  await lesson.close();
  const again = await open(id);
  // As a pupil opens a copy of an activity.
  await again.send({ type: "showAsPupil", on: true });
  await again.send({ type: "runAll" });
  await again.close();
}

/** A long lesson of writing: keys, corrections and cells in every place. */
async function write(id) {
  const lesson = await open(id);
  const { notebook, send } = lesson;
  for (let step = 0; step < WRITING_STEPS; step += 1) {
    const order = notebook.order();
    const cell = order[below(order.length)];
    const { source } = notebook.cell(cell);
    const start = below(source.length + 1);
    const end = below(4) === 0 ? Math.min(source.length, start + below(9)) : start;
    const text = ["a", "é", "\n", " = ", "print(x)", "😀", ""][below(7)];
    await send({ type: "editSource", cell, changes: [{ start, end, text }] });
    const placement = { type: "after", cell };
    if (step % 9 === 0) await send({ type: "insertCell", kind: "code", source: "x", placement });
    if (step % 31 === 0) await send({ type: "deleteCells", cells: [cell] });
    if (step % 17 === 0) await send({ type: "undo" }, { type: "undo" }, { type: "redo" });
  }
  await lesson.close();
  await together(id);
}

/** Several tabs, each of which hears late what the others wrote, and then many visits, before and after merging. */
async function together(id) {
  const tabs = [await open(id), await open(id), await open(id)];
  for (const [at, tab] of tabs.entries()) {
    const order = tab.notebook.order();
    for (const cell of order.slice(0, 3)) await tab.type(cell, `# ${at}\n`);
    const placement = { type: "after", cell: order[at] };
    await tab.send({ type: "insertCell", kind: "code", source: `${at}`, placement });
    await tab.send({ type: "deleteCells", cells: [order[at + 3]] });
    await tab.send({ type: "flush" });
  }
  const { updates } = await store.load(id);
  for (const tab of tabs) {
    for (const update of [...updates].reverse()) {
      await tab.send({ type: "remoteUpdates", updates: [update] });
    }
    await tab.send({ type: "remoteUpdates", updates }, { type: "undo" }, { type: "redo" });
    const [first] = tab.notebook.order();
    await tab.send({ type: "remoteOutputs", cell: first });
    await tab.type(first, "x");
  }
  for (const tab of tabs) await tab.close();
  for (let visit = 0; visit < VISITS; visit += 1) {
    const again = await open(id);
    const order = again.notebook.order();
    await again.type(order[visit % order.length], "y");
    await again.close();
  }
  const all = await store.load(id);
  const seed = whole.mergeUpdates(all.updates);
  await store.create("merged", now, { ...early.blankNotebook("", "python"), seed });
  const merged = await open("merged");
  await merged.type(merged.notebook.order()[0], "z");
  await merged.close();
}

/** What else is done to cells with one's own hands. */
async function edit({ notebook, send, type }) {
  const order = () => notebook.order();
  const [first, second] = order();
  await send({ type: "undo" }, { type: "undo" }, { type: "redo" });
  const last = { type: "last" };
  await send({
    type: "pasteCells",
    text: notebook.copyCells(order().slice(0, 3)),
    placement: last,
  });
  await send({ type: "pasteCells", text: "a = 1\n\nb = 2", placement: last });
  await send({ type: "moveCells", cells: [second], placement: { type: "before", cell: first } });
  await send({ type: "moveCells", cells: [second], placement: { type: "after", cell: first } });
  await send({ type: "insertCell", kind: "code", source: "x = 1\ny = 2", placement: last });
  await send({ type: "splitCell", cell: order().at(-1), offset: 6 });
  await send({ type: "mergeCells", cells: order().slice(-2) });
  await send({ type: "convertCells", cells: order().slice(-1), kind: "markdown" });
  await send({ type: "convertCells", cells: order().slice(-1), kind: "code" });
  await send({ type: "foldCell", cell: first, part: "source", folded: true });
  await send({ type: "foldCell", cell: first, part: "source", folded: false });
  await type(order().at(-1), "été 😀");
  await send({ type: "undo" }, { type: "redo" });
  await send({ type: "clearOutputs", cells: [first] }, { type: "clearOutputs" });
  await send({ type: "runAbove", cell: second }, { type: "runBelow", cell: second });
  await send({ type: "storeFailed", reason: "full" });
  await send({ type: "retryStore" });
  await send({ type: "addFile", path: "notes.txt", size: 9 });
  await send({ type: "filesStored", files: notebook.files() });
  await send({ type: "removeFile", path: "notes.txt" });
  await send({ type: "setLanguage", language: "en" }, { type: "setLanguage", language: "fr" });
  notebook.exportIpynb();
  notebook.facts();
}

/** What the page's host (`web/src/host/open-notebook.ts`) does with a notebook. */
async function open(id) {
  const { updates, outputs } = await store.load(id);
  await store.files(id);
  await store.activity(id);
  await store.shared();
  const notebook = early.Notebook.open("fr", updates, outputs);
  const waiting = [];
  let engine;
  const host = kernelHost(python, {
    // The bytes are a view of the kernel's memory.
    report: (bytes) => waiting.push({ type: "kernelReported", bytes: bytes.slice() }),
    answer: () => "7",
  });

  const look = (cell) => {
    const view = notebook.cell(cell);
    if (view?.question === undefined) return;
    waiting.push({ type: "answer", run: view.question.run, text: "7" });
  };
  const perform = async (effect) => {
    switch (effect.type) {
      case "append":
        await store.append(id, now, effect.update, notebook.summary());
        waiting.push({ type: "stored", sequence: effect.sequence });
        break;
      case "storeOutputs":
        await store.storeOutputs(id, effect.cell, now, effect.outputs);
        waiting.push({ type: "stored", sequence: effect.sequence });
        break;
      case "storeFile":
        waiting.push({ type: "stored", sequence: effect.sequence });
        break;
      case "setTimer":
        waiting.push({ type: "timerFired", timer: effect.timer });
        break;
      case "startKernel":
        waiting.push({ type: "kernelChanged", change: { type: "loading" } });
        engine = startKernel(kernelGlue, kernel);
        layFiles(engine, id);
        waiting.push({ type: "kernelChanged", change: { type: "ready" } });
        break;
      case "stopKernel":
      case "restartKernel": {
        engine = startKernel(kernelGlue, kernel);
        layFiles(engine, id);
        const type = effect.type === "stopKernel" ? "restored" : "fresh";
        waiting.push({ type: "kernelChanged", change: { type } });
        break;
      }
      case "postKernel":
        try {
          engine.handle(effect.bytes);
        } catch (error) {
          throw new Error(`${id}: ${host.death} ${error}`);
        }
        break;
      case "cellChanged":
      case "outputsChanged":
      case "sourceChanged":
        look(effect.cell);
        break;
      case "orderChanged":
        notebook.order();
        break;
      case "statusChanged":
        notebook.status();
        break;
    }
  };
  /** What comes in a row comes before anything the events lead to. */
  const send = async (...events) => {
    waiting.push(...events);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      now += 10;
      for (const effect of notebook.handle(now, next)) await perform(effect);
    }
  };
  const show = () => {
    notebook.status();
    for (const cell of notebook.order()) look(cell);
    notebook.files();
    notebook.names();
    notebook.refusesFile("notes.txt", 9);
    notebook.copyCells(notebook.order());
  };
  show();
  await send({ type: "setLanguage", language: "fr" });
  await send({ type: "idle" });
  return {
    notebook,
    send,
    /** Key by key at the end of a cell, and the last one taken back. */
    async type(cell, text) {
      let { length } = notebook.cell(cell).source;
      const edit = (start, end, inserted) => ({
        type: "editSource",
        cell,
        changes: [{ start, end, text: inserted }],
      });
      for (const key of text) {
        await send(edit(length, length, key));
        length += 1;
      }
      const last = text.slice(-1);
      await send(edit(length - 1, length, ""), edit(length - 1, length - 1, last));
    },
    async close() {
      await send({ type: "flush" });
      show();
      notebook.free();
    },
  };
}
