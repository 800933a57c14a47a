/** A notebook's file in a run of codes: split, come in any order, strange and damaged, and joined. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../core/errors";
import { base64url, base64urlBytes } from "../floor/base64url";
import { splitCodes, takeCode } from "./code-run";
import { crc32 } from "./crc32";

const kept = new Map<string, string>();
let joined: Uint8Array[];
const join = async (file: Uint8Array) => {
  joined.push(file);
  return { id: "n" };
};
const take = (fragment: string | undefined) => takeCode(fragment ?? "", join);

function file(length: number, seed = 1): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + seed * 7 + (at >> 3)) & 0xff);
}

beforeEach(() => {
  kept.clear();
  joined = [];
  vi.stubGlobal("window", {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    },
  });
});

describe("a run of codes", () => {
  it("gives a file whatever its length, in any order", async () => {
    for (const length of [1, 559, 560, 561, 3000, 6720]) {
      const codes = splitCodes(file(length)) ?? [];
      expect(codes.length).toBe(Math.ceil(length / 560));
      const order = [...codes].reverse();
      for (const [at, code] of order.entries()) {
        const taken = await take(`#${code}`);
        if (at < order.length - 1) {
          const missing = codes.slice(0, codes.length - 1 - at).map((_, place) => place + 1);
          expect(taken).toEqual({ type: "waiting", count: codes.length, missing });
        } else expect(taken).toEqual({ type: "joined", id: "n" });
      }
      expect(joined.pop()).toEqual(file(length));
      expect(kept.size, "nothing is left of it").toBe(0);
    }
  });

  it("is refused where it would be too many, and each code is short enough for a camera", () => {
    expect(splitCodes(file(6721))).toBeUndefined();
    expect(splitCodes(new Uint8Array())).toBeUndefined();
    for (const code of splitCodes(file(6720)) ?? []) expect(code.length).toBeLessThan(780);
  });

  it("takes a code twice, and after all of them too", async () => {
    const [one, two] = splitCodes(file(1000)) ?? [];
    for (const _ of [1, 2]) {
      expect(await take(one)).toEqual({ type: "waiting", count: 2, missing: [2] });
    }
    expect((await take(two)).type).toBe("joined");
    expect(await take(one)).toEqual({ type: "waiting", count: 2, missing: [2] });
    expect((await take(two)).type).toBe("joined");
    expect(joined).toEqual([file(1000), file(1000)]);
  });

  it("never mixes with another run, not even of the same file", async () => {
    const runs = [file(1000, 1), file(1000, 2), file(1000, 1)].map(
      (each) => splitCodes(each) ?? [],
    );
    for (const [first] of runs) expect((await take(first)).type).toBe("waiting");
    for (const [, second] of runs) expect((await take(second)).type).toBe("joined");
    expect(joined).toEqual([file(1000, 1), file(1000, 2), file(1000, 1)]);
  });

  it("refuses every damaged code, and keeps what was there", async () => {
    const [one = "", two] = splitCodes(file(1000)) ?? [];
    await take(one);
    const before = kept.get("ardoise.codes");
    const bytes = base64urlBytes(one.slice(2)) ?? new Uint8Array();
    const damaged = ["q=", "q=x", "s=AQ", "", one.slice(0, -4), `${one}AAAA`];
    for (let at = 0; at < bytes.length; at += 7) {
      const spoilt = bytes.slice();
      spoilt[at] = (spoilt[at] ?? 0) ^ 0x10;
      damaged.push(`q=${base64url(spoilt)}`);
    }
    for (const code of damaged) await expect(take(code)).rejects.toThrow(AppError);
    expect(kept.get("ardoise.codes")).toBe(before);
    expect((await take(two)).type).toBe("joined");
  });

  /** Whoever writes codes may write any place and count. */
  it("refuses what is sound and says nonsense", async () => {
    const code = (version: number, place: number, count: number, length = 5) => {
      const bytes = new Uint8Array(19 + length);
      bytes.set([version], 0);
      bytes.set([place, count], 13);
      new DataView(bytes.buffer).setUint32(15 + length, crc32(bytes.subarray(0, 15 + length)));
      return `q=${base64url(bytes)}`;
    };
    for (const [version, place, count] of [
      [2, 0, 1],
      [1, 0, 0],
      [1, 1, 1],
      [1, 0, 13],
      [1, 255, 255],
    ] as const) {
      await expect(take(code(version, place, count))).rejects.toThrow(AppError);
    }
    await expect(take(code(1, 0, 2, 561))).rejects.toThrow(AppError);
    await expect(take(code(1, 0, 2, 0))).rejects.toThrow(AppError);
    // Parts of one run that are not of one file: none is kept.
    expect((await take(code(1, 0, 2))).type).toBe("waiting");
    await expect(take(code(1, 1, 2))).rejects.toThrow(AppError);
    expect(kept.size).toBe(0);
    expect(joined).toEqual([]);
  });

  it("keeps few of them, none for ever, and starts anew from what it cannot read", async () => {
    vi.useFakeTimers();
    const runs = [1, 2, 3, 4, 5].map((seed) => splitCodes(file(1000, seed)) ?? []);
    for (const [first] of runs) await take(first);
    expect(JSON.parse(kept.get("ardoise.codes") ?? "")).toHaveLength(3);
    expect(await take(runs[0]?.[1])).toEqual({ type: "waiting", count: 2, missing: [1] });
    expect((await take(runs[4]?.[1])).type).toBe("joined");
    vi.advanceTimersByTime(25 * 3600_000);
    expect(await take(runs[3]?.[1])).toEqual({ type: "waiting", count: 2, missing: [1] });
    expect(JSON.parse(kept.get("ardoise.codes") ?? "")).toHaveLength(1);
    vi.useRealTimers();
    for (const spoilt of ["{", "{}", "[null]", '[{"at":1}]']) {
      kept.set("ardoise.codes", spoilt);
      expect((await take(runs[1]?.[0])).type).toBe("waiting");
    }
  });

  it("is kept when the notebook cannot take it now", async () => {
    const [one, two] = splitCodes(file(1000)) ?? [];
    await take(one);
    const full = () => Promise.reject(new AppError("full"));
    await expect(takeCode(two ?? "", full)).rejects.toThrow(AppError);
    expect((await take(two)).type).toBe("joined");
  });
});
