/* tslint:disable */
/* eslint-disable */

/** All of a notebook. The cursor is what `updatesAfter` continues from. */
export interface StoredContent {
    updates: Uint8Array[];
    outputs: CellOutputs[];
    cursor: number;
}

/** What was appended after a cursor. */
export interface NewerUpdates {
    updates: Uint8Array[];
    cursor: number;
}

/** A notebook that is shared. */
export interface SharedNotebook {
    notebook: string;
    /** The bytes of its room's best link. */
    secret: Uint8Array;
}

/** What waits to be sealed, and up to which key. */
export interface PendingChanges {
    mark: number;
    content: SharedContent;
}


/** A check that is missing or cannot fail; a file that is not there; a picture at an address; a */
/** gate that no pupil can open. */
export type AdviceKind =
| "noTitle"
| "noLevel"
| "noCheck"
| "noAssert"
| "missingFile"
| "remotePicture"
| "closedForGood";


/** A control among the outputs, or a box that holds others. */
export interface ControlView {
    id: string;
    kind: string;
    /** Plain text. */
    label: string;
    /** A JSON object that is not to be trusted. */
    facts: string;
    children: ControlView[];
    /** What it shows that is more than plain text. */
    outputs: OutputView[];
}


/** A file that goes with an activity. */
export interface ActivityFile {
    path: string;
    content: Uint8Array;
}


/** A hand-in of a notebook, and how far it is. */
export interface GivenRow {
    notebook: string;
    /** When it was made, in milliseconds since 1970. */
    time: number;
    /** Whose it is, as they wrote it. */
    name: string;
    /** Where it is to go; an empty one is the place the page came from. */
    relays: string[];
    /** The relays that have it. */
    sent: string[];
    /** Why a relay will never take it. */
    problem?: string | undefined;
    /** As it was sealed; nothing once it is everywhere. */
    bytes?: Uint8Array | undefined;
}


/** A language of the page. */
export type PageLanguage =
| "fr"
| "en";


/** A notebook that is not stored yet. */
export interface NewNotebook {
    /** Update bytes that hold the whole notebook. */
    seed: Uint8Array;
    outputs: CellOutputs[];
    summary: Summary;
    /** Beside the cells. */
    files: ActivityFile[];
}


/** A question asked by `input()` or `getpass()`. */
export interface Question {
    run: number;
    prompt: string;
    /** Do not show what is typed. */
    secret: boolean;
}


/** A sealed record on its way out. */
export interface OutboxRow {
    /** Its id, 32 hexadecimal digits. */
    record: string;
    bytes: Uint8Array;
    /** The relays that have it. */
    acked: string[];
}


/** An earlier state of a notebook, kept at this time. */
export interface StoredVersion {
    time: number;
    title: string;
    cells: number;
}


/** An earlier state of a notebook, to be looked at. */
export interface VersionView {
    title: string;
    cells: CellView[];
}


/** Everything that is kept of a room. */
export interface StoredRoom {
    /** The bytes of the room's best link. */
    secret: Uint8Array;
    links: Uint8Array[];
    outbox: OutboxRow[];
    /** There are edits that were not sealed. */
    edited: boolean;
}


/** Faults in JSON that can be mended without guessing. */
export type Mend =
| "controlCharacter"
| "badEscape"
| "loneSurrogate"
| "notANumber"
| "trailingComma"
| "trailingText";


/** How a room stands. */
export interface RoomStatus {
    reach: Reach;
    /** Everything the relays have was read, as far as they say. */
    current: boolean;
    links: RoomLinkStatus[];
}


/** How far one's own work has come, each holding the ones before. */
export type Reach =
| "onDevice"
| "onRelay"
| "seen";


/** How it stands with a relay; `over` is not tried again. */
export type LinkState =
| "away"
| "joining"
| "joined"
| "over";


/** How it stands with one relay. A problem is `restored`, `forked`, `withholds`, `forged`, or why */
/** the relay refuses. */
export interface RoomLinkStatus {
    address: string;
    state: LinkState;
    problem?: string | undefined;
}


/** How the outputs relate to the source. */
export type Freshness =
| "empty"
| "fromFile"
| "fresh"
| "stale"
| "aborted";


/** Kept: the pupil has changed the cell too, so their text stays and the new one is shown beside it. */
export type NewsKind =
| "added"
| "changed"
| "removed"
| "kept";


/** One cell. */
export interface CellView {
    id: string;
    kind: CellKind;
    source: string;
    /** The rendered Markdown of a Markdown cell, safe; empty for others. */
    html: string;
    outputs: OutputView[];
    /** The number in `[n]`. */
    executionCount?: number | undefined;
    runState: RunState;
    freshness: Freshness;
    /** How long the last run took. */
    millis?: number | undefined;
    /** The line of the last error in this cell's source, one for the first. */
    errorLine?: number | undefined;
    /** The question the run under way asks. */
    question?: Question | undefined;
    /** Whether the controls among the outputs can be used. */
    live: boolean;
    /** Ids of controls whose changes the kernel has not dealt with yet. */
    unsettled: string[];
    sourceFolded: boolean;
    outputsFolded: boolean;
    /** The file forbids editing. */
    locked: boolean;
    /** The file forbids deleting. */
    kept: boolean;
    role: CellRole;
    /** What follows waits until this cell is validated. */
    breakpoint: boolean;
    /** It was validated once. */
    passed: boolean;
    /** How it stands among slides, in Jupyter's words; empty for none. */
    slide: string;
    /** The text that the activity's new version has here, where the pupil's own was kept. */
    proposal?: string | undefined;
    /** Somebody else changed the same line meanwhile. */
    bothChanged?: BothChanged | undefined;
}


/** One file beside the cells. */
export interface FileView {
    /** Below the notebook's folder, parts between `/`. */
    path: string;
    /** In bytes. */
    size: number;
    /** Milliseconds since 1970. */
    modified: number;
}


/** One line of the library. Times are milliseconds since 1970. */
export interface StoredNotebook {
    id: string;
    title: string;
    created: number;
    modified: number;
    cells: number;
    excerpt: string;
    /** The activity it is of. */
    activity?: string | undefined;
    /** When it was put in the bin. */
    trashed?: number | undefined;
}


/** One of the two text streams of a run. */
export type Stream =
| "out"
| "err";


/** One output as the page shows it. Every `html` is safe to be put in a page. */
export type OutputView =
| { type: "text"; stream: Stream; html: string; dropped: number }
| { type: "html"; html: string; count?: number | undefined }
| { type: "image"; url: string; alt: string; width?: number | undefined; height?: number | undefined; count?: number | undefined }
| { type: "drawing"; steps: string; count?: number | undefined }
| { type: "controls"; root: ControlView }
| { type: "error"; name: string; message: string; traceback: string[]; line?: number | undefined; advice?: Advice | undefined }
| { type: "unknown"; formats: string[] }
;


/** One thing to look at before an activity is given away. */
export interface PublishAdvice {
    kind: AdviceKind;
    /** The cell it is about. */
    cell?: string | undefined;
    /** The file or the host it names. */
    name: string;
}


/** Replaces the UTF-16 units from `start` to before `end` by a text. */
export interface TextChange {
    start: number;
    end: number;
    text: string;
}


/** Something that happened to a room; what each means is said at `ardoise_sync::Event`. */
export type RoomEvent =
| { type: "opened"; link: number }
| { type: "closed"; link: number }
| { type: "received"; link: number; bytes: Uint8Array }
| { type: "online" }
| { type: "edited" }
| { type: "flush" }
| { type: "changes"; mark: number; content: SharedContent }
| { type: "held"; link: number; content: SharedContent }
| { type: "whole"; link: number; content: SharedContent }
| { type: "say"; said: Uint8Array }
| { type: "kept"; number: number }
| { type: "notKept"; number: number }
| { type: "wake" }
;


/** Something that happened to an open notebook; what each means is said at the core's `Event`. */
export type NotebookEvent =
| { type: "editSource"; cell: string; changes: TextChange[] }
| { type: "insertCell"; kind: CellKind; source: string; placement: Placement }
| { type: "deleteCells"; cells: string[] }
| { type: "moveCells"; cells: string[]; placement: Placement }
| { type: "splitCell"; cell: string; offset: number }
| { type: "mergeCells"; cells: string[] }
| { type: "convertCells"; cells: string[]; kind: CellKind }
| { type: "pasteCells"; text: string; placement: Placement }
| { type: "foldCell"; cell: string; part: CellPart; folded: boolean }
| { type: "setTitle"; title: string }
| { type: "clearOutputs"; cells?: string[] | undefined }
| { type: "undo" }
| { type: "redo" }
| { type: "restoreVersion"; state: Uint8Array }
| { type: "showAsPupil"; on: boolean }
| { type: "markCells"; cells: string[]; mark: CellMark }
| { type: "describeActivity"; facts: ActivityFacts }
| { type: "passCell"; cell: string }
| { type: "takeCorrection"; activity: Uint8Array }
| { type: "takeProposal"; cell: string }
| { type: "dropProposal"; cell: string }
| { type: "startAgain"; activity: Uint8Array }
| { type: "settle"; cell: string; side: Side }
| { type: "runCells"; cells: string[] }
| { type: "runAll" }
| { type: "runAbove"; cell: string }
| { type: "runBelow"; cell: string }
| { type: "stop" }
| { type: "restart"; runAll: boolean }
| { type: "answer"; run: number; text: string }
| { type: "interact"; cell: string; control: string; values: string[] }
| { type: "idle" }
| { type: "kernelChanged"; change: KernelChange }
| { type: "kernelReported"; bytes: Uint8Array }
| { type: "stored"; sequence: number }
| { type: "storeFailed"; reason: StoreFailure }
| { type: "retryStore" }
| { type: "flush" }
| { type: "remoteUpdates"; updates: Uint8Array[] }
| { type: "shareBegun"; kept?: Uint8Array | undefined }
| { type: "shareEnded" }
| { type: "allShared" }
| { type: "roomUpdates"; updates: Uint8Array[] }
| { type: "remoteOutputs"; cell: string; outputs?: Uint8Array | undefined }
| { type: "addFile"; path: string; size: number }
| { type: "removeFile"; path: string }
| { type: "filesStored"; files: FileView[] }
| { type: "setLanguage"; language: PageLanguage }
| { type: "timerFired"; timer: Timer }
;


/** Something that was mended or converted while reading. Cells and lines count from one. */
export type Warning =
| { type: "unreadableCharacters"; count: number }
| { type: "mended"; what: Mend; count: number; line: number }
| { type: "cutShort"; line: number; column: number; cells: number }
| { type: "converted"; major: number }
| { type: "newerMinor"; minor: number }
| { type: "missingVersion" }
| { type: "missingCells" }
| { type: "idsAdded"; count: number }
| { type: "idReplaced"; cell: number; problem: IdProblem }
| { type: "unknownCellKind"; cell: number; kind: string }
| { type: "notACell"; cell: number }
| { type: "missingSource"; cell: number }
| { type: "badSource"; cell: number }
| { type: "linesRejoined"; cell: number }
| { type: "badMetadata"; cell?: number | undefined }
| { type: "badOutputs"; cell: number }
;


/** Something to be done for a room; what each means is said at `ardoise_sync::Effect`. */
export type RoomEffect =
| { type: "open"; link: number }
| { type: "close"; link: number }
| { type: "send"; link: number; bytes: Uint8Array }
| { type: "keep"; number: number; write: RoomWrite }
| { type: "giveChanges" }
| { type: "giveHeld"; link: number }
| { type: "giveWhole"; link: number }
| { type: "wake"; at: number }
| { type: "present"; link: number; people: Uint8Array[] }
;


/** Something to be done outside; what each means is said at the core's `Effect`. */
export type NotebookEffect =
| { type: "append"; sequence: number; update: Uint8Array }
| { type: "storeOutputs"; sequence: number; cell: string; outputs?: Uint8Array | undefined }
| { type: "storeFile"; sequence: number; path: string; modified?: number | undefined }
| { type: "keepFile"; path: string; content: Uint8Array }
| { type: "keepApart" }
| { type: "startKernel" }
| { type: "layFiles"; paths: string[] }
| { type: "postKernel"; bytes: Uint8Array }
| { type: "answerKernel"; text: string }
| { type: "stopKernel" }
| { type: "restartKernel" }
| { type: "setTimer"; timer: Timer; millis: number }
| { type: "orderChanged" }
| { type: "cellChanged"; cell: string }
| { type: "sourceChanged"; cell: string; changes: TextChange[] }
| { type: "outputsChanged"; cell: string }
| { type: "filesChanged" }
| { type: "statusChanged" }
| { type: "focus"; cell: string; offset?: number | undefined }
| { type: "announce"; notice: Notice }
;


/** The activity a notebook is a copy of, or that its author has published, as a packet. */
export interface StoredActivity {
    role: ActivityRole;
    bytes: Uint8Array;
}


/** The known case of a beginner's error: a code and what its sentences name. */
export interface Advice {
    code: string;
    values: string[];
    line?: number | undefined;
    column?: number | undefined;
}


/** The notebook as a whole, beside its cells. */
export interface NotebookStatus {
    title: string;
    /** The language in the notebook's metadata. */
    language: string;
    canUndo: boolean;
    canRedo: boolean;
    saved: SavedState;
    kernel: KernelState;
    /** How many cells wait after the running one. */
    queued: number;
}


/** The outputs of a cell from then on, none without bytes. Stamps are milliseconds since 1970. */
export interface SharedOutputs {
    cell: string;
    stamp: number;
    bytes?: Uint8Array | undefined;
}


/** The session's timers. */
export type Timer =
| "save"
| "saveOutputs";


/** The stored outputs of one cell, in the core's own bytes. */
export interface CellOutputs {
    cell: string;
    bytes: Uint8Array;
}


/** The two halves of a cell that can be folded. */
export type CellPart =
| "source"
| "outputs";


/** Things worth saying aloud. The words are the page's. */
export type Notice =
| { type: "cellsDeleted"; count: number }
| { type: "runEnded"; cell: string; failed: boolean }
| { type: "stopped" }
| { type: "restarted" }
| { type: "kernelReplaced"; reason: KernelFailure }
| { type: "questionAsked" }
| { type: "versionRestored" }
| { type: "updateRefused" }
| { type: "notSaved"; reason: StoreFailure }
| { type: "savedAgain" }
| { type: "partOpened" }
| { type: "correctionTaken"; version: number; kept: number }
| { type: "startedAgain" }
| { type: "bothChanged"; cell: string }
;


/** What a cell holds. */
export type CellKind =
| "code"
| "markdown"
| "raw";


/** What a cell is for. */
export type CellRole =
| "plain"
| "exercise"
| "check"
| "hint"
| "solution";


/** What a cell would be as one of two has it who changed the same line. */
export interface BothChanged {
    mine: string;
    theirs: string;
}


/** What a file holds from then on; without content it is gone. */
export interface SharedFile {
    path: string;
    stamp: number;
    content?: Uint8Array | undefined;
}


/** What a file of a room holds: the bytes of its link, what it brings and what can be given to relays. */
export interface RoomFile {
    secret: Uint8Array;
    write: RoomWrite;
    /** Parts of it that are damaged. */
    unreadable: number;
}


/** What a file that is no notebook seems to be. */
export type Content =
| "html"
| "zip"
| "pdf"
| "picture"
| "python"
| "binary";


/** What a later version of an activity brings to a copy, which has the version `from`. */
export interface CorrectionView {
    from: number;
    to: number;
    news: CellNews[];
}


/** What a list of notebooks shows of one, and searches in. */
export interface Summary {
    title: string;
    cells: number;
    /** The first words, without markup. */
    excerpt: string;
    /** The activity it is of, 32 hexadecimal digits. */
    activity?: string | undefined;
}


/** What a notebook is to its activity. */
export type ActivityRole =
| "copy"
| "author";


/** What a notebook took, or holds. */
export interface SharedContent {
    updates: Uint8Array[];
    outputs: SharedOutputs[];
    files: SharedFile[];
}


/** What a relay said of a message; `later` is 0 when it does not say when. */
export type HandInSaid =
| { type: "kept" }
| { type: "later"; millis: number }
| { type: "refused"; reason: string }
;


/** What a teacher says of a cell. */
export type CellMark =
| { type: "role"; role: CellRole }
| { type: "breakpoint"; on: boolean }
| { type: "locked"; on: boolean }
| { type: "slide"; kind: string }
;


/** What became of a file that was to be imported. */
export type Imported =
| { type: "notebook"; notebook: NewNotebook; warnings: Warning[] }
| { type: "refused"; reason: ReadError }
;


/** What became of the kernel's worker. */
export type KernelChange =
| { type: "loading" }
| { type: "ready" }
| { type: "restored" }
| { type: "fresh" }
| { type: "failed"; reason: KernelFailure }
;


/** What happens to the database: another tab holds an older one open; another tab needs a newer */
/** one, so this one is closed; the browser closed or deleted it. */
export type StoreEvent =
| "blocked"
| "outdated"
| "closed";


/** What is known of an activity. Empty texts and zeros are not known. */
export interface ActivityFacts {
    authors: string[];
    /** Codes of school years, such as `cm2` or `6e`. */
    levels: string[];
    subject: string;
    /** An SPDX name, such as `CC-BY-4.0`. */
    licence: string;
    /** The language of its texts, such as `fr`. */
    language: string;
    summary: string;
    minutes: number;
    /** The series it belongs to, and its place there. */
    unit: string;
    session: number;
    /** The path of a picture among its files. */
    cover: string;
    /** The link by which pupils hand their work in, in base64url. */
    handIn: string;
    /** The activity whose hand-ins come to this notebook, by its title. */
    receives: string;
}


/** What is to be sent of a sealed hand-in, and where. */
export interface HandIn {
    /** 32 hexadecimal digits. */
    room: string;
    relays: string[];
    /** One after the other, each as a POST. */
    messages: Uint8Array[];
}


/** What it changes of one cell. */
export interface CellNews {
    cell: string;
    kind: CellKind;
    what: NewsKind;
    /** The text in the copy now. */
    before: string;
    /** The text in the new version. */
    after: string;
}


/** What one transaction keeps of a room. */
export interface RoomWrite {
    /** The relay it is about. */
    address?: string | undefined;
    link?: Uint8Array | undefined;
    outgoing: OutboxRow[];
    /** Edits up to this key are sealed. */
    mark?: number | undefined;
    arrived: SharedContent;
    /** Records that the relay has, and those of them that are on no way any more. */
    acked: string[];
    done: string[];
}


/** What the kernel is doing. */
export type KernelState =
| { type: "absent" }
| { type: "loading" }
| { type: "ready" }
| { type: "busy" }
| { type: "waiting" }
| { type: "failed"; reason: KernelFailure }
;


/** Where a cell stands in the run queue. */
export type RunState =
| "idle"
| "queued"
| "running"
| "waiting";


/** Where cells go. */
export type Placement =
| { type: "first" }
| { type: "last" }
| { type: "before"; cell: string }
| { type: "after"; cell: string }
;


/** Whether the work is safe on this device. */
export type SavedState =
| { type: "saving" }
| { type: "saved" }
| { type: "failed"; reason: StoreFailure }
;


/** Whose lines are to stand in a cell where two changed the same. */
export type Side =
| "mine"
| "theirs"
| "both"
| "merged";


/** Why a file cannot be added. */
export type FileRefusal =
| "tooLarge"
| "noRoom"
| "tooMany"
| "badName";


/** Why a file could not be read. */
export type ReadError =
| { type: "empty" }
| { type: "otherContent"; content: Content }
| { type: "notJson"; line: number; column: number }
| { type: "cutShort"; line: number; column: number }
| { type: "mergeConflict"; line: number }
| { type: "notANotebook" }
| { type: "tooOld"; major: number }
| { type: "tooNew"; major: number }
| { type: "tooDeep"; line: number }
;


/** Why a kernel ended by itself. */
export type KernelFailure =
| "unreachable"
| "outOfMemory"
| "tooDeep"
| "trapped"
| "unsupported";


/** Why an id cannot be kept. */
export type IdProblem =
| "notText"
| "empty"
| "tooLong"
| "badCharacters"
| "duplicate";


/** Why the store refused to write. */
export type StoreFailure =
| "full"
| "denied"
| "closed"
| "outdated"
| "other";



/**
 * An activity in all its versions.
 */
export class Activity {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    bytes(): Uint8Array;
    /**
     * A copy that is not stored yet.
     */
    copy(): NewNotebook;
    facts(): ActivityFacts;
    files(): ActivityFile[];
    /**
     * 32 hexadecimal digits.
     */
    id(): string;
    /**
     * Whether copies of the one take corrections of the other.
     */
    isKinOf(other: Activity): boolean;
    origin(): "author" | "unknown" | "stranger";
    /**
     * Its cells, to be looked at.
     */
    preview(language: "fr" | "en"): VersionView;
    /**
     * Reads the bytes of a packet. The message of the error is one of `notAnActivity`, `tooNew`,
     * `damaged`, `tooLarge`.
     */
    static read(bytes: Uint8Array | number[]): Activity;
    title(): string;
    version(): number;
}

/**
 * An open notebook.
 */
export class Notebook {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * What the others of a shared notebook have, where it is less than what is here, and the questions
     * that nobody has answered.
     */
    apartState(): Uint8Array | undefined;
    cell(id: string): CellView | undefined;
    /**
     * Cells as text for the clipboard.
     */
    copyCells(ids: string[]): string;
    /**
     * What a later version of the activity brings to this copy; nothing when it is none.
     */
    correction(activity: Activity): CorrectionView | undefined;
    /**
     * The notebook as the text of a `.ipynb` file.
     */
    exportIpynb(): string;
    /**
     * What is known of the activity.
     */
    facts(): ActivityFacts;
    /**
     * The notebook's files by path.
     */
    files(): FileView[];
    /**
     * Takes in one event and says what is to be done, in order.
     */
    handle(nowMs: number, event: NotebookEvent): NotebookEffect[];
    /**
     * Names the notebook's code defines.
     */
    names(): string[];
    /**
     * Opens a notebook from everything the store has of it.
     */
    static open(language: "fr" | "en", updates: Uint8Array[], outputs: CellOutputs[]): Notebook;
    /**
     * Ids of the cells in order.
     */
    order(): string[];
    /**
     * What to look at before the notebook is given away.
     */
    publishAdvice(): PublishAdvice[];
    /**
     * Makes an activity of the notebook, or one more version of the one it was before; that one
     * itself when nothing is new. The secret is the author's, 32 bytes; `about` tells their
     * activities apart. The message of the error is one of `noCells`, `badFile`, `tooLarge`,
     * `damaged`.
     */
    publish(before: Activity | null | undefined, withSolutions: boolean, files: ActivityFile[], secret: Uint8Array | number[], about: string): Activity;
    /**
     * Why a file of so many bytes cannot be added under this path.
     */
    refusesFile(path: string, size: number): FileRefusal | undefined;
    status(): NotebookStatus;
    summary(): Summary;
}

/**
 * A notebook's room.
 */
export class Room {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * A file with all of this, sealed, and with the link that opens it; nothing for who may not write.
     */
    file(content: SharedContent): Uint8Array | undefined;
    /**
     * Takes in one event and says what is to be done, in order.
     */
    handle(nowMs: number, event: RoomEvent): RoomEffect[];
    /**
     * 32 hexadecimal digits.
     */
    id(): string;
    /**
     * The bytes of a link that lets somebody do this; nothing when these keys do not allow it.
     */
    link(role: "reads" | "writes" | "orders"): Uint8Array | undefined;
    /**
     * The secret of a new room, to be found on these relays.
     */
    static make(relays: string[]): Uint8Array;
    /**
     * Goes on from what is kept.
     */
    static open(stored: StoredRoom): Room;
    /**
     * What these keys let one do.
     */
    role(): "reads" | "writes" | "orders";
    status(): RoomStatus;
}

/**
 * The database, open.
 */
export class Store {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The activity that a notebook is of.
     */
    activity(id: string): Promise<StoredActivity | undefined>;
    /**
     * Adds an update; the summary is what the notebook is with it.
     */
    append(id: string, now: number, update: Uint8Array, summary: Summary): Promise<void>;
    /**
     * Lets go of the database.
     */
    close(): void;
    /**
     * Merges the updates of a notebook and keeps its state as a version from time to time, or in
     * any case.
     */
    compact(id: string, now: number, keep: boolean): Promise<void>;
    /**
     * Stores a new notebook, whole; a copy together with the activity it is of.
     */
    create(id: string, now: number, notebook: NewNotebook, activity?: StoredActivity | null): Promise<void>;
    /**
     * What a file of a notebook holds.
     */
    file(id: string, path: string): Promise<Uint8Array | undefined>;
    /**
     * The files of a notebook by path.
     */
    files(id: string): Promise<FileView[]>;
    /**
     * Keeps a hand-in. A notebook that another tab has purged gives nothing.
     */
    give(given: GivenRow): Promise<void>;
    /**
     * What was handed in, of one notebook or of all, the oldest first.
     */
    given(id?: string | null): Promise<GivenRow[]>;
    /**
     * All that a shared notebook holds, and what was removed in it.
     */
    held(id: string): Promise<SharedContent>;
    /**
     * Keeps the activity that a notebook is of, in place of the one before.
     */
    keepActivity(id: string, activity: StoredActivity): Promise<void>;
    /**
     * Keeps the memory of a started kernel, and only this one.
     */
    keepKernelMemory(hash: string, memory: Uint8Array): Promise<void>;
    /**
     * Keeps what a notebook's room asked to keep; the summary is what the notebook is with it.
     */
    keepRoom(id: string, now: number, write: RoomWrite, summary: Summary): Promise<void>;
    /**
     * The memory of a started kernel whose wasm file has this hash.
     */
    kernelMemory(hash: string): Promise<Uint8Array | undefined>;
    /**
     * Forgets a notebook's room; the notebook stays.
     */
    leave(id: string): Promise<void>;
    line(id: string): Promise<StoredNotebook | undefined>;
    /**
     * Every notebook, also those in the bin.
     */
    list(): Promise<StoredNotebook[]>;
    /**
     * All of a notebook; nothing when there is none.
     */
    load(id: string): Promise<StoredContent | undefined>;
    /**
     * A relay has what was handed in then, or will never take it; once it has nowhere to go, its bytes
     * go.
     */
    noteGiven(id: string, time: number, relay: string, problem: string | null | undefined, done: boolean): Promise<void>;
    /**
     * Opens the database, making it when there is none. The listener hears what happens to the
     * connection later.
     */
    static open(name: string, listener: (event: StoreEvent) => void): Promise<Store>;
    /**
     * The stored outputs of one cell.
     */
    outputs(id: string, cell: string): Promise<Uint8Array | undefined>;
    /**
     * What of a shared notebook waits to be sealed.
     */
    pending(id: string): Promise<PendingChanges | undefined>;
    /**
     * Removes a notebook for good.
     */
    purge(id: string): Promise<void>;
    /**
     * Everything that is kept of a notebook's room.
     */
    room(id: string): Promise<StoredRoom | undefined>;
    /**
     * A secret of this device; when there is none yet, this one is kept and returned.
     */
    secret(name: string, fresh: Uint8Array): Promise<Uint8Array>;
    /**
     * Puts a notebook in the bin, or takes it out without a time.
     */
    setTrashed(id: string, time?: number | null): Promise<void>;
    /**
     * Shares a notebook in a room, or keeps a better secret of the same room.
     */
    share(id: string, secret: Uint8Array): Promise<void>;
    /**
     * The notebooks that are shared.
     */
    shared(): Promise<SharedNotebook[]>;
    /**
     * Replaces a file of a notebook; without content it is removed.
     */
    storeFile(id: string, path: string, modified: number, content?: Uint8Array | null): Promise<void>;
    /**
     * Replaces the outputs of a cell; none removes them.
     */
    storeOutputs(id: string, cell: string, now: number, outputs?: Uint8Array | null): Promise<void>;
    /**
     * Takes in a notebook from an archive, or what one lacks here; the summary is what it is then.
     */
    takeIn(id: string, now: number, content: SharedContent, summary: Summary, activity?: StoredActivity | null): Promise<void>;
    /**
     * The shared notebooks of which something is on no relay yet.
     */
    unsent(): Promise<string[]>;
    /**
     * What any tab appended after the cursor.
     */
    updatesAfter(id: string, cursor: number): Promise<NewerUpdates>;
    /**
     * The whole notebook as it was then, as one update.
     */
    version(id: string, time: number): Promise<Uint8Array | undefined>;
    /**
     * Earlier states, newest first.
     */
    versions(id: string): Promise<StoredVersion[]>;
    /**
     * All that a notebook holds.
     */
    whole(id: string): Promise<SharedContent>;
}

/**
 * A new notebook with one empty cell.
 */
export function blankNotebook(title: string, language: string): NewNotebook;

/**
 * What is kept of the code that opens a profile, 32 bytes. Belongs to the engine's second half.
 */
export function codeDigest(salt: Uint8Array | number[], code: string): Uint8Array;

/**
 * What stands before a file's content in the bytes that lay it down in a kernel's memory; without a
 * length, the whole request that takes it away.
 */
export function fileRequestHead(path: string, length?: number | null): Uint8Array;

/**
 * What a relay's answer says of a message; nothing when it says nothing of it.
 */
export function handInSaid(answer: Uint8Array | number[]): HandInSaid | undefined;

/**
 * Brings in the bytes of a notebook file; the title serves when the file has none.
 */
export function importIpynb(bytes: Uint8Array | number[], fallbackTitle: string): Imported;

/**
 * The bytes of a link for who hands in to the room of this link; nothing for who may not write there.
 */
export function linkForHandIns(secret: Uint8Array | number[]): Uint8Array | undefined;

/**
 * One update that holds all of these; fails when one of them cannot be read.
 */
export function mergeUpdates(updates: Uint8Array[]): Uint8Array;

/**
 * What a hand-in brings to the room of this link; its records go on to the room's relays. Nothing when
 * it is for another room, or damaged.
 */
export function openHandIn(bytes: Uint8Array | number[], secret: Uint8Array | number[]): RoomWrite | undefined;

/**
 * The cells of an earlier state, without outputs.
 */
export function previewVersion(state: Uint8Array | number[], language: "fr" | "en"): VersionView;

/**
 * What is to be sent of a sealed hand-in, and where; nothing when these bytes are none.
 */
export function readHandIn(bytes: Uint8Array | number[]): HandIn | undefined;

/**
 * Reads a file of a room; nothing when it is none. Its records go out to the room's relays.
 */
export function readRoomFile(bytes: Uint8Array | number[]): RoomFile | undefined;

/**
 * The id of the room that such a link leads to, 32 hexadecimal digits; nothing when it is none.
 */
export function roomForHandIns(link: Uint8Array | number[]): string | undefined;

/**
 * The id of the room that a link leads to, 32 hexadecimal digits; nothing when it is no link.
 */
export function roomOfLink(link: Uint8Array | number[]): string | undefined;

/**
 * Files sealed for those who read the room of this link; nothing when it is no link. `author` is the
 * secret of 32 bytes by which the giver is known again.
 */
export function sealHandIn(link: Uint8Array | number[], stamp: number, files: ActivityFile[], author: Uint8Array | number[]): Uint8Array | undefined;

export function start(): void;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_activity_free: (a: number, b: number) => void;
    readonly __wbg_notebook_free: (a: number, b: number) => void;
    readonly __wbg_room_free: (a: number, b: number) => void;
    readonly __wbg_store_free: (a: number, b: number) => void;
    readonly activity_bytes: (a: number, b: number) => void;
    readonly activity_copy: (a: number) => number;
    readonly activity_facts: (a: number) => number;
    readonly activity_files: (a: number) => number;
    readonly activity_id: (a: number, b: number) => void;
    readonly activity_isKinOf: (a: number, b: number) => number;
    readonly activity_origin: (a: number) => number;
    readonly activity_preview: (a: number, b: number, c: number) => void;
    readonly activity_read: (a: number, b: number, c: number) => void;
    readonly activity_title: (a: number, b: number) => void;
    readonly activity_version: (a: number) => number;
    readonly ardoise_rest: () => void;
    readonly blankNotebook: (a: number, b: number, c: number, d: number) => number;
    readonly codeDigest: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly fileRequestHead: (a: number, b: number, c: number, d: number) => void;
    readonly handInSaid: (a: number, b: number) => number;
    readonly importIpynb: (a: number, b: number, c: number, d: number) => number;
    readonly linkForHandIns: (a: number, b: number, c: number) => void;
    readonly mergeUpdates: (a: number, b: number, c: number) => void;
    readonly notebook_apartState: (a: number, b: number) => void;
    readonly notebook_cell: (a: number, b: number, c: number) => number;
    readonly notebook_copyCells: (a: number, b: number, c: number, d: number) => void;
    readonly notebook_correction: (a: number, b: number) => number;
    readonly notebook_exportIpynb: (a: number, b: number) => void;
    readonly notebook_facts: (a: number) => number;
    readonly notebook_files: (a: number) => number;
    readonly notebook_handle: (a: number, b: number, c: number, d: number) => void;
    readonly notebook_names: (a: number, b: number) => void;
    readonly notebook_open: (a: number, b: number, c: number, d: number, e: number, f: number) => void;
    readonly notebook_order: (a: number, b: number) => void;
    readonly notebook_publish: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number) => void;
    readonly notebook_publishAdvice: (a: number) => number;
    readonly notebook_refusesFile: (a: number, b: number, c: number, d: number) => number;
    readonly notebook_status: (a: number) => number;
    readonly notebook_summary: (a: number) => number;
    readonly openHandIn: (a: number, b: number, c: number, d: number) => number;
    readonly previewVersion: (a: number, b: number, c: number, d: number) => void;
    readonly readHandIn: (a: number, b: number) => number;
    readonly readRoomFile: (a: number, b: number) => number;
    readonly roomForHandIns: (a: number, b: number, c: number) => void;
    readonly roomOfLink: (a: number, b: number, c: number) => void;
    readonly room_file: (a: number, b: number, c: number) => void;
    readonly room_handle: (a: number, b: number, c: number, d: number) => void;
    readonly room_id: (a: number, b: number) => void;
    readonly room_link: (a: number, b: number, c: number) => void;
    readonly room_make: (a: number, b: number, c: number) => void;
    readonly room_open: (a: number, b: number) => void;
    readonly room_role: (a: number) => number;
    readonly room_status: (a: number) => number;
    readonly sealHandIn: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => void;
    readonly start: () => void;
    readonly store_activity: (a: number, b: number, c: number) => number;
    readonly store_append: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly store_close: (a: number) => void;
    readonly store_compact: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly store_create: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly store_file: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly store_files: (a: number, b: number, c: number) => number;
    readonly store_give: (a: number, b: number) => number;
    readonly store_given: (a: number, b: number, c: number) => number;
    readonly store_held: (a: number, b: number, c: number) => number;
    readonly store_keepActivity: (a: number, b: number, c: number, d: number) => number;
    readonly store_keepKernelMemory: (a: number, b: number, c: number, d: number) => number;
    readonly store_keepRoom: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
    readonly store_kernelMemory: (a: number, b: number, c: number) => number;
    readonly store_leave: (a: number, b: number, c: number) => number;
    readonly store_line: (a: number, b: number, c: number) => number;
    readonly store_list: (a: number) => number;
    readonly store_load: (a: number, b: number, c: number) => number;
    readonly store_noteGiven: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number) => number;
    readonly store_open: (a: number, b: number, c: number) => number;
    readonly store_outputs: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly store_pending: (a: number, b: number, c: number) => number;
    readonly store_purge: (a: number, b: number, c: number) => number;
    readonly store_room: (a: number, b: number, c: number) => number;
    readonly store_secret: (a: number, b: number, c: number, d: number) => number;
    readonly store_setTrashed: (a: number, b: number, c: number, d: number, e: number) => number;
    readonly store_share: (a: number, b: number, c: number, d: number) => number;
    readonly store_shared: (a: number) => number;
    readonly store_storeFile: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly store_storeOutputs: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly store_takeIn: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly store_unsent: (a: number) => number;
    readonly store_updatesAfter: (a: number, b: number, c: number, d: number) => number;
    readonly store_version: (a: number, b: number, c: number, d: number) => number;
    readonly store_versions: (a: number, b: number, c: number) => number;
    readonly store_whole: (a: number, b: number, c: number) => number;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __wbindgen_destroy_closure: (a: number, b: number) => void;
    readonly __wbindgen_add_to_stack_pointer: (a: number) => number;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
