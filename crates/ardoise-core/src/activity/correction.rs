//! A teacher's later version comes to a pupil's copy: what is taken, and where the pupil's own text
//! stays.

use std::collections::HashSet;

use super::facts::{activity_of, version_of};
use super::{Activity, Part};
use crate::document::{CellId, CellKind, Document};

/// What a later version brings to a copy.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Correction {
    /// The version the copy has, and the one it will have.
    pub from: u32,
    pub to: u32,
    /// In the order of the notebook.
    pub news: Vec<CellNews>,
    /// What the copy takes in.
    pub(crate) updates: Vec<Vec<u8>>,
    /// Cells that the pupil has not moved.
    pub(crate) in_place: HashSet<CellId>,
}

/// What a later version changes of one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellNews {
    pub cell: CellId,
    pub kind: CellKind,
    pub what: NewsKind,
    /// The text in the copy now, and in the new version.
    pub before: String,
    pub after: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewsKind {
    Added,
    Changed,
    Removed,
    /// The pupil has changed the cell too: their text stays, the new one is shown beside it.
    Kept,
}

/// Why a copy takes nothing from an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionRefusal {
    #[error("the notebook is no copy of this activity")]
    AnotherActivity,
    #[error("the copy has this version already")]
    NotNewer,
}

impl Activity {
    /// What this version brings to a copy of an earlier one.
    pub(crate) fn correction(&self, copy: &Document) -> Result<Correction, CorrectionRefusal> {
        if activity_of(copy) != Some(self.id.to_string()) {
            return Err(CorrectionRefusal::AnotherActivity);
        }
        let (from, to) = (version_of(copy).max(1), self.version());
        if from >= to {
            return Err(CorrectionRefusal::NotNewer);
        }
        let (base, latest) = (self.document_at(from), self.document_at(to));
        let mut kept = self.passed_over(copy, from);
        let mut touched: Vec<&CellId> = Vec::new();
        let mut updates = Vec::new();
        for change in self.revisions.iter().skip(from as usize - 1).flat_map(|one| &one.changes) {
            if let (Some(cell), Part::Source) = (&change.cell, change.part) {
                if is_pupils(copy, &base, cell) {
                    kept.insert(cell.clone());
                }
                if !touched.contains(&cell) {
                    touched.push(cell);
                }
                if kept.contains(cell) {
                    continue;
                }
            }
            updates.push(change.update.clone());
        }
        let mut news: Vec<CellNews> =
            touched.iter().filter_map(|cell| news_of(cell, copy, &latest, &kept)).collect();
        let order: Vec<CellId> =
            latest.cells().iter().chain(copy.cells().iter()).cloned().collect();
        news.sort_by_key(|one| order.iter().position(|cell| *cell == one.cell));
        let unmoved = |cell: &&CellId| copy.order_key(cell) == base.order_key(cell);
        let in_place = base.cells().iter().filter(unmoved).cloned().collect();
        Ok(Correction { from, to, news, updates, in_place })
    }

    /// Cells of which the copy has not taken every text up to its version: nothing later fits them.
    fn passed_over(&self, copy: &Document, version: u32) -> HashSet<CellId> {
        let taken = self.revisions.iter().zip(2..=version);
        taken
            .flat_map(|(revision, number)| revision.changes.iter().zip(std::iter::repeat(number)))
            .filter(|(change, _)| change.part == Part::Source)
            .filter_map(|(change, number)| Some((change.cell.clone()?, number)))
            .filter(|(cell, number)| copy.revision(cell) < *number)
            .map(|(cell, _)| cell)
            .collect()
    }
}

/// Whether the pupil has made the cell another one than it was in the version they have.
fn is_pupils(copy: &Document, base: &Document, cell: &CellId) -> bool {
    base.has(cell) && (!copy.has(cell) || copy.source(cell) != base.source(cell))
}

fn news_of(
    cell: &CellId,
    copy: &Document,
    latest: &Document,
    kept: &HashSet<CellId>,
) -> Option<CellNews> {
    let (here, there) = (copy.has(cell), latest.has(cell));
    let (before, after) = (copy.source(cell), latest.source(cell));
    let what = match (here, there) {
        // A cell that the pupil has deleted stays deleted, one that the teacher takes away and the
        // pupil has written in stays.
        (false, _) if kept.contains(cell) => return None,
        (true, false) if kept.contains(cell) => return None,
        (false, false) => return None,
        (false, true) => NewsKind::Added,
        (true, false) => NewsKind::Removed,
        (true, true) if before == after => return None,
        (true, true) if kept.contains(cell) => NewsKind::Kept,
        (true, true) => NewsKind::Changed,
    };
    let kind = if there { latest.kind(cell) } else { copy.kind(cell) };
    Some(CellNews { cell: cell.clone(), kind, what, before, after })
}
