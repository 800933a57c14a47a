//! How records are sealed, checked and opened.
//!
//! XChaCha20-Poly1305 under a key of the room and a random nonce; the room and the record's header
//! are authenticated with it. The cipher alone would let somebody make one ciphertext that opens
//! under two keys, so a hash of key and nonce stands in the record and is compared first. Lengths are
//! padded, so that a relay sees few different ones. It must not know what a payload says. Start with
//! [`RoomKeys::seal`] and [`check`].

use ardoise_protocol::room::codec::{bytes_from_header, bytes_from_record, record_from_bytes};
use ardoise_protocol::room::record::MOST_BYTES;
use ardoise_protocol::room::{Card, Header, Kind, Part, Record, RecordId, RoomId, Signer};
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use crate::keys::{RoomKeys, digest, record_id, room_of};
use crate::{giving, is_signed};

const RECORD: &[u8] = b"ardoise record 1\0";
const COMMIT: &[u8] = b"ardoise commit 1\0";
const PRESENCE: &[u8] = b"ardoise presence 1\0";

/// How much of a payload goes into one record; more is cut into parts of this many bytes: six seconds
/// of a line with 64 kbit/s, so that one which breaks every ten still gets something through.
pub const PART_BYTES: usize = 48 << 10;
/// Padded lengths are multiples of this.
const STEP: usize = 256;

/// Why a record is not one of this room's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRecord {
    #[error("the bytes are no record")]
    Unreadable,
    #[error("the record is not signed by a key of this room")]
    NotSigned,
    #[error("the record cannot be opened with this room's key")]
    NotSealed,
}

/// Why something cannot be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotSeal {
    #[error("the key for that is not held here")]
    NoKey,
    #[error("the payload is too long for one record")]
    TooLong,
}

/// An opened record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub id: RecordId,
    pub header: Header,
    pub payload: Vec<u8>,
}

/// Whether these bytes are a record that may stand in the room with this card: all a relay can tell.
pub fn check(card: &Card, bytes: &[u8]) -> Result<(RecordId, Header), BadRecord> {
    let record = checked(&room_of(card), card, bytes)?;
    Ok((record_id(bytes), record.header))
}

/// How many records a payload takes.
pub fn parts_of(length: usize) -> usize {
    length.div_ceil(PART_BYTES).max(1)
}

impl RoomKeys {
    /// Seals a payload of at most [`PART_BYTES`] under a nonce that was never used before.
    pub fn seal(
        &self,
        header: &Header,
        payload: &[u8],
        nonce: [u8; 24],
    ) -> Result<Vec<u8>, CannotSeal> {
        let pair = self.signing(header.signer).ok_or(CannotSeal::NoKey)?;
        if payload.len() > PART_BYTES {
            return Err(CannotSeal::TooLong);
        }
        let key = self.sealing(header.epoch);
        let mut text = padded(payload);
        encrypt(&key, &nonce, &associated(&self.room(), header), &mut text)?;
        let mut record = Record {
            header: *header,
            nonce,
            commitment: commitment(&key, &nonce),
            ciphertext: text,
            signature: [0; 64],
        };
        let mut bytes = bytes_from_record(&record);
        bytes.truncate(bytes.len() - 64);
        record.signature = *pair.sk.sign(signed(&self.room(), &bytes), None);
        bytes.extend_from_slice(&record.signature);
        if bytes.len() > MOST_BYTES { Err(CannotSeal::TooLong) } else { Ok(bytes) }
    }

    /// Checks and opens a record.
    pub fn open(&self, bytes: &[u8]) -> Result<Opened, BadRecord> {
        let record = checked(&self.room(), self.card(), bytes)?;
        if record.header.kind == Kind::HandIn {
            return giving::open(self, bytes, record);
        }
        let key = self.sealing(record.header.epoch);
        if commitment(&key, &record.nonce) != record.commitment {
            return Err(BadRecord::NotSealed);
        }
        let mut text = record.ciphertext;
        decrypt(&key, &record.nonce, &associated(&self.room(), &record.header), &mut text)?;
        let payload = unpadded(&text).ok_or(BadRecord::NotSealed)?;
        Ok(Opened { id: record_id(bytes), header: record.header, payload })
    }

    /// Seals what is said to those who are here, under a nonce that was never used before.
    pub fn seal_presence(&self, said: &[u8], nonce: [u8; 24]) -> Result<Vec<u8>, CannotSeal> {
        let mut text = padded(said);
        encrypt(&self.presence(), &nonce, &self.presence_of(), &mut text)?;
        Ok([nonce.as_slice(), &text].concat())
    }

    /// Opens what somebody who is here said.
    pub fn open_presence(&self, bytes: &[u8]) -> Result<Vec<u8>, BadRecord> {
        let (nonce, text) = bytes.split_first_chunk().ok_or(BadRecord::Unreadable)?;
        let mut text = text.to_vec();
        decrypt(&self.presence(), nonce, &self.presence_of(), &mut text)?;
        unpadded(&text).ok_or(BadRecord::NotSealed)
    }

    fn presence_of(&self) -> Vec<u8> {
        [PRESENCE, &self.room().0].concat()
    }
}

fn checked(room: &RoomId, card: &Card, bytes: &[u8]) -> Result<Record, BadRecord> {
    let record = record_from_bytes(bytes).map_err(|_| BadRecord::Unreadable)?;
    let Header { kind, signer, part, .. } = record.header;
    let sound = match kind {
        Kind::Attest { .. } => part.is_none(),
        Kind::Changes | Kind::Snapshot { .. } | Kind::HandIn => true,
    };
    if !sound || part.is_some_and(|Part { index, count, .. }| index >= count) {
        return Err(BadRecord::Unreadable);
    }
    let key = match signer {
        Signer::Writer => &card.write_key,
        Signer::Admin => &card.admin_key,
    };
    let front = &bytes[..bytes.len() - record.signature.len()];
    if is_signed(&signed(room, front), key, &record.signature) {
        Ok(record)
    } else {
        Err(BadRecord::NotSigned)
    }
}

/// What a record's signature is over.
pub(crate) fn signed(room: &RoomId, front: &[u8]) -> Vec<u8> {
    [RECORD, &room.0, front].concat()
}

/// What is authenticated beside the ciphertext.
fn associated(room: &RoomId, header: &Header) -> Vec<u8> {
    [RECORD, &room.0, &bytes_from_header(header)].concat()
}

fn commitment(key: &[u8; 32], nonce: &[u8; 24]) -> [u8; 32] {
    digest(&[COMMIT, key, nonce])
}

fn encrypt(
    key: &[u8; 32],
    nonce: &[u8; 24],
    associated: &[u8],
    text: &mut Vec<u8>,
) -> Result<(), CannotSeal> {
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    cipher
        .encrypt_in_place(&XNonce::from(*nonce), associated, text)
        .map_err(|_| CannotSeal::TooLong)
}

fn decrypt(
    key: &[u8; 32],
    nonce: &[u8; 24],
    associated: &[u8],
    text: &mut Vec<u8>,
) -> Result<(), BadRecord> {
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    cipher
        .decrypt_in_place(&XNonce::from(*nonce), associated, text)
        .map_err(|_| BadRecord::NotSealed)
}

/// The payload, its length before it, and zeros up to a length that says little.
pub(crate) fn padded(payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(payload.len() + STEP);
    out.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    out.extend_from_slice(payload);
    out.resize(padded_length(out.len()), 0);
    out
}

pub(crate) fn unpadded(text: &[u8]) -> Option<Vec<u8>> {
    let (length, rest) = text.split_first_chunk()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    rest.get(..length).map(<[u8]>::to_vec)
}

/// A multiple of [`STEP`] of which only the first few bits are not zero (Padmé: Nikitin et al.,
/// "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019): at most an
/// eighth longer, beyond the first step.
fn padded_length(length: usize) -> usize {
    let length = length.next_multiple_of(STEP).max(STEP);
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    length.next_multiple_of(1 << (exponent - kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A writer might look for one ciphertext that two keys of the room open differently. What the
    /// record says of its key is compared before the cipher is tried, so only one of them can.
    #[test]
    fn a_record_is_bound_to_one_key() {
        let keys = RoomKeys::make([1; 32], [2; 32]);
        let header = Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 1, part: None };
        let sealed_under = |epoch: u32, named: u32| {
            let nonce = [3; 24];
            let mut text = padded(b"deux sens");
            let associated = associated(&keys.room(), &header);
            encrypt(&keys.sealing(epoch), &nonce, &associated, &mut text).expect("sealed");
            let commitment = commitment(&keys.sealing(named), &nonce);
            let mut record =
                Record { header, nonce, commitment, ciphertext: text, signature: [0; 64] };
            let mut front = bytes_from_record(&record);
            front.truncate(front.len() - 64);
            let pair = keys.signing(Signer::Writer).expect("a writer");
            record.signature = *pair.sk.sign(signed(&keys.room(), &front), None);
            bytes_from_record(&record)
        };
        assert_eq!(keys.open(&sealed_under(1, 1)).expect("its own").payload, b"deux sens");
        assert_eq!(keys.open(&sealed_under(1, 2)), Err(BadRecord::NotSealed));
        assert_eq!(keys.open(&sealed_under(2, 1)), Err(BadRecord::NotSealed));
    }
}
