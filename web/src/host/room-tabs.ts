/**
 * The tabs of this browser that have the same shared notebook open: one of them holds the line to its
 * relays and tells the others how the room stands, so that nothing is sent twice and one person is
 * there once. A tab on screen gets the line of one that is not, since browsers put those to sleep.
 *
 * Where a browser has no locks (old ones, plain http), each tab holds a line of its own: what they
 * send twice is kept once. It must not know relays. Start with `joinTabs`.
 */
import type { Person, RoomView } from "../core";

/** How the room stands, and who else is there. */
export interface Shown {
  view: RoomView;
  people: Person[];
}

export interface TabsListener {
  /** This tab holds the line from now on. Never inside `joinTabs`. */
  begin(): void;
  /**
   * It does not any more: whatever uses the line has ended when this returns. `taken` while it slept:
   * what it knows is old.
   */
  end(taken: boolean): void;
  /** How the room stands, as the tab that holds the line says. */
  shown(shown: Shown): void;
  /** What the person at this browser says of themselves, in whichever tab; where the line is held. */
  said(person: Person | undefined): void;
  /** The notebook is no longer shared on this device, as another tab says. */
  left(): void;
}

export interface RoomTabs {
  /** Tells the tabs that wait. */
  show(shown: Shown): void;
  say(person: Person | undefined): void;
  /** Tells them that the notebook is no longer shared. */
  leave(): void;
  close(): void;
}

/** A tab that does not answer for so long sleeps: its line is taken from it. */
const PATIENCE_MILLIS = 5000;

type Word =
  | { type: "who" }
  /** A tab that is on screen waits for the line. */
  | { type: "wants" }
  | { type: "holds"; tab: string; key: string; shown: Shown | undefined }
  | { type: "said"; tab: string; at: number; person: Person | undefined }
  | { type: "left" };

export function joinTabs(name: string, listener: TabsListener): RoomTabs {
  const { locks } = navigator as { locks?: LockManager };
  if (locks === undefined || typeof BroadcastChannel !== "function") return alone(listener);

  const page = document;
  const tab = randomName();
  const channel = new BroadcastChannel(name);
  const said = new Map<string, { at: number; person: Person }>();
  /** By which others know this browser, whichever tab holds the line. */
  let key: string | undefined;
  /** The tab that was last heard to hold it. */
  let holder: string | undefined;
  let shown: Shown | undefined;
  /** Ends the hold; there while this tab has it. */
  let letGo: (() => void) | undefined;
  let waiting: AbortController | undefined;
  let patience: number | undefined;
  let over = false;

  const post = (word: Word) => channel.postMessage(word);
  const holds = () => post({ type: "holds", tab, key: key ?? tab, shown });
  /** Who said something last is where the person is. */
  const passOn = (): void => {
    const [latest] = [...said.values()].sort((a, b) => b.at - a.at);
    listener.said(latest && { ...latest.person, key: key ?? tab });
  };
  const sayAgain = (): void => {
    const own = said.get(tab);
    if (own !== undefined) post({ type: "said", tab, ...own });
  };

  const begin = (end: () => void): void => {
    letGo = end;
    window.clearTimeout(patience);
    key ??= tab;
    shown = undefined;
    listener.begin();
    passOn();
    holds();
  };
  const end = (taken = false): void => {
    const go = letGo;
    letGo = undefined;
    if (go === undefined) return;
    listener.end(taken);
    go();
  };

  const take = (options: LockOptions): void => {
    let held = false;
    const hold = (): Promise<void> | undefined => {
      if (over) return undefined;
      held = true;
      return new Promise(begin);
    };
    locks.request(name, options, hold).then(queue, () => {
      if (options.signal?.aborted) return;
      // Another tab has taken it; or there are no locks in a page like this.
      if (held) {
        end(true);
        queue();
      } else if (!over) begin(() => undefined);
    });
  };
  const queue = (): void => {
    if (over) return;
    waiting = new AbortController();
    take({ signal: waiting.signal });
  };
  const ask = (): void => {
    if (letGo !== undefined || page.visibilityState === "hidden") return;
    post({ type: "wants" });
    window.clearTimeout(patience);
    patience = window.setTimeout(() => {
      if (letGo !== undefined || over || page.visibilityState === "hidden") return;
      waiting?.abort();
      take({ steal: true });
    }, PATIENCE_MILLIS);
  };

  channel.onmessage = ({ data: word }: MessageEvent<Word>): void => {
    switch (word.type) {
      case "who":
        if (letGo !== undefined) holds();
        return;
      case "wants":
        if (letGo === undefined) return;
        if (page.visibilityState === "hidden") end();
        else holds();
        return;
      case "holds":
        if (letGo !== undefined) return;
        window.clearTimeout(patience);
        key = word.key;
        if (holder !== word.tab) sayAgain();
        holder = word.tab;
        if (word.shown !== undefined) listener.shown(word.shown);
        return;
      case "said":
        if (word.person === undefined) said.delete(word.tab);
        else said.set(word.tab, { at: word.at, person: word.person });
        if (letGo !== undefined) passOn();
        return;
      case "left":
        listener.left();
    }
  };
  page.addEventListener("visibilitychange", ask);
  post({ type: "who" });
  queue();
  ask();

  return {
    show(next) {
      if (JSON.stringify(next) === JSON.stringify(shown)) return;
      shown = next;
      if (letGo !== undefined) holds();
    },
    say(person) {
      const at = Date.now();
      if (person === undefined) said.delete(tab);
      else said.set(tab, { at, person });
      post({ type: "said", tab, at, person });
      if (letGo !== undefined) passOn();
    },
    leave: () => post({ type: "left" }),
    close() {
      over = true;
      post({ type: "said", tab, at: 0, person: undefined });
      page.removeEventListener("visibilitychange", ask);
      window.clearTimeout(patience);
      waiting?.abort();
      end();
      channel.close();
    },
  };
}

function alone(listener: TabsListener): RoomTabs {
  let over = false;
  void Promise.resolve().then(() => {
    if (!over) listener.begin();
  });
  return {
    show: () => undefined,
    say: (person) => listener.said(person),
    leave: () => undefined,
    close() {
      over = true;
      listener.end(false);
    },
  };
}

function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
