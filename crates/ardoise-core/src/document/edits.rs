//! What a person does to a notebook, as steps. Reading comes first and writing last, so each
//! function returns the steps of one edit and changes nothing itself.

use serde_json::Value;

use super::place::{CellId, Placement, TextChange};
use super::{Document, Place, Step, order, schema, text};
use crate::interchange::{CellKind, JsonMap, compact, compact_map};

/// A cell to be added.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCell {
    pub id: CellId,
    pub kind: CellKind,
    pub source: String,
    pub metadata: JsonMap,
    pub attachments: Option<JsonMap>,
}

impl NewCell {
    pub fn plain(id: CellId, kind: CellKind, source: impl Into<String>) -> NewCell {
        let source = source.into();
        NewCell { id, kind, source, metadata: JsonMap::new(), attachments: None }
    }
}

impl Document {
    pub fn insert_cells(&self, cells: Vec<NewCell>, placement: &Placement) -> Vec<Step> {
        let ids: Vec<CellId> = cells.iter().map(|cell| cell.id.clone()).collect();
        let (keys, mut steps) = self.keys_for(placement, &ids, &[]);
        for (cell, order) in cells.into_iter().zip(keys) {
            let NewCell { id, kind, source, metadata, attachments } = cell;
            steps.push(Step::Create { cell: id.clone(), kind, order });
            for (key, value) in metadata {
                let key = format!("{}{key}", schema::METADATA_KEY);
                steps.push(Step::set(&id, &key, Some(compact(&value))));
            }
            if let Some(files) = attachments {
                let files = compact_map(&files);
                steps.push(Step::set(&id, schema::ATTACHMENTS, Some(files)));
            }
            if !source.is_empty() {
                steps.push(Step::text(&id, TextChange { from: 0, to: 0, insert: source }));
            }
        }
        steps
    }

    /// Deletes a cell. What it held is removed from the document and lives on in the steps that
    /// undo this.
    pub fn delete_cell(&self, cell: &CellId) -> Vec<Step> {
        let mut steps = Vec::new();
        let source = self.source(cell);
        if !source.is_empty() {
            let all = TextChange { from: 0, to: text::length(&source), insert: String::new() };
            steps.push(Step::text(cell, all));
        }
        for (key, _) in self.keys(cell) {
            if key != schema::KIND && key != schema::ORDER {
                steps.push(Step::set(cell, &key, None));
            }
        }
        steps.push(Step::set(cell, schema::GONE, Some("1".to_owned())));
        steps
    }

    /// Moves cells, which keep their order among themselves.
    pub fn move_cells(&self, cells: &[CellId], placement: &Placement) -> Vec<Step> {
        let moving: Vec<CellId> =
            self.cells().iter().filter(|cell| cells.contains(cell)).cloned().collect();
        if let Placement::Before { cell } | Placement::After { cell } = placement
            && moving.contains(cell)
        {
            return Vec::new();
        }
        let (keys, mut steps) = self.keys_for(placement, &moving, &moving);
        for (cell, key) in moving.iter().zip(keys) {
            steps.push(Step::set(cell, schema::ORDER, Some(key)));
        }
        steps
    }

    /// Cuts a cell in two; line ends around the cut go.
    pub fn split_cell(&self, cell: &CellId, offset: u32, new: CellId) -> Vec<Step> {
        let source = self.source(cell);
        let (head, tail) = source.split_at(text::byte_offset(&source, offset));
        let (head, tail) = (head.trim_end_matches('\n'), tail.trim_start_matches('\n'));
        let cut = TextChange {
            from: text::length(head),
            to: text::length(&source),
            insert: String::new(),
        };
        let mut below = NewCell::plain(new, self.kind(cell), tail);
        below.attachments = self.attachments(cell);
        let mut steps = vec![Step::text(cell, cut)];
        steps.extend(self.insert_cells(vec![below], &Placement::After { cell: cell.clone() }));
        steps
    }

    /// Joins cells into the first of them, in the order of the notebook.
    pub fn merge_cells(&self, cells: &[CellId]) -> Vec<Step> {
        let joined: Vec<CellId> =
            self.cells().iter().filter(|cell| cells.contains(cell)).cloned().collect();
        let Some((first, others)) = joined.split_first().filter(|(_, others)| !others.is_empty())
        else {
            return Vec::new();
        };
        let mut added = String::new();
        let mut files = self.attachments(first).unwrap_or_default();
        for other in others {
            added.push_str("\n\n");
            added.push_str(&self.source(other));
            for (name, file) in self.attachments(other).unwrap_or_default() {
                files.entry(name).or_insert(file);
            }
        }
        let end = text::length(&self.source(first));
        let mut steps = vec![Step::text(first, TextChange { from: end, to: end, insert: added })];
        if !files.is_empty() && self.kind(first) != CellKind::Code {
            let files = compact_map(&files);
            steps.push(Step::set(first, schema::ATTACHMENTS, Some(files)));
        }
        for other in others {
            steps.extend(self.delete_cell(other));
        }
        steps
    }

    pub fn convert_cell(&self, cell: &CellId, kind: CellKind) -> Vec<Step> {
        let mut steps = vec![Step::set(cell, schema::KIND, Some(kind.name().to_owned()))];
        let stored_kind = format!("{}cell_type", schema::STORED_KEY);
        steps.push(Step::set(cell, &stored_kind, None));
        if kind == CellKind::Code {
            // The format allows code cells no attachments.
            steps.push(Step::set(cell, schema::ATTACHMENTS, None));
        }
        steps
    }

    /// Sets one key of a cell's metadata, or removes it.
    pub fn set_cell_metadata(&self, cell: &CellId, key: &str, value: Option<Value>) -> Step {
        let key = format!("{}{key}", schema::METADATA_KEY);
        Step::set(cell, &key, value.map(|value| compact(&value)))
    }

    /// Renames the notebook, also in the file it came from.
    pub fn set_title(&self, title: &str) -> Vec<Step> {
        let json = compact(&Value::from(title));
        vec![
            Step::Set {
                place: Place::Notebook,
                key: schema::TITLE.to_owned(),
                value: Some(title.to_owned()),
            },
            Step::Set { place: Place::Metadata, key: schema::TITLE.to_owned(), value: Some(json) },
        ]
    }

    /// Steps that make this document like another one, cell by cell.
    pub fn become_like(&self, other: &Document) -> Vec<Step> {
        let mut steps = Vec::new();
        for (place, ours, theirs) in [
            (Place::Notebook, &self.notebook, &other.notebook),
            (Place::Metadata, &self.metadata, &other.metadata),
        ] {
            let (ours, theirs) = (self.root_keys(ours), other.root_keys(theirs));
            steps.extend(differences(&ours, &theirs, |key, value| Step::Set {
                place: place.clone(),
                key: key.to_owned(),
                value,
            }));
        }
        let wanted = other.cells();
        for cell in self.cells().iter().filter(|cell| !wanted.contains(cell)) {
            steps.extend(self.delete_cell(cell));
        }
        for cell in wanted.iter() {
            let (before, after) = (self.source(cell), other.source(cell));
            let order = other.order_key(cell).unwrap_or_default();
            steps.push(Step::Create { cell: cell.clone(), kind: other.kind(cell), order });
            steps.extend(differences(&self.keys(cell), &other.keys(cell), |key, value| {
                Step::set(cell, key, value)
            }));
            steps.extend(text::difference(&before, &after).map(|change| Step::text(cell, change)));
        }
        steps
    }

    pub(super) fn root_keys(&self, root: &yrs::MapRef) -> Vec<(String, String)> {
        use yrs::Transact;
        schema::keyed(root, &self.doc.transact(), "")
    }

    /// Order keys for cells that go to a place, and the steps that make room when there is none.
    /// Cells in `without` do not count as neighbours.
    fn keys_for(
        &self,
        placement: &Placement,
        arriving: &[CellId],
        without: &[CellId],
    ) -> (Vec<String>, Vec<Step>) {
        let cells = self.cells();
        let rest: Vec<&CellId> = cells.iter().filter(|cell| !without.contains(cell)).collect();
        let at = |cell: &CellId| rest.iter().position(|other| *other == cell);
        let index = match placement {
            Placement::First => 0,
            Placement::Last => rest.len(),
            // A cell that is gone has no place any more; the end is where nothing is disturbed.
            Placement::Before { cell } => at(cell).unwrap_or(rest.len()),
            Placement::After { cell } => at(cell).map_or(rest.len(), |at| at + 1),
        };
        let key = |index: usize| rest.get(index).and_then(|cell| self.order_key(cell));
        let before = index.checked_sub(1).map(|before| key(before).unwrap_or_default());
        let after = rest.get(index).map(|_| key(index).unwrap_or_default());
        let salts: Vec<&str> = arriving.iter().map(CellId::as_str).collect();
        if let Some(keys) = order::between_many(before.as_deref(), after.as_deref(), &salts) {
            return (keys, Vec::new());
        }
        let mut spread = order::spread(rest.len() + arriving.len());
        let keys: Vec<String> = spread.splice(index..index + arriving.len(), []).collect();
        let moved = rest
            .iter()
            .zip(spread)
            .map(|(cell, key)| Step::set(cell, schema::ORDER, Some(key)))
            .collect();
        (keys, moved)
    }
}

/// Steps from one sorted list of keys and values to another.
pub(super) fn differences(
    ours: &[(String, String)],
    theirs: &[(String, String)],
    step: impl Fn(&str, Option<String>) -> Step,
) -> Vec<Step> {
    let find = |list: &[(String, String)], key: &str| {
        list.iter().find(|(other, _)| other == key).map(|(_, value)| value.clone())
    };
    let removed =
        ours.iter().filter(|(key, _)| find(theirs, key).is_none()).map(|(key, _)| step(key, None));
    let changed = theirs
        .iter()
        .filter(|(key, value)| find(ours, key).as_ref() != Some(value))
        .map(|(key, value)| step(key, Some(value.clone())));
    removed.chain(changed).collect()
}
