//! Every store keeps rows in the same way; the same tests for each of them.

#[cfg(all(feature = "postgres", target_os = "linux"))]
#[path = "support/database.rs"]
mod database;
mod support;

use std::sync::Arc;

use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_protocol::room::{Place, RecordId, RoomId, Signer};
use ardoise_relay::store::{
    MOST_PARTS, RecordRow, RoomRow, SnapshotRow, Store, StoreError, Stored,
};
use support::*;

const ROOM: RoomId = RoomId([3; 16]);
const OTHER: RoomId = RoomId([4; 16]);

/// Each test once for each store.
macro_rules! for_each_store {
    ($($name:ident),* $(,)?) => {
        mod memory {
            $(#[test] fn $name() { super::$name(crate::support::memory()); })*
        }
        #[cfg(feature = "sqlite")]
        mod sqlite {
            $(#[test] fn $name() {
                let folder = crate::support::Folder::new(concat!("conformance-", stringify!($name)));
                super::$name(folder.store());
            })*
        }
        /// One server for all of them.
        #[cfg(all(feature = "postgres", target_os = "linux"))]
        #[test]
        fn the_same_over_postgresql() {
            let database = database::Database::start();
            $({
                println!(stringify!($name));
                $name(database.store(stringify!($name)));
            })*
        }
    };
}

for_each_store!(
    what_is_written_is_read,
    a_transaction_that_fails_leaves_nothing,
    records_come_in_order_and_within_bounds,
    a_number_and_a_name_are_used_once,
    removing_takes_what_belongs_to_it,
    rooms_come_in_order,
    the_clock_is_remembered,
    devices_meet_over_it,
    snapshots_stand_for_what_was_removed,
    appends_by_chance_keep_their_numbers,
);

fn records(room: RoomId, numbers: std::ops::RangeInclusive<u32>) -> Vec<RecordRow> {
    let mut at = Place::START;
    let mut rows = Vec::new();
    for number in 1..=*numbers.end() {
        let bytes: Arc<[u8]> = vec![number as u8; 100].into();
        let id = record_id(&bytes);
        at = Place { sequence: number, chain: next_chain(&at.chain, &id) };
        rows.push(RecordRow { room, sequence: number, id, chain: at.chain, bytes });
    }
    rows.split_off(*numbers.start() as usize - 1)
}

fn room(id: RoomId, head: &RecordRow) -> RoomRow {
    let head = Place { sequence: head.sequence, chain: head.chain };
    RoomRow { head, records: 3, bytes: 300, order: 9, ..RoomRow::new(id, 400, NOW) }
}

fn write(store: &mut impl Store, rows: &[RecordRow]) -> Stored<()> {
    store.transaction(&mut |tables| {
        tables.insert(rows)?;
        tables.put_rooms(&[room(rows[0].room, &rows[rows.len() - 1])])
    })
}

fn snapshot_of(covers: u32, counted: Option<u64>) -> SnapshotRow {
    let mut parts = [0; MOST_PARTS / 8];
    parts[127] = 128;
    SnapshotRow {
        room: ROOM,
        key: RecordId([covers as u8; 16]),
        covers: Place { sequence: covers, ..Place::START },
        count: 1024,
        parts,
        vouchers: 2,
        counted_millis: counted,
        doubled_millis: None,
    }
}

fn what_is_written_is_read(mut store: impl Store) {
    let rows = records(ROOM, 1..=3);
    assert_eq!(store.rows().rooms(&[ROOM]), Ok(vec![None]));
    write(&mut store, &rows).expect("written");
    let tables = store.rows();
    let row = room(ROOM, &rows[2]);
    assert_eq!(tables.rooms(&[OTHER, ROOM]), Ok(vec![None, Some(row.clone())]));
    let names = [(ROOM, rows[2].id), (OTHER, rows[2].id), (ROOM, RecordId([0; 16]))];
    assert_eq!(tables.sequences(&names), Ok(vec![Some(3), None, None]));
    assert_eq!(tables.chain(&ROOM, 2), Ok(Some(rows[1].chain)));
    assert_eq!(tables.chain(&ROOM, 4), Ok(None));
    assert_eq!(tables.chain(&OTHER, 1), Ok(None));
    let snapshot = snapshot_of(2, Some(NOW));
    store.transaction(&mut |tables| tables.put_snapshot(&snapshot)).expect("written");
    store.transaction(&mut |tables| tables.put_attest(&ROOM, 3, &rows[0].id)).expect("written");
    let tables = store.rows();
    assert_eq!(tables.snapshot(&ROOM, &snapshot.key), Ok(Some(snapshot.clone())));
    assert_eq!(tables.snapshot(&ROOM, &rows[0].id), Ok(None));
    assert_eq!(tables.attests(&ROOM, &rows[0].id), Ok(1));
    assert_eq!(tables.attests(&ROOM, &rows[1].id), Ok(0));
    let deleted = RoomRow { deleted: true, bytes: 0, ..row };
    store
        .transaction(&mut |tables| tables.put_rooms(std::slice::from_ref(&deleted)))
        .expect("written");
    assert_eq!(store.rows().rooms(&[ROOM]), Ok(vec![Some(deleted)]));
    assert_eq!(store.totals().expect("totals").rooms, 0);
}

fn a_transaction_that_fails_leaves_nothing(mut store: impl Store) {
    let rows = records(ROOM, 1..=3);
    write(&mut store, &rows[..1]).expect("written");
    let failed = store.transaction(&mut |tables| {
        tables.insert(&rows[1..])?;
        tables.insert(&records(OTHER, 1..=1))?;
        tables.put_rooms(&[room(ROOM, &rows[2]), room(OTHER, &rows[0])])?;
        tables.put_snapshot(&snapshot_of(2, None))?;
        tables.put_attest(&ROOM, 2, &rows[0].id)?;
        tables.remember_clock(NOW)?;
        // What was written is seen inside.
        assert_eq!(tables.chain(&ROOM, 3), Ok(Some(rows[2].chain)));
        Err(StoreError::Other)
    });
    assert_eq!(failed, Err(StoreError::Other));
    assert_eq!(store.clock(), Ok(0));
    let tables = store.rows();
    assert_eq!(tables.rooms(&[ROOM, OTHER]), Ok(vec![Some(room(ROOM, &rows[0])), None]));
    assert_eq!(tables.records(&ROOM, 0, 9, 9999), Ok(rows[..1].to_vec()));
    assert_eq!(tables.snapshot(&ROOM, &RecordId([2; 16])), Ok(None));
    assert_eq!(tables.attests(&ROOM, &rows[0].id), Ok(0));
    write(&mut store, &rows[1..]).expect("the store goes on");
}

fn records_come_in_order_and_within_bounds(mut store: impl Store) {
    let rows = records(ROOM, 1..=5);
    write(&mut store, &rows).expect("written");
    write(&mut store, &records(OTHER, 1..=5)).expect("written");
    let tables = store.rows();
    assert_eq!(tables.records(&ROOM, 0, usize::MAX, usize::MAX), Ok(rows.clone()));
    assert_eq!(tables.records(&ROOM, 2, 2, usize::MAX), Ok(rows[2..4].to_vec()));
    assert_eq!(tables.records(&ROOM, 0, 9, 1), Ok(rows[..1].to_vec()));
    assert_eq!(tables.records(&ROOM, 0, 9, 101), Ok(rows[..2].to_vec()));
    assert_eq!(tables.records(&ROOM, 5, 9, 999), Ok(vec![]));
    assert_eq!(tables.records(&ROOM, u32::MAX, 9, 999), Ok(vec![]));
    assert_eq!(tables.records(&RoomId([9; 16]), 0, 9, 999), Ok(vec![]));
}

fn a_number_and_a_name_are_used_once(mut store: impl Store) {
    let rows = records(ROOM, 1..=2);
    write(&mut store, &rows).expect("written");
    let same_name = RecordRow { sequence: 7, ..rows[0].clone() };
    let same_number = RecordRow { id: RecordId([1; 16]), ..rows[0].clone() };
    for row in [same_name, same_number] {
        assert!(
            store.transaction(&mut |tables| tables.insert(std::slice::from_ref(&row))).is_err()
        );
    }
    assert_eq!(store.rows().records(&ROOM, 0, 9, 9999), Ok(rows));
}

fn removing_takes_what_belongs_to_it(mut store: impl Store) {
    let rows = records(ROOM, 1..=5);
    write(&mut store, &rows).expect("written");
    write(&mut store, &records(OTHER, 1..=5)).expect("written");
    let counting = snapshot_of(3, Some(NOW));
    store
        .transaction(&mut |tables| {
            tables.put_snapshot(&snapshot_of(2, Some(NOW)))?;
            tables.put_snapshot(&counting)?;
            tables.put_snapshot(&snapshot_of(4, None))?;
            tables.put_attest(&ROOM, 3, &rows[0].id)?;
            tables.put_attest(&ROOM, 4, &rows[0].id)?;
            assert_eq!(tables.remove(&ROOM, 3), Ok((3, 300)));
            Ok(())
        })
        .expect("removed");
    let tables = store.rows();
    assert_eq!(tables.records(&ROOM, 0, 9, 9999), Ok(rows[3..].to_vec()));
    assert_eq!(tables.sequences(&[(ROOM, rows[0].id)]), Ok(vec![None]));
    assert_eq!(tables.counting(&ROOM), Ok(vec![counting]));
    assert_eq!(tables.attests(&ROOM, &rows[0].id), Ok(1));
    assert_eq!(tables.records(&OTHER, 0, 9, 9999).expect("read").len(), 5);
    store
        .transaction(&mut |tables| {
            assert_eq!(tables.remove(&ROOM, u32::MAX), Ok((2, 200)));
            tables.forget_room(&ROOM)
        })
        .expect("removed");
    assert_eq!(store.rows().rooms(&[ROOM]), Ok(vec![None]));
    assert_eq!(store.rows().counting(&ROOM), Ok(vec![]));
    write(&mut store, &rows).expect("a room of that name begins anew");
}

fn rooms_come_in_order(mut store: impl Store) {
    for number in [5, 1, 4, 2, 3] {
        write(&mut store, &records(RoomId([number; 16]), 1..=1)).expect("written");
    }
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let rooms = store.rooms_after(after, 2).expect("read");
        let Some(last) = rooms.last() else { break };
        after = Some(last.id);
        found.extend(rooms.iter().map(|room| room.id.0[0]));
    }
    assert_eq!(found, [1, 2, 3, 4, 5]);
    let totals = store.totals().expect("read");
    assert_eq!((totals.rooms, totals.bytes), (5, 1500));
}

fn the_clock_is_remembered(mut store: impl Store) {
    assert_eq!(store.clock(), Ok(0));
    store.transaction(&mut |tables| tables.remember_clock(NOW)).expect("written");
    assert_eq!(store.clock(), Ok(NOW));
}

fn devices_meet_over_it(store: impl Store) {
    let mut relay = Relay::new(store);
    let keys = keys(1);
    let (school, home) = (relay.connect(1), relay.connect(2));
    relay.ask(home, &[join(&keys), read(&keys, Place::START)]);
    let texts = [record(&keys, 1), record(&keys, 2)];
    let answers = relay.ask_and_commit(school, &[join(&keys), append(&keys, 1, &texts)]);
    assert_eq!(acked(&answers), [1, 2]);
    let answers = relay.sent_to(home);
    let [ardoise_protocol::room::Answer::Records { records, .. }] = &answers[..] else {
        panic!("{answers:?}")
    };
    assert_eq!(*records, given(&texts));
    assert_eq!(acked(&relay.ask_and_commit(school, &[append(&keys, 2, &texts[1..])])), [2]);
}

fn snapshots_stand_for_what_was_removed(store: impl Store) {
    let mut relay = Relay::new(store);
    let keys = keys(1);
    let conn = relay.connect(1);
    let mut all = Vec::new();
    let mut covered = Place::START;
    for generation in 0..2 {
        all.extend((0..3).map(|number| record(&keys, generation * 10 + number)));
        covered = place(&all);
        all.push(snapshot(&keys, Signer::Admin, covered, generation * 10 + 9));
    }
    relay.ask_and_commit(conn, &[join(&keys), append(&keys, 1, &all)]);
    relay.run_for(15 * DAY);
    assert_eq!(relay.log(&keys), (covered, all[7..].to_vec()));
    // Three records are gone from the store.
    assert_eq!(
        relay.brain.store().rows().records(&keys.room(), 0, 99, 1 << 20).map(|it| it.len()),
        Ok(5)
    );
}

/// Several rooms and devices, appends that come twice, crashes between two commits.
fn appends_by_chance_keep_their_numbers(store: impl Store) {
    let mut chance = Chance(0x5eed);
    let rooms: Vec<_> = (1..=3).map(keys).collect();
    let mut logs = vec![Vec::new(); rooms.len()];
    let mut relay = Relay::new(store);
    for round in 0..120u64 {
        if chance.below(10) == 0 {
            let now = relay.now;
            relay = Relay::with(relay.brain.into_store(), Default::default(), now);
        }
        let conn = relay.connect(round);
        let at = chance.below(3) as usize;
        let (keys, log) = (&rooms[at], &mut logs[at]);
        let sent: Vec<_> =
            (0..=chance.below(6)).map(|_| record(keys, chance.below(150) as u32)).collect();
        relay.now += 500;
        let answers = relay.ask_and_commit(conn, &[join(keys), append(keys, 1, &sent)]);
        for (record, number) in sent.iter().zip(acked(&answers)) {
            if number as usize == log.len() + 1 {
                log.push(record.clone());
            }
            assert_eq!(&log[number as usize - 1], record);
        }
        relay.brain.closed(conn);
    }
    for (keys, log) in rooms.iter().zip(logs) {
        assert_eq!(relay.log(keys), (Place::START, log));
    }
}
