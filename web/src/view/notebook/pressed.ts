/** Whether a pointer's button is held down, for what must not move meanwhile. Touches count when
 * they end, as the mouse events that engines make of them. */
import { type ReadonlySignal, signal } from "@preact/signals";

export function watchPressed(): { held: ReadonlySignal<boolean>; end(): void } {
  const held = signal(false);
  const press = () => {
    held.value = true;
  };
  const release = (event: Event) => {
    // Elements lose the focus by each press; the window loses it when the end may be missed.
    if (event.type !== "blur" || event.target === window) held.value = false;
  };
  const ends = ["mouseup", "dragend", "blur"];
  window.addEventListener("mousedown", press, true);
  for (const type of ends) window.addEventListener(type, release, true);
  return {
    held,
    end() {
      window.removeEventListener("mousedown", press, true);
      for (const type of ends) window.removeEventListener(type, release, true);
    },
  };
}
