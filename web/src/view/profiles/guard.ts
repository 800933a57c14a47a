/**
 * Sees to it that a page leaves with the person it belongs to: when another tab closes the profile,
 * when a page comes back from the browser's memory, and when nobody has touched it for long.
 *
 * Whatever happens, the work is written first; where that fails the page stays, and says so.
 */
import {
  idleMinutes,
  lastTouch,
  leave,
  profile,
  readVisitor,
  touch,
  whenVisitorChanges,
} from "../../floor/profile";
import { profileWords } from "../../i18n/profiles";
import { go } from "../router";
import type { Ui } from "../ui";
import "./style";

const LOOK_MILLIS = 5000;
/** A touch is not noted more often than this. */
const TOUCH_MILLIS = 20_000;
/** So long before it closes it asks. */
const ASK_MILLIS = 60_000;
const TOUCHES = ["pointerdown", "touchstart", "keydown", "mousemove", "wheel"];

/** Loads the page anew, without a trace of where it was. */
export function startAnew(): void {
  window.history.replaceState(null, "", "#/");
  window.location.reload();
}

export function guardProfile(ui: Ui): void {
  if (profile === undefined) return;
  let leaving = false;
  let asked: number | undefined;
  let noted = lastTouch();

  const belongs = () => {
    const now = readVisitor(Date.now());
    return now.type === "known" && now.profile.id === profile?.id;
  };
  const goAway = async () => {
    if (leaving) return;
    leaving = true;
    // Nobody may look at it while the rest is written.
    document.documentElement.classList.add("left");
    // Of an engine that is broken nothing more can be written, and nothing more shown.
    const nothing = { unsaved: [] as string[] };
    const { unsaved } = await ui.app.library.settle().catch(() => nothing);
    if (unsaved.length > 0) {
      leaving = false;
      document.documentElement.classList.remove("left");
      go({ view: "finish" });
      return;
    }
    // What was closed by time is closed for every page.
    if (readVisitor(Date.now()).type === "unknown") leave();
    startAnew();
  };
  /** A power cut right after it was closed takes what the small storage had noted of that. */
  const recall = async () => {
    if (profile === undefined || !(await (await ui.app.profiles()).isClosed(profile.id))) return;
    leave();
    await goAway();
  };
  const ask = () => {
    const limit = (idleMinutes() ?? 0) * 60_000;
    if (limit === 0 || asked !== undefined) return;
    const left = lastTouch() + limit - Date.now();
    if (left > Math.min(ASK_MILLIS, limit / 2)) return;
    const words = profileWords[ui.language.peek()];
    ui.toast(words.still(Math.round(left / 1000)), {
      kind: "problem",
      action: { label: words.stillHere, run: () => undefined },
    });
    asked = ui.toasts.peek().slice(-1)[0]?.key;
  };
  const look = () => {
    if (belongs()) ask();
    else void goAway();
  };
  const onTouch = () => {
    if (!belongs()) {
      void goAway();
      return;
    }
    const now = Date.now();
    if (asked === undefined && now - noted < TOUCH_MILLIS) return;
    noted = now;
    touch(now);
    if (asked !== undefined) ui.closeToast(asked);
    asked = undefined;
  };

  for (const kind of TOUCHES) {
    window.addEventListener(kind, onTouch, { capture: true, passive: true });
  }
  whenVisitorChanges(look);
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) look();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  window.setInterval(look, LOOK_MILLIS);
  recall().catch(() => undefined);
}
