/**
 * The first script of a page that is one file: takes what the page carries out of its text, and
 * starts the page. What the kernel needs stays packed until then.
 *
 * It must not know notebooks. Parts are in scripts that are none, by id: `ardoise-page`,
 * `ardoise-first`, `ardoise-rest`, `ardoise-modules`, `ardoise-activity`.
 */
import { unpacked } from "./lzma";
import type { Parts } from "./parts";
import { bytesOf, filesOf } from "./text";

/** As in the policy that the build writes into the page. */
const NONCE = "ardoise";

function taken(name: string): Uint8Array<ArrayBuffer> {
  const element = document.getElementById(`ardoise-${name}`);
  const bytes = bytesOf(element?.textContent ?? "");
  // The text would stay in memory beside the bytes.
  element?.remove();
  return bytes;
}

function start(): void {
  const page = taken("page");
  const files = filesOf(unpacked(page));
  const text = (name: string) => new TextDecoder().decode(files.get(name));
  const parts: Parts = {
    wasm: files.get("page.wasm") ?? new Uint8Array(0),
    worker: text("worker.js"),
    frame: files.get("frame.html") ?? new Uint8Array(0),
    page,
    first: taken("first"),
    rest: taken("rest"),
    modules: taken("modules"),
    activity: taken("activity"),
  };
  (window as unknown as { ardoiseParts: Parts }).ardoiseParts = parts;
  const style = document.createElement("style");
  style.textContent = text("page.css");
  document.head.appendChild(style);
  const script = document.createElement("script");
  // The page's own policy lets no other script run.
  script.setAttribute("nonce", NONCE);
  script.textContent = text("page.js");
  document.body.appendChild(script);
}

start();
