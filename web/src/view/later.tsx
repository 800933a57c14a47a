/** A view whose script is fetched when it is first shown. */
import { type ComponentType, h } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Banner } from "./parts";
import { useWords } from "./ui";

/** A part of a view that is nothing until its script is there. */
export function soon<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let arrived: ComponentType<P> | undefined;
  return function Soon(props: P) {
    const [, setHere] = useState(false);
    useEffect(() => {
      if (arrived) return;
      load().then(
        (part) => {
          arrived = part;
          setHere(true);
        },
        // What it would say is said elsewhere too.
        () => undefined,
      );
    }, []);
    return arrived ? h(arrived, props) : null;
  };
}

export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let arrived: ComponentType<P> | undefined;

  return function Later(props: P) {
    const words = useWords();
    const [state, setState] = useState<"waiting" | "here" | "failed">(arrived ? "here" : "waiting");
    const stoodHere = useRef(false);
    const fetchView = () => {
      if (arrived) return;
      setState("waiting");
      load().then(
        (view) => {
          arrived = view;
          stoodHere.current = document.activeElement?.id === "content";
          setState("here");
        },
        () => setState("failed"),
      );
    };
    useEffect(fetchView, []);
    // Whoever came by keyboard or screen reader stood on what is gone now.
    useLayoutEffect(() => {
      if (stoodHere.current) document.getElementById("content")?.focus({ preventScroll: true });
    }, [state]);
    if (arrived) return h(arrived, props);
    return (
      <main class="page" id="content" tabIndex={-1} aria-busy={state === "waiting"}>
        {state === "waiting" ? (
          <h1 class="quiet">{words.loading}</h1>
        ) : (
          <Banner
            kind="problem"
            title={words.viewUnavailable}
            actions={
              <button type="button" class="button button-primary" onClick={fetchView}>
                {words.retry}
              </button>
            }
          >
            <p>{words.viewUnavailableHint}</p>
          </Banner>
        )}
      </main>
    );
  };
}
