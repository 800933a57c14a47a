//! A device whose disk fails for a while: what it has heard is neither lost nor taken for given.

mod support;

use ardoise_protocol::room::codec::bytes_from_answers;
use ardoise_protocol::room::{Answer, Ask, Given, Place, StoreId};
use ardoise_sync::{Effect, Event, KnownLink};
use support::*;

fn reference_of(effects: &[Effect]) -> Option<u32> {
    asks(effects).into_iter().find_map(|ask| match ask {
        Ask::Read { read, .. } => Some(read.reference),
        _ => None,
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
    let store = Some(StoreId([1; 16]));
    let settled = KnownLink { settled: true, store, ..known("one") };
    let mut device = device(vec![settled, known("two")]);
    device.handle(0, Event::Wake);
    device.handle(1, Event::Opened { link: 0 });
    device.handle(1, Event::Opened { link: 1 });
    let asked = device.handle(2, Event::Received { link: 0, bytes: joined(1) });
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
    assert!(!compares(&device.handle(6, Event::Received { link: 1, bytes: joined(2) })));
    let again = device.handle(3000, Event::Wake);
    assert_eq!(keeps(&again), [number, number + 1]);
    let at = |wanted: fn(&Effect) -> bool| again.iter().position(wanted);
    let compared = at(|effect| matches!(effect, Effect::GiveLacking { link: 1, .. }));
    assert!(compared > at(|effect| matches!(effect, Effect::Keep { .. })), "then it is compared");
}
