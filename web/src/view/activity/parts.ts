/**
 * What a pupil's notebook shows of its activity, fetched with the first such notebook. Until it is
 * there, the notebook is shown without; hints and solutions stay folded all the same.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { NotebookModel } from "../notebook/model";

export type PupilParts = typeof import("./pupil");

const arrived = signal<PupilParts | undefined>(undefined);

export const pupilParts: ReadonlySignal<PupilParts | undefined> = arrived;

/** Fetches them where they are wanted. */
export function usePupilParts(model: NotebookModel): PupilParts | undefined {
  const wanted = model.asPupil.value;
  useEffect(() => {
    if (!wanted) return;
    import("./pupil").then(
      (parts) => {
        parts.followOpened(model);
        arrived.value = parts;
      },
      () => undefined,
    );
  }, [wanted, model]);
  return wanted ? arrived.value : undefined;
}
