//! Payloads and rows keep their bytes, come back as they were, and survive any bytes at all.

use ardoise_protocol::room::{Chain, Place, RecordId, StoreId};
use ardoise_sync::{
    Item, KnownLink, Payload, StoredRecord, bytes_from_known_link, bytes_from_payload,
    bytes_from_stored_record, known_link_from_bytes, payload_from_bytes, stored_record_from_bytes,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn payload() -> Payload {
    let place = Place { sequence: 7, chain: Chain([2; 32]) };
    Payload {
        places: vec![(StoreId([1; 16]), place)],
        items: vec![
            Item::Update(vec![0, 1, 2]),
            Item::Outputs { cell: "a".into(), stamp: 5, bytes: Some(vec![3]) },
            Item::Outputs { cell: "é".into(), stamp: u64::MAX, bytes: None },
            Item::File { path: "données/été.csv".into(), stamp: 1, content: Some(vec![]) },
            Item::File { path: "vide".into(), stamp: 0, content: None },
        ],
    }
}

#[test]
fn what_was_written_is_read() {
    assert_eq!(payload_from_bytes(&bytes_from_payload(&payload())), Ok(payload()));
    let link = KnownLink {
        address: "https://relais.example".into(),
        store: Some(StoreId([1; 16])),
        place: Place { sequence: 300, chain: Chain([2; 32]) },
        settled: true,
        own: 4,
        awaited: vec![(301, RecordId([3; 16]))],
    };
    assert_eq!(known_link_from_bytes(&bytes_from_known_link(&link)), Ok(link));
    let record = StoredRecord {
        id: RecordId([4; 16]),
        bytes: vec![5; 10],
        only: Some("https://relais.example".into()),
        acked: vec!["".into()],
    };
    assert_eq!(stored_record_from_bytes(&bytes_from_stored_record(&record)), Ok(record));
}

/// What an earlier build sealed is read for ever.
#[test]
fn bytes_are_those_of_version_1() {
    let small = Payload {
        places: vec![],
        items: vec![
            Item::Update(vec![9]),
            Item::Outputs { cell: "a".into(), stamp: 258, bytes: None },
            Item::File { path: "b".into(), stamp: 1, content: Some(vec![7]) },
        ],
    };
    let bytes = [
        [1, 0].as_slice(),
        &[2, 0, 9],
        &[12, 1, 1, b'a', 2, 1, 0, 0, 0, 0, 0, 0, 0],
        &[13, 2, 1, b'b', 1, 0, 0, 0, 0, 0, 0, 0, 1, 7],
    ]
    .concat();
    assert_eq!(bytes_from_payload(&small), bytes);
    assert_eq!(payload_from_bytes(&bytes), Ok(small));
}

#[test]
fn items_of_a_later_version_are_passed_over() {
    let mut bytes = bytes_from_payload(&payload());
    bytes.extend_from_slice(&[3, 200, 1, 2]);
    assert_eq!(payload_from_bytes(&bytes), Ok(payload()));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000, rng_seed: RngSeed::Fixed(5), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let known = [vec![1], bytes].concat();
        if let Ok(payload) = payload_from_bytes(&known) {
            prop_assert_eq!(payload_from_bytes(&bytes_from_payload(&payload)), Ok(payload));
        }
        let _ = (known_link_from_bytes(&known), stored_record_from_bytes(&known));
    }

    #[test]
    fn damaged_payloads_do_no_harm(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = bytes_from_payload(&payload());
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(cut.index(bytes.len()) + 1);
        let _ = payload_from_bytes(&bytes);
    }
}
