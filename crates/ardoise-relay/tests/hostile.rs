//! Whatever comes from outside, the relay goes on and those who keep to the rules are served.

mod support;

use ardoise_protocol::room::codec::bytes_from_asks;
use ardoise_protocol::room::frame::{Command, MOST_MESSAGE_BYTES};
use ardoise_protocol::room::{Ask, Chain, Place, Read, RoomId, Signer};
use ardoise_relay::brain::Via;
use support::*;

fn rounds() -> u64 {
    std::env::var("ARDOISE_HOSTILE").ok().and_then(|text| text.parse().ok()).unwrap_or(4000)
}

/// Something that reads as asks, of rooms that exist and others.
fn ask(chance: &mut Chance) -> Ask {
    let keys = keys(chance.below(3) as u8);
    let room = if chance.below(4) == 0 { RoomId([chance.below(3) as u8; 16]) } else { keys.room() };
    let number = [0, 1, 2, 7, 1000, u32::MAX - 1, u32::MAX][chance.below(7) as usize];
    let place = Place { sequence: number, chain: Chain([chance.below(2) as u8; 32]) };
    match chance.below(12) {
        0 => Ask::Hello,
        1..=3 => join(&keys),
        4 => append(&keys, number, &[record(&keys, chance.below(40) as u32)]),
        5 => append(&keys, number, &[snapshot(&keys, Signer::Writer, place, number)]),
        6 => append(&keys, number, &[vec![1; chance.below(300) as usize]]),
        7 => Ask::Read {
            room,
            read: Read { reference: number, after: place, most_bytes: number, names: true },
        },
        8 => Ask::Presence { room, sealed: vec![7; chance.below(6000) as usize] },
        9 => Ask::Leave { room },
        10 => Ask::Ping { number },
        _ => Ask::Command {
            room,
            command: Command::KeepFor { days: number, number },
            signature: [3; 64],
        },
    }
}

fn message(chance: &mut Chance) -> Vec<u8> {
    let asks: Vec<Ask> = (0..chance.below(5)).map(|_| ask(chance)).collect();
    let mut bytes = bytes_from_asks(&asks);
    match chance.below(6) {
        0 | 1 => {}
        2 => bytes.truncate(chance.below(bytes.len() as u64 + 1) as usize),
        3 => bytes.extend((0..chance.below(20)).map(|_| chance.0 as u8)),
        4 => {
            for _ in 0..=chance.below(4) {
                let at = chance.below(bytes.len() as u64) as usize;
                bytes[at] ^= 1 << chance.below(8);
            }
        }
        _ => bytes = (0..chance.below(400)).map(|_| chance.below(256) as u8).collect(),
    }
    bytes
}

#[test]
fn nothing_that_comes_stops_it_and_honest_devices_go_on() {
    let mut chance = Chance(4242);
    let mut relay = Relay::new(memory());
    let honest = keys(9);
    let writer = relay.connect(1_000_000);
    relay.ask(writer, &[join(&honest)]);
    let mut log = Vec::new();
    for round in 0..rounds() {
        // Also messages of connections that are not there any more.
        let conn = ardoise_relay::brain::Conn(chance.below(40));
        match chance.below(10) {
            0 => relay.brain.closed(conn),
            1 => {
                relay.connect_via(conn.0, Via::Socket);
            }
            2 => {
                relay.connect_via(conn.0, Via::Request);
            }
            _ => {
                let bytes = message(&mut chance);
                let out = relay.brain.receive(conn, relay.now, &bytes);
                relay.take(out);
            }
        }
        relay.now = match chance.below(100) {
            0 => chance.0,
            1 => 0,
            _ => relay.now.saturating_add(chance.below(100)),
        };
        if chance.below(3) == 0 {
            relay.commit();
            relay.tick();
        }
        if round % 20 == 0 {
            relay.now = NOW + round * 100;
            let next = record(&honest, round as u32);
            let asks = [append(&honest, 1, std::slice::from_ref(&next))];
            acked(&relay.ask_and_commit(writer, &asks));
            log.push(next);
        }
    }
    relay.now = NOW + DAY;
    assert_eq!(relay.log(&honest), (Place::START, log));
}

/// A megabyte that would become a hundred once read.
#[test]
fn a_message_of_very_many_frames_is_not_even_read() {
    let mut relay = Relay::new(memory());
    let conn = relay.connect(1);
    let asks: Vec<Ask> = (0..200_000).map(|_| Ask::Ping { number: 1 }).collect();
    let bytes = bytes_from_asks(&asks);
    assert!(bytes.len() < MOST_MESSAGE_BYTES);
    let out = relay.brain.receive(conn, NOW, &bytes);
    relay.take(out);
    assert_eq!((relay.sent_to(conn).len(), relay.closed), (1, vec![conn]));
}
