//! The run in progress: where its reports go and how much it may still show.
//!
//! Native Python functions have no way to reach the kernel object, so this state is the thread's.
//! A host may leave a call by unwinding past us (a thrown JavaScript exception); the instance is
//! then thrown away, and with it a borrow that was never given back.

use std::cell::RefCell;

use ardoise_protocol::{Report, RunId, Stream};

use crate::Host;

/// How many characters of text one run may show before the rest is only counted.
pub(crate) const SHOWN_CHARACTERS: u32 = 1_000_000;

/// After how many more dropped characters the count is reported again.
const DROPPED_STEP: u32 = 1_000_000;

pub(crate) struct Running {
    pub(crate) host: Box<dyn Host>,
    run: RunId,
    /// The cell that runs, where one does.
    cell: Option<String>,
    shown: u32,
    dropped: u32,
    reported_dropped: u32,
    cells: Vec<CellText>,
    /// Files laid down (or taken away) that Python has not taken in yet.
    pub(crate) laid: Vec<(String, Option<Vec<u8>>)>,
}

/// A cell's text as it was run; functions defined in it are named in later tracebacks.
#[derive(Clone)]
pub(crate) struct CellText {
    pub(crate) file: String,
    pub(crate) cell: String,
    pub(crate) source: String,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

/// Makes `host` the world of this thread's kernel.
pub(crate) fn install(host: Box<dyn Host>) {
    let running = Running {
        host,
        run: RunId(0),
        cell: None,
        shown: 0,
        dropped: 0,
        reported_dropped: 0,
        cells: Vec::new(),
        laid: Vec::new(),
    };
    RUNNING.with(|slot| *slot.borrow_mut() = Some(running));
}

/// Gives access to the state; `None` before a kernel was started on this thread.
pub(crate) fn with<R>(action: impl FnOnce(&mut Running) -> R) -> Option<R> {
    RUNNING.with(|slot| slot.borrow_mut().as_mut().map(action))
}

impl Running {
    /// Begins a run, of a cell where there is a text: its reports are numbered so, and it may show
    /// text again.
    pub(crate) fn begin(&mut self, run: RunId, cell: Option<CellText>) {
        self.run = run;
        self.shown = 0;
        self.dropped = 0;
        self.reported_dropped = 0;
        self.cell = cell.as_ref().map(|text| text.cell.clone());
        if let Some(cell) = cell {
            self.cells.retain(|known| known.file != cell.file);
            self.cells.push(cell);
        }
        self.report(|run| Report::Started { run });
    }

    /// The cell that runs, where one does, and the number of the run.
    pub(crate) fn place(&self) -> (Option<String>, u32) {
        (self.cell.clone(), self.run.0)
    }

    pub(crate) fn report(&mut self, make: impl FnOnce(RunId) -> Report) {
        let report = make(self.run);
        self.host.report(report);
    }

    /// Shows text, as long as the run has not shown too much. The decision depends on counts only,
    /// so that a run that is repeated shows the same.
    pub(crate) fn text(&mut self, stream: Stream, text: &str) {
        if text.is_empty() {
            return;
        }
        let room = SHOWN_CHARACTERS - self.shown;
        let mut characters = text.char_indices();
        let end = characters.nth(room as usize).map_or(text.len(), |(at, _)| at);
        let (kept, rest) = text.split_at(end);
        if !kept.is_empty() {
            self.shown += kept.chars().count() as u32;
            let text = kept.to_owned();
            self.report(|run| Report::Text { run, stream, text });
        }
        if !rest.is_empty() {
            let first = self.dropped == 0;
            self.dropped = self.dropped.saturating_add(rest.chars().count() as u32);
            if first || self.dropped - self.reported_dropped >= DROPPED_STEP {
                self.report_dropped();
            }
        }
    }

    fn report_dropped(&mut self) {
        self.reported_dropped = self.dropped;
        let dropped = self.dropped;
        self.report(|run| Report::Truncated { run, dropped });
    }

    /// Ends a run.
    pub(crate) fn end(&mut self, millis: u32) {
        if self.dropped > self.reported_dropped {
            self.report_dropped();
        }
        self.report(|run| Report::Done { run, millis });
    }

    /// The texts of the cells that ran, in order.
    pub(crate) fn cell_sources(&self) -> Vec<String> {
        self.cells.iter().map(|cell| cell.source.clone()).collect()
    }

    /// The text of a cell that was run under this file name.
    pub(crate) fn cell(&self, file: &str) -> Option<&CellText> {
        self.cells.iter().find(|cell| cell.file == file)
    }
}
