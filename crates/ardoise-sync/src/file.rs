//! A room's work as a file, for where there is no network: sealed records as relays keep them, and the
//! link that opens them.
//!
//! Bytes: `ardoise-room`, a zero byte and the version, the link's bytes and then the records, each after its length. Whoever has the file
//! has the link. It must not know where the file goes.

use ardoise_crypto::RoomKeys;
use ardoise_crypto::keys::record_id;
use ardoise_crypto::link::{RoomLink, link_from_bytes};
use ardoise_crypto::seal::PART_BYTES;
use ardoise_protocol::bytes::{Reader, Writer};
use ardoise_protocol::codec::DecodeError;
use ardoise_protocol::room::{Header, Kind, Part, RecordId, Signer};

use crate::device::Entropy;
use crate::hand_in::payload_of;
use crate::parts::Parts;
use crate::payload::{Item, Payload, bytes_from_payload};

/// The first bytes of every file; the last of them is the version.
const MAGIC: &[u8] = b"ardoise-room\0\x01";

/// What a file holds.
pub struct RoomFile {
    /// The bytes of the link.
    pub secret: Vec<u8>,
    pub link: RoomLink,
    /// As they are; any relay takes them.
    pub records: Vec<(RecordId, Vec<u8>)>,
    pub items: Vec<Item>,
    /// Records that are damaged, or of another room.
    pub unreadable: usize,
}

/// Writes a file with all of these; nothing for who may not write, since nothing can be sealed then.
pub fn bytes_from_items(
    keys: &RoomKeys,
    secret: &[u8],
    items: Vec<Item>,
    entropy: &mut dyn Entropy,
) -> Option<Vec<u8>> {
    let mut random = |bytes: &mut [u8]| entropy.fill(bytes);
    let mut w = Writer::default();
    w.raw(MAGIC);
    w.bytes(secret);
    let bytes = bytes_from_payload(&Payload { places: Vec::new(), items });
    let pieces: Vec<&[u8]> = bytes.chunks(PART_BYTES).collect();
    let (count, mut group) = (pieces.len() as u32, [0; 16]);
    random(&mut group);
    for (index, piece) in (0..).zip(pieces) {
        let part = (count > 1).then_some(Part { group, index, count });
        let header = Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part };
        let mut nonce = [0; 24];
        random(&mut nonce);
        w.bytes(&keys.seal(&header, piece, nonce).ok()?);
    }
    Some(w.out)
}

/// Reads a file. Of one that is damaged, what can be read is read.
pub fn file_from_bytes(bytes: &[u8]) -> Result<RoomFile, DecodeError> {
    let (magic, _) = MAGIC.split_at(MAGIC.len() - 1);
    let mut r = Reader::new(bytes.strip_prefix(magic).ok_or(DecodeError::UnknownTag(0))?);
    match r.byte()? {
        1 => {}
        other => return Err(DecodeError::UnknownVersion(other)),
    }
    let secret = r.bytes()?;
    let link = link_from_bytes(&secret)?;
    let mut file = RoomFile { secret, link, records: Vec::new(), items: Vec::new(), unreadable: 0 };
    let mut parts = Parts::default();
    while r.end().is_err() {
        // Cut short: what stood before is there.
        let Ok(record) = r.counted() else {
            file.unreadable += 1;
            break;
        };
        let Ok(opened) = file.link.keys.open(record) else {
            file.unreadable += 1;
            continue;
        };
        file.records.push((record_id(record), record.to_vec()));
        let payload = match opened.header.part {
            None => Some(opened.payload),
            Some(part) => {
                parts.take(Default::default(), (opened.header.kind, part), opened.payload)
            }
        };
        let room = file.link.keys.room();
        let read = payload.and_then(|payload| payload_of(&room, opened.header.kind, &payload));
        file.items.extend(read.into_iter().flat_map(|payload| payload.items));
    }
    Ok(file)
}
