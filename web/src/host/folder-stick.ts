/** For tests: a stick in memory that can be pulled out after some steps of whoever uses it. */
import type { Directory } from "./folder-copies";

export const bytes = (text: string) => new TextEncoder().encode(text);
export const text = (content: Uint8Array) => new TextDecoder().decode(content);

/** A stick that is pulled out after some steps. `torn`: what is being closed then is there in part. */
export function stick(torn = false) {
  const files = new Map<string, Uint8Array>();
  let left = Number.POSITIVE_INFINITY;
  const step = () => {
    left -= 1;
    if (left < 0) throw new Error("unplugged");
  };
  const directory: Directory = {
    name: "CLÉ",
    async getFileHandle(name, options) {
      step();
      if (!files.has(name)) {
        if (!options?.create) throw Object.assign(new Error(name), { name: "NotFoundError" });
        files.set(name, bytes(""));
      }
      return {
        async getFile() {
          step();
          return new Blob([(files.get(name) ?? bytes("")) as Uint8Array<ArrayBuffer>]);
        },
        async createWritable() {
          step();
          let content = bytes("");
          return {
            async write(more) {
              step();
              content = more.slice();
            },
            async close() {
              if (torn && left === 0) files.set(name, content.slice(0, content.length >> 1));
              step();
              files.set(name, content);
            },
            abort: async () => undefined,
          };
        },
      };
    },
    async removeEntry(name) {
      step();
      if (!files.delete(name)) throw Object.assign(new Error(name), { name: "NotFoundError" });
    },
    async *values() {
      step();
      for (const name of files.keys()) yield { kind: "file", name };
    },
  };
  const whole = () => [...files.values()].map(text).filter((content) => /^<.*>$/.test(content));
  return {
    directory,
    files,
    whole,
    pullAfter(steps: number) {
      left = steps;
    },
    plugIn() {
      left = Number.POSITIVE_INFINITY;
    },
  };
}
