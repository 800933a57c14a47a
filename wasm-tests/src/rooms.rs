//! Rooms in a real database and through the door: what is shared is noted, sealed, kept and forgotten
//! in whole transactions, and wasm seals and reads the same bytes as everybody.

use ardoise_core::activity::ActivityFile;
use ardoise_page::Room;
use ardoise_page::wire::{
    GivenRow, HandIn, OutboxRow, Record, RoomEffect, RoomEvent, RoomWrite, SharedContent,
    SharedFile, SharedOutputs, StoredRoom, Wire,
};
use ardoise_protocol::room::codec::{
    answers_from_bytes, asks_from_bytes, bytes_from_answers, bytes_from_asks, bytes_from_record,
    record_from_bytes,
};
use idb::{DatabaseEvent, Factory, KeyPath, ObjectStoreParams};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::desk::*;
use crate::files::database_of_version_2;
use crate::store::load;

const FRAMES: &str = include_str!("../../assets/fixtures/rooms/frames-v1.txt");
const SEALS: &str = include_str!("../../assets/fixtures/rooms/seals-v1.txt");

fn from_hex(hex: &str) -> Vec<u8> {
    let digits = (0..hex.len()).step_by(2);
    digits.filter_map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok()).collect()
}

/// Everything of version 1, as it was written down natively.
#[wasm_bindgen]
pub async fn test_frames_and_seals_have_the_same_bytes_here() -> Outcome {
    for line in FRAMES.lines() {
        let (what, hex) = line.split_once(' ').ok_or_else(|| failure("no such line"))?;
        let bytes = from_hex(hex);
        let again = match what {
            "ask" => asks_from_bytes(&bytes).map(|asks| bytes_from_asks(&asks)),
            "answer" => answers_from_bytes(&bytes).map(|answers| bytes_from_answers(&answers)),
            _ => record_from_bytes(&bytes).map(|record| bytes_from_record(&record)),
        };
        equal(again, Ok(bytes), what)?;
    }
    let sealed = |name: &str| {
        let line = SEALS.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.map(from_hex).ok_or_else(|| failure(name))
    };
    let room = ardoise_page::room_of_link(&sealed("link-orders")?);
    equal(room.map(|room| from_hex(&room)), Some(sealed("room")?), "the room's name")?;
    let mut file = b"ardoise-hand-in\0\x01".to_vec();
    for part in [sealed("link-gives")?, sealed("hand-in")?] {
        // A length of more than seven bits.
        file.extend([(part.len() & 0x7f) as u8 | 0x80, (part.len() >> 7) as u8]);
        file.extend(part);
    }
    let given = ardoise_page::open_hand_in(&file, &sealed("link-orders")?);
    let given: JsValue = given.ok_or_else(|| failure("a hand-in opens"))?.into();
    let given = RoomWrite::from_js(&given).map_err(not_declared)?.arrived.files;
    let [SharedFile { path, stamp: 5.0, content: Some(content) }] = &given[..] else {
        return Err(failure("one file"));
    };
    equal((path.as_str(), content.as_slice()), ("a (4qk6eq).ipynb", b"x".as_slice()), "it")?;
    check(ardoise_page::room_of_link(&[1, 2, 3]).is_none(), "no link")
}

fn update(number: u8) -> Uint8Array {
    bytes(&[number])
}

async fn pending(store: &ardoise_page::Store) -> Result<Option<(u32, SharedContent)>, JsValue> {
    let Some(found) = store.pending("n".into()).await? else { return Ok(None) };
    let record: Record = found.unchecked_into();
    let content = SharedContent::from_js(&record.get("content")).map_err(not_declared)?;
    Ok(Some((record.get("mark").as_f64().unwrap_or_default() as u32, content)))
}

async fn room(store: &ardoise_page::Store) -> Result<Option<StoredRoom>, JsValue> {
    let found = store.room("n".into()).await?;
    found.map(|found| StoredRoom::from_js(&found)).transpose().map_err(not_declared)
}

fn not_declared(error: ardoise_page::wire::NotAsDeclared) -> JsValue {
    failure(&error.to_string())
}

async fn keep(store: &ardoise_page::Store, write: RoomWrite) -> Outcome {
    store.keep_room("n".into(), 30.0, js(&write), js(&summary("Partagé"))).await
}

#[wasm_bindgen]
pub async fn test_what_is_shared_is_noted_with_what_keeps_it() -> Outcome {
    let store = fresh_store("room-notes").await?;
    store.create("n".into(), 1.0, js(&new_notebook("Seul")), None).await?;
    store.append("n".into(), 2.0, update(1), js(&summary("Seul"))).await?;
    check(pending(&store).await?.is_none(), "nothing waits of a notebook that is not shared")?;
    check(room(&store).await?.is_none(), "it has no room")?;

    store.share("n".into(), bytes(&[9; 4])).await?;
    store.append("n".into(), 3.0, update(2), js(&summary("Partagé"))).await?;
    store.store_outputs("n".into(), "a".into(), 4.0, Some(bytes(&[5]))).await?;
    store.store_outputs("n".into(), "a".into(), 5.0, Some(bytes(&[6]))).await?;
    store.store_file("n".into(), "b.csv".into(), 6.0, Some(bytes(&[7]))).await?;
    store.append("n".into(), 7.0, update(3), js(&summary("Partagé"))).await?;
    let (mark, content) = pending(&store).await?.ok_or_else(|| failure("nothing waits"))?;
    equal(content.updates, vec![vec![2], vec![3]], "updates in their order")?;
    let outputs = content.outputs.iter().map(|it| (it.cell.as_str(), it.stamp, it.bytes.clone()));
    equal(outputs.collect::<Vec<_>>(), vec![("a", 5.0, Some(vec![6]))], "the last outputs")?;
    let files = content.files.iter().map(|it| (it.path.as_str(), it.stamp, it.content.clone()));
    equal(files.collect::<Vec<_>>(), vec![("b.csv", 6.0, Some(vec![7]))], "the file")?;

    // Sealed: it waits no longer, but for what came meanwhile.
    store.append("n".into(), 8.0, update(4), js(&summary("Partagé"))).await?;
    let row = OutboxRow { record: "00ff".into(), bytes: vec![1, 2], acked: vec![] };
    let write = RoomWrite { outgoing: vec![row], mark: Some(mark), ..RoomWrite::default() };
    keep(&store, write).await?;
    let (_, content) = pending(&store).await?.ok_or_else(|| failure("nothing waits"))?;
    equal(content.updates, vec![vec![4]], "what was not sealed")?;
    let stored = room(&store).await?.ok_or_else(|| failure("no room"))?;
    equal(stored.outbox.len(), 1, "what goes out")?;
    check(stored.edited, "something is not sealed")?;

    // One relay has it, then the other.
    let acked = |done: bool| RoomWrite {
        address: Some("r".into()),
        acked: vec!["00ff".into()],
        done: done.then(|| "00ff".into()).into_iter().collect(),
        ..RoomWrite::default()
    };
    keep(&store, acked(false)).await?;
    let stored = room(&store).await?.ok_or_else(|| failure("no room"))?;
    equal(stored.outbox[0].acked.clone(), vec!["r".to_owned()], "who has it")?;
    keep(&store, acked(true)).await?;
    let stored = room(&store).await?.ok_or_else(|| failure("no room"))?;
    check(stored.outbox.is_empty(), "nothing goes out any more")
}

/// Own changes of whoever may only read waited to be sealed for ever.
#[wasm_bindgen]
pub async fn test_what_a_reader_changes_does_not_wait() -> Outcome {
    let store = fresh_store("room-reader").await?;
    store.create("n".into(), 1.0, js(&new_notebook("Lu")), None).await?;
    store.share("n".into(), bytes(&[1, 1, 9, 9])).await?;
    store.append("n".into(), 2.0, update(2), js(&summary("Lu"))).await?;
    store.store_outputs("n".into(), "a".into(), 3.0, Some(bytes(&[5]))).await?;
    store.store_file("n".into(), "b.csv".into(), 4.0, Some(bytes(&[7]))).await?;
    check(pending(&store).await?.is_none(), "nothing waits")?;
    let link = Some(vec![3, 3]);
    keep(&store, RoomWrite { address: Some("r".into()), link, ..RoomWrite::default() }).await?;

    // With a link to write, the room is read anew, and what it lacks is found by that.
    store.share("n".into(), bytes(&[1, 2, 9, 9])).await?;
    let stored = room(&store).await?.ok_or_else(|| failure("no room"))?;
    check(stored.links.is_empty(), "the room is read from its start")?;
    store.append("n".into(), 5.0, update(3), js(&summary("Lu"))).await?;
    let (_, content) = pending(&store).await?.ok_or_else(|| failure("nothing waits"))?;
    equal(content.updates, vec![vec![3]], "what a writer changes waits")
}

#[wasm_bindgen]
pub async fn test_what_arrives_is_kept_with_the_place_it_was_read_to() -> Outcome {
    let store = fresh_store("room-arrives").await?;
    store.create("n".into(), 1.0, js(&new_notebook("Seul")), None).await?;
    store.share("n".into(), bytes(&[9; 4])).await?;
    store.store_outputs("n".into(), "a".into(), 20.0, Some(bytes(&[1]))).await?;
    store.store_file("n".into(), "b.csv".into(), 20.0, Some(bytes(&[1]))).await?;
    let outputs =
        |cell: &str, stamp| SharedOutputs { cell: cell.into(), stamp, bytes: Some(vec![2]) };
    let file = |path: &str, stamp| SharedFile { path: path.into(), stamp, content: Some(vec![2]) };
    let arrived = SharedContent {
        updates: vec![vec![8, 8]],
        outputs: vec![outputs("a", 10.0), outputs("c", 10.0)],
        files: vec![file("b.csv", 30.0), file("d.csv", 1.0)],
    };
    let link = Some(vec![3, 3]);
    keep(&store, RoomWrite { address: Some("r".into()), link, arrived, ..RoomWrite::default() })
        .await?;
    let loaded = load(&store, "n").await?;
    equal(loaded.updates.last().cloned(), Some(vec![8, 8]), "the update")?;
    let mut outputs = loaded.outputs;
    outputs.sort();
    let expected = vec![("a".to_owned(), vec![1]), ("c".to_owned(), vec![2])];
    equal(outputs, expected, "the newer outputs stay")?;
    for (path, content) in [("b.csv", vec![2]), ("d.csv", vec![2])] {
        let found = store.file("n".into(), path.into()).await?;
        equal(found.map(|found| found.to_vec()), Some(content), path)?;
    }
    let stored = room(&store).await?.ok_or_else(|| failure("no room"))?;
    equal(stored.links, vec![vec![3, 3]], "how far it was read")?;
    // What others made is not sent back as one's own.
    let (_, content) = pending(&store).await?.ok_or_else(|| failure("nothing waits"))?;
    check(content.updates.is_empty(), "no update waits")?;
    let whole: JsValue = store.whole("n".into()).await?.into();
    let whole = SharedContent::from_js(&whole).map_err(not_declared)?;
    equal((whole.updates.len(), whole.outputs.len(), whole.files.len()), (2, 2, 2), "all of it")
}

/// Outputs that a cell has no more and files that were deleted came back with what others had done
/// before, and removed outputs were told with no time, which nobody believed.
#[wasm_bindgen]
pub async fn test_what_was_removed_does_not_come_back() -> Outcome {
    let store = fresh_store("room-removed").await?;
    store.create("n".into(), 1.0, js(&new_notebook("Seul")), None).await?;
    store.share("n".into(), bytes(&[9; 4])).await?;
    store.store_outputs("n".into(), "a".into(), 10.0, Some(bytes(&[1]))).await?;
    store.store_file("n".into(), "b.csv".into(), 10.0, Some(bytes(&[1]))).await?;
    store.store_outputs("n".into(), "a".into(), 20.0, None).await?;
    store.store_file("n".into(), "b.csv".into(), 20.0, None).await?;
    // A better link changes nothing of that.
    store.share("n".into(), bytes(&[9; 4])).await?;
    let things = |content: SharedContent| {
        let outputs = content.outputs.into_iter().map(|it| (it.cell, it.stamp, it.bytes));
        outputs.chain(content.files.into_iter().map(|it| (it.path, it.stamp, it.content)))
    };
    let gone = |stamp| vec![("a".to_owned(), stamp, None), ("b.csv".to_owned(), stamp, None)];
    let (_, content) = pending(&store).await?.ok_or_else(|| failure("nothing waits"))?;
    equal(things(content).collect::<Vec<_>>(), gone(20.0), "what others are told")?;
    let held = async || -> Result<Vec<_>, JsValue> {
        let held: JsValue = store.held("n".into()).await?.into();
        let held = SharedContent::from_js(&held).map_err(not_declared)?;
        Ok(things(held).collect())
    };
    equal(held().await?, gone(20.0), "what a relay is given that lacks it")?;

    let others = |stamp, bytes: Option<Vec<u8>>| RoomWrite {
        arrived: SharedContent {
            updates: vec![],
            outputs: vec![SharedOutputs { cell: "a".into(), stamp, bytes: bytes.clone() }],
            files: vec![SharedFile { path: "b.csv".into(), stamp, content: bytes }],
        },
        ..RoomWrite::default()
    };
    keep(&store, others(15.0, Some(vec![2]))).await?;
    equal(held().await?, gone(20.0), "what was done before stays removed")?;
    let there =
        vec![("a".to_owned(), 25.0, Some(vec![3])), ("b.csv".to_owned(), 25.0, Some(vec![3]))];
    keep(&store, others(25.0, Some(vec![3]))).await?;
    equal(held().await?, there, "what was done after is there")?;
    keep(&store, others(30.0, None)).await?;
    keep(&store, others(25.0, Some(vec![3]))).await?;
    equal(held().await?, gone(30.0), "others remove too")?;
    store.store_outputs("n".into(), "a".into(), 40.0, Some(bytes(&[4]))).await?;
    store.store_file("n".into(), "b.csv".into(), 40.0, Some(bytes(&[4]))).await?;
    equal(held().await?.len(), 2, "what is there again is not gone")?;
    equal(held().await?[0].clone(), ("a".to_owned(), 40.0, Some(vec![4])), "and is the last")
}

/// A school PC whose clock is years slow: what is changed on it after others were read still counts.
#[wasm_bindgen]
pub async fn test_a_wrong_clock_loses_no_change() -> Outcome {
    let store = fresh_store("room-clock").await?;
    store.create("n".into(), 1.0, js(&new_notebook("Horloge")), None).await?;
    store.share("n".into(), bytes(&[9; 4])).await?;
    let arrived = |stamp, bytes: Option<Vec<u8>>| RoomWrite {
        arrived: SharedContent {
            updates: vec![],
            outputs: vec![SharedOutputs { cell: "a".into(), stamp, bytes: bytes.clone() }],
            files: vec![SharedFile { path: "b.csv".into(), stamp, content: bytes }],
        },
        ..RoomWrite::default()
    };
    let held = async |stamp: f64, held: Option<Vec<u8>>, what: &str| {
        let content: JsValue = store.held("n".into()).await?.into();
        let content = SharedContent::from_js(&content).map_err(not_declared)?;
        let outputs = content.outputs.into_iter().map(|it| (it.stamp, it.bytes));
        let files = content.files.into_iter().map(|it| (it.stamp, it.content));
        let all: Vec<_> = outputs.chain(files).collect();
        equal(all, vec![(stamp, held); 2], what)
    };
    let change = async |now: f64, content: Option<&[u8]>| -> Outcome {
        store.store_outputs("n".into(), "a".into(), now, content.map(bytes)).await?;
        store.store_file("n".into(), "b.csv".into(), now, content.map(bytes)).await
    };

    keep(&store, arrived(1000.0, Some(vec![1]))).await?;
    change(5.0, Some(&[2])).await?;
    held(1001.0, Some(vec![2]), "what replaces something").await?;
    change(6.0, None).await?;
    held(1002.0, None, "what removes something").await?;
    change(7.0, Some(&[3])).await?;
    held(1003.0, Some(vec![3]), "what replaces nothing").await?;

    keep(&store, arrived(1003.0, Some(vec![2, 9]))).await?;
    held(1003.0, Some(vec![3]), "of two at one time the larger stays").await?;
    keep(&store, arrived(1003.0, None)).await?;
    held(1003.0, Some(vec![3]), "and something before nothing").await?;
    keep(&store, arrived(1003.0, Some(vec![4]))).await?;
    held(1003.0, Some(vec![4]), "whichever came first").await?;
    change(8.0, None).await?;
    keep(&store, arrived(1004.0, Some(vec![5]))).await?;
    held(1004.0, Some(vec![5]), "in each order").await
}

/// What is on no relay is known without opening the notebook.
#[wasm_bindgen]
pub async fn test_what_is_on_no_relay_is_known() -> Outcome {
    let store = fresh_store("room-unsent").await?;
    let is_unsent = async |unsent: bool, what: &str| {
        let expected: Vec<String> = unsent.then(|| "n".into()).into_iter().collect();
        equal(store.unsent().await?, expected, what)
    };
    store.create("n".into(), 1.0, js(&new_notebook("Seul")), None).await?;
    is_unsent(false, "what is not shared").await?;
    store.share("n".into(), bytes(&[1, 2, 9, 9])).await?;
    is_unsent(true, "a relay that was never heard").await?;

    // How far a relay was read, as it is kept: everything was given to it.
    let link = |settled: bool| {
        let mut bytes = vec![1, 1, b'r', 0, 0];
        bytes.extend([0; 32]);
        bytes.extend([u8::from(settled), 0, 0]);
        (Some("r".to_owned()), Some(bytes))
    };
    let knows = |settled| {
        let (address, link) = link(settled);
        RoomWrite { address, link, ..RoomWrite::default() }
    };
    keep(&store, knows(false)).await?;
    is_unsent(true, "a relay that does not have everything").await?;
    keep(&store, knows(true)).await?;
    is_unsent(false, "a relay that has everything").await?;

    store.append("n".into(), 2.0, update(2), js(&summary("Partagé"))).await?;
    is_unsent(true, "an edit").await?;
    let (mark, _) = pending(&store).await?.ok_or_else(|| failure("nothing waits"))?;
    let row = OutboxRow { record: "aa".into(), bytes: vec![1], acked: vec![] };
    keep(&store, RoomWrite { outgoing: vec![row], mark: Some(mark), ..RoomWrite::default() })
        .await?;
    is_unsent(true, "a sealed record").await?;
    keep(&store, RoomWrite { acked: vec!["aa".into()], ..knows(true) }).await?;
    is_unsent(false, "a record that a relay has").await?;

    store.share("n".into(), bytes(&[1, 1, 9, 9])).await?;
    store.append("n".into(), 3.0, update(3), js(&summary("Lu"))).await?;
    is_unsent(false, "what a reader changes goes nowhere").await
}

#[wasm_bindgen]
pub async fn test_leaving_and_purging_forget_the_room() -> Outcome {
    let store = fresh_store("room-leave").await?;
    for leaves in [true, false] {
        store.create("n".into(), 1.0, js(&new_notebook("Partagé")), None).await?;
        store.share("n".into(), bytes(&[9; 4])).await?;
        store.append("n".into(), 2.0, update(1), js(&summary("Partagé"))).await?;
        let row = OutboxRow { record: "aa".into(), bytes: vec![1], acked: vec![] };
        let (address, link) = (Some("r".into()), Some(vec![3]));
        keep(&store, RoomWrite { address, link, outgoing: vec![row], ..RoomWrite::default() })
            .await?;
        if leaves {
            store.leave("n".into()).await?;
            check(store.load("n".into()).await?.is_some(), "the notebook stays")?;
        } else {
            store.purge("n".into()).await?;
        }
        check(room(&store).await?.is_none(), "no room")?;
        check(pending(&store).await?.is_none(), "nothing waits")?;
        let shared: Array = store.shared().await?.unchecked_into();
        equal(shared.length(), 0, "shared notebooks")?;
        // A write that comes too late is refused whole.
        let late = RoomWrite { mark: Some(9), ..RoomWrite::default() };
        refused_as(keep(&store, late).await, "closed", "a late write")?;
    }
    refused_as(store.share("gone".into(), bytes(&[1])).await, "closed", "a notebook that is gone")
}

/// Two devices, through the door: what one seals the other takes in.
#[wasm_bindgen]
pub async fn test_a_room_crosses_the_door() -> Outcome {
    let secret = Room::make(vec!["r".into()]);
    let stored =
        |edited| StoredRoom { secret: secret.clone(), links: vec![], outbox: vec![], edited };
    let mut one = Room::open(js(&stored(true)))?;
    let mut other = Room::open(js(&stored(false)))?;
    equal(one.id(), other.id(), "the room")?;
    equal(one.role().as_string(), Some("orders".to_owned()), "what the maker may")?;
    for role in ["reads", "writes", "orders"] {
        let link = one.link(JsValue::from_str(role).unchecked_into());
        let room = link.and_then(|link| ardoise_page::room_of_link(&link));
        equal(room, Some(one.id()), role)?;
    }
    let give = |room: &mut Room, now: f64, event: RoomEvent| -> Result<Vec<RoomEffect>, JsValue> {
        let effects = room.handle(now, js(&event))?;
        effects.iter().map(|it| RoomEffect::from_js(it).map_err(not_declared)).collect()
    };
    // Pressed, the edits are asked for and sealed without any relay.
    give(&mut one, 1.0, RoomEvent::Wake)?;
    let effects = give(&mut one, 2.0, RoomEvent::Flush)?;
    let asked = effects.iter().any(|effect| matches!(effect, RoomEffect::GiveChanges));
    check(asked, "the edits are asked for")?;
    let seed = new_notebook("Carrés").seed;
    let content = SharedContent { updates: vec![seed.clone()], ..SharedContent::default() };
    let effects = give(&mut one, 3.0, RoomEvent::Changes { mark: 1, content })?;
    let written = effects.into_iter().find_map(|effect| match effect {
        RoomEffect::Keep { write, .. } => Some(write),
        _ => None,
    });
    let written = written.ok_or_else(|| failure("nothing is kept"))?;
    equal((written.outgoing.len(), written.mark), (1, Some(1)), "one sealed record")?;
    check(!written.outgoing[0].bytes.windows(4).any(|part| part == b"Carr"), "it is closed")?;
    let opens = give(&mut other, 1.0, RoomEvent::Wake)?;
    check(opens.iter().any(|effect| matches!(effect, RoomEffect::Open { .. })), "it connects")
}

/// A pupil hands in, a relay is asked, the teacher's page opens it.
#[wasm_bindgen]
pub async fn test_what_is_handed_in_is_kept_until_it_has_arrived() -> Outcome {
    let store = fresh_store("handed-in").await?;
    store.create("n".into(), 1.0, js(&new_notebook("Carrés")), None).await?;
    let secret = Room::make(vec![String::new()]);
    let link = ardoise_page::link_for_hand_ins(&secret).ok_or_else(|| failure("a maker gives"))?;
    equal(ardoise_page::room_for_hand_ins(&link), ardoise_page::room_of_link(&secret), "the room")?;
    check(ardoise_page::room_of_link(&link).is_none(), "it is no link to read")?;
    check(ardoise_page::link_for_hand_ins(&link).is_none(), "who gives lets nobody give")?;
    let file = |path: &str| ActivityFile { path: path.into(), content: b"{}".to_vec() };
    let files = [file("Léa.ipynb"), file("Léa/notes.csv")].map(|file| file.to_js());
    let files: JsValue = files.into_iter().collect::<Array>().into();
    let sealed = ardoise_page::seal_hand_in(&link, 5.0, files.unchecked_into(), &[7; 32])?;
    let sealed = sealed.ok_or_else(|| failure("sealed"))?;

    let row = |bytes: Option<Vec<u8>>| GivenRow {
        notebook: "n".into(),
        time: 5.0,
        name: "Léa".into(),
        relays: vec![String::new()],
        sent: vec![],
        problem: None,
        bytes,
    };
    store.give(js(&row(Some(sealed.clone())))).await?;
    let given = async || -> Result<Vec<GivenRow>, JsValue> {
        let rows = store.given(None).await?.into_iter();
        let rows = rows.map(|row| GivenRow::from_js(&JsValue::from(row)));
        rows.collect::<Result<_, _>>().map_err(not_declared)
    };
    let kept = given().await?;
    equal(kept.len(), 1, "it is kept")?;
    equal(kept[0].bytes.clone(), Some(sealed.clone()), "as it was sealed")?;
    let read: JsValue = ardoise_page::read_hand_in(&sealed).ok_or_else(|| failure("reads"))?.into();
    let read = HandIn::from_js(&read).map_err(not_declared)?;
    equal((read.messages.len(), read.relays), (1, vec![String::new()]), "where it goes")?;
    check(ardoise_page::hand_in_said(b"<html>").is_none(), "a proxy says nothing")?;

    store.note_given("n".into(), 5.0, "a".into(), None, false).await?;
    store.note_given("n".into(), 5.0, "a".into(), None, false).await?;
    let kept = given().await?;
    equal((kept[0].sent.clone(), kept[0].bytes.is_some()), (vec!["a".into()], true), "one has it")?;
    store.note_given("n".into(), 5.0, "b".into(), Some("deleted".into()), true).await?;
    let kept = given().await?;
    equal((kept[0].problem.as_deref(), kept[0].bytes.is_some()), (Some("deleted"), false), "over")?;

    // The teacher's page, by hand.
    let write: JsValue =
        ardoise_page::open_hand_in(&sealed, &secret).ok_or_else(|| failure("opens"))?.into();
    let write = RoomWrite::from_js(&write).map_err(not_declared)?;
    equal(write.arrived.files.len(), 2, "two files")?;
    check(write.arrived.files[0].path.starts_with("Léa ("), &write.arrived.files[0].path)?;
    check(ardoise_page::open_hand_in(&sealed, &Room::make(vec![])).is_none(), "another's room")?;
    store.share("n".into(), bytes(&secret)).await?;
    keep(&store, write).await?;
    let held: JsValue = store.held("n".into()).await?.into();
    let held = SharedContent::from_js(&held).map_err(not_declared)?;
    equal(held.files.len(), 2, "they are beside the cells")?;

    store.purge("n".into()).await?;
    equal(given().await?.len(), 0, "what is removed takes it along")?;
    check(store.give(js(&row(None))).await.is_err(), "what is gone gives nothing")
}

/// The database as version 3 made it, without our own code.
async fn database_of_version_3(name: &str) -> Outcome {
    database_of_version_2(name).await?;
    let fail = |error: idb::Error| failure(&error.to_string());
    let mut request =
        Factory::new().and_then(|factory| factory.open(name, Some(3))).map_err(fail)?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else { return };
        for (store, key) in [("activities", "notebook"), ("keys", "name")] {
            let mut params = ObjectStoreParams::new();
            params.key_path(Some(KeyPath::new_single(key)));
            let _ = database.create_object_store(store, params);
        }
    });
    request.await.map_err(fail)?.close();
    Ok(())
}

/// A shared notebook of before anything could be handed in.
#[wasm_bindgen]
pub async fn test_a_store_of_version_4_gives() -> Outcome {
    let name = "room-version-4";
    database_of_version_3(name).await?;
    let fail = |error: idb::Error| failure(&error.to_string());
    let mut request =
        Factory::new().and_then(|factory| factory.open(name, Some(4))).map_err(fail)?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else { return };
        let with = |path: KeyPath, rising: bool| {
            let mut params = ObjectStoreParams::new();
            params.key_path(Some(path)).auto_increment(rising);
            params
        };
        let _ = database.create_object_store("rooms", with(KeyPath::new_single("notebook"), false));
        let address = KeyPath::new_array(["notebook", "address"]);
        let _ = database.create_object_store("links", with(address, false));
        for store in ["outbox", "pending"] {
            let made = database.create_object_store(store, with(KeyPath::new_single("key"), true));
            let Ok(rows) = made else { return };
            let _ = rows.create_index("notebook", KeyPath::new_single("notebook"), None);
            let by_record = KeyPath::new_array(["notebook", "record"]);
            let _ = rows.create_index("record", by_record, None);
        }
    });
    let database = request.await.map_err(fail)?;
    let writing =
        database.transaction(&["rooms"], idb::TransactionMode::ReadWrite).map_err(fail)?;
    let row = Record::new();
    row.set("notebook", &"n".into());
    row.set("secret", &bytes(&[1, 2, 9]));
    let rooms = writing.object_store("rooms").map_err(fail)?;
    rooms.put(&row, None).map_err(fail)?.await.map_err(fail)?;
    writing.commit().map_err(fail)?.await.map_err(fail)?;
    database.close();

    let store = open(name).await?;
    equal(room(&store).await?.map(|room| room.secret), Some(vec![1, 2, 9]), "it is still shared")?;
    let given = GivenRow {
        notebook: "n".into(),
        time: 1.0,
        name: "Léa".into(),
        relays: vec![String::new()],
        sent: vec![],
        problem: None,
        bytes: Some(vec![1]),
    };
    store.give(js(&given)).await?;
    equal(store.given(Some("n".into())).await?.len(), 1, "it gives")
}

#[wasm_bindgen]
pub async fn test_a_store_of_version_3_is_shared() -> Outcome {
    let name = "room-version-3";
    database_of_version_3(name).await?;

    let store = open(name).await?;
    store.share("n".into(), bytes(&[9; 4])).await?;
    store.append("n".into(), 2.0, update(1), js(&summary("Partagé"))).await?;
    let (_, content) = pending(&store).await?.ok_or_else(|| failure("nothing waits"))?;
    equal(content.updates, vec![vec![1]], "what waits")?;
    // Outputs of before have no stamp, so anything newer wins.
    let arrived = SharedContent {
        outputs: vec![SharedOutputs { cell: "first".into(), stamp: 1.0, bytes: Some(vec![2]) }],
        ..SharedContent::default()
    };
    keep(&store, RoomWrite { arrived, ..RoomWrite::default() }).await?;
    let found = load(&store, "n").await?.outputs;
    check(found.contains(&("first".to_owned(), vec![2])), "the outputs of others")
}
