//! What a view reads of an open notebook.

use ardoise_core::activity::CellRole;
use ardoise_core::document::{CellId, CellKind};
use ardoise_core::session::{
    BothChanged, ControlView, Freshness, KernelFailure, KernelState, OutputView, Question,
    RunState, SavedState, StoreFailure,
};
use ardoise_protocol::{Advice, RunId, Stream};
use wasm_bindgen::prelude::*;

use super::shape::*;

records! {
    /// The notebook as a whole, beside its cells.
    ardoise_core::session::NotebookStatus as NotebookStatus {
        title: String,
        /// The language in the notebook's metadata.
        language: String,
        can_undo as "canUndo": bool,
        can_redo as "canRedo": bool,
        saved: SavedState,
        kernel: KernelState,
        /// How many cells wait after the running one.
        queued: u32,
    }
}

choices! {
    /// Whether the work is safe on this device.
    ardoise_core::session::SavedState as SavedState {
        Saving = "saving",
        Saved = "saved",
        Failed = "failed" { reason: StoreFailure },
    }
}

choices! {
    /// What the kernel is doing.
    ardoise_core::session::KernelState as KernelState {
        Absent = "absent",
        Loading = "loading",
        Ready = "ready",
        Busy = "busy",
        Waiting = "waiting",
        Failed = "failed" { reason: KernelFailure },
    }
}

records! {
    /// One cell.
    ardoise_core::session::CellView as CellView {
        id: CellId,
        kind: CellKind,
        source: String,
        /// The rendered Markdown of a Markdown cell, safe; empty for others.
        html: String,
        outputs: Vec<OutputView>,
        /// The number in `[n]`.
        execution_count as "executionCount": Option<u32>,
        run_state as "runState": RunState,
        freshness: Freshness,
        /// How long the last run took.
        millis: Option<u32>,
        /// The line of the last error in this cell's source, one for the first.
        error_line as "errorLine": Option<u32>,
        /// The question the run under way asks.
        question: Option<Question>,
        /// Whether the controls among the outputs can be used.
        live: bool,
        /// Ids of controls whose changes the kernel has not dealt with yet.
        unsettled: Vec<String>,
        source_folded as "sourceFolded": bool,
        outputs_folded as "outputsFolded": bool,
        /// The file forbids editing.
        locked: bool,
        /// The file forbids deleting.
        kept: bool,
        role: CellRole,
        /// What follows waits until this cell is validated.
        breakpoint: bool,
        /// It was validated once.
        passed: bool,
        /// How it stands among slides, in Jupyter's words; empty for none.
        slide: String,
        /// The text that the activity's new version has here, where the pupil's own was kept.
        proposal: Option<String>,
        /// Somebody else changed the same line meanwhile.
        both_changed as "bothChanged": Option<BothChanged>,
    }
}

records! {
    /// What a cell would be as one of two has it who changed the same line.
    ardoise_core::session::BothChanged as BothChanged {
        mine: String,
        theirs: String,
    }
}

words! {
    /// Where a cell stands in the run queue.
    ardoise_core::session::RunState as RunState {
        Idle = "idle",
        Queued = "queued",
        Running = "running",
        Waiting = "waiting",
    }
}

words! {
    /// How the outputs relate to the source.
    ardoise_core::session::Freshness as Freshness {
        Empty = "empty",
        FromFile = "fromFile",
        Fresh = "fresh",
        Stale = "stale",
        Aborted = "aborted",
    }
}

records! {
    /// A question asked by `input()` or `getpass()`.
    ardoise_core::session::Question as Question {
        run: RunId,
        prompt: String,
        /// Do not show what is typed.
        secret: bool,
    }
}

choices! {
    /// One output as the page shows it. Every `html` is safe to be put in a page.
    ardoise_core::session::OutputView as OutputView {
        Text = "text" { stream: Stream, html: String, dropped: u32 },
        Html = "html" { html: String, count: Option<u32> },
        Image = "image" {
            url: String, alt: String, width: Option<u32>, height: Option<u32>, count: Option<u32>
        },
        Drawing = "drawing" { steps: String, count: Option<u32> },
        Controls = "controls" { root: ControlView },
        Error = "error" {
            name: String, message: String, traceback: Vec<String>, line: Option<u32>,
            advice: Option<Advice>
        },
        Unknown = "unknown" { formats: Vec<String> },
    }
}

records! {
    /// A control among the outputs, or a box that holds others.
    ardoise_core::session::ControlView as ControlView {
        id: String,
        kind: String,
        /// Plain text.
        label: String,
        /// A JSON object that is not to be trusted.
        facts: String,
        children: Vec<ControlView>,
        /// What it shows that is more than plain text.
        outputs: Vec<OutputView>,
    }
}

records! {
    /// The known case of a beginner's error: a code and what its sentences name.
    ardoise_protocol::Advice as Advice {
        code: String,
        values: Vec<String>,
        line: Option<u32>,
        column: Option<u32>,
    }
}

lists!(OutputView, ControlView, ardoise_core::session::CellView);

words! {
    /// One of the two text streams of a run.
    ardoise_protocol::Stream as Stream { Out = "out", Err = "err" }
}

records! {
    /// What a list of notebooks shows of one, and searches in.
    ardoise_core::session::Summary as Summary {
        title: String,
        cells: u32,
        /// The first words, without markup.
        excerpt: String,
        /// The activity it is of, 32 hexadecimal digits.
        activity: Option<String>,
    }
}
