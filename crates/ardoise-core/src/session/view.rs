//! What a view reads of an open notebook. Reading changes nothing.
//!
//! Texts that come from a person or a program are given as they are; everything named `html` is
//! safe to be put in a page (see `ardoise-markup`).

use super::event::{KernelFailure, StoreFailure};
use crate::activity::CellRole;
use crate::document::{CellId, CellKind};
use ardoise_protocol::{Advice, RunId, Stream};

/// The notebook as a whole, beside its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct NotebookStatus {
    pub title: String,
    /// The language in the notebook's metadata, `python` when none is named.
    pub language: String,
    pub can_undo: bool,
    pub can_redo: bool,
    pub saved: SavedState,
    pub kernel: KernelState,
    /// How many cells wait after the running one.
    pub queued: u32,
}

/// Whether the work is safe on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedState {
    Saving,
    Saved,
    Failed { reason: StoreFailure },
}

/// What the kernel is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KernelState {
    Absent,
    Loading,
    Ready,
    Busy,
    /// A run waits for the person's answer.
    Waiting,
    Failed {
        reason: KernelFailure,
    },
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellView {
    pub id: CellId,
    pub kind: CellKind,
    pub source: String,
    /// The rendered Markdown of a Markdown cell, empty for others.
    pub html: String,
    pub outputs: Vec<OutputView>,
    /// The number in `[n]`.
    pub execution_count: Option<u32>,
    pub run_state: RunState,
    pub freshness: Freshness,
    /// How long the last run took.
    pub millis: Option<u32>,
    /// The line of the last error in this cell's source, one for the first.
    pub error_line: Option<u32>,
    /// The question the run under way asks.
    pub question: Option<Question>,
    /// Whether the controls among the outputs can be used.
    pub live: bool,
    /// Ids of controls whose changes the kernel has not dealt with yet.
    pub unsettled: Vec<String>,
    pub source_folded: bool,
    pub outputs_folded: bool,
    /// The file forbids editing (`editable: false`).
    pub locked: bool,
    /// The file forbids deleting (`deletable: false`).
    pub kept: bool,
    pub role: CellRole,
    /// What follows waits until this cell is validated.
    pub breakpoint: bool,
    /// It was validated once.
    pub passed: bool,
    /// How it stands among slides, in Jupyter's words; empty for none.
    pub slide: String,
    /// The text that the activity's new version has here, where the pupil's own was kept.
    pub proposal: Option<String>,
    /// Somebody else changed the same line meanwhile.
    pub both_changed: Option<BothChanged>,
}

/// What a cell would be as one of two has it who changed the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BothChanged {
    pub mine: String,
    pub theirs: String,
}

/// Where a cell stands in the run queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    Idle,
    Queued,
    Running,
    Waiting,
}

/// How the outputs relate to the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Never run and without outputs.
    Empty,
    /// The outputs came from a file; this kernel has not run the cell.
    FromFile,
    /// The outputs came from this source in this kernel's memory.
    Fresh,
    /// The source has changed since.
    Stale,
    /// The last run was stopped or the kernel ended under it.
    Aborted,
}

/// A question asked by `input()` or `getpass()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub run: RunId,
    pub prompt: String,
    /// Do not show what is typed.
    pub secret: bool,
}

/// One output as the page shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum OutputView {
    /// Text of a stream; long ones are shortened in the middle, `dropped` characters are not here.
    Text { stream: Stream, html: String, dropped: u32 },
    /// The value of the last expression, or something displayed, as safe HTML (also Markdown,
    /// LaTeX and plain text).
    Html { html: String, count: Option<u32> },
    /// A picture as a `data:` address.
    Image { url: String, alt: String, width: Option<u32>, height: Option<u32>, count: Option<u32> },
    /// A drawing that the page plays step by step; `docs/formats.md` has the steps.
    Drawing { steps: String, count: Option<u32> },
    /// Controls: what a person can change, and what the code shows beside.
    Controls { root: ControlView },
    /// An exception.
    Error {
        name: String,
        message: String,
        /// Plain text lines.
        traceback: Vec<String>,
        line: Option<u32>,
        /// The known case of a beginner's error that it is.
        advice: Option<Advice>,
    },
    /// Nothing this page can show; the formats it came in.
    Unknown { formats: Vec<String> },
}

/// A control among the outputs, or a box that holds others.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ControlView {
    /// What [`super::Event::Interact`] names it by.
    pub id: String,
    /// What it is, such as `slider`; `docs/formats.md` has the kinds.
    pub kind: String,
    /// Plain text.
    pub label: String,
    /// A JSON object with its value and its bounds, word for word: nothing in it is to be trusted.
    pub facts: String,
    pub children: Vec<ControlView>,
    /// What it shows that is more than plain text: what the code showed in it, or its label.
    pub outputs: Vec<OutputView>,
}

/// Things worth saying aloud. The words are the page's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    CellsDeleted {
        count: u32,
    },
    RunEnded {
        cell: CellId,
        failed: bool,
    },
    Stopped,
    Restarted,
    KernelReplaced {
        reason: KernelFailure,
    },
    QuestionAsked,
    VersionRestored,
    /// An update from elsewhere could not be read and was set aside.
    UpdateRefused,
    /// The notebook was not saved.
    NotSaved {
        reason: StoreFailure,
    },
    SavedAgain,
    /// A cell was validated and what waited behind it is there.
    PartOpened,
    /// The copy is now as this version of the activity is, but for so many cells that the pupil has
    /// written in.
    CorrectionTaken {
        version: u32,
        kept: u32,
    },
    /// The copy is as at the beginning.
    StartedAgain,
    /// Somebody else changed the same line meanwhile.
    BothChanged {
        cell: CellId,
    },
}

/// What a list of notebooks shows of one, and searches in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub title: String,
    pub cells: u32,
    /// The first words, without markup.
    pub excerpt: String,
    /// The activity it is of, 32 hexadecimal digits.
    pub activity: Option<String>,
}
