/**
 * Bundles the service worker into one classic script of the floor's syntax, kept in the build cache;
 * `cargo xtask build` puts the list of files in front of it and writes it into the site.
 */
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  configFile: false,
  root: here(".."),
  publicDir: false,
  logLevel: "warn",
  build: {
    target: "es2018",
    outDir: here("../../target/xtask-cache"),
    emptyOutDir: false,
    lib: {
      entry: here("../src/host/service-worker.ts"),
      formats: ["iife"],
      name: "ardoiseServiceWorker",
      fileName: () => "service-worker.js",
    },
  },
});
