//! The files of notebooks, whole. What describes a file is its key, `[notebook, path, size,
//! modified]`, so that a list is read without reading what the files hold. A notebook has one row
//! for each path: the one before goes in the transaction that writes the new one.

use idb::{KeyRange, Query};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::gone::{Gone, Thing};
use super::open::Connection;
use super::rooms::{self, Change};
use super::rows::{below, field};
use super::transaction::{Durability, all, one};
use super::{FILES, NOTEBOOKS, PENDING, ROOMS};
use crate::wire::{Record, Wire};
use ardoise_core::session::StoreFailure;

/// The key range of all rows of a file: there is one at most.
pub(super) fn rows_of(id: &str, path: &str) -> Result<KeyRange, Failure> {
    below(&Array::of2(&id.into(), &path.into()))
}

/// Replaces a file; without content it is removed. In a shared notebook it is modified later than what
/// it replaces, whatever the clock says. A notebook that another tab has purged takes none.
pub(super) async fn put(
    connection: &Connection,
    id: &str,
    path: &str,
    modified: f64,
    content: Option<Uint8Array>,
) -> Result<(), Failure> {
    let stores = [NOTEBOOKS, FILES, ROOMS, PENDING];
    let writing = connection.write(&stores, Durability::Strict)?;
    if one(writing.store(NOTEBOOKS)?.get(Query::Key(id.into()))?).await?.is_none() {
        writing.abandon();
        return Err(Failure(StoreFailure::Closed));
    }
    let files = writing.store(FILES)?;
    let before = one(files.get(Query::KeyRange(rows_of(id, path)?))?).await?;
    let known = before.as_ref().and_then(stamp_of);
    let modified = Gone::read(&writing, id).await?.time_of(Thing::File(path), known, modified);
    files.delete(Query::KeyRange(rows_of(id, path)?))?;
    if let Some(content) = content {
        files.put(&row(id, path, modified, &content), None)?;
    }
    rooms::note(&writing, id, Change::Thing(Thing::File(path), modified)).await?;
    writing.complete().await
}

pub(super) fn row(id: &str, path: &str, modified: f64, content: &Uint8Array) -> Record {
    let row = Record::new();
    id.to_owned().put(&row, "notebook");
    path.to_owned().put(&row, "path");
    content.length().put(&row, "size");
    modified.put(&row, "modified");
    row.set("bytes", content);
    row
}

/// When the file of this row was modified.
pub(super) fn stamp_of(row: &JsValue) -> Option<f64> {
    field(row, "modified")?.as_f64()
}

/// What a file holds.
pub(super) async fn content(
    connection: &Connection,
    id: &str,
    path: &str,
) -> Result<Option<JsValue>, Failure> {
    let reading = connection.read(&[FILES])?;
    let row = one(reading.object_store(FILES)?.get(Query::KeyRange(rows_of(id, path)?))?).await?;
    Ok(row.and_then(|row| field(&row, "bytes")))
}

/// The list of a notebook's files, in the shape of `FileView`.
pub(super) async fn list(connection: &Connection, id: &str) -> Result<Array, Failure> {
    let reading = connection.read(&[FILES])?;
    let range = Query::KeyRange(below(&Array::of1(&id.into()))?);
    let keys = all(reading.object_store(FILES)?.get_all_keys(Some(range), None)?).await?;
    let view = |key: JsValue| -> JsValue {
        let key: Array = key.unchecked_into();
        let file = Record::new();
        file.set("path", &key.get(1));
        file.set("size", &key.get(2));
        file.set("modified", &key.get(3));
        file.into()
    };
    Ok(keys.into_iter().map(view).collect())
}
