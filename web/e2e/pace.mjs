/**
 * How quickly the page answers, measured inside it: from a key press to the frame that shows it,
 * and how long frames stay away. Journeys compare with bounds that a busy small machine keeps and
 * a page that is stuck does not.
 */

/** @typedef {import('./drivers/page.mjs').Page} Page */

/**
 * Begins to measure in this page, or begins anew. Watching frames makes the page draw all the time, which costs a slow machine much.
 * @param {Page} page @param {{ frames?: boolean }} [what]
 */
export async function startMeasuring(page, { frames: watched = true } = {}) {
  await page.eval(`(${measure})(${watched})`);
}

/** Milliseconds from each key press to the end of the frame after it. @param {Page} page @param {number} count how many there must be @returns {Promise<number[]>} */
export async function keyTimes(page, count) {
  return page.waitFor(`window.journeyPace.keys.length >= ${count} && window.journeyPace.keys`, { ms: 60000, what: `${count} painted key presses` });
}

/** The longest time without a frame, and the number of frames, since measuring began. @param {Page} page @returns {Promise<{ longest: number, count: number, ms: number }>} */
export function frames(page) {
  return page.eval('window.journeyPace.frames()');
}

/** Runs in the page. @param {boolean} on whether frames are watched */
function measure(on) {
  const page = /** @type {any} */ (window);
  if (page.journeyPace) page.journeyPace.end();
  /** @type {number[]} */
  const keys = [];
  const began = performance.now();
  let last = began;
  let longest = 0;
  let count = 0;
  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    // The event's own time counts the wait in a busy page's queue, where the engine tells it.
    const now = performance.now();
    const start = event.timeStamp > 0 && event.timeStamp <= now ? event.timeStamp : now;
    requestAnimationFrame(() => setTimeout(() => keys.push(performance.now() - start), 0));
  };
  const frame = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    count += 1;
    if (on) requestAnimationFrame(frame);
  };
  window.addEventListener('keydown', pressed, true);
  if (on) requestAnimationFrame(frame);
  page.journeyPace = {
    keys,
    frames: () => ({ longest: Math.max(longest, performance.now() - last), count, ms: performance.now() - began }),
    end() {
      on = false;
      window.removeEventListener('keydown', pressed, true);
    },
  };
}

/** @param {number[]} values @param {number} share 0.5 for the median */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** @param {number[]} values */
export function summary(values) {
  return `median ${Math.round(quantile(values, 0.5))} ms, p95 ${Math.round(quantile(values, 0.95))} ms, longest ${Math.round(Math.max(...values))} ms of ${values.length}`;
}
