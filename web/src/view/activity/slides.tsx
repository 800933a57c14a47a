/**
 * A notebook as slides: one at a time, by keys, buttons or swipes, code that can be changed and run.
 * Which cells make a slide is in `slides-of`.
 */
import { useComputed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CellView } from "../../core";
import { type ShowingWords, showingWords } from "../../i18n/showing";
import { Icon } from "../icons";
import type { NotebookModel } from "../notebook/model";
import { Action } from "../parts";
import { go } from "../router";
import { useUi, useWords } from "../ui";
import { usePupilParts } from "./parts";
import { leaveWholeScreen, wholeScreen } from "./screen";
import style from "./showing.css?inline";
import { ShownCell } from "./shown-cell";
import { nextPlace, type Place, placeBefore, placeWithin, slidesOf } from "./slides-of";

/** Where each notebook was left. */
const places = new WeakMap<NotebookModel, Place>();

/** So far, and so much more across than along, is a swipe. */
const SWIPE = 50;

export function SlidesView({ model }: { model: NotebookModel }) {
  const ui = useUi();
  const words = useWords();
  const own = showingWords[ui.language.value];
  const { id } = model.open;
  const made = useComputed(() => {
    const cells = model.order.value.map((one) => model.cell(one).value);
    return slidesOf(
      cells.filter((cell): cell is CellView => cell !== undefined && !model.isAside(cell)),
    );
  });
  const slides = made.value;
  usePupilParts(model);
  const [wanted, setWanted] = useState<Place>(places.get(model) ?? { slide: 0, step: 0 });
  const [notes, setNotes] = useState(false);
  const screen = useWholeScreen();
  const main = useRef<HTMLElement>(null);
  const place = placeWithin(slides, wanted);
  const slide = slides[place.slide];

  const show = (to: Place) => {
    places.set(model, to);
    setWanted(to);
  };
  const forward = () => show(nextPlace(slides, place));
  const back = () => show(placeBefore(slides, place));
  /** To what a gate has opened, where this slide does not show it. */
  const goneOn = () => {
    const now = made.peek();
    if (now[place.slide]?.cells.length === slide?.cells.length) show(nextPlace(now, place));
  };
  const leave = () => {
    if (screen.on) leaveWholeScreen();
    go({ view: "notebook", id });
  };

  const position = own.slide(place.slide + 1, slides.length);
  const first = useRef(true);
  useEffect(() => {
    if (slides.length > 0) ui.say(position);
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    // What had the focus may be gone with its slide.
    if (!document.activeElement || document.activeElement === document.body) {
      main.current?.focus({ preventScroll: true });
    }
  }, [place.slide]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || ui.dialog.peek()) return;
      if (ui.route.peek().view !== "slides") return;
      const editor = target.closest(".cell-editor");
      if (editor && event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey)) {
        const cell = editor.closest("[data-cell]")?.getAttribute("data-cell");
        if (cell) model.send({ type: "runCells", cells: [cell] });
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      // Fields, editors and boxes that scroll keep their keys.
      const keeps = target.closest(".controls, input, textarea, select, pre[tabindex]");
      if (editor || (keeps && event.key !== "Escape")) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const presses = target.closest("button, a, summary") !== null;
      if (presses && (event.key === " " || event.key === "Enter")) return;
      const up = /^(ArrowUp|PageUp)$/.test(event.key) || (event.key === " " && event.shiftKey);
      const down = /^(ArrowDown|PageDown| )$/.test(event.key) && !up;
      // A slide taller than the screen is read to its end first.
      if ((up && window.scrollY > 0) || (down && hasMoreBelow())) {
        const far = event.key.startsWith("Arrow") ? 0.15 : 0.8;
        window.scrollBy(0, window.innerHeight * (up ? -far : far));
        event.preventDefault();
        return;
      }
      switch (event.key) {
        case "ArrowRight":
        case "ArrowDown":
        case "PageDown":
        case "Enter":
          forward();
          break;
        case " ":
          if (event.shiftKey) back();
          else forward();
          break;
        case "ArrowLeft":
        case "ArrowUp":
        case "PageUp":
        case "Backspace":
          back();
          break;
        case "Home":
          show({ slide: 0, step: 0 });
          break;
        case "End":
          show(placeWithin(slides, { slide: slides.length - 1, step: 0 }));
          break;
        case "f":
          screen.turn();
          break;
        case "Escape":
          leave();
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  });

  const touched = useRef<{ x: number; y: number } | undefined>(undefined);
  const swipe = {
    onTouchStart(event: TouchEvent) {
      const { touches, target } = event;
      const [one] = [touches[0]];
      // What slides under the finger by itself is no page to turn.
      const own = target instanceof Element && target.closest("pre, input, canvas, table, .output");
      touched.current =
        touches.length === 1 && one && !own ? { x: one.clientX, y: one.clientY } : undefined;
    },
    onTouchEnd(event: TouchEvent) {
      const from = touched.current;
      const to = event.changedTouches[0];
      touched.current = undefined;
      if (!from || !to) return;
      const [across, along] = [to.clientX - from.x, to.clientY - from.y];
      if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(along)) return;
      if (across < 0) forward();
      else back();
    },
  };

  const atEnd =
    place.slide >= slides.length - 1 && place.step >= (slides[slides.length - 1]?.steps ?? 0);
  const atStart = place.slide === 0 && place.step === 0;
  return (
    <div class="slides" data-testid="slides">
      <style>{style}</style>
      <main
        ref={main}
        class="slide"
        id="content"
        tabIndex={-1}
        aria-label={position}
        data-slide={place.slide + 1}
        data-step={place.step}
        {...swipe}
      >
        <h1 class="visually-hidden">{model.status.value.title || words.untitled}</h1>
        {!slide && <p class="quiet">{own.empty}</p>}
        <div class="slide-cells" key={place.slide}>
          {slide?.cells.map(
            ({ id: cell, step }) =>
              step <= place.step && (
                <ShownCell key={cell} model={model} id={cell} live goneOn={goneOn} />
              ),
          )}
        </div>
      </main>
      {notes && slide && slide.notes.length > 0 && (
        <aside class="slide-notes" aria-label={own.notes} data-testid="notes">
          {slide.notes.map((cell) => (
            <ShownCell key={cell} model={model} id={cell} live={false} />
          ))}
        </aside>
      )}
      <nav class="slide-bar" aria-label={words.slidesView}>
        <Action icon="back" label={own.toNotebook} hint={own.toNotebookHint} onPress={leave} />
        {(slide?.notes.length ?? 0) > 0 && (
          <Action
            icon="text"
            label={own.notes}
            expanded={notes}
            onPress={() => setNotes(!notes)}
            testid="slide-notes"
          />
        )}
        <span class="slide-gap" />
        <Turn way="previous" own={own} end={atStart} press={back} />
        <span class="slide-position" data-testid="slide-position">
          <span aria-hidden="true">
            {slides.length === 0 ? 0 : place.slide + 1} / {slides.length}
          </span>
          <span class="visually-hidden">{position}</span>
        </span>
        <Turn way="next" own={own} end={atEnd} press={forward} />
        <span class="slide-gap" />
        {screen.can && (
          <Action
            icon="whole"
            label={screen.on ? own.notWhole : own.whole}
            pressed={screen.on}
            onPress={screen.turn}
            testid="whole-screen"
          />
        )}
      </nav>
    </div>
  );
}

function Turn(props: {
  way: "previous" | "next";
  own: ShowingWords;
  /** There is nothing more this way. */
  end: boolean;
  press(): void;
}) {
  const { way, own, end, press } = props;
  return (
    <button
      type="button"
      class="button slide-button"
      data-testid={`slide-${way}`}
      aria-label={own[way]}
      title={own.keys}
      disabled={end}
      onClick={press}
    >
      <Icon name={way === "next" ? "unfold" : "back"} />
    </button>
  );
}

function hasMoreBelow(): boolean {
  const { scrollHeight } = document.documentElement;
  return window.scrollY + window.innerHeight < scrollHeight - 2;
}

function useWholeScreen() {
  const [on, setOn] = useState(wholeScreen.isOn());
  useEffect(() => wholeScreen.follow(() => setOn(wholeScreen.isOn())), []);
  // Whoever leaves the slides by another way wants the rest of the screen back.
  useEffect(() => leaveWholeScreen, []);
  return { can: wholeScreen.can, on, turn: () => (on ? leaveWholeScreen() : wholeScreen.enter()) };
}
