/** What the name of a file that was handed in says (`host/hand-ins.ts`, `docs/rooms.md`). Pure. */

/** A file that was handed in. */
export interface Work {
  path: string;
  /** As the pupil wrote it. */
  name: string;
  /** By the pupil's clock; nothing when the name does not say. */
  time: number | undefined;
  /** Of the giver's key. */
  tag: string;
}

const NAME = /^(.*?)(?: (\d{4})-(\d\d)-(\d\d) (\d\d)\.(\d\d)\.(\d\d))? \(([a-z1-9]{6})\)\.ipynb$/;

/** Nothing for a file that was put there in another way. */
export function workOf(path: string): Work | undefined {
  const found = NAME.exec(path);
  if (found === null) return undefined;
  const [, name = "", year, month, day, hour, minute, second, tag = ""] = found;
  const time =
    year === undefined
      ? undefined
      : new Date(
          +year,
          Number(month) - 1,
          Number(day),
          Number(hour),
          Number(minute),
          Number(second),
        ).getTime();
  return { path, name, time, tag };
}

/** The work of each pupil, the last first; pupils by their names. */
export function byPupil(works: readonly Work[]): Work[][] {
  const pupils = new Map<string, Work[]>();
  for (const work of works) {
    const key = `${work.name} ${work.tag}`;
    const own = pupils.get(key);
    if (own) own.push(work);
    else pupils.set(key, [work]);
  }
  const all = Array.from(pupils.values());
  for (const own of all) own.sort((a, b) => (b.time ?? 0) - (a.time ?? 0));
  return all.sort(([a], [b]) => (a?.name ?? "").localeCompare(b?.name ?? ""));
}
