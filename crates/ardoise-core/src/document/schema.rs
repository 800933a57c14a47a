//! How a notebook lies in yrs: the names of the root maps and of the keys of a cell, and reading
//! them. Every value but a source is a string, so that whatever a stranger's update holds is
//! either a string we can read or nothing.
//!
//! A cell that was deleted keeps its small map with [`GONE`] set and its source emptied. It stays
//! deleted unless somebody typed into it at the same moment: then what they typed is shown, since
//! work is never lost (see [`is_visible`]).

use yrs::{Any, GetString, Map, MapRef, Out, ReadTxn, Text, TextRef};

use super::place::CellId;
use super::text::length;
use crate::interchange::CellKind;

/// Root maps.
pub(super) const NOTEBOOK: &str = "notebook";
pub(super) const METADATA: &str = "metadata";
pub(super) const EXTRA: &str = "extra";
pub(super) const CELLS: &str = "cells";

/// Keys of [`NOTEBOOK`].
pub(super) const FORMAT: &str = "format";
pub(super) const TITLE: &str = "title";
pub(super) const MINOR: &str = "minor";

/// The value of [`FORMAT`] in documents of this layout.
pub(super) const FORMAT_NOW: &str = "1";

/// Keys of a cell.
pub(super) const KIND: &str = "kind";
pub(super) const SOURCE: &str = "source";
pub(super) const ORDER: &str = "order";
pub(super) const GONE: &str = "gone";
pub(super) const ATTACHMENTS: &str = "attachments";
/// The version of the activity whose text this cell has taken last.
pub(super) const REVISION: &str = "revision";
/// Starts of the keys that hold one key each of a cell's metadata, of its unknown keys and of what
/// the file said in its own way, as JSON text.
pub(super) const METADATA_KEY: &str = "m:";
pub(super) const EXTRA_KEY: &str = "x:";
pub(super) const STORED_KEY: &str = "s:";

pub(super) fn text(map: &MapRef, txn: &impl ReadTxn, key: &str) -> Option<String> {
    match map.get(txn, key) {
        Some(Out::Any(Any::String(text))) => Some(text.as_ref().to_owned()),
        _ => None,
    }
}

pub(super) fn cell(cells: &MapRef, txn: &impl ReadTxn, id: &CellId) -> Option<MapRef> {
    match cells.get(txn, id.as_str()) {
        Some(Out::YMap(cell)) => Some(cell),
        _ => None,
    }
}

pub(super) fn source(cell: &MapRef, txn: &impl ReadTxn) -> Option<TextRef> {
    match cell.get(txn, SOURCE) {
        Some(Out::YText(source)) => Some(source),
        _ => None,
    }
}

pub(super) fn source_text(cell: &MapRef, txn: &impl ReadTxn) -> String {
    source(cell, txn).map(|source| source.get_string(txn)).unwrap_or_default()
}

pub(super) fn is_visible(cell: &MapRef, txn: &impl ReadTxn) -> bool {
    let Some(source) = source(cell, txn) else { return false };
    if text(cell, txn, GONE).is_none() {
        return true;
    }
    let rest = source.get_string(txn);
    // What is more than text was not typed by a person, and could never be removed.
    !rest.is_empty() && length(&rest) == source.len(txn)
}

pub(super) fn kind(cell: &MapRef, txn: &impl ReadTxn) -> CellKind {
    match text(cell, txn, KIND).as_deref() {
        Some("markdown") => CellKind::Markdown,
        Some("raw") => CellKind::Raw,
        _ => CellKind::Code,
    }
}

/// The keys of a cell with this start, and their texts, in order of the keys.
pub(super) fn keyed(map: &MapRef, txn: &impl ReadTxn, start: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = map
        .iter(txn)
        .filter_map(|(key, value)| match value {
            Out::Any(Any::String(text)) => {
                Some((key.strip_prefix(start)?.to_owned(), text.as_ref().to_owned()))
            }
            _ => None,
        })
        .collect();
    found.sort();
    found
}
