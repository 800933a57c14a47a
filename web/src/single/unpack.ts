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

/** The encoding of the file, which its own text names; a host that names another is believed first. */
const ENCODING = "windows-1252";
/** Without the accents that the wrong encoding would spoil. */
const SPOILT =
  "<p lang='fr'>Cette page n'a pas pu s'ouvrir ici : le site change ses octets. Enregistrez le fichier sur cet ordinateur et ouvrez-le par un double clic.</p>" +
  "<p lang='en'>This page could not open here: the site changes its bytes. Save the file on this computer and open it with a double click.</p>";

function taken(from: Document, name: string): Uint8Array<ArrayBuffer> {
  const element = from.getElementById(`ardoise-${name}`);
  const bytes = bytesOf(element?.textContent ?? "");
  // The text would stay in memory beside the bytes.
  element?.remove();
  return bytes;
}

/** The file as it was sent, for a host that says it is in another encoding than its own. */
async function asSent(): Promise<Document> {
  const response = await fetch(location.href);
  const text = new TextDecoder(ENCODING).decode(await response.arrayBuffer());
  return new DOMParser().parseFromString(text, "text/html");
}

function start(from: Document): void {
  const page = taken(from, "page");
  const files = filesOf(unpacked(page));
  const text = (name: string) => new TextDecoder().decode(files.get(name));
  const parts: Parts = {
    wasm: files.get("page.wasm") ?? new Uint8Array(0),
    worker: text("worker.js"),
    frame: files.get("frame.html") ?? new Uint8Array(0),
    page,
    first: taken(from, "first"),
    rest: taken(from, "rest"),
    modules: taken(from, "modules"),
    activity: taken(from, "activity"),
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

if (document.characterSet === ENCODING) {
  start(document);
} else {
  asSent()
    .then(start)
    .catch((error: unknown) => {
      console.error(error);
      const app = document.getElementById("app");
      if (app !== null) app.innerHTML = SPOILT;
    });
}
