/** Links to rooms: what the page reads of them before the engine is there. */
import { expect, test } from "vitest";
import { base64url, base64urlBytes } from "./base64url";
import { isRoomFragment, originsOfRelay, relaysOfLink, roomLinkBytes } from "./relays";

/** Links that read, write and order, as the engine's own tests have them (docs/rooms.md). */
const links = [
  "0101a4179582244e8fa531c7da9516aca366916f6729c51db686db7b576a5a30d8931a67bec6f71c" +
    "75976a63b960852a4e1ebe0bf97ab828f6ee049efeb09501e8c38139770ea87d175f56a35466c34c" +
    "7ecccb8d8a91b4ee37a25df60f5b8fc9b39402001168747470733a2f2f722e6578616d706c65",
  "010201010101010101010101010101010101010101010101010101010101010101018139770ea87d" +
    "175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b39402001168747470733a2f2f722e65" +
    "78616d706c65",
  "01030101010101010101010101010101010101010101010101010101010101010101020202020202" +
    "020202020202020202020202020202020202020202020202020202001168747470733a2f2f722e65" +
    "78616d706c65",
].map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16)));

test("the relays of a link stand behind its keys, whatever it lets one do", () => {
  expect(links.length).toBe(3);
  for (const link of links) expect(relaysOfLink(link)).toEqual(["", "https://r.example"]);
});

test("a link that is cut or no link names no host", () => {
  for (const link of links) {
    for (let length = 0; length < link.length; length += 1) {
      for (const relay of relaysOfLink(link.subarray(0, length))) {
        expect("https://r.example".startsWith(relay)).toBe(true);
      }
    }
  }
  expect(relaysOfLink(new Uint8Array())).toEqual([]);
  expect(relaysOfLink(new Uint8Array(200).fill(255)).flatMap(originsOfRelay)).toEqual([]);
});

test("a fragment is a room's link however a messenger bends it", () => {
  const [link = new Uint8Array()] = links;
  const text = base64url(link);
  expect(base64urlBytes(text)).toEqual(link);
  for (const hash of [`#s=${text}`, `#s%3D${text}`, `s=${text} `, `#s=${text}.`]) {
    expect(isRoomFragment(hash)).toBe(true);
    expect(roomLinkBytes(hash)).toEqual(link);
  }
  expect(roomLinkBytes("#/settings")).toBeUndefined();
  expect(roomLinkBytes("#a=AAAA")).toBeUndefined();
});

test("a relay is asked at its own origin only, over both ways", () => {
  expect(originsOfRelay("https://relais.example/sous/dossier?x")).toEqual([
    "https://relais.example",
    "wss://relais.example",
  ]);
  expect(originsOfRelay("http://192.168.1.2:8081")).toEqual([
    "http://192.168.1.2:8081",
    "ws://192.168.1.2:8081",
  ]);
  for (const none of ["", "relais", "javascript:alert(1)", "file:///etc", "data:,x", "* 'self'"]) {
    expect(originsOfRelay(none)).toEqual([]);
  }
});
