/**
 * Brings one generated classic script down to the syntax of the floor and takes its spaces out.
 * node lower-script.mjs FILE (rewritten in place)
 */
import { readFileSync, writeFileSync } from "node:fs";
import { minify, transformWithOxc } from "vite";

const [file] = process.argv.slice(2);
const lowered = await transformWithOxc(readFileSync(file, "utf8"), file, {
  target: "es2018",
  sourcemap: false,
  sourceType: "script",
});
// Top-level names are the script's interface: workers look for `wasm_bindgen`.
const small = await minify(file, lowered.code, {
  compress: { target: "es2018" },
  mangle: { toplevel: false },
});
writeFileSync(file, small.code);
