//! The rooms that notebooks are shared in: secrets, how far each relay was read, sealed records on
//! their way out, and what waits to be sealed.
//!
//! What a person changes in a shared notebook is noted in `pending` in the transaction that keeps the
//! change, whichever tab made it; what others changed is kept in the transaction that keeps the place
//! up to which their relay was read. So a crash can neither forget to send nor to read.

use ardoise_core::session::{StoreFailure, Summary};
use ardoise_sync::known_link_from_bytes;
use idb::{KeyRange, ObjectStore, Query, Transaction};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::compact::update_row;
use super::failure::Failure;
use super::files;
use super::gone::{self, Gone, Thing};
use super::open::Connection;
use super::rows::{all_of, field, key_of};
use super::transaction::{Durability, Writing, all, one};
use super::{
    BY_NOTEBOOK, BY_RECORD, FILES, LINKS, NOTEBOOKS, OUTBOX, OUTPUTS, PENDING, ROOMS, UPDATES,
    changed_line, put_outputs,
};
use crate::wire::{OutboxRow, Record, RoomWrite, SharedFile, SharedOutputs, Wire};

/// What a change is, in a row of `pending`.
#[derive(Clone, Copy)]
pub(super) enum Change<'a> {
    Update(&'a Uint8Array),
    /// At this time; what it is from then on is in `outputs` or `files`, or it is gone.
    Thing(Thing<'a>, f64),
}

/// Notes a change of a notebook that is shared. The transaction covers `rooms` and `pending`, and where
/// the thing that was changed lies.
pub(super) async fn note(writing: &Writing, id: &str, change: Change<'_>) -> Result<(), Failure> {
    let room = one(writing.store(ROOMS)?.get(Query::Key(id.into()))?).await?;
    // What a reader changes stays here: nobody would ever send it.
    let Some(room) = room.filter(|room| !only_reads(room)) else { return Ok(()) };
    let row = Record::new();
    id.to_owned().put(&row, "notebook");
    match change {
        Change::Update(bytes) => row.set("bytes", bytes),
        Change::Thing(thing, stamp) => {
            let there = match thing {
                Thing::Outputs(cell) => {
                    cell.to_owned().put(&row, "cell");
                    writing.store(OUTPUTS)?.get(key_of(id, &cell.into()))?
                }
                Thing::File(path) => {
                    path.to_owned().put(&row, "path");
                    writing.store(FILES)?.get(Query::KeyRange(files::rows_of(id, path)?))?
                }
            };
            stamp.put(&row, "modified");
            let mut gone = Gone::of(Some(room));
            gone.note(thing, one(there).await?.is_none().then_some(stamp));
            gone.keep(writing)?;
        }
    }
    writing.store(PENDING)?.add(&row, None)?;
    Ok(())
}

/// Whether the secret in this row of `rooms` lets one do no more than read (`docs/rooms.md`, links).
fn only_reads(row: &JsValue) -> bool {
    const READS: u8 = 1;
    let secret = field(row, "secret").map(|secret| Uint8Array::new(&secret));
    secret.is_some_and(|secret| secret.length() > 1 && secret.get_index(1) == READS)
}

/// Shares a notebook in the room with this secret, or keeps a better secret of the same room. Whoever
/// may write from now on reads the room anew, and gives it what was written while they could not.
pub(super) async fn share(
    connection: &Connection,
    id: &str,
    secret: &Uint8Array,
) -> Result<(), Failure> {
    let writing = connection.write(&[NOTEBOOKS, ROOMS, LINKS], Durability::Strict)?;
    if one(writing.store(NOTEBOOKS)?.get(Query::Key(id.into()))?).await?.is_none() {
        writing.abandon();
        return Err(Failure(StoreFailure::Closed));
    }
    let before = one(writing.store(ROOMS)?.get(Query::Key(id.into()))?).await?;
    if before.as_ref().is_some_and(only_reads) {
        writing.store(LINKS)?.delete(Query::KeyRange(all_of(id)?))?;
    }
    let row: Record = before.map_or_else(Record::new, JsCast::unchecked_into);
    id.to_owned().put(&row, "notebook");
    row.set("secret", secret);
    writing.store(ROOMS)?.put(&row, None)?;
    writing.complete().await
}

/// Forgets the room: the notebook stays as it is.
pub(super) async fn leave(connection: &Connection, id: &str) -> Result<(), Failure> {
    let writing = connection.write(&[ROOMS, LINKS, OUTBOX, PENDING], Durability::Strict)?;
    forget(&writing, id).await?;
    writing.complete().await
}

/// Removes all rows about a notebook's room.
pub(super) async fn forget(writing: &Writing, id: &str) -> Result<(), Failure> {
    for name in [OUTBOX, PENDING] {
        let rows = writing.store(name)?;
        for row in rows_of(&rows, id).await? {
            if let Some(key) = field(&row, "key") {
                rows.delete(Query::Key(key))?;
            }
        }
    }
    writing.store(LINKS)?.delete(Query::KeyRange(all_of(id)?))?;
    writing.store(ROOMS)?.delete(Query::Key(id.into()))?;
    Ok(())
}

/// Every notebook that is shared, with its room's secret.
pub(super) async fn list(connection: &Connection) -> Result<Array, Failure> {
    let reading = connection.read(&[ROOMS])?;
    Ok(all(reading.object_store(ROOMS)?.get_all(None, None)?).await?.into_iter().collect())
}

/// The shared notebooks of which something is on no relay yet, as far as this device knows.
pub(super) async fn unsent(connection: &Connection) -> Result<Vec<String>, Failure> {
    let reading = connection.read(&[ROOMS, LINKS, OUTBOX, PENDING])?;
    let (links, outbox) = (reading.object_store(LINKS)?, reading.object_store(OUTBOX)?);
    let pending = reading.object_store(PENDING)?;
    let mut unsent = Vec::new();
    for room in all(reading.object_store(ROOMS)?.get_all(None, None)?).await? {
        let id = field(&room, "notebook").and_then(|id| id.as_string());
        let Some(id) = id.filter(|_| !only_reads(&room)) else { continue };
        let known = all(links.get_all(Some(Query::KeyRange(all_of(&id)?)), None)?).await?;
        let on_its_way = rows_of(&outbox, &id).await?;
        let waits = !known.iter().any(is_settled)
            || !on_its_way.iter().all(is_somewhere)
            || !rows_of(&pending, &id).await?.is_empty();
        if waits {
            unsent.push(id);
        }
    }
    Ok(unsent)
}

/// Whether this relay once had all that there was here.
fn is_settled(link: &JsValue) -> bool {
    let bytes = field(link, "bytes").map(|bytes| Uint8Array::new(&bytes).to_vec());
    bytes.is_some_and(|bytes| known_link_from_bytes(&bytes).is_ok_and(|link| link.settled))
}

/// Whether some relay has this record.
fn is_somewhere(record: &JsValue) -> bool {
    field(record, "acked").is_some_and(|acked| acked.unchecked_ref::<Array>().length() > 0)
}

/// Everything that is kept of a notebook's room, in the shape of `StoredRoom`.
pub(super) async fn room(connection: &Connection, id: &str) -> Result<Option<Record>, Failure> {
    let reading = connection.read(&[ROOMS, LINKS, OUTBOX, PENDING])?;
    let row = one(reading.object_store(ROOMS)?.get(Query::Key(id.into()))?).await?;
    let Some(secret) = row.and_then(|row| field(&row, "secret")) else { return Ok(None) };
    let links = reading.object_store(LINKS)?.get_all(Some(Query::KeyRange(all_of(id)?)), None)?;
    let links = all(links).await?;
    let outbox = rows_of(&reading.object_store(OUTBOX)?, id).await?;
    let edited = !rows_of(&reading.object_store(PENDING)?, id).await?.is_empty();
    let stored = Record::new();
    stored.set("secret", &secret);
    let links: Array = links.iter().filter_map(|row| field(row, "bytes")).collect();
    stored.set("links", &links);
    stored.set("outbox", &outbox.into_iter().collect::<Array>());
    edited.put(&stored, "edited");
    Ok(Some(stored))
}

/// What waits to be sealed, in the shape of `PendingChanges`; nothing when nothing does.
pub(super) async fn pending(connection: &Connection, id: &str) -> Result<Option<Record>, Failure> {
    let reading = connection.read(&[PENDING, OUTPUTS, FILES])?;
    let rows = rows_of(&reading.object_store(PENDING)?, id).await?;
    let mark = rows.iter().filter_map(|row| field(row, "key")?.as_f64()).fold(0.0, f64::max);
    if rows.is_empty() {
        return Ok(None);
    }
    let content = Content::default();
    let (outputs, files) = (reading.object_store(OUTPUTS)?, reading.object_store(FILES)?);
    let mut told: Vec<String> = Vec::new();
    // The last change of a cell's outputs or of a file says it all.
    for row in rows.iter().rev() {
        let text = |key| field(row, key).and_then(|value| value.as_string());
        if let Some(bytes) = field(row, "bytes") {
            content.updates.unshift(&bytes);
        } else if let Some(cell) = text("cell") {
            if !told.contains(&cell) {
                let stored = one(outputs.get(key_of(id, &cell.as_str().into()))?).await?;
                let since = field(row, "modified").and_then(|since| since.as_f64());
                content.add_outputs(&cell, stored.as_ref(), since.unwrap_or_default());
                told.push(cell);
            }
        } else if let Some(path) = text("path")
            && !told.contains(&path)
        {
            let range = Query::KeyRange(files::rows_of(id, &path)?);
            let stored = one(files.get(range)?).await?;
            let since = field(row, "modified").and_then(|since| since.as_f64());
            content.add_file(&path, stored.as_ref(), since.unwrap_or_default());
            told.push(path);
        }
    }
    let pending = Record::new();
    mark.put(&pending, "mark");
    pending.set("content", &content.record());
    Ok(Some(pending))
}

/// All that a notebook holds, in the shape of `SharedContent`.
pub(super) async fn whole(connection: &Connection, id: &str) -> Result<Record, Failure> {
    let reading = connection.read(&[UPDATES, OUTPUTS, FILES])?;
    Ok(content_of(&reading, id).await?.record())
}

/// The same, and what was removed in a notebook that is shared.
pub(super) async fn held(connection: &Connection, id: &str) -> Result<Record, Failure> {
    let reading = connection.read(&[UPDATES, OUTPUTS, FILES, ROOMS])?;
    let content = content_of(&reading, id).await?;
    if let Some(room) = one(reading.object_store(ROOMS)?.get(Query::Key(id.into()))?).await? {
        gone::each(&room, |thing, stamp| match thing {
            Thing::Outputs(cell) => content.add_outputs(cell, None, stamp),
            Thing::File(path) => content.add_file(path, None, stamp),
        });
    }
    Ok(content.record())
}

async fn content_of(reading: &Transaction, id: &str) -> Result<Content, Failure> {
    let content = Content::default();
    for row in rows_of(&reading.object_store(UPDATES)?, id).await? {
        if let Some(bytes) = field(&row, "bytes") {
            content.updates.push(&bytes);
        }
    }
    let of_notebook = || all_of(id).map(|range| Some(Query::KeyRange(range)));
    let outputs = reading.object_store(OUTPUTS)?.get_all(of_notebook()?, None)?;
    for row in all(outputs).await? {
        if let Some(cell) = field(&row, "cell").and_then(|cell| cell.as_string()) {
            content.add_outputs(&cell, Some(&row), 0.0);
        }
    }
    let files = reading.object_store(FILES)?.get_all(of_notebook()?, None)?;
    for row in all(files).await? {
        if let Some(path) = field(&row, "path").and_then(|path| path.as_string()) {
            content.add_file(&path, Some(&row), 0.0);
        }
    }
    Ok(content)
}

/// Keeps what a room's device asked to keep, all of it or nothing. The summary is what the notebook
/// is with it.
pub(super) async fn keep(
    connection: &Connection,
    id: &str,
    now: f64,
    write: RoomWrite,
    summary: Summary,
) -> Result<(), Failure> {
    let stores = [NOTEBOOKS, UPDATES, OUTPUTS, FILES, ROOMS, LINKS, OUTBOX, PENDING];
    let writing = connection.write(&stores, Durability::Strict)?;
    let notebooks = writing.store(NOTEBOOKS)?;
    let line = one(notebooks.get(Query::Key(id.into()))?).await?;
    let room = one(writing.store(ROOMS)?.get(Query::Key(id.into()))?).await?;
    let (Some(line), Some(_)) = (line, room) else {
        writing.abandon();
        return Err(Failure(StoreFailure::Closed));
    };
    if let (Some(address), Some(bytes)) = (&write.address, &write.link) {
        let row = Record::new();
        id.to_owned().put(&row, "notebook");
        address.put(&row, "address");
        row.set("bytes", &Uint8Array::from(bytes.as_slice()));
        writing.store(LINKS)?.put(&row, None)?;
    }
    let arrived = &write.arrived;
    if !(arrived.updates.is_empty() && arrived.outputs.is_empty() && arrived.files.is_empty()) {
        let updates = writing.store(UPDATES)?;
        for update in &arrived.updates {
            updates.add(&update_row(id, &Uint8Array::from(update.as_slice())), None)?;
        }
        take_outputs(&writing, id, &arrived.outputs).await?;
        take_files(&writing, id, &arrived.files).await?;
        notebooks.put(&changed_line(line, id, now, summary), None)?;
    }
    send_out(&writing, id, &write.outgoing, write.mark).await?;
    if let Some(address) = &write.address {
        note_acked(&writing.store(OUTBOX)?, id, address, &write.acked, &write.done).await?;
    }
    writing.complete().await
}

/// New records go out; the changes that they hold wait no longer.
async fn send_out(
    writing: &Writing,
    id: &str,
    records: &[OutboxRow],
    mark: Option<u32>,
) -> Result<(), Failure> {
    let outbox = writing.store(OUTBOX)?;
    for record in records {
        let row: Record = record.to_js().unchecked_into();
        id.to_owned().put(&row, "notebook");
        outbox.add(&row, None)?;
    }
    let Some(mark) = mark else { return Ok(()) };
    let pending = writing.store(PENDING)?;
    for row in rows_of(&pending, id).await? {
        if let Some(key) = field(&row, "key")
            && key.as_f64().is_some_and(|key| key <= f64::from(mark))
        {
            pending.delete(Query::Key(key))?;
        }
    }
    Ok(())
}

/// A relay has these records; those that are done go.
async fn note_acked(
    outbox: &ObjectStore,
    id: &str,
    address: &str,
    acked: &[String],
    done: &[String],
) -> Result<(), Failure> {
    let index = outbox.index(BY_RECORD)?;
    for record in acked {
        let Some(row) = one(index.get(key_of(id, &record.as_str().into()))?).await? else {
            continue;
        };
        if done.contains(record) {
            if let Some(key) = field(&row, "key") {
                outbox.delete(Query::Key(key))?;
            }
        } else if let Some(list) = field(&row, "acked") {
            list.unchecked_ref::<Array>().push(&address.into());
            outbox.put(&row, None)?;
        }
    }
    Ok(())
}

/// Outputs of others, unless what is here is newer, or was removed later.
pub(super) async fn take_outputs(
    writing: &Writing,
    id: &str,
    arrived: &[SharedOutputs],
) -> Result<(), Failure> {
    let outputs = writing.store(OUTPUTS)?;
    let mut gone = Gone::read(writing, id).await?;
    for SharedOutputs { cell, stamp, bytes } in arrived {
        let there = one(outputs.get(key_of(id, &cell.as_str().into()))?).await?;
        let thing = Thing::Outputs(cell);
        let stays = there.is_some_and(|row| stays(stamp_of(&row), &row, *stamp, bytes.as_deref()));
        if stays || gone.is_later(thing, *stamp) {
            continue;
        }
        let bytes = bytes.as_ref().map(|bytes| Uint8Array::from(bytes.as_slice()));
        put_outputs(&outputs, id, cell, bytes.as_ref(), *stamp)?;
        gone.note(thing, bytes.is_none().then_some(*stamp));
    }
    gone.keep(writing)
}

/// Files of others, unless what is here is newer, or was removed later.
pub(super) async fn take_files(
    writing: &Writing,
    id: &str,
    arrived: &[SharedFile],
) -> Result<(), Failure> {
    let store = writing.store(FILES)?;
    let mut gone = Gone::read(writing, id).await?;
    for SharedFile { path, stamp, content } in arrived {
        let range = || files::rows_of(id, path).map(Query::KeyRange);
        let there = one(store.get(range()?)?).await?;
        let since = there.and_then(|row| Some((files::stamp_of(&row)?, row)));
        let thing = Thing::File(path);
        let stays =
            since.is_some_and(|(since, row)| stays(since, &row, *stamp, content.as_deref()));
        if stays || gone.is_later(thing, *stamp) {
            continue;
        }
        store.delete(range()?)?;
        gone.note(thing, content.is_none().then_some(*stamp));
        if let Some(content) = content {
            let content = Uint8Array::from(content.as_slice());
            store.put(&files::row(id, path, *stamp, &content), None)?;
        }
    }
    gone.keep(writing)
}

async fn rows_of(store: &ObjectStore, id: &str) -> Result<Vec<JsValue>, Failure> {
    let only = Query::KeyRange(KeyRange::only(&id.into())?);
    all(store.index(BY_NOTEBOOK)?.get_all(Some(only), None)?).await
}

/// Whether what is in a row since this time is not replaced by what arrives: it is newer, or of the same
/// time and larger, so that all devices keep the same one.
fn stays(since: f64, row: &JsValue, stamp: f64, arrived: Option<&[u8]>) -> bool {
    let there = || field(row, "bytes").map(|bytes| Uint8Array::new(&bytes).to_vec());
    since > stamp || since == stamp && there().as_deref() > arrived
}

/// When the outputs in a row were made; rows of earlier versions do not say.
pub(super) fn stamp_of(row: &JsValue) -> f64 {
    field(row, "stamp").and_then(|stamp| stamp.as_f64()).unwrap_or(0.0)
}

/// `SharedContent` of rows, whose bytes are not looked at.
#[derive(Default)]
struct Content {
    updates: Array,
    outputs: Array,
    files: Array,
}

impl Content {
    /// Without a row, they were removed at this time.
    fn add_outputs(&self, cell: &str, row: Option<&JsValue>, since: f64) {
        let outputs = Record::new();
        cell.to_owned().put(&outputs, "cell");
        row.map_or(since, stamp_of).put(&outputs, "stamp");
        if let Some(bytes) = row.and_then(|row| field(row, "bytes")) {
            outputs.set("bytes", &bytes);
        }
        self.outputs.push(&outputs);
    }

    /// Without a row, it was removed at this time.
    fn add_file(&self, path: &str, row: Option<&JsValue>, since: f64) {
        let file = Record::new();
        path.to_owned().put(&file, "path");
        row.and_then(files::stamp_of).unwrap_or(since).put(&file, "stamp");
        if let Some(bytes) = row.and_then(|row| field(row, "bytes")) {
            file.set("content", &bytes);
        }
        self.files.push(&file);
    }

    fn record(&self) -> Record {
        let record = Record::new();
        record.set("updates", &self.updates);
        record.set("outputs", &self.outputs);
        record.set("files", &self.files);
        record
    }
}
