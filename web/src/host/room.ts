/**
 * One shared notebook in one tab: its links and its file, and its device while this tab holds the
 * line to the relays. Loaded with the first notebook that is shared.
 *
 * It decides nothing about what is sent or kept. Start with `openRoom`.
 */
import { type Person, Room, type RoomRole, type RoomView, wholeEngine } from "../core";
import { base64url } from "../floor/base64url";
import { keptAs } from "../floor/profile";
import { rememberRelays } from "../floor/relays";
import { keptApart } from "./kept-apart";
import { type DeviceParts, type RoomDevice, startDevice } from "./room-device";
import { joinTabs } from "./room-tabs";

/** What a room needs of the notebook it is of. */
export interface RoomParts extends DeviceParts {
  /** The notebook is no longer shared on this device, as another tab says. */
  left(): void;
}

export interface HostedRoom {
  /** Something of the notebook is kept that is not sealed. */
  edited(): void;
  /** How the notebook is apart from the others has changed. */
  apartChanged(): void;
  /** Resolves when nothing waits to be kept here. */
  settled(): Promise<void>;
  link(role: RoomRole): string | undefined;
  /** All of it as a file, sealed; nothing for who may only read. */
  file(): Promise<Uint8Array | undefined>;
  say(person: Person | undefined): void;
  /** Says farewell and ends. */
  close(): void;
  /** The notebook is no longer shared: ends in all tabs, and forgets what the others have. */
  leave(): void;
}

/** A store that cannot be read now is asked again after this. */
const AGAIN_MILLIS = 1000;

/** Nothing when the notebook is not shared. */
export async function openRoom(parts: RoomParts): Promise<HostedRoom | undefined> {
  const stored = await (await parts.store()).room(parts.id);
  if (stored === undefined) return undefined;
  await wholeEngine();
  // For its keys; the device that acts has a room of its own.
  const room = Room.open(stored);
  const status = room.status();
  rememberRelays(status.links.map(({ address }) => address));
  let view: RoomView = { id: room.id(), role: room.role(), status };
  let people: Person[] = [];
  let device: RoomDevice | undefined;
  /** Rises with each begin and end: what began before the last is over. */
  let turn = 0;
  let again: number | undefined;
  let editedMeanwhile = false;
  let said: Person | undefined;

  const begin = async (own: number): Promise<void> => {
    try {
      const now = await (await parts.store()).room(parts.id);
      if (turn !== own || now === undefined) return;
      device = startDevice(now, {
        ...parts,
        changed(next) {
          view = next;
          parts.changed(view);
          tabs.show({ view, people });
        },
        present(there) {
          people = there;
          parts.present(people);
          tabs.show({ view, people });
        },
      });
      device.say(said);
      if (editedMeanwhile) device.edited();
      editedMeanwhile = false;
    } catch {
      if (turn === own) again = window.setTimeout(() => void begin(own), AGAIN_MILLIS);
    }
  };
  const tabs = joinTabs(keptAs(`ardoise.room.${parts.id}`), {
    begin() {
      turn += 1;
      void begin(turn);
    },
    end(taken) {
      turn += 1;
      window.clearTimeout(again);
      device?.close(taken);
      device = undefined;
    },
    shown(shown) {
      ({ view, people } = shown);
      parts.changed(view);
      parts.present(people);
    },
    said(person) {
      said = person;
      device?.say(person);
    },
    left: parts.left,
  });
  parts.changed(view);
  const close = (): void => {
    tabs.close();
    room.free();
  };

  return {
    edited() {
      if (device === undefined) editedMeanwhile = true;
      else device.edited();
    },
    apartChanged: () => device?.apartChanged(),
    settled: async () => device?.settled(),
    link(role) {
      const bytes = room.link(role);
      return bytes === undefined ? undefined : `s=${base64url(bytes)}`;
    },
    async file() {
      await parts.settled();
      return room.file(await (await parts.store()).held(parts.id));
    },
    say: tabs.say,
    close,
    leave() {
      tabs.leave();
      close();
      keptApart(parts.id).keep(undefined);
    },
  };
}
