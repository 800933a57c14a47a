/** What went wrong with keeping the work or with the kernel, and the way out. */
import { useComputed } from "@preact/signals";
import type { KernelFailure, StoreFailure } from "../../core";
import type { Messages } from "../../i18n";
import { Banner } from "../parts";
import { useUi, useWatched, useWords } from "../ui";
import type { NotebookModel } from "./model";

export function storeFailureWords(
  reason: StoreFailure | "blocked",
  words: Messages,
): [string, string] {
  switch (reason) {
    case "full":
      return [words.storeFullTitle, words.storeFullText];
    case "denied":
      return [words.storeDeniedTitle, words.storeDeniedText];
    case "closed":
      return [words.storeClosedTitle, words.storeClosedText];
    case "outdated":
      return [words.storeOutdatedTitle, words.storeOutdatedText];
    case "blocked":
      return [words.storeBlockedTitle, words.storeBlockedText];
    case "other":
      return [words.storeOtherTitle, words.storeOtherText];
  }
}

export function kernelFailureWords(reason: KernelFailure, words: Messages): string {
  switch (reason) {
    case "unreachable":
      return words.kernelUnreachable;
    case "outOfMemory":
      return words.kernelOutOfMemory;
    case "tooDeep":
      return words.kernelTooDeep;
    case "trapped":
      return words.kernelTrapped;
    case "unsupported":
      return words.kernelUnsupported;
  }
}

const reload = () => window.location.reload();

/** Shown over the cells as long as something is wrong. */
export function Failures({ model, exportFile }: { model: NotebookModel; exportFile(): void }) {
  const words = useWords();
  const saved = useComputed(() => model.status.value.saved).value;
  const kernel = useComputed(() => model.status.value.kernel).value;
  return (
    <>
      {saved.type === "failed" && (
        <Banner
          kind="problem"
          title={storeFailureWords(saved.reason, words)[0]}
          actions={
            <>
              <button type="button" class="button button-primary" onClick={exportFile}>
                {words.download}
              </button>
              <button
                type="button"
                class="button"
                data-testid="retry-store"
                onClick={() => model.send({ type: "retryStore" })}
              >
                {words.retry}
              </button>
              {(saved.reason === "outdated" || saved.reason === "closed") && (
                <button type="button" class="button" onClick={reload}>
                  {words.reload}
                </button>
              )}
            </>
          }
        >
          <p>{storeFailureWords(saved.reason, words)[1]}</p>
        </Banner>
      )}
      {kernel.type === "failed" && (
        <Banner
          kind="problem"
          title={words.kernelFailed}
          actions={
            kernel.reason !== "unsupported" && (
              <button
                type="button"
                class="button"
                onClick={() => model.send({ type: "restart", runAll: false })}
              >
                {words.retry}
              </button>
            )
          }
        >
          <p>{kernelFailureWords(kernel.reason, words)}</p>
        </Banner>
      )}
    </>
  );
}

/** The state of the device's storage when it is not as it should be; shown in every view. */
export function StorageBanner() {
  const ui = useUi();
  const words = useWords();
  const { state } = useWatched(ui.app.storage.status);
  if (state === "ready" || state === "opening") return null;
  const [title, text] = storeFailureWords(state, words);
  return (
    <Banner
      kind="problem"
      title={title}
      actions={
        state !== "denied" && (
          <button type="button" class="button" onClick={reload}>
            {words.reload}
          </button>
        )
      }
    >
      <p>{text}</p>
    </Banner>
  );
}
