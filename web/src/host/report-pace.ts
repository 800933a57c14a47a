/**
 * Hands the kernel's reports on no faster than the page can show them: what comes while the page
 * is at it waits and is joined, and after a slow delivery the page first has time for the person.
 * Without this a print in an endless loop would keep the page busy for as long as it prints.
 *
 * It must not know what reports say. Nothing waits when the page keeps up.
 */
import { reportBatch } from "./report-batch";

/** A delivery that takes less is not felt. */
const UNFELT_MILLIS = 16;
/** How long the page is left alone after a slow delivery, for each millisecond that it took. */
const REST = 2;
const LONGEST_REST_MILLIS = 1000;

export interface ReportPace {
  add(reports: Uint8Array[]): void;
  /** Delivers what waits now, before something that comes after it. */
  flush(): void;
}

export function reportPace(deliver: (reports: Uint8Array[]) => void): ReportPace {
  const batch = reportBatch();
  let resting = false;

  const flush = (): void => {
    if (batch.count > 0) deliver(batch.take());
  };
  const rested = (): void => {
    resting = false;
    step();
  };
  const step = (): void => {
    if (resting || batch.count === 0) return;
    resting = true;
    const began = performance.now();
    flush();
    // The views draw after the delivery and before the next task.
    window.setTimeout(() => {
      const took = performance.now() - began;
      if (took < UNFELT_MILLIS) rested();
      else window.setTimeout(rested, Math.min(REST * took, LONGEST_REST_MILLIS));
    }, 0);
  };

  return {
    add(reports) {
      for (const report of reports) batch.add(report);
      step();
    },
    flush,
  };
}
