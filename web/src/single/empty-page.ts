/**
 * The page in one file, without its activity, where the page itself is one: put together from the
 * parts that it carries.
 */
import { withPart } from "../host/one-file";
import { parts } from "./parts";

export async function emptyPageSize(): Promise<number> {
  return (await emptyPage()).length;
}

export async function emptyPage(): Promise<Uint8Array> {
  const { frame, page, first, rest, modules } = parts();
  let file = frame;
  for (const [name, bytes] of Object.entries({ page, first, rest, modules })) {
    file = withPart(file, name, bytes) ?? file;
  }
  return file;
}
