//! Making one update of many, without losing one that another tab adds meanwhile.

use idb::{KeyRange, Query};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::open::Connection;
use super::rows::{all_of, field, key_of};
use super::thin::{self, Kept};
use super::transaction::{Durability, all, one};
use super::{BY_NOTEBOOK, NOTEBOOKS, StoredNotebook, UPDATES, VERSIONS};
use crate::wire::{Record, Wire};

/// Merges the updates of a notebook into one and keeps the state as a version when the last one
/// is old enough or somebody wants it kept, under the time of its last change. Reading, merging,
/// adding and removing happen in one transaction; between the
/// last read and the first write nothing is awaited, so a crash leaves all or nothing.
///
/// Updates that do not merge (damaged, or built on missing ones) all stay as they are.
pub(super) async fn compact(
    connection: &Connection,
    id: &str,
    now: f64,
    keep: bool,
) -> Result<(), Failure> {
    let writing = connection.write(&[NOTEBOOKS, UPDATES, VERSIONS], Durability::Strict)?;
    let key = JsValue::from_str(id);
    let updates = writing.store(UPDATES)?;
    let only = Query::KeyRange(KeyRange::only(&key)?);
    let rows = all(updates.index(BY_NOTEBOOK)?.get_all(Some(only), None)?).await?;
    let line = one(writing.store(NOTEBOOKS)?.get(Query::Key(key))?).await?;
    let versions = writing.store(VERSIONS)?;
    let kept: Vec<Kept> = all(versions.get_all(Some(Query::KeyRange(all_of(id)?)), None)?)
        .await?
        .iter()
        .filter_map(|row| {
            let bytes = field(row, "state")?.dyn_into::<Uint8Array>().ok()?.length() as usize;
            Some(Kept { time: field(row, "time")?.as_f64()?, bytes })
        })
        .collect();

    let bytes: Vec<Vec<u8>> = rows
        .iter()
        .filter_map(|row| Some(field(row, "bytes")?.dyn_into::<Uint8Array>().ok()?.to_vec()))
        .collect();
    let merged = match ardoise_core::document::merge(&bytes) {
        Ok(merged) if bytes.len() == rows.len() && !rows.is_empty() => merged,
        _ => {
            writing.abandon();
            return Ok(());
        }
    };
    let merged = Uint8Array::from(merged.as_slice());
    if rows.len() > 1 {
        updates.add(&update_row(id, &merged), None)?;
        for row in &rows {
            if let Some(key) = field(row, "key") {
                updates.delete(Query::Key(key))?;
            }
        }
    }
    let newest = kept.iter().map(|kept| kept.time).fold(f64::NEG_INFINITY, f64::max);
    let line = line.and_then(|line| StoredNotebook::from_js(&line).ok());
    if let Some(line) = line
        && line.modified - newest >= if keep { 1.0 } else { thin::APART }
    {
        let version = Record::new();
        id.to_owned().put(&version, "notebook");
        line.modified.put(&version, "time");
        line.title.put(&version, "title");
        line.cells.put(&version, "cells");
        version.set("state", &merged);
        versions.put(&version, None)?;
        let mut all = kept;
        all.push(Kept { time: line.modified, bytes: merged.length() as usize });
        for time in thin::dropped(&all, now) {
            versions.delete(key_of(id, &JsValue::from_f64(time)))?;
        }
    }
    writing.complete().await
}

/// A row of `updates`; the database gives it its key.
pub(super) fn update_row(id: &str, bytes: &Uint8Array) -> Record {
    let row = Record::new();
    id.to_owned().put(&row, "notebook");
    row.set("bytes", bytes);
    row
}
