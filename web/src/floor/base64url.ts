/** Base64url, as addresses carry it: what messengers and mails do to it is undone. Pure. */

export function base64url(bytes: Uint8Array): string {
  let binary = "";
  // One call for each few thousand: more arguments than that overflow the stack of old engines.
  for (let at = 0; at < bytes.length; at += 4096) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Nothing when it is none: spaces, line ends, percent signs and the end of a sentence may be added. */
export function base64urlBytes(text: string): Uint8Array | undefined {
  const plain = text
    .replace(/%[0-9a-f]{2}|\s/gi, "")
    .replace(/[^\w-]+$/, "")
    .replace(/-/g, "+")
    .replace(/_/g, "/");
  try {
    return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
