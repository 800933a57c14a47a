//! A shared notebook on a device that others do not hear all the time: what they have of it, and the
//! cells in which both changed the same line meanwhile.
//!
//! The texts are merged as ever, at once and everywhere alike; here a person is told, and can choose.
//! The device whose edits come later in the room's log is the one that tells.
//!
//! Few notebooks are shared: these functions are never part of others, so that the page can fetch them
//! later.

mod kept;

use std::collections::HashMap;

use super::Session;
use super::changes::Memory;
use super::effect::Effect;
use super::event::Side;
use super::view::{BothChanged, Notice, SavedState};
use crate::document::lines::{Meeting, Preferred, joined, meet};
use crate::document::{CellId, Document, SEED_CLIENT, Step, text};

pub(super) struct Apart {
    /// What the others have, and what they did.
    common: Document,
    /// There is more here than the others have.
    ahead: bool,
    met: HashMap<CellId, Met>,
}

/// A cell in which both changed a line.
struct Met {
    base: String,
    mine: String,
    theirs: String,
    /// What the merge made of both.
    merged: String,
    meeting: Meeting,
    /// The others have seen it since.
    over: bool,
}

impl Session {
    #[inline(never)]
    pub(super) fn share_begun(&mut self, kept: Option<Vec<u8>>, out: &mut Vec<Effect>) {
        let kept = kept.map(|bytes| kept::from_bytes(&bytes)).unwrap_or_default();
        let mut common = Document::new(SEED_CLIENT);
        let ahead = kept.common.is_some();
        let known = kept.common.unwrap_or_else(|| self.document.state());
        common.receive(&[known]);
        let met = kept.met.into_iter().filter(|(cell, _)| self.document.has(cell)).collect();
        let apart = Apart { common, ahead, met };
        out.extend(apart.met.keys().map(|cell| Effect::CellChanged { cell: cell.clone() }));
        self.apart = Some(apart);
    }

    #[inline(never)]
    pub(super) fn share_ended(&mut self, out: &mut Vec<Effect>) {
        let met = self.apart.take().map(|apart| apart.met).unwrap_or_default();
        let shown = met.into_keys().filter(|cell| self.document.has(cell));
        out.extend(shown.map(|cell| Effect::CellChanged { cell }));
    }

    /// There is something that the others do not have yet.
    pub(super) fn goes_ahead(&mut self) {
        if let Some(apart) = &mut self.apart {
            apart.ahead = true;
        }
    }

    /// The others have all that the store has. What is not in it yet they get later.
    #[inline(never)]
    pub(super) fn all_shared(&mut self) {
        let Some(apart) = &mut self.apart else { return };
        if self.saving.state() != SavedState::Saved || !apart.ahead {
            return;
        }
        apart.common.receive(&[self.document.since(&apart.common)]);
        apart.ahead = false;
        apart.met.values_mut().for_each(|met| met.over = true);
    }

    /// What the others have, where it is less than what is here, and the questions that nobody has
    /// answered: to be kept for the next visit.
    pub fn apart_state(&self) -> Option<Vec<u8>> {
        let apart = self.apart.as_ref()?;
        let common = apart.ahead.then(|| apart.common.state());
        if common.is_none() && apart.met.is_empty() {
            return None;
        }
        Some(kept::to_bytes(common.as_deref(), &apart.met))
    }

    #[inline(never)]
    pub(super) fn room_updates(&mut self, updates: &[Vec<u8>], out: &mut Vec<Effect>) {
        let Some(mut apart) = self.apart.take() else {
            self.remote_updates(updates, out);
            return;
        };
        let cells = if apart.ahead { self.document.cells().to_vec() } else { Vec::new() };
        let texts = |cell: CellId| {
            let (base, mine) = (apart.common.source(&cell), self.document.source(&cell));
            (cell, base, mine)
        };
        let own: Vec<_> = cells
            .into_iter()
            .map(texts)
            .filter(|(cell, base, mine)| base != mine && apart.common.has(cell))
            .collect();
        apart.common.receive(updates);
        self.remote_updates(updates, out);
        let mut changed = false;
        for (cell, base, mine) in own {
            let theirs = apart.common.source(&cell);
            if theirs == base || !apart.common.has(&cell) || !self.document.has(&cell) {
                continue;
            }
            // More of the same: what was written here before all of it counts.
            let before = apart.met.remove(&cell);
            changed |= before.is_some();
            let before = before.filter(|met| !met.over);
            let told = before.is_some();
            let (base, mine) = before.map_or((base, mine), |met| (met.base, met.mine));
            let merged = self.document.source(&cell);
            let Some(meeting) = meet(&base, &mine, &theirs, &merged) else { continue };
            let met = Met { base, mine, theirs, merged, meeting, over: false };
            apart.met.insert(cell.clone(), met);
            changed = true;
            out.push(Effect::CellChanged { cell: cell.clone() });
            if !told {
                out.push(Effect::Announce { notice: Notice::BothChanged { cell } });
            }
        }
        if changed {
            out.push(Effect::KeepApart);
        }
        self.apart = Some(apart);
    }

    /// The two texts of a cell in which both changed a line.
    pub(super) fn both_changed(&self, cell: &CellId) -> Option<BothChanged> {
        let Meeting { mine, theirs, .. } = &self.apart.as_ref()?.met.get(cell)?.meeting;
        Some(BothChanged { mine: mine.clone(), theirs: theirs.clone() })
    }

    /// A person chooses between the two. What was written since, in other lines, stays.
    #[inline(never)]
    pub(super) fn settle(&mut self, cell: &CellId, side: Side, out: &mut Vec<Effect>) {
        let Some(met) = self.apart.as_mut().and_then(|apart| apart.met.remove(cell)) else {
            return;
        };
        let Meeting { mine, theirs, both } = met.meeting;
        let chosen = match side {
            Side::Mine => mine,
            Side::Theirs => theirs,
            Side::Both => both,
            Side::Merged => met.merged.clone(),
        };
        let now = self.document.source(cell);
        let (wanted, _) = joined(&met.merged, &chosen, &now, Preferred::Mine);
        let change = text::difference(&now, &wanted).map(|change| Step::text(cell, change));
        self.edit(change.into_iter().collect(), Memory::Undo, out);
        out.push(Effect::CellChanged { cell: cell.clone() });
        out.push(Effect::KeepApart);
    }
}
