//! The only place that writes to a document: small steps, each of which can be turned round.

use yrs::{GetString, Map, MapPrelim, MapRef, Text, TextPrelim, Transact, TransactionMut};

use super::place::{CellId, TextChange};
use super::{Document, LOCAL, schema, text};
use crate::interchange::CellKind;

/// One write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Makes a cell with an empty source, unless there is one of that id.
    Create { cell: CellId, kind: CellKind, order: String },
    /// Sets one key, or removes it.
    Set { place: Place, key: String, value: Option<String> },
    /// Changes a source. Nothing happens when the cell is gone or the changes do not fit.
    Text { cell: CellId, changes: Vec<TextChange> },
}

/// Where a key stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Cell(CellId),
    Notebook,
    Metadata,
}

impl Step {
    pub(super) fn set(cell: &CellId, key: &str, value: Option<String>) -> Step {
        Step::Set { place: Place::Cell(cell.clone()), key: key.to_owned(), value }
    }

    pub(crate) fn text(cell: &CellId, change: TextChange) -> Step {
        Step::Text { cell: cell.clone(), changes: vec![change] }
    }
}

impl Document {
    /// Takes the steps in one transaction. Returns those that did something, as they were taken,
    /// and the steps that undo them, in the order to take them.
    pub fn take(&mut self, steps: Vec<Step>) -> (Vec<Step>, Vec<Step>) {
        let mut done = Vec::with_capacity(steps.len());
        let mut inverse = Vec::with_capacity(steps.len());
        let mut txn = self.doc.transact_mut_with(LOCAL);
        for step in steps {
            if let Some((step, back)) = self.take_one(&mut txn, step) {
                done.push(step);
                inverse.push(back);
            }
        }
        drop(txn);
        if done.iter().any(changes_order) {
            self.forget_order();
        }
        inverse.reverse();
        (done, inverse)
    }

    fn take_one(&self, txn: &mut TransactionMut<'_>, step: Step) -> Option<(Step, Step)> {
        match step {
            Step::Create { cell, kind, order } => {
                if schema::cell(&self.cells, txn, &cell).is_some() {
                    let back = Step::set(&cell, schema::GONE, None);
                    return self.take_one(txn, back);
                }
                let map = self.cells.insert(txn, cell.as_str(), MapPrelim::default());
                map.insert(txn, schema::KIND, kind.name());
                map.insert(txn, schema::ORDER, order.as_str());
                map.insert(txn, schema::SOURCE, TextPrelim::new(""));
                let back = Step::set(&cell, schema::GONE, Some("1".to_owned()));
                Some((Step::Create { cell, kind, order }, back))
            }
            Step::Set { place, key, value } => {
                let map = self.map_at(txn, &place)?;
                let before = schema::text(&map, txn, &key);
                if before == value {
                    return None;
                }
                match &value {
                    Some(value) => {
                        map.insert(txn, key.as_str(), value.as_str());
                    }
                    None => {
                        map.remove(txn, &key);
                    }
                }
                let back = Step::Set { place: place.clone(), key: key.clone(), value: before };
                Some((Step::Set { place, key, value }, back))
            }
            Step::Text { cell, changes } => {
                let map = schema::cell(&self.cells, txn, &cell)?;
                if !schema::is_visible(&map, txn) {
                    return None;
                }
                let source = schema::source(&map, txn)?;
                let before = source.get_string(txn);
                let changes = text::checked(&before, &changes)?;
                if changes.is_empty() || source.len(txn) != text::length(&before) {
                    return None;
                }
                // Typing into a cell that was deleted elsewhere keeps it, even once it is emptied.
                if schema::text(&map, txn, schema::GONE).is_some() {
                    map.remove(txn, schema::GONE);
                }
                // From the end, so that earlier offsets stay right.
                for change in changes.iter().rev() {
                    if change.to > change.from {
                        source.remove_range(txn, change.from, change.to - change.from);
                    }
                    if !change.insert.is_empty() {
                        source.insert(txn, change.from, &change.insert);
                    }
                }
                let back = text::inverse(&before, &changes);
                Some((
                    Step::Text { cell: cell.clone(), changes },
                    Step::Text { cell, changes: back },
                ))
            }
        }
    }

    fn map_at(&self, txn: &TransactionMut<'_>, place: &Place) -> Option<MapRef> {
        match place {
            Place::Cell(cell) => schema::cell(&self.cells, txn, cell),
            Place::Notebook => Some(self.notebook.clone()),
            Place::Metadata => Some(self.metadata.clone()),
        }
    }
}

/// Whether a step may add, remove or move a cell.
pub(crate) fn changes_order(step: &Step) -> bool {
    match step {
        Step::Create { .. } => true,
        Step::Set { place: Place::Cell(_), key, .. } => key == schema::ORDER || key == schema::GONE,
        Step::Set { .. } | Step::Text { .. } => false,
    }
}
