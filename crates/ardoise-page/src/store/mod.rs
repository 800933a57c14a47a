//! The notebooks kept on this device: one IndexedDB database, and every promise about it.
//!
//! A promise of [`Store`] that resolves means: the transaction is complete, and where the engine
//! can be asked for it, flushed to the disk. A rejected one is an `Error` whose message is a
//! `StoreFailure` word. This module knows rows and bytes; what the bytes say is the core's affair.
//! Start with [`Store`]; opening is in [`open`], merging of updates in [`compact`].
//!
//! # The stored format, version 5
//!
//! Database `ardoise`, version 5. Times are milliseconds since 1970, as numbers. Update bytes are
//! yrs updates in encoding v2; output bytes are the core's own (`session/outputs`).
//!
//! | object store | key | row |
//! |---|---|---|
//! | `notebooks` | `id` | `{id, title, created, modified, cells, excerpt, activity?, trashed?}`: one line of the library; everything but `created` and `trashed` repeats what the updates say, so that the list needs no update read. |
//! | `updates` | `key`, rising by itself; index `notebook` | `{key, notebook, bytes}`: one update. All updates of a notebook, in any order, are the notebook. |
//! | `outputs` | `[notebook, cell]` | `{notebook, cell, bytes, stamp?}`: the outputs of one cell; `stamp` is when they were stored. |
//! | `versions` | `[notebook, time]` | `{notebook, time, title, cells, state}`: the whole notebook as one update, as it was then. |
//! | `files` | `[notebook, path, size, modified]` | `{notebook, path, size, modified, bytes}`: one file beside the cells ([`files`]). |
//! | `activities` | `notebook` | `{notebook, role, bytes}`: the activity a notebook is a `copy` of, or that its `author` has published, as a packet. |
//! | `keys` | `name` | `{name, bytes}`: secrets of this device; `author` is the one that signs activities. |
//! | `rooms` | `notebook` | `{notebook, secret, gone?}`: the notebook is shared in the room whose link has these bytes; `gone` says what was removed in it, and when ([`gone`]). |
//! | `links` | `[notebook, address]` | `{notebook, address, bytes}`: how far a relay of the room was read (`ardoise-sync`). |
//! | `outbox` | `key`, rising; indices `notebook` and `record` (`[notebook, record]`) | `{key, notebook, record, bytes, acked}`: a sealed record on its way, and the relays that have it. |
//! | `pending` | `key`, rising; index `notebook` | `{key, notebook, bytes}`, `{key, notebook, cell, modified}` or `{key, notebook, path, modified}`: an update, the outputs of a cell or a file that is not sealed yet ([`rooms`]). |
//! | `given` | `[notebook, time]` | `{notebook, time, name, relays, sent, problem?, bytes?}`: what was handed in then, sealed, the relays it is for and those that have it, and why one never takes it; without bytes once it has nowhere to go ([`given`]). |
//! | `kernels` | `hash` | `{hash, memory}`: what start-up changes in a kernel's memory (`web/src/host/memory-changes.ts`), by the site's version. Can be lost without harm. |
//!
//! Rows may have fields that an older page does not know; it leaves them alone where it can.
//! Rules that keep work safe:
//!
//! - Updates are added, never changed. Only [`compact`] removes any, and only those it has read
//!   and merged in the same transaction. Transactions that write to one object store run one after
//!   the other, so an update another tab adds meanwhile is not among them.
//! - `key` rises in the order of the commits, so a tab that has read up to a key finds everything
//!   newer above it. The merged update gets a new key and is read by the others once more, which
//!   changes nothing: merging is idempotent.
//! - A notebook that was purged by one tab takes no more updates from another that still shows it:
//!   they would build on what is gone. That tab says that it cannot save, and offers the file.

mod activities;
mod archive;
mod compact;
mod failure;
mod files;
mod given;
mod gone;
mod open;
mod rooms;
mod rows;
mod thin;
mod transaction;

use idb::{KeyRange, ObjectStore, Query};
use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::wire::{CellOutputs, NewNotebook, Record, RoomWrite, SharedContent, Wire};
pub use activities::{ActivityRole, StoredActivity};
use ardoise_core::session::{StoreFailure, Summary};
use compact::update_row;
use failure::Failure;
pub use given::JsGivenRow;
use gone::{Gone, Thing};
use open::Connection;
use rooms::Change;
pub use rows::{StoreEvent, StoredNotebook, StoredVersion};
use rows::{all_of, field, key_of};
use transaction::{Durability, all, one};

const NOTEBOOKS: &str = "notebooks";
const UPDATES: &str = "updates";
const OUTPUTS: &str = "outputs";
const VERSIONS: &str = "versions";
const FILES: &str = "files";
const ACTIVITIES: &str = "activities";
const KEYS: &str = "keys";
const KERNELS: &str = "kernels";
const ROOMS: &str = "rooms";
const LINKS: &str = "links";
const OUTBOX: &str = "outbox";
const PENDING: &str = "pending";
const GIVEN: &str = "given";
const BY_NOTEBOOK: &str = "notebook";
const BY_RECORD: &str = "record";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "NewNotebook")]
    pub type JsNewNotebook;
    #[wasm_bindgen(typescript_type = "Summary")]
    pub type JsSummary;
    #[wasm_bindgen(typescript_type = "StoredNotebook")]
    pub type JsStoredNotebook;
    #[wasm_bindgen(typescript_type = "StoredVersion")]
    pub type JsStoredVersion;
    #[wasm_bindgen(typescript_type = "StoredContent")]
    pub type JsStoredContent;
    #[wasm_bindgen(typescript_type = "NewerUpdates")]
    pub type JsNewerUpdates;
    #[wasm_bindgen(typescript_type = "(event: StoreEvent) => void")]
    pub type JsStoreListener;
    #[wasm_bindgen(typescript_type = "FileView[]")]
    pub type JsFiles;
    #[wasm_bindgen(typescript_type = "StoredActivity")]
    pub type JsStoredActivity;
    #[wasm_bindgen(typescript_type = "StoredRoom")]
    pub type JsStoredRoom;
    #[wasm_bindgen(typescript_type = "SharedNotebook[]")]
    pub type JsSharedNotebooks;
    #[wasm_bindgen(typescript_type = "PendingChanges")]
    pub type JsPendingChanges;
    #[wasm_bindgen(typescript_type = "SharedContent")]
    pub type JsSharedContent;
    #[wasm_bindgen(typescript_type = "RoomWrite")]
    pub type JsRoomWrite;
}

/// The database, open.
#[wasm_bindgen]
pub struct Store {
    connection: Connection,
}

#[wasm_bindgen]
impl Store {
    /// Opens the database, making it when there is none. The listener hears what happens to the
    /// connection later.
    pub async fn open(name: String, listener: JsStoreListener) -> Result<Store, JsValue> {
        let connection = Connection::open(&name, listener.unchecked_into()).await?;
        Ok(Store { connection })
    }

    /// Every notebook, also those in the bin.
    pub async fn list(&self) -> Result<Vec<JsStoredNotebook>, JsValue> {
        let lines = self.get_all(NOTEBOOKS, None).await?;
        Ok(lines.into_iter().map(JsCast::unchecked_into).collect())
    }

    pub async fn line(&self, id: String) -> Result<Option<JsStoredNotebook>, JsValue> {
        let line = self.get(NOTEBOOKS, Query::Key(id.into())).await?;
        Ok(line.map(JsCast::unchecked_into))
    }

    /// Stores a new notebook, whole; a copy together with the activity it is of.
    pub async fn create(
        &self,
        id: String,
        now: f64,
        notebook: JsNewNotebook,
        activity: Option<JsStoredActivity>,
    ) -> Result<(), JsValue> {
        let notebook = NewNotebook::from_js(&notebook).map_err(JsError::from)?;
        let activity = activity.map(|activity| StoredActivity::from_js(&activity)).transpose();
        Ok(self.try_create(&id, now, notebook, activity.map_err(JsError::from)?).await?)
    }

    /// All of a notebook; nothing when there is none.
    pub async fn load(&self, id: String) -> Result<Option<JsStoredContent>, JsValue> {
        Ok(self.try_load(&id).await?.map(JsCast::unchecked_into))
    }

    /// Adds an update; the summary is what the notebook is with it.
    pub async fn append(
        &self,
        id: String,
        now: f64,
        update: Uint8Array,
        summary: JsSummary,
    ) -> Result<(), JsValue> {
        let summary = Summary::from_js(&summary).map_err(JsError::from)?;
        Ok(self.try_append(&id, now, &update, summary).await?)
    }

    /// What any tab appended after the cursor.
    #[wasm_bindgen(js_name = updatesAfter)]
    pub async fn updates_after(&self, id: String, cursor: f64) -> Result<JsNewerUpdates, JsValue> {
        Ok(self.try_updates_after(&id, cursor).await?.unchecked_into())
    }

    /// Replaces the outputs of a cell; none removes them.
    #[wasm_bindgen(js_name = storeOutputs)]
    pub async fn store_outputs(
        &self,
        id: String,
        cell: String,
        now: f64,
        outputs: Option<Uint8Array>,
    ) -> Result<(), JsValue> {
        Ok(self.try_store_outputs(&id, &cell, now, outputs).await?)
    }

    /// The stored outputs of one cell.
    pub async fn outputs(&self, id: String, cell: String) -> Result<Option<Uint8Array>, JsValue> {
        let row = self.get(OUTPUTS, key_of(&id, &cell.into())).await?;
        Ok(row.and_then(|row| field(&row, "bytes")).map(JsCast::unchecked_into))
    }

    /// Replaces a file of a notebook; without content it is removed.
    #[wasm_bindgen(js_name = storeFile)]
    pub async fn store_file(
        &self,
        id: String,
        path: String,
        modified: f64,
        content: Option<Uint8Array>,
    ) -> Result<(), JsValue> {
        Ok(files::put(&self.connection, &id, &path, modified, content).await?)
    }

    /// What a file of a notebook holds.
    pub async fn file(&self, id: String, path: String) -> Result<Option<Uint8Array>, JsValue> {
        let content = files::content(&self.connection, &id, &path).await?;
        Ok(content.map(JsCast::unchecked_into))
    }

    /// The files of a notebook by path.
    pub async fn files(&self, id: String) -> Result<JsFiles, JsValue> {
        Ok(files::list(&self.connection, &id).await?.unchecked_into())
    }

    /// Puts a notebook in the bin, or takes it out without a time.
    #[wasm_bindgen(js_name = setTrashed)]
    pub async fn set_trashed(&self, id: String, time: Option<f64>) -> Result<(), JsValue> {
        Ok(self.try_set_trashed(&id, time).await?)
    }

    /// Removes a notebook for good.
    pub async fn purge(&self, id: String) -> Result<(), JsValue> {
        Ok(self.try_purge(&id).await?)
    }

    /// Merges the updates of a notebook and keeps its state as a version from time to time, or in
    /// any case.
    pub async fn compact(&self, id: String, now: f64, keep: bool) -> Result<(), JsValue> {
        Ok(compact::compact(&self.connection, &id, now, keep).await?)
    }

    /// Earlier states, newest first.
    pub async fn versions(&self, id: String) -> Result<Vec<JsStoredVersion>, JsValue> {
        let mut rows = self.get_all(VERSIONS, Some(Query::KeyRange(all_of(&id)?))).await?;
        rows.reverse();
        let versions = rows.iter().filter_map(|row| StoredVersion::from_js(row).ok());
        Ok(versions.map(|version| version.to_js().unchecked_into()).collect())
    }

    /// The whole notebook as it was then, as one update.
    pub async fn version(&self, id: String, time: f64) -> Result<Option<Uint8Array>, JsValue> {
        let row = self.get(VERSIONS, key_of(&id, &time.into())).await?;
        Ok(row.and_then(|row| field(&row, "state")).map(JsCast::unchecked_into))
    }

    /// The memory of a started kernel whose wasm file has this hash.
    #[wasm_bindgen(js_name = kernelMemory)]
    pub async fn kernel_memory(&self, hash: String) -> Result<Option<Uint8Array>, JsValue> {
        let row = self.get(KERNELS, Query::Key(hash.into())).await?;
        Ok(row.and_then(|row| field(&row, "memory")).map(JsCast::unchecked_into))
    }

    /// Keeps the memory of a started kernel, and only this one.
    #[wasm_bindgen(js_name = keepKernelMemory)]
    pub async fn keep_kernel_memory(
        &self,
        hash: String,
        memory: Uint8Array,
    ) -> Result<(), JsValue> {
        Ok(self.try_keep_kernel_memory(&hash, &memory).await?)
    }

    /// The activity that a notebook is of.
    pub async fn activity(&self, id: String) -> Result<Option<JsStoredActivity>, JsValue> {
        let row = self.get(ACTIVITIES, Query::Key(id.into())).await?;
        let known = row.filter(|row| StoredActivity::from_js(row).is_ok());
        Ok(known.map(JsCast::unchecked_into))
    }

    /// Keeps the activity that a notebook is of, in place of the one before.
    #[wasm_bindgen(js_name = keepActivity)]
    pub async fn keep_activity(
        &self,
        id: String,
        activity: JsStoredActivity,
    ) -> Result<(), JsValue> {
        let activity = StoredActivity::from_js(&activity).map_err(JsError::from)?;
        Ok(activities::put(&self.connection, &id, &activity).await?)
    }

    /// A secret of this device; when there is none yet, this one is kept and returned.
    pub async fn secret(&self, name: String, fresh: Uint8Array) -> Result<Uint8Array, JsValue> {
        Ok(activities::secret(&self.connection, &name, fresh).await?)
    }

    /// Shares a notebook in a room, or keeps a better secret of the same room.
    pub async fn share(&self, id: String, secret: Uint8Array) -> Result<(), JsValue> {
        Ok(rooms::share(&self.connection, &id, &secret).await?)
    }

    /// Forgets a notebook's room; the notebook stays.
    pub async fn leave(&self, id: String) -> Result<(), JsValue> {
        Ok(rooms::leave(&self.connection, &id).await?)
    }

    /// The notebooks that are shared.
    pub async fn shared(&self) -> Result<JsSharedNotebooks, JsValue> {
        Ok(rooms::list(&self.connection).await?.unchecked_into())
    }

    /// The shared notebooks of which something is on no relay yet.
    pub async fn unsent(&self) -> Result<Vec<String>, JsValue> {
        Ok(rooms::unsent(&self.connection).await?)
    }

    /// Everything that is kept of a notebook's room.
    pub async fn room(&self, id: String) -> Result<Option<JsStoredRoom>, JsValue> {
        Ok(rooms::room(&self.connection, &id).await?.map(JsCast::unchecked_into))
    }

    /// What of a shared notebook waits to be sealed.
    pub async fn pending(&self, id: String) -> Result<Option<JsPendingChanges>, JsValue> {
        Ok(rooms::pending(&self.connection, &id).await?.map(JsCast::unchecked_into))
    }

    /// All that a notebook holds.
    pub async fn whole(&self, id: String) -> Result<JsSharedContent, JsValue> {
        Ok(rooms::whole(&self.connection, &id).await?.unchecked_into())
    }

    /// All that a shared notebook holds, and what was removed in it.
    pub async fn held(&self, id: String) -> Result<JsSharedContent, JsValue> {
        Ok(rooms::held(&self.connection, &id).await?.unchecked_into())
    }

    /// Takes in a notebook from an archive, or what one lacks here; the summary is what it is then.
    #[wasm_bindgen(js_name = takeIn)]
    pub async fn take_in(
        &self,
        id: String,
        now: f64,
        content: JsSharedContent,
        summary: JsSummary,
        activity: Option<JsStoredActivity>,
    ) -> Result<(), JsValue> {
        let content = SharedContent::from_js(&content).map_err(JsError::from)?;
        let summary = Summary::from_js(&summary).map_err(JsError::from)?;
        let activity = activity.map(|activity| StoredActivity::from_js(&activity)).transpose();
        let activity = activity.map_err(JsError::from)?;
        Ok(archive::take_in(&self.connection, &id, now, content, summary, activity).await?)
    }

    /// Keeps what a notebook's room asked to keep; the summary is what the notebook is with it.
    #[wasm_bindgen(js_name = keepRoom)]
    pub async fn keep_room(
        &self,
        id: String,
        now: f64,
        write: JsRoomWrite,
        summary: JsSummary,
    ) -> Result<(), JsValue> {
        let write = RoomWrite::from_js(&write).map_err(JsError::from)?;
        let summary = Summary::from_js(&summary).map_err(JsError::from)?;
        Ok(rooms::keep(&self.connection, &id, now, write, summary).await?)
    }

    /// Lets go of the database.
    pub fn close(&self) {
        self.connection.close();
    }
}

impl Store {
    async fn get(&self, store: &str, key: Query) -> Result<Option<JsValue>, Failure> {
        let reading = self.connection.read(&[store])?;
        one(reading.object_store(store)?.get(key)?).await
    }

    async fn get_all(&self, store: &str, keys: Option<Query>) -> Result<Vec<JsValue>, Failure> {
        let reading = self.connection.read(&[store])?;
        all(reading.object_store(store)?.get_all(keys, None)?).await
    }

    async fn try_create(
        &self,
        id: &str,
        now: f64,
        new: NewNotebook,
        activity: Option<StoredActivity>,
    ) -> Result<(), Failure> {
        let stores = [NOTEBOOKS, UPDATES, OUTPUTS, FILES, ACTIVITIES];
        let writing = self.connection.write(&stores, Durability::Strict)?;
        let files = writing.store(FILES)?;
        for file in new.files {
            let content = Uint8Array::from(file.content.as_slice());
            files.put(&files::row(id, &file.path, now, &content), None)?;
        }
        if let Some(activity) = activity {
            writing.store(ACTIVITIES)?.put(&activities::row(id, &activity), None)?;
        }
        let line = line(None, id, now, new.summary);
        writing.store(NOTEBOOKS)?.put(&line.to_js(), None)?;
        let seed = Uint8Array::from(new.seed.as_slice());
        writing.store(UPDATES)?.add(&update_row(id, &seed), None)?;
        let outputs = writing.store(OUTPUTS)?;
        for CellOutputs { cell, bytes } in new.outputs {
            let bytes = Uint8Array::from(bytes.as_slice());
            put_outputs(&outputs, id, cell.as_str(), Some(&bytes), now)?;
        }
        writing.complete().await
    }

    async fn try_load(&self, id: &str) -> Result<Option<Record>, Failure> {
        let reading = self.connection.read(&[UPDATES, OUTPUTS])?;
        let only = KeyRange::only(&id.into())?;
        let index = reading.object_store(UPDATES)?.index(BY_NOTEBOOK)?;
        let updates = index.get_all(Some(Query::KeyRange(only)), None)?;
        let outputs =
            reading.object_store(OUTPUTS)?.get_all(Some(Query::KeyRange(all_of(id)?)), None)?;
        let (updates, outputs) = (all(updates).await?, all(outputs).await?);
        if updates.is_empty() {
            return Ok(None);
        }
        let content = newer(&updates, 0.0);
        content.set("outputs", &outputs.into_iter().collect::<Array>());
        Ok(Some(content))
    }

    async fn try_append(
        &self,
        id: &str,
        now: f64,
        update: &Uint8Array,
        summary: Summary,
    ) -> Result<(), Failure> {
        let stores = [NOTEBOOKS, UPDATES, ROOMS, PENDING];
        let writing = self.connection.write(&stores, Durability::Strict)?;
        let notebooks = writing.store(NOTEBOOKS)?;
        let Some(before) = one(notebooks.get(Query::Key(id.into()))?).await? else {
            writing.abandon();
            return Err(Failure(StoreFailure::Closed));
        };
        writing.store(UPDATES)?.add(&update_row(id, update), None)?;
        notebooks.put(&changed_line(before, id, now, summary), None)?;
        rooms::note(&writing, id, Change::Update(update)).await?;
        writing.complete().await
    }

    async fn try_store_outputs(
        &self,
        id: &str,
        cell: &str,
        now: f64,
        outputs: Option<Uint8Array>,
    ) -> Result<(), Failure> {
        let writing = self.connection.write(&[OUTPUTS, ROOMS, PENDING], Durability::Strict)?;
        let store = writing.store(OUTPUTS)?;
        let thing = Thing::Outputs(cell);
        let before = one(store.get(key_of(id, &cell.into()))?).await?;
        let known = before.as_ref().map(rooms::stamp_of);
        let stamp = Gone::read(&writing, id).await?.time_of(thing, known, now);
        put_outputs(&store, id, cell, outputs.as_ref(), stamp)?;
        rooms::note(&writing, id, Change::Thing(thing, stamp)).await?;
        writing.complete().await
    }

    async fn try_updates_after(&self, id: &str, cursor: f64) -> Result<Record, Failure> {
        let after = KeyRange::lower_bound(&cursor.into(), Some(true))?;
        let mut rows = self.get_all(UPDATES, Some(Query::KeyRange(after))).await?;
        rows.retain(|row| field(row, "notebook").is_some_and(|notebook| notebook == id));
        Ok(newer(&rows, cursor))
    }

    async fn try_set_trashed(&self, id: &str, time: Option<f64>) -> Result<(), Failure> {
        let writing = self.connection.write(&[NOTEBOOKS], Durability::Strict)?;
        let notebooks = writing.store(NOTEBOOKS)?;
        if let Some(row) = one(notebooks.get(Query::Key(id.into()))?).await? {
            let row: Record = row.unchecked_into();
            row.set("trashed", &time.to_js());
            notebooks.put(&row, None)?;
        }
        writing.complete().await
    }

    async fn try_purge(&self, id: &str) -> Result<(), Failure> {
        let writing = self.connection.write(
            &[
                NOTEBOOKS, UPDATES, OUTPUTS, VERSIONS, FILES, ACTIVITIES, ROOMS, LINKS, OUTBOX,
                PENDING, GIVEN,
            ],
            Durability::Relaxed,
        )?;
        let updates = writing.store(UPDATES)?;
        let only = Query::KeyRange(KeyRange::only(&id.into())?);
        let rows = all(updates.index(BY_NOTEBOOK)?.get_all(Some(only), None)?).await?;
        for key in rows.iter().filter_map(|row| field(row, "key")) {
            updates.delete(Query::Key(key))?;
        }
        writing.store(NOTEBOOKS)?.delete(Query::Key(id.into()))?;
        writing.store(ACTIVITIES)?.delete(Query::Key(id.into()))?;
        writing.store(OUTPUTS)?.delete(Query::KeyRange(all_of(id)?))?;
        writing.store(VERSIONS)?.delete(Query::KeyRange(all_of(id)?))?;
        writing.store(FILES)?.delete(Query::KeyRange(all_of(id)?))?;
        writing.store(GIVEN)?.delete(Query::KeyRange(all_of(id)?))?;
        rooms::forget(&writing, id).await?;
        writing.complete().await
    }

    async fn try_keep_kernel_memory(&self, hash: &str, memory: &Uint8Array) -> Result<(), Failure> {
        let writing = self.connection.write(&[KERNELS], Durability::Relaxed)?;
        let kernels = writing.store(KERNELS)?;
        kernels.clear()?;
        let row = Record::new();
        hash.to_owned().put(&row, "hash");
        row.set("memory", memory);
        kernels.put(&row, None)?;
        writing.complete().await
    }
}

/// The line of a notebook that is as the summary says, at this time.
fn line(before: Option<StoredNotebook>, id: &str, now: f64, summary: Summary) -> StoredNotebook {
    let (created, trashed) = before.map_or((now, None), |line| (line.created, line.trashed));
    let Summary { title, cells, excerpt, activity } = summary;
    let id = id.to_owned();
    StoredNotebook { id, title, created, modified: now, cells, excerpt, activity, trashed }
}

/// The same as a row that keeps what else was in the row before.
fn changed_line(before: JsValue, id: &str, now: f64, summary: Summary) -> JsValue {
    let known = StoredNotebook::from_js(&before).ok();
    let changed = line(known, id, now, summary).to_js();
    Object::assign(before.unchecked_ref::<Object>(), changed.unchecked_ref()).into()
}

/// Sets or removes the outputs of a cell, as of this time.
fn put_outputs(
    store: &ObjectStore,
    id: &str,
    cell: &str,
    outputs: Option<&Uint8Array>,
    now: f64,
) -> Result<(), Failure> {
    match outputs {
        None => {
            store.delete(key_of(id, &cell.into()))?;
        }
        Some(bytes) => {
            let row = Record::new();
            id.to_owned().put(&row, "notebook");
            cell.to_owned().put(&row, "cell");
            row.set("bytes", bytes);
            now.put(&row, "stamp");
            store.put(&row, None)?;
        }
    }
    Ok(())
}

/// The bytes of rows of `updates`, and the cursor behind them.
fn newer(rows: &[JsValue], cursor: f64) -> Record {
    let keys = rows.iter().filter_map(|row| field(row, "key")?.as_f64());
    let cursor = keys.fold(cursor, f64::max);
    let updates: Array = rows.iter().filter_map(|row| field(row, "bytes")).collect();
    let newer = Record::new();
    newer.set("updates", &updates);
    cursor.put(&newer, "cursor");
    newer
}
