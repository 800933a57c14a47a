/**
 * Bundles the scripts and the style of the page that is one file: the page, the script of a kernel's
 * worker, and what unpacks both. node single-file.mjs OUT; `xtask/src/single_file.rs` packs them.
 *
 * Modules of `src/single` stand in for those that fetch.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const [out] = process.argv.slice(2);
const web = fileURLToPath(new URL("..", import.meta.url));
const source = (path) => resolve(web, "src", path);

/** Module of the site, and what stands in for it. */
const INSTEAD = {
  "core/halves.ts": "single/halves.ts",
  "floor/policy.ts": "single/policy.ts",
  "host/empty-page.ts": "single/empty-page.ts",
  "host/empty-worker.ts": "single/empty-worker.ts",
  "host/engine-files.ts": "single/engine-files.ts",
  "host/kernel-start.ts": "single/kernel-start.ts",
  "host/offline.ts": "single/offline.ts",
};

const instead = {
  name: "single-file",
  enforce: "pre",
  async resolveId(id, importer, options) {
    if (importer === undefined) return null;
    if (id.endsWith("ardoise_page_bg.wasm?url")) return "\0page-wasm";
    // The page opens at the activity of the file; the host that does so asks for the real one.
    if (id === "./host" && importer === source("main.ts")) return source("single/host.ts");
    const found = await this.resolve(id, importer, { ...options, skipSelf: true });
    const other = Object.keys(INSTEAD).find((path) => found?.id === source(path));
    return other === undefined || importer.startsWith(source("single"))
      ? found
      : source(INSTEAD[other]);
  },
  load(id) {
    return id === "\0page-wasm" ? "export default window.ardoiseParts.wasm;" : null;
  },
};

async function bundled(entry) {
  const made = await build({
    configFile: false,
    root: web,
    publicDir: false,
    logLevel: "warn",
    plugins: [instead],
    build: {
      write: false,
      target: "es2018",
      cssTarget: ["chrome64", "firefox78", "safari12"],
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      reportCompressedSize: false,
      lib: {
        entry: source(entry),
        formats: ["iife"],
        name: "ardoise",
        fileName: () => "script.js",
      },
    },
  });
  return [made].flat().flatMap(({ output }) => output);
}

mkdirSync(out, { recursive: true });
const write = (name, text) => writeFileSync(join(out, name), text);
const script = (files) => files.find(({ type }) => type === "chunk").code;

const page = await bundled("main.ts");
write("page.js", script(page));
write("page.css", page.find(({ fileName }) => fileName.endsWith(".css")).source);
const glue = readFileSync(join(web, "public/engine/ardoise_worker.js"), "utf8");
write("worker.js", `${glue}\n${script(await bundled("host/kernel-worker.ts"))}`);
// It stands in the file as it is, which is no UTF-8.
const asCode = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
const unpack = script(await bundled("single/unpack.ts"));
write("unpack.js", unpack.replace(/[\u0080-\uffff]/g, asCode));
