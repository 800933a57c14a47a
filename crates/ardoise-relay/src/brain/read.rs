//! What follows a place in a room's log, each record checked before it is given away.

use std::sync::Arc;

use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_protocol::room::frame::MOST_MESSAGE_BYTES;
use ardoise_protocol::room::{Answer, Given, Place, Read, RecordId, Refusal, RoomId};

use super::connection::Open;
use super::{Brain, Conn, FRAME_BYTES, RETRY_STORE};
use crate::store::{RoomRow, Rows, Store, StoreError, Stored};

/// The most records in one answer; bytes end it sooner.
const MOST_RECORDS: usize = 4096;
/// What stands before a record in an answer, at most.
const LENGTH_BYTES: usize = 6;

/// What a read comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Records {
        after: Place,
        records: Vec<(RecordId, Arc<[u8]>)>,
        /// The place after the last of them.
        end: Place,
        head: u32,
    },
    /// Nothing follows yet.
    Nothing {
        head: u32,
    },
    Elsewhere,
    Deleted,
}

/// What was found for one of several who read a room in the same moment; most ask for the same.
pub(super) struct Found {
    pub(super) after: Place,
    pub(super) most_bytes: usize,
    pub(super) room_left: usize,
    pub(super) reading: Reading,
}

impl Found {
    /// The same for somebody who takes so many bytes, and has so much room; nothing if it might not
    /// be the same.
    pub(super) fn for_another(
        &self,
        after: &Place,
        most_bytes: usize,
        room_left: usize,
    ) -> Option<Reading> {
        let all = match &self.reading {
            Reading::Records { records, end, head, .. } if end.sequence == *head => {
                let bytes = records.iter().map(|(_, bytes)| bytes.len() + LENGTH_BYTES);
                bytes.sum::<usize>() <= most_bytes.min(room_left)
            }
            Reading::Records { .. } => false,
            Reading::Nothing { .. } | Reading::Elsewhere | Reading::Deleted => true,
        };
        let same = self.most_bytes == most_bytes && self.room_left == room_left;
        (self.after == *after && (all || same)).then(|| self.reading.clone())
    }
}

impl<S: Store> Brain<S> {
    /// Answers a read, when there is something to answer.
    pub(super) fn try_read(&mut self, conn: Conn, room: RoomId, now: u64) {
        self.try_read_as_before(conn, room, now, &mut None, false);
    }

    /// The same for one of several; what was found for the one before is not looked for again. A
    /// request is not answered with nothing but names, unless it must be.
    pub(super) fn try_read_as_before(
        &mut self,
        conn: Conn,
        room: RoomId,
        now: u64,
        before: &mut Option<Found>,
        is_due: bool,
    ) {
        let Some(connection) = self.connections.get_mut(&conn) else { return };
        let taken = connection.request.as_ref().map_or(0, |request| request.bytes);
        let room_left = MOST_MESSAGE_BYTES.saturating_sub(taken + 2 * FRAME_BYTES);
        let Some(Open { read: asked, is_begun }) = connection.joined(&room).and_then(|it| it.read)
        else {
            return;
        };
        let after = asked.after;
        let most_bytes = self.settings.answer_bytes.min(asked.most_bytes as usize);
        let known = before.as_ref().and_then(|it| it.for_another(&after, most_bytes, room_left));
        let reading = match known {
            Some(reading) => Ok(reading),
            None => {
                let found = self.mending(&room, now, |brain| {
                    read(brain.store.rows(), &room, &after, most_bytes, room_left)
                });
                if let Ok(reading) = &found {
                    let reading = reading.clone();
                    *before = Some(Found { after, most_bytes, room_left, reading });
                }
                found
            }
        };
        let (reason, retry) = match reading {
            Ok(Reading::Nothing { .. }) => return,
            Ok(Reading::Records { after: from, records, end, head }) => {
                let Some(connection) = self.connections.get_mut(&conn) else { return };
                let is_request = connection.request.is_some();
                let Some(joined) = connection.joined(&room) else { return };
                let is_news = !asked.names || records.iter().any(|(id, _)| !joined.has(id));
                if is_request && !is_news && !is_due {
                    return;
                }
                let records = joined.given(asked.names, &records);
                let bytes: usize = records.iter().map(Given::bytes).sum();
                let left = most_bytes.saturating_sub(bytes) as u32;
                // What is left did not go into the bytes that were asked for.
                let is_last = is_request || left == 0 || end.sequence < head;
                let rest = Read { after: end, most_bytes: left, ..asked };
                joined.read = (!is_last).then_some(Open { read: rest, is_begun: true });
                let after = (!is_begun || from != after).then_some(from);
                let reference = asked.reference;
                self.answer(
                    conn,
                    Answer::Records { room, reference, after, records, head, is_last },
                );
                return;
            }
            Ok(Reading::Elsewhere) => (Refusal::Elsewhere, 0),
            Ok(Reading::Deleted) => (Refusal::Deleted, 0),
            Err(_) => (Refusal::StoreFailed, RETRY_STORE),
        };
        self.refuse(conn, Some(room), None, reason, retry);
        if let Some(joined) = self.connections.get_mut(&conn).and_then(|it| it.joined(&room)) {
            joined.read = None;
        }
    }
}

/// At least one record and otherwise at most so many bytes; none when one has more bytes than there
/// is room. A damaged record ends what is given; when it is the first, that is the error.
pub(super) fn read(
    rows: &mut dyn Rows,
    room: &RoomId,
    after: &Place,
    most_bytes: usize,
    room_left: usize,
) -> Stored<Reading> {
    let most_bytes = most_bytes.min(room_left);
    let row = rows.rooms(&[*room])?.pop().flatten();
    let Some(row) = row else {
        let at_start = *after == Place::START;
        return Ok(if at_start { Reading::Nothing { head: 0 } } else { Reading::Elsewhere });
    };
    if row.deleted {
        return Ok(Reading::Deleted);
    }
    let Some(from) = beginning(rows, &row, after)? else { return Ok(Reading::Elsewhere) };
    let head = row.head.sequence;
    if from.sequence == head {
        return Ok(Reading::Nothing { head });
    }
    let found = rows.records(room, from.sequence, MOST_RECORDS, most_bytes.max(1))?;
    let (mut records, mut bytes) = (Vec::new(), 0);
    let mut at = from;
    for record in found {
        let chain = next_chain(&at.chain, &record.id);
        let sequence = at.sequence.saturating_add(1);
        // What another relay has appended since the room was looked at comes with the next read.
        if sequence > head {
            break;
        }
        let is_last = sequence == head;
        let sound = record.sequence == sequence
            && record.chain == chain
            && record_id(&record.bytes) == record.id
            && (!is_last || chain == row.head.chain);
        if !sound {
            break;
        }
        bytes += record.bytes.len() + LENGTH_BYTES;
        if bytes > room_left || bytes > most_bytes && !records.is_empty() {
            return Ok(Reading::Records { after: from, records, end: at, head });
        }
        at = Place { sequence, chain };
        records.push((record.id, record.bytes));
    }
    if records.is_empty() {
        return Err(StoreError::Damaged);
    }
    Ok(Reading::Records { after: from, records, end: at, head })
}

/// Where to begin for somebody who has read up to `after`; none when that does not lie in this log.
fn beginning(rows: &mut dyn Rows, row: &RoomRow, after: &Place) -> Stored<Option<Place>> {
    if after.sequence == 0 && *after != Place::START || after.sequence > row.head.sequence {
        return Ok(None);
    }
    if after.sequence == 0 || after.sequence < row.base.sequence {
        let shown = row.shown.sequence > row.base.sequence;
        return Ok(Some(if shown { row.shown } else { row.base }));
    }
    let chain = if after.sequence == row.base.sequence {
        row.base.chain
    } else if after.sequence == row.head.sequence {
        row.head.chain
    } else {
        rows.chain(&row.id, after.sequence)?.ok_or(StoreError::Damaged)?
    };
    Ok((chain == after.chain).then_some(*after))
}
