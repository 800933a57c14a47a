/**
 * Fetches a file of the site in few bytes, also from a host that compresses nothing: the build puts
 * a `.gz` beside each file, which is asked for instead once a large file is seen to come raw.
 *
 * For worker and service worker. It must not know what the files are.
 */
import { gunzipped, isGzip } from "./inflate";

/** On answers that the service worker gives from the device, where nothing is sent. */
export const KEPT = "x-ardoise-kept";

/** For less, asking twice costs more than it saves. */
const LEAST_BYTES = 32 * 1024;

export interface Fetched {
  response: Response;
  bytes: Uint8Array<ArrayBuffer>;
  /** It came as its twin, so the host compresses nothing by itself. */
  twin: boolean;
}

/** Throws where nothing can be fetched; an answer other than 200 is the caller's to look at. */
export async function fetchFile(
  url: string,
  options: RequestInit = {},
  progress: (loaded: number, total: number | undefined) => void = () => {},
): Promise<Fetched> {
  const response = await fetch(url, options);
  if (response.ok && comesRaw(response)) {
    const twin = await fetch(twinOf(url), options);
    if (twin.ok) {
      if (response.body) response.body.cancel().catch(() => undefined);
      const bytes = await bodyOf(twin, progress);
      if (isGzip(bytes)) return { response, bytes: await unpacked(bytes), twin: true };
      // The host says of its own accord that a .gz is compressed, so the browser has undone it.
      if (twin.headers.get("content-encoding")) return { response, bytes, twin: true };
      const again = await fetch(url, options);
      return { response: again, bytes: await bodyOf(again, progress), twin: false };
    }
  }
  return { response, bytes: await bodyOf(response, progress), twin: false };
}

export function twinOf(url: string): string {
  return url.replace(/(\?.*)?$/, ".gz$1");
}

function comesRaw(response: Response): boolean {
  const { headers } = response;
  if (headers.get("content-encoding") || headers.get(KEPT)) return false;
  return Number(headers.get("content-length") || 0) >= LEAST_BYTES;
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof DecompressionStream === "undefined") return gunzipped(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** What comes, and how much of it is there. */
export async function bodyOf(
  response: Response,
  progress: (loaded: number, total: number | undefined) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body?.getReader) return new Uint8Array(await response.arrayBuffer());
  // The length told by the server is that of the compressed bytes, where they are compressed.
  const told = response.headers.get("content-encoding")
    ? null
    : response.headers.get("content-length");
  const total = told === null ? undefined : Number(told);
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let loaded = 0;
  for (;;) {
    const piece = await reader.read();
    if (piece.done) break;
    pieces.push(piece.value);
    loaded += piece.value.length;
    progress(loaded, total);
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
