//! The run queue and the kernel: what runs, what waits, and what became of the worker.
//!
//! One request is with the kernel at a time. The host owns the worker; here we only know what it
//! last said. What a run shows comes in through `reports`.

use std::collections::VecDeque;
use std::ops::{Bound, RangeBounds};

use ardoise_protocol::{Request, RunId, codec};

use super::Session;
use super::changes::slot_of;
use super::effect::Effect;
use super::event::{KernelChange, KernelFailure};
use super::interactions::Interactions;
use super::outputs::digest;
use super::view::{KernelState, Notice, Question, RunState};
use crate::document::{CellId, CellKind};

#[derive(Debug, Default)]
pub(super) struct Kernel {
    phase: Phase,
    pub(super) run: Option<Run>,
    queue: VecDeque<CellId>,
    pub(super) interactions: Interactions,
    last_run: u32,
    /// The number of the last run since the memory was fresh.
    count: u32,
    /// Which memory the kernel has: outputs of another one are no longer backed by variables.
    pub(super) generation: u32,
}

/// What the host last said of the worker.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Phase {
    #[default]
    Absent,
    Loading,
    Up,
    Failed(KernelFailure),
}

/// The run under way.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) id: RunId,
    pub(super) cell: CellId,
    pub(super) count: u32,
    /// The digest of the source that runs.
    pub(super) source: u64,
    pub(super) question: Option<Question>,
    /// Outputs are to be cleared when the next one arrives.
    pub(super) clears: bool,
    pub(super) failed: bool,
    /// The control that was changed, when it is no run of the cell's source.
    pub(super) interaction: Option<String>,
}

impl Run {
    pub(super) fn new(id: RunId, cell: CellId) -> Run {
        Run {
            id,
            cell,
            count: 0,
            source: 0,
            question: None,
            clears: false,
            failed: false,
            interaction: None,
        }
    }
}

impl Kernel {
    pub(super) fn state(&self) -> KernelState {
        match (self.phase, &self.run) {
            (Phase::Absent, _) => KernelState::Absent,
            (Phase::Loading, _) => KernelState::Loading,
            (Phase::Failed(reason), _) => KernelState::Failed { reason },
            (Phase::Up, None) => KernelState::Ready,
            (Phase::Up, Some(run)) if run.question.is_some() => KernelState::Waiting,
            (Phase::Up, Some(_)) => KernelState::Busy,
        }
    }

    pub(super) fn queued(&self) -> u32 {
        self.queue.len() as u32
    }

    pub(super) fn is_running(&self, cell: &CellId) -> bool {
        self.run.as_ref().is_some_and(|run| run.cell == *cell)
    }

    pub(super) fn run_state(&self, cell: &CellId) -> RunState {
        match &self.run {
            Some(run) if run.cell == *cell && run.question.is_some() => RunState::Waiting,
            Some(run) if run.cell == *cell && run.interaction.is_none() => RunState::Running,
            _ if self.queue.contains(cell) => RunState::Queued,
            _ => RunState::Idle,
        }
    }

    pub(super) fn question(&self, cell: &CellId) -> Option<Question> {
        self.run.as_ref().filter(|run| run.cell == *cell)?.question.clone()
    }

    /// Controls of this cell whose changes wait or are being dealt with.
    pub(super) fn unsettled(&self, cell: &CellId) -> Vec<String> {
        let run = self.run.as_ref().filter(|run| run.cell == *cell);
        let now = run.and_then(|run| run.interaction.as_ref());
        now.into_iter().chain(self.interactions.waiting_in(cell)).cloned().collect()
    }

    pub(super) fn next_run(&mut self) -> RunId {
        self.last_run += 1;
        RunId(self.last_run)
    }

    /// Drops what is queued but no longer in the notebook.
    pub(super) fn keep_queued(&mut self, cells: &[CellId]) {
        self.queue.retain(|cell| cells.contains(cell));
    }
}

impl Session {
    pub(super) fn run_range(&mut self, range: impl RangeBounds<usize>, out: &mut Vec<Effect>) {
        let cells = self.open_cells();
        let start = match range.start_bound() {
            Bound::Included(start) => *start,
            Bound::Excluded(start) => start + 1,
            Bound::Unbounded => 0,
        };
        let end = match range.end_bound() {
            Bound::Included(end) => end + 1,
            Bound::Excluded(end) => *end,
            Bound::Unbounded => cells.len(),
        };
        if let Some(cells) = cells.get(start..end) {
            let cells: Vec<CellId> =
                cells.iter().filter(|cell| !self.is_model_answer(cell)).cloned().collect();
            self.run_cells(&cells, out);
        }
    }

    pub(super) fn run_cells(&mut self, cells: &[CellId], out: &mut Vec<Effect>) {
        let order = self.open_cells();
        for cell in order.iter().filter(|cell| cells.contains(cell)) {
            let code = self.document.kind(cell) == CellKind::Code;
            if code && !self.kernel.queue.contains(cell) {
                self.kernel.queue.push_back(cell.clone());
                out.push(Effect::CellChanged { cell: cell.clone() });
            }
        }
        if self.kernel.queue.is_empty() {
            return;
        }
        if matches!(self.kernel.phase, Phase::Absent | Phase::Failed(_)) {
            self.kernel.phase = Phase::Loading;
            out.push(Effect::StartKernel);
        }
        self.run_next(out);
    }

    pub(super) fn prepare_kernel(&mut self, out: &mut Vec<Effect>) {
        // A notebook to be read only needs no kernel.
        let has_code =
            || self.document.cells().iter().any(|cell| self.document.kind(cell) == CellKind::Code);
        if self.kernel.phase == Phase::Absent && has_code() {
            self.kernel.phase = Phase::Loading;
            out.push(Effect::StartKernel);
        }
    }

    /// Gives the kernel the next cell, if it is free.
    pub(super) fn run_next(&mut self, out: &mut Vec<Effect>) {
        if self.kernel.phase != Phase::Up || self.kernel.run.is_some() {
            return;
        }
        while let Some(cell) = self.kernel.queue.pop_front() {
            let source = self.document.source(&cell);
            if source.trim().is_empty() {
                // Nothing to run: what was shown belongs to a source that is gone.
                self.clear_outputs(Some(vec![cell.clone()]), out);
                out.push(Effect::CellChanged { cell });
                continue;
            }
            self.kernel.count += 1;
            let (id, count) = (self.kernel.next_run(), self.kernel.count);
            let run = Run::new(id, cell.clone());
            self.kernel.run = Some(Run { count, source: digest(&source), ..run });
            let request = Request::Run { run: id, count, cell: cell.as_str().to_owned(), source };
            self.lay_files(out);
            out.push(Effect::PostKernel { bytes: codec::bytes_from_request(&request) });
            out.push(Effect::CellChanged { cell });
            return;
        }
        self.interact_next(out);
    }

    pub(super) fn empty_queue(&mut self, out: &mut Vec<Effect>) {
        let dropped = std::mem::take(&mut self.kernel.queue);
        out.extend(dropped.into_iter().map(|cell| Effect::CellChanged { cell }));
    }

    /// The run under way ends without its kernel.
    fn abort(&mut self, out: &mut Vec<Effect>) -> bool {
        self.empty_queue(out);
        let run = self.kernel.run.take();
        self.drop_interactions(run.as_ref().map(|run| &run.cell), out);
        let Some(run) = run else { return false };
        self.files.take_back();
        let results = slot_of(&mut self.results, &mut self.buried, &run.cell).get_mut();
        // An interaction leaves the cell with what its own run showed.
        results.aborted |= run.interaction.is_none();
        let cell = run.cell;
        self.save_outputs(&cell, out);
        self.give_outputs(out);
        out.push(Effect::OutputsChanged { cell: cell.clone() });
        out.push(Effect::CellChanged { cell });
        true
    }

    pub(super) fn stop(&mut self, out: &mut Vec<Effect>) {
        if self.abort(out) {
            self.kernel.phase = Phase::Loading;
            out.push(Effect::StopKernel);
            out.push(Effect::Announce { notice: Notice::Stopped });
        }
    }

    pub(super) fn restart(&mut self, run_all: bool, out: &mut Vec<Effect>) {
        self.abort(out);
        if self.kernel.phase == Phase::Absent {
            out.push(Effect::StartKernel);
        } else {
            out.push(Effect::RestartKernel);
            out.push(Effect::Announce { notice: Notice::Restarted });
        }
        self.kernel.phase = Phase::Loading;
        self.forget_memory(out);
        if run_all {
            self.run_range(.., out);
        }
    }

    /// The kernel's variables are gone, so no output is backed by them any more.
    fn forget_memory(&mut self, out: &mut Vec<Effect>) {
        let lost = Some(self.kernel.generation);
        self.kernel.generation += 1;
        self.kernel.count = 0;
        self.files.forget_memory();
        self.kernel.interactions = Interactions::default();
        for cell in self.document.cells().iter() {
            let live =
                |slot: &super::outputs::Slot| slot.is_open() && slot.get().generation == lost;
            if self.results.get(cell).is_some_and(live) {
                out.push(Effect::CellChanged { cell: cell.clone() });
            }
        }
    }

    pub(super) fn kernel_changed(&mut self, change: KernelChange, out: &mut Vec<Effect>) {
        match change {
            KernelChange::Loading => self.kernel.phase = Phase::Loading,
            KernelChange::Ready | KernelChange::Restored => {
                self.kernel.phase = Phase::Up;
                self.show_controls_again(out);
                self.run_next(out);
            }
            KernelChange::Fresh => {
                self.kernel.phase = Phase::Up;
                if self.kernel.count > 0 {
                    // Nobody here asked for it: the memory was lost.
                    self.abort(out);
                    self.forget_memory(out);
                }
                self.run_next(out);
            }
            KernelChange::Failed { reason } => {
                self.abort(out);
                // Whether a memory comes back is not known yet.
                self.files.forget_memory();
                self.kernel.phase = Phase::Failed(reason);
                if matches!(
                    reason,
                    KernelFailure::OutOfMemory | KernelFailure::TooDeep | KernelFailure::Trapped
                ) {
                    out.push(Effect::Announce { notice: Notice::KernelReplaced { reason } });
                }
            }
        }
    }
}
