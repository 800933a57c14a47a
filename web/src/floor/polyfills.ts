/**
 * The few built-ins of later years that the page or its libraries use and that the oldest engines
 * of the floor (Chromium 64, Safari 12) lack. Imported before anything else.
 *
 * Each one covers the uses that occur, not every corner of its specification.
 */

type Patch = { target: object; name: string; value: unknown };

function patch({ target, name, value }: Patch): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

// `globalThis` itself may be missing: this one name reaches the global object everywhere.
const world: object = self;

function flat(this: unknown[], depth = 1): unknown[] {
  const out: unknown[] = [];
  for (const item of this) {
    if (Array.isArray(item) && depth > 0) out.push(...flat.call(item, depth - 1));
    else out.push(item);
  }
  return out;
}

function flatMap(this: unknown[], each: (item: unknown, index: number) => unknown): unknown[] {
  return flat.call(this.map((item, index) => each(item, index)));
}

function fromEntries(entries: Iterable<[PropertyKey, unknown]>): object {
  const out: Record<PropertyKey, unknown> = {};
  for (const [key, value] of entries) out[key] = value;
  return out;
}

function allSettled(this: PromiseConstructor, promises: Iterable<unknown>): Promise<unknown[]> {
  return Promise.all(
    Array.from(promises, (promise) =>
      Promise.resolve(promise).then(
        (value) => ({ status: "fulfilled", value }),
        (reason) => ({ status: "rejected", reason }),
      ),
    ),
  );
}

function* matchAll(this: string, pattern: RegExp): IterableIterator<RegExpExecArray> {
  const search = new RegExp(pattern.source, pattern.flags);
  for (let found = search.exec(this); found !== null; found = search.exec(this)) {
    if (found[0] === "") search.lastIndex += 1;
    yield found;
  }
}

function replaceAll(this: string, what: string | RegExp, by: string | (() => string)): string {
  if (typeof what !== "string") return this.replace(what, by as string);
  return this.split(what).join(typeof by === "string" ? by : by());
}

function at(this: ArrayLike<unknown>, index: number): unknown {
  const place = Math.trunc(index) || 0;
  return this[place < 0 ? this.length + place : place];
}

function replaceChildren(this: ParentNode & Node, ...nodes: (Node | string)[]): void {
  while (this.lastChild) this.removeChild(this.lastChild);
  this.append(...nodes);
}

function trimEnd(this: string): string {
  return this.replace(/\s+$/, "");
}

function trimStart(this: string): string {
  return this.replace(/^\s+/, "");
}

function hasOwn(target: object, key: PropertyKey): boolean {
  return Object.getOwnPropertyDescriptor(target, key) !== undefined;
}

const patches: Patch[] = [
  { target: world, name: "globalThis", value: world },
  {
    target: world,
    name: "queueMicrotask",
    value: (task: () => void) => {
      void Promise.resolve().then(task);
    },
  },
  { target: Array.prototype, name: "flat", value: flat },
  { target: Array.prototype, name: "flatMap", value: flatMap },
  { target: Array.prototype, name: "at", value: at },
  { target: String.prototype, name: "at", value: at },
  { target: String.prototype, name: "matchAll", value: matchAll },
  { target: String.prototype, name: "replaceAll", value: replaceAll },
  { target: String.prototype, name: "trimEnd", value: trimEnd },
  { target: String.prototype, name: "trimStart", value: trimStart },
  { target: Object, name: "fromEntries", value: fromEntries },
  { target: Object, name: "hasOwn", value: hasOwn },
  { target: Promise, name: "allSettled", value: allSettled },
];
for (const one of patches) patch(one);
if (typeof Element !== "undefined") {
  patch({ target: Element.prototype, name: "replaceChildren", value: replaceChildren });
}
