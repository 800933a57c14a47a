/**
 * A notebook as slides: by Jupyter's own words for them, or, where no cell has any, one slide for
 * each heading. Pure.
 */
import type { CellView } from "../../core";

/** What is read of a cell. */
export type SlideSource = Pick<CellView, "id" | "kind" | "source" | "slide">;

export interface Slide {
  /** Each with the step from which on it is shown; 0 is there at once. */
  cells: { id: string; step: number }[];
  /** The last step. */
  steps: number;
  /** Cells for whoever speaks. */
  notes: string[];
}

export interface Place {
  slide: number;
  step: number;
}

export function slidesOf(cells: readonly SlideSource[]): Slide[] {
  const marked = cells.some(({ slide }) => slide === "slide" || slide === "subslide");
  const slides: Slide[] = [];
  let now: Slide | undefined;
  for (const cell of cells) {
    if (cell.slide === "skip") continue;
    const begins = marked ? /^(sub)?slide$/.test(cell.slide) : hasHeading(cell);
    if (now === undefined || (begins && now.cells.length > 0)) {
      now = { cells: [], steps: 0, notes: [] };
      slides.push(now);
    }
    if (cell.slide === "notes") {
      now.notes.push(cell.id);
      continue;
    }
    if (cell.slide === "fragment" && now.cells.length > 0) now.steps += 1;
    now.cells.push({ id: cell.id, step: now.steps });
  }
  return slides.filter((slide) => slide.cells.length > 0);
}

/** A text that begins with a heading. */
function hasHeading({ kind, source }: SlideSource): boolean {
  return kind === "markdown" && /^\s*(#{1,6}\s|<h[1-6]\b|[^\n]+\n(=+|-+)[ \t]*(\n|$))/.test(source);
}

export function nextPlace(slides: readonly Slide[], { slide, step }: Place): Place {
  if (step < (slides[slide]?.steps ?? 0)) return { slide, step: step + 1 };
  return slide + 1 < slides.length ? { slide: slide + 1, step: 0 } : { slide, step };
}

/** Back over a slide, it is whole. */
export function placeBefore(slides: readonly Slide[], { slide, step }: Place): Place {
  if (step > 0) return { slide, step: step - 1 };
  if (slide === 0) return { slide, step };
  return { slide: slide - 1, step: slides[slide - 1]?.steps ?? 0 };
}

/** The place that is still there when slides have come or gone. */
export function placeWithin(slides: readonly Slide[], { slide, step }: Place): Place {
  const within = Math.max(0, Math.min(slide, slides.length - 1));
  return { slide: within, step: Math.min(step, slides[within]?.steps ?? 0) };
}
