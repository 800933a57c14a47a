//! What other tabs and devices did to the same notebook.

use super::Session;
use super::effect::Effect;
use super::outputs::Slot;
use super::view::Notice;
use crate::document::{CellId, CellKind, RemoteChanges};

impl Session {
    pub(super) fn remote_updates(&mut self, updates: &[Vec<u8>], out: &mut Vec<Effect>) {
        let before = self.document.cells();
        let changes = self.document.receive(updates);
        self.received(&before, changes, out);
    }

    /// Takes in what somebody else made and this device has to keep.
    pub(super) fn adopt(&mut self, updates: &[Vec<u8>], out: &mut Vec<Effect>) {
        let before = self.document.cells();
        let changes = self.document.adopt(updates);
        self.received(&before, changes, out);
        self.save_edits(out);
    }

    fn received(&mut self, before: &[CellId], changes: RemoteChanges, out: &mut Vec<Effect>) {
        let after = self.document.cells();
        if changes.order {
            out.push(Effect::OrderChanged);
            // The one who deleted them tells the store.
            self.bury_outputs(before, &after);
        }
        let mut touched = changes.cells;
        for (cell, changes) in changes.sources {
            self.undo.carry(&cell, &changes);
            // A cell that only now appears is read whole, so its changes must not be applied again.
            if before.contains(&cell) && after.contains(&cell) {
                let stale = self.results.get(&cell).is_some_and(|slot| slot.get().source.is_some());
                if stale || self.document.kind(&cell) == CellKind::Markdown {
                    touched.push(cell.clone());
                }
                out.push(Effect::SourceChanged { cell, changes });
            }
        }
        touched.sort();
        touched.dedup();
        let shown = touched.into_iter().filter(|cell| after.contains(cell));
        out.extend(shown.map(|cell| Effect::CellChanged { cell }));
        if changes.notebook {
            out.push(Effect::StatusChanged);
        }
        if !changes.refused.is_empty() {
            out.push(Effect::Announce { notice: Notice::UpdateRefused });
        }
    }

    pub(super) fn remote_outputs(
        &mut self,
        cell: CellId,
        outputs: Option<Vec<u8>>,
        out: &mut Vec<Effect>,
    ) {
        // What runs here is newer than what another tab stored.
        if self.kernel.is_running(&cell) {
            return;
        }
        match outputs {
            Some(bytes) => {
                self.results.insert(cell.clone(), Slot::packed(bytes));
            }
            None => {
                self.results.remove(&cell);
            }
        }
        if self.document.has(&cell) {
            out.push(Effect::OutputsChanged { cell: cell.clone() });
            out.push(Effect::CellChanged { cell });
        }
    }
}
