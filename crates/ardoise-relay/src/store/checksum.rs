//! Checksums of what no hash names: a room's row, and the clock. By them whoever reads can tell what a
//! bad disk has changed.

use ardoise_crypto::keys::record_id;
use ardoise_protocol::room::Place;

use super::RoomRow;

pub(super) fn checksum_of(room: &RoomRow) -> [u8; 16] {
    let place = |place: &Place| [&place.sequence.to_le_bytes(), place.chain.0.as_slice()].concat();
    let parts = [
        room.id.0.to_vec(),
        place(&room.head),
        place(&room.base),
        place(&room.shown),
        room.records.to_le_bytes().to_vec(),
        room.bytes.to_le_bytes().to_vec(),
        room.appended_millis.to_le_bytes().to_vec(),
        room.keeps_days.to_le_bytes().to_vec(),
        room.order.to_le_bytes().to_vec(),
        vec![u8::from(room.deleted)],
    ];
    record_id(&parts.concat()).0
}

/// A time and its checksum.
pub(super) fn bytes_of_clock(millis: u64) -> [u8; 24] {
    let mut bytes = [0; 24];
    bytes[..8].copy_from_slice(&millis.to_le_bytes());
    bytes[8..].copy_from_slice(&record_id(&millis.to_le_bytes()).0);
    bytes
}

/// The time, when its checksum is right.
pub(super) fn clock_of(bytes: &[u8; 24]) -> Option<u64> {
    let millis = u64::from_le_bytes(*bytes.first_chunk()?);
    (*bytes == bytes_of_clock(millis)).then_some(millis)
}
