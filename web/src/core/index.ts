/**
 * The only importer of the page door. Loads the engine once and passes its types on to the rooms
 * that may import this one: host, editor and view. It holds no state of a notebook.
 */

export type * from "./app";
export { AppError } from "./app";
export type {
  CellKind,
  CellOutputs,
  CellPart,
  CellView,
  Content,
  Freshness,
  IdProblem,
  Imported,
  KernelChange,
  KernelFailure,
  KernelState,
  Mend,
  NewNotebook,
  NotebookEffect,
  NotebookEvent,
  NotebookView,
  Notice,
  OutputView,
  Placement,
  Question,
  ReadError,
  RunState,
  SavedState,
  StoreFailure,
  Stream,
  Summary,
  TextChange,
  Timer,
  VersionView,
  Warning,
} from "./engine/ardoise_page";
