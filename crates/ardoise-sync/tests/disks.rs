//! A device whose disk fails for a while: what it has heard is neither lost nor taken for given.

use ardoise_crypto::RoomKeys;
use ardoise_protocol::room::codec::{asks_from_bytes, bytes_from_answers};
use ardoise_protocol::room::{Answer, Ask, Given, Header, Kind, Limits, Place, Signer, StoreId};
use ardoise_sync::{
    Config, Device, Effect, Entropy, Event, Item, KnownLink, Payload, TAIL_RECORDS,
    bytes_from_payload,
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

fn keys() -> RoomKeys {
    RoomKeys::make([1; 32], [2; 32])
}

fn record(update: u8) -> Vec<u8> {
    let payload = Payload { places: vec![], items: vec![Item::Update(vec![update])] };
    let header = Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part: None };
    keys().seal(&header, &bytes_from_payload(&payload), [update; 24]).expect("sealed")
}

/// A relay of this name whose log ends there.
fn joined(store: u8, sequence: u32) -> Vec<u8> {
    let limits = Limits {
        record_bytes: 1 << 18,
        message_bytes: 1 << 20,
        append_records: 64,
        hold_millis: 25_000,
    };
    let head = Place { sequence, ..Place::START };
    let state = Answer::State {
        room: keys().room(),
        base: Place::START,
        head,
        bytes: 0,
        most_bytes: 1 << 25,
        keeps_days: 400,
    };
    bytes_from_answers(&[Answer::Hello { store: StoreId([store; 16]), limits }, state])
}

fn reference_of(effects: &[Effect]) -> Option<u32> {
    effects.iter().find_map(|effect| {
        let Effect::Send { bytes, .. } = effect else { return None };
        let asks = asks_from_bytes(bytes).expect("a device speaks its language");
        asks.into_iter().find_map(|ask| match ask {
            Ask::Read { read, .. } => Some(read.reference),
            _ => None,
        })
    })
}

fn compares(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::GiveLacking { .. }))
}

fn keeps(effects: &[Effect]) -> Vec<u32> {
    let numbers = effects.iter().filter_map(|effect| match effect {
        Effect::Keep { number, .. } => Some(*number),
        _ => None,
    });
    numbers.collect()
}

/// With two relays: what had come from one while the disk took nothing was not in what the other was
/// compared with, and the other never got it.
#[test]
fn a_relay_is_compared_with_everything_once_everything_is_kept() {
    let known = |address: &str, settled| KnownLink {
        address: address.into(),
        settled,
        store: Some(StoreId([1; 16])),
        ..KnownLink::default()
    };
    let mut device = Device::new(Config {
        keys: keys(),
        links: vec![known("one", true), KnownLink { store: None, ..known("two", false) }],
        outbox: vec![],
        edited: false,
        tail_records: TAIL_RECORDS,
        entropy: Box::new(Counter(1)),
    });
    device.handle(0, Event::Wake);
    device.handle(1, Event::Opened { link: 0 });
    device.handle(1, Event::Opened { link: 1 });
    let asked = device.handle(2, Event::Received { link: 0, bytes: joined(1, 0) });
    let reference = reference_of(&asked).expect("it reads");
    let comes = |after: Option<Place>, update| {
        bytes_from_answers(&[Answer::Records {
            room: keys().room(),
            reference,
            after,
            records: vec![Given::Record(record(update))],
            head: u32::from(update),
            is_last: false,
        }])
    };
    let first = Event::Received { link: 0, bytes: comes(Some(Place::START), 1) };
    let kept = keeps(&device.handle(3, first));
    let [number] = kept[..] else { panic!("{kept:?}") };
    device.handle(4, Event::NotKept { number });
    let second = Event::Received { link: 0, bytes: comes(None, 2) };
    assert_eq!(keeps(&device.handle(5, second)), [], "it waits for its turn");
    // The other relay has nothing at all.
    assert!(!compares(&device.handle(6, Event::Received { link: 1, bytes: joined(2, 0) })));
    let again = device.handle(3000, Event::Wake);
    assert_eq!(keeps(&again), [number, number + 1]);
    let at = |wanted: fn(&Effect) -> bool| again.iter().position(wanted);
    let compared = at(|effect| matches!(effect, Effect::GiveLacking { link: 1, .. }));
    assert!(compared > at(|effect| matches!(effect, Effect::Keep { .. })), "then it is compared");
}
