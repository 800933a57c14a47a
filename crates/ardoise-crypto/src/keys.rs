//! The keys of a room, all made from two secrets.
//!
//! Whoever has the write secret reads and writes; whoever has the read secret reads; whoever has the
//! admin secret orders. A room's name is made from its card, so that a relay needs no list of owners
//! and nobody can take a name. Start with [`RoomKeys`].

use crate::is_signed;
use ardoise_protocol::room::codec::signed_bytes_of_command;
use ardoise_protocol::room::frame::Command;
use ardoise_protocol::room::{Card, Chain, RecordId, RoomId, Signer};
use ed25519_compact::{KeyPair, Seed};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};

const ROOM: &[u8] = b"ardoise room 1\0";
const TOKEN: &[u8] = b"ardoise token 1\0";
const CHAIN: &[u8] = b"ardoise chain 1\0";

/// What one device may do in a room, and the keys for it.
#[derive(Clone)]
pub struct RoomKeys {
    room: RoomId,
    card: Card,
    /// Every reading key and the token come from this.
    read_secret: [u8; 32],
    write: Option<([u8; 32], KeyPair)>,
    admin: Option<([u8; 32], KeyPair)>,
}

impl RoomKeys {
    /// A new room's, from two times 32 random bytes.
    pub fn make(write_secret: [u8; 32], admin_secret: [u8; 32]) -> RoomKeys {
        let admin = pair_of(&admin_secret);
        let admin_key = *admin.pk;
        let mut keys = RoomKeys::of_writer(write_secret, admin_key);
        keys.admin = Some((admin_secret, admin));
        keys
    }

    /// Those of somebody who may write.
    pub fn of_writer(write_secret: [u8; 32], admin_key: [u8; 32]) -> RoomKeys {
        let pair = pair_of(&derived(&write_secret, b"write", 0));
        let read_secret = derived(&write_secret, b"read", 0);
        let mut keys = RoomKeys::of_reader(read_secret, *pair.pk, admin_key);
        keys.write = Some((write_secret, pair));
        keys
    }

    /// Those of somebody who may only read.
    pub fn of_reader(read_secret: [u8; 32], write_key: [u8; 32], admin_key: [u8; 32]) -> RoomKeys {
        let read_hash = hash_of_token(&derived(&read_secret, b"token", 0));
        let card = Card { write_key, admin_key, read_hash };
        RoomKeys { room: room_of(&card), card, read_secret, write: None, admin: None }
    }

    pub fn room(&self) -> RoomId {
        self.room
    }

    pub fn card(&self) -> &Card {
        &self.card
    }

    /// What a relay is shown before it lets anybody read.
    pub fn token(&self) -> [u8; 32] {
        derived(&self.read_secret, b"token", 0)
    }

    pub fn may_write(&self) -> bool {
        self.write.is_some()
    }

    pub fn may_order(&self) -> bool {
        self.admin.is_some()
    }

    pub fn read_secret(&self) -> [u8; 32] {
        self.read_secret
    }

    pub fn write_secret(&self) -> Option<[u8; 32]> {
        self.write.as_ref().map(|(secret, _)| *secret)
    }

    pub fn admin_secret(&self) -> Option<[u8; 32]> {
        self.admin.as_ref().map(|(secret, _)| *secret)
    }

    /// An order to relays, signed; none for who may not order.
    pub fn order(&self, command: &Command) -> Option<[u8; 64]> {
        let (_, pair) = self.admin.as_ref()?;
        Some(*pair.sk.sign(signed_bytes_of_command(&self.room, command), None))
    }

    /// The key that seals what is signed so; none for who may not.
    pub(crate) fn signing(&self, signer: Signer) -> Option<&KeyPair> {
        let held = match signer {
            Signer::Writer => &self.write,
            Signer::Admin => &self.admin,
        };
        held.as_ref().map(|(_, pair)| pair)
    }

    /// The key that seals records of this epoch.
    pub(crate) fn sealing(&self, epoch: u32) -> [u8; 32] {
        derived(&self.read_secret, b"seal", epoch)
    }

    /// What the write key is made from: all that is needed to sign.
    pub(crate) fn write_seed(&self) -> Option<[u8; 32]> {
        let (secret, _) = self.write.as_ref()?;
        Some(derived(secret, b"write", 0))
    }

    /// What the keys come from that open hand-ins.
    pub(crate) fn receiving(&self) -> [u8; 32] {
        derived(&self.read_secret, b"hand-in", 0)
    }

    /// The key that seals what is said to those who are here.
    pub(crate) fn presence(&self) -> [u8; 32] {
        derived(&self.read_secret, b"presence", 0)
    }
}

/// The name of the room with this card.
pub fn room_of(card: &Card) -> RoomId {
    RoomId(half(&digest(&[ROOM, &card.write_key, &card.admin_key, &card.read_hash])))
}

/// What a card holds of the token.
pub fn hash_of_token(token: &[u8; 32]) -> [u8; 32] {
    digest(&[TOKEN, token])
}

/// The name of a record with these bytes.
pub fn record_id(record: &[u8]) -> RecordId {
    RecordId(half(&digest(&[record])))
}

/// The chain with one more record.
pub fn next_chain(chain: &Chain, record: &RecordId) -> Chain {
    Chain(digest(&[CHAIN, &chain.0, &record.0]))
}

/// Whether the room's maker gave this order.
pub fn is_ordered(card: &Card, command: &Command, signature: &[u8; 64]) -> bool {
    is_signed(&signed_bytes_of_command(&room_of(card), command), &card.admin_key, signature)
}

pub(crate) fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().into()
}

fn half(whole: &[u8; 32]) -> [u8; 16] {
    std::array::from_fn(|at| whole[at])
}

pub(crate) fn pair_of(secret: &[u8; 32]) -> KeyPair {
    KeyPair::from_seed(Seed::new(*secret))
}

/// 32 bytes for one purpose.
fn derived(secret: &[u8; 32], purpose: &[u8], number: u32) -> [u8; 32] {
    let mut out = [0; 32];
    let info = [ROOM, purpose, b"\0", &number.to_le_bytes()];
    // It fails for 8160 bytes and more.
    let made = Hkdf::<Sha256>::new(None, secret).expand_multi_info(&info, &mut out);
    debug_assert!(made.is_ok());
    out
}
