/**
 * An activity as a pupil has it, to be looked at: a copy in this tab's memory that nobody else sees
 * and nothing keeps. Loaded when somebody looks. Start with `openPreview`.
 */
import type { Doorbell } from "./doorbell";
import { memoryStore } from "./memory-store";
import type { PupilCopy } from "./notebook-activity";
import { type HostedNotebook, type HostParts, openNotebook } from "./open-notebook";
import type { HostStorage } from "./storage";

/** It is the only notebook of its store. */
const ID = "preview";

const silent: Doorbell = { ring: () => undefined, subscribe: () => () => undefined };

export async function openPreview(copy: PupilCopy, parts: HostParts): Promise<HostedNotebook> {
  const store = memoryStore(true);
  await store.create(ID, Date.now(), copy.notebook, { role: "copy", bytes: copy.packet });
  const storage: HostStorage = { ...parts.storage, store: async () => store };
  const own = { ...parts, storage, doorbell: silent, offers: new Map() };
  return openNotebook(ID, own, () => undefined, true);
}
