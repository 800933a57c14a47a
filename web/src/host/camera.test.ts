/** A camera that sees codes: with the browser's own reader, with ours, and where there is none. */
import { encodeQR } from "qr";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchCodes } from "./camera";

let stopped: number;
let video: HTMLVideoElement;

/** The picture of a code, as a canvas gives it: each square some pixels, on a grey ground. */
function picture(text: string): ImageData {
  const rows = encodeQR(text, "raw", { ecc: "low", border: 4 });
  const size = 5;
  const side = rows.length * size;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let at = 0; at < side * side; at += 1) {
    const dark = rows[Math.floor(at / side / size)]?.[Math.floor((at % side) / size)];
    data.fill(dark ? 30 : 220, at * 4, at * 4 + 3);
  }
  return { width: side, height: side, data } as ImageData;
}

beforeEach(() => {
  vi.useFakeTimers();
  stopped = 0;
  const tracks = [{ stop: () => (stopped += 1) }];
  const stream = { getTracks: () => tracks };
  video = { readyState: 4, videoWidth: 640, videoHeight: 480, play: async () => {} } as never;
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: async () => stream } });
  vi.stubGlobal("window", { setTimeout: (work: () => void, ms: number) => setTimeout(work, ms) });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a camera", () => {
  it("tells each code once, until it is stopped, by the browser's own reader", async () => {
    const sees = [["a"], ["a"], ["a", "b"], [], ["c"], ["d"]];
    class BarcodeDetector {
      static getSupportedFormats = async () => ["ean_13", "qr_code"];
      detect = async () => (sees.shift() ?? []).map((rawValue) => ({ rawValue }));
    }
    Object.assign(window, { BarcodeDetector });
    const found: string[] = [];
    const stop = await watchCodes(video, (text) => found.push(text));
    await vi.advanceTimersByTimeAsync(600);
    expect(found).toEqual(["a", "b", "c"]);
    stop();
    await vi.advanceTimersByTimeAsync(2000);
    expect(found).toEqual(["a", "b", "c"]);
    expect([stopped, video.srcObject]).toEqual([1, null]);
  });

  it("reads by ours where the browser's reads no such codes", async () => {
    const texts = ["https://a.example/#q=AQI", `https://a.example/#q=${"x7-_".repeat(190)}`];
    const images = [...texts.map(picture), { ...picture(""), data: new Uint8ClampedArray(4) }];
    const context = { drawImage: () => {}, getImageData: () => images.shift() ?? picture("x") };
    vi.stubGlobal("document", { createElement: () => ({ getContext: () => context }) });
    Object.assign(window, { BarcodeDetector: { getSupportedFormats: async () => ["ean_13"] } });
    const found: string[] = [];
    const stop = await watchCodes(video, (text) => found.push(text));
    await vi.advanceTimersByTimeAsync(1000);
    stop();
    expect(found.slice(0, 2)).toEqual(texts);
  });

  it("that may not be used is said to be, and nothing of it stays on", async () => {
    const getUserMedia = () => Promise.reject(new Error("NotAllowedError"));
    vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
    vi.stubGlobal("document", { createElement: () => ({ getContext: () => null }) });
    await expect(watchCodes(video, () => {})).rejects.toThrow("denied");
  });
});
