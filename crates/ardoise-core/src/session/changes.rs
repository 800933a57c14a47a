//! From the steps that changed the document to the effects that views and store need.

use std::collections::HashMap;
use std::rc::Rc;

use super::Session;
use super::effect::Effect;
use super::outputs::Slot;
use crate::document::{self, CellId, Place, Step};

/// How an edit is remembered.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Memory {
    /// As one edit that can be undone.
    Undo,
    /// Not at all: titles and folding.
    Forget,
}

impl Session {
    /// Takes steps as one edit; false when none of them did anything.
    pub(super) fn edit(&mut self, steps: Vec<Step>, memory: Memory, out: &mut Vec<Effect>) -> bool {
        let before = self.document.cells();
        let (done, inverse) = self.document.take(steps);
        if done.is_empty() {
            return false;
        }
        if memory == Memory::Undo {
            self.undo.record(inverse);
        }
        self.edited(&before, &done, out);
        true
    }

    /// Says what steps changed, whoever reads. `before` are the cells there were.
    pub(super) fn edited(&mut self, before: &Rc<[CellId]>, done: &[Step], out: &mut Vec<Effect>) {
        let after = self.document.cells();
        if *before != after {
            out.push(Effect::OrderChanged);
            for cell in self.bury_outputs(before, &after) {
                self.save_outputs(&cell, out);
            }
        }
        let stays = |cell: &CellId| before.contains(cell) && after.contains(cell);
        let mut touched: Vec<&CellId> = Vec::new();
        for step in done {
            match step {
                // A cell that only now appears is read whole.
                Step::Text { cell, changes } if stays(cell) => {
                    let (cell, changes) = (cell.clone(), changes.clone());
                    out.push(Effect::SourceChanged { cell, changes });
                }
                _ => {}
            }
            match step {
                Step::Text { cell, .. } | Step::Set { place: Place::Cell(cell), .. }
                    if stays(cell) && !document::changes_order(step) =>
                {
                    touched.push(cell);
                }
                _ => {}
            }
        }
        touched.sort();
        touched.dedup();
        out.extend(touched.into_iter().map(|cell| Effect::CellChanged { cell: cell.clone() }));
        self.save_edits(out);
    }

    /// Puts away the outputs of cells that are gone, for as long as the page is open, since deleting
    /// can be undone, and takes out those of cells that are back. Returns these cells.
    pub(super) fn bury_outputs(&mut self, before: &[CellId], after: &[CellId]) -> Vec<CellId> {
        self.kernel.keep_queued(after);
        let gone = carry_over(&mut self.results, &mut self.buried, before, after);
        let back = carry_over(&mut self.buried, &mut self.results, after, before);
        [gone, back].concat()
    }

    pub(super) fn focus_on(&self, steps: &[Step], out: &mut Vec<Effect>) {
        let place = steps.iter().rev().find_map(|step| match step {
            Step::Text { cell, changes } if self.document.has(cell) => {
                let end =
                    changes.last().map(|change| document::text::carried(change.to, changes, true));
                Some((cell.clone(), end))
            }
            Step::Create { cell, .. } | Step::Set { place: Place::Cell(cell), .. }
                if self.document.has(cell) =>
            {
                Some((cell.clone(), None))
            }
            _ => None,
        });
        if let Some((cell, offset)) = place {
            out.push(Effect::Focus { cell, offset });
        }
    }
}

/// Moves what is kept of cells that are in the one list and not in the other; returns these cells.
fn carry_over(
    from: &mut HashMap<CellId, Slot>,
    to: &mut HashMap<CellId, Slot>,
    cells: &[CellId],
    others: &[CellId],
) -> Vec<CellId> {
    let mut carried = Vec::new();
    for cell in cells.iter().filter(|cell| !others.contains(cell)) {
        if let Some(slot) = from.remove(cell) {
            to.insert(cell.clone(), slot);
            carried.push(cell.clone());
        }
    }
    carried
}

/// The outputs of a cell that runs. It may be deleted meanwhile, and brought back with what it went
/// on to show.
pub(super) fn slot_of<'a>(
    results: &'a mut HashMap<CellId, Slot>,
    buried: &'a mut HashMap<CellId, Slot>,
    cell: &CellId,
) -> &'a mut Slot {
    let kept = if buried.contains_key(cell) { buried } else { results };
    kept.entry(cell.clone()).or_default()
}
