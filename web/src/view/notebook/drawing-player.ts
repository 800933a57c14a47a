/**
 * Plays a drawing on a canvas, as fast as its turtles are told to be, and never tediously: what is
 * left is played faster when it would take longer than a few seconds.
 *
 * It knows nothing of cells. A drawing that grows goes on from where it is.
 */
import {
  apply,
  type Box,
  type Counts,
  counted,
  duration,
  emptyScene,
  type Item,
  type Motion,
  motionOf,
  parted,
  type Scene,
  type Turtle,
} from "./drawing-scene";

/** What waits is played within this time. */
const LONGEST_MILLIS = 8000;
/** More pixels across help nobody and cost an old machine its breath. */
const MOST_PIXELS = 1600;

export interface Player {
  /** Shows a drawing: what it has more than the one before is played, or (`still`) done at once. */
  show(text: string, still: boolean): void;
  replay(): void;
  finish(): void;
  close(): void;
}

export interface PlayerState {
  playing: boolean;
  box: Box;
  counts: Counts;
  notes: readonly string[];
}

export function createPlayer(
  canvas: HTMLCanvasElement,
  tell: (state: PlayerState) => void,
): Player {
  const paper = document.createElement("canvas");
  const pictures = new Map<string, HTMLImageElement>();
  let scene: Scene = emptyScene();
  let box: Box = { x: -200, y: -150, width: 400, height: 300 };
  let steps: string[] = [];
  let next = 0;
  let known = "";
  let pace = 1;
  let frame = 0;
  let last = 0;
  /** How much of the next step's time has passed. */
  let spent = 0;
  let stale = true;

  const scale = () => paper.width / box.width;

  function measure(): void {
    const dense = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.round(Math.min(box.width * dense, Math.max(MOST_PIXELS, box.width)));
    const height = Math.round((width * box.height) / box.width);
    for (const sheet of [canvas, paper]) {
      if (sheet.width !== width) sheet.width = width;
      if (sheet.height !== height) sheet.height = height;
    }
    canvas.style.width = `${box.width}px`;
    stale = true;
  }

  function onSheet(sheet: HTMLCanvasElement): CanvasRenderingContext2D | undefined {
    const context = sheet.getContext("2d");
    if (context === null) return undefined;
    const k = scale();
    context.setTransform(k, 0, 0, k, -box.x * k, -box.y * k);
    context.lineCap = "round";
    context.lineJoin = "round";
    return context;
  }

  function picture(context: CanvasRenderingContext2D, index: number, x: number, y: number): void {
    const wanted = scene.pictures[index];
    if (wanted === undefined || wanted.address === "") return;
    let image = pictures.get(wanted.address);
    if (image === undefined) {
      image = new Image();
      image.onload = () => {
        stale = true;
        wake();
      };
      image.src = wanted.address;
      pictures.set(wanted.address, image);
    }
    if (!image.complete || image.naturalWidth === 0) return;
    context.drawImage(
      image,
      x - wanted.width / 2,
      y - wanted.height / 2,
      wanted.width,
      wanted.height,
    );
  }

  function paint(context: CanvasRenderingContext2D, item: Item): void {
    switch (item.kind) {
      case "line":
        stroke(context, item.points, item.colour, item.width);
        return;
      case "polygon":
        polygon(context, item.points, item.fill, item.outline, item.width);
        return;
      case "dot":
        if (item.colour === "none") return;
        context.fillStyle = item.colour;
        context.beginPath();
        context.arc(item.x, item.y, item.radius, 0, 2 * Math.PI);
        context.fill();
        return;
      case "picture":
        picture(context, item.picture, item.x, item.y);
        return;
      case "text": {
        if (item.colour === "none") return;
        const weight = item.style.indexOf("bold") >= 0 ? "bold " : "";
        const slant = item.style.indexOf("italic") >= 0 ? "italic " : "";
        context.font = `${slant}${weight}${item.size}px "${item.family}", sans-serif`;
        context.fillStyle = item.colour;
        context.textAlign =
          item.anchor === "middle" ? "center" : item.anchor === "end" ? "right" : "left";
        const lines = item.text.split("\n");
        lines.forEach((line, index) => {
          const rows = lines.length - 1 - index;
          context.fillText(line, item.x, item.y - item.size * (0.22 + 1.2 * rows));
        });
        return;
      }
    }
  }

  function repaint(): void {
    const context = onSheet(paper);
    if (context === undefined) return;
    context.fillStyle = "white";
    context.fillRect(box.x, box.y, box.width, box.height);
    if (scene.background !== "none") {
      context.fillStyle = scene.background;
      context.fillRect(box.x, box.y, box.width, box.height);
    }
    if (scene.backdrop !== undefined) picture(context, scene.backdrop, 0, 0);
    // In the order of their numbers, which a change of one does not alter.
    scene.items.forEach((item) => {
      paint(context, item);
    });
    stale = false;
  }

  function take(step: string): void {
    const change = apply(scene, step);
    if (stale || change.kind === "none") return;
    if (change.kind === "repaint") {
      stale = true;
      return;
    }
    const context = onSheet(paper);
    if (context === undefined) return;
    if (change.kind === "segment" && change.item.kind === "line") {
      stroke(context, change.item.points.slice(-4), change.item.colour, change.item.width);
    } else paint(context, change.item);
  }

  function draw(motion: Motion | undefined, part: number): void {
    if (stale) repaint();
    const context = onSheet(canvas);
    if (context === undefined) return;
    context.drawImage(paper, box.x, box.y, box.width, box.height);
    const where = motion && {
      x: motion.turtle.x + (motion.x - motion.turtle.x) * part,
      y: motion.turtle.y + (motion.y - motion.turtle.y) * part,
    };
    if (motion && where && motion.line?.kind === "line") {
      const { line, turtle } = motion;
      stroke(context, [turtle.x, turtle.y, where.x, where.y], line.colour, line.width);
    }
    for (const turtle of scene.turtles) {
      if (!turtle.shown) continue;
      const moving = motion?.turtle === turtle ? where : undefined;
      const heading = turtle.heading + (moving ? (motion?.turn ?? 0) * part : 0);
      const { x, y } = moving ?? turtle;
      if (turtle.picture !== undefined) picture(context, turtle.picture, x, y);
      else figure(context, turtle, x, y, heading);
    }
  }

  function tick(now: number): void {
    frame = 0;
    let budget = Math.min(now - last, 100) * pace;
    last = now;
    while (next < steps.length) {
      const step = steps[next] ?? "";
      const needed = duration(scene, step) - spent;
      if (needed > budget) {
        spent += budget;
        break;
      }
      budget -= Math.max(needed, 0);
      spent = 0;
      next += 1;
      take(step);
    }
    const playing = next < steps.length;
    const step = steps[next] ?? "";
    const whole = playing ? duration(scene, step) : 0;
    if (!playing && steps.length > 0) stale = true;
    draw(whole > 0 ? motionOf(scene, step) : undefined, whole > 0 ? spent / whole : 0);
    if (playing) wake();
    else report(false);
  }

  function wake(): void {
    if (frame === 0) frame = window.requestAnimationFrame(tick);
  }

  function report(playing: boolean): void {
    tell({ playing, box, counts: counted(scene), notes: scene.notes });
  }

  /** How much faster than asked what waits must be played. */
  function setPace(): void {
    const rehearsal: Scene = {
      ...scene,
      items: new Map(),
      turtles: scene.turtles.map((turtle) => ({ ...turtle })),
    };
    let total = 0;
    for (const step of steps.slice(next)) {
      total += duration(rehearsal, step);
      if ("lmjrTtnD".indexOf(step.charAt(0)) >= 0) apply(rehearsal, step);
    }
    pace = Math.max(1, total / LONGEST_MILLIS);
  }

  function play(): void {
    setPace();
    if (frame === 0) last = performance.now();
    report(true);
    wake();
  }

  function finish(): void {
    while (next < steps.length) {
      take(steps[next] ?? "");
      next += 1;
    }
    spent = 0;
    stale = true;
    draw(undefined, 0);
    report(false);
  }

  function restart(): void {
    scene = emptyScene();
    next = 0;
    spent = 0;
    stale = true;
  }

  return {
    show(text, still) {
      const drawing = parted(text);
      const same = drawing.steps.slice(0, known.length) === known;
      const fresh = same ? drawing.steps.slice(known.length) : drawing.steps;
      if (!same) {
        restart();
        steps = [];
      }
      known = drawing.steps;
      steps = steps.concat(fresh.split("\n").filter((step) => step !== ""));
      const changed =
        JSON.stringify(box) !== JSON.stringify(drawing.box) || canvas.style.width === "";
      box = drawing.box;
      if (changed) measure();
      if (still) finish();
      else play();
    },
    replay() {
      restart();
      play();
    },
    finish,
    close() {
      window.cancelAnimationFrame(frame);
    },
  };
}

function stroke(
  context: CanvasRenderingContext2D,
  points: readonly number[],
  colour: string,
  width: number,
): void {
  if (colour === "none" || points.length < 4) return;
  path(context, points);
  context.strokeStyle = colour;
  context.lineWidth = Math.max(width, 0.5);
  context.stroke();
}

function polygon(
  context: CanvasRenderingContext2D,
  points: readonly number[],
  fill: string,
  outline: string,
  width: number,
): void {
  if (points.length < 4) return;
  path(context, points);
  context.closePath();
  if (fill !== "none") {
    context.fillStyle = fill;
    context.fill("evenodd");
  }
  if (outline !== "none") {
    context.strokeStyle = outline;
    context.lineWidth = width;
    context.stroke();
  }
}

function path(context: CanvasRenderingContext2D, points: readonly number[]): void {
  context.beginPath();
  for (let index = 0; index + 1 < points.length; index += 2) {
    context.lineTo(points[index] ?? 0, points[index + 1] ?? 0);
  }
}

function figure(
  context: CanvasRenderingContext2D,
  turtle: Turtle,
  x: number,
  y: number,
  heading: number,
): void {
  const angle = (heading * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  for (const part of turtle.parts) {
    const points: number[] = [];
    for (let index = 0; index + 1 < part.points.length; index += 2) {
      const ahead = part.points[index] ?? 0;
      const left = part.points[index + 1] ?? 0;
      points.push(x + ahead * cos + left * sin, y - ahead * sin + left * cos);
    }
    const fill = part.fill === "*" ? turtle.fill : part.fill;
    polygon(context, points, fill, part.outline === "*" ? turtle.pen : part.outline, turtle.edge);
  }
}
