/**
 * How the page is built: plain files with content hashes that any static host serves from any
 * sub-path, in scripts and styles that the oldest engines of the floor understand.
 */
import { defineConfig } from "vitest/config";
import { earlyFiles } from "./build/early-files";

export default defineConfig({
  base: "./",
  plugins: [earlyFiles()],
  build: {
    target: "es2018",
    cssTarget: ["chrome64", "firefox78", "safari12"],
    // A data: address in a style sheet would be sent on every visit, a file only once.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  // Old engines have no module workers.
  worker: { format: "iife" },
  server: { host: "127.0.0.1", port: 8080 },
  test: { include: ["src/**/*.test.ts"] },
});
