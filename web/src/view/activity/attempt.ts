/** What the store may refuse is tried, and a refusal is said in words. */
import { AppError } from "../../core/errors";
import { storeFailureWords } from "../notebook/failures";
import type { Ui } from "../ui";

/** Does something that the store may refuse, and says so then. */
export async function attempt(ui: Ui, action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (thrown) {
    const failure = thrown instanceof AppError ? thrown.failure : "other";
    const known = failure === "missing" || failure === "unreadable" ? "other" : failure;
    ui.toast(storeFailureWords(known, ui.words.value)[0], { kind: "problem" });
    return false;
  }
}
