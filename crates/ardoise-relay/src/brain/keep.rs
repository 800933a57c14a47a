//! What need not be kept any longer: rooms that have expired, and what snapshots stand for.

use ardoise_protocol::room::{Place, RoomId};

use super::clock::DAY;
use crate::store::{RoomRow, Rows, SnapshotRow, StoreError, Stored};

/// How long a snapshot must have counted before what it covers may go, and how long once another
/// has vouched for it.
const ALONE: u64 = 14 * DAY;
const DOUBLED: u64 = DAY;

/// Whether the room is over.
pub(super) fn has_expired(row: &RoomRow, now: u64) -> bool {
    let keeps = u64::from(row.keeps_days).saturating_mul(DAY);
    !row.deleted && now > row.appended_millis.saturating_add(keeps)
}

/// Up to where records may go: what the last but one of the snapshots that are old enough covers, so
/// that two generations stay.
pub(super) fn base_of(counting: &[SnapshotRow], now: u64) -> Option<Place> {
    let is_old = |snapshot: &&SnapshotRow| {
        let since =
            |from: Option<u64>, wait| from.is_some_and(|from| now >= from.saturating_add(wait));
        since(snapshot.counted_millis, ALONE) || since(snapshot.doubled_millis, DOUBLED)
    };
    let old = || counting.iter().filter(is_old).map(|snapshot| snapshot.covers);
    let newest = old().max_by_key(|place| place.sequence)?;
    old().filter(|place| place.sequence < newest.sequence).max_by_key(|place| place.sequence)
}

/// Removes what may go of a room; says whether anything did.
pub(super) fn purge(rows: &mut dyn Rows, room: &RoomId, now: u64) -> Stored<bool> {
    let Some(mut row) = rows.rooms(&[*room])?.pop().flatten() else { return Ok(false) };
    let Some(base) = base_of(&rows.counting(room)?, now) else { return Ok(false) };
    if row.deleted || base.sequence <= row.base.sequence || base.sequence > row.head.sequence {
        return Ok(false);
    }
    if rows.chain(room, base.sequence)? != Some(base.chain) {
        return Err(StoreError::Damaged);
    }
    let (records, bytes) = rows.remove(room, base.sequence)?;
    row.records = row.records.saturating_sub(records);
    row.bytes = row.bytes.saturating_sub(bytes);
    row.base = base;
    rows.put_rooms(&[row])?;
    Ok(true)
}

/// Removes a room that is over as if it had never been. Whether it is over is asked again, since
/// another relay may have appended to it in the meantime.
pub(super) fn forget(rows: &mut dyn Rows, room: &RoomId, now: u64) -> Stored<()> {
    let row = rows.rooms(&[*room])?.pop().flatten();
    if !row.is_some_and(|row| has_expired(&row, now)) {
        return Ok(());
    }
    rows.remove(room, u32::MAX)?;
    rows.forget_room(room)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{MOST_PARTS, MemoryStore, Store};
    use ardoise_protocol::room::{Chain, RecordId};

    fn snapshot(covers: u32, counted: u64, doubled: Option<u64>) -> SnapshotRow {
        SnapshotRow {
            room: RoomId([1; 16]),
            key: RecordId([covers as u8; 16]),
            covers: Place { sequence: covers, chain: Chain([covers as u8; 32]) },
            count: 1,
            parts: [0; MOST_PARTS / 8],
            vouchers: 1,
            counted_millis: Some(counted),
            doubled_millis: doubled,
        }
    }

    fn base(counting: &[SnapshotRow], now: u64) -> Option<u32> {
        base_of(counting, now).map(|place| place.sequence)
    }

    #[test]
    fn two_generations_stay() {
        let one = [snapshot(10, 0, Some(0))];
        assert_eq!(base(&one, 1000 * DAY), None);
        let three = [snapshot(30, 0, None), snapshot(10, 0, None), snapshot(20, 0, None)];
        assert_eq!(base(&three, 14 * DAY - 1), None);
        assert_eq!(base(&three, 14 * DAY), Some(20));
    }

    #[test]
    fn a_day_after_another_has_vouched_or_fourteen_days() {
        let two = |doubled| [snapshot(10, 0, Some(0)), snapshot(20, 5 * DAY, doubled)];
        assert_eq!(base(&two(None), 18 * DAY), None);
        assert_eq!(base(&two(None), 19 * DAY), Some(10));
        assert_eq!(base(&two(Some(6 * DAY)), 7 * DAY - 1), None);
        assert_eq!(base(&two(Some(6 * DAY)), 7 * DAY), Some(10));
    }

    #[test]
    fn a_room_goes_after_the_days_it_is_kept() {
        let row = RoomRow { appended_millis: 5 * DAY, ..RoomRow::new(RoomId([1; 16]), 30, 0) };
        assert!(!has_expired(&row, 35 * DAY));
        assert!(has_expired(&row, 35 * DAY + 1));
        let endless = RoomRow { appended_millis: u64::MAX - 1, ..row };
        assert!(!has_expired(&endless, u64::MAX));
    }

    /// It had expired when it was listed; then another relay appended to it.
    #[test]
    fn a_room_that_lives_again_is_not_forgotten() {
        let mut store = MemoryStore::new(ardoise_protocol::room::StoreId([9; 16]));
        let row = RoomRow::new(RoomId([1; 16]), 30, 40 * DAY);
        store.transaction(&mut |rows| rows.put_rooms(std::slice::from_ref(&row))).expect("written");
        store.transaction(&mut |rows| forget(rows, &row.id, 70 * DAY)).expect("looked");
        assert_eq!(store.rows().rooms(&[row.id]), Ok(vec![Some(row.clone())]));
        store.transaction(&mut |rows| forget(rows, &row.id, 71 * DAY)).expect("forgotten");
        assert_eq!(store.rows().rooms(&[row.id]), Ok(vec![None]));
    }
}
