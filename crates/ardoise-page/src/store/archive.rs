//! Notebooks that come back from an archive: new ones, or what they lack here.

use idb::Query;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::activities::{self, StoredActivity};
use super::compact::update_row;
use super::failure::Failure;
use super::gone::Thing;
use super::open::Connection;
use super::rooms::{self, Change};
use super::transaction::{Durability, one};
use super::{ACTIVITIES, FILES, NOTEBOOKS, OUTPUTS, PENDING, ROOMS, UPDATES, changed_line, line};
use crate::wire::{Record, SharedContent, Wire};
use ardoise_core::session::Summary;

/// Takes all of it in, or nothing. Of outputs and files the later one stays. A notebook in the bin
/// comes out of it; one that is shared passes on what came. The summary is what the notebook is then.
pub(super) async fn take_in(
    connection: &Connection,
    id: &str,
    now: f64,
    content: SharedContent,
    summary: Summary,
    activity: Option<StoredActivity>,
) -> Result<(), Failure> {
    let stores = [NOTEBOOKS, UPDATES, OUTPUTS, FILES, ACTIVITIES, ROOMS, PENDING];
    let writing = connection.write(&stores, Durability::Strict)?;
    let notebooks = writing.store(NOTEBOOKS)?;
    let before = one(notebooks.get(Query::Key(id.into()))?).await?;
    let row = match before {
        Some(before) => {
            let row: Record = changed_line(before, id, now, summary).unchecked_into();
            row.set("trashed", &JsValue::UNDEFINED);
            row.into()
        }
        None => line(None, id, now, summary).to_js(),
    };
    notebooks.put(&row, None)?;
    let updates = writing.store(UPDATES)?;
    for update in &content.updates {
        let bytes = Uint8Array::from(update.as_slice());
        updates.add(&update_row(id, &bytes), None)?;
        rooms::note(&writing, id, Change::Update(&bytes)).await?;
    }
    rooms::take_outputs(&writing, id, &content.outputs).await?;
    for outputs in &content.outputs {
        let change = Change::Thing(Thing::Outputs(&outputs.cell), outputs.stamp);
        rooms::note(&writing, id, change).await?;
    }
    rooms::take_files(&writing, id, &content.files).await?;
    for file in &content.files {
        let change = Change::Thing(Thing::File(&file.path), file.stamp);
        rooms::note(&writing, id, change).await?;
    }
    if let Some(activity) = activity {
        let activities = writing.store(ACTIVITIES)?;
        if one(activities.get(Query::Key(id.into()))?).await?.is_none() {
            activities.put(&activities::row(id, &activity), None)?;
        }
    }
    writing.complete().await
}
