//! A room that a notebook is shared in: the device of `ardoise-sync`, with the notebook's updates
//! joined, compared and checked on the way.
//!
//! Everything here belongs to the second half of the page's engine: whoever calls it has waited for
//! `wholeEngine` (`web/src/core/halves.ts`).

use std::collections::BTreeMap;

use ardoise_core::document;
use ardoise_crypto::RoomKeys;
use ardoise_crypto::link::{Role, RoomLink, bytes_from_link, link_from_bytes};
use ardoise_protocol::room::{RecordId, Refusal};
use ardoise_sync::{
    Config, Device, Effect, Entropy, Event, Item, KnownLink, Problem, StoredRecord, TAIL_RECORDS,
    Write, bytes_from_known_link, bytes_from_stored_record, known_link_from_bytes,
    stored_record_from_bytes,
};
use wasm_bindgen::prelude::*;

use crate::wire::{
    OutboxRow, RoomEffect, RoomEvent, RoomFile, RoomLinkStatus, RoomStatus, RoomWrite,
    SharedContent, SharedFile, SharedOutputs, StoredRoom, Wire,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "RoomEvent")]
    pub type JsRoomEvent;
    #[wasm_bindgen(typescript_type = "RoomEffect")]
    pub type JsRoomEffect;
    #[wasm_bindgen(typescript_type = "RoomStatus")]
    pub type JsRoomStatus;
    #[wasm_bindgen(typescript_type = "StoredRoom")]
    pub type JsStoredRoom;
    #[wasm_bindgen(typescript_type = "SharedContent")]
    pub type JsSharedContent;
    #[wasm_bindgen(typescript_type = "RoomFile")]
    pub type JsRoomFile;
    /// What a link lets one do.
    #[wasm_bindgen(typescript_type = "\"reads\" | \"writes\" | \"orders\"")]
    pub type JsRoomRole;
    /// Also there without a secure context.
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    pub(crate) fn get_random_values(bytes: &mut [u8]);
}

pub(crate) struct BrowserEntropy;

impl Entropy for BrowserEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        get_random_values(bytes);
    }
}

/// A notebook's room.
#[wasm_bindgen]
pub struct Room {
    device: Device,
    link: RoomLink,
    /// What was read of relays that are to be given what they lack.
    read: BTreeMap<usize, Vec<Item>>,
}

#[wasm_bindgen]
impl Room {
    /// The secret of a new room, to be found on these relays.
    pub fn make(relays: Vec<String>) -> Vec<u8> {
        let mut secrets = [[0; 32]; 2];
        secrets.iter_mut().for_each(|secret| get_random_values(secret));
        let [write, admin] = secrets;
        let link = RoomLink { keys: RoomKeys::make(write, admin), relays };
        bytes_from_link(&link, Role::Orders).unwrap_or_default()
    }

    /// Goes on from what is kept.
    pub fn open(stored: JsStoredRoom) -> Result<Room, JsError> {
        let StoredRoom { secret, links, outbox, edited } = StoredRoom::from_js(&stored)?;
        let link = link_from_bytes(&secret)?;
        let kept: Vec<KnownLink> =
            links.iter().filter_map(|bytes| known_link_from_bytes(bytes).ok()).collect();
        let known = |address: &String| {
            let found = kept.iter().find(|link| link.address == *address).cloned();
            found.unwrap_or_else(|| KnownLink { address: address.clone(), ..KnownLink::default() })
        };
        let outbox = outbox.into_iter().filter_map(|row| {
            let record = stored_record_from_bytes(&row.bytes).ok()?;
            Some(StoredRecord { acked: row.acked, ..record })
        });
        let device = Device::new(Config {
            keys: link.keys.clone(),
            links: link.relays.iter().map(known).collect(),
            outbox: outbox.collect(),
            edited,
            tail_records: TAIL_RECORDS,
            entropy: Box::new(BrowserEntropy),
        });
        Ok(Room { device, link, read: BTreeMap::new() })
    }

    /// Takes in one event and says what is to be done, in order.
    pub fn handle(
        &mut self,
        #[wasm_bindgen(js_name = nowMs)] now_ms: f64,
        event: JsRoomEvent,
    ) -> Result<Vec<JsRoomEffect>, JsError> {
        let event = self.event(RoomEvent::from_js(&event)?);
        let effects = self.device.handle(now_ms as u64, event);
        let effects: Vec<RoomEffect> =
            effects.into_iter().map(|effect| self.effect(effect)).collect();
        Ok(effects.iter().map(|effect| effect.to_js().unchecked_into()).collect())
    }

    pub fn status(&self) -> JsRoomStatus {
        let status = self.device.status();
        let links = status.links.into_iter().map(|link| RoomLinkStatus {
            address: link.address,
            state: link.state,
            problem: link.problem.map(|problem| word_of(problem).to_owned()),
        });
        let status =
            RoomStatus { reach: status.reach, current: status.current, links: links.collect() };
        status.to_js().unchecked_into()
    }

    /// 32 hexadecimal digits.
    pub fn id(&self) -> String {
        hex(&self.link.keys.room().0)
    }

    /// What these keys let one do.
    pub fn role(&self) -> JsRoomRole {
        let keys = &self.link.keys;
        let role = if keys.may_order() {
            "orders"
        } else if keys.may_write() {
            "writes"
        } else {
            "reads"
        };
        JsValue::from_str(role).unchecked_into()
    }

    /// The bytes of a link that lets somebody do this; nothing when these keys do not allow it.
    pub fn link(&self, role: JsRoomRole) -> Option<Vec<u8>> {
        let role = match role.as_string().as_deref() {
            Some("orders") => Role::Orders,
            Some("writes") => Role::Writes,
            _ => Role::Reads,
        };
        bytes_from_link(&self.link, role)
    }
}

#[wasm_bindgen]
impl Room {
    /// A file with all of this, sealed, and with the link that opens it; nothing for who may not write.
    pub fn file(&self, content: JsSharedContent) -> Result<Option<Vec<u8>>, JsError> {
        let mut content = SharedContent::from_js(&content)?;
        if let Ok(whole) = document::merge(&content.updates) {
            content.updates = vec![whole];
        }
        let Some(secret) = bytes_from_link(&self.link, Role::Writes) else { return Ok(None) };
        let items = items_of(content);
        Ok(ardoise_sync::room_file(&self.link.keys, &secret, items, &mut BrowserEntropy))
    }
}

/// Reads a file of a room; nothing when it is none. Its records go out to the room's relays.
#[wasm_bindgen(js_name = readRoomFile)]
pub fn read_room_file(bytes: &[u8]) -> Option<JsRoomFile> {
    let file = ardoise_sync::file_from_bytes(bytes).ok()?;
    let stored = |(id, bytes)| StoredRecord { id, bytes, only: None, acked: Vec::new() };
    let outgoing = rows_of(file.records.into_iter().map(stored).collect());
    let write = RoomWrite { arrived: content_of(file.items), outgoing, ..RoomWrite::default() };
    let file = RoomFile { secret: file.secret, write, unreadable: file.unreadable };
    Some(file.to_js().unchecked_into())
}

/// The id of the room that a link leads to, 32 hexadecimal digits; nothing when it is no link.
#[wasm_bindgen(js_name = roomOfLink)]
pub fn room_of_link(link: &[u8]) -> Option<String> {
    Some(hex(&link_from_bytes(link).ok()?.keys.room().0))
}

impl Room {
    fn event(&mut self, event: RoomEvent) -> Event {
        match event {
            RoomEvent::Opened { link } => Event::Opened { link },
            RoomEvent::Closed { link } => Event::Closed { link },
            RoomEvent::Received { link, bytes } => Event::Received { link, bytes },
            RoomEvent::Online => Event::Online,
            RoomEvent::Edited => Event::Edited,
            RoomEvent::Flush => Event::Flush,
            RoomEvent::Changes { mark, mut content } => {
                content.updates = joined(content.updates);
                Event::Changes { mark, items: items_of(content) }
            }
            RoomEvent::Held { link, content } => {
                let read = self.read.remove(&link).unwrap_or_default();
                Event::Lacking { link, items: lacking(read, content) }
            }
            RoomEvent::Whole { link, mut content } => {
                if let Ok(whole) = document::merge(&content.updates) {
                    content.updates = vec![whole];
                }
                Event::Whole { link, items: items_of(content) }
            }
            RoomEvent::Say { said } => Event::Say { said },
            RoomEvent::Kept { number } => Event::Kept { number },
            RoomEvent::NotKept { number } => Event::NotKept { number },
            RoomEvent::Wake => Event::Wake,
        }
    }

    fn effect(&mut self, effect: Effect) -> RoomEffect {
        match effect {
            Effect::Open { link } => RoomEffect::Open { link },
            Effect::Close { link } => RoomEffect::Close { link },
            Effect::Send { link, bytes } => RoomEffect::Send { link, bytes },
            Effect::Keep { number, write } => RoomEffect::Keep { number, write: written(write) },
            Effect::GiveChanges => RoomEffect::GiveChanges,
            Effect::GiveLacking { link, read } => {
                self.read.insert(link, read);
                RoomEffect::GiveHeld { link }
            }
            Effect::GiveWhole { link } => RoomEffect::GiveWhole { link },
            Effect::Wake { at } => RoomEffect::Wake { at: at as f64 },
            Effect::Present { link, people } => RoomEffect::Present { link, people },
        }
    }
}

fn written(write: Write) -> RoomWrite {
    let kept = |link: &KnownLink| (Some(link.address.clone()), Some(bytes_from_known_link(link)));
    match write {
        Write::Sealed { records, mark, link } => {
            let (address, link) = link.as_ref().map_or((None, None), kept);
            RoomWrite { address, link, mark, outgoing: rows_of(records), ..RoomWrite::default() }
        }
        Write::Arrived { link, items, carried } => {
            let (address, link) = kept(&link);
            let (arrived, outgoing) = (content_of(items), rows_of(carried));
            RoomWrite { address, link, arrived, outgoing, ..RoomWrite::default() }
        }
        Write::Acked { link, records, done } => {
            let (address, link) = kept(&link);
            let names = |ids: Vec<RecordId>| ids.iter().map(|id| hex(&id.0)).collect();
            let (acked, done) = (names(records), names(done));
            RoomWrite { address, link, acked, done, ..RoomWrite::default() }
        }
    }
}

pub(crate) fn rows_of(records: Vec<StoredRecord>) -> Vec<OutboxRow> {
    let row = |record: StoredRecord| OutboxRow {
        record: hex(&record.id.0),
        bytes: bytes_from_stored_record(&record),
        acked: record.acked,
    };
    records.into_iter().map(row).collect()
}

/// What arrived, but for updates that no document may meet: they stay with the relay.
pub(crate) fn content_of(items: Vec<Item>) -> SharedContent {
    let mut content = SharedContent::default();
    for item in items {
        match item {
            Item::Update(update) if document::is_readable(&update) => content.updates.push(update),
            Item::Update(_) => {}
            Item::Outputs { cell, stamp, bytes } => {
                content.outputs.push(SharedOutputs { cell, stamp: stamp as f64, bytes });
            }
            Item::File { path, stamp, content: held } => {
                content.files.push(SharedFile { path, stamp: stamp as f64, content: held });
            }
        }
    }
    content
}

fn items_of(content: SharedContent) -> Vec<Item> {
    let SharedContent { updates, outputs, files } = content;
    let outputs = outputs.into_iter().map(|SharedOutputs { cell, stamp, bytes }| Item::Outputs {
        cell,
        stamp: stamp as u64,
        bytes,
    });
    let files = files.into_iter().map(|SharedFile { path, stamp, content }| Item::File {
        path,
        stamp: stamp as u64,
        content,
    });
    updates.into_iter().map(Item::Update).chain(outputs).chain(files).collect()
}

/// What is not among the items.
fn lacking(read: Vec<Item>, held: SharedContent) -> Vec<Item> {
    let updates: Vec<&[u8]> = read
        .iter()
        .filter_map(|item| match item {
            Item::Update(update) => Some(update.as_slice()),
            _ => None,
        })
        .collect();
    let lacking = document::lacking(&updates, &held.updates);
    let newer = |item: &Item| !read.iter().any(|other| is_as_new(other, item));
    let beside = items_of(SharedContent { updates: Vec::new(), ..held });
    lacking.into_iter().map(Item::Update).chain(beside.into_iter().filter(newer)).collect()
}

/// Whether one says of the same cell or file what the other says, or something later.
fn is_as_new(one: &Item, other: &Item) -> bool {
    match (one, other) {
        (Item::Outputs { cell, stamp, .. }, Item::Outputs { cell: of, stamp: since, .. }) => {
            cell == of && stamp >= since
        }
        (Item::File { path, stamp, .. }, Item::File { path: of, stamp: since, .. }) => {
            path == of && stamp >= since
        }
        _ => false,
    }
}

/// Fewer updates that say the same; joining many at once takes long.
fn joined(mut updates: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    const AT_ONCE: usize = 50;
    while updates.len() > 1 {
        let before = updates.len();
        updates = updates
            .chunks(AT_ONCE)
            .flat_map(|few| document::join(few).map_or_else(|| few.to_vec(), |one| vec![one]))
            .collect();
        if updates.len() == before {
            break;
        }
    }
    updates
}

fn word_of(problem: Problem) -> &'static str {
    match problem {
        Problem::Restored => "restored",
        Problem::Forked => "forked",
        Problem::Withholds => "withholds",
        Problem::Forged => "forged",
        Problem::Refused(refusal) => word_of_refusal(refusal),
    }
}

pub(crate) fn word_of_refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Unreadable => "unreadable",
        Refusal::NotAllowed => "notAllowed",
        Refusal::NotSigned => "notSigned",
        Refusal::BadRecord => "badRecord",
        Refusal::Elsewhere => "elsewhere",
        Refusal::RoomFull => "roomFull",
        Refusal::TooFast => "tooFast",
        Refusal::DiskFull => "diskFull",
        Refusal::Busy => "busy",
        Refusal::Draining => "draining",
        Refusal::Deleted => "deleted",
        Refusal::StoreFailed => "storeFailed",
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
