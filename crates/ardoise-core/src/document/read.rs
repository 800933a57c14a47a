//! Reading a document.

use std::rc::Rc;

use serde_json::Value;
use yrs::{GetString, Map, Out, Transact};

use super::place::CellId;
use super::{CellKind, Document, schema};
use crate::interchange::JsonMap;

impl Document {
    /// The cells in order.
    pub fn cells(&self) -> Rc<[CellId]> {
        if let Some(order) = self.order.borrow().as_ref() {
            return Rc::clone(order);
        }
        let txn = self.doc.transact();
        let mut keyed: Vec<(String, CellId)> = self
            .cells
            .iter(&txn)
            .filter_map(|(id, cell)| match cell {
                Out::YMap(cell) if schema::is_visible(&cell, &txn) => Some((
                    schema::text(&cell, &txn, schema::ORDER).unwrap_or_default(),
                    CellId::from(id),
                )),
                _ => None,
            })
            .collect();
        keyed.sort();
        let cells: Rc<[CellId]> = keyed.into_iter().map(|(_, id)| id).collect();
        *self.order.borrow_mut() = Some(Rc::clone(&cells));
        cells
    }

    pub(super) fn forget_order(&self) {
        *self.order.borrow_mut() = None;
    }

    pub(crate) fn order_key(&self, cell: &CellId) -> Option<String> {
        let txn = self.doc.transact();
        schema::text(&schema::cell(&self.cells, &txn, cell)?, &txn, schema::ORDER)
    }

    /// Whether the notebook has this cell.
    pub fn has(&self, cell: &CellId) -> bool {
        let txn = self.doc.transact();
        schema::cell(&self.cells, &txn, cell).is_some_and(|cell| schema::is_visible(&cell, &txn))
    }

    pub fn kind(&self, cell: &CellId) -> CellKind {
        let txn = self.doc.transact();
        schema::cell(&self.cells, &txn, cell)
            .map_or(CellKind::Code, |cell| schema::kind(&cell, &txn))
    }

    /// The source of a cell; of one that is gone, nothing.
    pub fn source(&self, cell: &CellId) -> String {
        let txn = self.doc.transact();
        schema::cell(&self.cells, &txn, cell)
            .and_then(|cell| schema::source(&cell, &txn))
            .map(|source| source.get_string(&txn))
            .unwrap_or_default()
    }

    /// The value of one key of a cell's metadata.
    pub fn cell_metadata(&self, cell: &CellId, key: &str) -> Option<Value> {
        let txn = self.doc.transact();
        let cell = schema::cell(&self.cells, &txn, cell)?;
        parsed(&schema::text(&cell, &txn, &format!("{}{key}", schema::METADATA_KEY))?)
    }

    /// The attachments of a cell: files by name, each in formats by MIME type.
    pub fn attachments(&self, cell: &CellId) -> Option<JsonMap> {
        match parsed(&self.attachments_json(cell)?)? {
            Value::Object(files) => Some(files),
            _ => None,
        }
    }

    /// The attachments of a cell as they are kept.
    pub fn attachments_json(&self, cell: &CellId) -> Option<String> {
        let txn = self.doc.transact();
        schema::text(&schema::cell(&self.cells, &txn, cell)?, &txn, schema::ATTACHMENTS)
    }

    pub fn title(&self) -> String {
        let txn = self.doc.transact();
        schema::text(&self.notebook, &txn, schema::TITLE).unwrap_or_default()
    }

    /// The language of the code cells, `python` when the notebook names none.
    pub fn language(&self) -> String {
        let named = |value: Value, key: &str| {
            value.get(key).and_then(Value::as_str).map(|name| name.to_ascii_lowercase())
        };
        self.metadata("language_info")
            .and_then(|info| named(info, "name"))
            .or_else(|| self.metadata("kernelspec").and_then(|spec| named(spec, "language")))
            .unwrap_or_else(|| "python".to_owned())
    }

    /// The value of one key of the notebook's metadata.
    pub fn metadata(&self, key: &str) -> Option<Value> {
        let txn = self.doc.transact();
        parsed(&schema::text(&self.metadata, &txn, key)?)
    }

    /// Title and metadata as they are kept: keys and texts, in order of the keys.
    pub(crate) fn describe_notebook(&self) -> Vec<(String, String)> {
        let mut lines = self.root_keys(&self.notebook);
        lines.extend(self.root_keys(&self.metadata));
        lines
    }

    /// The keys of a cell and their texts, without its source, in order of the keys.
    pub(super) fn keys(&self, cell: &CellId) -> Vec<(String, String)> {
        let txn = self.doc.transact();
        schema::cell(&self.cells, &txn, cell)
            .map(|cell| schema::keyed(&cell, &txn, ""))
            .unwrap_or_default()
    }

    /// Everything in plain words, for tests to compare and print.
    pub fn describe(&self) -> String {
        let mut out = String::new();
        let txn = self.doc.transact();
        for root in [&self.notebook, &self.metadata, &self.extra] {
            for (key, value) in schema::keyed(root, &txn, "") {
                out.push_str(&format!("{key}: {value}\n"));
            }
        }
        drop(txn);
        for id in self.cells().iter() {
            out.push_str(&format!("[{id}]"));
            for (key, value) in self.keys(id) {
                if key != schema::ORDER {
                    out.push_str(&format!(" {key}={value}"));
                }
            }
            out.push_str(&format!(" {:?}\n", self.source(id)));
        }
        out
    }
}

fn parsed(json: &str) -> Option<Value> {
    serde_json::from_str(json).ok()
}
