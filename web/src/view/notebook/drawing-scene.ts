/**
 * A turtle drawing as the kernel sends it: steps of one line each, the scene they build, and how
 * long each takes on screen. `docs/formats.md` lists the steps.
 *
 * It knows no DOM. Words that make no sense are left out: a file may hold anything.
 */

export type Item =
  | { kind: "line"; colour: string; width: number; points: number[] }
  | { kind: "polygon"; fill: string; outline: string; width: number; points: number[] }
  | { kind: "dot"; x: number; y: number; radius: number; colour: string }
  | {
      kind: "text";
      x: number;
      y: number;
      anchor: string;
      size: number;
      style: string;
      colour: string;
      family: string;
      text: string;
    }
  | { kind: "picture"; picture: number; x: number; y: number };

export interface Part {
  /** `*` is the turtle's own colour. */
  fill: string;
  outline: string;
  points: number[];
}

export interface Turtle {
  x: number;
  y: number;
  /** Degrees, counterclockwise from the right. */
  heading: number;
  shown: boolean;
  pen: string;
  fill: string;
  edge: number;
  speed: number;
  parts: Part[];
  picture: number | undefined;
}

export interface Picture {
  width: number;
  height: number;
  address: string;
}

export interface Scene {
  background: string;
  backdrop: number | undefined;
  pictures: Picture[];
  items: Map<number, Item>;
  turtles: Turtle[];
  tracing: number;
  delay: number;
  notes: string[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function emptyScene(): Scene {
  return {
    background: "white",
    backdrop: undefined,
    pictures: [],
    items: new Map(),
    turtles: [],
    tracing: 1,
    delay: 10,
    notes: [],
  };
}

/** The window, which stands in the first line, and the steps. */
export function parted(text: string): { box: Box; steps: string } {
  const end = text.indexOf("\n");
  const [x = -200, y = -150, width = 400, height = 300] = text
    .slice(0, end)
    .split(" ")
    .slice(1)
    .map(number);
  const side = (value: number) => Math.min(Math.max(value, 1), 4000);
  return { box: { x, y, width: side(width), height: side(height) }, steps: text.slice(end + 1) };
}

function number(word: string | undefined): number {
  const value = Number(word);
  return Number.isFinite(value) ? value : 0;
}

function places(words: readonly string[]): number[] {
  const points: number[] = [];
  for (const word of words) {
    const comma = word.indexOf(",");
    if (comma > 0) points.push(number(word.slice(0, comma)), number(word.slice(comma + 1)));
  }
  return points;
}

/** The item that a step puts or changes, with its number. */
function itemOf(words: readonly string[]): [number, Item | undefined] {
  const name = number(words[1]);
  switch (words[0]) {
    case "L":
      return [
        name,
        {
          kind: "line",
          colour: words[2] ?? "black",
          width: number(words[3]),
          points: places(words.slice(4)),
        },
      ];
    case "p":
      return [
        name,
        {
          kind: "polygon",
          fill: words[2] ?? "none",
          outline: words[3] ?? "none",
          width: number(words[4]),
          points: places(words.slice(5)),
        },
      ];
    case "d": {
      const [x = 0, y = 0] = places(words.slice(2, 3));
      return [
        name,
        { kind: "dot", x, y, radius: Math.abs(number(words[3])), colour: words[4] ?? "black" },
      ];
    }
    case "i": {
      const [x = 0, y = 0] = places(words.slice(3, 4));
      return [name, { kind: "picture", picture: number(words[2]), x, y }];
    }
    case "x": {
      const [x = 0, y = 0] = places(words.slice(2, 3));
      return [
        name,
        {
          kind: "text",
          x,
          y,
          anchor: words[3] ?? "start",
          size: Math.min(Math.max(number(words[4]), 1), 400),
          style: words[5] ?? "normal",
          colour: words[6] ?? "black",
          family: (words[7] ?? "Arial").replace(/_/g, " ").replace(/[^\w -]/g, ""),
          text: words
            .slice(8)
            .join(" ")
            .replace(/\\(.)/g, (_, letter: string) => (letter === "n" ? "\n" : letter)),
        },
      ];
    }
    default:
      return [name, undefined];
  }
}

/** What a step changes that was painted before. */
export type Change =
  | { kind: "none" }
  | { kind: "added"; item: Item }
  | { kind: "segment"; item: Item }
  | { kind: "repaint" };

const NOTHING: Change = { kind: "none" };
const REPAINT: Change = { kind: "repaint" };

/** Does one step. */
export function apply(scene: Scene, step: string): Change {
  const words = step.split(" ");
  const turtle = (at: number): Turtle | undefined => scene.turtles[number(words[at])];
  switch (words[0]) {
    case "L":
    case "p":
    case "d":
    case "i":
    case "x": {
      const [name, item] = itemOf(words);
      if (item === undefined) return NOTHING;
      const known = scene.items.has(name);
      scene.items.set(name, item);
      return known ? REPAINT : { kind: "added", item };
    }
    case "l": {
      const item = scene.items.get(number(words[1]));
      move(turtle(2), words[3], words[4]);
      if (item?.kind !== "line") return NOTHING;
      item.points.push(...places([words[3] ?? ""]));
      return { kind: "segment", item };
    }
    case "m":
    case "j":
      move(turtle(1), words[2], words[3]);
      return NOTHING;
    case "r": {
      const turned = turtle(1);
      if (turned) turned.heading = number(words[3]);
      return NOTHING;
    }
    case "T": {
      const known = at(scene, number(words[1]));
      if (known === undefined) return NOTHING;
      move(known, words[2], words[3]);
      known.shown = words[4] === "1";
      known.pen = words[5] ?? "black";
      known.fill = words[6] ?? "black";
      known.edge = number(words[7]);
      known.speed = number(words[8]);
      return NOTHING;
    }
    case "S": {
      const known = at(scene, number(words[1]));
      if (known === undefined) return NOTHING;
      known.picture = words[2] === "i" ? number(words[3]) : undefined;
      known.parts = words
        .slice(2)
        .join(" ")
        .split("|")
        .map((part) => {
          const [fill = "*", outline = "*", ...points] = part.split(" ");
          return { fill, outline, points: places(points) };
        });
      return NOTHING;
    }
    case "b": {
      const item = scene.items.get(number(words[1]));
      if (item?.kind === "line") item.points.splice(-2, 2);
      return REPAINT;
    }
    case "k":
      for (const name of words.slice(1)) scene.items.delete(number(name));
      return REPAINT;
    case "t":
      scene.turtles = [];
      return NOTHING;
    case "B":
      scene.background = words[1] ?? "white";
      return REPAINT;
    case "P":
      scene.backdrop = words[1] === "-1" ? undefined : number(words[1]);
      return REPAINT;
    case "U":
      scene.pictures[Math.min(number(words[1]), 1000)] = {
        width: number(words[2]),
        height: number(words[3]),
        address: /^data:image\/(png|gif|jpeg);base64,/.test(words[4] ?? "") ? (words[4] ?? "") : "",
      };
      return REPAINT;
    case "n":
      scene.tracing = number(words[1]);
      return NOTHING;
    case "D":
      scene.delay = Math.max(0, number(words[1]));
      return NOTHING;
    case "N":
      if (words[1] && scene.notes.indexOf(words[1]) < 0) scene.notes.push(words[1]);
      return NOTHING;
    default:
      return NOTHING;
  }
}

function move(
  turtle: Turtle | undefined,
  place: string | undefined,
  heading: string | undefined,
): void {
  if (turtle === undefined) return;
  const [x, y] = places([place ?? ""]);
  turtle.x = x ?? turtle.x;
  turtle.y = y ?? turtle.y;
  if (heading !== undefined) turtle.heading = number(heading);
}

/** A turtle by its number, a new one where there is none yet. */
function at(scene: Scene, index: number): Turtle | undefined {
  if (index > 5000 || index < 0 || Math.floor(index) !== index) return undefined;
  while (scene.turtles.length <= index) {
    scene.turtles.push({
      x: 0,
      y: 0,
      heading: 0,
      shown: false,
      pen: "black",
      fill: "black",
      edge: 1,
      speed: 3,
      parts: [],
      picture: undefined,
    });
  }
  return scene.turtles[index];
}

/** A move or a turn on its way. */
export interface Motion {
  turtle: Turtle;
  x: number;
  y: number;
  turn: number;
  /** The line that the move draws. */
  line: Item | undefined;
}

/** Where a step leads, when it is one that can be seen happening. */
export function motionOf(scene: Scene, step: string): Motion | undefined {
  const words = step.split(" ");
  const line = words[0] === "l" ? scene.items.get(number(words[1])) : undefined;
  const turtle = scene.turtles[number(words[words[0] === "l" ? 2 : 1])];
  if (turtle === undefined) return undefined;
  if (words[0] === "r") return { turtle, x: turtle.x, y: turtle.y, turn: number(words[2]), line };
  if (words[0] !== "l" && words[0] !== "m") return undefined;
  const [x = turtle.x, y = turtle.y] = places([words[words[0] === "l" ? 3 : 2] ?? ""]);
  return { turtle, x, y, turn: 0, line };
}

/** How long a step takes at the turtle's speed, in milliseconds, as in a window of Python's own. */
export function duration(scene: Scene, step: string): number {
  switch (step.charAt(0)) {
    case "z":
      return Math.min(Math.max(number(step.slice(2)), 0), 5000);
    case "u":
      return scene.tracing === 1 ? 0 : Math.max(scene.delay, 16);
    case "l":
    case "m":
    case "r": {
      const motion = motionOf(scene, step);
      if (motion === undefined || scene.tracing < 1) return 0;
      if (scene.tracing > 1) return scene.delay / scene.tracing;
      const { turtle, x, y, turn } = motion;
      const { speed } = turtle;
      if (speed === 0) return 0;
      const way = Math.sqrt((x - turtle.x) ** 2 + (y - turtle.y) ** 2);
      const hops = turn
        ? Math.floor(Math.abs(turn) / (3 * speed))
        : Math.floor(way / (3 * 1.1 ** speed * speed));
      return (1 + hops) * scene.delay;
    }
    default:
      return 0;
  }
}

/** What is drawn, counted for those who hear it. */
export interface Counts {
  lines: number;
  shapes: number;
  dots: number;
  texts: string[];
}

export function counted(scene: Scene): Counts {
  const counts: Counts = { lines: 0, shapes: 0, dots: 0, texts: [] };
  scene.items.forEach((item) => {
    if (item.kind === "line") counts.lines += Math.max(0, item.points.length / 2 - 1);
    else if (item.kind === "polygon" && item.points.length > 0) counts.shapes += 1;
    else if (item.kind === "dot") counts.dots += 1;
    else if (item.kind === "text") counts.texts.push(item.text);
  });
  return counts;
}
