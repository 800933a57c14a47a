//! What somebody gives who may not read: sealed with the public half of a key whose other half only
//! those have who may read the room.
//!
//! HPKE in base mode (`hpke`), a new encapsulated key for each record. Base mode says nothing of the
//! sender, so what is given begins with the giver's own key and signature. It must not know what is
//! given. Start with [`GiverKeys`] and [`signed_gift`].

use ardoise_protocol::room::codec::{bytes_from_header, bytes_from_record};
use ardoise_protocol::room::{Card, Header, Kind, Part, Record, RoomId, Signer};
use ed25519_compact::KeyPair;

use crate::author::AuthorKey;
use crate::keys::{RoomKeys, digest, pair_of, record_id, room_of};
use crate::seal::{BadRecord, CannotSeal, Opened, PART_BYTES, padded, signed, unpadded};
use crate::{hpke, is_signed};

const HAND_IN: &[u8] = b"ardoise hand-in 1\0";
const GIVER: &[u8] = b"ardoise giver 1\0";

/// What one needs to give something to a room: its card, the key that signs its records, and the key
/// that seals for those who read it.
#[derive(Clone)]
pub struct GiverKeys {
    room: RoomId,
    card: Card,
    write_seed: [u8; 32],
    pair: KeyPair,
    receiver: [u8; 32],
}

impl GiverKeys {
    /// By the seed of the write key.
    pub fn new(
        write_seed: [u8; 32],
        admin_key: [u8; 32],
        read_hash: [u8; 32],
        receiver: [u8; 32],
    ) -> GiverKeys {
        let pair = pair_of(&write_seed);
        let card = Card { write_key: *pair.pk, admin_key, read_hash };
        GiverKeys { room: room_of(&card), card, write_seed, pair, receiver }
    }

    /// Those that whoever may write in a room can give away.
    pub fn of_room(keys: &RoomKeys) -> Option<GiverKeys> {
        let (_, receiver) = hpke::key_pair(&keys.receiving())?;
        let Card { admin_key, read_hash, .. } = *keys.card();
        Some(GiverKeys::new(keys.write_seed()?, admin_key, read_hash, receiver))
    }

    pub fn room(&self) -> RoomId {
        self.room
    }

    pub fn card(&self) -> &Card {
        &self.card
    }

    pub fn write_seed(&self) -> [u8; 32] {
        self.write_seed
    }

    /// The public key of those who read.
    pub fn receiver(&self) -> [u8; 32] {
        self.receiver
    }

    /// Seals at most [`PART_BYTES`] with a nonce and a seed that were never used before.
    pub fn seal(
        &self,
        part: Option<Part>,
        payload: &[u8],
        nonce: [u8; 24],
        once: [u8; 32],
    ) -> Result<Vec<u8>, CannotSeal> {
        if payload.len() > PART_BYTES {
            return Err(CannotSeal::TooLong);
        }
        let header = Header { kind: Kind::HandIn, signer: Signer::Writer, epoch: 0, part };
        let associated = associated(&header, &nonce);
        let (commitment, ciphertext) =
            hpke::seal(&self.receiver, &about(&self.room), &associated, padded(payload), &once)
                .ok_or(CannotSeal::NoKey)?;
        let signature = [0; 64];
        let mut bytes =
            bytes_from_record(&Record { header, nonce, commitment, ciphertext, signature });
        bytes.truncate(bytes.len() - signature.len());
        let signature = self.pair.sk.sign(signed(&self.room, &bytes), None);
        bytes.extend_from_slice(&*signature);
        Ok(bytes)
    }
}

/// What is given, with its giver's key and signature before it; it can stand in no other room.
pub fn signed_gift(author: &AuthorKey, room: &RoomId, gift: &[u8]) -> Vec<u8> {
    let signature = author.sign(&[HAND_IN, &room.0, gift].concat());
    [author.public().as_slice(), &signature, gift].concat()
}

/// The giver's key and what was given; nothing when it was not signed with that key for this room.
pub fn gift_of<'a>(room: &RoomId, bytes: &'a [u8]) -> Option<(&'a [u8; 32], &'a [u8])> {
    let (key, rest) = bytes.split_first_chunk()?;
    let (signature, gift) = rest.split_first_chunk()?;
    is_signed(&[HAND_IN, &room.0, gift].concat(), key, signature).then_some((key, gift))
}

/// Six letters and digits by which people tell one giver's key from another's: it takes a billion keys
/// to find one that has the same.
pub fn tag_of(key: &[u8; 32]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz123456789";
    let digest = digest(&[GIVER, key]);
    digest.iter().take(6).map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// Opens a hand-in that is one of this room's.
pub(crate) fn open(keys: &RoomKeys, bytes: &[u8], record: Record) -> Result<Opened, BadRecord> {
    let Record { header, nonce, commitment, ciphertext, .. } = record;
    let own = hpke::key_pair(&keys.receiving()).ok_or(BadRecord::NotSealed)?;
    let (about, associated) = (about(&keys.room()), associated(&header, &nonce));
    let text = hpke::open(&own, &commitment, &about, &associated, ciphertext)
        .ok_or(BadRecord::NotSealed)?;
    let payload = unpadded(&text).ok_or(BadRecord::NotSealed)?;
    Ok(Opened { id: record_id(bytes), header, payload })
}

/// What the sealing key is for.
fn about(room: &RoomId) -> Vec<u8> {
    [HAND_IN, &room.0].concat()
}

/// What is authenticated beside the ciphertext.
fn associated(header: &Header, nonce: &[u8; 24]) -> Vec<u8> {
    [bytes_from_header(header).as_slice(), nonce].concat()
}
