/**
 * Controls among the results of a cell: a tree of boxes, of controls that send what a person does,
 * and of places where the code shows what comes of it. The page keeps what is being changed until
 * the kernel has dealt with it, and then shows what the kernel says.
 *
 * It is fetched with the first control. Start with `Controls`; `control-kinds` has the controls.
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ControlView } from "../../core";
import { controlWords } from "../../i18n/controls";
import { useUi } from "../ui";
import { type Facts, factsOf } from "./control-facts";
import { Kind } from "./control-kinds";
import { type Scene, useName } from "./control-parts";
import css from "./controls.css?inline";
import { type ControlUse, Output } from "./outputs";

export interface ControlsProps {
  root: ControlView;
  use: ControlUse | undefined;
}

let styled = false;

/** The rules come with this script: most visits need none of them. */
function addStyle(): void {
  if (styled) return;
  styled = true;
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
}

export function Controls({ root, use }: ControlsProps) {
  addStyle();
  const words = controlWords[useUi().language.value];
  const scene: Scene = {
    words,
    live: use?.live === true,
    unsettled: use?.unsettled ?? [],
    change: (control, values) => use?.change(control, values),
  };
  return (
    <div
      class="output controls"
      data-testid="controls"
      data-live={scene.live}
      aria-busy={isChanging(scene)}
    >
      {use !== undefined && !use.live && <p class="output-note">{words.asleep}</p>}
      <Control control={root} scene={scene} />
    </div>
  );
}

/** The kernel has not dealt yet with all that the person did. */
const isChanging = (scene: Scene): boolean => scene.live && scene.unsettled.length > 0;

function Control({ control, scene }: { control: ControlView; scene: Scene }) {
  const facts = factsOf(control.facts);
  const children = () => <Children controls={control.children} scene={scene} />;
  switch (control.kind) {
    case "row":
    case "column":
    case "grid":
      return (
        <div class={`control-box control-${control.kind}`} style={facts.css()}>
          {children()}
        </div>
      );
    case "tabs":
      return <Tabs control={control} facts={facts} scene={scene} />;
    case "accordion":
      return <Accordion control={control} facts={facts} scene={scene} />;
    case "stack": {
      const shown = control.children[facts.place("index") ?? -1];
      return (
        <div class="control-box control-column" style={facts.css()}>
          {shown && <Children controls={[shown]} scene={scene} />}
        </div>
      );
    }
    case "output":
      return <Captured control={control} facts={facts} scene={scene} />;
    case "none":
      return null;
    case "cut":
      return <p class="output-note">{scene.words.cut}</p>;
    default:
      return (
        <Kind
          control={control}
          facts={facts}
          scene={scene}
          rendered={
            control.outputs.length > 0 ? <Shown control={control} scene={scene} /> : undefined
          }
        />
      );
  }
}

function Children({ controls, scene }: { controls: readonly ControlView[]; scene: Scene }) {
  return (
    <>
      {controls.map((child, index) => (
        // The same control keeps its place under the fingers, whatever comes and goes beside it.
        <Control key={`${child.kind} ${child.id || index}`} control={child} scene={scene} />
      ))}
    </>
  );
}

function Shown({ control, scene }: { control: ControlView; scene: Scene }) {
  return (
    <>
      {control.outputs.map((output, index) =>
        output.type === "controls" ? (
          <Control key={index} control={output.root} scene={scene} />
        ) : (
          <Output key={index} output={output} fresh={scene.live} onLine={undefined} />
        ),
      )}
    </>
  );
}

/** What the code shows in an Output. It keeps its height until all that follows from a change is shown
 * and new pictures are there: what is below must not jump while a slider is moved. */
function Captured({ control, facts, scene }: { control: ControlView; facts: Facts; scene: Scene }) {
  const changing = isChanging(scene);
  const box = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  const arrivedImages = useRef(new WeakMap<HTMLImageElement, string>());
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    // Firefox calls a picture complete that has only just got its address.
    const seen = arrivedImages.current;
    const waiting = Array.from(element.querySelectorAll("img")).filter(
      (image) => seen.get(image) !== image.src,
    );
    const settle = () => {
      element.style.minHeight = "";
      height.current = element.offsetHeight;
    };
    if (waiting.length === 0 && !changing) {
      settle();
      return undefined;
    }
    element.style.minHeight = `${height.current}px`;
    let left = waiting.length;
    const arrived = ({ currentTarget }: Event) => {
      const image = currentTarget as HTMLImageElement;
      seen.set(image, image.src);
      left -= 1;
      if (left === 0 && !changing) settle();
    };
    for (const image of waiting) {
      image.addEventListener("load", arrived, { once: true });
      image.addEventListener("error", arrived, { once: true });
    }
    return () => {
      for (const image of waiting) {
        image.removeEventListener("load", arrived);
        image.removeEventListener("error", arrived);
      }
    };
  }, [control, changing]);
  return (
    <div class="control-output" data-testid="control-output" ref={box} style={facts.css()}>
      <Shown control={control} scene={scene} />
    </div>
  );
}

/** Which part is seen: what the person chose last, until the program says another. */
function usePage(facts: Facts, control: ControlView, scene: Scene) {
  const given = facts.place("index");
  const [page, setPage] = useState(given);
  useLayoutEffect(() => setPage(given), [given]);
  const choose = (next: number | undefined) => {
    setPage(next);
    if (scene.live) scene.change(control.id, next === undefined ? [] : [String(next)]);
  };
  const titles = facts.texts("titles");
  const title = (at: number) => titles[at] || scene.words.page(at + 1);
  return { page, choose, title };
}

interface PagesProps {
  control: ControlView;
  facts: Facts;
  scene: Scene;
}

function Tabs({ control, facts, scene }: PagesProps) {
  const { page, choose, title } = usePage(facts, control, scene);
  const name = useName();
  const list = useRef<HTMLDivElement>(null);
  const at = page ?? 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (at + step + control.children.length) % control.children.length;
    choose(next);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  if (control.children.length === 0) return null;
  return (
    <div class="control-tabs" style={facts.css()}>
      <div role="tablist" aria-label={scene.words.names.tabs} ref={list} onKeyDown={onKeyDown}>
        {control.children.map((child, index) => (
          <button
            type="button"
            key={child.id || index}
            role="tab"
            id={`${name}-${index}`}
            aria-selected={index === at}
            aria-controls={index === at ? `${name}-panel` : undefined}
            tabIndex={index === at ? 0 : -1}
            class="button button-small"
            onClick={() => choose(index)}
          >
            {title(index)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${name}-panel`} aria-labelledby={`${name}-${at}`}>
        <Children controls={control.children.slice(at, at + 1)} scene={scene} />
      </div>
    </div>
  );
}

function Accordion({ control, facts, scene }: PagesProps) {
  const { page, choose, title } = usePage(facts, control, scene);
  return (
    <div class="control-box control-column" style={facts.css()}>
      {control.children.map((child, index) => (
        <div class="control-fold" key={child.id || index}>
          <button
            type="button"
            class="button button-small"
            aria-expanded={page === index}
            onClick={() => choose(page === index ? undefined : index)}
          >
            {title(index)}
          </button>
          {page === index && <Children controls={[child]} scene={scene} />}
        </div>
      ))}
    </div>
  );
}
