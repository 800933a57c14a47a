/** The three honest states: what is saved, what the kernel does, what works without a network. */
import type { KernelState, NotebookView, SavedState } from "../../core";
import type { Messages } from "../../i18n";
import { Icon } from "../icons";
import { useUi, useWatched, useWords } from "../ui";

function savedWord(saved: SavedState, words: Messages): string {
  switch (saved.type) {
    case "saving":
      return words.savedSaving;
    case "saved":
      return words.savedSaved;
    case "failed":
      return words.savedFailed;
  }
}

export function SavedBadge({ saved }: { saved: SavedState }) {
  const words = useWords();
  return (
    <span
      class={`badge badge-${saved.type === "failed" ? "problem" : saved.type}`}
      data-testid="saved-state"
      data-state={saved.type}
      title={saved.type === "saved" ? words.savedSavedHint : undefined}
    >
      <Icon name={saved.type === "failed" ? "warning" : saved.type === "saved" ? "done" : "save"} />
      <span class="badge-word">{savedWord(saved, words)}</span>
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

export function KernelBadge({ status }: { status: NotebookView }) {
  const ui = useUi();
  const words = useWords();
  const progress = useWatched(ui.app.kernel.progress);
  const { kernel } = status;
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
      <span class="badge-word">{kernelWord(kernel, status.queued, words) + share}</span>
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
