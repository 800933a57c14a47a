//! From a notebook file to a document and back. What a file says and is no output is kept, key by
//! key, so that two people who change different keys do not overwrite each other.

use serde_json::Value;
use yrs::{Map, MapPrelim, MapRef, TextPrelim, Transact, TransactionMut};

use super::place::CellId;
use super::{Document, SEED_CLIENT, order, schema};
use crate::interchange::{self, CellFile, JsonMap, NotebookFile};

/// The title a file gives itself.
pub fn title_of_file(file: &NotebookFile) -> Option<String> {
    file.metadata
        .get(schema::TITLE)
        .and_then(Value::as_str)
        .map(str::trim)
        .filter(|title| !title.is_empty())
        .map(str::to_owned)
}

/// The ids of a file's cells; those of old formats, which have none, are made from their place and
/// text and so are the same on every device.
pub(crate) fn ids_of_file(file: &NotebookFile) -> Vec<CellId> {
    let mut taken = file.cells.iter().filter_map(|cell| cell.id.clone()).collect();
    file.cells
        .iter()
        .enumerate()
        .map(|(place, cell)| {
            let id = cell.id.clone().unwrap_or_else(|| {
                let id = interchange::fresh_id(place, &cell.source, &taken);
                taken.insert(id.clone());
                id
            });
            CellId::from(id)
        })
        .collect()
}

/// The update every copy of this file starts from. The same file and title give the same bytes on
/// every device, so that copies made apart are copies of one notebook.
pub fn seed_from_file(file: &NotebookFile, title: &str) -> Vec<u8> {
    let document = Document::new(SEED_CLIENT);
    let mut txn = document.doc.transact_mut();
    document.notebook.insert(&mut txn, schema::FORMAT, schema::FORMAT_NOW);
    document.notebook.insert(&mut txn, schema::TITLE, title);
    document.notebook.insert(&mut txn, schema::MINOR, file.nbformat_minor.to_string());
    insert_all(&document.metadata, &mut txn, "", &file.metadata);
    insert_all(&document.extra, &mut txn, "", &file.extra);
    let places = order::spread(file.cells.len());
    for ((cell, id), place) in file.cells.iter().zip(ids_of_file(file)).zip(places) {
        let map = document.cells.insert(&mut txn, id.as_str(), MapPrelim::default());
        map.insert(&mut txn, schema::KIND, cell.kind.name());
        map.insert(&mut txn, schema::ORDER, place);
        map.insert(&mut txn, schema::SOURCE, TextPrelim::new(cell.source.as_str()));
        if let Some(files) = &cell.attachments {
            let files = interchange::compact_map(files);
            map.insert(&mut txn, schema::ATTACHMENTS, files);
        }
        insert_all(&map, &mut txn, schema::METADATA_KEY, &cell.metadata);
        insert_all(&map, &mut txn, schema::EXTRA_KEY, &cell.extra);
        insert_all(&map, &mut txn, schema::STORED_KEY, &cell.as_stored);
    }
    drop(txn);
    document.state()
}

fn insert_all(map: &MapRef, txn: &mut TransactionMut<'_>, start: &str, values: &JsonMap) {
    for (key, value) in values {
        map.insert(txn, format!("{start}{key}"), interchange::compact(value));
    }
}

impl Document {
    /// The notebook as a file, with the outputs and counts that the caller keeps.
    pub fn to_file(
        &self,
        mut results: impl FnMut(&CellId) -> Option<(Vec<Value>, Option<u32>)>,
    ) -> NotebookFile {
        let cells = self
            .cells()
            .iter()
            .map(|id| {
                let mut cell = self.cell_file(id);
                if cell.kind == interchange::CellKind::Code
                    && let Some((outputs, count)) = results(id)
                {
                    cell.outputs = outputs;
                    cell.execution_count = count;
                }
                cell
            })
            .collect();
        let txn = self.doc.transact();
        let minor = schema::text(&self.notebook, &txn, schema::MINOR);
        NotebookFile {
            metadata: json_map(schema::keyed(&self.metadata, &txn, "")),
            nbformat: 4,
            nbformat_minor: minor
                .and_then(|minor| minor.parse().ok())
                .unwrap_or(interchange::NEWEST_MINOR),
            cells,
            extra: json_map(schema::keyed(&self.extra, &txn, "")),
        }
    }

    fn cell_file(&self, id: &CellId) -> CellFile {
        let txn = self.doc.transact();
        let Some(map) = schema::cell(&self.cells, &txn, id) else { return CellFile::default() };
        let keys = |start| json_map(schema::keyed(&map, &txn, start));
        CellFile {
            id: Some(id.as_str().to_owned()),
            kind: schema::kind(&map, &txn),
            source: schema::source_text(&map, &txn),
            metadata: keys(schema::METADATA_KEY),
            attachments: schema::text(&map, &txn, schema::ATTACHMENTS)
                .and_then(|files| serde_json::from_str(&files).ok()),
            outputs: Vec::new(),
            execution_count: None,
            extra: keys(schema::EXTRA_KEY),
            as_stored: keys(schema::STORED_KEY),
        }
    }
}

/// Keys with JSON texts as an object. A text that is no JSON (only hostile updates hold one) is
/// kept as the text it is.
fn json_map(keys: Vec<(String, String)>) -> JsonMap {
    keys.into_iter()
        .map(|(key, text)| {
            let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
            (key, value)
        })
        .collect()
}
