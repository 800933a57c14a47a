/**
 * Does with each lesson what a pupil does first: opens it, reads it, types in every cell, runs
 * everything, adds a cell, and opens it again from what was kept. The page door whose functions
 * report their first call does it, together with a kernel and a database in memory, and writes which
 * were called.
 * node profile-page.mjs GLUE MODULE PLAIN_MODULE KERNEL_GLUE KERNEL_MODULE PYTHON_FOLDER OUT LESSON...
 *
 * What is not done here (files brought in and taken out, undo, paste, history, merging what is
 * stored, other tabs, files beside the cells) is what the second half is for. Of the store, the
 * methods are called that `web/src/host/storage.ts` names as early.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import "fake-indexeddb/auto";
import { calledFunctions, kernelHost, layFiles, startKernel } from "./kernel-in-node.mjs";

const [glue, reporting, plain, kernelGlue, kernelModule, python, out, ...lessons] =
  process.argv.slice(2);

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
  await lesson.close();
  const again = await open(id);
  // As a pupil opens a copy of an activity.
  await again.send({ type: "showAsPupil", on: true });
  await again.send({ type: "runAll" });
  await again.close();
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
