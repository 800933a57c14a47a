/**
 * A notebook that comes as a run of codes: one is in the address, when the tablet's own camera has
 * read it, or the camera is asked for here. The codes are kept until all are there, then the notebook
 * opens. Each may open a page of its own; all of them show how far it is.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Codes, CodesTaken } from "../../core/app";
import { AppError, type AppFailure } from "../../core/errors";
import { sharingWords } from "../../i18n/sharing";
import { storeFailureWords } from "../notebook/failures";
import { Banner } from "../parts";
import { goInstead, hashFromRoute, type Route } from "../router";
import { useUi, useWords } from "../ui";
import style from "./sharing.css?inline";

type Taken = Extract<CodesTaken, { type: "waiting" }>;

export function TakeCode({ route }: { route: Route }) {
  const ui = useUi();
  const words = useWords();
  const own = sharingWords[ui.language.value];
  const [codes, setCodes] = useState<Codes | undefined>(undefined);
  const [busy, setBusy] = useState(true);
  const [failure, setFailure] = useState<AppFailure | undefined>(undefined);
  const [taken, setTaken] = useState<Taken | undefined>(undefined);

  const take = async (fragment: string): Promise<void> => {
    try {
      const result = await (await ui.app.codes()).take(fragment);
      setFailure(undefined);
      if (result.type === "joined") goInstead({ view: "notebook", id: result.id });
      else setTaken(result);
    } catch (thrown) {
      setFailure(thrown instanceof AppError ? thrown.failure : "other");
    }
  };

  useEffect(() => {
    let live = true;
    const arrive = async (): Promise<void> => {
      const { hash } = window.location;
      if (/^#q(=|%3d)/i.test(hash)) await take(hash);
      const found = await ui.app.codes();
      if (!live) return;
      setCodes(found);
      setBusy(false);
    };
    arrive().catch(() => setBusy(false));
    return () => {
      live = false;
    };
    // The next code in the same tab is another route of the same view.
  }, [route]);

  useEffect(() => {
    document.title = words.appName;
  }, [words]);

  if (busy) {
    return (
      <main class="page" id="content" tabIndex={-1} aria-busy="true">
        <h1 class="quiet">{own.joining}</h1>
      </main>
    );
  }
  const [what, todo] =
    failure === undefined
      ? []
      : failure === "unreadable" || failure === "missing"
        ? [own.codeBad, own.codeBadTodo]
        : storeFailureWords(failure, words);
  return (
    <main class="page codes-page" id="content" tabIndex={-1} data-testid="codes-page">
      <style>{style}</style>
      <h1>{own.codesTitle}</h1>
      {what !== undefined && (
        <div data-testid="code-refused">
          <Banner kind="problem" title={what}>
            <p>{todo}</p>
          </Banner>
        </div>
      )}
      <div role="status">{taken && <Progress {...taken} />}</div>
      {taken === undefined && what === undefined && <p>{own.codesStart}</p>}
      {codes?.camera === true ? (
        <Camera codes={codes} take={take} />
      ) : (
        <p class="quiet">{own.codesNoCamera}</p>
      )}
      <p>
        <a class="button" href={hashFromRoute({ view: "library" })}>
          {words.toLibrary}
        </a>
      </p>
    </main>
  );
}

function Progress({ count, missing }: Taken) {
  const own = sharingWords[useUi().language.value];
  const here = count - missing.length;
  return (
    <>
      <p data-testid="codes-here">
        <strong>{own.codesHere(here, count)}</strong> {own.codesMissing(missing)}
      </p>
      <progress max={count} value={here} aria-label={own.codesTitle} />
      <p class="quiet">{own.codesTodo}</p>
    </>
  );
}

interface CameraProps {
  codes: Codes;
  take(fragment: string): Promise<void>;
}

function Camera({ codes, take }: CameraProps) {
  const own = sharingWords[useUi().language.value];
  const video = useRef<HTMLVideoElement>(null);
  const [on, setOn] = useState(false);
  const [denied, setDenied] = useState(false);

  useEffect(() => {
    const shown = video.current;
    if (!on || shown === null) return;
    let live = true;
    let stop = (): void => undefined;
    // One at a time: parts that come together would each be kept without the other.
    let before = Promise.resolve();
    const found = (text: string) => {
      const [, fragment] = /#(q=.*)$/s.exec(text) ?? [];
      if (fragment !== undefined) before = before.then(() => take(fragment));
    };
    codes.watch(shown, found).then(
      (end) => {
        if (live) stop = end;
        else end();
      },
      () => {
        if (!live) return;
        setDenied(true);
        setOn(false);
      },
    );
    return () => {
      live = false;
      stop();
    };
  }, [on, codes]);

  return (
    <>
      {denied && (
        <p role="alert" class="sharing-warning">
          {own.codesNoCamera}
        </p>
      )}
      {on && (
        <video
          ref={video}
          class="code-camera"
          muted
          playsInline
          aria-label={own.cameraAlt}
          data-testid="camera"
        />
      )}
      <button
        type="button"
        class="button button-primary"
        aria-pressed={on}
        data-testid="use-camera"
        onClick={() => {
          setDenied(false);
          setOn(!on);
        }}
      >
        {on ? own.cameraStop : own.camera}
      </button>
    </>
  );
}
