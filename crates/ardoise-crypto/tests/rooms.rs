//! Records keep their bytes, open only where they belong, and no changed byte gets through.

use ardoise_crypto::giving::{GiverKeys, gift_of, signed_gift, tag_of};
use ardoise_crypto::keys::{hash_of_token, is_ordered, next_chain, record_id, room_of};
use ardoise_crypto::link::{
    GiverLink, Role, RoomLink, bytes_from_giver_link, bytes_from_link, giver_link_from_bytes,
    link_from_bytes,
};
use ardoise_crypto::seal::{BadRecord, CannotSeal, PART_BYTES, check, parts_of};
use ardoise_crypto::{AuthorKey, RoomKeys};
use ardoise_protocol::room::frame::Command;
use ardoise_protocol::room::record::MOST_BYTES;
use ardoise_protocol::room::{Card, Chain, Header, Kind, Part, Place, RecordId, Signer};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const CHANGES: Header =
    Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part: None };

/// A payload with a file `a.ipynb` of the time 5 that holds `x`, as docs/rooms.md lays it out.
const GIFT: &[u8] = b"\x01\x00\x13\x02\x07a.ipynb\x05\0\0\0\0\0\0\0\x01x";

fn keys() -> RoomKeys {
    RoomKeys::make([1; 32], [2; 32])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits = (0..hex.len()).step_by(2);
    digits.map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("digits")).collect()
}

/// Everything that is made of keys, as it has been since version 1.
#[test]
fn keys_names_and_seals_are_those_of_version_1() {
    let keys = keys();
    let record = keys.seal(&CHANGES, "bonjour".as_bytes(), [3; 24]).expect("sealed");
    let presence = keys.seal_presence(b"ici", [4; 24]).expect("sealed");
    let id = record_id(&record);
    let order = keys.order(&Command::Delete).expect("the maker orders");
    let link =
        RoomLink { keys: keys.clone(), relays: vec![String::new(), "https://r.example".into()] };
    let giver = GiverKeys::of_room(&keys).expect("a writer lets others give");
    let gives = GiverLink { keys: giver, relays: link.relays.clone() };
    let gift = signed_gift(&AuthorKey::from_secret([7; 32]), &keys.room(), GIFT);
    let made = [
        ("room", hex(&keys.room().0)),
        ("write-key", hex(&keys.card().write_key)),
        ("read-hash", hex(&keys.card().read_hash)),
        ("token", hex(&keys.token())),
        ("record", hex(&record)),
        ("record-id", hex(&id.0)),
        ("chain", hex(&next_chain(&Chain::default(), &id).0)),
        ("presence", hex(&presence)),
        ("delete", hex(&order)),
        ("link-reads", hex(&bytes_from_link(&link, Role::Reads).expect("a link"))),
        ("link-writes", hex(&bytes_from_link(&link, Role::Writes).expect("a link"))),
        ("link-orders", hex(&bytes_from_link(&link, Role::Orders).expect("a link"))),
        ("link-gives", hex(&bytes_from_giver_link(&gives))),
        ("hand-in", hex(&gives.keys.seal(None, &gift, [5; 24], [6; 32]).expect("sealed"))),
    ];
    let text: String = made.iter().map(|(name, hex)| format!("{name} {hex}\n")).collect();
    expect_test::expect_file!["../../../assets/fixtures/rooms/seals-v1.txt"].assert_eq(&text);
}

/// What an earlier build sealed opens for ever.
#[test]
fn the_stored_record_opens() {
    let fixture = include_str!("../../../assets/fixtures/rooms/seals-v1.txt");
    let line = |name: &str| {
        let found = fixture.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        bytes(found.expect("the fixture has it"))
    };
    let opened = keys().open(&line("record")).expect("opens");
    assert_eq!(opened.payload, b"bonjour");
    assert_eq!(keys().open_presence(&line("presence")).expect("opens"), b"ici");
    let gift = keys().open(&line("hand-in")).expect("opens").payload;
    let author = AuthorKey::from_secret([7; 32]).public();
    assert_eq!(gift_of(&keys().room(), &gift), Some((&author, GIFT)));
    let gives = giver_link_from_bytes(&line("link-gives")).expect("a link");
    assert_eq!((gives.keys.room(), gives.relays.len()), (keys().room(), 2));
    for name in ["link-reads", "link-writes", "link-orders"] {
        let link = link_from_bytes(&line(name)).expect("a link");
        assert_eq!(link.keys.room(), keys().room(), "{name}");
        assert_eq!(link.relays, ["", "https://r.example"]);
    }
}

#[test]
fn each_link_lets_one_do_what_it_says_and_no_more() {
    let maker = keys();
    let through = |role| {
        let link = RoomLink { keys: maker.clone(), relays: vec![] };
        link_from_bytes(&bytes_from_link(&link, role).expect("a link")).expect("reads").keys
    };
    let (reader, writer, orderer) =
        (through(Role::Reads), through(Role::Writes), through(Role::Orders));
    let record = writer.seal(&CHANGES, b"ecrit", [3; 24]).expect("a writer writes");
    for keys in [&reader, &writer, &orderer] {
        assert_eq!(keys.open(&record).expect("all read").payload, b"ecrit");
        assert_eq!(keys.token(), maker.token());
    }
    assert_eq!(reader.seal(&CHANGES, b"x", [3; 24]), Err(CannotSeal::NoKey));
    let admin = Header { signer: Signer::Admin, ..CHANGES };
    assert_eq!(writer.seal(&admin, b"x", [3; 24]), Err(CannotSeal::NoKey));
    assert!(orderer.seal(&admin, b"x", [3; 24]).is_ok());
    assert!(writer.order(&Command::Delete).is_none());
    let reads = RoomLink { keys: reader, relays: vec![] };
    assert!(bytes_from_link(&reads, Role::Writes).is_none());
}

#[test]
fn who_gives_cannot_read_and_all_who_read_can_open_it() {
    let maker = keys();
    let giver = GiverKeys::of_room(&maker).expect("a writer lets others give");
    let link = bytes_from_giver_link(&GiverLink { keys: giver.clone(), relays: vec![] });
    assert!(link_from_bytes(&link).is_err(), "no link to read or write");
    for secret in [maker.token(), maker.read_secret(), maker.write_secret().expect("its own")] {
        assert!(!link.windows(32).any(|bytes| bytes == secret));
    }
    let part = Some(Part { group: [1; 16], index: 0, count: 2 });
    let record = giver.seal(part, b"rendu", [3; 24], [4; 32]).expect("sealed");
    let header = Header { kind: Kind::HandIn, part, ..CHANGES };
    assert_eq!(check(maker.card(), &record), Ok((record_id(&record), header)));
    assert!(!record.windows(5).any(|window| window == b"rendu"));
    let reader =
        RoomKeys::of_reader(maker.read_secret(), maker.card().write_key, maker.card().admin_key);
    assert_eq!(reader.open(&record).expect("opens").payload, b"rendu");
    assert!(GiverKeys::of_room(&reader).is_none(), "who only reads lets nobody give");
    for at in 0..record.len() {
        let mut changed = record.clone();
        changed[at] ^= 1;
        assert!(maker.open(&changed).is_err(), "byte {at}");
    }
    let again = giver.seal(part, b"rendu", [3; 24], [5; 32]).expect("sealed");
    assert_ne!(record[40..], again[40..], "a new key for each record");
    let long = vec![7; PART_BYTES + 1];
    assert_eq!(giver.seal(None, &long, [3; 24], [4; 32]), Err(CannotSeal::TooLong));
    // A receiver whose key is a point of small order would let everybody read.
    let Card { admin_key, read_hash, .. } = *maker.card();
    for weak in [[0; 32], std::array::from_fn(|at| u8::from(at == 0))] {
        let giver = GiverKeys::new(giver.write_seed(), admin_key, read_hash, weak);
        assert_eq!(giver.seal(None, b"x", [3; 24], [4; 32]), Err(CannotSeal::NoKey));
    }
}

#[test]
fn a_gift_says_whose_it_is_and_stands_in_one_room() {
    let (lea, tom) = (AuthorKey::from_secret([7; 32]), AuthorKey::from_secret([8; 32]));
    let room = keys().room();
    let gift = signed_gift(&lea, &room, b"rendu");
    assert_eq!(gift_of(&room, &gift), Some((&lea.public(), b"rendu".as_slice())));
    let elsewhere = RoomKeys::make([9; 32], [2; 32]).room();
    assert_eq!(gift_of(&elsewhere, &gift), None);
    for at in 0..gift.len() {
        let mut changed = gift.clone();
        changed[at] ^= 1;
        assert_eq!(gift_of(&room, &changed), None, "byte {at}");
        assert_eq!(gift_of(&room, &gift[..at]), None, "cut at {at}");
    }
    assert_eq!(tag_of(&lea.public()), tag_of(&lea.public()));
    assert_ne!(tag_of(&lea.public()), tag_of(&tom.public()));
}

#[test]
fn a_relay_can_check_and_cannot_open() {
    let keys = keys();
    assert_eq!(room_of(keys.card()), keys.room());
    assert_eq!(hash_of_token(&keys.token()), keys.card().read_hash);
    let covers = Place { sequence: 5, chain: Chain([6; 32]) };
    let header = Header { kind: Kind::Snapshot { covers }, signer: Signer::Admin, ..CHANGES };
    let record = keys.seal(&header, b"canari", [3; 24]).expect("sealed");
    assert_eq!(check(keys.card(), &record), Ok((record_id(&record), header)));
    assert!(!record.windows(6).any(|window| window == b"canari"));
    let other = RoomKeys::make([1; 32], [3; 32]);
    assert_eq!(check(other.card(), &record), Err(BadRecord::NotSigned));
    assert_eq!(other.open(&record), Err(BadRecord::NotSigned));
}

#[test]
fn orders_are_of_one_room() {
    let keys = keys();
    let days = Command::KeepFor { days: 30, number: 1 };
    let signature = keys.order(&days).expect("the maker orders");
    assert!(is_ordered(keys.card(), &days, &signature));
    assert!(!is_ordered(keys.card(), &Command::KeepFor { days: 31, number: 1 }, &signature));
    let other = RoomKeys::make([9; 32], [2; 32]);
    assert!(!is_ordered(other.card(), &days, &signature), "the same maker's other room");
}

#[test]
fn an_attest_has_no_parts() {
    let keys = keys();
    let kind = Kind::Attest { snapshot: RecordId([7; 16]) };
    let part = Some(Part { group: [1; 16], index: 0, count: 2 });
    let in_parts = keys.seal(&Header { kind, part, ..CHANGES }, b"", [3; 24]).expect("sealed");
    assert_eq!(check(keys.card(), &in_parts), Err(BadRecord::Unreadable));
    for signer in [Signer::Writer, Signer::Admin] {
        let header = Header { kind, signer, ..CHANGES };
        let whole = keys.seal(&header, b"", [3; 24]).expect("sealed");
        assert!(check(keys.card(), &whole).is_ok());
    }
}

#[test]
fn lengths_say_little() {
    let keys = keys();
    let length =
        |bytes: usize| keys.seal(&CHANGES, &vec![7; bytes], [3; 24]).expect("sealed").len();
    let of_an_hour: std::collections::BTreeSet<usize> = (0..3000).map(length).collect();
    assert!(of_an_hour.len() <= 16, "{of_an_hour:?}");
    // Whatever is cut into parts fits a record, with the longest header.
    let place = Place { sequence: u32::MAX, chain: Chain([1; 32]) };
    let header = Header {
        kind: Kind::Snapshot { covers: place },
        signer: Signer::Admin,
        epoch: u32::MAX,
        part: Some(Part { group: [1; 16], index: 0, count: 1024 }),
    };
    let longest = keys.seal(&header, &vec![7; PART_BYTES], [3; 24]).expect("sealed");
    assert!(longest.len() <= MOST_BYTES);
    assert_eq!(keys.seal(&header, &vec![7; PART_BYTES + 1], [3; 24]), Err(CannotSeal::TooLong));
    assert_eq!([0, 1, PART_BYTES, PART_BYTES + 1].map(parts_of), [1, 1, 1, 2]);
}

#[test]
fn no_changed_byte_gets_through() {
    let keys = keys();
    let header = Header { part: Some(Part { group: [1; 16], index: 0, count: 2 }), ..CHANGES };
    let record = keys.seal(&header, b"tout compte", [3; 24]).expect("sealed");
    for at in 0..record.len() {
        let mut changed = record.clone();
        changed[at] ^= 1;
        assert!(keys.open(&changed).is_err(), "byte {at}");
    }
    let presence = keys.seal_presence(b"ici", [4; 24]).expect("sealed");
    for at in 0..presence.len() {
        let mut changed = presence.clone();
        changed[at] ^= 1;
        assert!(keys.open_presence(&changed).is_err(), "byte {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300, rng_seed: RngSeed::Fixed(5), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn any_payload_comes_back(payload in prop::collection::vec(any::<u8>(), 0..3000), nonce in any::<[u8; 24]>()) {
        let keys = keys();
        let record = keys.seal(&CHANGES, &payload, nonce).expect("sealed");
        prop_assert_eq!(keys.open(&record).expect("opens").payload, payload);
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let keys = keys();
        prop_assert!(keys.open(&bytes).is_err());
        prop_assert!(keys.open_presence(&bytes).is_err());
        let _ = link_from_bytes(&bytes);
        let _ = giver_link_from_bytes(&bytes);
        prop_assert_eq!(gift_of(&keys.room(), &bytes), None);
    }
}
