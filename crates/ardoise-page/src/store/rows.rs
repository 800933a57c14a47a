//! The rows of the database, as they are stored and as they cross the door.

use idb::{KeyRange, Query};
use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use crate::wire::shape::*;

/// One line of the library.
pub struct StoredNotebook {
    pub id: String,
    pub title: String,
    pub created: f64,
    pub modified: f64,
    pub cells: u32,
    pub excerpt: String,
    pub activity: Option<String>,
    pub trashed: Option<f64>,
}

/// An earlier state, without its bytes.
pub struct StoredVersion {
    pub time: f64,
    pub title: String,
    pub cells: u32,
}

/// What happens to an open database.
#[derive(Clone, Copy)]
pub enum StoreEvent {
    Blocked,
    Outdated,
    Closed,
}

words! {
    /// What happens to the database: another tab holds an older one open; another tab needs a newer
    /// one, so this one is closed; the browser closed or deleted it.
    crate::store::StoreEvent as StoreEvent {
        Blocked = "blocked",
        Outdated = "outdated",
        Closed = "closed",
    }
}

records! {
    /// One line of the library. Times are milliseconds since 1970.
    crate::store::StoredNotebook as StoredNotebook {
        id: String,
        title: String,
        created: f64,
        modified: f64,
        cells: u32,
        excerpt: String,
        /// The activity it is of.
        activity: Option<String>,
        /// When it was put in the bin.
        trashed: Option<f64>,
    }
}

records! {
    /// An earlier state of a notebook, kept at this time.
    crate::store::StoredVersion as StoredVersion { time: f64, title: String, cells: u32 }
}

/// What only passes through from the database to the page, never opened here.
#[wasm_bindgen(typescript_custom_section)]
const PASSED_ON: &str = "
/** All of a notebook. The cursor is what `updatesAfter` continues from. */
export interface StoredContent {
    updates: Uint8Array[];
    outputs: CellOutputs[];
    cursor: number;
}

/** What was appended after a cursor. */
export interface NewerUpdates {
    updates: Uint8Array[];
    cursor: number;
}

/** A notebook that is shared. */
export interface SharedNotebook {
    notebook: string;
    /** The bytes of its room's best link. */
    secret: Uint8Array;
}

/** What waits to be sealed, and up to which key. */
export interface PendingChanges {
    mark: number;
    content: SharedContent;
}
";

/// The range of all keys `[notebook, ...]`.
pub(super) fn all_of(notebook: &str) -> Result<KeyRange, Failure> {
    below(&Array::of1(&notebook.into()))
}

/// The range of all keys that begin so and are longer: an array is above every text and number.
pub(super) fn below(start: &Array) -> Result<KeyRange, Failure> {
    let last = start.concat(&Array::of1(&Array::new()));
    Ok(KeyRange::bound(start, &last, None, None)?)
}

pub(super) fn key_of(notebook: &str, second: &JsValue) -> Query {
    let key: JsValue = Array::of2(&JsValue::from_str(notebook), second).into();
    Query::Key(key)
}

/// A field of a row that is read as it is.
pub(super) fn field(row: &JsValue, key: &'static str) -> Option<JsValue> {
    let value = Record::read(row).ok()?.get(key);
    (!value.is_undefined()).then_some(value)
}
