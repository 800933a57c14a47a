//! A device vouches for a snapshot that it has checked against what it holds, and for no other.

mod support;

use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_protocol::room::codec::{bytes_from_answers, record_from_bytes};
use ardoise_protocol::room::{Answer, Ask, Given, Header, Kind, Place, RecordId, Signer, StoreId};
use ardoise_sync::{Device, Effect, Event, Item, KnownLink, Payload, Write, bytes_from_payload};
use support::*;

const LATER: u64 = 130_000;

/// A device that has joined a relay which it knows, and the relay's log.
struct Scene {
    device: Device,
    place: Place,
    reference: u32,
}

impl Scene {
    fn new() -> Scene {
        let store = Some(StoreId([1; 16]));
        let mut device = device(vec![KnownLink { settled: true, store, ..known("relay") }]);
        device.handle(0, Event::Wake);
        device.handle(1, Event::Opened { link: 0 });
        let asked = device.handle(2, Event::Received { link: 0, bytes: joined(1) });
        let reference = reference_of(&asked).expect("it reads");
        Scene { device, place: Place::START, reference }
    }

    /// Somebody else's record comes, which stands next in the log.
    fn comes(&mut self, now: u64, record: &[u8]) {
        self.comes_after(now, self.place, record);
    }

    fn comes_after(&mut self, now: u64, after: Place, record: &[u8]) {
        let chain = next_chain(&after.chain, &record_id(record));
        let place = Place { sequence: after.sequence + 1, chain };
        let answer = Answer::Records {
            room: keys().room(),
            reference: self.reference,
            after: Some(after),
            records: vec![Given::Record(record.to_vec())],
            head: place.sequence,
            is_last: true,
        };
        self.place = place;
        let bytes = bytes_from_answers(&[answer]);
        let mut effects = self.device.handle(now, Event::Received { link: 0, bytes });
        let kept = effects.iter().find_map(|effect| match effect {
            Effect::Keep { number, .. } => Some(*number),
            _ => None,
        });
        let number = kept.expect("it is kept");
        effects.extend(self.device.handle(now, Event::Kept { number }));
        self.reference = reference_of(&effects).unwrap_or(self.reference);
    }

    fn snapshot(&self, signer: Signer, updates: &[u8]) -> Vec<u8> {
        let items = updates.iter().map(|update| Item::Update(vec![*update])).collect();
        let payload = bytes_from_payload(&Payload { places: vec![], items });
        let kind = Kind::Snapshot { covers: self.place };
        let header = Header { kind, signer, epoch: 0, part: None };
        keys().seal(&header, &payload, [99; 24]).expect("sealed")
    }

    /// What the device wants to be compared, when it has waited long enough.
    fn compared(&mut self) -> Option<Vec<Item>> {
        // A relay that is silent for long would be given up.
        let answers = bytes_from_answers(&[Answer::Pong { number: 1 }]);
        let heard = [60_000, LATER].map(|now| {
            self.device.handle(now, Event::Received { link: 0, bytes: answers.clone() })
        });
        heard.into_iter().flatten().find_map(|effect| match effect {
            Effect::GiveLacking { read, .. } => Some(read),
            _ => None,
        })
    }

    /// What it vouches for, when this is what the snapshot lacks.
    fn attests(&mut self, items: Vec<Item>) -> Option<RecordId> {
        let effects = self.device.handle(LATER, Event::Lacking { link: 0, items });
        let records = effects.into_iter().find_map(|effect| match effect {
            Effect::Keep { write: Write::Sealed { records, .. }, .. } => Some(records),
            _ => None,
        })?;
        let header = record_from_bytes(&records[0].bytes).expect("a record").header;
        match header.kind {
            Kind::Attest { snapshot } => Some(snapshot),
            _ => None,
        }
    }
}

fn reference_of(effects: &[Effect]) -> Option<u32> {
    asks(effects).into_iter().find_map(|ask| match ask {
        Ask::Read { read, .. } => Some(read.reference),
        _ => None,
    })
}

fn update(number: u8) -> Item {
    Item::Update(vec![number])
}

#[test]
fn a_snapshot_that_lacks_nothing_is_vouched_for() {
    let mut scene = Scene::new();
    scene.comes(3, &record(1));
    let snapshot = scene.snapshot(Signer::Admin, &[1]);
    scene.comes(4, &snapshot);
    // What comes while it waits is not what the snapshot should have had.
    scene.comes(5, &record(2));
    assert_eq!(scene.compared(), Some(vec![update(1), update(2)]));
    assert_eq!(scene.attests(vec![]), Some(record_id(&snapshot)));
    assert_eq!(scene.compared(), None, "once is enough");
}

#[test]
fn one_that_lacks_something_is_not() {
    let mut scene = Scene::new();
    scene.comes(3, &record(1));
    let snapshot = scene.snapshot(Signer::Admin, &[]);
    scene.comes(4, &snapshot);
    assert_eq!(scene.compared(), Some(vec![]));
    assert_eq!(scene.attests(vec![update(1)]), None);
}

#[test]
fn nothing_is_compared_where_another_has_done_it_or_it_would_say_nothing() {
    // Another device was first.
    let mut scene = Scene::new();
    scene.comes(3, &record(1));
    let snapshot = scene.snapshot(Signer::Admin, &[1]);
    scene.comes(4, &snapshot);
    let kind = Kind::Attest { snapshot: record_id(&snapshot) };
    let header = Header { kind, signer: Signer::Writer, epoch: 0, part: None };
    let payload = bytes_from_payload(&Payload { places: vec![], items: vec![] });
    scene.comes(5, &keys().seal(&header, &payload, [98; 24]).expect("sealed"));
    assert_eq!(scene.compared(), None);
    // A snapshot that counts nowhere.
    let mut scene = Scene::new();
    scene.comes(3, &record(1));
    let snapshot = scene.snapshot(Signer::Writer, &[1]);
    scene.comes(4, &snapshot);
    assert_eq!(scene.compared(), None);
    // Something stands between what it covers and itself.
    let mut scene = Scene::new();
    scene.comes(3, &record(1));
    let snapshot = scene.snapshot(Signer::Admin, &[1]);
    scene.comes(4, &record(2));
    scene.comes(5, &snapshot);
    assert_eq!(scene.compared(), None);
    // It came in the place of what it covers.
    let mut scene = Scene::new();
    let other = record(1);
    let chain = next_chain(&Place::START.chain, &record_id(&other));
    scene.place = Place { sequence: 1, chain };
    let snapshot = scene.snapshot(Signer::Admin, &[1]);
    scene.comes_after(3, scene.place, &snapshot);
    assert_eq!(scene.compared(), None);
}

/// The answer to the one question must not be taken for the answer to the other: the relay would be
/// thought to have what it lacks.
#[test]
fn a_relay_that_begins_anew_meanwhile_is_compared_by_itself() {
    let mut scene = Scene::new();
    scene.comes(3, &record(1));
    let snapshot = scene.snapshot(Signer::Admin, &[1]);
    scene.comes(4, &snapshot);
    assert!(scene.compared().is_some());
    scene.device.handle(LATER, Event::Closed { link: 0 });
    let later = LATER + 40_000;
    scene.device.handle(later, Event::Wake);
    scene.device.handle(later, Event::Opened { link: 0 });
    let restored = scene.device.handle(later, Event::Received { link: 0, bytes: joined(2) });
    let gives = |effects: &[Effect]| {
        effects.iter().any(|effect| matches!(effect, Effect::GiveLacking { .. }))
    };
    assert!(!gives(&restored), "one at a time");
    let late = Event::Lacking { link: 0, items: vec![] };
    let effects = scene.device.handle(later, late);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Keep { .. })), "of no log now");
    assert!(gives(&effects));
}
