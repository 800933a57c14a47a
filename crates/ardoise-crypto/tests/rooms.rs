//! Records keep their bytes, open only where they belong, and no changed byte gets through.

use ardoise_crypto::RoomKeys;
use ardoise_crypto::keys::{hash_of_token, is_ordered, next_chain, record_id, room_of};
use ardoise_crypto::link::{Role, RoomLink, bytes_from_link, link_from_bytes};
use ardoise_crypto::seal::{BadRecord, CannotSeal, PART_BYTES, check, parts_of};
use ardoise_protocol::room::frame::Command;
use ardoise_protocol::room::record::MOST_BYTES;
use ardoise_protocol::room::{Chain, Header, Kind, Part, Place, RecordId, Signer};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const CHANGES: Header =
    Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part: None };

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
    }
}
