/**
 * The page in one file that the page's own site has, without an activity. It is large and seldom
 * asked for, so it is not kept on the device: without a network there is none.
 *
 * `web/src/single/empty-page.ts` stands in for this where the page itself is one file.
 */
import { OneFileError } from "../core";
import { bodyOf } from "./fetch-file";

const NAME = "single-file.html";
/** Less is what some hosts send for any address that they do not have. */
const LEAST_BYTES = 1_000_000;

/** About so many bytes; nothing where the host does not say. */
export async function emptyPageSize(): Promise<number | undefined> {
  const told = (await asked("HEAD")).headers.get("content-length");
  if (told === null) return undefined;
  const size = Number(told);
  if (size < LEAST_BYTES) throw new OneFileError("missing");
  return size;
}

/** `progress` is told which part of it is there. */
export async function emptyPage(progress: (part: number) => void): Promise<Uint8Array> {
  const response = await asked("GET");
  try {
    return await bodyOf(response, (loaded, total) => {
      if (total !== undefined && total > 0) progress(loaded / total);
    });
  } catch {
    throw new OneFileError("offline");
  }
}

async function asked(method: "HEAD" | "GET"): Promise<Response> {
  const address = new URL(NAME, window.location.href).href;
  let response: Response;
  try {
    response = await fetch(address, { method });
  } catch {
    throw new OneFileError("offline");
  }
  if (response.ok) return response;
  throw new OneFileError(
    response.status === 404 || response.status === 410 ? "missing" : "offline",
  );
}
