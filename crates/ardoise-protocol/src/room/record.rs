//! A record: one sealed, signed piece of a room's log, at most [`MOST_BYTES`] long.
//!
//! Whoever has the room's card can check it, whoever has the room's reading key can open it, and it
//! fits no other room. It must not know what it holds.

use super::{Place, RecordId};

/// The longest record, in bytes. What is longer goes in parts.
pub const MOST_BYTES: usize = 256 << 10;

/// One record, taken apart. Its bytes are what is kept, sent and named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub header: Header,
    /// Random; never used twice.
    pub nonce: [u8; 24],
    /// Ties the ciphertext to one key; of a hand-in, the encapsulated key (RFC 9180).
    pub commitment: [u8; 32],
    pub ciphertext: Vec<u8>,
    /// Over the room and all bytes before it.
    pub signature: [u8; 64],
}

/// What a relay sees of a record's meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    pub kind: Kind,
    pub signer: Signer,
    /// Which of the room's successive reading keys sealed it.
    pub epoch: u32,
    /// Which part of a longer payload it is.
    pub part: Option<Part>,
}

/// What a record is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Changes to what the room holds.
    Changes,
    /// All that the records up to this place came to. Signed by the admin key, it may stand for them.
    Snapshot { covers: Place },
    /// Another device has checked a snapshot and found nothing missing: what it covers need not be kept
    /// for long any more. Signed by the admin key, it also makes the snapshot one that may stand for
    /// what it covers.
    Attest { snapshot: RecordId },
    /// What somebody gave who may not read, sealed for those who may.
    HandIn,
}

/// Whose key signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer {
    Writer,
    Admin,
}

/// Payloads longer than a record are cut; all parts have one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Random.
    pub group: [u8; 16],
    /// From 0.
    pub index: u32,
    /// How many there are, at least 2.
    pub count: u32,
}
