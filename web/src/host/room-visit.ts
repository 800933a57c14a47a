/**
 * A shared notebook is opened unseen until it is in step with its relays, or until that takes too
 * long. Start with `visitRoom`.
 */
import type { RoomView } from "../core";
import type { HostedNotebook } from "./open-notebook";

/** Relays that are not reached by then are tried another time. */
const REACH_MILLIS = 30_000;
/** A thin line may need long for what waited for days. */
const MOST_MILLIS = 300_000;

/** Whether everything is on a relay and read; nothing when somebody has come to look at it. */
export async function visitRoom(
  notebook: HostedNotebook,
  isSeen: () => boolean,
): Promise<boolean | undefined> {
  const { room } = notebook.sharing;
  const began = Date.now();
  const inStep = await new Promise<boolean>((resolve) => {
    const look = (): void => {
      const patience = room.value && isReached(room.value) ? MOST_MILLIS : REACH_MILLIS;
      if (room.value && isInStep(room.value)) end(true);
      else if (isSeen() || Date.now() - began >= patience) end(false);
    };
    const end = (result: boolean): void => {
      stop();
      window.clearInterval(timer);
      resolve(result);
    };
    const stop = room.subscribe(look);
    const timer = window.setInterval(look, 1000);
    look();
  });
  if (inStep) await notebook.sharing.settled();
  return isSeen() ? undefined : inStep;
}

function isInStep({ role, status }: RoomView): boolean {
  return status.current && (role === "reads" || status.reach !== "onDevice");
}

function isReached({ status }: RoomView): boolean {
  return status.links.some(({ state }) => state === "joined");
}
