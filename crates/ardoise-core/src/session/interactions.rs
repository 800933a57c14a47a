//! What a person does to the controls that cells show: changes wait for the kernel behind the cells
//! that run, and only the newest of each control.
//!
//! An interaction is a run without a cell's source: it has no number, what it shows is added to what
//! its cell shows, and it leaves the cell's own state alone.

use std::collections::VecDeque;

use ardoise_protocol::{Request, codec};

use super::Session;
use super::effect::Effect;
use super::runs::Run;
use super::view::{KernelState, Notice};
use crate::document::CellId;

/// More changes than this do not wait: a button that is pressed on and on while the kernel computes.
const MOST_WAITING: usize = 100;

#[derive(Debug, Default)]
pub(super) struct Interactions {
    waiting: VecDeque<Interaction>,
    /// Whether cells showed controls since the memory was fresh.
    pub(super) shown: bool,
    /// The cell whose run was stopped: controls anywhere may show what is no longer so.
    stopped: Option<CellId>,
}

#[derive(Clone, Debug)]
struct Interaction {
    cell: CellId,
    control: String,
    /// None for a press.
    values: Vec<String>,
}

impl Interactions {
    fn add(&mut self, new: Interaction) {
        // A press sees the values from before it, so a newer value does not go before it.
        let mut since_press =
            self.waiting.iter_mut().rev().take_while(|one| !one.values.is_empty());
        let older = since_press.find(|one| one.control == new.control && !new.values.is_empty());
        if let Some(older) = older {
            *older = new;
        } else if self.waiting.len() < MOST_WAITING {
            self.waiting.push_back(new);
        }
    }

    /// Names of the controls of a cell whose changes wait.
    pub(super) fn waiting_in<'a>(&'a self, cell: &'a CellId) -> impl Iterator<Item = &'a String> {
        self.waiting.iter().filter(move |one| one.cell == *cell).map(|one| &one.control)
    }
}

impl Session {
    /// Whether the controls that a cell shows can be used: the kernel has them in its memory.
    pub(super) fn controls_live(&self, cell: &CellId) -> bool {
        self.results.get(cell).is_some_and(|slot| {
            slot.is_open()
                && slot.get().generation == Some(self.kernel.generation)
                && (!slot.get().aborted || self.kernel.is_running(cell))
        })
    }

    pub(super) fn interact(
        &mut self,
        cell: CellId,
        control: String,
        values: Vec<String>,
        out: &mut Vec<Effect>,
    ) {
        // A kernel that failed has not said yet which memory takes the place of its own.
        let failed = matches!(self.kernel.state(), KernelState::Failed { .. });
        if failed || !self.controls_live(&cell) {
            return;
        }
        out.push(Effect::CellChanged { cell: cell.clone() });
        self.kernel.interactions.add(Interaction { cell, control, values });
        self.run_next(out);
    }

    /// Gives the kernel, which is free, the next interaction.
    pub(super) fn interact_next(&mut self, out: &mut Vec<Effect>) {
        while let Some(Interaction { cell, control, values }) =
            self.kernel.interactions.waiting.pop_front()
        {
            out.push(Effect::CellChanged { cell: cell.clone() });
            // The cell may be gone by now, or show other controls.
            if self.controls_live(&cell) {
                self.post_interaction(cell, control, values, out);
                return;
            }
        }
    }

    fn post_interaction(
        &mut self,
        cell: CellId,
        control: String,
        values: Vec<String>,
        out: &mut Vec<Effect>,
    ) {
        let run = self.kernel.next_run();
        let request = Request::Interact { run, control: control.clone(), values };
        self.lay_files(out);
        out.push(Effect::PostKernel { bytes: codec::bytes_from_request(&request) });
        self.kernel.run = Some(Run { interaction: Some(control), ..Run::new(run, cell) });
    }

    /// Nothing waits any more. `stopped` is the cell whose run was ended.
    pub(super) fn drop_interactions(&mut self, stopped: Option<&CellId>, out: &mut Vec<Effect>) {
        let interactions = &mut self.kernel.interactions;
        interactions.stopped = stopped.filter(|_| interactions.shown).cloned();
        let dropped = std::mem::take(&mut interactions.waiting);
        out.extend(dropped.into_iter().map(|one| Effect::CellChanged { cell: one.cell }));
    }

    /// The kernel has the memory from before a run again: controls are to show what is in it.
    pub(super) fn show_controls_again(&mut self, out: &mut Vec<Effect>) {
        if let Some(cell) = self.kernel.interactions.stopped.take() {
            self.post_interaction(cell, String::new(), Vec::new(), out);
        }
    }

    pub(super) fn interaction_done(&mut self, run: Run, out: &mut Vec<Effect>) {
        self.give_outputs(out);
        out.push(Effect::CellChanged { cell: run.cell.clone() });
        if run.failed {
            out.push(Effect::Announce {
                notice: Notice::RunEnded { cell: run.cell, failed: true },
            });
        }
        self.run_next(out);
    }
}
