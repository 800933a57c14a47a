/**
 * What is to be said of a browser that may delete the work by itself. Pure: what the browser has is
 * found by trying it, in `storage-advice.tsx`. Start with `storageAdvice`.
 */
import { LITTLE_BYTES } from "./little";

export interface StorageFacts {
  /** Whether the browser promised to keep the work; unknown where it cannot say. */
  persisted: boolean | undefined;
  /** It can be asked to. */
  canAsk: boolean;
  /** Somebody has asked on this visit, in vain. */
  asked: boolean;
  /** Bytes that are left, where it says so. */
  free: number | undefined;
  /** It keeps away what an ordinary window of it has. */
  hides: boolean;
  /** The page was put on the home screen: then it is not forgotten after a week. */
  installed: boolean;
}

/** `ask`: it may be asked now. `fleeting`: it cannot, or has not agreed. */
export type StorageAdvice = "window" | "space" | "ask" | "fleeting";

export function storageAdvice(facts: StorageFacts): StorageAdvice[] {
  const { persisted, canAsk, asked, free, hides, installed } = facts;
  const advice: StorageAdvice[] = [];
  if (free !== undefined && free < LITTLE_BYTES) advice.push("space");
  // Of a private window the rest need not be said.
  if (hides) advice.push("window");
  else if (persisted === false && canAsk && !asked) advice.push("ask");
  else if (persisted !== true && !installed) advice.push("fleeting");
  return advice;
}
