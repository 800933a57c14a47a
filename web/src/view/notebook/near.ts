/**
 * Tells which cells are near the visible part of the page, so that only those get an editor. One
 * observer for all; an engine without one counts everything as near.
 */

type Listener = (near: boolean) => void;

const listeners = new Map<Element, Listener>();
/** Elements that came near and whose listener has not heard it yet. */
const waiting = new Set<Element>();
let observer: IntersectionObserver | undefined;

/** How long listeners may keep the page busy before it can paint and hear keys. */
const SLICE_MILLIS = 8;

/** Editors cost a few milliseconds each: they are made in small portions. */
function drain(): void {
  const end = performance.now() + SLICE_MILLIS;
  for (const element of waiting) {
    waiting.delete(element);
    listeners.get(element)?.(true);
    if (performance.now() > end) break;
  }
  if (waiting.size > 0) window.setTimeout(drain, 0);
}

function cameNear(element: Element): void {
  if (waiting.size === 0) window.setTimeout(drain, 0);
  waiting.add(element);
}

/** About a screen above and two below. */
const MARGIN = "900px 0px 1600px 0px";

function start(): IntersectionObserver {
  return new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) {
          cameNear(target);
        } else {
          waiting.delete(target);
          listeners.get(target)?.(false);
        }
      }
    },
    { rootMargin: MARGIN },
  );
}

/** Calls the listener now and then; returns the function that ends it. */
export function watchNear(element: Element, listener: Listener): () => void {
  if (!("IntersectionObserver" in window)) {
    listener(true);
    return () => undefined;
  }
  observer = observer ?? start();
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    listeners.delete(element);
    waiting.delete(element);
    observer?.unobserve(element);
  };
}
