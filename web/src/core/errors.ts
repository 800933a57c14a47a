/**
 * The errors that the app's facade rejects with: each is one word for why, and the views have the
 * sentences. It knows nothing of what failed.
 */
import type { StoreFailure } from "./engine/ardoise_page";

class Problem<Word extends string> extends Error {
  readonly problem: Word;
  constructor(problem: Word) {
    super(problem);
    this.problem = problem;
  }
}

/** Why the app could not do something. */
export type AppFailure = StoreFailure | "missing" | "unreadable";

export class AppError extends Error {
  readonly failure: AppFailure;
  constructor(failure: AppFailure) {
    super(failure);
    this.failure = failure;
  }
}

/**
 * Why nothing was read: no address of a file; one without encryption from an encrypted page; no
 * network; nobody answers; the other site keeps its files from other pages; there is no such file;
 * it is too large; it takes too long; it is no packed notebook.
 */
export type ForeignProblem =
  | "badAddress"
  | "insecure"
  | "offline"
  | "unreachable"
  | "forbidden"
  | "missing"
  | "tooLarge"
  | "slow"
  | "damaged";

export class ForeignError extends Problem<ForeignProblem> {}

/** Why bytes are no activity. */
export type PacketProblem = "notAnActivity" | "tooNew" | "damaged" | "tooLarge";

export class PacketError extends Problem<PacketProblem> {}

/** Why an activity cannot be published. */
export type PublishProblem = "noCells" | "badFile" | "tooLarge" | "other";

export class PublishError extends Problem<PublishProblem> {}

/** Why there is no page in one file: it must be fetched and cannot be; the site has none. */
export type OneFileProblem = "offline" | "missing";

export class OneFileError extends Problem<OneFileProblem> {}

/** Why nothing is handed in: the link is none; it is too much. */
export type HandInProblem = "badLink" | "tooLarge";

export class HandInError extends Problem<HandInProblem> {}
