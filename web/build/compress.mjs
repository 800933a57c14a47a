/**
 * Writes FILE.br (Brotli 11) and FILE.gz beside every file of a folder that gets smaller by it.
 * node compress.mjs FOLDER CACHE; what was squeezed once is found again in CACHE by its contents.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [folder, cache] = process.argv.slice(2);
mkdirSync(cache, { recursive: true });
const FORMATS = [
  {
    end: ".br",
    squeeze: (bytes) =>
      promisify(brotliCompress)(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_LGWIN]: 22,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
  },
  { end: ".gz", squeeze: (bytes) => promisify(gzip)(bytes, { level: 9 }) },
];

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(br|gz|png)$|^single-file/.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

await Promise.all(
  files.map(async (file) => {
    const bytes = readFileSync(file);
    const name = createHash("sha256").update(bytes).digest("hex");
    for (const { end, squeeze } of FORMATS) {
      const kept = join(cache, name + end);
      if (!existsSync(kept)) writeFileSync(kept, await squeeze(bytes));
      const small = readFileSync(kept);
      if (small.length < bytes.length) writeFileSync(file + end, small);
    }
  }),
);
