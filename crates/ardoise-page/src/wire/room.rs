//! What a room's device takes and asks for (`ardoise_sync::Event`, `Effect`), in the page's shape:
//! records stay closed, and what a notebook takes is sorted by what the page does with it.

use ardoise_sync::{LinkState, Reach};
use wasm_bindgen::prelude::*;

use super::shape::*;

/// Something that happened to a room.
pub enum RoomEvent {
    Opened { link: usize },
    Closed { link: usize },
    Received { link: usize, bytes: Bytes },
    Online,
    Edited,
    Flush,
    Changes { mark: u32, content: SharedContent },
    Held { link: usize, content: SharedContent },
    Whole { link: usize, content: SharedContent },
    Say { said: Bytes },
    Kept { number: u32 },
    NotKept { number: u32 },
    Wake,
}

/// Something to be done for a room.
pub enum RoomEffect {
    Open { link: usize },
    Close { link: usize },
    Send { link: usize, bytes: Bytes },
    Keep { number: u32, write: RoomWrite },
    GiveChanges,
    GiveHeld { link: usize },
    GiveWhole { link: usize },
    Wake { at: f64 },
    Present { link: usize, people: Vec<Bytes> },
}

/// What one transaction keeps.
#[derive(Default)]
pub struct RoomWrite {
    pub address: Option<String>,
    pub link: Option<Bytes>,
    pub outgoing: Vec<OutboxRow>,
    pub mark: Option<u32>,
    pub arrived: SharedContent,
    pub acked: Vec<String>,
    pub done: Vec<String>,
}

/// A sealed record on its way out.
pub struct OutboxRow {
    pub record: String,
    pub bytes: Bytes,
    pub acked: Vec<String>,
}

/// What a notebook took, or holds.
#[derive(Default)]
pub struct SharedContent {
    pub updates: Vec<Bytes>,
    pub outputs: Vec<SharedOutputs>,
    pub files: Vec<SharedFile>,
}

/// The outputs of a cell from then on.
pub struct SharedOutputs {
    pub cell: String,
    pub stamp: f64,
    pub bytes: Option<Bytes>,
}

/// What a file holds from then on.
pub struct SharedFile {
    pub path: String,
    pub stamp: f64,
    pub content: Option<Bytes>,
}

/// Everything that is kept of a room.
pub struct StoredRoom {
    pub secret: Bytes,
    pub links: Vec<Bytes>,
    pub outbox: Vec<OutboxRow>,
    pub edited: bool,
}

/// How a room stands.
pub struct RoomStatus {
    pub reach: Reach,
    pub current: bool,
    pub links: Vec<RoomLinkStatus>,
}

/// How it stands with one relay.
pub struct RoomLinkStatus {
    pub address: String,
    pub state: LinkState,
    pub problem: Option<String>,
}

/// What a file of a room holds.
pub struct RoomFile {
    pub secret: Bytes,
    pub write: RoomWrite,
    pub unreadable: usize,
}

/// What is to be sent of a sealed hand-in, and where.
pub struct HandIn {
    pub room: String,
    pub relays: Vec<String>,
    pub messages: Vec<Bytes>,
}

/// What a relay said of a hand-in.
pub enum HandInSaid {
    Kept,
    Later { millis: u32 },
    Refused { reason: String },
}

/// A hand-in of a notebook, and how far it is.
pub struct GivenRow {
    pub notebook: String,
    pub time: f64,
    pub name: String,
    pub relays: Vec<String>,
    pub sent: Vec<String>,
    pub problem: Option<String>,
    pub bytes: Option<Bytes>,
}

records! {
    /// What is to be sent of a sealed hand-in, and where.
    super::room::HandIn as HandIn {
        /// 32 hexadecimal digits.
        room: String,
        relays: Vec<String>,
        /// One after the other, each as a POST.
        messages: Vec<Bytes>,
    }
}

choices! {
    /// What a relay said of a message; `later` is 0 when it does not say when.
    super::room::HandInSaid as HandInSaid {
        Kept = "kept",
        Later = "later" { millis: u32 },
        Refused = "refused" { reason: String },
    }
}

records! {
    /// A hand-in of a notebook, and how far it is.
    super::room::GivenRow as GivenRow {
        notebook: String,
        /// When it was made, in milliseconds since 1970.
        time: f64,
        /// Whose it is, as they wrote it.
        name: String,
        /// Where it is to go; an empty one is the place the page came from.
        relays: Vec<String>,
        /// The relays that have it.
        sent: Vec<String>,
        /// Why a relay will never take it.
        problem: Option<String>,
        /// As it was sealed; nothing once it is everywhere.
        bytes: Option<Bytes>,
    }
}

records! {
    /// What a file of a room holds: the bytes of its link, what it brings and what can be given to relays.
    super::room::RoomFile as RoomFile {
        secret: Bytes,
        write: RoomWrite,
        /// Parts of it that are damaged.
        unreadable: usize,
    }
}

choices! {
    /// Something that happened to a room; what each means is said at `ardoise_sync::Event`.
    super::room::RoomEvent as RoomEvent {
        Opened = "opened" { link: usize },
        Closed = "closed" { link: usize },
        Received = "received" { link: usize, bytes: Bytes },
        Online = "online",
        Edited = "edited",
        Flush = "flush",
        Changes = "changes" { mark: u32, content: SharedContent },
        Held = "held" { link: usize, content: SharedContent },
        Whole = "whole" { link: usize, content: SharedContent },
        Say = "say" { said: Bytes },
        Kept = "kept" { number: u32 },
        NotKept = "notKept" { number: u32 },
        Wake = "wake",
    }
}

choices! {
    /// Something to be done for a room; what each means is said at `ardoise_sync::Effect`.
    super::room::RoomEffect as RoomEffect {
        Open = "open" { link: usize },
        Close = "close" { link: usize },
        Send = "send" { link: usize, bytes: Bytes },
        Keep = "keep" { number: u32, write: RoomWrite },
        GiveChanges = "giveChanges",
        GiveHeld = "giveHeld" { link: usize },
        GiveWhole = "giveWhole" { link: usize },
        Wake = "wake" { at: f64 },
        Present = "present" { link: usize, people: Vec<Bytes> },
    }
}

records! {
    /// What one transaction keeps of a room.
    super::room::RoomWrite as RoomWrite {
        /// The relay it is about.
        address: Option<String>,
        link: Option<Bytes>,
        outgoing: Vec<OutboxRow>,
        /// Edits up to this key are sealed.
        mark: Option<u32>,
        arrived: SharedContent,
        /// Records that the relay has, and those of them that are on no way any more.
        acked: Vec<String>,
        done: Vec<String>,
    }
}

records! {
    /// A sealed record on its way out.
    super::room::OutboxRow as OutboxRow {
        /// Its id, 32 hexadecimal digits.
        record: String,
        bytes: Bytes,
        /// The relays that have it.
        acked: Vec<String>,
    }
}

records! {
    /// What a notebook took, or holds.
    super::room::SharedContent as SharedContent {
        updates: Vec<Bytes>,
        outputs: Vec<SharedOutputs>,
        files: Vec<SharedFile>,
    }
}

records! {
    /// The outputs of a cell from then on, none without bytes. Stamps are milliseconds since 1970.
    super::room::SharedOutputs as SharedOutputs { cell: String, stamp: f64, bytes: Option<Bytes> }
}

records! {
    /// What a file holds from then on; without content it is gone.
    super::room::SharedFile as SharedFile { path: String, stamp: f64, content: Option<Bytes> }
}

records! {
    /// Everything that is kept of a room.
    super::room::StoredRoom as StoredRoom {
        /// The bytes of the room's best link.
        secret: Bytes,
        links: Vec<Bytes>,
        outbox: Vec<OutboxRow>,
        /// There are edits that were not sealed.
        edited: bool,
    }
}

records! {
    /// How a room stands.
    super::room::RoomStatus as RoomStatus {
        reach: Reach,
        /// Everything the relays have was read, as far as they say.
        current: bool,
        links: Vec<RoomLinkStatus>,
    }
}

records! {
    /// How it stands with one relay. A problem is `restored`, `forked`, `withholds`, `forged`, or why
    /// the relay refuses.
    super::room::RoomLinkStatus as RoomLinkStatus {
        address: String,
        state: LinkState,
        problem: Option<String>,
    }
}

words! {
    /// How far one's own work has come, each holding the ones before.
    ardoise_sync::Reach as Reach { OnDevice = "onDevice", OnRelay = "onRelay", Seen = "seen" }
}

words! {
    /// How it stands with a relay; `over` is not tried again.
    ardoise_sync::LinkState as LinkState {
        Away = "away",
        Joining = "joining",
        Joined = "joined",
        Over = "over",
    }
}
lists!(OutboxRow, SharedOutputs, SharedFile, RoomLinkStatus);
