/**
 * The activities that the page's own site offers: its catalogue, the words they are found by, their
 * packets; and whether one of them is later than the copy on this device.
 *
 * `ardoise publish` writes these files; what they say is checked like anything from outside. It must
 * not know views. Start with `openSite`.
 */
import { Activity, PacketError, type Site, type SiteActivity, wholeEngine } from "../core";
import { fetchFile } from "./fetch-file";
import type { HostStorage } from "./storage";

/** How often a page that stays open looks for later versions. */
const LOOK_MILLIS = 5 * 60 * 1000;

export interface SiteParts {
  storage: HostStorage;
  take(packet: Uint8Array): Promise<unknown>;
}

export function openSite(catalogue: string, { storage, take }: SiteParts): Site {
  const address = (path: string) => new URL(path, catalogue).href;
  const json = async (url: string): Promise<unknown> => {
    const { response, bytes } = await fetchFile(url, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  const list = async () => activitiesOf(await json(catalogue));

  const packet = async (slug: string): Promise<Uint8Array> => {
    const wanted = (await list()).find((one) => one.slug === slug);
    if (wanted === undefined) throw new PacketError("notAnActivity");
    return packetOf(wanted);
  };
  // The hash in the address lets the service worker keep it for good.
  const packetAddress = ({ slug, sha256 }: SiteActivity) =>
    address(`${slug}/activity.bin?h=${sha256.slice(0, 16)}`);
  const packetOf = async (wanted: SiteActivity): Promise<Uint8Array> => {
    const url = packetAddress(wanted);
    const { response, bytes } = await fetchFile(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    keepOffline([wanted]);
    return bytes;
  };

  /** Has the service worker keep what was opened, also before there was one: a first visit has none. */
  const keepOffline = (opened: SiteActivity[]): void => {
    const order = opened.map((one) => [
      packetAddress(one),
      ...["index.html", one.cover, ...(one.pictures ?? [])].map((file) =>
        address(`${one.slug}/${file}`),
      ),
    ]);
    navigator.serviceWorker?.ready.then(
      ({ active }) => active?.postMessage({ keep: order }),
      () => undefined,
    );
  };

  /** Has each copy whose activity has a later version here be offered it. */
  const lookForLater = async (): Promise<void> => {
    const store = await storage.store();
    const copies = (await store.list()).filter(
      (line) => line.activity !== undefined && line.trashed === undefined,
    );
    if (copies.length === 0) return;
    // Reading packets is in the engine's second half, and a call that misses it half-way breaks it.
    await wholeEngine();
    const activities = await list();
    const opened = activities.filter(({ id }) => copies.some((line) => line.activity === id));
    keepOffline(opened);
    const offer = async (later: SiteActivity): Promise<void> => {
      const mine = copies.filter((line) => line.activity === later.id);
      const kept = await Promise.all(mine.map(({ id }) => store.activity(id)));
      const earlier = kept.filter((one) => one?.role === "copy" && isBefore(one.bytes, later));
      if (earlier.length === 0) return;
      const packet = await packetOf(later);
      // Of another activity by the same name, a copy would be made that nobody asked for.
      if (earlier.some((one) => one && areKin(one.bytes, packet))) await take(packet);
    };
    // One that is damaged does not keep the others back.
    for (const one of opened) await offer(one).catch(() => undefined);
  };
  let looked = 0;
  const look = () => {
    if (document.visibilityState === "hidden" || Date.now() - looked < LOOK_MILLIS) return;
    looked = Date.now();
    // Without a network, or with a site in the middle of being put there, the next look tells.
    lookForLater().catch(() => undefined);
  };
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", () => {
    looked = 0;
    look();
  });
  look();

  return {
    list,
    async words() {
      return (await json(address("search.json"))) as Record<string, string>;
    },
    packet,
    picture: ({ slug, cover }) => address(`${slug}/${cover}`),
  };
}

function isBefore(packet: Uint8Array, { version }: SiteActivity): boolean {
  const known = Activity.read(packet);
  const before = known.version() < version;
  known.free();
  return before;
}

function areKin(packet: Uint8Array, other: Uint8Array): boolean {
  const [one, two] = [Activity.read(packet), Activity.read(other)];
  const kin = one.isKinOf(two);
  one.free();
  two.free();
  return kin;
}

/** What of a catalogue can be used. */
function activitiesOf(value: unknown): SiteActivity[] {
  const lines: unknown[] = Array.isArray((value as { activities?: unknown })?.activities)
    ? (value as { activities: unknown[] }).activities
    : [];
  return lines.filter((line): line is SiteActivity => {
    const { slug, id, title } = (line ?? {}) as Partial<SiteActivity>;
    return /^[a-z0-9-]+$/.test(String(slug)) && typeof id === "string" && typeof title === "string";
  });
}
