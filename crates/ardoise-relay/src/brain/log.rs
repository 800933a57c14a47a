//! How records get into a room's log: numbers, chain, quota, and which snapshots count.
//!
//! One call writes one commit, inside one transaction. It must not know connections' rights: who may
//! append was decided before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_protocol::room::codec::record_from_bytes;
use ardoise_protocol::room::frame::Command;
use ardoise_protocol::room::{Header, Kind, Part, Place, RecordId, Refusal, RoomId, Signer};

use super::{Conn, Settings};
use crate::store::{MOST_PARTS, RecordRow, RoomRow, Rows, SnapshotRow, StoreError, Stored};

/// Something that waits for the next commit.
#[derive(Clone)]
pub(super) struct Op {
    pub(super) conn: Conn,
    pub(super) room: RoomId,
    pub(super) what: What,
}

#[derive(Clone)]
pub(super) enum What {
    Append {
        reference: u32,
        records: Vec<NewRecord>,
    },
    /// The order was checked.
    Order(Command),
}

/// A record that was checked.
#[derive(Clone)]
pub(super) struct NewRecord {
    pub(super) id: RecordId,
    pub(super) header: Header,
    pub(super) bytes: Arc<[u8]>,
}

/// What became of it.
pub(super) enum Done {
    Acked(Vec<u32>),
    Ordered(RoomRow),
    Refused(Refusal),
}

/// What a commit is bound by.
pub(super) struct Bounds<'a> {
    pub(super) settings: &'a Settings,
    pub(super) now: u64,
    /// How many rooms may be made, and why no more.
    pub(super) new_rooms: u32,
    pub(super) no_more: Refusal,
}

/// Writes all of it, and says what became of each and how many rooms were made.
pub(super) fn write(
    rows: &mut dyn Rows,
    ops: &[Op],
    bounds: &Bounds<'_>,
) -> Stored<(Vec<Done>, u32)> {
    let mut commit = Commit::load(rows, ops, bounds)?;
    let done = ops.iter().map(|op| commit.decide(op)).collect();
    let Commit { rooms, changed, inserted, emptied, made, .. } = commit;
    let is_changed = |row: &RoomRow| changed.contains(&row.id);
    let mut rooms: Vec<RoomRow> = rooms.into_values().flatten().filter(is_changed).collect();
    for room in &emptied {
        rows.remove(room, u32::MAX)?;
    }
    let (headers, records): (Vec<_>, Vec<_>) = inserted.into_iter().unzip();
    rows.insert(&records)?;
    for (header, record) in headers.iter().zip(&records) {
        if let Some(row) = rooms.iter_mut().find(|row| row.id == record.room) {
            note(rows, row, record, header, bounds.now)?;
        }
    }
    rows.put_rooms(&rooms)?;
    Ok((done, made))
}

/// One commit while it is worked out.
struct Commit<'a> {
    bounds: &'a Bounds<'a>,
    rooms: BTreeMap<RoomId, Option<RoomRow>>,
    changed: BTreeSet<RoomId>,
    sequences: BTreeMap<(RoomId, RecordId), u32>,
    inserted: Vec<(Header, RecordRow)>,
    emptied: Vec<RoomId>,
    made: u32,
}

impl<'a> Commit<'a> {
    fn load(rows: &mut dyn Rows, ops: &[Op], bounds: &'a Bounds<'a>) -> Stored<Commit<'a>> {
        let ids: BTreeSet<RoomId> = ops.iter().map(|op| op.room).collect();
        let ids: Vec<RoomId> = ids.into_iter().collect();
        let rooms = ids.iter().copied().zip(rows.rooms(&ids)?).collect();
        let mut names = Vec::new();
        for op in ops {
            if let What::Append { records, .. } = &op.what {
                names.extend(records.iter().map(|record| (op.room, record.id)));
            }
        }
        let numbers = rows.sequences(&names)?;
        let mut sequences = BTreeMap::new();
        for (name, number) in names.into_iter().zip(numbers) {
            if let Some(number) = number {
                is_sound(rows, &name.0, number, &name.1)?;
                sequences.insert(name, number);
            }
        }
        let (inserted, emptied) = (Vec::new(), Vec::new());
        let changed = BTreeSet::new();
        Ok(Commit { bounds, rooms, changed, sequences, inserted, emptied, made: 0 })
    }

    fn decide(&mut self, op: &Op) -> Done {
        let decided = match &op.what {
            What::Append { records, .. } => self.append(op.room, records).map(Done::Acked),
            What::Order(command) => self.order(op.room, command).map(Done::Ordered),
        };
        decided.unwrap_or_else(Done::Refused)
    }

    /// All of them or none.
    fn append(&mut self, room: RoomId, records: &[NewRecord]) -> Result<Vec<u32>, Refusal> {
        let (mut row, is_new) = self.room(room)?;
        let mut numbers = Vec::new();
        let mut fresh: BTreeMap<RecordId, u32> = BTreeMap::new();
        let mut inserted = Vec::new();
        for record in records {
            let known = self.sequences.get(&(room, record.id)).or_else(|| fresh.get(&record.id));
            if let Some(number) = known {
                numbers.push(*number);
                continue;
            }
            let settings = self.bounds.settings;
            row.bytes = row.bytes.saturating_add(record.bytes.len() as u64);
            row.records = row.records.saturating_add(1);
            if row.bytes > settings.room_bytes || row.records > settings.room_records {
                return Err(Refusal::RoomFull);
            }
            let sequence = row.head.sequence.checked_add(1).ok_or(Refusal::RoomFull)?;
            row.head = Place { sequence, chain: next_chain(&row.head.chain, &record.id) };
            row.appended_millis = self.bounds.now;
            fresh.insert(record.id, sequence);
            numbers.push(sequence);
            inserted.push((
                record.header,
                RecordRow {
                    room,
                    sequence,
                    id: record.id,
                    chain: row.head.chain,
                    bytes: Arc::clone(&record.bytes),
                },
            ));
        }
        if inserted.is_empty() {
            return Ok(numbers);
        }
        self.made += u32::from(is_new);
        self.sequences.extend(fresh.into_iter().map(|(id, number)| ((room, id), number)));
        self.inserted.extend(inserted);
        self.put(row);
        Ok(numbers)
    }

    fn order(&mut self, room: RoomId, command: &Command) -> Result<RoomRow, Refusal> {
        match *command {
            Command::Delete => {
                // A name that was never used here needs no remembering.
                let Some(Some(row)) = self.rooms.get(&room) else {
                    return Err(Refusal::Deleted);
                };
                let keeps_days = row.keeps_days;
                let gone = RoomRow {
                    deleted: true,
                    order: row.order,
                    ..RoomRow::new(room, keeps_days, self.bounds.now)
                };
                self.inserted.retain(|(_, record)| record.room != room);
                self.sequences.retain(|(of, _), _| *of != room);
                self.emptied.push(room);
                self.put(gone.clone());
                Ok(gone)
            }
            Command::KeepFor { days, number } => {
                let (mut row, is_new) = self.room(room)?;
                if number > row.order {
                    row.order = number;
                    row.keeps_days = days.clamp(1, MOST_DAYS);
                    self.made += u32::from(is_new);
                    self.put(row.clone());
                }
                Ok(row)
            }
        }
    }

    fn put(&mut self, row: RoomRow) {
        self.changed.insert(row.id);
        self.rooms.insert(row.id, Some(row));
    }

    /// The room as it is by now, and whether this makes it.
    fn room(&self, room: RoomId) -> Result<(RoomRow, bool), Refusal> {
        match self.rooms.get(&room) {
            Some(Some(row)) if row.deleted => Err(Refusal::Deleted),
            Some(Some(row)) => Ok((row.clone(), false)),
            _ if self.made >= self.bounds.new_rooms => Err(self.bounds.no_more),
            _ => {
                let keeps_days = self.bounds.settings.keeps_days;
                Ok((RoomRow::new(room, keeps_days, self.bounds.now), true))
            }
        }
    }
}

/// Ten years.
const MOST_DAYS: u32 = 3660;

/// A record that the room has already must still be what it was.
fn is_sound(rows: &mut dyn Rows, room: &RoomId, sequence: u32, id: &RecordId) -> Stored<()> {
    let found = rows.records(room, sequence.saturating_sub(1), 1, usize::MAX)?;
    let sound = found.first().is_some_and(|record| {
        record.sequence == sequence && record.id == *id && record_id(&record.bytes) == *id
    });
    if sound { Ok(()) } else { Err(StoreError::Damaged) }
}

/// Notes what a record says about snapshots. It was inserted before.
pub(super) fn note(
    rows: &mut dyn Rows,
    row: &mut RoomRow,
    record: &RecordRow,
    header: &Header,
    now: u64,
) -> Stored<()> {
    let room = record.room;
    match header.kind {
        Kind::Changes | Kind::HandIn => Ok(()),
        Kind::Snapshot { covers } => {
            // One that was made from another relay's log is a record like others here.
            if covers.sequence >= record.sequence || !lies_in(rows, row, &covers)? {
                return Ok(());
            }
            let key = key_of(&record.id, header);
            let part = header.part.unwrap_or(Part { group: [0; 16], index: 0, count: 1 });
            let mut snapshot = match rows.snapshot(&room, &key)? {
                Some(snapshot) => snapshot,
                None => SnapshotRow {
                    room,
                    key,
                    covers,
                    count: part.count,
                    parts: [0; MOST_PARTS / 8],
                    vouchers: u32::from(header.signer == Signer::Admin),
                    counted_millis: None,
                    doubled_millis: None,
                },
            };
            if let Some(bits) = snapshot.parts.get_mut(part.index as usize / 8) {
                *bits |= 1 << (part.index % 8);
            }
            let vouchers = rows.attests(&room, &record.id)?;
            vouch(rows, row, snapshot, vouchers, now)
        }
        Kind::Attest { snapshot: target } => {
            // Only the room's maker can make a snapshot count; others vouch for one that does.
            let is_makers = header.signer == Signer::Admin;
            if is_makers {
                rows.put_attest(&room, record.sequence, &target)?;
            }
            let Some(Some(sequence)) = rows.sequences(&[(room, target)])?.first().copied() else {
                return Ok(());
            };
            let found = rows.records(&room, sequence.saturating_sub(1), 1, usize::MAX)?;
            let Some(header) = found.first().and_then(|found| header_of(&found.bytes)) else {
                return Ok(());
            };
            match rows.snapshot(&room, &key_of(&target, &header))? {
                Some(snapshot) if is_makers || snapshot.counted_millis.is_some() => {
                    vouch(rows, row, snapshot, 1, now)
                }
                _ => Ok(()),
            }
        }
    }
}

fn vouch(
    rows: &mut dyn Rows,
    row: &mut RoomRow,
    mut snapshot: SnapshotRow,
    vouchers: u32,
    now: u64,
) -> Stored<()> {
    snapshot.vouchers = snapshot.vouchers.saturating_add(vouchers);
    let here: u32 = snapshot.parts.iter().map(|bits| bits.count_ones()).sum();
    if here == snapshot.count && snapshot.vouchers >= 1 {
        snapshot.counted_millis.get_or_insert(now);
        if snapshot.vouchers >= 2 {
            snapshot.doubled_millis.get_or_insert(now);
        }
        if snapshot.covers.sequence > row.shown.sequence {
            row.shown = snapshot.covers;
        }
    }
    rows.put_snapshot(&snapshot)
}

fn header_of(bytes: &[u8]) -> Option<Header> {
    record_from_bytes(bytes).ok().map(|record| record.header)
}

/// A name for all parts of one snapshot: the record's own when there is one part.
fn key_of(id: &RecordId, header: &Header) -> RecordId {
    let (Kind::Snapshot { covers }, Some(part)) = (header.kind, header.part) else {
        return *id;
    };
    let signer = u8::from(header.signer == Signer::Admin);
    let parts: [&[u8]; 6] = [
        b"parts",
        &[signer],
        &part.group,
        &part.count.to_le_bytes(),
        &covers.sequence.to_le_bytes(),
        &covers.chain.0,
    ];
    record_id(&parts.concat())
}

/// Whether this place is one of this log, and not before what is gone.
pub(super) fn lies_in(rows: &mut dyn Rows, row: &RoomRow, place: &Place) -> Stored<bool> {
    let chain = if place.sequence == row.base.sequence {
        Some(row.base.chain)
    } else if place.sequence < row.base.sequence || place.sequence > row.head.sequence {
        None
    } else {
        rows.chain(&row.id, place.sequence)?
    };
    Ok(chain == Some(place.chain))
}
