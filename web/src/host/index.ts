/**
 * The host: performs what the core asks of the world and implements the facade the views use
 * (`web/src/core/app.ts`). Only `main.ts` imports it.
 *
 * `storage` and `saver` keep the work, `doorbell` joins tabs, `kernel` and `kernel-worker` run
 * Python, `open-notebook` hosts one session, `library` all the others, `offline` and
 * `service-worker` keep the page itself.
 */
import { type App, type Folder, loadEngine, type Site, whenMissing } from "../core";
import { folderMark } from "../floor/folder";
import { createActivities, type Offers } from "./activities";
import { catalogueAddress } from "./catalogue";
import { openDoorbell } from "./doorbell";
import { saveFile } from "./files";
import type { HostedHandIns } from "./hand-ins";
import { kernelFiles, startEarly } from "./kernel";
import { createLibrary } from "./library";
import { startOffline } from "./offline";
import { quiet } from "./quiet";
import { openStorage } from "./storage";
import { changing } from "./watched";

/** So long after the start the site is asked for later versions. */
const SITE_MILLIS = 1500;
/** So long after the start it is looked whether work is to be copied. */
const FOLDER_MILLIS = 5000;

/**
 * Loads the engine, begins to open the store and returns the app. Rejects when the engine cannot be
 * had. `toNotebook` says that a notebook will be opened at once.
 */
export async function openApp(toNotebook: boolean): Promise<App> {
  const storage = openStorage();
  const broken = changing<string | undefined>(undefined);
  const incomplete = changing(false);
  whenMissing((whole) => {
    incomplete.set(true);
    void whole.then(() => incomplete.set(false));
  });
  const kernel = kernelFiles({
    load: async (version) => (await storage.store()).kernelMemory(version),
    keep: async (version, changes) => (await storage.store()).keepKernelMemory(version, changes),
  });
  // A kernel that has to be fetched would hold the page's own files up.
  if (toNotebook && navigator.serviceWorker?.controller) startEarly(kernel, true);
  await loadEngine();
  // The page is there before the store. One that cannot be opened, or not yet, shows in its status
  // and in what is asked of it.
  storage.store().catch(() => undefined);
  const offers: Offers = new Map();
  let handing: Promise<HostedHandIns> | undefined;
  const handIns = (): Promise<HostedHandIns> => {
    const made = async () => {
      const { createHandIns } = await import("./hand-ins");
      return createHandIns({ storage, library });
    };
    handing ??= made().catch((thrown: unknown) => {
      handing = undefined;
      throw thrown;
    });
    return handing;
  };
  const library = createLibrary({
    storage,
    handIns,
    offers,
    doorbell: openDoorbell(),
    kernel,
    broke(error) {
      console.error(error);
      broken.set(String(error));
    },
  });
  const activities = createActivities(storage, library.forActivities, offers);
  const foreign = () => import("./foreign");
  const catalogue = catalogueAddress();
  const parts = { storage, take: (packet: Uint8Array) => activities.take(packet) };
  const openedSite = async (address: string) => (await import("./site")).openSite(address, parts);
  let opened: Promise<Site> | undefined;
  const site =
    catalogue === undefined
      ? undefined
      : () => {
          opened ??= openedSite(catalogue);
          return opened;
        };
  void quiet(kernel.progress).then(library.keepInStep);
  // Once the page is shown: the class may have been given a correction.
  if (site !== undefined) window.setTimeout(() => site().catch(() => undefined), SITE_MILLIS);
  let chosen: Promise<Folder> | undefined;
  const openedFolder = async () => (await import("./folder")).openFolder(library);
  const folder =
    "showDirectoryPicker" in window
      ? () => {
          chosen ??= openedFolder().catch((thrown: unknown) => {
            chosen = undefined;
            throw thrown;
          });
          return chosen;
        }
      : undefined;
  if (folder && folderMark()) {
    window.setTimeout(() => folder().catch(() => undefined), FOLDER_MILLIS);
  }
  return {
    library,
    activities,
    site,
    folder,
    storage,
    kernel,
    offline: startOffline(quiet(kernel.progress)),
    broken,
    incomplete,
    foreign,
    async join(fragment) {
      const { joinRoom } = await import("./join-room");
      return joinRoom(fragment, storage, library.forRooms);
    },
    async codes() {
      const [{ splitCodes, takeCode }, { joinFile }] = await Promise.all([
        import("./code-run"),
        import("./join-room"),
      ]);
      const join = (file: Uint8Array) => joinFile(file, storage, library.forRooms);
      return {
        split: splitCodes,
        take: (fragment) => takeCode(fragment, join),
        // Plain http has none.
        camera: navigator.mediaDevices?.getUserMedia !== undefined,
        watch: async (video, found) => (await import("./camera")).watchCodes(video, found),
      };
    },
    handIns,
    async selfTest() {
      const { runSelfTest } = await import("./self-test");
      return runSelfTest();
    },
    async stored() {
      const { storedAboutMe } = await import("./stored");
      return storedAboutMe(await storage.store());
    },
    async profiles() {
      const { createProfiles } = await import("./profiles");
      return createProfiles();
    },
    saveFile,
  };
}
