/**
 * The files of a class site with one activity, as `ardoise publish` writes them (`docs/formats.md`):
 * what the catalogue says, the words a search finds, a cover, and a page that knows of the catalogue.
 *
 * It must not know where the page's files come from, nor what people read. Start with `activityFiles`
 * and `announced`.
 */
import type { ActivityLook, CellView, SiteActivity, SitePages } from "../core";
import { plainText, SEPARATORS } from "../i18n/plain";

/** A file by its path in the site. */
export interface SiteFile {
  path: string;
  content: Uint8Array;
}

const PICTURE = /\.(png|jpe?g|gif|webp|svg)$/i;
/** Names in the activity's folder that are ours. */
const OURS = /^(index\.html|activity\.bin|cover\.\w+)$/i;
const MOST_WORDS = 800;

const utf8 = (text: string) => new TextEncoder().encode(text);
const json = (value: unknown) => utf8(JSON.stringify(value));

/** All below `activities/`. `cells` are those of the packet. */
export async function activityFiles(
  packet: Uint8Array,
  look: ActivityLook,
  cells: readonly CellView[],
  { slug, page, list }: SitePages,
): Promise<SiteFile[]> {
  const folder = `activities/${slug}`;
  const cover = coverOf(look);
  // The packet has those that would be in the way.
  const files = look.files.filter(({ path }) => !OURS.test(path));
  const { authors, levels, subject, licence, language, summary, minutes, unit, session } =
    look.facts;
  const card: SiteActivity = {
    slug,
    id: look.id,
    version: look.version,
    sha256: await sha256(packet),
    size: packet.length,
    title: look.title,
    ...{ summary, authors, levels, subject, licence, language, minutes, unit, session },
    cover: cover.path,
    pictures: files.map(({ path }) => path).filter((path) => PICTURE.test(path)),
  };
  return [
    { path: "activities/index.html", content: utf8(list) },
    { path: "activities/catalogue.json", content: json({ ardoise: 1, activities: [card] }) },
    { path: "activities/search.json", content: json({ [slug]: wordsOf(cells) }) },
    { path: `${folder}/index.html`, content: utf8(page) },
    { path: `${folder}/activity.bin`, content: packet },
    ...[cover, ...files].map(({ path, content }) => ({ path: `${folder}/${path}`, content })),
  ];
}

/** The words of the texts and the code that a pupil sees, each once. */
function wordsOf(cells: readonly CellView[]): string {
  const words = new Set<string>();
  for (const { kind, role, slide, source } of cells) {
    const unseen = kind === "raw" || role === "solution" || (slide === "notes" && kind !== "code");
    if (unseen) continue;
    for (const word of plainText(source).split(SEPARATORS)) {
      if (word.length >= 3 && word.length <= 24 && !/^\d+$/.test(word)) words.add(word);
    }
  }
  return Array.from(words).slice(0, MOST_WORDS).sort().join(" ");
}

/** The picture that the teacher has named, or the title on a slate. */
function coverOf({ title, facts, files }: ActivityLook): SiteFile {
  const named = files.find(({ path }) => path === facts.cover);
  const ending = PICTURE.exec(facts.cover)?.[1];
  if (named && ending) {
    return { path: `cover.${ending.toLowerCase()}`, content: named.content };
  }
  return { path: "cover.svg", content: utf8(slate(title)) };
}

const MOST_LINES = 4;

function slate(title: string): string {
  const lines: string[] = [];
  for (const word of title.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < 20) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word.slice(0, 22));
  }
  const shown = lines.slice(0, MOST_LINES);
  if (lines.length > MOST_LINES) shown[MOST_LINES - 1] += "…";
  const first = 92 - (shown.length - 1) * 15;
  const texts = shown.map(
    (line, at) => `<text x="160" y="${first + at * 30}">${text(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="#c08a4f"/><rect x="8" y="8" width="304" height="164" rx="3" fill="#26343c"/><g fill="#f5f3ec" font-family="system-ui,sans-serif" font-size="24" font-weight="600" text-anchor="middle">${texts.join("")}</g></svg>`;
}

function text(line: string): string {
  return line.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

const PAGE = "index.html";
const WORKER = "service-worker.js";
const CATALOGUE = '<meta name="ardoise-catalogue" content="activities/catalogue.json" />';
const READING =
  '<p class="boot"><a href="./activities/index.html">Activités · Activities</a></p></noscript>';
const VERSION = /<meta name="ardoise-version" content="[^"]*" \/>/;
const LIST = /^self\.ardoiseOffline=(.*?);\n/;
const BESIDE = ["activities/catalogue.json", "activities/search.json", "activities/index.html"];

interface OfflineList {
  version: string;
  files: [path: string, sha256: string][];
  beside?: string[];
}

/** The page's files once it is told that there is a catalogue; its version and its list follow. */
export async function announced(files: readonly SiteFile[]): Promise<SiteFile[]> {
  const read = (name: string) => {
    const found = files.find(({ path }) => path === name);
    if (found === undefined) throw new Error(`the page has no ${name}`);
    return new TextDecoder().decode(found.content);
  };
  let page = read(PAGE);
  const worker = read(WORKER);
  const [head = "", listed = ""] = LIST.exec(worker) ?? [];
  // A page that came from a published site knows already.
  if (!page.includes(CATALOGUE)) {
    page = page.replace(VERSION, (version) => CATALOGUE + version).replace("</noscript>", READING);
  }
  const list = JSON.parse(listed) as OfflineList;
  const line = list.files.find(([path]) => path === PAGE);
  if (line === undefined) throw new Error("a list without the page");
  line[1] = await sha256(utf8(page.replace(VERSION, "")));
  list.version = (await sha256(json(list.files))).slice(0, 16);
  page = page.replace(VERSION, `<meta name="ardoise-version" content="${list.version}" />`);
  line[1] = await sha256(utf8(page));
  list.beside = BESIDE;
  const script = `self.ardoiseOffline=${JSON.stringify(list)};\n${worker.slice(head.length)}`;
  const changed = new Map([
    [PAGE, page],
    [WORKER, script],
  ]);
  return files.map((file) => {
    const now = changed.get(file.path);
    return now === undefined ? file : { path: file.path, content: utf8(now) };
  });
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource));
  return Array.from(digest, (byte) => `0${byte.toString(16)}`.slice(-2)).join("");
}
