//! What a person does to the notebook: from the event to steps of the document. What follows from
//! the steps is in `changes`.

use serde_json::{Map, Value};

use super::changes::Memory;
use super::effect::Effect;
use super::event::CellPart;
use super::outputs::digest;
use super::view::Notice;
use super::{Session, library};
use crate::document::{self, CellId, CellKind, Document, NewCell, Placement, Step, TextChange};
use crate::interchange::JsonMap;

impl Session {
    pub(super) fn edit_source(
        &mut self,
        cell: CellId,
        changes: Vec<TextChange>,
        now: f64,
        out: &mut Vec<Effect>,
    ) {
        if self.is_locked(&cell) {
            return;
        }
        let was_stale = self.is_stale(&cell);
        let step = Step::Text { cell: cell.clone(), changes };
        let (done, inverse) = self.document.take(vec![step]);
        let Some(Step::Text { changes, .. }) = done.first() else { return };
        self.undo.record_typing(&cell, changes, inverse, now);
        if self.is_stale(&cell) != was_stale {
            out.push(Effect::CellChanged { cell });
        }
        self.save_edits(out);
    }

    pub(super) fn insert_cell(
        &mut self,
        kind: CellKind,
        source: String,
        placement: Placement,
        out: &mut Vec<Effect>,
    ) {
        let placement = self.open_place(placement);
        let id = self.ids.next_id();
        let cell = NewCell::plain(id.clone(), kind, library::with_line_ends(source));
        let steps = self.document.insert_cells(vec![cell], &placement);
        self.edit(steps, Memory::Undo, out);
        out.push(Effect::Focus { cell: id, offset: None });
    }

    pub(super) fn delete_cells(&mut self, cells: &[CellId], out: &mut Vec<Effect>) {
        let before = self.document.cells();
        let deletable: Vec<&CellId> =
            before.iter().filter(|cell| cells.contains(cell) && !self.is_kept(cell)).collect();
        if deletable.is_empty() {
            return;
        }
        let steps = deletable.iter().flat_map(|cell| self.document.delete_cell(cell)).collect();
        self.edit(steps, Memory::Undo, out);
        let place = before.iter().position(|cell| deletable.contains(&cell)).unwrap_or(0);
        let after = self.document.cells();
        if let Some(next) = after.get(place).or(after.last()) {
            out.push(Effect::Focus { cell: next.clone(), offset: None });
        }
        let count = deletable.len() as u32;
        out.push(Effect::Announce { notice: Notice::CellsDeleted { count } });
    }

    pub(super) fn move_cells(
        &mut self,
        cells: &[CellId],
        placement: Placement,
        out: &mut Vec<Effect>,
    ) {
        if cells.iter().any(|cell| self.is_gate_to_pass(cell)) {
            return;
        }
        let steps = self.document.move_cells(cells, &self.open_place(placement));
        if self.edit(steps, Memory::Undo, out)
            && let Some(first) = self.document.cells().iter().find(|cell| cells.contains(cell))
        {
            out.push(Effect::Focus { cell: first.clone(), offset: None });
        }
    }

    pub(super) fn split_cell(&mut self, cell: &CellId, offset: u32, out: &mut Vec<Effect>) {
        if !self.document.has(cell) || self.is_locked(cell) || self.is_gate_to_pass(cell) {
            return;
        }
        let new = self.ids.next_id();
        let steps = self.document.split_cell(cell, offset, new.clone());
        self.edit(steps, Memory::Undo, out);
        out.push(Effect::Focus { cell: new, offset: Some(0) });
    }

    pub(super) fn merge_cells(&mut self, cells: &[CellId], out: &mut Vec<Effect>) {
        let all = self.document.cells();
        let joined = all.iter().filter(|cell| cells.contains(cell));
        // All but the first go.
        if joined.enumerate().any(|(at, cell)| self.is_locked(cell) || at > 0 && self.is_kept(cell))
        {
            return;
        }
        let steps = self.document.merge_cells(cells);
        if self.edit(steps, Memory::Undo, out)
            && let Some(first) = self.document.cells().iter().find(|cell| cells.contains(cell))
        {
            out.push(Effect::Focus { cell: first.clone(), offset: None });
        }
    }

    pub(super) fn convert_cells(
        &mut self,
        cells: &[CellId],
        kind: CellKind,
        out: &mut Vec<Effect>,
    ) {
        let steps = cells
            .iter()
            .filter(|cell| self.document.has(cell) && self.document.kind(cell) != kind)
            .flat_map(|cell| self.document.convert_cell(cell, kind))
            .collect();
        self.edit(steps, Memory::Undo, out);
    }

    pub(super) fn paste_cells(&mut self, text: &str, placement: Placement, out: &mut Vec<Effect>) {
        let placement = self.open_place(placement);
        let mut cells = library::cells_of_text(text);
        for cell in &mut cells {
            cell.id = self.ids.next_id();
        }
        let last = cells.last().map(|cell| cell.id.clone());
        let steps = self.document.insert_cells(cells, &placement);
        self.edit(steps, Memory::Undo, out);
        if let Some(cell) = last {
            out.push(Effect::Focus { cell, offset: None });
        }
    }

    pub(super) fn fold_cell(
        &mut self,
        cell: &CellId,
        part: CellPart,
        folded: bool,
        out: &mut Vec<Effect>,
    ) {
        let key = match part {
            CellPart::Source => "source_hidden",
            CellPart::Outputs => "outputs_hidden",
        };
        let mut jupyter = match self.document.cell_metadata(cell, "jupyter") {
            Some(Value::Object(jupyter)) => jupyter,
            _ => Map::new(),
        };
        if folded {
            jupyter.insert(key.to_owned(), true.into());
        } else {
            jupyter.shift_remove(key);
        }
        let value = (!jupyter.is_empty()).then_some(Value::Object(jupyter));
        let mut steps = vec![self.document.set_cell_metadata(cell, "jupyter", value)];
        if part == CellPart::Outputs && !folded {
            // The older way to say the same.
            steps.push(self.document.set_cell_metadata(cell, "collapsed", None));
        }
        self.edit(steps, Memory::Forget, out);
    }

    pub(super) fn set_title(&mut self, title: &str, out: &mut Vec<Effect>) {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if !title.is_empty() && title != self.document.title() {
            let steps = self.document.set_title(&title);
            self.edit(steps, Memory::Forget, out);
        }
    }

    pub(super) fn clear_outputs(&mut self, cells: Option<Vec<CellId>>, out: &mut Vec<Effect>) {
        let cells = cells.unwrap_or_else(|| self.document.cells().to_vec());
        for cell in cells {
            let shown = self.results.get(&cell).is_some_and(|slot| !slot.get().is_empty());
            if shown && !self.kernel.is_running(&cell) {
                self.results.remove(&cell);
                self.save_outputs(&cell, out);
                out.push(Effect::OutputsChanged { cell: cell.clone() });
                out.push(Effect::CellChanged { cell });
            }
        }
    }

    pub(super) fn undo(&mut self, out: &mut Vec<Effect>) {
        let before = self.document.cells();
        if let Some(steps) = self.undo.undo(&mut self.document) {
            self.edited(&before, &steps, out);
            self.focus_on(&steps, out);
        }
    }

    pub(super) fn redo(&mut self, out: &mut Vec<Effect>) {
        let before = self.document.cells();
        if let Some(steps) = self.undo.redo(&mut self.document) {
            self.edited(&before, &steps, out);
            self.focus_on(&steps, out);
        }
    }

    pub(super) fn restore_version(&mut self, state: &[u8], out: &mut Vec<Effect>) {
        let mut version = Document::new(document::SEED_CLIENT);
        if !version.receive(&[state]).refused.is_empty() || version.waiting() > 0 {
            out.push(Effect::Announce { notice: Notice::UpdateRefused });
            return;
        }
        let steps = self.document.become_like(&version);
        self.edit(steps, Memory::Undo, out);
        out.push(Effect::Announce { notice: Notice::VersionRestored });
    }

    /// The outputs belong to another source than the one that stands there.
    pub(super) fn is_stale(&self, cell: &CellId) -> bool {
        self.results
            .get(cell)
            .and_then(|slot| slot.get().source)
            .is_some_and(|ran| ran != digest(&self.document.source(cell)))
    }

    /// The cells as a notebook file, to be pasted here or opened anywhere.
    pub fn copy_cells(&self, cells: &[CellId]) -> String {
        let mut file = self.document.to_file(|_| None);
        file.cells.retain(|cell| {
            cell.id.as_deref().is_some_and(|id| cells.iter().any(|copied| copied.as_str() == id))
        });
        // Outputs stay behind: they belong to the cell that ran.
        file.metadata.retain(|key, _| key == "kernelspec" || key == "language_info");
        file.extra = JsonMap::new();
        crate::interchange::write(&file)
    }
}
