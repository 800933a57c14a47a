/**
 * Tells which cells are near the visible part of the page, so that only those get an editor. One
 * observer for all; an engine without one counts everything as near.
 */

type Listener = (near: boolean) => void;

const listeners = new Map<Element, Listener>();
let observer: IntersectionObserver | undefined;

/** About a screen above and two below. */
const MARGIN = "900px 0px 1600px 0px";

function start(): IntersectionObserver {
  return new IntersectionObserver(
    (entries) => {
      for (const entry of entries) listeners.get(entry.target)?.(entry.isIntersecting);
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
    observer?.unobserve(element);
  };
}
