//! What docs/rooms.md promises, said to a brain with a store in memory.

mod support;

use ardoise_crypto::keys::record_id;
use ardoise_protocol::room::frame::{Command, NO_TOKEN};
use ardoise_protocol::room::{Answer, Ask, Chain, Given, Place, Read, Refusal, Signer};
use ardoise_relay::brain::{Conn, DiskState, Rate, Settings, Via};
use ardoise_relay::store::StoreError;
use support::*;

#[test]
fn nothing_is_acknowledged_before_it_is_written_and_then_it_has_its_number() {
    let (mut relay, keys, conn) = joined();
    assert_eq!(relay.ask(conn, &[append(&keys, 5, &[record(&keys, 1), record(&keys, 2)])]), []);
    assert_eq!(relay.brain.waiting_records(), 2);
    relay.commit();
    let room = keys.room();
    let answers = relay.sent_to(conn);
    assert_eq!(answers, [Answer::Acked { room, reference: 5, sequences: vec![1, 2] }]);
}

#[test]
fn appending_again_is_no_error_and_gives_the_same_numbers() {
    let (mut relay, keys, conn) = joined();
    let (one, two) = (record(&keys, 1), record(&keys, 2));
    relay.ask_and_commit(conn, &[append(&keys, 1, std::slice::from_ref(&one))]);
    // Twice in one append, and in two appends of one commit.
    let asks = [
        append(&keys, 2, &[two.clone(), one.clone(), two.clone()]),
        append(&keys, 3, std::slice::from_ref(&two)),
    ];
    let answers = relay.ask_and_commit(conn, &asks);
    let room = keys.room();
    assert_eq!(
        answers,
        [
            Answer::Acked { room, reference: 2, sequences: vec![2, 1, 2] },
            Answer::Acked { room, reference: 3, sequences: vec![2] },
        ]
    );
    assert_eq!(relay.log(&keys), (Place::START, vec![one, two]));
}

/// A pupil hands in: one message, no token, nothing read and nobody told that they were there.
#[test]
fn who_has_no_token_appends_and_no_more() {
    let (mut relay, keys, teacher) = joined();
    relay.ask(teacher, &[read(&keys, Place::START)]);
    let pupil = relay.connect_via(2, Via::Request);
    let join = Ask::Join { card: *keys.card(), token: NO_TOKEN, device: [9; 8] };
    let one = record(&keys, 1);
    let asks = [join.clone(), append(&keys, 1, std::slice::from_ref(&one))];
    let answers = relay.ask_and_commit(pupil, &asks);
    let room = keys.room();
    assert!(answers.contains(&Answer::Acked { room, reference: 1, sequences: vec![1] }));
    let told = relay.sent_to(teacher);
    let records = |answer: &Answer| matches!(answer, Answer::Records { records, .. } if records == &given(std::slice::from_ref(&one)));
    assert!(told.iter().any(records), "{told:?}");
    relay.run_for(120_000);
    let present = |answer: &Answer| matches!(answer, Answer::Presence { .. });
    assert!(!relay.sent_to(teacher).iter().any(present), "a hand-in is nobody who is here");

    let refused = Answer::Refused {
        room: Some(room),
        reference: None,
        reason: Refusal::NotAllowed,
        retry_millis: 0,
    };
    let stranger = relay.connect(3);
    let said = Ask::Presence { room, sealed: vec![1] };
    for ask in [read(&keys, Place::START), said] {
        let answers = relay.ask(stranger, &[join.clone(), ask]);
        assert!(answers.contains(&refused), "{answers:?}");
    }
    // Whoever shows the token then reads; a wrong one is none.
    let answers = relay.ask(stranger, &[support::join(&keys), read(&keys, Place::START)]);
    assert!(answers.iter().any(records), "{answers:?}");
}

#[test]
fn a_read_waits_until_there_is_something_and_goes_on_from_there() {
    let (mut relay, keys, conn) = joined();
    let reader = relay.connect(2);
    assert_eq!(relay.ask(reader, &[join(&keys), read(&keys, Place::START)]).len(), 1);
    let one = record(&keys, 1);
    relay.ask_and_commit(conn, &[append(&keys, 1, std::slice::from_ref(&one))]);
    let room = keys.room();
    let answer = |after, record, head| Answer::Records {
        room,
        reference: 0,
        after,
        records: vec![Given::Record(record)],
        head,
        is_last: false,
    };
    assert_eq!(relay.sent_to(reader), [answer(Some(Place::START), one, 1)]);
    let two = record(&keys, 2);
    relay.ask_and_commit(conn, &[append(&keys, 2, std::slice::from_ref(&two))]);
    assert_eq!(relay.sent_to(reader), [answer(None, two, 2)]);
}

#[test]
fn a_read_gives_as_many_bytes_as_the_line_takes_and_at_least_one_record() {
    let (mut relay, keys, conn) = joined();
    let records: Vec<_> = (1..=5).map(|number| record(&keys, number)).collect();
    relay.ask_and_commit(conn, &[append(&keys, 1, &records)]);
    let bytes = records[0].len() as u32;
    for (most_bytes, expected) in [(0, 1), (1, 1), (bytes * 3 + 18, 3), (u32::MAX, 5)] {
        let answers = relay.ask(conn, &[read_some(&keys, Place::START, most_bytes)]);
        let [Answer::Records { records, head: 5, is_last, .. }] = &answers[..] else {
            panic!("{answers:?}")
        };
        // Whoever has not got all that is there asks again.
        assert_eq!((records.len(), *is_last), (expected, expected < 5), "{most_bytes}");
    }
}

/// A device has what it wrote: its bytes need not come back over a thin line.
#[test]
fn what_a_device_has_appended_is_named_to_it_and_given_to_others() {
    let (mut relay, keys, _) = joined();
    let reads = |reference, after, names| Ask::Read {
        room: keys.room(),
        read: Read { reference, after, most_bytes: PLENTY, names },
    };
    let records: Vec<_> = (1..=4).map(|number| record(&keys, number)).collect();
    let name = |at: usize| Given::Name(record_id(&records[at]));
    let whole = |at: usize| Given::Record(records[at].clone());
    let got = |relay: &mut Relay<_>, conn| {
        let answers = relay.sent_to(conn).into_iter();
        let records = answers.filter_map(|answer| match answer {
            Answer::Records { records, .. } => Some(records),
            _ => None,
        });
        records.flatten().collect::<Vec<_>>()
    };
    // Two connections of one device, as by requests, one of another, and one that compares.
    let (school, poll, home) = (relay.connect(2), relay.connect(3), relay.connect(4));
    let compares = relay.connect(5);
    relay.ask(school, &[join_as(&keys, [2; 8]), reads(5, Place::START, true)]);
    relay.ask(poll, &[join_as(&keys, [2; 8]), reads(6, Place::START, true)]);
    relay.ask(home, &[join_as(&keys, [3; 8]), reads(7, Place::START, true)]);
    relay.ask(compares, &[join_as(&keys, [4; 8]), reads(8, Place::START, false)]);
    relay.ask(school, &[append(&keys, 1, &records[..1])]);
    relay.ask(home, &[append(&keys, 1, &records[1..2])]);
    relay.ask(compares, &[append(&keys, 1, &records[2..3])]);
    relay.commit();
    assert_eq!(got(&mut relay, school), [name(0), whole(1), whole(2)]);
    assert_eq!(got(&mut relay, poll), [name(0), whole(1), whole(2)]);
    assert_eq!(got(&mut relay, home), [whole(0), name(1), whole(2)]);
    assert_eq!(got(&mut relay, compares), [whole(0), whole(1), whole(2)]);
    // Whoever comes back in another connection may have lost it.
    let again = relay.connect(6);
    relay.ask(again, &[join_as(&keys, [9; 8]), reads(9, Place::START, true)]);
    assert_eq!(relay.brain.waiting_records(), 0);
    relay.ask_and_commit(school, &[append(&keys, 2, &records[3..])]);
    assert_eq!(got(&mut relay, again), [whole(3)], "the rest came at once");
    assert_eq!(got(&mut relay, poll), [name(3)]);
}

#[test]
fn a_place_that_is_not_in_the_log_is_elsewhere() {
    let (mut relay, keys, conn) = joined();
    let records = [record(&keys, 1), record(&keys, 2)];
    relay.ask_and_commit(conn, &[append(&keys, 1, &records)]);
    let head = place(&records);
    let other = Chain([5; 32]);
    let wrong = [
        Place { sequence: 1, chain: other },
        Place { chain: other, ..head },
        Place { sequence: 3, chain: head.chain },
        Place { sequence: 0, chain: other },
        Place { sequence: u32::MAX, chain: other },
    ];
    for place in wrong {
        let answers = relay.ask(conn, &[read(&keys, place)]);
        assert_eq!(refused(&answers), Some((Refusal::Elsewhere, 0)), "{place:?}");
    }
    assert_eq!(relay.ask(conn, &[read(&keys, head)]), []);
}

/// A relay whose disk was replaced by last week's copy: whoever was further notices.
#[test]
fn a_store_that_was_put_back_from_a_copy_is_noticed() {
    let (mut relay, keys, conn) = joined();
    let records = [record(&keys, 1), record(&keys, 2)];
    relay.ask_and_commit(conn, &[append(&keys, 1, &records[..1])]);
    let copy = relay.brain.store().clone();
    relay.ask_and_commit(conn, &[append(&keys, 2, &records[1..])]);
    let mut relay = Relay::new(copy);
    let conn = relay.connect(1);
    relay.ask(conn, &[join(&keys)]);
    let answers = relay.ask(conn, &[read(&keys, place(&records))]);
    assert_eq!(refused(&answers), Some((Refusal::Elsewhere, 0)));
    assert_eq!(acked(&relay.ask_and_commit(conn, &[append(&keys, 1, &records)])), [1, 2]);
}

#[test]
fn who_has_no_token_or_no_key_gets_and_leaves_nothing() {
    let (mut relay, keys, conn) = joined();
    let stranger = relay.connect(2);
    let answers =
        relay.ask(stranger, &[Ask::Join { card: *keys.card(), token: [1; 32], device: [0; 8] }]);
    assert_eq!(refused(&answers), Some((Refusal::NotAllowed, 0)));
    let room = keys.room();
    let say = Ask::Presence { room, sealed: vec![1] };
    for ask in [append(&keys, 1, &[record(&keys, 1)]), read(&keys, Place::START), say] {
        let answers = relay.ask(stranger, &[ask]);
        assert_eq!(refused(&answers), Some((Refusal::NotAllowed, 0)));
    }
    // A record of another room, one that was changed, an order that somebody else signed.
    let other = record(&support::keys(2), 1);
    let mut changed = record(&keys, 1);
    changed[120] ^= 1;
    for bad in [other, changed] {
        let answers = relay.ask(conn, &[append(&keys, 1, &[record(&keys, 1), bad])]);
        assert_eq!(refused(&answers), Some((Refusal::NotSigned, 0)));
    }
    let answers = relay.ask(conn, &[append(&keys, 1, &[vec![1, 2, 3]])]);
    assert_eq!(refused(&answers), Some((Refusal::BadRecord, 0)));
    let answers =
        relay.ask(conn, &[Ask::Command { room, command: Command::Delete, signature: [1; 64] }]);
    assert_eq!(refused(&answers), Some((Refusal::NotSigned, 0)));
    relay.commit();
    assert_eq!(relay.log(&keys), (Place::START, vec![]));
}

#[test]
fn a_snapshot_counts_when_the_maker_signed_or_attested_it_and_hides_nothing_before() {
    let (mut relay, keys, conn) = joined();
    let mut records = vec![record(&keys, 1), record(&keys, 2)];
    let covers = place(&records);
    // Somebody else's change arrives while the snapshot is made.
    records.push(record(&keys, 3));
    records.push(snapshot(&keys, Signer::Writer, covers, 4));
    relay.ask_and_commit(conn, &[append(&keys, 1, &records)]);
    assert_eq!(relay.log(&keys), (Place::START, records.clone()));
    // Another writer cannot make it count.
    records.push(attest(&keys, Signer::Writer, record_id(&records[3]), 5));
    relay.ask_and_commit(conn, &[append(&keys, 2, &records[4..])]);
    assert_eq!(relay.log(&keys), (Place::START, records.clone()));
    records.push(attest(&keys, Signer::Admin, record_id(&records[3]), 6));
    relay.ask_and_commit(conn, &[append(&keys, 3, &records[5..])]);
    assert_eq!(relay.log(&keys), (covers, records[2..].to_vec()));
    // Whoever has read the first goes on from there.
    let answers = relay.ask(conn, &[read(&keys, place(&records[..1]))]);
    let [Answer::Records { after, records: found, .. }] = &answers[..] else { panic!() };
    assert_eq!((after.map(|after| after.sequence), found.len()), (Some(1), 5));
}

#[test]
fn a_snapshot_of_another_log_counts_nowhere() {
    let (mut relay, keys, conn) = joined();
    let mut records = vec![record(&keys, 1), record(&keys, 2)];
    let elsewhere = Place { sequence: 2, chain: Chain([5; 32]) };
    let later = Place { sequence: 50, ..place(&records) };
    records.push(snapshot(&keys, Signer::Admin, elsewhere, 3));
    records.push(snapshot(&keys, Signer::Admin, later, 4));
    records.push(snapshot(&keys, Signer::Admin, Place::START, 5));
    assert_eq!(acked(&relay.ask_and_commit(conn, &[append(&keys, 1, &records)])).len(), 5);
    assert_eq!(relay.log(&keys), (Place::START, records));
}

#[test]
fn a_snapshot_in_parts_counts_with_its_last_part_and_an_attest_may_come_before_it() {
    let (mut relay, keys, conn) = joined();
    let mut records = vec![record(&keys, 1), record(&keys, 2)];
    let covers = place(&records);
    let parts: Vec<_> = (0..3).map(|index| snapshot_part(&keys, covers, index, 3)).collect();
    records.push(attest(&keys, Signer::Admin, record_id(&parts[2]), 9));
    records.extend([parts[0].clone(), parts[1].clone()]);
    relay.ask_and_commit(conn, &[append(&keys, 1, &records)]);
    assert_eq!(relay.log(&keys).0, Place::START);
    records.push(parts[2].clone());
    relay.ask_and_commit(conn, &[append(&keys, 2, &parts[2..])]);
    assert_eq!(relay.log(&keys), (covers, records[2..].to_vec()));
}

#[test]
fn two_generations_of_snapshots_stay_and_what_they_stand_for_goes() {
    let (mut relay, keys, conn) = joined();
    let mut records: Vec<Vec<u8>> = Vec::new();
    let mut covered = Vec::new();
    for generation in 0..3 {
        for number in 0..3 {
            records.push(record(&keys, generation * 10 + number));
        }
        covered.push(place(&records));
        let snapshot = snapshot(&keys, Signer::Admin, place(&records), generation * 10 + 8);
        // Whoever checked it may say so.
        let attest = attest(&keys, Signer::Writer, record_id(&snapshot), generation * 10 + 9);
        records.extend([snapshot, attest]);
    }
    for (reference, record) in records.iter().enumerate() {
        let ask = append(&keys, reference as u32, std::slice::from_ref(record));
        relay.ask_and_commit(conn, &[ask]);
    }
    relay.run_for(DAY - 60_000);
    let base = |relay: &mut Relay<_>| match relay.ask(conn, &[join(&keys)])[..] {
        [Answer::State { base, .. }] => base,
        ref other => panic!("{other:?}"),
    };
    assert_eq!(base(&mut relay), Place::START);
    relay.run_for(3 * 3_600_000);
    assert_eq!(base(&mut relay), covered[1]);
    assert_eq!(relay.log(&keys), (covered[2], records[13..].to_vec()));
    // From a place that is gone, and from the base.
    let from_gone = relay.ask(conn, &[read(&keys, place(&records[..2]))]);
    let [Answer::Records { after, .. }] = &from_gone[..] else { panic!("{from_gone:?}") };
    assert_eq!(*after, Some(covered[2]));
    let from_base = relay.ask(conn, &[read(&keys, covered[1])]);
    let [Answer::Records { records: found, .. }] = &from_base[..] else { panic!() };
    assert_eq!(*found, given(&records[8..]));
    // What was purged and is sent once more is appended: it does no harm.
    assert_eq!(acked(&relay.ask_and_commit(conn, &[append(&keys, 99, &records[..1])])), [16]);
}

#[test]
fn a_room_expires_after_its_days_but_not_in_the_first_day_of_running() {
    let (mut relay, keys, conn) = joined();
    let answers = relay.ask_and_commit(
        conn,
        &[
            append(&keys, 1, &[record(&keys, 1)]),
            order(&keys, Command::KeepFor { days: 30, number: 2 }),
            order(&keys, Command::KeepFor { days: 1, number: 1 }),
        ],
    );
    assert!(answers.iter().any(|answer| matches!(answer, Answer::State { keeps_days: 30, .. })));
    let store = relay.brain.into_store();
    let mut relay = Relay::with(store, Settings::default(), NOW + 31 * DAY);
    relay.run_for(DAY - 60_000);
    assert_eq!(relay.brain.totals().expect("totals").rooms, 1);
    relay.run_for(2 * 3_600_000);
    assert_eq!(relay.brain.totals().expect("totals").rooms, 0);
    let conn = relay.connect(1);
    relay.ask(conn, &[join(&keys)]);
    assert_eq!(acked(&relay.ask_and_commit(conn, &[append(&keys, 1, &[record(&keys, 5)])])), [1]);
}

/// A small computer hears of a time ten years ahead, and an hour later of the right one.
#[test]
fn no_room_expires_because_a_clock_jumped() {
    let (mut relay, keys, conn) = joined();
    relay.ask_and_commit(conn, &[append(&keys, 1, &[record(&keys, 1)])]);
    relay.brain.closed(conn);
    relay.run_for(2 * DAY);
    relay.now += 3650 * DAY;
    relay.run_for(DAY / 24);
    relay.now = NOW + 3 * DAY;
    relay.run_for(3 * DAY);
    let store = relay.brain.into_store();
    // The next morning it starts in 1970.
    let mut relay = Relay::with(store, Settings::default(), 0);
    relay.run_for(2 * DAY);
    assert_eq!(relay.brain.totals().expect("totals").rooms, 1);
}

#[test]
fn a_deleted_room_is_empty_for_ever() {
    let (mut relay, keys, conn) = joined();
    let reader = relay.connect(2);
    let one = record(&keys, 1);
    relay.ask_and_commit(conn, &[append(&keys, 1, std::slice::from_ref(&one))]);
    relay.ask(reader, &[join(&keys), read(&keys, place(std::slice::from_ref(&one)))]);
    relay.ask_and_commit(conn, &[order(&keys, Command::Delete)]);
    assert_eq!(refused(&relay.sent_to(reader)), Some((Refusal::Deleted, 0)));
    let answers = relay.ask_and_commit(conn, &[append(&keys, 2, &[one])]);
    assert_eq!(refused(&answers), Some((Refusal::Deleted, 0)));
    relay.run_for(500 * DAY);
    let late = relay.connect(3);
    assert_eq!(refused(&relay.ask(late, &[join(&keys)])), Some((Refusal::Deleted, 0)));
}

#[test]
fn a_room_is_full_before_it_takes_more_than_it_may() {
    let settings = Settings { room_records: 3, ..Settings::default() };
    let mut relay = Relay::with(memory(), settings, NOW);
    let keys = keys(1);
    let conn = relay.connect(1);
    let records: Vec<_> = (1..=4).map(|number| record(&keys, number)).collect();
    let answers = relay.ask_and_commit(conn, &[join(&keys), append(&keys, 1, &records)]);
    assert_eq!(refused(&answers), Some((Refusal::RoomFull, 0)));
    // All or nothing; and what is there already costs nothing.
    assert_eq!(acked(&relay.ask_and_commit(conn, &[append(&keys, 2, &records[..3])])), [1, 2, 3]);
    assert_eq!(acked(&relay.ask_and_commit(conn, &[append(&keys, 3, &records[1..3])])), [2, 3]);
    let answers = relay.ask_and_commit(conn, &[append(&keys, 4, &records[3..])]);
    assert_eq!(refused(&answers), Some((Refusal::RoomFull, 0)));
}

#[test]
fn whoever_appends_too_fast_waits_and_others_do_not() {
    let (mut relay, keys, conn) = joined();
    let mut refusals = Vec::new();
    for number in 0..150 {
        // Messages themselves are not what is counted here.
        relay.now += 1;
        let answers = relay.ask(conn, &[append(&keys, number, &[record(&keys, number)])]);
        refusals.extend(refused(&answers));
    }
    assert!(matches!(refusals[..], [(Refusal::TooFast, 1..=50), ..]), "{refusals:?}");
    assert!((45..=50).contains(&refusals.len()), "{}", refusals.len());
    let (other, their_keys) = (relay.connect(2), support::keys(2));
    let asks = [join(&their_keys), append(&their_keys, 1, &[record(&their_keys, 1)])];
    assert_eq!(acked(&relay.ask_and_commit(other, &asks)), [1]);
    relay.now += 1000;
    relay.commit();
    relay.ask(conn, &[append(&keys, 900, &[record(&keys, 900)])]);
    relay.commit();
    assert_eq!(acked(&relay.sent_to(conn)).len(), 1);
}

#[test]
fn whoever_goes_on_shouting_is_cut_off() {
    let (mut relay, _, conn) = joined();
    for number in 0..400 {
        relay.ask(conn, &[Ask::Ping { number }]);
    }
    assert_eq!(relay.closed, [conn]);
}

#[test]
fn connections_rooms_and_new_rooms_are_bounded() {
    let settings = Settings {
        connections: 2,
        joined_rooms: 2,
        new_rooms: Rate { per_second: 1, burst: 1 },
        ..Settings::default()
    };
    let mut relay = Relay::with(memory(), settings, NOW);
    let conn = relay.connect(1);
    relay.connect(2);
    relay.connect(3);
    assert!(matches!(refused(&relay.sent_to(Conn(3))), Some((Refusal::Busy, 1..))));
    assert_eq!(relay.closed, [Conn(3)]);
    let rooms = [keys(1), keys(2), keys(3)];
    relay.ask(conn, &[join(&rooms[0]), join(&rooms[1])]);
    assert!(matches!(refused(&relay.ask(conn, &[join(&rooms[2])])), Some((Refusal::Busy, 1..))));
    let first = |keys| append(keys, 1, &[record(keys, 1)]);
    relay.ask_and_commit(conn, &[first(&rooms[0])]);
    let answers = relay.ask_and_commit(conn, &[first(&rooms[1])]);
    assert!(matches!(refused(&answers), Some((Refusal::Busy, 1..))), "{answers:?}");
    // A room that is there is no new one.
    let again = append(&rooms[0], 2, &[record(&rooms[0], 2)]);
    assert_eq!(acked(&relay.ask_and_commit(conn, &[again])), [2]);
}

#[test]
fn a_disk_that_fills_takes_no_new_rooms_then_nothing_and_is_read_all_the_same() {
    let (mut relay, keys, conn) = joined();
    let records = [record(&keys, 1), record(&keys, 2), record(&keys, 3)];
    relay.ask_and_commit(conn, &[append(&keys, 1, &records[..1])]);
    relay.brain.set_disk(DiskState::Low);
    let theirs = support::keys(2);
    let answers =
        relay.ask_and_commit(conn, &[join(&theirs), append(&theirs, 1, &[record(&theirs, 1)])]);
    assert!(matches!(refused(&answers), Some((Refusal::DiskFull, 1..))));
    assert_eq!(acked(&relay.ask_and_commit(conn, &[append(&keys, 2, &records[1..2])])), [2]);
    relay.brain.set_disk(DiskState::Full);
    let answers = relay.ask(conn, &[append(&keys, 3, &records[2..])]);
    assert!(matches!(refused(&answers), Some((Refusal::DiskFull, 1..))));
    assert_eq!(relay.log(&keys).1, records[..2]);
}

#[test]
fn a_store_that_fails_acknowledges_nothing_and_is_tried_again() {
    let (mut relay, keys, conn) = joined();
    let one = record(&keys, 1);
    let faults = [
        (StoreError::Full, Refusal::DiskFull),
        (StoreError::ReadOnly, Refusal::StoreFailed),
        (StoreError::Other, Refusal::StoreFailed),
        (StoreError::Damaged, Refusal::StoreFailed),
    ];
    for (fault, reason) in faults {
        relay.brain.store().fail(Some(fault));
        let answers = relay.ask_and_commit(conn, &[append(&keys, 7, std::slice::from_ref(&one))]);
        let [Answer::Refused { reference: Some(7), reason: said, retry_millis: 1.., .. }] =
            answers[..]
        else {
            panic!("{answers:?}")
        };
        assert_eq!(said, reason);
    }
    relay.brain.store().fail(None);
    assert_eq!(acked(&relay.ask_and_commit(conn, &[append(&keys, 8, &[one])])), [1]);
}

/// A bit turned on the disk. The record is never given away; those who were further notice, and
/// whoever still holds it appends it again.
#[test]
fn a_damaged_record_is_taken_out_and_comes_back_with_the_next_append() {
    let (mut relay, keys, conn) = joined();
    let records: Vec<_> = (1..=4).map(|number| record(&keys, number)).collect();
    relay.ask_and_commit(conn, &[append(&keys, 1, &records)]);
    assert!(relay.brain.store().turn_bit(&keys.room(), 2, 777));
    // What is sound before it is still given.
    let answers = relay.ask(conn, &[read(&keys, Place::START)]);
    let [Answer::Records { records: found, .. }] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!(*found, given(&records[..1]));
    let first = place(&records[..1]);
    let answers = relay.ask(conn, &[read(&keys, first)]);
    let [Answer::Records { after, records: found, .. }] = &answers[..] else { panic!() };
    assert_eq!((*after, found), (Some(first), &given(&records[2..])));
    assert_eq!(relay.brain.counters().damaged, 1);
    let answers = relay.ask(conn, &[read(&keys, place(&records))]);
    assert_eq!(refused(&answers), Some((Refusal::Elsewhere, 0)));
    let answers = relay.ask_and_commit(conn, &[append(&keys, 2, &records)]);
    assert_eq!(acked(&answers), [1, 4, 2, 3]);
}

/// The same when the append comes before anybody has read.
#[test]
fn an_append_meets_its_own_damaged_record() {
    let (mut relay, keys, conn) = joined();
    let records = [record(&keys, 1), record(&keys, 2)];
    relay.ask_and_commit(conn, &[append(&keys, 1, &records)]);
    assert!(relay.brain.store().turn_bit(&keys.room(), 1, 999));
    assert_eq!(acked(&relay.ask_and_commit(conn, &[append(&keys, 2, &records)])), [2, 1]);
    assert_eq!(relay.log(&keys).1, [records[1].clone(), records[0].clone()]);
}
