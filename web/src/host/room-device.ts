/**
 * The host of one notebook's room while its tab holds the line: gives its device events and performs
 * its effects, between the store, the session, and the lines to relays.
 *
 * It decides nothing about what is sent or kept. Start with `startDevice`.
 */
import {
  type Person,
  Room,
  type RoomEffect,
  type RoomEvent,
  type RoomView,
  type RoomWrite,
  type SharedContent,
  type StoredRoom,
} from "../core";
import { isTrap } from "./failure";
import { keptApart } from "./kept-apart";
import { type Line, openLine } from "./relay-line";
import type { NotebookStore } from "./storage";

/** What a device needs of the notebook whose room it is in. */
export interface DeviceParts {
  id: string;
  store(): Promise<NotebookStore>;
  /** Resolves when everything edited so far is in the store, or was refused. */
  settled(): Promise<void>;
  /** Gives the session what others did, keeps it together with this, and tells other tabs. */
  keep(write: RoomWrite): Promise<void>;
  /** The notebook's session keeps in mind how it is apart from the others; `kept` was kept of that. */
  begun(kept: Uint8Array | undefined): void;
  /** It no longer does. */
  ended(): void;
  /** The others have all that the store has. */
  allShared(): void;
  /** How the notebook is apart from the others; nothing when it is not. */
  apart(): Uint8Array | undefined;
  changed(view: RoomView): void;
  present(people: Person[]): void;
  /** The engine broke and must not be called again. */
  broke(error: unknown): void;
}

export interface RoomDevice {
  edited(): void;
  apartChanged(): void;
  /** Resolves when nothing waits to be kept. */
  settled(): Promise<void>;
  say(person: Person | undefined): void;
  /** Says farewell and ends; keeps nothing of what it knows when that is old. */
  close(isOld: boolean): void;
}

const NOTHING: SharedContent = { updates: [], outputs: [], files: [] };

/** Goes on from what is kept of the room. */
export function startDevice(stored: StoredRoom, parts: DeviceParts): RoomDevice {
  const room = Room.open(stored);
  const links = room.status().links.map(({ address }) => address);
  const lines = new Map<number, Line>();
  const people = new Map<number, Person[]>();
  let alive = true;
  let wake: number | undefined;
  /** One write at a time; what stands behind one that failed is given again. */
  let writes: { number: number; write: RoomWrite }[] = [];
  let writing = false;
  let idlers: (() => void)[] = [];

  const kept = keptApart(parts.id);
  const keepApart = () => kept.keep(parts.apart());
  /** What the others have is kept since they cannot be heard. */
  let isKept = false;
  let isShared = false;
  parts.begun(kept.load());
  /** Follows whether the others have everything. */
  const compare = (): void => {
    const { reach, current, links } = room.status();
    if (reach === "onDevice") {
      isShared = false;
      if (isKept || links.some(({ state }) => state === "joined")) return;
      const state = parts.apart();
      if (state === undefined) return;
      isKept = true;
      kept.keep(state);
    } else if (current && !isShared && !writing && writes.length === 0) {
      isShared = true;
      isKept = false;
      parts.allShared();
      keepApart();
    }
  };

  const give = (event: RoomEvent): void => {
    if (!alive) return;
    let effects: RoomEffect[];
    try {
      // A clock that never runs backwards.
      effects = room.handle(performance.now(), event);
    } catch (error) {
      if (!isTrap(error)) throw error;
      alive = false;
      parts.broke(error);
      return;
    }
    for (const effect of effects) perform(effect);
    compare();
    parts.changed(view());
  };
  const view = (): RoomView => ({ id: room.id(), role: room.role(), status: room.status() });

  const perform = (effect: RoomEffect): void => {
    switch (effect.type) {
      case "open":
        open(effect.link);
        return;
      case "close":
        lines.get(effect.link)?.close();
        lines.delete(effect.link);
        tellPeople(effect.link, []);
        return;
      case "send":
        lines.get(effect.link)?.send(effect.bytes);
        return;
      case "keep":
        writes.push(effect);
        if (!writing) void write();
        return;
      case "giveChanges":
        later(async () => {
          const pending = await (await parts.store()).pending(parts.id);
          return pending
            ? { type: "changes", mark: pending.mark, content: pending.content }
            : { type: "changes", mark: 0, content: NOTHING };
        });
        return;
      case "giveHeld":
        later(async () => ({ type: "held", link: effect.link, content: await held() }));
        return;
      case "giveWhole":
        later(async () => ({ type: "whole", link: effect.link, content: await held() }));
        return;
      case "wake":
        window.clearTimeout(wake);
        wake = window.setTimeout(
          () => give({ type: "wake" }),
          Math.max(0, effect.at - performance.now()),
        );
        return;
      case "present":
        tellPeople(effect.link, effect.people.flatMap(personOf));
        return;
    }
  };

  const open = (link: number): void => {
    // Not inside the event that asked for it.
    window.setTimeout(() => {
      if (!alive) return;
      const line = openLine(links[link] ?? "", {
        opened: () => give({ type: "opened", link }),
        received: (bytes) => give({ type: "received", link, bytes }),
        closed() {
          lines.delete(link);
          tellPeople(link, []);
          give({ type: "closed", link });
        },
      });
      lines.set(link, line);
    }, 0);
  };

  /** Everything that is on screen is in the store first. */
  const held = async (): Promise<SharedContent> => {
    await parts.settled();
    return (await parts.store()).held(parts.id);
  };

  /** The answer to what the device asked for; a store that cannot be read now is asked again. */
  const later = (answer: () => Promise<RoomEvent>): void => {
    const ask = (patience: number): void => {
      answer().then(give, () => {
        if (alive) window.setTimeout(() => ask(Math.min(patience * 2, 60_000)), patience);
      });
    };
    ask(1000);
  };

  const write = async (): Promise<void> => {
    writing = true;
    for (let next = writes.shift(); next !== undefined; next = writes.shift()) {
      const { number } = next;
      try {
        await parts.keep(next.write);
      } catch {
        writes = [];
        give({ type: "notKept", number });
        break;
      }
      give({ type: "kept", number });
    }
    writing = false;
    for (const resolve of idlers) resolve();
    idlers = [];
    if (alive) compare();
  };

  const tellPeople = (link: number, there: Person[]): void => {
    people.set(link, there);
    const all = new Map<string, Person>();
    for (const list of people.values()) for (const person of list) all.set(person.key, person);
    parts.present(Array.from(all.values()));
  };

  const online = () => give({ type: "online" });
  const onVisibility = () => {
    const hidden = document.visibilityState === "hidden";
    // It may be closed now without another word.
    if (hidden && alive) keepApart();
    give({ type: hidden ? "flush" : "online" });
  };
  let said = new Uint8Array();
  const sayIt = (bytes: Uint8Array) => give({ type: "say", said: bytes });
  // Browsers keep a page for whoever comes back to it, with its line: nobody is there meanwhile.
  const onLeaving = () => sayIt(new Uint8Array());
  const onReturn = (event: PageTransitionEvent) => {
    if (event.persisted) sayIt(said);
  };
  window.addEventListener("online", online);
  window.addEventListener("pagehide", onLeaving);
  window.addEventListener("pageshow", onReturn);
  document.addEventListener("visibilitychange", onVisibility);
  give({ type: "wake" });

  return {
    edited: () => give({ type: "edited" }),
    apartChanged: keepApart,
    settled() {
      if (!writing) return Promise.resolve();
      return new Promise((resolve) => {
        idlers.push(resolve);
      });
    },
    say(person) {
      said = new TextEncoder().encode(person === undefined ? "" : JSON.stringify(person));
      sayIt(said);
    },
    close(isOld) {
      onLeaving();
      if (alive && !isOld) keepApart();
      alive = false;
      // What is not kept yet is read, or sealed, once more.
      writes = [];
      parts.ended();
      window.clearTimeout(wake);
      window.removeEventListener("online", online);
      window.removeEventListener("pagehide", onLeaving);
      window.removeEventListener("pageshow", onReturn);
      document.removeEventListener("visibilitychange", onVisibility);
      for (const line of lines.values()) line.close();
      room.free();
    },
  };
}

const MOST_NAME = 40;

/** What somebody said of themselves; nothing when it is nothing we know. */
function personOf(said: Uint8Array): Person[] {
  try {
    const { key, name, cell, from, to } = JSON.parse(new TextDecoder().decode(said)) as Person;
    if (typeof key !== "string" || typeof name !== "string") return [];
    const person: Person = { key: key.slice(0, MOST_NAME), name: name.slice(0, MOST_NAME) };
    const isPlace = (place: unknown): place is number => Number.isInteger(place);
    const somewhere = typeof cell === "string" && isPlace(from) && isPlace(to);
    return [somewhere ? { ...person, cell, from, to } : person];
  } catch {
    return [];
  }
}
