//! The frames: what a device asks of a relay, and what a relay answers.
//!
//! The relay keeps nothing about a device but what one connection has asked for and not yet got.
//! Over HTTP a request holds all the frames it needs, so that not even that is kept. Reading is by
//! pull: an [`Ask::Read`] is answered, at once or when there is something, with no more bytes than it
//! asks for, so a slow device slows down nobody and no queue can grow.

use super::{Card, Chain, Place, RecordId, RoomId, StoreId};

/// The longest message, in bytes: a version byte and frames.
pub const MOST_MESSAGE_BYTES: usize = 1 << 20;

/// The token of who has none: who gives something to a room that they may not read.
pub const NO_TOKEN: [u8; 32] = [0; 32];

/// What a device asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The first frame of a connection; answered by [`Answer::Hello`].
    Hello,
    /// Names a room and shows the right to read it; answered by [`Answer::State`]. A room that the
    /// relay does not have is empty, and is made by the first record that is appended. `device` is a
    /// random name for as long as a device's line lasts: over HTTP, what its requests have in common.
    /// With [`NO_TOKEN`] one may append in the same message, and no more.
    Join { card: Card, token: [u8; 32], device: [u8; 8] },
    /// Asks for records to be kept. Whether they may be, their signatures say. Answered by
    /// [`Answer::Acked`] once they are durable, or by [`Answer::Refused`] with the same reference.
    Append { room: RoomId, reference: u32, records: Vec<Vec<u8>> },
    /// Asks for what follows a place. It replaces the one before it for the same room.
    Read { room: RoomId, read: Read },
    /// Something sealed for those who are here now. Never stored; an empty one is a farewell.
    Presence { room: RoomId, sealed: Vec<u8> },
    /// No longer reads this room.
    Leave { room: RoomId },
    /// Answered by [`Answer::Pong`] with the same number.
    Ping { number: u32 },
    /// Something only the room's maker may ask; answered by [`Answer::State`].
    Command { room: RoomId, command: Command, signature: [u8; 64] },
}

/// What a device wants to read of a room.
///
/// It is answered by [`Answer::Records`] at once, or when there is something; over a socket again
/// whenever there is more, until so many bytes have come as were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// Any number; the answers have it too.
    pub reference: u32,
    pub after: Place,
    /// What the device's line can take before it asks again; one record always comes.
    pub most_bytes: u32,
    /// Records that this device has appended itself, since it joined, may be named.
    pub names: bool,
}

/// A record as a read gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    Record(Vec<u8>),
    /// The device has it.
    Name(RecordId),
}

impl Given {
    /// What it takes of the bytes that a read asks for.
    pub fn bytes(&self) -> usize {
        match self {
            Given::Record(bytes) => bytes.len(),
            Given::Name(id) => id.0.len(),
        }
    }
}

/// What the admin key may order. What is signed says the room too (see `docs/rooms.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Removes all records within a day; the name is never used again.
    Delete,
    /// Keeps the room for so many days after its last record. A command counts only if its number is
    /// higher than the one before.
    KeepFor { days: u32, number: u32 },
}

/// What a relay answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Hello {
        store: StoreId,
        limits: Limits,
    },
    /// How the room is.
    State {
        room: RoomId,
        /// Records up to this place are gone; a snapshot stands for them.
        base: Place,
        /// The last record.
        head: Place,
        /// The bytes the room takes, and may take.
        bytes: u32,
        most_bytes: u32,
        /// Days until it expires when nothing is appended.
        keeps_days: u32,
    },
    /// Records that follow each other.
    Records {
        room: RoomId,
        /// The read's.
        reference: u32,
        /// Where they begin: the place that was asked for, or a later one that a snapshot among what
        /// follows stands for. None when they follow the last that this read was answered.
        after: Option<Place>,
        records: Vec<Given>,
        /// The number of the room's last record.
        head: u32,
        /// Nothing more comes of this read.
        is_last: bool,
    },
    /// The records with this reference are durable; their numbers, in their order.
    Acked {
        room: RoomId,
        reference: u32,
        sequences: Vec<u32>,
    },
    /// The last of each who is here, the asker left out.
    Presence {
        room: RoomId,
        sealed: Vec<Vec<u8>>,
    },
    Pong {
        number: u32,
    },
    Refused {
        /// None when it is about the connection.
        room: Option<RoomId>,
        /// The append it is about.
        reference: Option<u32>,
        reason: Refusal,
        /// Not before this many milliseconds; 0 when asking again does not help.
        retry_millis: u32,
    },
}

/// Why something is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// The bytes are no frames that this relay knows.
    Unreadable,
    /// The token is not the room's, or the room was not joined.
    NotAllowed,
    /// A record or a command whose signature is not of the room's key.
    NotSigned,
    /// A record is too long or does not read as one.
    BadRecord,
    /// The place does not lie in this log: it was put back from a copy, or somebody lies.
    Elsewhere,
    /// The room has all the bytes or records it may have.
    RoomFull,
    /// Too much in too short a time.
    TooFast,
    /// The relay's disk takes no more. Reading goes on.
    DiskFull,
    /// The relay makes no new rooms, or serves as many as it can.
    Busy,
    /// The relay stops for now.
    Draining,
    /// The room was deleted.
    Deleted,
    /// The relay's store has failed.
    StoreFailed,
}

/// What a device must keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub record_bytes: u32,
    pub message_bytes: u32,
    /// Of records in one append.
    pub append_records: u32,
    /// How long a read may wait before it is answered with nothing, over HTTP.
    pub hold_millis: u32,
}

impl Place {
    /// Before the first record.
    pub const START: Place = Place { sequence: 0, chain: Chain([0; 32]) };
}
