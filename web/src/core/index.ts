/**
 * The only importer of the page door. Loads the engine once and passes its functions and types on
 * to the rooms that may import this one: host, editor and view. It holds no state of a notebook.
 */
import initialise from "./engine/ardoise_page";
import wasmUrl from "./engine/ardoise_page_bg.wasm?url";
import { startHalves } from "./halves";

export type * from "./app";
export type {
  ActivityFacts,
  ActivityFile,
  ActivityRole,
  Advice,
  CellKind,
  CellMark,
  CellNews,
  CellOutputs,
  CellPart,
  CellRole,
  CellView,
  Content,
  ControlView,
  CorrectionView,
  FileRefusal,
  FileView,
  Freshness,
  GivenRow,
  IdProblem,
  Imported,
  KernelChange,
  KernelFailure,
  KernelState,
  LinkState,
  Mend,
  NewerUpdates,
  NewNotebook,
  NewsKind,
  NotebookEffect,
  NotebookEvent,
  NotebookStatus,
  Notice,
  OutputView,
  PageLanguage,
  Placement,
  PublishAdvice,
  Question,
  Reach,
  ReadError,
  RoomEffect,
  RoomEvent,
  RoomLinkStatus,
  RoomStatus,
  RoomWrite,
  RunState,
  SavedState,
  SharedContent,
  Side,
  StoredActivity,
  StoredContent,
  StoredNotebook,
  StoredRoom,
  StoredVersion,
  StoreEvent,
  StoreFailure,
  Stream,
  Summary,
  TextChange,
  Timer,
  VersionView,
  Warning,
} from "./engine/ardoise_page";
export {
  Activity,
  blankNotebook,
  codeDigest,
  fileRequestHead,
  handInSaid,
  importIpynb,
  linkForHandIns,
  mergeUpdates,
  Notebook,
  openHandIn,
  previewVersion,
  Room,
  readHandIn,
  readRoomFile,
  roomForHandIns,
  roomOfLink,
  Store,
  sealHandIn,
} from "./engine/ardoise_page";
export type { AppFailure, ForeignProblem, PacketProblem, PublishProblem } from "./errors";
export {
  AppError,
  ForeignError,
  HandInError,
  OneFileError,
  PacketError,
  PublishError,
} from "./errors";
export {
  attempt,
  attemptOrWait,
  engineIsWhole,
  Incomplete,
  whenMissing,
  wholeEngine,
} from "./halves";

let loading: Promise<void> | undefined;

/** Fetches and starts the engine; nothing else of this module may be called before it resolves. */
export function loadEngine(): Promise<void> {
  loading ??= startHalves(() => initialise({ module_or_path: wasmUrl }));
  return loading;
}
