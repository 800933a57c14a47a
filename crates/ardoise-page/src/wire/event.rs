//! Everything that can happen to an open notebook, and everything it may ask for.

use ardoise_core::activity::ActivityFacts;
use ardoise_core::document::{CellId, CellKind, Placement, TextChange};
use ardoise_core::session::{
    CellMark, CellPart, FileView, KernelChange, KernelFailure, Notice, Side, StoreFailure, Timer,
};
use ardoise_markup::Language as PageLanguage;
use ardoise_protocol::RunId;
use wasm_bindgen::prelude::*;

use super::shape::*;

choices! {
    /// Something that happened to an open notebook; what each means is said at the core's `Event`.
    ardoise_core::session::Event as NotebookEvent {
        EditSource = "editSource" { cell: CellId, changes: Vec<TextChange> },
        InsertCell = "insertCell" { kind: CellKind, source: String, placement: Placement },
        DeleteCells = "deleteCells" { cells: Vec<CellId> },
        MoveCells = "moveCells" { cells: Vec<CellId>, placement: Placement },
        SplitCell = "splitCell" { cell: CellId, offset: u32 },
        MergeCells = "mergeCells" { cells: Vec<CellId> },
        ConvertCells = "convertCells" { cells: Vec<CellId>, kind: CellKind },
        PasteCells = "pasteCells" { text: String, placement: Placement },
        FoldCell = "foldCell" { cell: CellId, part: CellPart, folded: bool },
        SetTitle = "setTitle" { title: String },
        ClearOutputs = "clearOutputs" { cells: Option<Vec<CellId> > },
        Undo = "undo",
        Redo = "redo",
        RestoreVersion = "restoreVersion" { state: Bytes },
        ShowAsPupil = "showAsPupil" { on: bool },
        MarkCells = "markCells" { cells: Vec<CellId>, mark: CellMark },
        DescribeActivity = "describeActivity" { facts: ActivityFacts },
        PassCell = "passCell" { cell: CellId },
        TakeCorrection = "takeCorrection" { activity: Bytes },
        TakeProposal = "takeProposal" { cell: CellId },
        DropProposal = "dropProposal" { cell: CellId },
        StartAgain = "startAgain" { activity: Bytes },
        Settle = "settle" { cell: CellId, side: Side },
        RunCells = "runCells" { cells: Vec<CellId> },
        RunAll = "runAll",
        RunAbove = "runAbove" { cell: CellId },
        RunBelow = "runBelow" { cell: CellId },
        Stop = "stop",
        Restart = "restart" { run_all as "runAll": bool },
        Answer = "answer" { run: RunId, text: String },
        Interact = "interact" { cell: CellId, control: String, values: Vec<String> },
        Idle = "idle",
        KernelChanged = "kernelChanged" { change: KernelChange },
        KernelReported = "kernelReported" { bytes: Bytes },
        Stored = "stored" { sequence: u32 },
        StoreFailed = "storeFailed" { reason: StoreFailure },
        RetryStore = "retryStore",
        Flush = "flush",
        RemoteUpdates = "remoteUpdates" { updates: Vec<Bytes> },
        ShareBegun = "shareBegun" { kept: Option<Bytes> },
        ShareEnded = "shareEnded",
        AllShared = "allShared",
        RoomUpdates = "roomUpdates" { updates: Vec<Bytes> },
        RemoteOutputs = "remoteOutputs" { cell: CellId, outputs: Option<Bytes> },
        AddFile = "addFile" { path: String, size: u32 },
        RemoveFile = "removeFile" { path: String },
        FilesStored = "filesStored" { files: Vec<FileView> },
        SetLanguage = "setLanguage" { language: PageLanguage },
        TimerFired = "timerFired" { timer: Timer },
    }
}

words! {
    /// A language of the page.
    ardoise_markup::Language as PageLanguage {
        French = "fr",
        English = "en",
    }
}

choices! {
    /// Something to be done outside; what each means is said at the core's `Effect`.
    ardoise_core::session::Effect as NotebookEffect {
        Append = "append" { sequence: u32, update: Bytes },
        StoreOutputs = "storeOutputs" { sequence: u32, cell: CellId, outputs: Option<Bytes> },
        StoreFile = "storeFile" { sequence: u32, path: String, modified: Option<f64> },
        KeepFile = "keepFile" { path: String, content: Bytes },
        KeepApart = "keepApart",
        StartKernel = "startKernel",
        LayFiles = "layFiles" { paths: Vec<String> },
        PostKernel = "postKernel" { bytes: Bytes },
        AnswerKernel = "answerKernel" { text: String },
        StopKernel = "stopKernel",
        RestartKernel = "restartKernel",
        SetTimer = "setTimer" { timer: Timer, millis: u32 },
        OrderChanged = "orderChanged",
        CellChanged = "cellChanged" { cell: CellId },
        SourceChanged = "sourceChanged" { cell: CellId, changes: Vec<TextChange> },
        OutputsChanged = "outputsChanged" { cell: CellId },
        FilesChanged = "filesChanged",
        StatusChanged = "statusChanged",
        Focus = "focus" { cell: CellId, offset: Option<u32> },
        Announce = "announce" { notice: Notice },
    }
}

records! {
    /// Replaces the UTF-16 units from `start` to before `end` by a text.
    ardoise_core::document::TextChange as TextChange {
        from as "start": u32,
        to as "end": u32,
        insert as "text": String,
    }
}
lists!(TextChange);

words! {
    /// What a cell holds.
    ardoise_core::document::CellKind as CellKind {
        Code = "code",
        Markdown = "markdown",
        Raw = "raw",
    }
}

choices! {
    /// Where cells go.
    ardoise_core::document::Placement as Placement {
        First = "first",
        Last = "last",
        Before = "before" { cell: CellId },
        After = "after" { cell: CellId },
    }
}

words! {
    /// The two halves of a cell that can be folded.
    ardoise_core::session::CellPart as CellPart { Source = "source", Outputs = "outputs" }
}

words! {
    /// Whose lines are to stand in a cell where two changed the same.
    ardoise_core::session::Side as Side {
        Mine = "mine",
        Theirs = "theirs",
        Both = "both",
        Merged = "merged",
    }
}

choices! {
    /// What became of the kernel's worker.
    ardoise_core::session::KernelChange as KernelChange {
        Loading = "loading",
        Ready = "ready",
        Restored = "restored",
        Fresh = "fresh",
        Failed = "failed" { reason: KernelFailure },
    }
}

words! {
    /// Why a kernel ended by itself.
    ardoise_core::session::KernelFailure as KernelFailure {
        Unreachable = "unreachable",
        OutOfMemory = "outOfMemory",
        TooDeep = "tooDeep",
        Trapped = "trapped",
        Unsupported = "unsupported",
    }
}

words! {
    /// Why the store refused to write.
    ardoise_core::session::StoreFailure as StoreFailure {
        Full = "full",
        Denied = "denied",
        Closed = "closed",
        Outdated = "outdated",
        Other = "other",
    }
}

words! {
    /// The session's timers.
    ardoise_core::session::Timer as Timer { Save = "save", SaveOutputs = "saveOutputs" }
}

choices! {
    /// Things worth saying aloud. The words are the page's.
    ardoise_core::session::Notice as Notice {
        CellsDeleted = "cellsDeleted" { count: u32 },
        RunEnded = "runEnded" { cell: CellId, failed: bool },
        Stopped = "stopped",
        Restarted = "restarted",
        KernelReplaced = "kernelReplaced" { reason: KernelFailure },
        QuestionAsked = "questionAsked",
        VersionRestored = "versionRestored",
        UpdateRefused = "updateRefused",
        NotSaved = "notSaved" { reason: StoreFailure },
        SavedAgain = "savedAgain",
        PartOpened = "partOpened",
        CorrectionTaken = "correctionTaken" { version: u32, kept: u32 },
        StartedAgain = "startedAgain",
        BothChanged = "bothChanged" { cell: CellId },
    }
}
