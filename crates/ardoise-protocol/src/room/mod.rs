//! What devices and relays say to each other about rooms, and how it is written as bytes.
//!
//! A room is an append-only log of sealed records. Devices put records in and read them in the
//! relay's order; the relay stores and forwards, and can neither read nor make one. [`record`] is
//! what is kept, [`frame`] what goes over the wire, [`codec`] writes and reads both. The
//! specification is `docs/rooms.md`.
//!
//! Nothing here computes a key, a signature or a hash. Start at [`frame::Ask`].

pub mod codec;
pub mod frame;
pub mod record;

pub use frame::{Answer, Ask, Given, Limits, Read, Refusal};
pub use record::{Header, Kind, Part, Record, Signer};

/// The name of a room: made from its card, so that nobody can claim it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoomId(pub [u8; 16]);

/// The name of one relay's store. A store that was put back from a copy keeps it; its chain tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoreId(pub [u8; 16]);

/// The name of a record: the first half of the hash of its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub [u8; 16]);

/// The hash of all records of a room up to one of them, in order. Zeros stand before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chain(pub [u8; 32]);

/// A place in a room's log: how many records were appended up to it, and their chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The number of the last record before this place; the first record has number 1.
    pub sequence: u32,
    pub chain: Chain,
}

/// What a room is made of; whoever has it can check the room's name and every record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Card {
    /// Signs records (Ed25519).
    pub write_key: [u8; 32],
    /// Signs snapshots that may stand for what came before, and commands.
    pub admin_key: [u8; 32],
    /// The hash of the token that lets somebody read.
    pub read_hash: [u8; 32],
}
