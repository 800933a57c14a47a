//! The tables' rows, written and read.

use ardoise_protocol::room::{Chain, Place, RecordId, RoomId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::fault;
use crate::store::checksum::{bytes_of_clock, checksum_of};
use crate::store::{MOST_PARTS, RecordRow, RoomRow, Rows, SnapshotRow, StoreError, Stored};

pub(super) struct Tables {
    pub(super) connection: Connection,
}

/// A room as it was found, when its checksum is right.
pub(super) fn room_of_row(row: &Row<'_>) -> rusqlite::Result<Stored<RoomRow>> {
    let room = RoomRow {
        id: RoomId(row.get("id")?),
        head: Place { sequence: row.get("head")?, chain: Chain(row.get("head_chain")?) },
        base: Place { sequence: row.get("base")?, chain: Chain(row.get("base_chain")?) },
        shown: Place { sequence: row.get("shown")?, chain: Chain(row.get("shown_chain")?) },
        records: row.get("records")?,
        bytes: row.get("bytes")?,
        appended_millis: row.get("appended")?,
        keeps_days: row.get("keeps_days")?,
        order: row.get("last_order")?,
        deleted: row.get("deleted")?,
    };
    let checksum: [u8; 16] = row.get("checksum")?;
    Ok(if checksum == checksum_of(&room) { Ok(room) } else { Err(StoreError::Damaged) })
}

/// Where a record is in its table.
fn place_of(number: i64, sequence: u32) -> i64 {
    (number << 32) | i64::from(sequence)
}

impl Tables {
    /// The room's number; none when it is not there.
    fn number(&self, room: &RoomId) -> rusqlite::Result<Option<i64>> {
        let query = "SELECT number FROM room WHERE id = ?1";
        self.connection.prepare_cached(query)?.query_row([room.0], |row| row.get(0)).optional()
    }

    /// The room's number; its row is made when it is not there.
    fn number_made(&self, room: &RoomId) -> rusqlite::Result<i64> {
        match self.number(room)? {
            Some(number) => Ok(number),
            None => {
                self.write_room(&RoomRow::new(*room, 0, 0))?;
                Ok(self.connection.last_insert_rowid())
            }
        }
    }

    fn write_room(&self, room: &RoomRow) -> rusqlite::Result<()> {
        let write = "INSERT INTO room VALUES
            (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            ON CONFLICT (id) DO UPDATE SET head = ?2, head_chain = ?3, base = ?4, base_chain = ?5,
            shown = ?6, shown_chain = ?7, records = ?8, bytes = ?9, appended = ?10,
            keeps_days = ?11, last_order = ?12, deleted = ?13, checksum = ?14";
        self.connection.prepare_cached(write)?.execute(params![
            room.id.0,
            room.head.sequence,
            room.head.chain.0,
            room.base.sequence,
            room.base.chain.0,
            room.shown.sequence,
            room.shown.chain.0,
            room.records,
            // More bytes or milliseconds than that are no number of a real room.
            i64::try_from(room.bytes).unwrap_or(i64::MAX),
            i64::try_from(room.appended_millis).unwrap_or(i64::MAX),
            room.keeps_days,
            room.order,
            room.deleted,
            checksum_of(room),
        ])?;
        Ok(())
    }

    fn find_records(
        &self,
        room: &RoomId,
        after: u32,
        most_records: usize,
        most_bytes: usize,
    ) -> rusqlite::Result<Vec<RecordRow>> {
        let Some(number) = self.number(room)? else { return Ok(Vec::new()) };
        let query = "SELECT place, id, chain, bytes FROM record
            WHERE place > ?1 AND place <= ?2 ORDER BY place LIMIT ?3";
        let mut statement = self.connection.prepare_cached(query)?;
        let limit = i64::try_from(most_records).unwrap_or(i64::MAX);
        let places = params![place_of(number, after), place_of(number, u32::MAX), limit];
        let mut rows = statement.query(places)?;
        let (mut found, mut bytes) = (Vec::new(), 0);
        while bytes < most_bytes {
            let Some(row) = rows.next()? else { break };
            let content = row.get_ref(3)?.as_blob()?;
            bytes += content.len();
            found.push(RecordRow {
                room: *room,
                sequence: row.get::<_, i64>(0)? as u32,
                id: RecordId(row.get(1)?),
                chain: Chain(row.get(2)?),
                bytes: content.into(),
            });
        }
        Ok(found)
    }
}

impl Rows for Tables {
    fn rooms(&mut self, rooms: &[RoomId]) -> Stored<Vec<Option<RoomRow>>> {
        let find = |room: &RoomId| {
            let query = "SELECT * FROM room WHERE id = ?1";
            let mut statement = self.connection.prepare_cached(query)?;
            statement.query_row([room.0], room_of_row).optional()
        };
        let found = |room| find(room).map_err(|error| fault(&error))?.transpose();
        rooms.iter().map(found).collect()
    }

    fn put_rooms(&mut self, rooms: &[RoomRow]) -> Stored<()> {
        rooms.iter().try_for_each(|room| self.write_room(room)).map_err(|error| fault(&error))
    }

    fn forget_room(&mut self, room: &RoomId) -> Stored<()> {
        let gone = self.connection.execute("DELETE FROM room WHERE id = ?1", [room.0]);
        gone.map(|_| ()).map_err(|error| fault(&error))
    }

    fn sequences(&mut self, records: &[(RoomId, RecordId)]) -> Stored<Vec<Option<u32>>> {
        let find = |(room, id): &(RoomId, RecordId)| {
            let query = "SELECT record.place FROM room JOIN record ON record.room = room.number
                WHERE room.id = ?1 AND record.id = ?2";
            let mut statement = self.connection.prepare_cached(query)?;
            let place = statement.query_row([room.0, id.0], |row| row.get::<_, i64>(0));
            Ok(place.optional()?.map(|place| place as u32))
        };
        let found: rusqlite::Result<_> = records.iter().map(find).collect();
        found.map_err(|error| fault(&error))
    }

    fn chain(&mut self, room: &RoomId, sequence: u32) -> Stored<Option<Chain>> {
        let find = || {
            let Some(number) = self.number(room)? else { return Ok(None) };
            let query = "SELECT chain FROM record WHERE place = ?1";
            let mut statement = self.connection.prepare_cached(query)?;
            let chain = statement.query_row([place_of(number, sequence)], |row| row.get(0));
            Ok(chain.optional()?.map(Chain))
        };
        find().map_err(|error: rusqlite::Error| fault(&error))
    }

    fn records(
        &mut self,
        room: &RoomId,
        after: u32,
        most_records: usize,
        most_bytes: usize,
    ) -> Stored<Vec<RecordRow>> {
        let found = self.find_records(room, after, most_records, most_bytes);
        found.map_err(|error| fault(&error))
    }

    fn insert(&mut self, records: &[RecordRow]) -> Stored<()> {
        let write = |record: &RecordRow| {
            let number = self.number_made(&record.room)?;
            let write = "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5)";
            self.connection.prepare_cached(write)?.execute(params![
                place_of(number, record.sequence),
                number,
                record.id.0,
                record.chain.0,
                &record.bytes[..],
            ])
        };
        records
            .iter()
            .try_for_each(|record| write(record).map(|_| ()))
            .map_err(|error| fault(&error))
    }

    fn remove(&mut self, room: &RoomId, up_to: u32) -> Stored<(u32, u64)> {
        let remove = || -> rusqlite::Result<(u32, u64)> {
            let Some(number) = self.number(room)? else { return Ok((0, 0)) };
            let places = [place_of(number, 0), place_of(number, up_to)];
            let query = "SELECT count(*), coalesce(sum(length(bytes)), 0) FROM record
                WHERE place > ?1 AND place <= ?2";
            let gone =
                self.connection.query_row(query, places, |row| Ok((row.get(0)?, row.get(1)?)))?;
            let write = "DELETE FROM record WHERE place > ?1 AND place <= ?2";
            self.connection.execute(write, places)?;
            let write = "DELETE FROM attest WHERE room = ?1 AND sequence <= ?2";
            self.connection.execute(write, params![number, up_to])?;
            let write = "DELETE FROM snapshot WHERE room = ?1 AND covers < ?2";
            self.connection.execute(write, params![number, up_to])?;
            Ok(gone)
        };
        remove().map_err(|error| fault(&error))
    }

    fn snapshot(&mut self, room: &RoomId, key: &RecordId) -> Stored<Option<SnapshotRow>> {
        let find = || {
            let Some(number) = self.number(room)? else { return Ok(None) };
            let query = "SELECT * FROM snapshot WHERE room = ?1 AND name = ?2";
            let mut statement = self.connection.prepare_cached(query)?;
            let one = |row: &Row<'_>| snapshot_of_row(room, row);
            statement.query_row(params![number, key.0], one).optional()
        };
        find().map_err(|error: rusqlite::Error| fault(&error))
    }

    fn put_snapshot(&mut self, snapshot: &SnapshotRow) -> Stored<()> {
        let write = || {
            let number = self.number_made(&snapshot.room)?;
            let write =
                "INSERT OR REPLACE INTO snapshot VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
            self.connection.prepare_cached(write)?.execute(params![
                number,
                snapshot.key.0,
                snapshot.covers.sequence,
                snapshot.covers.chain.0,
                snapshot.count,
                snapshot.parts.as_slice(),
                snapshot.vouchers,
                snapshot.counted_millis.map(|millis| millis as i64),
                snapshot.doubled_millis.map(|millis| millis as i64),
            ])
        };
        write().map(|_| ()).map_err(|error: rusqlite::Error| fault(&error))
    }

    fn counting(&mut self, room: &RoomId) -> Stored<Vec<SnapshotRow>> {
        let find = || -> rusqlite::Result<Vec<SnapshotRow>> {
            let Some(number) = self.number(room)? else { return Ok(Vec::new()) };
            let query = "SELECT * FROM snapshot WHERE room = ?1 AND counted IS NOT NULL";
            let mut statement = self.connection.prepare_cached(query)?;
            let rows = statement.query_map([number], |row| snapshot_of_row(room, row))?;
            rows.collect()
        };
        find().map_err(|error| fault(&error))
    }

    fn put_attest(&mut self, room: &RoomId, sequence: u32, target: &RecordId) -> Stored<()> {
        let write = || {
            let number = self.number_made(room)?;
            let write = "INSERT OR REPLACE INTO attest VALUES (?1, ?2, ?3)";
            self.connection.prepare_cached(write)?.execute(params![number, sequence, target.0])
        };
        write().map(|_| ()).map_err(|error: rusqlite::Error| fault(&error))
    }

    fn attests(&mut self, room: &RoomId, target: &RecordId) -> Stored<u32> {
        let count = || -> rusqlite::Result<u32> {
            let Some(number) = self.number(room)? else { return Ok(0) };
            let query = "SELECT count(*) FROM attest WHERE room = ?1 AND target = ?2";
            let mut statement = self.connection.prepare_cached(query)?;
            statement.query_row(params![number, target.0], |row| row.get(0))
        };
        count().map_err(|error| fault(&error))
    }

    fn remember_clock(&mut self, millis: u64) -> Stored<()> {
        let write = "INSERT OR REPLACE INTO about VALUES ('clock', ?1)";
        let written = self.connection.execute(write, [bytes_of_clock(millis)]);
        written.map(|_| ()).map_err(|error| fault(&error))
    }
}

fn snapshot_of_row(room: &RoomId, row: &Row<'_>) -> rusqlite::Result<SnapshotRow> {
    Ok(SnapshotRow {
        room: *room,
        key: RecordId(row.get("name")?),
        covers: Place { sequence: row.get("covers")?, chain: Chain(row.get("covers_chain")?) },
        count: row.get("count")?,
        parts: row.get::<_, [u8; MOST_PARTS / 8]>("parts")?,
        vouchers: row.get("vouchers")?,
        counted_millis: row.get("counted")?,
        doubled_millis: row.get("doubled")?,
    })
}
