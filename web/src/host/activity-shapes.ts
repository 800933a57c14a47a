/**
 * What else an activity is given as: a pupil's file for any notebook program, a folder for any host,
 * with the page itself where that is on this device, one file that holds page and activity. Loaded
 * when a teacher gives one away.
 *
 * It must not know how these look: the views write what people read. Start at the exports, which are
 * the facade's `ActivityShapes`.
 */
import { deflateSync } from "fflate";
import {
  Activity,
  type ActivityLook,
  type CellView,
  type NamedFile,
  Notebook,
  OneFileError,
  type PageLanguage,
  type SitePages,
  type ZipEntry,
} from "../core";
import { type ZippedFile, zip as zipped } from "./archive";
import { activityFiles, announced, type SiteFile } from "./class-site";
import { emptyPage, emptyPageSize } from "./empty-page";
import { fileName } from "./files";
import { pageLanguage } from "./language";
import { asText, withActivity } from "./one-file";

export function cells(packet: Uint8Array, language: PageLanguage): CellView[] {
  return reading(packet, (activity) => activity.preview(language).cells);
}

export function notebook(packet: Uint8Array): { name: string; text: string } {
  return reading(packet, (activity) => {
    const copy = Notebook.open(pageLanguage(), [activity.copy().seed], []);
    try {
      return { name: fileName(activity.title(), "ipynb"), text: copy.exportIpynb() };
    } finally {
      copy.free();
    }
  });
}

export function zip(entries: readonly ZipEntry[]): Blob {
  const modified = Date.now();
  const bytes = (content: ZipEntry["content"]) =>
    typeof content === "string" ? new TextEncoder().encode(content) : content;
  return zipped(entries.map(({ path, content }) => ({ path, modified, content: bytes(content) })));
}

export async function classSite(
  packet: Uint8Array,
  look: ActivityLook,
  pages: SitePages,
): Promise<Blob> {
  const modified = Date.now();
  const files: ZippedFile[] = [];
  const shown = cells(packet, pageLanguage());
  for (const file of await activityFiles(packet, look, shown, pages)) {
    files.push({ ...file, modified });
  }
  // What the host sends as it is should be small on its way there.
  for (const file of await announced(await pageFiles())) {
    files.push({ ...file, modified, packed: await packedBytes(file.content) });
  }
  return zipped(files);
}

export async function oneFileSize(packet: Uint8Array): Promise<number | undefined> {
  const size = await emptyPageSize();
  return size === undefined ? undefined : size + asText(packet).length;
}

export async function oneFile(
  packet: Uint8Array,
  progress: (part: number) => void,
): Promise<NamedFile> {
  const title = reading(packet, (activity) => activity.title());
  const file = withActivity(await emptyPage(progress), packet, title);
  if (file === undefined) throw new OneFileError("missing");
  return { name: fileName(title, "html"), content: new Blob([file], { type: "text/html" }) };
}

async function packedBytes(content: Uint8Array): Promise<Uint8Array> {
  let packing: CompressionStream;
  try {
    packing = new CompressionStream("deflate-raw");
  } catch {
    // Younger than many engines here. One file after the other, the page answers in between.
    await new Promise((resolve) => window.setTimeout(resolve, 0));
    return deflateSync(content);
  }
  const stream = new Blob([content as BlobPart]).stream().pipeThrough(packing);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function reading<T>(packet: Uint8Array, read: (activity: Activity) => T): T {
  const activity = Activity.read(packet);
  try {
    return read(activity);
  } finally {
    activity.free();
  }
}

/** Every file of the site, as the service worker keeps them (`service-worker.ts`). */
async function pageFiles(): Promise<SiteFile[]> {
  const folder = new URL(".", window.location.href);
  const address = (path: string) => new URL(path, folder).href;
  const bytes = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
  const names = (await window.caches.keys()).filter((name) =>
    name.startsWith(`ardoise ${folder.pathname} `),
  );
  for (const name of names.reverse()) {
    const cache = await window.caches.open(name);
    const list = await cache.match(address("offline-list.json"));
    if (list === undefined) continue;
    const { files } = (await list.json()) as { files: [path: string, sha256: string][] };
    const found: SiteFile[] = [];
    for (const [path] of files) {
      const kept = await cache.match(address(path));
      if (kept) found.push({ path, content: await bytes(kept) });
    }
    // One that lacks files is still being fetched.
    if (found.length < files.length) continue;
    // The script of the worker itself is the browser's to keep.
    const worker = await fetch(address("service-worker.js"));
    if (!worker.ok) throw new Error("the service worker cannot be fetched");
    found.push({ path: "service-worker.js", content: await bytes(worker) });
    return found;
  }
  throw new Error("the page is not on this device");
}
