/** The controls themselves, each one the browser's own, with its label and its value. */
import type { TargetedEvent } from "preact";
import { useEffect } from "preact/hooks";
import { type Facts, formatted, hexOf, inkOn } from "./control-facts";
import { isOff, type KindProps, Line, nameOf, useDraft, useName } from "./control-parts";

export function Kind(props: KindProps) {
  switch (props.control.kind) {
    case "slider":
    case "range":
      return <Slider {...props} />;
    case "number":
    case "text":
    case "password":
    case "date":
    case "area":
      return <Field {...props} />;
    case "color":
      return <Color {...props} />;
    case "check":
      return <Check {...props} />;
    case "toggle":
      return <Toggle {...props} />;
    case "button":
      return <Button {...props} />;
    case "choice":
    case "list":
    case "many":
      return <Select {...props} />;
    case "radio":
    case "toggles":
      return <Several {...props} />;
    case "label":
      return <Label {...props} />;
    case "valid":
      return <Valid {...props} />;
    case "progress":
      return <Progress {...props} />;
    case "play":
      return <Play {...props} />;
    default:
      return <p class="output-note">{props.scene.words.unknown}</p>;
  }
}

function Slider(props: KindProps) {
  const { control, facts, scene } = props;
  const name = useName();
  const min = facts.number("min", 0);
  const max = Math.max(min, facts.number("max", 100));
  const step = facts.number("step", 1);
  const labels = facts.texts("labels");
  const base = facts.number("base", 0);
  const double = control.kind === "range";
  const continuous = facts.flag("continuous_update", true);
  const pair = facts.numbers("value");
  const given = double
    ? [String(pair[0] ?? min), String(pair[1] ?? max)]
    : [String(facts.number("value", min))];
  const draft = useDraft(given, props);
  const shown = (text: string): string => {
    const value = Number.parseFloat(text);
    if (labels.length > 0) return labels[value] ?? "";
    return formatted(base > 0 ? base ** value : value, facts.text("format"));
  };
  const label = nameOf(props);
  const part = (at: number) => {
    const next = (text: string): string[] =>
      draft.value.map((value, index) => (index === at ? text : value));
    return (
      <input
        key={at}
        type="range"
        id={at === 0 ? name : undefined}
        min={min}
        max={max}
        step={step > 0 ? step : "any"}
        value={draft.value[at]}
        disabled={isOff(props)}
        aria-label={
          double
            ? at === 0
              ? scene.words.from(control.label)
              : scene.words.to(control.label)
            : label
        }
        aria-valuetext={shown(draft.value[at] ?? "")}
        onInput={({ currentTarget }) => {
          const values = next(currentTarget.value);
          if (continuous) draft.give(values, values);
          else draft.hold(values);
        }}
        onChange={({ currentTarget }) => {
          const values = next(currentTarget.value);
          if (!continuous) draft.give(values, values);
        }}
      />
    );
  };
  const inOrder = draft.value
    .slice()
    .sort((one, other) => Number.parseFloat(one) - Number.parseFloat(other));
  return (
    <Line of={props} name={name}>
      <span class="control-tracks">{draft.value.map((_, at) => part(at))}</span>
      {facts.flag("readout", true) && (
        <output class="control-value" for={name}>
          {inOrder.map(shown).join(" – ")}
        </output>
      )}
    </Line>
  );
}

type Written = TargetedEvent<HTMLInputElement | HTMLTextAreaElement>;

/** Fields that are written in. */
function Field(props: KindProps) {
  const { control, facts } = props;
  const name = useName();
  const { kind } = control;
  const given = facts.written("value");
  const draft = useDraft(given, props);
  const usually = kind === "text" || kind === "area" || kind === "password";
  const continuous = facts.flag("continuous_update", usually);
  const options = facts.texts("options");
  // The types of inputs want each kind of field told apart, which this one need not.
  const type = kind === "text" || kind === "area" ? "text" : kind;
  // A number that is still being written, or is none, is empty.
  const whole = (value: string) => kind !== "number" || value !== "";
  const onInput = ({ currentTarget: { value } }: Written) => {
    if (continuous && whole(value)) draft.give(value, [value]);
    else draft.hold(value);
  };
  const onChange = ({ currentTarget: { value } }: Written) => {
    if (continuous || value === given) return;
    if (whole(value)) draft.give(value, [value]);
    else draft.hold(given);
  };
  const shared = {
    id: name,
    value: draft.value,
    disabled: isOff(props),
    placeholder: facts.text("placeholder") || undefined,
    "aria-label": nameOf(props),
    onInput,
    onChange,
  };
  if (kind === "area") {
    return (
      <Line of={props} name={name} tall>
        <textarea {...shared} rows={Math.min(40, Math.max(1, facts.number("rows", 3)))} />
      </Line>
    );
  }
  return (
    <Line of={props} name={name}>
      <input
        {...shared}
        type={type as "text"}
        list={options.length > 0 ? `${name}-options` : undefined}
        min={facts.written("min") || undefined}
        max={facts.written("max") || undefined}
        step={kind === "number" ? facts.written("step") || "any" : undefined}
        autocomplete="off"
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.isComposing) return;
          const { value } = event.currentTarget;
          // Of other fields the browser itself says that they have changed.
          if (usually) draft.give(value, [value, "submit"]);
        }}
      />
      {options.length > 0 && (
        <datalist id={`${name}-options`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </Line>
  );
}

function Color(props: KindProps) {
  const name = useName();
  const draft = useDraft(hexOf(props.facts.text("value")), props);
  return (
    <Line of={props} name={name}>
      <input
        type="color"
        id={name}
        value={draft.value}
        disabled={isOff(props)}
        aria-label={nameOf(props)}
        onInput={({ currentTarget: { value } }) => draft.give(value, [value])}
      />
    </Line>
  );
}

function Check(props: KindProps) {
  const { control, facts, rendered } = props;
  const draft = useDraft(facts.flag("value"), props);
  return (
    <div
      class="control control-check"
      style={facts.css()}
      title={facts.text("tooltip") || undefined}
    >
      <label>
        <input
          type="checkbox"
          checked={draft.value}
          disabled={isOff(props)}
          aria-label={control.label ? undefined : nameOf(props)}
          onChange={({ currentTarget: { checked } }) => draft.give(checked, [String(checked)])}
        />
        {(control.label || rendered) && <span>{rendered ?? control.label}</span>}
      </label>
    </div>
  );
}

/** The class for the word of `button_style` or `bar_style`; no other word becomes one. */
function lookOf(facts: Facts, what: string): string {
  const look = facts.text("look");
  const known = ["primary", "success", "info", "warning", "danger"].indexOf(look) >= 0;
  return known ? ` ${what}-${look}` : "";
}

/** How a button looks, also by a colour of its own. */
function looks(facts: Facts): { class: string; style: Record<string, string> } {
  const color = facts.color("button_color");
  const own = color ? { backgroundColor: color, color: inkOn(color) } : {};
  return {
    class: `button button-small${lookOf(facts, "control")}`,
    style: { ...facts.css(), ...own },
  };
}

function Toggle(props: KindProps) {
  const { facts } = props;
  const draft = useDraft(facts.flag("value"), props);
  return (
    <button
      type="button"
      {...looks(facts)}
      aria-pressed={draft.value}
      disabled={isOff(props)}
      title={facts.text("tooltip") || undefined}
      onClick={() => draft.give(!draft.value, [String(!draft.value)])}
    >
      {props.rendered ?? nameOf(props)}
    </button>
  );
}

function Button(props: KindProps) {
  const { control, facts, scene } = props;
  return (
    <button
      type="button"
      {...looks(facts)}
      disabled={isOff(props)}
      title={facts.text("tooltip") || undefined}
      onClick={() => scene.change(control.id, [])}
    >
      {props.rendered ?? (control.label || facts.text("tooltip") || nameOf(props))}
    </button>
  );
}

function Select(props: KindProps) {
  const { control, facts, scene } = props;
  const name = useName();
  const options = facts.texts("options");
  const many = control.kind === "many";
  const place = facts.place("index");
  const given = many ? facts.numbers("index") : place === undefined ? [] : [place];
  const draft = useDraft(given, props);
  const rows = Math.min(20, Math.max(2, facts.number("rows", 5)));
  return (
    <Line of={props} name={name} tall={control.kind !== "choice"}>
      <select
        id={name}
        multiple={many}
        size={control.kind === "choice" ? undefined : rows}
        disabled={isOff(props)}
        aria-label={nameOf(props)}
        onChange={({ currentTarget }) => {
          const chosen = Array.from(currentTarget.options)
            .filter((option) => option.selected && option.value !== "")
            .map((option) => Number(option.value));
          draft.give(chosen, chosen.map(String));
        }}
      >
        {control.kind === "choice" && draft.value.length === 0 && (
          <option value="" selected>
            {scene.words.nothing}
          </option>
        )}
        {options.map((option, index) => (
          <option key={index} value={index} selected={draft.value.indexOf(index) >= 0}>
            {option}
          </option>
        ))}
      </select>
    </Line>
  );
}

/** One of several that are all seen. */
function Several(props: KindProps) {
  const { control, facts } = props;
  const name = useName();
  const options = facts.texts("options");
  const tooltips = facts.texts("tooltips");
  const draft = useDraft(facts.place("index"), props);
  const buttons = control.kind === "toggles";
  const look = looks(facts);
  return (
    <fieldset
      class={`control control-${control.kind} control-tall`}
      aria-label={nameOf(props)}
      style={facts.css()}
      title={facts.text("tooltip") || undefined}
    >
      {(control.label || props.rendered) && (
        <span class="control-label" aria-hidden="true">
          {props.rendered ?? control.label}
        </span>
      )}
      <span class="control-options">
        {options.map((option, index) =>
          buttons ? (
            <button
              type="button"
              key={index}
              class={look.class}
              aria-pressed={draft.value === index}
              disabled={isOff(props)}
              title={tooltips[index] || undefined}
              onClick={() => draft.give(index, [String(index)])}
            >
              {option}
            </button>
          ) : (
            <label key={index}>
              <input
                type="radio"
                name={name}
                checked={draft.value === index}
                disabled={isOff(props)}
                onChange={() => draft.give(index, [String(index)])}
              />
              <span>{option}</span>
            </label>
          ),
        )}
      </span>
    </fieldset>
  );
}

function Label({ control, facts, rendered }: KindProps) {
  return (
    <div class="control control-text-only" style={facts.css()}>
      {control.label && <span class="control-label">{control.label}</span>}
      <div class="control-words">{rendered ?? facts.text("text")}</div>
    </div>
  );
}

function Valid(props: KindProps) {
  const { control, facts, scene } = props;
  const good = facts.flag("value");
  return (
    <p class={`control ${good ? "control-good" : "control-bad"}`}>
      {control.label && <span class="control-label">{control.label}</span>}
      <span>{good ? `✓ ${scene.words.valid}` : `✗ ${facts.text("text")}`}</span>
    </p>
  );
}

function Progress(props: KindProps) {
  const { facts } = props;
  const name = useName();
  const min = facts.number("min", 0);
  const max = facts.number("max", 100);
  const value = Math.min(max, Math.max(min, facts.number("value", min)));
  return (
    <Line of={props} name={name}>
      <progress
        id={name}
        class={`control-bar${lookOf(facts, "control-bar")}`}
        aria-label={nameOf(props)}
        max={Math.max(max - min, Number.MIN_VALUE)}
        value={value - min}
      />
    </Line>
  );
}

/** Counts by itself, as fast as the kernel follows. */
function Play(props: KindProps) {
  const { control, facts, scene } = props;
  const given = facts.flag("playing");
  const { value: playing, give } = useDraft(given, props);
  const unsettled = scene.unsettled.indexOf(control.id) >= 0;
  const off = isOff(props);
  const min = facts.number("min", 0);
  const max = facts.number("max", 100);
  const value = facts.number("value", min);
  const interval = Math.max(20, facts.number("interval", 100));
  useEffect(() => {
    if (!playing || off || unsettled) return undefined;
    const timer = window.setTimeout(() => {
      const next = value + Math.max(1, facts.number("step", 1));
      if (next <= max) give(true, [String(next), "playing"]);
      else if (facts.flag("repeat")) give(true, [String(min), "playing"]);
      else give(false, ["", "stopped"]);
    }, interval);
    return () => window.clearTimeout(timer);
  }, [playing, off, unsettled, value, interval]);
  return (
    <div class="control control-play" role="group" aria-label={nameOf(props)} style={facts.css()}>
      <button
        type="button"
        class="button button-small"
        disabled={off}
        onClick={() =>
          playing
            ? give(false, ["", "stopped"])
            : give(true, [value >= max ? String(min) : "", "playing"])
        }
      >
        {playing ? scene.words.pause : scene.words.play}
      </button>
      <button
        type="button"
        class="button button-small"
        disabled={off}
        onClick={() => give(false, [String(min), "stopped"])}
      >
        {scene.words.rewind}
      </button>
    </div>
  );
}
