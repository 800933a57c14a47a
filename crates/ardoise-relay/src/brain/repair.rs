//! A room whose rows are damaged is written anew from the records in it that are still genuine.
//!
//! Records carry their own proof, so what is damaged is told from what is not. What was damaged is
//! gone from the log; behind it the chain is another, by which devices notice, read again and append
//! what the log lacks of what they hold.

use std::collections::BTreeSet;

use ardoise_crypto::keys::next_chain;
use ardoise_crypto::seal::check;
use ardoise_protocol::room::{Card, Place, RoomId};

use super::log::note;
use crate::store::{RecordRow, RoomRow, Rows, StoreError, Stored};

/// Says how many records were lost.
pub(super) fn repair(
    rows: &mut dyn Rows,
    room: &RoomId,
    card: &Card,
    keeps_days: u32,
    now: u64,
) -> Stored<u64> {
    let known = match rows.rooms(&[*room]) {
        Ok(mut rows) => rows.pop().flatten(),
        Err(StoreError::Damaged) => None,
        Err(other) => return Err(other),
    };
    if known.as_ref().is_some_and(|row| row.deleted) {
        return Ok(0);
    }
    let found = rows.records(room, 0, usize::MAX, usize::MAX)?;
    // Without its row, a room begins at the first record that is there; the row before it tells
    // nothing that a device could not tell better.
    let mut row = RoomRow::new(*room, keeps_days, now);
    if let Some(known) = known {
        row.base = known.base;
        row.keeps_days = known.keeps_days;
        row.order = known.order;
        row.appended_millis = known.appended_millis;
    }
    row.head = row.base;
    row.shown = Place::START;
    let (mut lost, mut seen) = (0, BTreeSet::new());
    let (mut headers, mut kept) = (Vec::new(), Vec::new());
    for record in found {
        match check(card, &record.bytes) {
            Ok((id, header)) if seen.insert(id) => {
                let sequence = row.head.sequence.saturating_add(1);
                row.head = Place { sequence, chain: next_chain(&row.head.chain, &id) };
                row.records += 1;
                row.bytes += record.bytes.len() as u64;
                let chain = row.head.chain;
                headers.push(header);
                kept.push(RecordRow { room: *room, sequence, id, chain, bytes: record.bytes });
            }
            _ => lost += 1,
        }
    }
    rows.remove(room, u32::MAX)?;
    rows.insert(&kept)?;
    for (record, header) in kept.iter().zip(&headers) {
        note(rows, &mut row, record, header, now)?;
    }
    rows.put_rooms(&[row])?;
    Ok(lost)
}
