//! Who is here is said as often as it is of use: a class on a thin line types a whole hour.

mod support;

use ardoise_protocol::room::codec::bytes_from_answers;
use ardoise_protocol::room::{Answer, Ask};
use ardoise_sync::{Device, Effect, Event};
use support::*;

/// What was said of who is here, sealed; empty for farewell.
fn said(effects: &[Effect]) -> Vec<Vec<u8>> {
    let says = asks(effects).into_iter().filter_map(|ask| match ask {
        Ask::Presence { sealed, .. } => Some(sealed),
        _ => None,
    });
    says.collect()
}

fn here() -> Device {
    let mut device = device(vec![known("one")]);
    device.handle(0, Event::Wake);
    device.handle(0, Event::Opened { link: 0 });
    device.handle(0, Event::Received { link: 0, bytes: joined(1) });
    device
}

/// A cursor that moves five times a second; how often that was said.
fn moves(device: &mut Device, from: u64, seconds: u64) -> usize {
    let beats = (0..seconds * 5).map(|beat| from + beat * 200);
    let mut count = 0;
    for now in beats {
        count += said(&device.handle(now, Event::Say { said: now.to_le_bytes().to_vec() })).len();
        count += said(&device.handle(now, Event::Wake)).len();
    }
    count
}

fn others(sealed: Vec<Vec<u8>>) -> Event {
    let answer = Answer::Presence { room: keys().room(), sealed };
    Event::Received { link: 0, bytes: bytes_from_answers(&[answer]) }
}

#[test]
fn a_cursor_that_nobody_sees_costs_nothing_and_one_that_others_see_is_told_each_second() {
    let mut device = here();
    let alone = moves(&mut device, 1000, 50);
    assert_eq!(alone, 2);
    // Somebody comes: they are told at once where the cursor is, and then each second.
    let comes = said(&here().handle(0, Event::Say { said: vec![9] }));
    device.handle(52_000, Event::Say { said: vec![1] });
    assert_eq!(said(&device.handle(52_001, others(comes))).len(), 1);
    let together = moves(&mut device, 53_100, 60);
    assert!((55..=61).contains(&together), "{together}");
    // They go; and who says farewell does not wait.
    device.handle(130_000, others(vec![]));
    device.handle(130_000, Event::Say { said: vec![2] });
    device.handle(130_100, Event::Say { said: vec![3] });
    assert_eq!(said(&device.handle(130_200, Event::Say { said: vec![] })), [vec![]]);
}
