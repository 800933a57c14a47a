import { describe, expect, it } from "vitest";
import {
  apply,
  counted,
  duration,
  emptyScene,
  motionOf,
  parted,
  type Scene,
} from "./drawing-scene";

function played(text: string): Scene {
  const scene = emptyScene();
  for (const step of text.trim().split("\n")) apply(scene, step.trim());
  return scene;
}

const SQUARE = `S 0 * * 0,0 -9,-5 -7,0 -9,5
T 0 0,0 0 1 red yellow 1 3
p 1
L 2 red 1 0,0
l 2 0 100,0
r 0 90 90
l 2 0 100,-100 180
p 1 yellow none 0 0,0 100,0 100,-100`;

describe("a drawing's steps", () => {
  it("build the scene", () => {
    const scene = played(SQUARE);
    expect(scene.turtles[0]).toMatchObject({
      x: 100,
      y: -100,
      heading: 180,
      pen: "red",
      shown: true,
    });
    expect(Array.from(scene.items.keys())).toEqual([1, 2]);
    expect(scene.items.get(2)).toMatchObject({ points: [0, 0, 100, 0, 100, -100] });
    expect(counted(scene)).toEqual({ lines: 2, shapes: 1, dots: 0, texts: [] });
  });

  it("are taken back and away", () => {
    const scene = played(`${SQUARE}\nb 2\nk 1`);
    expect(counted(scene)).toEqual({ lines: 1, shapes: 0, dots: 0, texts: [] });
  });

  it("take as long as in a window of Python's own", () => {
    const scene = played("T 0 0,0 0 1 red red 1 3");
    // 100 points in hops of 12, 90 degrees in turns of 9, ten milliseconds each.
    expect(duration(scene, "m 0 100,0")).toBe(90);
    expect(duration(scene, "r 0 90 90")).toBe(110);
    expect(duration(scene, "z 400")).toBe(400);
    apply(scene, "T 0 0,0 0 1 red red 1 0");
    expect(duration(scene, "m 0 100,0")).toBe(0);
    apply(scene, "n 0");
    expect(duration(scene, "u")).toBe(16);
  });

  it("say where a move leads", () => {
    const scene = played("T 0 5,5 0 1 red red 1 3\nL 1 red 2 5,5");
    expect(motionOf(scene, "l 1 0 20,30")).toMatchObject({
      x: 20,
      y: 30,
      turn: 0,
      line: { width: 2 },
    });
    expect(motionOf(scene, "r 0 -45 315")).toMatchObject({ x: 5, y: 5, turn: -45 });
    expect(motionOf(scene, "d 2 0,0 4 red")).toBeUndefined();
  });

  it("keep their texts whole", () => {
    const scene = played("x 1 0,0 middle 16 bold+italic red Courier_New deux\\nlignes  \\\\n");
    expect(scene.items.get(1)).toMatchObject({ text: "deux\nlignes  \\n", family: "Courier New" });
  });

  it("do no harm when they come from a hostile file", () => {
    const hostile =
      'U 0 1 1 https://example.org/a.png\nT 9999999 0,0 0 1 a b 1 3\nL\nl x y z\nT 0 1e999,nan 0\nx 1 0,0 start 1e9 n red a";b t';
    const scene = played(hostile);
    expect(scene.pictures[0]).toMatchObject({ address: "" });
    expect(scene.turtles).toHaveLength(1);
    expect(scene.turtles[0]).toMatchObject({ x: 0, y: 0 });
    expect(scene.items.get(1)).toMatchObject({ size: 400, family: "ab" });
    expect(parted("nonsense")).toMatchObject({ box: { width: 400, height: 300 } });
  });
});
