/** What gzip made comes out as it was, whatever the blocks: stored, fixed and with codes of their own. */
import { constants, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { gunzipped } from "./inflate";

/** The same bytes in every run. */
function noise(length: number, kinds: number): Uint8Array {
  let seed = 7;
  return Uint8Array.from({ length }, () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >>> 16) % kinds;
  });
}

describe("gunzipped", () => {
  const texts: [name: string, bytes: Uint8Array][] = [
    ["nothing", new Uint8Array(0)],
    ["a word", new TextEncoder().encode("ardoise")],
    ["one byte very often", new Uint8Array(300_000).fill(65)],
    ["what cannot be squeezed", noise(200_000, 256)],
    ["few kinds of bytes", noise(100_000, 5)],
    ["repeated far apart", Uint8Array.from([...noise(30_000, 256), ...noise(30_000, 256)])],
  ];
  for (const [name, bytes] of texts) {
    for (const level of [0, 1, 9]) {
      it(`gives back ${name}, level ${level}`, () => {
        expect(gunzipped(gzipSync(bytes, { level })).length).toBe(bytes.length);
        expect(Buffer.compare(gunzipped(gzipSync(bytes, { level })), bytes)).toBe(0);
      });
    }
    it(`gives back ${name} in blocks with the fixed codes`, () => {
      const squeezed = gzipSync(bytes, { strategy: constants.Z_FIXED });
      expect(Buffer.compare(gunzipped(squeezed), bytes)).toBe(0);
    });
  }

  it("refuses what is no gzip, and what was cut off", () => {
    expect(() => gunzipped(new Uint8Array(30))).toThrow();
    const whole = gzipSync(noise(1000, 20));
    expect(() => gunzipped(whole.subarray(0, 200))).toThrow();
  });
});
