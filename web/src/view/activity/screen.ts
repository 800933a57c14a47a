/** The whole screen for the page, under the names that engines have for it. */

type Prefixed<T> = T & {
  webkitRequestFullscreen?: () => void;
  webkitExitFullscreen?: () => void;
  webkitFullscreenElement?: Element | null;
};

const page = document.documentElement as Prefixed<HTMLElement>;
const there = document as Prefixed<Document>;
const request = page.requestFullscreen ?? page.webkitRequestFullscreen;

const isOn = (): boolean =>
  Boolean(there.fullscreenElement ?? there.webkitFullscreenElement ?? undefined);

/** An engine may refuse, and old ones return nothing. */
function quietly(asked: Promise<void> | undefined): void {
  asked?.catch(() => undefined);
}

export const wholeScreen = {
  can: request !== undefined,
  isOn,
  enter: () => quietly(request?.call(page) as Promise<void> | undefined),
  follow(listener: () => void): () => void {
    const names = ["fullscreenchange", "webkitfullscreenchange"];
    for (const name of names) document.addEventListener(name, listener);
    return () => {
      for (const name of names) document.removeEventListener(name, listener);
    };
  },
};

export function leaveWholeScreen(): void {
  if (!isOn()) return;
  const exit = there.exitFullscreen ?? there.webkitExitFullscreen;
  quietly(exit?.call(there) as Promise<void> | undefined);
}
