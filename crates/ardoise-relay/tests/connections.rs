//! Who is here, requests that do it all, and the end of a relay: what docs/rooms.md promises about
//! connections, said to a brain with a store in memory.

mod support;

use ardoise_protocol::room::{Answer, Ask, Place, Refusal};
use ardoise_relay::brain::{Conn, Via};
use support::*;

#[test]
fn presence_goes_to_the_others_at_most_five_times_a_second() {
    let (mut relay, keys, one) = joined();
    let two = relay.connect(2);
    relay.ask(two, &[join(&keys)]);
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
    relay.ask(three, &[join(&keys)]);
    relay.now += 500;
    relay.tick();
    assert_eq!(relay.sent_to(three), [Answer::Presence { room, sealed: vec![vec![99]] }]);
    relay.brain.closed(one);
    relay.now += 500;
    relay.tick();
    assert_eq!(relay.sent_to(three), [Answer::Presence { room, sealed: vec![] }]);
    // Also one who says farewell and goes in the same moment.
    let four = relay.connect(4);
    relay.ask(four, &[join(&keys), Ask::Presence { room, sealed: vec![4] }]);
    relay.now += 500;
    relay.tick();
    assert_eq!(relay.sent_to(three), [Answer::Presence { room, sealed: vec![vec![4]] }]);
    relay.ask(four, &[Ask::Presence { room, sealed: vec![] }]);
    relay.brain.closed(four);
    relay.now += 500;
    relay.tick();
    assert_eq!(relay.sent_to(three), [Answer::Presence { room, sealed: vec![] }]);
    // Whoever asks by requests does not go and come with each of them, and is told with the answer.
    for number in [10, 11] {
        let sealed = vec![number];
        relay.ask(two, &[Ask::Presence { room, sealed: sealed.clone() }]);
        let conn = relay.connect_via(number.into(), Via::Request);
        let asks = [join(&keys), Ask::Presence { room, sealed: vec![77] }];
        let answers = relay.ask(conn, &asks);
        assert_eq!(answers[1..], [Answer::Presence { room, sealed: vec![sealed] }]);
        relay.now += 500;
        relay.tick();
    }
    let told = relay.sent_to(three).len();
    assert!(told <= 2, "{told}");
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
    let [
        Answer::Hello { .. },
        Answer::State { .. },
        Answer::Acked { .. },
        Answer::Records { records, .. },
    ] = &answers[..]
    else {
        panic!("{answers:?}")
    };
    assert_eq!((records, relay.closed), (&vec![one], vec![conn]));
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
    let [Answer::State { .. }, Answer::Records { records, head: 0, .. }] = &answers[..] else {
        panic!("{answers:?}")
    };
    assert!(records.is_empty());
    let reader = relay.connect_via(3, Via::Request);
    relay.ask(reader, &[join(&keys), read(&keys, Place::START)]);
    relay.ask_and_commit(writer, &[append(&keys, 1, &[record(&keys, 1)])]);
    assert_eq!(relay.sent_to(reader).len(), 2);
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
