//! Taking in what others did, and telling what it changed here.

use yrs::types::{Delta, Event, PathSegment};
use yrs::{DeepObservable, Out, ReadTxn, Transact, TransactionMut, WriteTxn};

use super::place::{CellId, TextChange};
use super::{Document, RefusedUpdate, guard};

/// More updates than this never wait: each arrival tries all of them again.
const MOST_WAITING: usize = 500;

/// What updates of others changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RemoteChanges {
    /// Cells were added, removed or moved.
    pub order: bool,
    /// Title or metadata of the notebook.
    pub notebook: bool,
    /// Cells whose kind, metadata or attachments changed.
    pub cells: Vec<CellId>,
    /// Cells whose source changed, in ascending changes of the text before each transaction.
    pub sources: Vec<(CellId, Vec<TextChange>)>,
    /// The updates that were not taken in, by their place in the list.
    pub refused: Vec<(usize, RefusedUpdate)>,
}

/// What the observers of a document saw.
#[derive(Debug, Default)]
pub(super) struct Log {
    cells: Vec<CellId>,
    sources: Vec<(CellId, Vec<TextChange>)>,
}

impl Document {
    /// Takes in updates of others. Those that build on updates which have not arrived wait for
    /// them; those that cannot be read safely are refused.
    pub fn receive(&mut self, updates: &[impl AsRef<[u8]>]) -> RemoteChanges {
        self.receive_all(&mut updates.iter().map(AsRef::as_ref))
    }

    /// Takes in updates that are no edits of ours but must be kept as if they were.
    pub(crate) fn adopt(&mut self, updates: &[Vec<u8>]) -> RemoteChanges {
        let changes = self.receive(updates);
        let refused = |place| changes.refused.iter().any(|(refused, _)| *refused == place);
        let taken = updates.iter().enumerate().filter(|(place, _)| !refused(*place));
        self.updates.borrow_mut().extend(taken.map(|(_, update)| update.clone()));
        changes
    }

    fn receive_all(&mut self, updates: &mut dyn Iterator<Item = &[u8]>) -> RemoteChanges {
        let mut changes = RemoteChanges::default();
        let order = self.listens.then(|| self.cells());
        let roots = self.listens.then(|| self.describe_notebook());
        for (place, bytes) in updates.enumerate() {
            match self.receive_one(bytes, &mut changes) {
                Ok(true) => {}
                Ok(false) if self.waiting.len() >= MOST_WAITING => {
                    changes.refused.push((place, RefusedUpdate::Incomplete));
                }
                Ok(false) => self.waiting.push(bytes.to_vec()),
                Err(refused) => changes.refused.push((place, refused)),
            }
        }
        self.receive_waiting(&mut changes);
        self.forget_order();
        changes.order = order.is_some_and(|order| order != self.cells());
        changes.notebook = roots.is_some_and(|roots| roots != self.describe_notebook());
        changes.cells.sort();
        changes.cells.dedup();
        changes
    }

    /// Tries waiting updates again until none of them fits.
    fn receive_waiting(&mut self, changes: &mut RemoteChanges) {
        loop {
            let waiting = std::mem::take(&mut self.waiting);
            let before = waiting.len();
            for bytes in waiting {
                // It was checked when it arrived.
                if self.receive_one(&bytes, changes) == Ok(false) {
                    self.waiting.push(bytes);
                }
            }
            if self.waiting.len() == before {
                return;
            }
        }
    }

    /// Applies one update; false when others must come first.
    fn receive_one(
        &mut self,
        bytes: &[u8],
        changes: &mut RemoteChanges,
    ) -> Result<bool, RefusedUpdate> {
        let update = guard::checked(bytes)?;
        let mut txn = self.doc.transact_mut_with("remote");
        let here = txn.state_vector();
        // With a hole before it, a part could be applied and the rest not.
        if update.state_vector_lower().iter().any(|(client, clock)| *clock > here.get(client)) {
            return Ok(false);
        }
        let applied = txn.apply_update(update);
        let complete = !txn.has_missing_updates();
        if !complete {
            txn.prune_pending();
        }
        drop(txn);
        let mut log = std::mem::take(&mut *self.remote.borrow_mut());
        // yrs calls observers in the order of a hash table.
        log.sources.sort_by(|(one, _), (other, _)| one.cmp(other));
        changes.cells.extend(log.cells);
        changes.sources.extend(log.sources);
        applied.map_err(|_| RefusedUpdate::Inconsistent)?;
        Ok(complete)
    }

    /// From now on, what [`Document::receive`] changes is told in detail. Costs a little, so a
    /// document that is only read does without.
    pub fn listen(&mut self) {
        if std::mem::replace(&mut self.listens, true) {
            return;
        }
        let log = std::rc::Rc::clone(&self.remote);
        self.cells.observe_deep("cells", move |txn, events| {
            if !txn.origin().is_some_and(|origin| origin.as_ref() == b"remote") {
                return;
            }
            let mut log = log.borrow_mut();
            for event in events.iter() {
                log.note(txn, event);
            }
        });
    }
}

impl Log {
    fn note(&mut self, txn: &TransactionMut<'_>, event: &Event) {
        let mut path = event.path().into_iter();
        let Some(PathSegment::Key(cell)) = path.next() else {
            // Cells that came or went are seen by comparing the order.
            return;
        };
        let cell = CellId::from(cell.as_ref());
        match event {
            Event::Text(event) => {
                let changes = changes_of(event.delta(txn));
                self.sources.push((cell, changes));
            }
            _ => {
                self.cells.push(cell);
            }
        }
    }
}

/// The changes of a text event. Retained and removed lengths are in UTF-16 units.
fn changes_of(delta: &[Delta]) -> Vec<TextChange> {
    let mut changes: Vec<TextChange> = Vec::new();
    let mut at = 0;
    for piece in delta {
        let (from, to, insert) = match piece {
            Delta::Retain(length, _) => {
                at += length;
                continue;
            }
            Delta::Deleted(length) => (at, at + length, String::new()),
            Delta::Inserted(Out::Any(yrs::Any::String(inserted)), _) => {
                (at, at, inserted.as_ref().to_owned())
            }
            // Not a text: nothing that a source of ours may hold.
            Delta::Inserted(..) => continue,
        };
        at = to;
        match changes.last_mut() {
            // A removal beside an insertion is one replacement.
            Some(last) if last.to == from => {
                last.to = to;
                last.insert.push_str(&insert);
            }
            _ => changes.push(TextChange { from, to, insert }),
        }
    }
    changes.retain(|change| change.from != change.to || !change.insert.is_empty());
    changes
}
