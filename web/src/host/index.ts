/**
 * The host: performs what the core asks of the world and implements the facade the views use
 * (`web/src/core/app.ts`). Only `main.ts` imports it.
 *
 * `storage` and `saver` keep the work, `doorbell` joins tabs, `kernel` and `kernel-worker` run
 * Python, `open-notebook` hosts one session, `library` all the others, `offline` and
 * `service-worker` keep the page itself.
 */
import { type App, loadEngine } from "../core";
import { openDoorbell } from "./doorbell";
import { saveFile } from "./files";
import { kernelFiles } from "./kernel";
import { createLibrary } from "./library";
import { startOffline } from "./offline";
import { openStorage } from "./storage";
import { changing } from "./watched";

/** Loads the engine, begins to open the store and returns the app. Rejects when the engine cannot be had. */
export async function openApp(): Promise<App> {
  const storage = openStorage();
  const broken = changing<string | undefined>(undefined);
  const kernel = kernelFiles({
    load: async (hash) => (await storage.store()).kernelMemory(hash),
    keep: async (hash, memory) => (await storage.store()).keepKernelMemory(hash, memory),
  });
  await loadEngine();
  // The page is there before the store. One that cannot be opened, or not yet, shows in its status
  // and in what is asked of it.
  storage.store().catch(() => undefined);
  const library = createLibrary({
    storage,
    doorbell: openDoorbell(),
    kernel,
    broke(error) {
      console.error(error);
      broken.set(String(error));
    },
  });
  return { library, storage, kernel, offline: startOffline(), broken, saveFile };
}
