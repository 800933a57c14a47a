/**
 * A stick for journeys. A browser without a screen shows no picker, so the page gets a folder of the
 * browser's own private file system in its place: the same interface, and it outlives a killed browser.
 * Chromium only.
 */

/** @typedef {import('./drivers/page.mjs').Page} Page */

/**
 * From the next load on, whoever chooses a folder gets this one. `asks`: the browser wants the person to be
 * asked first, as after it was closed.
 * @param {Page} page @param {string} name @param {boolean} [asks]
 */
export async function giveStick(page, name, asks = false) {
  const source = `(${stickInPage})(${JSON.stringify(name)}, ${asks})`;
  await /** @type {any} */ (page).socket.send('Page.addScriptToEvaluateOnNewDocument', { source });
}

/** Runs in the page, before its own scripts. @param {string} name @param {boolean} asks */
function stickInPage(name, asks) {
  const page = /** @type {any} */ (window);
  page.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  let allowed = !asks;
  page.FileSystemHandle.prototype.queryPermission = async () => (allowed ? 'granted' : 'prompt');
  page.FileSystemHandle.prototype.requestPermission = async () => {
    allowed = true;
    return 'granted';
  };
}

/** What lies on it, by name; nothing when it is out. @param {Page} page @param {string} stick @returns {Promise<Map<string, Buffer> | undefined>} */
export async function filesOnStick(page, stick) {
  const found = await page.call(async (/** @type {string} */ name) => {
    let folder;
    try {
      folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name);
    } catch {
      return null;
    }
    const files = [];
    for await (const entry of /** @type {any} */ (folder).values()) {
      const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
      let text = '';
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      files.push([entry.name, btoa(text)]);
    }
    return files;
  }, stick);
  return found === null ? undefined : new Map(found.map((/** @type {[string, string]} */ [name, text]) => [name, Buffer.from(text, 'base64')]));
}

/** Pulls it out, with all that is on it. @param {Page} page @param {string} stick */
export async function pullStick(page, stick) {
  await page.call(async (/** @type {string} */ name) => (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true }), stick);
}

/** Plugs it in, empty. @param {Page} page @param {string} stick */
export async function plugStick(page, stick) {
  await page.call(async (/** @type {string} */ name) => void (await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true })), stick);
}
