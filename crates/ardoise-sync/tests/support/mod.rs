//! A device without a disk, and what relays say to it.
#![allow(dead_code, reason = "each test file uses its part")]

use ardoise_crypto::RoomKeys;
use ardoise_protocol::room::codec::{asks_from_bytes, bytes_from_answers};
use ardoise_protocol::room::{Answer, Ask, Header, Kind, Limits, Place, Signer, StoreId};
use ardoise_sync::{
    Config, Device, Effect, Entropy, Item, KnownLink, Payload, TAIL_RECORDS, bytes_from_payload,
};

struct Counter(u8);

impl Entropy for Counter {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(1);
            *byte = self.0;
        }
    }
}

pub(crate) fn keys() -> RoomKeys {
    RoomKeys::make([1; 32], [2; 32])
}

pub(crate) fn device(links: Vec<KnownLink>) -> Device {
    Device::new(Config {
        keys: keys(),
        links,
        outbox: vec![],
        edited: false,
        tail_records: TAIL_RECORDS,
        entropy: Box::new(Counter(1)),
    })
}

pub(crate) fn known(address: &str) -> KnownLink {
    KnownLink { address: address.into(), ..KnownLink::default() }
}

/// What somebody else wrote.
pub(crate) fn record(update: u8) -> Vec<u8> {
    let payload = Payload { places: vec![], items: vec![Item::Update(vec![update])] };
    let header = Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part: None };
    keys().seal(&header, &bytes_from_payload(&payload), [update; 24]).expect("sealed")
}

/// A relay of this name with an empty log greets and is joined.
pub(crate) fn joined(store: u8) -> Vec<u8> {
    let limits = Limits {
        record_bytes: 1 << 18,
        message_bytes: 1 << 20,
        append_records: 64,
        hold_millis: 25_000,
    };
    let state = Answer::State {
        room: keys().room(),
        base: Place::START,
        head: Place::START,
        bytes: 0,
        most_bytes: 1 << 25,
        keeps_days: 400,
    };
    bytes_from_answers(&[Answer::Hello { store: StoreId([store; 16]), limits }, state])
}

/// What a device asks with these effects.
pub(crate) fn asks(effects: &[Effect]) -> Vec<Ask> {
    let sent = effects.iter().filter_map(|effect| match effect {
        Effect::Send { bytes, .. } => Some(asks_from_bytes(bytes).expect("its language")),
        _ => None,
    });
    sent.flatten().collect()
}
