//! What the store has, what it was given and what it was not given yet.
//!
//! "Saved" is never a flag: it means that the store confirmed the last sequence, and that nothing
//! waits to be given to it. After a refusal nothing new is written until somebody asks to try
//! again; then everything after the last confirmed sequence is given again under new numbers.

use std::collections::VecDeque;

use super::Session;
use super::effect::Effect;
use super::event::{StoreFailure, Timer};
use super::view::{Notice, SavedState};
use crate::document::{self, CellId};

/// Edits wait this long for company: short enough to be stored within 300 ms, and long enough that
/// on an old machine the write falls between two keys of a quick typist instead of on each.
const SAVE_DELAY: u32 = 180;
const SAVE_OUTPUTS_DELAY: u32 = 400;
/// Outputs of megabytes are written less often while they grow.
const LONGEST_OUTPUTS_DELAY: u32 = 5000;
const BYTES_PER_MILLI: usize = 1000;
/// Merging many updates costs more than writing the whole state once.
const MOST_MERGED: usize = 40;

#[derive(Debug, Default)]
pub(super) struct Saving {
    /// The last sequence given out, and the last one confirmed.
    last: u32,
    confirmed: u32,
    unconfirmed: VecDeque<(u32, Write)>,
    /// Cells whose outputs changed since they were last given to the store.
    outputs: Vec<CellId>,
    /// Paths of files that changed since they were last given.
    files: Vec<String>,
    /// How many bytes of outputs were given at once the last time.
    weight: usize,
    /// Edits were made since the last append.
    edits: bool,
    failure: Option<StoreFailure>,
    /// Somebody was told that saving failed and not yet that it works again.
    told: bool,
    timing: bool,
    timing_outputs: bool,
}

#[derive(Debug)]
enum Write {
    Update(Vec<u8>),
    Outputs(CellId),
    File(String),
}

impl Saving {
    pub(super) fn state(&self) -> SavedState {
        if let Some(reason) = self.failure {
            return SavedState::Failed { reason };
        }
        let waiting = self.edits || !self.outputs.is_empty() || !self.files.is_empty();
        if waiting || self.confirmed != self.last { SavedState::Saving } else { SavedState::Saved }
    }

    /// Whether a file is not known to be in the store as it is here.
    pub(super) fn holds_file(&self, path: &str) -> bool {
        let waits = |(_, write): &(u32, Write)| matches!(write, Write::File(file) if file == path);
        self.files.iter().any(|file| file == path) || self.unconfirmed.iter().any(waits)
    }

    fn next(&mut self, write: Write) -> u32 {
        self.last += 1;
        self.unconfirmed.push_back((self.last, write));
        self.last
    }
}

impl Session {
    /// The document was edited here.
    pub(super) fn save_edits(&mut self, out: &mut Vec<Effect>) {
        self.saving.edits = true;
        self.goes_ahead();
        if !self.saving.timing && self.saving.failure.is_none() {
            self.saving.timing = true;
            out.push(Effect::SetTimer { timer: Timer::Save, millis: SAVE_DELAY });
        }
    }

    /// The outputs of a cell changed here.
    pub(super) fn save_outputs(&mut self, cell: &CellId, out: &mut Vec<Effect>) {
        if !self.saving.outputs.contains(cell) {
            self.saving.outputs.push(cell.clone());
        }
        if !self.saving.timing_outputs && self.saving.failure.is_none() {
            self.saving.timing_outputs = true;
            let more = u32::try_from(self.saving.weight / BYTES_PER_MILLI).unwrap_or(u32::MAX);
            let millis = SAVE_OUTPUTS_DELAY.saturating_add(more).min(LONGEST_OUTPUTS_DELAY);
            out.push(Effect::SetTimer { timer: Timer::SaveOutputs, millis });
        }
    }

    pub(super) fn timer_fired(&mut self, timer: Timer, out: &mut Vec<Effect>) {
        match timer {
            Timer::Save => self.saving.timing = false,
            Timer::SaveOutputs => self.saving.timing_outputs = false,
        }
        if self.saving.failure.is_some() {
            return;
        }
        match timer {
            Timer::Save => self.give_edits(out),
            Timer::SaveOutputs => self.give_outputs(out),
        }
    }

    pub(super) fn flush(&mut self, out: &mut Vec<Effect>) {
        if self.saving.failure.is_none() {
            self.give_edits(out);
            self.give_outputs(out);
            self.give_files(out);
        }
    }

    fn give_edits(&mut self, out: &mut Vec<Effect>) {
        self.saving.edits = false;
        let updates = self.document.take_updates();
        if updates.is_empty() {
            return;
        }
        let update = self.merged(updates);
        let sequence = self.saving.next(Write::Update(update.clone()));
        out.push(Effect::Append { sequence, update });
    }

    pub(super) fn give_outputs(&mut self, out: &mut Vec<Effect>) {
        if self.saving.failure.is_some() {
            return;
        }
        // Outputs never reach the store before the cell they belong to.
        if self.saving.edits && !self.saving.outputs.is_empty() {
            self.give_edits(out);
        }
        let mut cells = std::mem::take(&mut self.saving.outputs);
        cells.sort();
        self.saving.weight = 0;
        for cell in cells {
            let kept = self.document.has(&cell);
            let outputs =
                self.results.get(&cell).filter(|_| kept).and_then(|results| results.bytes());
            self.saving.weight += outputs.as_ref().map_or(0, Vec::len);
            let sequence = self.saving.next(Write::Outputs(cell.clone()));
            out.push(Effect::StoreOutputs { sequence, cell, outputs });
        }
    }

    /// A file was changed here, or is gone.
    pub(super) fn save_file(&mut self, path: String, out: &mut Vec<Effect>) {
        if !self.saving.files.contains(&path) {
            self.saving.files.push(path);
        }
        self.give_files(out);
    }

    fn give_files(&mut self, out: &mut Vec<Effect>) {
        if self.saving.failure.is_some() {
            return;
        }
        for path in std::mem::take(&mut self.saving.files) {
            let modified = self.files.modified(&path);
            let sequence = self.saving.next(Write::File(path.clone()));
            out.push(Effect::StoreFile { sequence, path, modified });
        }
    }

    /// One update that holds all of these, which are ours and in order.
    fn merged(&self, mut updates: Vec<Vec<u8>>) -> Vec<u8> {
        match updates.len() {
            1 => updates.swap_remove(0),
            2..=MOST_MERGED => document::join(&updates).unwrap_or_else(|| self.document.state()),
            _ => self.document.state(),
        }
    }

    pub(super) fn stored(&mut self, sequence: u32, out: &mut Vec<Effect>) {
        let saving = &mut self.saving;
        if sequence <= saving.confirmed || sequence > saving.last {
            return;
        }
        saving.confirmed = sequence;
        while saving.unconfirmed.front().is_some_and(|(number, _)| *number <= sequence) {
            saving.unconfirmed.pop_front();
        }
        if sequence != saving.last {
            return;
        }
        let failed = saving.failure.take().is_some();
        self.tell_saved_again(out);
        if failed {
            // What was edited since the refusal was kept back.
            self.flush(out);
        }
    }

    fn tell_saved_again(&mut self, out: &mut Vec<Effect>) {
        if std::mem::take(&mut self.saving.told) {
            out.push(Effect::Announce { notice: Notice::SavedAgain });
        }
    }

    pub(super) fn store_failed(&mut self, reason: StoreFailure, out: &mut Vec<Effect>) {
        self.saving.failure = Some(reason);
        if !self.saving.told {
            self.saving.told = true;
            out.push(Effect::Announce { notice: Notice::NotSaved { reason } });
        }
    }

    pub(super) fn retry_store(&mut self, out: &mut Vec<Effect>) {
        if self.saving.failure.take().is_none() {
            return;
        }
        let mut updates = Vec::new();
        for (_, write) in std::mem::take(&mut self.saving.unconfirmed) {
            match write {
                Write::Update(update) => updates.push(update),
                Write::Outputs(cell) => {
                    if !self.saving.outputs.contains(&cell) {
                        self.saving.outputs.push(cell);
                    }
                }
                Write::File(path) => {
                    if !self.saving.files.contains(&path) {
                        self.saving.files.push(path);
                    }
                }
            }
        }
        updates.extend(self.document.take_updates());
        self.saving.edits = false;
        if !updates.is_empty() {
            let update = self.merged(updates);
            let sequence = self.saving.next(Write::Update(update.clone()));
            out.push(Effect::Append { sequence, update });
        }
        self.give_outputs(out);
        self.give_files(out);
        // Nothing was left to give: a refusal of something that is confirmed after all.
        if self.saving.unconfirmed.is_empty() {
            self.saving.confirmed = self.saving.last;
            self.tell_saved_again(out);
        }
    }
}
