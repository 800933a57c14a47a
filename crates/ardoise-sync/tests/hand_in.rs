//! What is handed in arrives whole, under its giver's sign, and changes nothing else.

mod support;

use ardoise_crypto::AuthorKey;
use ardoise_crypto::giving::{GiverKeys, signed_gift, tag_of};
use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_crypto::link::{GiverLink, Role, RoomLink, bytes_from_link};
use ardoise_protocol::bytes::Writer;
use ardoise_protocol::room::codec::{asks_from_bytes, bytes_from_answers};
use ardoise_protocol::room::frame::NO_TOKEN;
use ardoise_protocol::room::{
    Answer, Ask, Given, Header, Kind, Part, Place, Refusal, Signer, StoreId,
};
use ardoise_sync::hand_in::{Said, hand_in_from_bytes, said, seal};
use ardoise_sync::{
    Effect, Entropy, Event, Item, KnownLink, Payload, Write, bytes_from_payload, file_from_bytes,
    room_file,
};
use support::*;

struct Rising(u64);

impl Entropy for Rising {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            *byte = (self.0 >> 56) as u8;
        }
    }
}

fn link() -> GiverLink {
    let keys = GiverKeys::of_room(&keys()).expect("a writer lets others give");
    GiverLink { keys, relays: vec![String::new(), "https://r.example".into()] }
}

fn lea() -> AuthorKey {
    AuthorKey::from_secret([7; 32])
}

fn sealed(name: &str, content: &[u8]) -> Vec<u8> {
    let files = vec![(name.to_owned(), content.to_vec())];
    seal(&link(), 1000, files, &lea(), &mut Rising(3)).expect("sealed")
}

/// What a device of the teacher keeps when these records come.
fn arrives(records: &[Vec<u8>]) -> Vec<Item> {
    let store = Some(StoreId([1; 16]));
    let mut device = device(vec![KnownLink { settled: true, store, ..known("relay") }]);
    device.handle(0, Event::Wake);
    device.handle(1, Event::Opened { link: 0 });
    let asked = asks(&device.handle(2, Event::Received { link: 0, bytes: joined(1) }));
    let reference = asked.iter().find_map(|ask| match ask {
        Ask::Read { read, .. } => Some(read.reference),
        _ => None,
    });
    let answer = Answer::Records {
        room: keys().room(),
        reference: reference.expect("it reads"),
        after: Some(Place::START),
        records: records.iter().cloned().map(Given::Record).collect(),
        head: records.len() as u32,
        is_last: true,
    };
    let bytes = bytes_from_answers(&[answer]);
    let effects = device.handle(3, Event::Received { link: 0, bytes });
    assert!(device.status().links[0].problem.is_none());
    let kept = effects.into_iter().find_map(|effect| match effect {
        Effect::Keep { write: Write::Arrived { items, .. }, .. } => Some(items),
        _ => None,
    });
    kept.expect("the place is kept")
}

fn records_of(file: &[u8]) -> Vec<Vec<u8>> {
    let hand_in = hand_in_from_bytes(file).expect("a hand-in");
    hand_in.records.into_iter().map(|(_, bytes)| bytes).collect()
}

#[test]
fn a_notebook_that_is_handed_in_is_a_file_of_the_teachers() {
    let tag = tag_of(&lea().public());
    for length in [0, 10, 200_000] {
        let content = vec![b'a'; length];
        let file = sealed("Léa B. 2026-12-01.ipynb", &content);
        let path = format!("Léa B. 2026-12-01 ({tag}).ipynb");
        let expected = [Item::File { path, stamp: 1000, content: Some(content) }];
        assert_eq!(arrives(&records_of(&file)), expected);
        // By hand it is the same.
        let hand_in = hand_in_from_bytes(&file).expect("a hand-in");
        assert_eq!(hand_in.open(&keys()).as_deref(), Some(expected.as_slice()));
        assert_eq!(hand_in.link.relays, link().relays);
    }
}

#[test]
fn a_name_leads_nowhere_and_takes_nobodys_place() {
    let tag = tag_of(&lea().public());
    let names = [
        ("../../data.csv", format!(" ({tag})/data.csv")),
        ("a/../b\\c\n:d.csv", format!("a ({tag})/b-c--d.csv")),
        ("Tom/notes.ipynb", format!("Tom ({tag})/notes.ipynb")),
        ("Tom.ipynb/notes.txt", format!("Tom.ipynb ({tag})/notes.txt")),
        ("/etc/passwd", format!(" ({tag})/etc/passwd")),
        ("data.csv", format!("data.csv ({tag})")),
        ("", format!(" ({tag})")),
        (&format!("Tom ({tag}).ipynb"), format!("Tom ({tag}) ({tag}).ipynb")),
        (&format!("{}.ipynb", "é".repeat(500)), format!("{} ({tag}).ipynb", "é".repeat(80))),
    ];
    for (given, expected) in names {
        let items = arrives(&records_of(&sealed(given, b"x")));
        let [Item::File { path, .. }] = &items[..] else { panic!("{items:?}") };
        assert_eq!(*path, expected);
    }
    assert_eq!(arrives(&records_of(&sealed(&"a/".repeat(300), b"x"))), [], "it leads nowhere");
}

/// The class can give; only those who read can write in the notebook.
#[test]
fn nothing_but_files_is_taken_of_a_hand_in() {
    let file = |content: Option<&[u8]>| Item::File {
        path: "x".into(),
        stamp: 1,
        content: content.map(<[u8]>::to_vec),
    };
    let items = vec![
        Item::Update(vec![1]),
        Item::Outputs { cell: "a".into(), stamp: 1, bytes: Some(vec![2]) },
        file(None),
    ];
    let gift =
        bytes_from_payload(&Payload { places: vec![(StoreId([1; 16]), Place::START)], items });
    let record = |gift: &[u8]| link().keys.seal(None, gift, [1; 24], [2; 32]).expect("sealed");
    let signed = signed_gift(&lea(), &keys().room(), &gift);
    assert_eq!(arrives(&[record(&signed)]), []);
    // One that nobody has signed says nothing, and those behind it arrive.
    let unsigned = [&[9; 96], gift.as_slice()].concat();
    let good = sealed("b", b"x");
    assert_eq!(arrives(&[vec![record(&unsigned)], records_of(&good)].concat()).len(), 1);
}

#[test]
fn one_message_is_all_that_a_relay_needs() {
    let hand_in = hand_in_from_bytes(&sealed("a", &[5; 200_000])).expect("a hand-in");
    let messages = hand_in.messages([4; 8]);
    assert_eq!(messages.len(), 4);
    let mut sent = Vec::new();
    for message in &messages {
        assert!(message.len() < 80_000);
        let asked = asks_from_bytes(message).expect("its language");
        let [Ask::Hello, Ask::Join { card, token, device }, Ask::Append { records, .. }] =
            &asked[..]
        else {
            panic!("{asked:?}")
        };
        assert_eq!((card, token, device), (keys().card(), &NO_TOKEN, &[4; 8]));
        sent.extend(records.iter().cloned());
    }
    assert_eq!(sent, hand_in.records.into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>());
}

#[test]
fn a_relay_keeps_it_or_says_when_to_come_back_or_never_takes_it() {
    let room = keys().room();
    let refused = |reason, retry_millis| {
        let reference = Some(1);
        vec![Answer::Refused { room: Some(room), reference, reason, retry_millis }]
    };
    let answers = [
        (vec![Answer::Acked { room, reference: 1, sequences: vec![3] }], Some(Said::Kept)),
        (vec![Answer::Acked { room, reference: 2, sequences: vec![3] }], None),
        (refused(Refusal::Busy, 500), Some(Said::Later { millis: 500 })),
        (refused(Refusal::DiskFull, 0), Some(Said::Later { millis: 0 })),
        (refused(Refusal::RoomFull, 0), Some(Said::Refused(Refusal::RoomFull))),
        (refused(Refusal::NotAllowed, 0), Some(Said::Refused(Refusal::NotAllowed))),
        (vec![Answer::Pong { number: 1 }], None),
    ];
    for (answers, expected) in answers {
        assert_eq!(said(&bytes_from_answers(&answers)), expected, "{answers:?}");
    }
    assert_eq!(said(b"<html>"), None, "a proxy's page");
}

#[test]
fn a_damaged_hand_in_is_none_and_harms_nobody() {
    let file = sealed("a", &[5; 60_000]);
    let opened = |bytes: &[u8]| hand_in_from_bytes(bytes).ok()?.open(&keys());
    assert!(opened(&file).is_some());
    let other = ardoise_crypto::RoomKeys::make([9; 32], [2; 32]);
    assert!(hand_in_from_bytes(&file).expect("a hand-in").open(&other).is_none());
    for at in (0..file.len()).step_by(97).chain(0..300) {
        assert!(opened(&file[..at]).is_none(), "cut at {at}");
        let mut changed = file.clone();
        changed[at] ^= 1;
        // Where it is to go is no part of what is sealed.
        if let Some(items) = opened(&changed) {
            assert_eq!(Some(items), opened(&file), "byte {at}");
        }
    }
    let first = &records_of(&file)[0];
    let chain = next_chain(&Place::START.chain, &record_id(first));
    assert_ne!(chain, Place::START.chain);
    assert_eq!(arrives(std::slice::from_ref(first)), [], "a part waits for the other");
}

/// A relay that has a link for handing in knows the groups of what writers send in parts, and could put
/// a part of its own before theirs: the whole would be taken for a writer's.
#[test]
fn a_part_that_was_handed_in_joins_nothing_of_a_writers() {
    let payload =
        bytes_from_payload(&Payload { places: vec![], items: vec![Item::Update(vec![1; 9])] });
    let (begin, end) = payload.split_at(5);
    let part = |index| Some(Part { group: [3; 16], index, count: 2 });
    let written = |index, piece: &[u8]| {
        let part = part(index);
        let header = Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part };
        keys().seal(&header, piece, [index as u8 + 1; 24]).expect("sealed")
    };
    let forged =
        bytes_from_payload(&Payload { places: vec![], items: vec![Item::Update(vec![2; 9])] });
    let handed_in = |index, piece: &[u8]| {
        link().keys.seal(part(index), piece, [7; 24], [8; 32]).expect("sealed")
    };
    let genuine = [Item::Update(vec![1; 9])];
    let second = [written(0, begin), handed_in(1, &forged[5..]), written(1, end)];
    assert_eq!(arrives(&second), genuine);
    let first = [handed_in(0, &forged[..5]), written(1, end), written(0, begin)];
    assert_eq!(arrives(&first), genuine);
}

/// Nor does it in a file: what only looks like a writer's payload is none.
#[test]
fn what_was_handed_in_changes_nothing_by_a_file() {
    let secret = bytes_from_link(&RoomLink { keys: keys(), relays: vec![] }, Role::Writes);
    let secret = secret.expect("a link");
    let update = |number| vec![Item::Update(vec![number; 9])];
    let mut file = room_file(&keys(), &secret, update(1), &mut Rising(5)).expect("sealed");
    let forged = bytes_from_payload(&Payload { places: vec![], items: update(2) });
    let record = link().keys.seal(None, &forged, [7; 24], [8; 32]).expect("sealed");
    let mut w = Writer::default();
    w.bytes(&record);
    file.extend(w.out);
    let read = file_from_bytes(&file).expect("a file");
    assert_eq!((read.items, read.records.len()), (update(1), 2));
}
