/** Who uses this browser, read from what its small storage says, sound or not. */
import { beforeEach, describe, expect, it } from "vitest";
import {
  beginWipe,
  databaseOf,
  enter,
  forgetAll,
  forgetKept,
  idleMinutes,
  leave,
  type OpenProfile,
  readVisitor,
  setShared,
} from "./profile";

const lina: OpenProfile = { id: "a1", kind: "person", name: "Lina", picture: "sun", colour: 2 };
const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

/** As much of a browser's storage as is used: its entries are its own properties. */
function storage(): Storage {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(made, key) ? made[key] : null),
    setItem: (key: string, text: string) => {
      made[key] = text;
    },
    removeItem: (key: string) => {
      delete made[key];
    },
  };
  const made = Object.create(methods) as Record<string, string>;
  return made as unknown as Storage;
}

let kept: Storage;

beforeEach(() => {
  kept = storage();
  Object.assign(globalThis, { window: { localStorage: kept } });
});

describe("who is there", () => {
  it("nobody has to say it where nobody shares the browser", () => {
    enter(lina, NOW);
    expect(readVisitor(NOW)).toEqual({ type: "alone" });
  });

  it("is whoever came in, until they leave", () => {
    setShared(20);
    expect(readVisitor(NOW)).toEqual({ type: "unknown" });
    enter(lina, NOW);
    expect(readVisitor(NOW + 19 * MINUTE)).toEqual({ type: "known", profile: lina });
    leave();
    expect(readVisitor(NOW)).toEqual({ type: "unknown" });
  });

  it("is unknown after a while without a touch, and after a clock was put back", () => {
    setShared(20);
    enter(lina, NOW);
    expect(readVisitor(NOW + 20 * MINUTE).type).toBe("unknown");
    expect(readVisitor(NOW - 30 * MINUTE).type).toBe("unknown");
    setShared(0);
    expect(readVisitor(NOW + 900 * MINUTE).type).toBe("known");
  });

  it("is unknown where what is kept is damaged", () => {
    setShared(20);
    const texts = ["", "{", "null", "7", '{"profile":{}}', '{"profile":{"id":"../x"},"touched":1}'];
    for (const text of texts) {
      kept.setItem("ardoise.profile", text);
      expect(readVisitor(NOW), text).toEqual({ type: "unknown" });
    }
    kept.setItem("ardoise.shared", "never");
    expect(idleMinutes()).toBe(20);
  });

  it("does not matter once everything is to be erased", () => {
    setShared(20);
    enter(lina, NOW);
    beginWipe();
    expect(readVisitor(NOW)).toEqual({ type: "wiping" });
    forgetAll();
    expect(readVisitor(NOW)).toEqual({ type: "alone" });
  });
});

describe("what is kept", () => {
  it("goes with its profile and leaves the others' alone", () => {
    kept.setItem("ardoise.name", "of all");
    kept.setItem("ardoise.name/a1", "of Lina");
    kept.setItem("ardoise.name/ba1", "of another");
    kept.setItem("elsewhere/a1", "of another site");
    forgetKept("a1");
    expect(Object.keys(kept)).toEqual(["ardoise.name", "ardoise.name/ba1", "elsewhere/a1"]);
    forgetKept("");
    expect(Object.keys(kept)).toHaveLength(3);
    forgetAll();
    expect(Object.keys(kept)).toEqual(["elsewhere/a1"]);
  });

  it("is in a database of each profile's own", () => {
    expect(databaseOf("")).toBe("ardoise");
    expect(databaseOf("a1")).toBe("ardoise-a1");
  });
});
