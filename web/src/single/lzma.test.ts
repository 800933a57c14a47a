import { expect, test } from "vitest";
import { unpacked } from "./lzma";

/** What the samples hold: lines that are alike, noise, every second letter of the lines, the same noise. */
function content(): Uint8Array {
  const lines = Array.from({ length: 60 }, (_, at) => `ligne ${at} : ${"carré".repeat(at % 5)}\n`);
  const text = new TextEncoder().encode(lines.join(""));
  const noise: number[] = [];
  let seed = 7;
  for (let at = 0; at < 200; at += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    noise.push((seed >> 16) & 255);
  }
  const half = text.filter((_, at) => at % 2 === 0);
  return Uint8Array.from([...text, ...noise, ...half, ...noise]);
}

/** By literal context, literal position and position bits; made by xz's library. */
const SAMPLES: Record<string, string> = {
  "3,0,0":
    "AwAAAQDxCQAAAAAAAAA2GxxYuSrlhYfbKOJVSHnXeyCGFznp2TQQVtHpOHE9ZhNvAgCwvDTJ+DeiYievZi9buqv5B/ERQ6FOkR67jprdEkHuypZfaZswI6SGAEHJIB8oRnUugZA/z+FSPqMCC5DKv4zxMcrHdTFDCGMlGM8fyOucPmb1tr6WH1cpyXuIxi+pZcG+G2afe9aO3pNLcMJV5izamToDJ4mlCXUCJjCJOtDfvsvlqVzBMCOrght8oGJA0NHhWwRVuwtF+1qMoZkISujbjSX4XVjQLGcVgXUEbkonDcwUSrMxAqoBqK7uaKwYAGWbWujmuYGhNNTM/g4ujY2N0tp9hkiiXqLozloMHjjJ/2f+2qemTIeiMG2d1urINjwWJrLRjrN+BgGCfkffQucbAOYM9zCLahEvt0QwV/1Gv6zps9sQmHCSMmb/6HpIi5IzFrBIj2C+dpVaFSphjSXGLGWrUWqJtuXUHsnNEZ2k2Zs5DWx8WxTYE14o4oGClAjGhiy3qzTq5OcIgseQXHMSP03smvUT+t3aTbomRRIFo8sI+GV6M4Vya0Yr+EcAPc5l+DeKAa22g5AVOu/oc67iGh1Wog2OjNk5hpuaBVf9HrfI",
  "4,0,0":
    "BAAAAQDxCQAAAAAAAAA2GxxYuSrlhYQBir57O40wELOU6sDQdyTV3mMCejmW+PL7/6c2frWPu1WX2OCSwlG5igHG4c0JF0bVZ2pwxuYlzVFI6CdSis24zCXbuzw1P9YJ1f3WgIBVQ2oizbXJZj4jYFpQzPQKDpN4xlK+7afG/BdqQYZk9hBHrgkDeWXWt/G7fHAkfCy/xp9inee9Zgij/Ytbqu5UcVR1eyzfzLurT+sjaT6c2ag9RJ0A3Qh7EfTgX/4aobNZszwNGOYWwJoMT587EaQK0fNiqVV1TRoD4QG3c5vlMpLMpD2W+acn0hHLXpWgbCO/V8llho6nN2aqVmQFhM7zg4mjULauW5ZxX9SZ0v+YfYL8kLuimpVxb/JqziuZUnGIcdE0bLZ2Q9YHbKepiZ9IFuq/wrbXYvM9VjAB5HuzDpjlMTGFg8Z9jXMjALmOxgSfrbumiuyshw1q7mIPXmL+J+4AXFvQ9hKYbd+8emSYDo21GXg19HWFGE4jU7fNPU8MST4uF0YE/wHf7aOdKG7v2cWZQomvHfSV0IBPxR+c8ECHwZxERW126dOpyHu9YsxdI7Hyc6WvQZzPlFf+e2k/N6uh+5D0Ncgjlj3I/9Nec9M=",
  "3,0,2":
    "XQAAAQDxCQAAAAAAAAA2GkkaUGxlCXMsxlvnJQfml8BUPplmGC7P6gZvg3hDBRaOV186yedGAUOlNgc7A2/oPBI5XnDPTFV2fwJkpHU+UnojAatDIYRx+kpnEz04LF6o2c3kyA6js+/RvmRXpbLXX56O2zTYlR1tG2pwGV2eynzv9UiU/xmJIBGSnEM+Rd/i72Mob9JX/m8AJii0jw4A0RiNvQnFW4Si8ZaQLTWHS86XKdcsvfrI2zOmNWmlVmoODs9yK+6Ba9y24/it1tktuQGlOPU3m+0XvVtpjUTcjG0LLDLGB8b3+h5qwC47gBO8mi4BZpVytl0ifG8jrtGxvzz3TowRqtyTEJz47E5veC3cQp4SB+hBwpCsiVRb+x8WSzjLopFU12yl/kQp9ee2TyBaWiGRhy8ljs3LhmIpR15In4Djb+qqsjJarMKeoXgAJG9cBfYnNTP0nKGiDtcIms2PDYFYGzG8PmdTIgf2KxPUDoaM+aQRetfDMSY/gccaWwshzvduOG5FAdhsakfSukNCL+veMljwLlh0TzpOrFxY70ebr43dLuc66Jq+RMS1C5Vt151UGvyMmUk4q5YHGnKYvRTtcvMPXp3PG0uKcQ3iHhdxuaUcWqD9/7IvyM4=",
  "1,2,1":
    "QAAAAQDxCQAAAAAAAAA2GklOU1VKZWb47nRfonkOpFKib5Enl1m4EBSBh1/PFkMyO2LaQwNINmG7wCZH4bAQhFmEnhfYERSkeREeoBjyT5CConWKwSNgrEpDtXY1zR2BCFjlEbXXU1bjFSqtkGqE5YI31WEnnK5gsm4UPGxQVPn2b76Nfl7FBUB9XfcNzbJotpkjJUj919i8v+vvjMKO41mSEkol/w6Ier6teRh+Fl+mO8ba4ZuthAaTznBNgFIm5kFnS3D6Rd0QDZgj/iIzut0/T15TiCatGgikvda5Ki9iFJhcTLBEs+VRK3n8vwev6/wfZmHsp6RxOaz+SPDOjMMMIB91alYemBKO2VsoPd21WaAT6X9vWqMDwIS5ie2souckRMMlTjw0NeSjDgbt+TM9RJM6yODXJWccJOclYOBv4tOzymDH8g7y2bIkeJtiaBHwLclq3zwAyptH/cw5rVvZvdODIdAmq/nqRwi7vnbHLpi5/l4Ap3SnE3sccUdWb4SbpAd3q2PnN8O6vYSZBWfbsn8FwfETv/8Cg6NEZJtwtODrwJOgEnewZXNqfN+cTvOwk2rgddM5dfD+RNjnGKtz5s5jbG1qOy7ZK0CLoLm0e21D8YOA/x6L9wA=",
};

const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

test.each(Object.keys(SAMPLES))("what another program packed comes out: %s", (name) => {
  expect(unpacked(bytes(SAMPLES[name] ?? ""))).toEqual(content());
});

test("bytes that are damaged or cut short are refused, or give others, and end", () => {
  const whole = bytes(SAMPLES["3,0,0"] ?? "");
  expect(() => unpacked(whole.subarray(0, 200))).toThrow();
  for (let at = 13; at < whole.length; at += 1) {
    const damaged = whole.slice();
    damaged[at] = (damaged[at] ?? 0) ^ 0x55;
    try {
      expect(unpacked(damaged).length).toBe(content().length);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
  }
});
