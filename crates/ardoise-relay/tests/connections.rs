//! Who is here, requests that do it all, and the end of a relay: what docs/rooms.md promises about
//! connections, said to a brain with a store in memory.

mod support;

use ardoise_crypto::keys::record_id;
use ardoise_protocol::room::{Answer, Ask, Given, Place, Read, Refusal};
use ardoise_relay::brain::{Conn, Via};
use support::*;

#[test]
fn presence_goes_to_the_others_at_most_five_times_a_second() {
    let (mut relay, keys, one) = joined();
    let two = relay.connect(2);
    relay.ask(two, &[join_as(&keys, [2; 8])]);
    relay.tick();
    let room = keys.room();
    let mut received = 0;
    for moment in 0..100u8 {
        relay.now += 10;
        relay.ask(one, &[Ask::Presence { room, sealed: vec![moment] }]);
        relay.tick();
        received += relay.sent_to(two).len();
        assert_eq!(relay.sent_to(one), []);
    }
    assert!((4..=5).contains(&received), "{received}");
    // Whoever comes is told; whoever goes is missed.
    let three = relay.connect(3);
    relay.ask(three, &[join_as(&keys, [3; 8])]);
    relay.now += 500;
    relay.tick();
    assert_eq!(relay.sent_to(three), [Answer::Presence { room, sealed: vec![vec![99]] }]);
    relay.brain.closed(one);
    relay.now += 500;
    relay.tick();
    assert_eq!(relay.sent_to(three), [Answer::Presence { room, sealed: vec![] }]);
    // Also one who says farewell and goes in the same moment.
    let four = relay.connect(4);
    relay.ask(four, &[join_as(&keys, [4; 8]), Ask::Presence { room, sealed: vec![4] }]);
    relay.now += 500;
    relay.tick();
    assert_eq!(relay.sent_to(three), [Answer::Presence { room, sealed: vec![vec![4]] }]);
    relay.ask(four, &[Ask::Presence { room, sealed: vec![] }]);
    relay.brain.closed(four);
    relay.now += 500;
    relay.tick();
    assert_eq!(relay.sent_to(three), [Answer::Presence { room, sealed: vec![] }]);
}

/// Somebody whose network lets no socket through is here all the same, between their requests too.
#[test]
fn presence_by_requests_stays_between_them_and_is_told_with_answers() {
    let (mut relay, keys, one) = joined();
    let room = keys.room();
    let mut number = 10;
    let mut request = |relay: &mut Relay<_>, asks: &[Ask]| {
        number += 1;
        let conn = relay.connect_via(number, Via::Request);
        let answers = relay.ask(conn, &[&[join_as(&keys, [7; 8])], asks].concat());
        (conn, answers)
    };
    let after = |relay: &mut Relay<_>, millis: u64| {
        let mut heard = Vec::new();
        for _ in 0..millis / 250 {
            relay.now += 250;
            relay.tick();
            heard.extend(relay.sent_to(one));
        }
        heard
    };
    let says = |sealed: Vec<u8>| Ask::Presence { room, sealed };
    let here = |sealed: Vec<Vec<u8>>| Answer::Presence { room, sealed };
    // What they say reaches who has a socket once, and it stays while they come back.
    request(&mut relay, &[says(vec![7])]);
    assert_eq!(after(&mut relay, 500), [here(vec![vec![7]])]);
    for _ in 0..4 {
        let (poll, _) = request(&mut relay, &[read(&keys, Place::START)]);
        assert_eq!(after(&mut relay, 25_000), []);
        let answers = relay.sent_to(poll);
        assert!(matches!(answers[..], [Answer::Records { .. }]), "no news");
    }
    // What others say comes with the answer that waits, a little later, and is not told twice.
    let (poll, _) = request(&mut relay, &[read(&keys, Place::START)]);
    relay.ask(one, &[says(vec![1])]);
    after(&mut relay, 4000);
    assert_eq!(relay.sent_to(poll), []);
    after(&mut relay, 1000);
    assert_eq!(relay.sent_to(poll).last(), Some(&here(vec![vec![1]])));
    let (poll, _) = request(&mut relay, &[read(&keys, Place::START)]);
    after(&mut relay, 6000);
    assert_eq!(relay.sent_to(poll), []);
    relay.ask(one, &[says(vec![2])]);
    after(&mut relay, 250);
    assert_eq!(relay.sent_to(poll).last(), Some(&here(vec![vec![2]])), "it has waited long enough");
    // Whoever asks for something else in between is told with that.
    relay.ask(one, &[says(vec![3])]);
    after(&mut relay, 250);
    let (_, answers) = request(&mut relay, &[says(vec![8])]);
    assert_eq!(answers[1..], [here(vec![vec![3]])]);
    // Whoever says farewell is gone at once, and whoever does not come back a little later.
    after(&mut relay, 500);
    request(&mut relay, &[says(vec![])]);
    assert_eq!(after(&mut relay, 500), [here(vec![])]);
    request(&mut relay, &[says(vec![9])]);
    assert_eq!(after(&mut relay, 30_000), [here(vec![vec![9]])]);
    assert_eq!(after(&mut relay, 30_000), [here(vec![])]);
}

#[test]
fn one_request_does_it_all() {
    let mut relay = Relay::new(memory());
    let keys = keys(1);
    let one = record(&keys, 1);
    let conn = relay.connect_via(1, Via::Request);
    let asks = [
        Ask::Hello,
        join(&keys),
        append(&keys, 1, std::slice::from_ref(&one)),
        read(&keys, Place::START),
    ];
    assert_eq!(relay.ask(conn, &asks), []);
    relay.commit();
    let answers = relay.sent_to(conn);
    let [Answer::Hello { .. }, Answer::Acked { .. }, Answer::Records { records, .. }] =
        &answers[..]
    else {
        panic!("{answers:?}")
    };
    assert_eq!((records, relay.closed), (&given(&[one]), vec![conn]));
}

/// Over a thin line each answer counts: to one's own words there is nothing to say but that they are
/// there.
#[test]
fn a_request_that_waits_is_not_answered_because_its_own_device_has_written() {
    let mut relay = Relay::new(memory());
    let keys = keys(1);
    let (mine, theirs) = (record(&keys, 1), record(&keys, 2));
    let read = Read { reference: 3, after: Place::START, most_bytes: PLENTY, names: true };
    let read = Ask::Read { room: keys.room(), read };
    let [poll, one, two] = [1, 2, 3].map(|number| relay.connect_via(number, Via::Request));
    relay.ask(poll, &[join_as(&keys, [7; 8]), read.clone()]);
    let asks = [join_as(&keys, [7; 8]), append(&keys, 1, std::slice::from_ref(&mine))];
    assert_eq!(acked(&relay.ask_and_commit(one, &asks)), [1]);
    assert_eq!(relay.sent_to(poll), []);
    let asks = [join_as(&keys, [8; 8]), append(&keys, 1, std::slice::from_ref(&theirs))];
    relay.ask_and_commit(two, &asks);
    let answers = relay.sent_to(poll);
    let [Answer::Records { records, .. }] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!(*records, [Given::Name(record_id(&mine)), Given::Record(theirs)]);
    // Nothing else has come when it has waited long enough.
    let (poll, one) = (relay.connect_via(4, Via::Request), relay.connect_via(5, Via::Request));
    let after = place(&[mine, record(&keys, 2)]);
    let read = Read { reference: 4, after, most_bytes: PLENTY, names: true };
    relay.ask(poll, &[join_as(&keys, [7; 8]), Ask::Read { room: keys.room(), read }]);
    let more = record(&keys, 3);
    let asks = [join_as(&keys, [7; 8]), append(&keys, 2, std::slice::from_ref(&more))];
    relay.ask_and_commit(one, &asks);
    relay.now += 25_000;
    relay.tick();
    let answers = relay.sent_to(poll);
    let [Answer::Records { records, is_last: true, .. }] = &answers[..] else { panic!() };
    assert_eq!(*records, [Given::Name(record_id(&more))]);
}

#[test]
fn a_request_that_only_reads_is_held_and_one_that_appends_is_not() {
    let (mut relay, keys, writer) = joined();
    let reader = relay.connect_via(2, Via::Request);
    relay.ask(reader, &[join(&keys), read(&keys, Place::START)]);
    relay.now += 24_999;
    relay.tick();
    assert_eq!(relay.sent_to(reader), []);
    relay.now += 1;
    relay.tick();
    let answers = relay.sent_to(reader);
    let [Answer::Records { records, head: 0, .. }] = &answers[..] else { panic!("{answers:?}") };
    assert!(records.is_empty());
    let reader = relay.connect_via(3, Via::Request);
    relay.ask(reader, &[join(&keys), read(&keys, Place::START)]);
    relay.ask_and_commit(writer, &[append(&keys, 1, &[record(&keys, 1)])]);
    assert_eq!(relay.sent_to(reader).len(), 1);
    // Nothing new to read: the acknowledgement does not wait for it.
    let both = relay.connect_via(4, Via::Request);
    let records = [record(&keys, 1)];
    let asks = [join(&keys), append(&keys, 1, &records), read(&keys, place(&records))];
    relay.ask_and_commit(both, &asks);
    assert_eq!(relay.closed, [Conn(2), Conn(3), Conn(4)]);
}

#[test]
fn a_relay_that_stops_writes_what_waits_and_sends_the_others_away_for_different_times() {
    let (mut relay, keys, writer) = joined();
    relay.ask(writer, &[append(&keys, 1, &[record(&keys, 1)])]);
    for number in 2..40 {
        let conn = relay.connect(number);
        relay.ask(conn, &[join(&keys), read(&keys, Place::START)]);
    }
    let out = relay.brain.drain(NOW);
    relay.take(out);
    let mut times: Vec<u32> = Vec::new();
    for number in 2..40 {
        let Some((Refusal::Draining, retry)) = refused(&relay.sent_to(Conn(number))) else {
            panic!("{number} was not told")
        };
        times.push(retry);
    }
    times.sort();
    times.dedup();
    assert!(times.len() > 30 && times[0] > 1000, "{times:?}");
    relay.commit();
    assert_eq!(acked(&relay.sent_to(writer)), [1]);
    let answers = relay.ask(writer, &[append(&keys, 2, &[record(&keys, 2)])]);
    assert!(matches!(refused(&answers), Some((Refusal::Draining, 1..))));
}
