//! From one state of a notebook to a later one in small updates, one for each cell: what a teacher's
//! correction is made of.

use serde_json::Value;

use super::edits::differences;
use super::place::CellId;
use super::{Document, Place, Step, order, schema, text};
use crate::interchange::compact;

/// What changes of one cell, or of the notebook itself.
pub(crate) struct CellSteps {
    pub(crate) cell: Option<CellId>,
    /// Its text or whether it is there.
    pub(crate) source: Vec<Step>,
    /// All else.
    pub(crate) rest: Vec<Step>,
}

impl Document {
    /// The steps that make this document like another one, cell by cell. Cells that stay in order
    /// among themselves keep their places.
    pub(crate) fn steps_towards(&self, other: &Document) -> Vec<CellSteps> {
        let mut all = Vec::new();
        let mut notebook = CellSteps { cell: None, source: Vec::new(), rest: Vec::new() };
        for (place, ours, theirs) in [
            (Place::Notebook, &self.notebook, &other.notebook),
            (Place::Metadata, &self.metadata, &other.metadata),
        ] {
            let (ours, theirs) = (self.root_keys(ours), other.root_keys(theirs));
            notebook.rest.extend(differences(&ours, &theirs, |key, value| Step::Set {
                place: place.clone(),
                key: key.to_owned(),
                value,
            }));
        }
        all.push(notebook);
        let (ours, theirs) = (self.cells(), other.cells());
        for cell in ours.iter().filter(|cell| !theirs.contains(cell)) {
            all.push(CellSteps {
                cell: Some(cell.clone()),
                source: self.delete_cell(cell),
                rest: Vec::new(),
            });
        }
        for (cell, key) in theirs.iter().zip(self.order_towards(&theirs)) {
            let (before, after) = (self.source(cell), other.source(cell));
            let text = text::difference(&before, &after).map(|change| Step::text(cell, change));
            let own = |keys: Vec<(String, String)>| -> Vec<(String, String)> {
                let keys = keys.into_iter();
                keys.filter(|(key, _)| {
                    key != schema::ORDER && key != schema::GONE && key != schema::REVISION
                })
                .collect()
            };
            let (old, new) = (own(self.keys(cell)), own(other.keys(cell)));
            let mut rest = differences(&old, &new, |key, value| Step::set(cell, key, value));
            let known = ours.contains(cell);
            if known && self.order_key(cell).as_ref() != Some(&key) {
                rest.push(Step::set(cell, schema::ORDER, Some(key.clone())));
            }
            let (source, rest) = if known {
                (text.into_iter().collect(), rest)
            } else {
                let kind = other.kind(cell);
                let back = self.knew(cell);
                let mut steps = vec![Step::Create { cell: cell.clone(), kind, order: key.clone() }];
                if back {
                    steps.push(Step::set(cell, schema::ORDER, Some(key)));
                }
                steps.extend(rest);
                steps.extend(text);
                (steps, Vec::new())
            };
            all.push(CellSteps { cell: Some(cell.clone()), source, rest });
        }
        all.retain(|steps| !steps.source.is_empty() || !steps.rest.is_empty());
        all
    }

    /// Order keys for these cells in this order. As many as possible of those that are here keep
    /// the keys they have.
    fn order_towards(&self, wanted: &[CellId]) -> Vec<String> {
        let ours = self.cells();
        let places: Vec<Option<usize>> =
            wanted.iter().map(|cell| ours.iter().position(|our| our == cell)).collect();
        let stay = longest_rising(&places);
        let mut keys: Vec<Option<String>> = wanted
            .iter()
            .zip(&stay)
            .map(|(cell, stay)| stay.then(|| self.order_key(cell)).flatten())
            .collect();
        let mut at = 0;
        while at < keys.len() {
            if keys[at].is_some() {
                at += 1;
                continue;
            }
            let end = (at..keys.len()).find(|at| keys[*at].is_some()).unwrap_or(keys.len());
            let salts: Vec<&str> = wanted[at..end].iter().map(CellId::as_str).collect();
            let before = at.checked_sub(1).and_then(|before| keys[before].clone());
            let after = keys.get(end).cloned().flatten();
            let Some(new) = order::between_many(before.as_deref(), after.as_deref(), &salts) else {
                // No room: everything gets a new place.
                return order::spread(wanted.len());
            };
            for (place, key) in (at..end).zip(new) {
                keys[place] = Some(key);
            }
            at = end;
        }
        keys.into_iter().flatten().collect()
    }

    /// The version of the activity whose text a cell has taken last; 1 for that of the seed.
    pub(crate) fn revision(&self, cell: &CellId) -> u32 {
        let key = |(key, value): (String, String)| (key == schema::REVISION).then_some(value);
        let found = self.keys(cell).into_iter().find_map(key);
        found.and_then(|number| number.parse().ok()).unwrap_or(1)
    }

    /// The step that notes it.
    pub(crate) fn set_revision(&self, cell: &CellId, version: u32) -> Step {
        Step::set(cell, schema::REVISION, Some(version.to_string()))
    }

    /// Sets one key of the notebook's metadata, or removes it.
    pub(crate) fn set_metadata(&self, key: &str, value: Option<Value>) -> Step {
        let value = value.map(|value| compact(&value));
        Step::Set { place: Place::Metadata, key: key.to_owned(), value }
    }

    /// Whether a cell of this id was ever here.
    pub(crate) fn knew(&self, cell: &CellId) -> bool {
        self.order_key(cell).is_some()
    }
}

/// Which numbers belong to a longest rising sequence; those that are none never do.
fn longest_rising(numbers: &[Option<usize>]) -> Vec<bool> {
    // For each length, the place of the smallest number that ends a sequence of it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (place, number) in numbers.iter().enumerate() {
        let Some(number) = number else { continue };
        let length = ends.partition_point(|end| numbers[*end] < Some(*number));
        before[place] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(place);
        } else {
            ends[length] = place;
        }
    }
    let mut rising = vec![false; numbers.len()];
    let mut place = ends.last().copied();
    while let Some(at) = place {
        rising[at] = true;
        place = before[at];
    }
    rising
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rises_stays() {
        let kept = |numbers: &[usize]| {
            let numbers: Vec<Option<usize>> = numbers.iter().copied().map(Some).collect();
            longest_rising(&numbers)
        };
        assert_eq!(kept(&[0, 1, 2]), [true; 3]);
        assert_eq!(kept(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(kept(&[1, 2, 0]), [true, true, false]);
        assert_eq!(longest_rising(&[None, Some(0), None, Some(1)]), [false, true, false, true]);
        assert_eq!(longest_rising(&[]), [false; 0]);
    }
}
