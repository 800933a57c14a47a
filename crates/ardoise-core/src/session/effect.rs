//! Everything an open notebook may ask of the world, as one closed list.
//!
//! The host (`web/src/host`) performs effects in the order given; the view (`web/src/view`) reads
//! again what an effect says has changed. No effect waits for an answer: answers are events.

use super::event::Timer;
use super::view::Notice;
use crate::document::{CellId, TextChange};

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    // For the store. Sequences rise by one over all kinds; `Stored` confirms them.
    /// Append these update bytes (yrs, v2) to the notebook.
    Append {
        sequence: u32,
        update: Vec<u8>,
    },
    /// Replace the stored outputs of a cell; none removes them. The bytes are the core's own.
    StoreOutputs {
        sequence: u32,
        cell: CellId,
        outputs: Option<Vec<u8>>,
    },

    /// Store the file of this path as the host has it, with this time; without one, forget it.
    StoreFile {
        sequence: u32,
        path: String,
        modified: Option<f64>,
    },
    /// Code wrote this file: keep what it holds until it is stored.
    KeepFile {
        path: String,
        content: Vec<u8>,
    },

    /// Keep [`super::Session::apart_state`] for the next visit, or nothing when there is none.
    KeepApart,

    // For the kernel's host.
    /// Get a kernel ready if there is none.
    StartKernel,
    /// Together with the request that follows, lay down these files as they are kept, or take away
    /// those that are not.
    LayFiles {
        paths: Vec<String>,
    },
    /// Bytes of one [`ardoise_protocol::Request`].
    PostKernel {
        bytes: Vec<u8>,
    },
    /// The person's answer to the question under way.
    AnswerKernel {
        text: String,
    },
    /// End the run: throw the worker away and put back the memory from before the cell.
    StopKernel,
    /// Throw the worker away and start with the pristine memory.
    RestartKernel,

    // For the clock.
    /// Fire once after so many milliseconds; setting a running timer again changes nothing.
    SetTimer {
        timer: Timer,
        millis: u32,
    },

    // For the view: read again.
    /// Cells were added, removed or moved.
    OrderChanged,
    /// Anything about a cell but its source text and outputs: kind, run state, folding.
    CellChanged {
        cell: CellId,
    },
    /// A source changed and the cell's own editor did not do it (undo, another tab, a merge).
    /// Changes as in [`super::Event::EditSource`].
    SourceChanged {
        cell: CellId,
        changes: Vec<TextChange>,
    },
    OutputsChanged {
        cell: CellId,
    },
    /// The list of files.
    FilesChanged,
    /// Title, saved state, kernel state, queue, undo: what [`super::NotebookStatus`] holds.
    StatusChanged,
    /// Go to a cell, into its editor when an offset is given.
    Focus {
        cell: CellId,
        offset: Option<u32>,
    },
    /// Tell the person, also by the live region.
    Announce {
        notice: Notice,
    },
}
