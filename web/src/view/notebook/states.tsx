/** The three honest states: what is saved, what the kernel does, what works without a network. */
import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { KernelState, NotebookStatus, SavedState } from "../../core";
import type { Messages } from "../../i18n";
import { Icon } from "../icons";
import { useUi, useWatched, useWords } from "../ui";

function savedWord(type: SavedState["type"], words: Messages): string {
  switch (type) {
    case "saving":
      return words.savedSaving;
    case "saved":
      return words.savedSaved;
    case "failed":
      return words.savedFailed;
  }
}

/** While a person types, every pause of a tenth of a second is saved: "saved" waits for a longer one,
 * or the badge would flicker and cost a slow machine as much as the key itself. */
const CALM_MILLIS = 400;

/** Never `saved` before the notebook is, and not at once when it is. */
function useCalm(saved: SavedState): SavedState["type"] {
  const [calm, setCalm] = useState(true);
  const { type } = saved;
  useEffect(() => {
    if (type !== "saved") {
      setCalm(false);
      return;
    }
    const timer = window.setTimeout(() => setCalm(true), CALM_MILLIS);
    return () => window.clearTimeout(timer);
  }, [type]);
  return type === "saved" && !calm ? "saving" : type;
}

export function SavedBadge({ status }: { status: ReadonlySignal<NotebookStatus> }) {
  const words = useWords();
  const type = useCalm(useComputed(() => status.value.saved).value);
  return (
    <span
      class={`badge badge-${type === "failed" ? "problem" : type}`}
      data-testid="saved-state"
      data-state={type}
      title={type === "saved" ? words.savedSavedHint : undefined}
    >
      <Icon name={type === "failed" ? "warning" : type === "saved" ? "done" : "save"} />
      <span class="badge-word">{savedWord(type, words)}</span>
    </span>
  );
}

function kernelWord(kernel: KernelState, queued: number, words: Messages): string {
  switch (kernel.type) {
    case "absent":
      return words.kernelAbsent;
    case "loading":
      return words.kernelLoading;
    case "ready":
      return words.kernelReady;
    case "busy":
      return queued > 0 ? words.kernelBusyQueued(queued) : words.kernelBusy;
    case "waiting":
      return words.kernelWaiting;
    case "failed":
      return words.kernelFailed;
  }
}

export function KernelBadge({ status }: { status: ReadonlySignal<NotebookStatus> }) {
  const ui = useUi();
  const words = useWords();
  const progress = useWatched(ui.app.kernel.progress);
  const kernel = useComputed(() => status.value.kernel).value;
  const queued = useComputed(() => status.value.queued).value;
  const fetching = kernel.type === "loading" && progress.phase === "fetching" && progress.total;
  const share = fetching
    ? ` ${Math.round((100 * progress.loaded) / (progress.total ?? 1))}\u00a0%`
    : "";
  return (
    <span
      class={`badge badge-kernel-${kernel.type}`}
      data-testid="kernel-state"
      data-state={kernel.type}
    >
      {kernel.type === "busy" || kernel.type === "loading" ? (
        <span class="spinner" />
      ) : (
        <Icon name={kernel.type === "failed" ? "warning" : "python"} />
      )}
      <span class="badge-word">{kernelWord(kernel, queued, words) + share}</span>
    </span>
  );
}

export function OfflineBadge() {
  const ui = useUi();
  const words = useWords();
  const state = useWatched(ui.app.offline.state);
  const word =
    state === "ready"
      ? words.offlineReady
      : state === "preparing"
        ? words.offlinePreparing
        : words.offlineUnavailable;
  const hint =
    state === "ready"
      ? words.offlineReadyHint
      : state === "unavailable"
        ? words.offlineUnavailableHint
        : undefined;
  return (
    <span
      class={`badge badge-offline-${state}`}
      data-testid="offline-state"
      data-state={state}
      title={hint}
    >
      <Icon name="offline" />
      <span class="badge-word">{word}</span>
    </span>
  );
}
