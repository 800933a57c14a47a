//! The tables' rows, written and read: one question for as many as there are.

use ardoise_protocol::room::{Chain, Place, RecordId, RoomId};
use postgres::Row;
use postgres::types::ToSql;

use super::Tables;
use crate::store::checksum::{bytes_of_clock, checksum_of, clock_of};
use crate::store::{RecordRow, RoomRow, Rows, SnapshotRow, StoreError, Stored};

const PUT_ROOMS: &str = "INSERT INTO relay_room SELECT * FROM unnest($1::bytea[], \
    $2::int8[], $3::bytea[], $4::int8[], $5::bytea[], $6::int8[], $7::bytea[], \
    $8::int8[], $9::int8[], $10::int8[], $11::int8[], $12::int8[], $13::bool[], $14::bytea[])";
const CHANGE_ROOMS: &str = "INSERT INTO relay_room SELECT * FROM unnest($1::bytea[], \
    $2::int8[], $3::bytea[], $4::int8[], $5::bytea[], $6::int8[], $7::bytea[], \
    $8::int8[], $9::int8[], $10::int8[], $11::int8[], $12::int8[], $13::bool[], $14::bytea[]) \
    ON CONFLICT (id) DO UPDATE SET head = excluded.head, head_chain = excluded.head_chain, \
    base = excluded.base, base_chain = excluded.base_chain, shown = excluded.shown, \
    shown_chain = excluded.shown_chain, records = excluded.records, bytes = excluded.bytes, \
    appended = excluded.appended, keeps_days = excluded.keeps_days, \
    last_order = excluded.last_order, deleted = excluded.deleted, checksum = excluded.checksum";

/// A value of a row; what does not fit is damage.
fn value<'a, T: postgres::types::FromSql<'a>>(row: &'a Row, name: &str) -> Stored<T> {
    row.try_get(name).map_err(|_| StoreError::Damaged)
}

fn number(row: &Row, name: &str) -> Stored<u32> {
    u32::try_from(value::<i64>(row, name)?).map_err(|_| StoreError::Damaged)
}

fn large(row: &Row, name: &str) -> Stored<u64> {
    u64::try_from(value::<i64>(row, name)?).map_err(|_| StoreError::Damaged)
}

fn array<const N: usize>(row: &Row, name: &str) -> Stored<[u8; N]> {
    value::<&[u8]>(row, name)?.try_into().map_err(|_| StoreError::Damaged)
}

fn place(row: &Row, sequence: &str, chain: &str) -> Stored<Place> {
    Ok(Place { sequence: number(row, sequence)?, chain: Chain(array(row, chain)?) })
}

/// More bytes or milliseconds than that are no number of a real room.
fn kept(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A room as it was found, when its checksum is right.
pub(super) fn room_of_row(row: &Row) -> Stored<RoomRow> {
    let room = RoomRow {
        id: RoomId(array(row, "id")?),
        head: place(row, "head", "head_chain")?,
        base: place(row, "base", "base_chain")?,
        shown: place(row, "shown", "shown_chain")?,
        records: number(row, "records")?,
        bytes: large(row, "bytes")?,
        appended_millis: large(row, "appended")?,
        keeps_days: number(row, "keeps_days")?,
        order: number(row, "last_order")?,
        deleted: value(row, "deleted")?,
    };
    let checksum: [u8; 16] = array(row, "checksum")?;
    if checksum == checksum_of(&room) { Ok(room) } else { Err(StoreError::Damaged) }
}

fn snapshot_of_row(room: &RoomId, row: &Row) -> Stored<SnapshotRow> {
    let millis = |name| Ok(value::<Option<i64>>(row, name)?.map(|millis| millis as u64));
    Ok(SnapshotRow {
        room: *room,
        key: RecordId(array(row, "name")?),
        covers: place(row, "covers", "covers_chain")?,
        count: number(row, "count")?,
        parts: array(row, "parts")?,
        vouchers: number(row, "vouchers")?,
        counted_millis: millis("counted")?,
        doubled_millis: millis("doubled")?,
    })
}

impl Tables {
    fn write_rooms(&mut self, query: &'static str, rooms: &[&RoomRow]) -> Stored<()> {
        if rooms.is_empty() {
            return Ok(());
        }
        let checksums: Vec<[u8; 16]> = rooms.iter().map(|room| checksum_of(room)).collect();
        let bytes = |part: fn(&RoomRow) -> &[u8]| -> Vec<&[u8]> {
            rooms.iter().map(|room| part(room)).collect()
        };
        let numbers = |part: fn(&RoomRow) -> i64| -> Vec<i64> {
            rooms.iter().map(|room| part(room)).collect()
        };
        let deleted: Vec<bool> = rooms.iter().map(|room| room.deleted).collect();
        let checksums: Vec<&[u8]> = checksums.iter().map(|sum| sum.as_slice()).collect();
        let given: [&(dyn ToSql + Sync); 14] = [
            &bytes(|room| &room.id.0),
            &numbers(|room| room.head.sequence.into()),
            &bytes(|room| &room.head.chain.0),
            &numbers(|room| room.base.sequence.into()),
            &bytes(|room| &room.base.chain.0),
            &numbers(|room| room.shown.sequence.into()),
            &bytes(|room| &room.shown.chain.0),
            &numbers(|room| room.records.into()),
            &numbers(|room| kept(room.bytes)),
            &numbers(|room| kept(room.appended_millis)),
            &numbers(|room| room.keeps_days.into()),
            &numbers(|room| room.order.into()),
            &deleted,
            &checksums,
        ];
        self.query(query, &given).map(|_| ())
    }
}

impl Rows for Tables {
    fn rooms(&mut self, rooms: &[RoomId]) -> Stored<Vec<Option<RoomRow>>> {
        let query = if self.in_transaction {
            "SELECT * FROM relay_room WHERE id = ANY($1) ORDER BY id FOR UPDATE"
        } else {
            "SELECT * FROM relay_room WHERE id = ANY($1)"
        };
        let ids: Vec<&[u8]> = rooms.iter().map(|room| room.0.as_slice()).collect();
        let rows = self.query(query, &[&ids])?;
        let found: Vec<RoomRow> = rows.iter().map(room_of_row).collect::<Stored<_>>()?;
        let row = |id: &RoomId| found.iter().find(|row| row.id == *id).cloned();
        let rows: Vec<_> = rooms.iter().map(row).collect();
        if self.in_transaction {
            let absent = rooms.iter().zip(&rows).filter(|(_, row)| row.is_none());
            self.absent.extend(absent.map(|(room, _)| *room));
        }
        Ok(rows)
    }

    /// A room that was not there is made, and not changed: when another relay has made it meanwhile,
    /// the transaction begins anew.
    fn put_rooms(&mut self, rooms: &[RoomRow]) -> Stored<()> {
        let mut rooms: Vec<&RoomRow> = rooms.iter().collect();
        rooms.sort_by_key(|room| room.id);
        let absent = &self.absent;
        let (made, changed): (Vec<_>, Vec<_>) =
            rooms.into_iter().partition(|room| absent.contains(&room.id));
        self.write_rooms(PUT_ROOMS, &made)?;
        self.write_rooms(CHANGE_ROOMS, &changed)?;
        self.absent.retain(|room| !made.iter().any(|made| made.id == *room));
        Ok(())
    }

    fn forget_room(&mut self, room: &RoomId) -> Stored<()> {
        self.query("DELETE FROM relay_room WHERE id = $1", &[&room.0.as_slice()]).map(|_| ())
    }

    fn sequences(&mut self, records: &[(RoomId, RecordId)]) -> Stored<Vec<Option<u32>>> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let rooms: Vec<&[u8]> = records.iter().map(|(room, _)| room.0.as_slice()).collect();
        let ids: Vec<&[u8]> = records.iter().map(|(_, id)| id.0.as_slice()).collect();
        let query = "SELECT asked.at, record.sequence FROM
            unnest($1::bytea[], $2::bytea[]) WITH ORDINALITY AS asked (room, id, at)
            JOIN relay_record record ON record.room = asked.room AND record.id = asked.id";
        let mut numbers = vec![None; records.len()];
        for row in self.query(query, &[&rooms, &ids])? {
            let at = number(&row, "at")? as usize;
            if let Some(place) = at.checked_sub(1).and_then(|at| numbers.get_mut(at)) {
                *place = Some(number(&row, "sequence")?);
            }
        }
        Ok(numbers)
    }

    fn chain(&mut self, room: &RoomId, sequence: u32) -> Stored<Option<Chain>> {
        let query = "SELECT chain FROM relay_record WHERE room = $1 AND sequence = $2";
        let rows = self.query(query, &[&room.0.as_slice(), &i64::from(sequence)])?;
        rows.first().map(|row| Ok(Chain(array(row, "chain")?))).transpose()
    }

    fn records(
        &mut self,
        room: &RoomId,
        after: u32,
        most_records: usize,
        most_bytes: usize,
    ) -> Stored<Vec<RecordRow>> {
        // How long a record is, is known without reading it.
        let query = "SELECT sequence, id, chain, bytes FROM (
                SELECT *, sum(octet_length(bytes)) OVER (ORDER BY sequence) - octet_length(bytes)
                    AS before
                FROM (
                    SELECT * FROM relay_record WHERE room = $1 AND sequence > $2
                    ORDER BY sequence LIMIT $3
                ) few
            ) measured WHERE before < $4 ORDER BY sequence";
        let bound = |most: usize| i64::try_from(most).unwrap_or(i64::MAX);
        let (records, bytes) = (bound(most_records), bound(most_bytes));
        let given: [&(dyn ToSql + Sync); 4] =
            [&room.0.as_slice(), &i64::from(after), &records, &bytes];
        let record = |row: &Row| {
            Ok(RecordRow {
                room: *room,
                sequence: number(row, "sequence")?,
                id: RecordId(array(row, "id")?),
                chain: Chain(array(row, "chain")?),
                bytes: value::<&[u8]>(row, "bytes")?.into(),
            })
        };
        self.query(query, &given)?.iter().map(record).collect()
    }

    fn insert(&mut self, records: &[RecordRow]) -> Stored<()> {
        if records.is_empty() {
            return Ok(());
        }
        let mut records: Vec<&RecordRow> = records.iter().collect();
        // In one order for all relays, so that none waits for another that waits for it.
        records.sort_by_key(|record| (record.room, record.sequence));
        let bytes = |part: fn(&RecordRow) -> &[u8]| -> Vec<&[u8]> {
            records.iter().map(|record| part(record)).collect()
        };
        let sequences: Vec<i64> = records.iter().map(|record| record.sequence.into()).collect();
        let given: [&(dyn ToSql + Sync); 5] = [
            &bytes(|record| &record.room.0),
            &sequences,
            &bytes(|record| &record.id.0),
            &bytes(|record| &record.chain.0),
            &bytes(|record| &record.bytes),
        ];
        let query = "INSERT INTO relay_record SELECT * FROM
            unnest($1::bytea[], $2::int8[], $3::bytea[], $4::bytea[], $5::bytea[])";
        self.query(query, &given).map(|_| ())
    }

    fn remove(&mut self, room: &RoomId, up_to: u32) -> Stored<(u32, u64)> {
        let given: [&(dyn ToSql + Sync); 2] = [&room.0.as_slice(), &i64::from(up_to)];
        let query = "WITH gone AS (
                DELETE FROM relay_record WHERE room = $1 AND sequence <= $2
                RETURNING octet_length(bytes) AS length
            ) SELECT count(*) AS records, coalesce(sum(length), 0)::int8 AS bytes FROM gone";
        let rows = self.query(query, &given)?;
        let row = rows.first().ok_or(StoreError::Damaged)?;
        let gone = (number(row, "records")?, large(row, "bytes")?);
        self.query("DELETE FROM relay_attest WHERE room = $1 AND sequence <= $2", &given)?;
        self.query("DELETE FROM relay_snapshot WHERE room = $1 AND covers < $2", &given)?;
        Ok(gone)
    }

    fn snapshot(&mut self, room: &RoomId, key: &RecordId) -> Stored<Option<SnapshotRow>> {
        let query = "SELECT * FROM relay_snapshot WHERE room = $1 AND name = $2";
        let rows = self.query(query, &[&room.0.as_slice(), &key.0.as_slice()])?;
        rows.first().map(|row| snapshot_of_row(room, row)).transpose()
    }

    fn put_snapshot(&mut self, snapshot: &SnapshotRow) -> Stored<()> {
        let query = "INSERT INTO relay_snapshot VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (room, name) DO UPDATE SET covers = excluded.covers,
            covers_chain = excluded.covers_chain, count = excluded.count, parts = excluded.parts,
            vouchers = excluded.vouchers, counted = excluded.counted, doubled = excluded.doubled";
        let given: [&(dyn ToSql + Sync); 9] = [
            &snapshot.room.0.as_slice(),
            &snapshot.key.0.as_slice(),
            &i64::from(snapshot.covers.sequence),
            &snapshot.covers.chain.0.as_slice(),
            &i64::from(snapshot.count),
            &snapshot.parts.as_slice(),
            &i64::from(snapshot.vouchers),
            &snapshot.counted_millis.map(kept),
            &snapshot.doubled_millis.map(kept),
        ];
        self.query(query, &given).map(|_| ())
    }

    fn counting(&mut self, room: &RoomId) -> Stored<Vec<SnapshotRow>> {
        let query = "SELECT * FROM relay_snapshot WHERE room = $1 AND counted IS NOT NULL";
        let rows = self.query(query, &[&room.0.as_slice()])?;
        rows.iter().map(|row| snapshot_of_row(room, row)).collect()
    }

    fn put_attest(&mut self, room: &RoomId, sequence: u32, target: &RecordId) -> Stored<()> {
        let query = "INSERT INTO relay_attest VALUES ($1, $2, $3)
            ON CONFLICT (room, sequence) DO UPDATE SET target = excluded.target";
        let (sequence, target) = (i64::from(sequence), target.0.as_slice());
        self.query(query, &[&room.0.as_slice(), &sequence, &target]).map(|_| ())
    }

    fn attests(&mut self, room: &RoomId, target: &RecordId) -> Stored<u32> {
        let query = "SELECT count(*) AS count FROM relay_attest WHERE room = $1 AND target = $2";
        let rows = self.query(query, &[&room.0.as_slice(), &target.0.as_slice()])?;
        rows.first().map_or(Err(StoreError::Damaged), |row| number(row, "count"))
    }

    /// Of several relays, the clock that is ahead is remembered.
    fn remember_clock(&mut self, millis: u64) -> Stored<()> {
        let query = "SELECT value FROM relay_about WHERE name = 'clock' FOR UPDATE";
        let rows = self.query(query, &[])?;
        let known = rows.first().and_then(|row| clock_of(&array(row, "value").ok()?));
        if known.is_some_and(|known| known >= millis) {
            return Ok(());
        }
        let query = "INSERT INTO relay_about VALUES ('clock', $1)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.query(query, &[&bytes_of_clock(millis).as_slice()]).map(|_| ())
    }
}
