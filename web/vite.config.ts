/**
 * How the page is built: plain files with content hashes that any static host serves from any
 * sub-path, in scripts and styles that the oldest engines of the floor understand.
 */
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { earlyFiles } from "./build/early-files";

/**
 * Vite calls each dynamic import through a helper that first asks for the styles and scripts it
 * needs. Ours need none but what is there already, so the helper is only bytes.
 */
const plainImports: Plugin = {
  name: "plain-imports",
  enforce: "pre",
  load: (id) =>
    id.includes("vite/preload-helper")
      ? "export const __vitePreload = (fetchModule) => fetchModule();"
      : undefined,
};

export default defineConfig({
  base: "./",
  plugins: [plainImports, earlyFiles()],
  build: {
    target: "es2018",
    cssTarget: ["chrome64", "firefox78", "safari12"],
    // A data: address in a style sheet would be sent on every visit, a file only once.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Several tables of words would all be called `fr`.
        chunkFileNames: ({ facadeModuleId }) => {
          const [, table] = /\/i18n\/(\w+)\//.exec(facadeModuleId ?? "") ?? [];
          return `assets/${table ? `${table}-` : ""}[name]-[hash].js`;
        },
      },
    },
  },
  // Old engines have no module workers.
  worker: { format: "iife" },
  server: { host: "127.0.0.1", port: 8080 },
  test: {
    include: ["src/**/*.test.ts"],
    // These tests come before the engine is built, so none may reach it, also where it lies there.
    alias: [{ find: /^\.\/engine\/.*/, replacement: "the-engine-is-not-built-yet" }],
  },
});
