//! The activities that notebooks are of, and the secrets of this device.

use idb::Query;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::open::Connection;
use super::rows::field;
use super::transaction::{Durability, one};
use super::{ACTIVITIES, KEYS};
use crate::wire::shape::*;

/// What a notebook is to its activity.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ActivityRole {
    /// A pupil's.
    Copy,
    /// What it was published from.
    Author,
}

/// The activity of a notebook.
pub struct StoredActivity {
    pub role: ActivityRole,
    pub bytes: Bytes,
}

words! {
    /// What a notebook is to its activity.
    crate::store::ActivityRole as ActivityRole { Copy = "copy", Author = "author" }
}

records! {
    /// The activity a notebook is a copy of, or that its author has published, as a packet.
    crate::store::StoredActivity as StoredActivity { role: ActivityRole, bytes: Bytes }
}

pub(super) fn row(notebook: &str, activity: &StoredActivity) -> Record {
    let row: Record = activity.to_js().unchecked_into();
    notebook.to_owned().put(&row, "notebook");
    row
}

pub(super) async fn put(
    connection: &Connection,
    notebook: &str,
    activity: &StoredActivity,
) -> Result<(), Failure> {
    let writing = connection.write(&[ACTIVITIES], Durability::Strict)?;
    writing.store(ACTIVITIES)?.put(&row(notebook, activity), None)?;
    writing.complete().await
}

/// The first one that was kept stays: two tabs that ask at once get the same.
pub(super) async fn secret(
    connection: &Connection,
    name: &str,
    fresh: Uint8Array,
) -> Result<Uint8Array, Failure> {
    let writing = connection.write(&[KEYS], Durability::Strict)?;
    let keys = writing.store(KEYS)?;
    let kept = one(keys.get(Query::Key(name.into()))?).await?;
    let kept = kept.and_then(|row| field(&row, "bytes")?.dyn_into::<Uint8Array>().ok());
    let secret = match kept {
        Some(kept) => kept,
        None => {
            let row = Record::new();
            name.to_owned().put(&row, "name");
            row.set("bytes", &fresh);
            keys.put(&row, None)?;
            fresh
        }
    };
    writing.complete().await?;
    Ok(secret)
}
