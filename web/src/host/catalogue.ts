/**
 * Whether the site that the page came from has a catalogue: `ardoise publish` says so in its head.
 */

/** Where it is; nothing for a page without one. */
export function catalogueAddress(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="ardoise-catalogue"]');
  return meta === null ? undefined : new URL(meta.content, document.baseURI).href;
}
