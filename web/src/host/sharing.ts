/**
 * Whether a notebook is shared, and its room once it is: what a notebook that is not shared needs of
 * it. The room itself comes with the first one that is. Start with `notebookSharing`.
 */
import {
  AppError,
  type Person,
  Room,
  type RoomView,
  type RoomWrite,
  type Sharing,
  wholeEngine,
} from "../core";
import { appError } from "./failure";
import type { HostedRoom } from "./room";
import type { NotebookStore } from "./storage";
import { changing } from "./watched";

/** A notebook is on screen before anybody asks whether it is shared. */
const SOON_MILLIS = 300;

export interface SharingParts {
  id: string;
  store(): Promise<NotebookStore>;
  settled(): Promise<void>;
  keep(write: RoomWrite): Promise<void>;
  begun(kept: Uint8Array | undefined): void;
  allShared(): void;
  apart(): Uint8Array | undefined;
  ended(): void;
  broke(error: unknown): void;
}

export interface HostedSharing extends Sharing {
  edited(): void;
  apartChanged(): void;
  /** Resolves when nothing of its room waits to be kept. */
  settled(): Promise<void>;
  close(): void;
}

export function notebookSharing(parts: SharingParts): HostedSharing {
  const room = changing<RoomView | undefined>(undefined);
  const people = changing<Person[]>([]);
  let hosted: HostedRoom | undefined;
  let opening: Promise<void> | undefined;
  let self: Person | undefined;
  let alive = true;

  const open = async (): Promise<void> => {
    const { openRoom } = await import("./room");
    const opened = await openRoom({
      ...parts,
      changed: (view) => room.set(view),
      present: (there) => people.set(there),
      left() {
        hosted?.leave();
        forget();
      },
    });
    if (!alive) {
      opened?.close();
      return;
    }
    hosted = opened;
    if (self !== undefined) hosted?.say(self);
  };
  const look = async (): Promise<void> => {
    const store = await parts.store();
    const shared = await store.shared();
    if (alive && shared.some(({ notebook }) => notebook === parts.id)) {
      opening ??= open();
      await opening;
    }
  };
  const soon = window.setTimeout(() => look().catch(() => undefined), SOON_MILLIS);

  const forget = (): void => {
    hosted = undefined;
    opening = undefined;
    room.set(undefined);
    people.set([]);
  };

  return {
    room,
    people,
    async share(relays) {
      await wholeEngine();
      const store = await parts.store();
      await store.share(parts.id, Room.make(relays)).catch((thrown: unknown) => {
        throw appError(thrown);
      });
      opening = open();
      await opening;
      if (hosted === undefined) throw new AppError("other");
    },
    async leave() {
      hosted?.leave();
      forget();
      const store = await parts.store();
      await store.leave(parts.id).catch((thrown: unknown) => {
        throw appError(thrown);
      });
    },
    link: (role) => hosted?.link(role),
    file: async () => hosted?.file(),
    say(person) {
      self = person;
      hosted?.say(person);
    },
    edited: () => hosted?.edited(),
    apartChanged: () => hosted?.apartChanged(),
    settled: async () => hosted?.settled(),
    close() {
      alive = false;
      window.clearTimeout(soon);
      hosted?.close();
      forget();
    },
  };
}
