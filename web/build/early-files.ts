/**
 * Names in the page's head the files that every start needs, so that a browser fetches them while it
 * still reads the first script: the engine, and the editor, which is only to be fetched, not run.
 */
import type { HtmlTagDescriptor, Plugin } from "vite";

const WANTED: [name: RegExp, attributes: Record<string, string | boolean>][] = [
  [/ardoise_page_bg-[^/]*\.wasm$/, { rel: "preload", as: "fetch" }],
  [/editor-[^/]*\.js$/, { rel: "modulepreload" }],
];

export function earlyFiles(): Plugin {
  return {
    name: "early-files",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const names = Object.keys(bundle ?? {});
        return WANTED.flatMap(([wanted, attributes]): HtmlTagDescriptor[] => {
          const name = names.find((one) => wanted.test(one));
          if (bundle !== undefined && name === undefined) throw new Error(`no file like ${wanted}`);
          if (name === undefined) return [];
          const attrs = { ...attributes, crossorigin: true, href: `./${name}` };
          return [{ tag: "link", attrs, injectTo: "head" }];
        });
      },
    },
  };
}
