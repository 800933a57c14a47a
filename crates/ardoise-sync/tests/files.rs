//! A room's work goes into a file and comes out of it; a damaged file gives what is whole.

use ardoise_crypto::RoomKeys;
use ardoise_crypto::link::{Role, RoomLink, bytes_from_link};
use ardoise_sync::{Entropy, Item, file_from_bytes, room_file};

struct Counter(u8);

impl Entropy for Counter {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(1);
            *byte = self.0;
        }
    }
}

fn keys() -> RoomKeys {
    RoomKeys::make([1; 32], [2; 32])
}

fn secret(role: Role) -> Vec<u8> {
    let link = RoomLink { keys: keys(), relays: vec!["https://r.example".into()] };
    bytes_from_link(&link, role).expect("the maker's")
}

fn items() -> Vec<Item> {
    vec![
        Item::Update(vec![7; 10]),
        Item::File { path: "a.csv".into(), stamp: 3, content: Some(vec![8; 100_000]) },
    ]
}

fn file() -> Vec<u8> {
    room_file(&keys(), &secret(Role::Writes), items(), &mut Counter(1)).expect("a file")
}

#[test]
fn what_goes_in_comes_out_and_can_be_given_to_any_relay() {
    let read = file_from_bytes(&file()).expect("a file");
    assert_eq!(read.items, items());
    assert_eq!((read.records.len(), read.unreadable), (3, 0), "in parts");
    assert_eq!(read.link.keys.room(), keys().room());
    assert_eq!(read.link.relays, ["https://r.example"]);
    for (_, record) in &read.records {
        assert!(ardoise_crypto::seal::check(keys().card(), record).is_ok());
    }
    let reader = ardoise_crypto::link::link_from_bytes(&secret(Role::Reads)).expect("a link");
    assert!(room_file(&reader.keys, &secret(Role::Reads), items(), &mut Counter(1)).is_none());
}

#[test]
fn whatever_happened_to_a_file_what_is_read_is_whole() {
    let whole = file();
    for at in (0..whole.len()).step_by(97) {
        let cut = whole[..at].to_vec();
        let mut changed = whole.clone();
        changed[at] ^= 1;
        for bytes in [cut, changed] {
            let Ok(read) = file_from_bytes(&bytes) else { continue };
            assert!(read.items.is_empty() || read.items == items(), "byte {at}");
        }
    }
    assert!(file_from_bytes(b"ardoise-room\0\x02").is_err());
    assert!(file_from_bytes(b"{}").is_err());
}
