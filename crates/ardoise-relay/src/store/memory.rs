//! A store in memory, for tests and simulations. A clone is a copy made at that moment, to be put
//! back later; what a transaction had not finished is lost with it, as in a crash.

use std::collections::BTreeMap;

use ardoise_protocol::room::{Chain, RecordId, RoomId, StoreId};

use super::{RecordRow, RoomRow, Rows, SnapshotRow, Store, StoreError, Stored, Totals, Work};

/// A store that forgets all when it is dropped.
#[derive(Clone, Default)]
pub struct MemoryStore {
    id: StoreId,
    tables: Tables,
    /// What the next transactions end with.
    fault: Option<StoreError>,
}

#[derive(Clone, Default)]
struct Tables {
    rooms: BTreeMap<RoomId, Room>,
    clock: u64,
    /// How things were before this transaction; none outside.
    before: Option<Before>,
}

/// The rooms a transaction has touched, as they were.
#[derive(Clone, Default)]
struct Before {
    rooms: BTreeMap<RoomId, Option<Room>>,
    clock: u64,
}

/// Cheap to copy where a room has few records; rows share their bytes.
#[derive(Clone, Default)]
struct Room {
    row: Option<RoomRow>,
    records: BTreeMap<u32, RecordRow>,
    sequences: BTreeMap<RecordId, u32>,
    snapshots: BTreeMap<RecordId, SnapshotRow>,
    attests: BTreeMap<u32, RecordId>,
}

impl MemoryStore {
    pub fn new(id: StoreId) -> MemoryStore {
        MemoryStore { id, ..MemoryStore::default() }
    }

    /// Every transaction from now on ends so, and nothing of it is there.
    pub fn fail(&mut self, fault: Option<StoreError>) {
        self.fault = fault;
    }

    /// Turns one bit of a record, as an old disk does. False when there is no such record.
    pub fn turn_bit(&mut self, room: &RoomId, sequence: u32, bit: usize) -> bool {
        let Some(room) = self.tables.rooms.get_mut(room) else { return false };
        let Some(record) = room.records.get_mut(&sequence) else { return false };
        let mut bytes = record.bytes.to_vec();
        let Some(byte) = bytes.get_mut(bit / 8) else { return false };
        *byte ^= 1 << (bit % 8);
        record.bytes = bytes.into();
        true
    }
}

impl Store for MemoryStore {
    fn id(&self) -> StoreId {
        self.id
    }

    fn clock(&mut self) -> Stored<u64> {
        Ok(self.tables.clock)
    }

    fn rows(&mut self) -> &mut dyn Rows {
        &mut self.tables
    }

    fn transaction(&mut self, work: &mut Work<'_>) -> Stored<()> {
        let clock = self.tables.clock;
        self.tables.before = Some(Before { clock, ..Before::default() });
        let done = match self.fault {
            Some(fault) => Err(fault),
            None => work(&mut self.tables),
        };
        let before = self.tables.before.take().unwrap_or_default();
        if done.is_err() {
            self.tables.clock = before.clock;
            for (id, room) in before.rooms {
                match room {
                    Some(room) => self.tables.rooms.insert(id, room),
                    None => self.tables.rooms.remove(&id),
                };
            }
        }
        done
    }

    fn rooms_after(&mut self, room: Option<RoomId>, most: usize) -> Stored<Vec<RoomRow>> {
        let rows = self.tables.rooms.values().filter_map(|room| room.row.clone());
        Ok(rows.filter(|row| room.is_none_or(|room| row.id > room)).take(most).collect())
    }

    fn totals(&mut self) -> Stored<Totals> {
        let rows = self.tables.rooms.values().filter_map(|room| room.row.as_ref());
        let kept = rows.filter(|row| !row.deleted);
        Ok(kept.fold(Totals::default(), |sum, row| Totals {
            rooms: sum.rooms + 1,
            bytes: sum.bytes + row.bytes,
        }))
    }
}

impl Tables {
    /// A room that is about to change.
    fn changing(&mut self, id: &RoomId) -> &mut Room {
        if let Some(before) = &mut self.before {
            let rooms = &self.rooms;
            before.rooms.entry(*id).or_insert_with(|| rooms.get(id).cloned());
        }
        self.rooms.entry(*id).or_default()
    }
}

impl Rows for Tables {
    fn rooms(&mut self, rooms: &[RoomId]) -> Stored<Vec<Option<RoomRow>>> {
        let row = |id| self.rooms.get(id).and_then(|room: &Room| room.row.clone());
        Ok(rooms.iter().map(row).collect())
    }

    fn put_rooms(&mut self, rooms: &[RoomRow]) -> Stored<()> {
        for row in rooms {
            self.changing(&row.id).row = Some(row.clone());
        }
        Ok(())
    }

    fn forget_room(&mut self, room: &RoomId) -> Stored<()> {
        self.changing(room);
        self.rooms.remove(room);
        Ok(())
    }

    fn sequences(&mut self, records: &[(RoomId, RecordId)]) -> Stored<Vec<Option<u32>>> {
        let number = |(room, id): &(RoomId, RecordId)| {
            self.rooms.get(room).and_then(|room| room.sequences.get(id).copied())
        };
        Ok(records.iter().map(number).collect())
    }

    fn chain(&mut self, room: &RoomId, sequence: u32) -> Stored<Option<Chain>> {
        let room = self.rooms.get(room);
        Ok(room.and_then(|room| room.records.get(&sequence)).map(|record| record.chain))
    }

    fn records(
        &mut self,
        room: &RoomId,
        after: u32,
        most_records: usize,
        most_bytes: usize,
    ) -> Stored<Vec<RecordRow>> {
        let Some(room) = self.rooms.get(room) else { return Ok(Vec::new()) };
        let Some(first) = after.checked_add(1) else { return Ok(Vec::new()) };
        let mut bytes = 0;
        let mut found = Vec::new();
        for record in room.records.range(first..).map(|(_, record)| record).take(most_records) {
            if bytes >= most_bytes {
                break;
            }
            bytes += record.bytes.len();
            found.push(record.clone());
        }
        Ok(found)
    }

    fn insert(&mut self, records: &[RecordRow]) -> Stored<()> {
        for record in records {
            let room = self.changing(&record.room);
            if room.sequences.contains_key(&record.id)
                || room.records.contains_key(&record.sequence)
            {
                return Err(StoreError::Other);
            }
            room.sequences.insert(record.id, record.sequence);
            room.records.insert(record.sequence, record.clone());
        }
        Ok(())
    }

    fn remove(&mut self, room: &RoomId, up_to: u32) -> Stored<(u32, u64)> {
        let room = self.changing(room);
        let gone: Vec<u32> = room.records.range(..=up_to).map(|(sequence, _)| *sequence).collect();
        let mut bytes = 0;
        for record in gone.iter().filter_map(|sequence| room.records.remove(sequence)) {
            room.sequences.remove(&record.id);
            bytes += record.bytes.len() as u64;
        }
        room.snapshots.retain(|_, snapshot| snapshot.covers.sequence >= up_to);
        room.attests.retain(|sequence, _| *sequence > up_to);
        Ok((gone.len() as u32, bytes))
    }

    fn snapshot(&mut self, room: &RoomId, key: &RecordId) -> Stored<Option<SnapshotRow>> {
        Ok(self.rooms.get(room).and_then(|room| room.snapshots.get(key).cloned()))
    }

    fn put_snapshot(&mut self, snapshot: &SnapshotRow) -> Stored<()> {
        self.changing(&snapshot.room).snapshots.insert(snapshot.key, snapshot.clone());
        Ok(())
    }

    fn counting(&mut self, room: &RoomId) -> Stored<Vec<SnapshotRow>> {
        let Some(room) = self.rooms.get(room) else { return Ok(Vec::new()) };
        let counts = |snapshot: &&SnapshotRow| snapshot.counted_millis.is_some();
        Ok(room.snapshots.values().filter(counts).cloned().collect())
    }

    fn put_attest(&mut self, room: &RoomId, sequence: u32, target: &RecordId) -> Stored<()> {
        self.changing(room).attests.insert(sequence, *target);
        Ok(())
    }

    fn attests(&mut self, room: &RoomId, target: &RecordId) -> Stored<u32> {
        let Some(room) = self.rooms.get(room) else { return Ok(0) };
        Ok(room.attests.values().filter(|other| *other == target).count() as u32)
    }

    fn remember_clock(&mut self, millis: u64) -> Stored<()> {
        self.clock = millis;
        Ok(())
    }
}
