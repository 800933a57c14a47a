//! Frames and records keep their bytes, come back as they were, and survive any bytes at all.

use ardoise_protocol::codec::DecodeError;
use ardoise_protocol::room::codec::{
    answers_from_bytes, asks_from_bytes, bytes_from_answers, bytes_from_asks, bytes_from_record,
    record_from_bytes,
};
use ardoise_protocol::room::frame::{Command, MOST_MESSAGE_BYTES};
use ardoise_protocol::room::record::MOST_BYTES;
use ardoise_protocol::room::{
    Answer, Ask, Card, Chain, Given, Header, Kind, Limits, Part, Place, Read, Record, RecordId,
    Refusal, RoomId, Signer, StoreId,
};
use expect_test::expect_file;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const ROOM: RoomId = RoomId([0x11; 16]);

fn place(sequence: u32) -> Place {
    Place { sequence, chain: Chain([0x22; 32]) }
}

/// One of each.
fn asks() -> Vec<Ask> {
    let card = Card { write_key: [1; 32], admin_key: [2; 32], read_hash: [3; 32] };
    vec![
        Ask::Hello,
        Ask::Join { card, token: [4; 32], device: [0xaa; 8] },
        Ask::Append { room: ROOM, reference: 300, records: vec![vec![5; 3], vec![]] },
        Ask::Read {
            room: ROOM,
            read: Read { reference: 301, after: place(7), most_bytes: 65536, names: true },
        },
        Ask::Presence { room: ROOM, sealed: vec![6, 7] },
        Ask::Leave { room: ROOM },
        Ask::Ping { number: u32::MAX },
        Ask::Command { room: ROOM, command: Command::Delete, signature: [8; 64] },
        Ask::Command {
            room: ROOM,
            command: Command::KeepFor { days: 400, number: 2 },
            signature: [9; 64],
        },
    ]
}

/// One of each.
fn answers() -> Vec<Answer> {
    let limits = Limits {
        record_bytes: 262144,
        message_bytes: 1048576,
        append_records: 64,
        hold_millis: 25000,
    };
    vec![
        Answer::Hello { store: StoreId([0x33; 16]), limits },
        Answer::State {
            room: ROOM,
            base: Place::START,
            head: place(9),
            bytes: 1234,
            most_bytes: 33554432,
            keeps_days: 400,
        },
        Answer::Records {
            room: ROOM,
            reference: 301,
            after: Some(place(7)),
            records: vec![Given::Record(vec![1, 2]), Given::Name(RecordId([0x55; 16]))],
            head: 9,
            is_last: false,
        },
        Answer::Records {
            room: ROOM,
            reference: 301,
            after: None,
            records: vec![],
            head: 9,
            is_last: true,
        },
        Answer::Acked { room: ROOM, reference: 300, sequences: vec![8, 9] },
        Answer::Presence { room: ROOM, sealed: vec![vec![1], vec![2, 3]] },
        Answer::Pong { number: 5 },
        Answer::Refused {
            room: Some(ROOM),
            reference: Some(300),
            reason: Refusal::TooFast,
            retry_millis: 1500,
        },
        Answer::Refused {
            room: None,
            reference: None,
            reason: Refusal::StoreFailed,
            retry_millis: 0,
        },
    ]
}

/// One with each header.
fn records() -> Vec<Record> {
    let header = Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part: None };
    let headers = [
        header,
        Header { epoch: 300, ..header },
        Header { part: Some(Part { group: [0x44; 16], index: 1, count: 2 }), ..header },
        Header { kind: Kind::Snapshot { covers: place(8) }, signer: Signer::Admin, ..header },
        Header {
            kind: Kind::Attest { snapshot: RecordId([0x55; 16]) },
            signer: Signer::Admin,
            ..header
        },
    ];
    let record = |header| Record {
        header,
        nonce: [0x66; 24],
        commitment: [0x77; 32],
        ciphertext: vec![0x88; 3],
        signature: [0x99; 64],
    };
    headers.into_iter().map(record).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn bytes_are_those_of_version_1() {
    let asks = asks().into_iter().map(|ask| ("ask", bytes_from_asks(&[ask])));
    let answers = answers().into_iter().map(|answer| ("answer", bytes_from_answers(&[answer])));
    let records = records().into_iter().map(|record| ("record", bytes_from_record(&record)));
    let lines = asks.chain(answers).chain(records);
    let text: String = lines.map(|(what, bytes)| format!("{what} {}\n", hex(&bytes))).collect();
    expect_file!["../../../assets/fixtures/rooms/frames-v1.txt"].assert_eq(&text);
}

#[test]
fn what_was_written_is_read() {
    assert_eq!(asks_from_bytes(&bytes_from_asks(&asks())), Ok(asks()));
    assert_eq!(answers_from_bytes(&bytes_from_answers(&answers())), Ok(answers()));
    for record in records() {
        assert_eq!(record_from_bytes(&bytes_from_record(&record)), Ok(record));
    }
}

#[test]
fn a_frame_of_a_later_version_is_passed_over() {
    let mut bytes = bytes_from_asks(&[Ask::Hello]);
    bytes.extend_from_slice(&[3, 100, 1, 2]);
    bytes.extend_from_slice(&bytes_from_asks(&[Ask::Ping { number: 1 }])[1..]);
    assert_eq!(asks_from_bytes(&bytes), Ok(vec![Ask::Hello, Ask::Ping { number: 1 }]));
}

#[test]
fn what_no_device_may_send_is_refused() {
    let long = vec![1; MOST_MESSAGE_BYTES + 1];
    assert_eq!(asks_from_bytes(&long), Err(DecodeError::TooLong));
    assert_eq!(record_from_bytes(&vec![1; MOST_BYTES + 1]), Err(DecodeError::TooLong));
    assert_eq!(asks_from_bytes(&[2, 1, 1]), Err(DecodeError::UnknownVersion(2)));
    // A hello with something behind it, in its own frame.
    assert_eq!(asks_from_bytes(&[1, 2, 1, 0]), Err(DecodeError::TooLong));
    for (index, count) in [(2, 2), (0, 1), (0, 1025)] {
        let mut record = records().remove(2);
        record.header.part = Some(Part { group: [0; 16], index, count });
        let read = record_from_bytes(&bytes_from_record(&record));
        assert_eq!(read, Err(DecodeError::NumberTooLarge), "{index} of {count}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000, rng_seed: RngSeed::Fixed(5), failure_persistence: None, ..ProptestConfig::default()
    })]

    /// What is read from any bytes is written and read again as the same.
    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200), tag in 0u8..140) {
        let mut framed = vec![1, (bytes.len() as u8).min(120) + 1, tag];
        framed.extend_from_slice(&bytes[..bytes.len().min(120)]);
        for bytes in [&bytes, &framed] {
            if let Ok(asks) = asks_from_bytes(bytes) {
                prop_assert_eq!(asks_from_bytes(&bytes_from_asks(&asks)), Ok(asks));
            }
            if let Ok(answers) = answers_from_bytes(bytes) {
                prop_assert_eq!(answers_from_bytes(&bytes_from_answers(&answers)), Ok(answers));
            }
            if let Ok(record) = record_from_bytes(bytes) {
                prop_assert_eq!(&bytes_from_record(&record), bytes);
            }
        }
    }

    /// Cut or changed messages are refused or read as others, never more.
    #[test]
    fn damaged_messages_do_no_harm(cut in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        for whole in [bytes_from_asks(&asks()), bytes_from_answers(&answers())] {
            let mut changed = whole[..cut.index(whole.len())].to_vec();
            if !changed.is_empty() {
                let at = at.index(changed.len());
                changed[at] = byte;
            }
            let _ = (asks_from_bytes(&changed), answers_from_bytes(&changed));
        }
    }
}
