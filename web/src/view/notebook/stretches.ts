/**
 * Which cells stand together in one element. A browser lays out, paints and searches a stretch that
 * is out of sight as one box, so a key press costs the same in a notebook of 20 cells and of 200.
 *
 * Pure. A cell stays in its stretch while the order changes around it: only what moves from one to
 * another is drawn anew. Start with `regroup`.
 */

export interface Stretch {
  readonly key: number;
  readonly cells: readonly string[];
}

/** So many cells are put together at first. */
export const STRETCH_CELLS = 12;
/** A stretch that grew beyond this is cut. */
const MOST_CELLS = 24;

/** The stretches of this order, as much as possible like those before. */
export function regroup(before: readonly Stretch[], order: readonly string[]): readonly Stretch[] {
  const homes = new Map<string, number>();
  before.forEach((stretch, place) => {
    for (const id of stretch.cells) homes.set(id, place);
  });
  const known = order.map((id) => homes.get(id)).filter((home) => home !== undefined);
  // A cell that came from further below begins no stretch where it is now.
  const begins = (place: number): boolean =>
    known[place + 1] === undefined || Number(known[place + 1]) >= Number(known[place]);
  let at = known.find((_, place) => begins(place)) ?? -1;
  let met = -1;
  let filling: string[] = [];
  const filled: { key: number | undefined; cells: string[] }[] = [];
  const close = (): void => {
    if (filling.length > 0) filled.push({ key: before[at]?.key, cells: filling });
    filling = [];
  };
  for (const id of order) {
    const home = homes.get(id);
    if (home !== undefined) {
      met += 1;
      if (home > at && begins(met)) {
        close();
        at = home;
      }
    }
    filling.push(id);
  }
  close();

  let free = before.reduce((most, { key }) => Math.max(most, key), -1) + 1;
  const made: Stretch[] = [];
  for (const { key, cells } of filled) {
    const size = cells.length > MOST_CELLS ? STRETCH_CELLS : cells.length;
    for (let from = 0; from < cells.length; from += size) {
      const same = before.find((one) => one.key === key);
      const part = cells.slice(from, from + size);
      if (from === 0 && same && isSame(same.cells, part)) made.push(same);
      else if (from === 0 && key !== undefined) made.push({ key, cells: part });
      else {
        made.push({ key: free, cells: part });
        free += 1;
      }
    }
  }
  return made;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id, place) => id === others[place]);
}
