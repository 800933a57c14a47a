/** Stretches hold every cell once and in order, and change as little as they can. */
import { expect, test } from "vitest";
import { regroup, STRETCH_CELLS, type Stretch } from "./stretches";

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `c${n}`);
const flat = (stretches: readonly Stretch[]): string[] => stretches.flatMap(({ cells }) => cells);

/** How many cells stand in another stretch than before. */
function moved(before: readonly Stretch[], after: readonly Stretch[]): number {
  const home = new Map(before.flatMap(({ key, cells }) => cells.map((id) => [id, key] as const)));
  return after
    .flatMap(({ key, cells }) => cells.map((id) => [id, key] as const))
    .filter(([id, key]) => home.has(id) && home.get(id) !== key).length;
}

test("a notebook is cut into stretches of the same size", () => {
  const made = regroup([], names(40));
  expect(made.map(({ cells }) => cells.length)).toEqual([12, 12, 12, 4]);
  expect(flat(made)).toEqual(names(40));
  expect(regroup([], [])).toEqual([]);
});

test("the same order gives the very same stretches", () => {
  const made = regroup([], names(40));
  regroup(made, names(40)).forEach((stretch, place) => {
    expect(stretch).toBe(made[place]);
  });
});

test("a cell that is added or deleted moves no other one", () => {
  const before = regroup([], names(40));
  for (const place of [0, 1, 11, 12, 13, 24, 39, 40]) {
    const order = names(40);
    order.splice(place, 0, "new");
    const after = regroup(before, order);
    expect(flat(after)).toEqual(order);
    expect(moved(before, after)).toBe(0);
    const less = names(40).filter((_, n) => n !== place);
    const without = regroup(before, less);
    expect(flat(without)).toEqual(less);
    expect(moved(before, without)).toBe(0);
  }
});

test("a cell that is moved takes no other one along", () => {
  const before = regroup([], names(60));
  for (const [from, to] of [
    [30, 2],
    [2, 30],
    [12, 11],
    [11, 12],
    [59, 0],
    [0, 59],
  ] as const) {
    const order = names(60);
    order.splice(to, 0, ...order.splice(from, 1));
    const after = regroup(before, order);
    expect(flat(after)).toEqual(order);
    expect(moved(before, after)).toBeLessThanOrEqual(1);
  }
});

test("a stretch that grows is cut, and a key is never given twice", () => {
  let order = names(STRETCH_CELLS);
  let stretches = regroup([], order);
  for (let n = 0; n < 100; n += 1) {
    order = [...order.slice(0, 5), `new${n}`, ...order.slice(5)];
    stretches = regroup(stretches, order);
    expect(flat(stretches)).toEqual(order);
    const keys = stretches.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(Math.max(...stretches.map(({ cells }) => cells.length))).toBeLessThanOrEqual(24);
  }
});

test("any order comes out whole, whatever was before", () => {
  // A small generator of our own: the same orders in every run.
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  let stretches: readonly Stretch[] = [];
  for (let round = 0; round < 200; round += 1) {
    const order = names(random(80));
    for (let n = order.length - 1; n > 0; n -= 1) {
      const other = round % 3 === 0 ? random(n + 1) : Math.max(0, n - random(2));
      const cell = order[n] as string;
      order[n] = order[other] as string;
      order[other] = cell;
    }
    stretches = regroup(stretches, order);
    expect(flat(stretches)).toEqual(order);
    const keys = stretches.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }
});
