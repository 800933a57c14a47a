/**
 * The facts of a control, read with care: they come from a program or from a stranger's file, so any
 * of them may be missing, of another kind or absurd.
 */

export interface Facts {
  text(name: string): string;
  flag(name: string, otherwise?: boolean): boolean;
  number(name: string, otherwise: number): number;
  /** A place in a list, undefined for none. */
  place(name: string): number | undefined;
  texts(name: string): string[];
  numbers(name: string): number[];
  /** What stands under a name as it is, to be written as a text. */
  written(name: string): string;
  /** CSS of `layout` and `style` that can do no harm. */
  css(): Record<string, string>;
  /** A colour of `style`, empty for none. */
  color(name: string): string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function factsOf(json: string): Facts {
  let all: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(json);
    if (isRecord(parsed)) all = parsed;
  } catch {
    // Then nothing is known of it.
  }
  const own = (name: string): unknown => (Object.hasOwn(all, name) ? all[name] : undefined);
  const list = (name: string): unknown[] => {
    const value = own(name);
    return Array.isArray(value) ? value : [];
  };
  const numberOf = (value: unknown): number =>
    typeof value === "number" ? value : typeof value === "string" ? Number.parseFloat(value) : NaN;
  return {
    text(name) {
      const value = own(name);
      return typeof value === "string" ? value : "";
    },
    flag(name, otherwise = false) {
      const value = own(name);
      return typeof value === "boolean" ? value : otherwise;
    },
    number(name, otherwise) {
      const value = numberOf(own(name));
      return Number.isFinite(value) ? value : otherwise;
    },
    place(name) {
      const value = own(name);
      return typeof value === "number" && Number.isInteger(value) ? value : undefined;
    },
    texts: (name) => list(name).filter((item): item is string => typeof item === "string"),
    numbers: (name) => list(name).map(numberOf).filter(Number.isFinite),
    written(name) {
      const value = own(name);
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
    },
    css: () => safeCss(own("layout")),
    color(name) {
      const style = own("style");
      const value = isRecord(style) && Object.hasOwn(style, name) ? style[name] : undefined;
      return typeof value === "string" && HARMLESS.test(value) ? value : "";
    },
  };
}

/** What a program may say of sizes and places; nothing that leaves the control's own box. */
const LAYOUT = [
  "width",
  "height",
  "min_width",
  "max_width",
  "min_height",
  "max_height",
  "flex",
  "flex_flow",
  "order",
  "justify_content",
  "align_items",
  "align_content",
  "align_self",
  "grid_template_columns",
  "grid_template_rows",
  "grid_template_areas",
  "grid_gap",
  "grid_area",
  "border",
  "border_top",
  "border_bottom",
  "border_left",
  "border_right",
  "padding",
  "margin",
  "overflow",
  "display",
  "visibility",
];
/** No address, no negative length, no end of a rule. */
const HARMLESS = /^(?!.*(url|var|env|-\d))[\w\s.%#"',()/+-]{1,100}$/i;

function safeCss(layout: unknown): Record<string, string> {
  const css: Record<string, string> = {};
  if (!isRecord(layout)) return css;
  for (const name of LAYOUT) {
    const value = Object.hasOwn(layout, name) ? layout[name] : undefined;
    if (typeof value !== "string" || !HARMLESS.test(value)) continue;
    // What is computed may come out negative, and lie over the page's own parts.
    if (name === "margin" && value.indexOf("(") >= 0) continue;
    css[name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  return css;
}

/** A number as a slider shows it, by the part of Python's formats that sliders use. */
export function formatted(value: number, format: string): string {
  const match = /^[, ]?(?:\.(\d{1,2}))?([defg%s]?)$/.exec(format);
  const digits = match?.[1] === undefined ? undefined : Number(match[1]);
  switch (match?.[2]) {
    case "d":
      return value.toFixed(0);
    case "f":
      return value.toFixed(digits ?? 6);
    case "e":
      return value.toExponential(digits ?? 6).replace(/([+-])(\d)$/, "$10$2");
    case "%":
      return `${(value * 100).toFixed(digits ?? 6)}%`;
    case "g": {
      const short = value.toPrecision(Math.max(1, digits ?? 6));
      return String(Number.parseFloat(short));
    }
    default:
      return String(Number.parseFloat(value.toPrecision(12)));
  }
}

/** Any CSS colour as the `#rrggbb` that a colour field takes; black for none. */
export function hexOf(color: string): string {
  const context = document.createElement("canvas").getContext("2d");
  if (!context || !HARMLESS.test(color)) return "#000000";
  context.fillStyle = "#000000";
  context.fillStyle = color;
  const found = context.fillStyle;
  return typeof found === "string" && /^#[0-9a-f]{6}$/.test(found) ? found : "#000000";
}

/** Black or white, whichever is read better on this colour. */
export function inkOn(color: string): string {
  const hex = hexOf(color);
  const part = (at: number): number => {
    const level = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  };
  const light = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
  return light > 0.179 ? "#000000" : "#ffffff";
}
