/** Links that hold activities: one of each version opens forever, and what is no link is refused. */
import { readFileSync } from "node:fs";
import { deflateSync } from "fflate";
import { describe, expect, it } from "vitest";
import { fragmentOf, isActivityFragment, packetOf } from "./activity-link";

const bytesOf = (hex: string) =>
  Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (digits) => Number.parseInt(digits, 16));
const written = (version: number, squeezed: Uint8Array) =>
  `a=${Buffer.from([version, ...squeezed]).toString("base64url")}`;
const fixture = (name: string) =>
  readFileSync(new URL(`../../../assets/fixtures/activity/v1/${name}`, import.meta.url), "utf8");
const link = fixture("link.txt").trim();
const packet = bytesOf(fixture("packet.hex"));

describe("a link", () => {
  it("of version 1 opens", () => {
    expect(packetOf(link)).toEqual(packet);
  });

  it("holds what was put in, through what mails do to it", () => {
    const fragment = fragmentOf(packet);
    expect(isActivityFragment(`#${fragment}`)).toBe(true);
    expect(packetOf(`#${fragment}`)).toEqual(packet);
    expect(packetOf(fragment.replace(/.{76}/g, "$&%0D%0A "))).toEqual(packet);
    for (const end of [".", ")", "%29.", "»", "==", " !"]) {
      expect(packetOf(fragment + end), end).toEqual(packet);
    }
    expect(fragment.length).toBeLessThanOrEqual(link.length * 1.1);
  });

  it("may be of any length that an address has", () => {
    const long = Uint8Array.from({ length: 100_000 }, (_, n) => (n * n) >> 7);
    expect(packetOf(fragmentOf(long))).toEqual(long);
  });

  it("that was cut anywhere is refused", () => {
    for (let end = 3; end < link.length; end += 1) {
      expect(() => packetOf(link.slice(0, end)), `cut at ${end}`).toThrow(/damaged|notAnActivity/);
    }
  });

  it("of another kind is refused", () => {
    expect(() => packetOf("a=")).toThrow("notAnActivity");
    expect(() => packetOf("a=*")).toThrow("notAnActivity");
    expect(() => packetOf("a=*AQ")).toThrow("damaged");
    expect(() => packetOf(written(2, packet))).toThrow("tooNew");
  });

  it("that unfolds without end is refused before it has", () => {
    const bomb = deflateSync(new Uint8Array(40_000_000), { level: 9 });
    expect(() => packetOf(written(1, bomb))).toThrow("tooLarge");
  });
});
