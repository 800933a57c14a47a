/** What the controls of one output have in common: how a change is held, given and named. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { ControlView } from "../../core";
import type { ControlWords } from "../../i18n/controls";
import type { Facts } from "./control-facts";

/** What all controls of one output share. */
export interface Scene {
  words: ControlWords;
  /** Whether the kernel has these controls. */
  live: boolean;
  /** Ids of controls whose changes the kernel has not dealt with yet. */
  unsettled: readonly string[];
  /** Gives a control its new value, in parts; none for a press. */
  change(control: string, values: string[]): void;
}

export interface KindProps {
  control: ControlView;
  facts: Facts;
  scene: Scene;
  /** The label, or what is shown, where it is more than plain text. */
  rendered: ComponentChildren;
}

/** A value that a person is changing: theirs until the kernel has dealt with it, then the kernel's. */
export function useDraft<T>(
  given: T,
  { control, scene }: KindProps,
): { value: T; hold(value: T): void; give(value: T, values: string[]): void } {
  const unsettled = scene.unsettled.indexOf(control.id) >= 0;
  const [draft, setDraft] = useState<{ value: T }>();
  useLayoutEffect(() => {
    if (!unsettled) setDraft(undefined);
  }, [unsettled, String(given), scene.live]);
  return {
    value: draft === undefined ? given : draft.value,
    hold: (value) => setDraft({ value }),
    give(value, values) {
      setDraft({ value });
      scene.change(control.id, values);
    },
  };
}

let nextName = 1;

/** An id for what a label names. */
export function useName(): string {
  const [name] = useState(() => {
    nextName += 1;
    return `control-field-${nextName}`;
  });
  return name;
}

/** What a control is called: its label, else what it is. */
export function nameOf({ control, scene }: KindProps): string {
  const names: Readonly<Record<string, string>> = scene.words.names;
  const named = Object.hasOwn(names, control.kind) ? names[control.kind] : undefined;
  return control.label || named || scene.words.unknown;
}

export const isOff = ({ facts, scene }: KindProps): boolean =>
  !scene.live || facts.flag("disabled");

/** A control on a line of its own, after its label. */
export function Line(props: {
  of: KindProps;
  name: string;
  children: ComponentChildren;
  tall?: boolean;
}) {
  const { control, facts, rendered } = props.of;
  return (
    <div
      class={`control control-${props.of.control.kind}${props.tall ? " control-tall" : ""}`}
      style={facts.css()}
      title={facts.text("tooltip") || undefined}
    >
      {(control.label || rendered) && (
        <label class="control-label" for={props.name} id={`${props.name}-label`}>
          {rendered ?? control.label}
        </label>
      )}
      {props.children}
    </div>
  );
}
