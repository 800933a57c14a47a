/** Which of the core's remarks about a file a person should see. */
import type { Warning } from "../../core";

/** Warnings worth a dialog. Ids that were added change nothing a person sees. */
export function worthSaying(warnings: readonly Warning[]): Warning[] {
  return warnings.filter((warning) => warning.type !== "idsAdded");
}
