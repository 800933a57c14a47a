//! Undoing and redoing a person's own edits, across the whole notebook.
//!
//! Each edit leaves the steps that undo it. Typing in one place without a pause is one edit, up to
//! the end of a line. What
//! others change in a source meanwhile is carried through the steps, so that undoing never touches
//! their text. We keep steps of our own rather than yrs's undo manager, which keeps everything
//! deleted in memory, restores in the order of a hash table and needs a clock.

use super::place::{CellId, TextChange};
use super::text::{carried, rebased};
use super::{Document, Step};

/// A pause of this many milliseconds starts a new edit.
const PAUSE: f64 = 600.0;
const MOST_ENTRIES: usize = 500;

/// The edits that can be undone and redone.
#[derive(Debug, Default)]
pub struct Undo {
    /// Each entry holds steps in the order to take them.
    undo: Vec<Vec<Step>>,
    redo: Vec<Vec<Step>>,
    typing: Option<Typing>,
}

/// Where a person is typing, to see whether the next change goes on there.
#[derive(Debug)]
struct Typing {
    cell: CellId,
    at: u32,
    time: f64,
}

impl Undo {
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Remembers how to undo an edit.
    pub fn record(&mut self, inverse: Vec<Step>) {
        if inverse.is_empty() {
            return;
        }
        self.typing = None;
        self.redo.clear();
        self.undo.push(inverse);
        if self.undo.len() > MOST_ENTRIES {
            self.undo.remove(0);
        }
    }

    /// Remembers how to undo typing, together with what was typed just before.
    pub fn record_typing(
        &mut self,
        cell: &CellId,
        changes: &[TextChange],
        inverse: Vec<Step>,
        now: f64,
    ) {
        let [change] = changes else {
            self.record(inverse);
            return;
        };
        let goes_on = self.typing.as_ref().is_some_and(|typing| {
            typing.cell == *cell
                && now - typing.time < PAUSE
                && (change.from == typing.at || change.to == typing.at)
        });
        match self.undo.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.splice(0..0, inverse);
                self.redo.clear();
            }
            None => self.record(inverse),
        }
        let at = carried(change.to, changes, true);
        let goes_on = !change.insert.contains('\n');
        self.typing = goes_on.then(|| Typing { cell: cell.clone(), at, time: now });
    }

    /// Undoes the last edit; returns the steps that did something.
    pub fn undo(&mut self, document: &mut Document) -> Option<Vec<Step>> {
        let (steps, inverse) = take_last(&mut self.undo, document)?;
        self.redo.push(inverse);
        self.typing = None;
        Some(steps)
    }

    /// Does again what was undone last; returns the steps that did something.
    pub fn redo(&mut self, document: &mut Document) -> Option<Vec<Step>> {
        let (steps, inverse) = take_last(&mut self.redo, document)?;
        self.undo.push(inverse);
        self.typing = None;
        Some(steps)
    }

    /// Another person changed a source.
    pub fn carry(&mut self, cell: &CellId, changes: &[TextChange]) {
        for stack in [&mut self.undo, &mut self.redo] {
            let mut over = changes.to_vec();
            for step in stack.iter_mut().rev().flatten() {
                if let Step::Text { cell: ours, changes } = step
                    && ours == cell
                {
                    // Text that comes back stands before what was written in its place meanwhile.
                    let later = rebased(&over, changes, true);
                    *changes = rebased(changes, &over, false);
                    over = later;
                }
            }
        }
        self.typing = None;
    }
}

/// Takes the last entry that still does something.
fn take_last(
    stack: &mut Vec<Vec<Step>>,
    document: &mut Document,
) -> Option<(Vec<Step>, Vec<Step>)> {
    while let Some(steps) = stack.pop() {
        let (done, inverse) = document.take(steps);
        if !done.is_empty() {
            return Some((done, inverse));
        }
    }
    None
}
