//! Everything that can happen to an open notebook, as one closed list: the product's table of
//! contents. Events come from a person, from the kernel, from the store or from a timer; each one
//! is given to [`super::Session::handle`] with the time, and [`super::Effect`]s come back.
//!
//! An event that arrives too late (a cell that is gone, a run that has ended) has no effect.

use super::files::FileView;
use crate::activity::{ActivityFacts, CellRole};
use crate::document::{CellId, CellKind, Placement, TextChange};
use ardoise_markup::Language;
use ardoise_protocol::RunId;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    // A person edits.
    /// The editor of a cell changed its text. Changes are in UTF-16 offsets of the text before
    /// all of them, ascending and not overlapping, as in a CodeMirror change set.
    EditSource {
        cell: CellId,
        changes: Vec<TextChange>,
    },
    /// A new cell.
    InsertCell {
        kind: CellKind,
        source: String,
        placement: Placement,
    },
    DeleteCells {
        cells: Vec<CellId>,
    },
    MoveCells {
        cells: Vec<CellId>,
        placement: Placement,
    },
    /// Cuts a cell in two at a UTF-16 offset of its source.
    SplitCell {
        cell: CellId,
        offset: u32,
    },
    /// Joins cells into the first of them, sources separated by an empty line.
    MergeCells {
        cells: Vec<CellId>,
    },
    ConvertCells {
        cells: Vec<CellId>,
        kind: CellKind,
    },
    /// Cells copied before with [`super::Session::copy_cells`], or any text: text that is not
    /// such a copy becomes the source of one code cell.
    PasteCells {
        text: String,
        placement: Placement,
    },
    /// Folds or unfolds what a cell shows (kept in the notebook's metadata as Jupyter does).
    FoldCell {
        cell: CellId,
        part: CellPart,
        folded: bool,
    },
    SetTitle {
        title: String,
    },
    /// Removes the outputs of these cells, of all cells without a list.
    ClearOutputs {
        cells: Option<Vec<CellId>>,
    },
    Undo,
    Redo,
    /// Makes the notebook as it was in an earlier state (update bytes from the history), by new
    /// edits that can be undone.
    RestoreVersion {
        state: Vec<u8>,
    },

    // A teacher prepares an activity, a pupil works on a copy.
    /// Shows and guards the notebook as a pupil's copy, or as its author's again.
    ShowAsPupil {
        on: bool,
    },
    /// Says what cells are for.
    MarkCells {
        cells: Vec<CellId>,
        mark: CellMark,
    },
    /// Says what the activity is.
    DescribeActivity {
        facts: ActivityFacts,
    },
    /// A pupil goes on after a text: what waits behind it opens.
    PassCell {
        cell: CellId,
    },
    /// Takes what a later version of the activity (packet bytes) brings; what the pupil has written
    /// stays, with the new text beside it.
    TakeCorrection {
        activity: Vec<u8>,
    },
    /// Replaces a cell's text by the one of the activity's new version that is shown beside it.
    TakeProposal {
        cell: CellId,
    },
    /// No longer shows that text.
    DropProposal {
        cell: CellId,
    },
    /// Makes the copy as the activity (packet bytes) is, by new edits that can be undone.
    StartAgain {
        activity: Vec<u8>,
    },

    /// Somebody else changed the same line of a cell: what is to stand there.
    Settle {
        cell: CellId,
        side: Side,
    },

    // A person runs.
    /// Runs these code cells in notebook order, after what is already queued.
    RunCells {
        cells: Vec<CellId>,
    },
    RunAll,
    RunAbove {
        cell: CellId,
    },
    /// This cell and the ones below it.
    RunBelow {
        cell: CellId,
    },
    /// Ends the run under way and empties the queue; variables are as before the cell.
    Stop,
    /// Gives the kernel a fresh memory, then runs everything if asked.
    Restart {
        run_all: bool,
    },
    /// The person's answer to a question of the run.
    Answer {
        run: RunId,
        text: String,
    },
    /// The person changed a control that a cell shows, or pressed it (no values). Without the
    /// memory that has the control, nothing happens.
    Interact {
        cell: CellId,
        control: String,
        values: Vec<String>,
    },

    // The host reports.
    /// The page is shown and idle: a good moment to prepare the kernel.
    Idle,
    /// The kernel's worker changed state.
    KernelChanged {
        change: KernelChange,
    },
    /// Bytes of one [`ardoise_protocol::Report`].
    KernelReported {
        bytes: Vec<u8>,
    },
    /// The store confirmed everything up to this sequence.
    Stored {
        sequence: u32,
    },
    /// The store refused; nothing after the last confirmed sequence is safe.
    StoreFailed {
        reason: StoreFailure,
    },
    /// The person, or the host, asks to try again what the store refused.
    RetryStore,
    /// The page may be closed any moment: write what is waiting now.
    Flush,
    /// Updates another tab of this device appended to the same notebook.
    RemoteUpdates {
        updates: Vec<Vec<u8>>,
    },
    /// The notebook is shared from now on. What was kept of [`super::Session::apart_state`] says what
    /// the others have.
    ShareBegun {
        kept: Option<Vec<u8>>,
    },
    /// It is this device's alone again.
    ShareEnded,
    /// The others have, or find, everything that the store has.
    AllShared,
    /// What others did in a shared notebook.
    RoomUpdates {
        updates: Vec<Vec<u8>>,
    },
    /// Outputs another tab stored for a cell; none when it removed them.
    RemoteOutputs {
        cell: CellId,
        outputs: Option<Vec<u8>>,
    },
    // Files beside the cells.
    /// A person adds a file, or replaces one; what it holds is with the host.
    AddFile {
        path: String,
        size: u32,
    },
    /// A person deletes a file.
    RemoveFile {
        path: String,
    },
    /// The store holds these files: said at the beginning, and when another tab changed them.
    FilesStored {
        files: Vec<FileView>,
    },
    /// The page speaks another language from now on.
    SetLanguage {
        language: Language,
    },
    /// A timer asked for by [`super::Effect::SetTimer`] has run out.
    TimerFired {
        timer: Timer,
    },
}

/// Whose lines are to stand in a cell where two changed the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Mine,
    Theirs,
    /// Mine, and theirs below.
    Both,
    /// What the merge made of both.
    Merged,
}

/// What a teacher says of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellMark {
    Role {
        role: CellRole,
    },
    /// What follows waits until this cell is validated.
    Breakpoint {
        on: bool,
    },
    /// Pupils cannot change it.
    Locked {
        on: bool,
    },
    /// How it stands among slides, in Jupyter's words; empty for no word.
    Slide {
        kind: String,
    },
}

/// The two halves of a cell that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellPart {
    Source,
    Outputs,
}

/// What became of the kernel's worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KernelChange {
    /// Files are being fetched or memory is being put in place.
    Loading,
    /// It can run cells.
    Ready,
    /// It was stopped and has the memory from before the cell.
    Restored,
    /// It was restarted and its memory is fresh.
    Fresh,
    /// It ended by itself and a new one takes its place.
    Failed { reason: KernelFailure },
}

/// Why a kernel ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KernelFailure {
    /// Its files could not be fetched.
    Unreachable,
    /// It used all the memory it may have.
    OutOfMemory,
    /// A recursion went deeper than the browser allows, where Python could not stop it before.
    TooDeep,
    /// It broke: a defect of the kernel.
    Trapped,
    /// This browser cannot run it.
    Unsupported,
}

/// Why the store refused to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreFailure {
    /// The device or the quota is full.
    Full,
    /// The browser gives no storage (private mode, policy).
    Denied,
    /// The database was closed or deleted under us.
    Closed,
    /// A newer version of the page uses a newer database.
    Outdated,
    /// Anything else.
    Other,
}

/// The session's timers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timer {
    /// Edits wait this long for company before they are written.
    Save,
    /// Outputs wait this long before they are written.
    SaveOutputs,
}
