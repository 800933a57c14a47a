/**
 * Opens the notebook or the activity that the page's address names, once: then the address is that of
 * the notebook. Nothing runs by itself, and whoever opened it before is asked about their own work.
 *
 * Fetched when an address asks for something. Start with `openAddress`.
 */
import type { ActivityFile } from "../../core";
import { ForeignError, type ForeignProblem } from "../../core/errors";
import { askedBy } from "../../floor/address";
import { keptAs } from "../../floor/profile";
import { type ForeignWords, foreignWords } from "../../i18n/foreign";
import { sayResult } from "../library/import";
import { go } from "../router";
import { type Ui, useUi } from "../ui";

/** More files than that beside a notebook are no lesson. */
const MOST_BESIDE = 50;

export async function openAddress(ui: Ui): Promise<void> {
  const asked = askedBy(window.location.href);
  if (asked === undefined) return;
  const own = foreignWords[ui.language.peek()];
  const [address] = asked.from;
  const [packed = ""] = asked.ipynb;
  const source = address === undefined ? `ipynb ${hashOf(packed)}` : resolved(address);
  const before = await stillHere(ui, readAddresses()[source]);
  if (before !== undefined) {
    ui.dialog.value = {
      title: own.known,
      body: () => (
        <Known
          own={own}
          goOn={() => show(before)}
          anew={() => void bring(ui, own, address, packed, asked.beside, source)}
        />
      ),
    };
    return;
  }
  await bring(ui, own, address, packed, asked.beside, source);
}

async function bring(
  ui: Ui,
  own: ForeignWords,
  address: string | undefined,
  packed: string,
  beside: readonly string[],
  source: string,
): Promise<void> {
  ui.dialog.value = {
    title: own.reading,
    body: () => <p role="status">{address !== undefined && own.from(hostOf(address))}</p>,
  };
  try {
    const foreign = await ui.app.foreign();
    const bytes =
      address === undefined ? foreign.unpack(packed) : await foreign.fetch(resolved(address));
    if (isPacket(bytes)) {
      const taken = await ui.app.activities.take(bytes);
      if (taken.type === "taken") {
        ui.dialog.value = undefined;
        show(taken.id);
      } else if (taken.type === "refused") {
        fail(ui, own, own.packets[taken.reason], address);
      } else {
        ui.dialog.value = undefined;
        sayResult(ui, "", taken, true);
      }
      return;
    }
    const files: ActivityFile[] = [];
    const lacking: string[] = [];
    for (const one of beside.slice(0, MOST_BESIDE)) {
      const path = nameOf(one);
      try {
        files.push({ path, content: await foreign.fetch(resolved(one)) });
      } catch (error) {
        if (!(error instanceof ForeignError)) throw error;
        lacking.push(path);
      }
    }
    const name = address === undefined ? ui.words.peek().untitled : nameOf(address);
    const blob = new Blob([bytes as BlobPart]);
    const result = await ui.app.library.importFile(name, blob, files);
    ui.dialog.value = undefined;
    if (!sayResult(ui, name, result, true) || result.type !== "imported") return;
    keepAddress(source, result.id);
    show(result.id);
    for (const path of lacking) ui.toast(own.beside(path), { kind: "problem" });
  } catch (error) {
    const problem = error instanceof ForeignError ? error.problem : "unreachable";
    if (!(error instanceof ForeignError)) console.warn(error);
    fail(ui, own, own.problems[problem], address, problem);
  }
}

/** The notebook takes the place of the address that asked for it. */
function show(id: string): void {
  const { pathname } = window.location;
  window.history.replaceState(null, "", `${pathname}#/`);
  go({ view: "notebook", id });
}

function fail(
  ui: Ui,
  own: ForeignWords,
  text: string,
  address: string | undefined,
  problem?: ForeignProblem,
): void {
  ui.dialog.value = {
    title: own.failed,
    body: () => <Failed own={own} text={text} address={address} problem={problem} />,
  };
}

function Known(props: { own: ForeignWords; goOn(): void; anew(): void }) {
  const { own, goOn, anew } = props;
  const ui = useUi();
  return (
    <div data-testid="known-address">
      <p>{own.knownText}</p>
      <div class="dialog-actions">
        <button
          type="button"
          class="button"
          data-testid="open-anew"
          onClick={() => {
            ui.dialog.value = undefined;
            anew();
          }}
        >
          {own.anew}
        </button>
        <button
          type="button"
          class="button button-primary"
          data-autofocus
          data-testid="go-on"
          onClick={() => {
            ui.dialog.value = undefined;
            goOn();
          }}
        >
          {own.goOn}
        </button>
      </div>
    </div>
  );
}

function Failed(props: {
  own: ForeignWords;
  text: string;
  address: string | undefined;
  problem: ForeignProblem | undefined;
}) {
  const { own, text, address, problem } = props;
  const link = address === undefined ? undefined : webAddress(resolved(address));
  return (
    <div data-testid="foreign-failed" data-problem={problem}>
      <p>{text}</p>
      {link !== undefined && problem !== "missing" && (
        <p>
          {own.drop}
          <br />
          <a href={link} target="_blank" rel="noopener noreferrer" data-testid="foreign-link">
            {own.link}
          </a>
        </p>
      )}
      <div class="dialog-actions">
        {problem === "insecure" && link !== undefined && (
          <a
            class="button"
            href={`?from=${encodeURIComponent(link.replace(/^http:/, "https:"))}`}
            data-testid="retry-safe"
          >
            {own.retrySafe}
          </a>
        )}
        <button
          type="button"
          class="button button-primary"
          data-autofocus
          onClick={() => window.location.reload()}
        >
          {own.retry}
        </button>
      </div>
    </div>
  );
}

/** From where the page is, whatever it is called. */
function resolved(address: string): string {
  try {
    return new URL(address, window.location.href).href;
  } catch {
    return address;
  }
}

function webAddress(address: string): string | undefined {
  return /^https?:\/\//i.test(address) ? address : undefined;
}

function hostOf(address: string): string {
  try {
    return new URL(address, window.location.href).host;
  } catch {
    return address;
  }
}

/** The last part of an address, as a name that a file may have. */
function nameOf(address: string): string {
  const path = resolved(address).replace(/[?#].*$/, "");
  let name = path.slice(path.lastIndexOf("/") + 1);
  try {
    name = decodeURIComponent(name);
  } catch {
    // Written as it is.
  }
  const plain = Array.from(name.normalize("NFC"), (letter) =>
    letter < " " || letter === "\u007f" || "/\\".includes(letter) ? "_" : letter,
  );
  const kept = plain.slice(-80).join("");
  return /^\.*$/.test(kept) ? "fichier" : kept;
}

function isPacket(bytes: Uint8Array): boolean {
  return Array.from("ardoise").every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

/** Tells one packed notebook from another. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return `${text.length} ${hash >>> 0}`;
}

/** Which notebook each address became, the newest last. */
const KEY = "ardoise.addresses";
const MOST_KEPT = 100;

function readAddresses(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keptAs(KEY)) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, string>) : {};
  } catch {
    return {};
  }
}

function keepAddress(source: string, id: string): void {
  const { [source]: _, ...others } = readAddresses();
  const lines = [...Object.entries(others), [source, id]].slice(-MOST_KEPT);
  try {
    window.localStorage.setItem(keptAs(KEY), JSON.stringify(Object.fromEntries(lines)));
  } catch {
    // Opened again, it is a second notebook.
  }
}

/** The notebook's id, unless it is gone or in the bin. */
async function stillHere(ui: Ui, id: string | undefined): Promise<string | undefined> {
  if (typeof id !== "string") return undefined;
  const entries = await ui.app.library.list().catch(() => []);
  return entries.some((entry) => entry.id === id && entry.trashed === undefined) ? id : undefined;
}
