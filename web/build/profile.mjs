/**
 * Runs lessons in the kernel whose functions report their first call, and writes which were called.
 * node profile.mjs GLUE MODULE PYTHON_FOLDER OUT LESSON...; OUT becomes a JSON list of numbers.
 *
 * Each lesson has a kernel of its own.
 */
import { readFileSync, writeFileSync } from "node:fs";
import {
  calledFunctions,
  codeOf,
  kernelHost,
  layFiles,
  runRequest,
  startKernel,
} from "./kernel-in-node.mjs";

const [glue, module, python, out, ...lessons] = process.argv.slice(2);

const called = calledFunctions();
// A number is an answer to most questions, and the one that the guessing game looks for.
const host = kernelHost(python, { report: () => {}, answer: () => "7" });

const compiled = new WebAssembly.Module(readFileSync(module));
for (const lesson of lessons) {
  try {
    const engine = startKernel(glue, compiled);
    layFiles(engine, lesson);
    codeOf(lesson).forEach((source, at) => {
      engine.handle(runRequest(at + 1, source));
    });
  } catch (error) {
    console.error(`${lesson}: ${host.death} ${error}`);
    process.exit(1);
  }
}
writeFileSync(out, JSON.stringify([...called].sort((one, other) => one - other)));
