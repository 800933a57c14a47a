//! The relay is killed under load, again and again. Whatever it acknowledged is there, with its
//! number, and no chain breaks.
//!
//! `ARDOISE_KILLS` says how often; the test starts itself once more as the relay that is killed.
#![cfg(feature = "shell")]

mod support;
#[path = "support/wire.rs"]
mod wire;

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use ardoise_protocol::room::{Answer, Place};
use ardoise_relay::brain::Rate;
use ardoise_relay::shell::Server;
use support::*;
use wire::*;

const ROOMS: u8 = 3;
/// At most so many kills in the same rooms, and fewer where a fast machine fills them sooner: their logs
/// stay within what a room may hold.
const EPOCH: u64 = 200;
/// Records of one room.
const POOL: usize = 32_000;
/// With fewer left than this, the next kill is in other rooms.
const FEW: usize = 4_000;
const FOLDER: &str = "ARDOISE_KILL_FOLDER";

fn kills() -> u64 {
    std::env::var("ARDOISE_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(200)
}

/// The relay that is killed: only when the other test starts it.
#[test]
fn relay_that_is_killed() {
    let Some(path) = std::env::var_os(FOLDER) else { return };
    let folder = Folder(path.into());
    let mut options = options(&folder);
    options.settings.appends = Rate { per_second: 100_000, burst: 100_000 };
    options.settings.asks = options.settings.appends;
    let server = Server::start(options).expect("a relay that starts");
    let port = server.addresses()[0].to_string();
    let shown = folder.0.join("address");
    fs::write(shown.with_extension("new"), port).expect("written");
    fs::rename(shown.with_extension("new"), shown).expect("named");
    std::mem::forget(folder);
    server.wait();
}

fn started(folder: &Folder) -> (Child, SocketAddr) {
    let shown = folder.0.join("address");
    let _ = fs::remove_file(&shown);
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "relay_that_is_killed", "--nocapture"])
        .env(FOLDER, &folder.0)
        .stdout(Stdio::null())
        .spawn()
        .expect("started");
    loop {
        if let Ok(text) = fs::read_to_string(&shown) {
            return (child, text.parse().expect("an address"));
        }
        assert!(child.try_wait().expect("asked").is_none(), "the relay did not start");
        std::thread::yield_now();
    }
}

/// What one room's device was told.
#[derive(Default)]
struct Told {
    /// The record with each number.
    acknowledged: BTreeMap<u32, usize>,
    next: usize,
}

/// Appends until told to stop, until the relay is gone or until there is nothing left to append.
fn load(
    address: SocketAddr,
    number: u8,
    pool: Arc<Vec<Vec<u8>>>,
    told: Arc<Mutex<Told>>,
    over: Arc<AtomicBool>,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let keys = keys(number);
        let Some(mut socket) = Socket::open(address) else { return };
        let is_state = |answer: &Answer| matches!(answer, Answer::State { .. });
        if socket.ask(&[join(&keys)], is_state).is_none() {
            return;
        }
        while !over.load(Ordering::Relaxed) {
            let first = told.lock().expect("told").next;
            let Some(records) = pool.get(first..first + 3) else { return };
            let asks = [append(&keys, first as u32, records)];
            let is_acked = |answer: &Answer| matches!(answer, Answer::Acked { .. });
            let Some(Answer::Acked { sequences, .. }) = socket.ask(&asks, is_acked) else { return };
            let mut told = told.lock().expect("told");
            for (number, at) in sequences.into_iter().zip(first..) {
                let known = told.acknowledged.insert(number, at);
                assert!(known.is_none_or(|known| known == at), "number {number} was given twice");
            }
            // Two are new, one is sent again.
            told.next = first + 2;
        }
    })
}

/// Every acknowledged record is in the log, at its number; the log's chain is whole.
fn verify(
    relay: &mut Relay<impl ardoise_relay::store::Store>,
    number: u8,
    pool: &[Vec<u8>],
    told: &Told,
) {
    let (begin, log) = relay.log(&keys(number));
    assert_eq!(begin, Place::START);
    for (sequence, at) in &told.acknowledged {
        let kept = log.get(*sequence as usize - 1);
        assert_eq!(kept, Some(&pool[*at]), "room {number}, record {sequence}");
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_relay_is_killed() {
    let folder = Folder::new("kill");
    let mut chance = Chance(99);
    let (kills, mut done, mut acknowledged) = (kills(), 0, 0);
    for first_room in (1..=u8::MAX - ROOMS).step_by(ROOMS.into()) {
        let (rounds, records) = epoch(&folder, &mut chance, first_room, EPOCH.min(kills - done));
        done += rounds;
        acknowledged += records;
        if done == kills {
            break;
        }
    }
    assert_eq!(done, kills, "there are no more rooms");
    assert!(acknowledged > kills as usize, "{acknowledged} in {kills} rounds");
    println!("{kills} kills, {acknowledged} records acknowledged, none lost");
}

/// At most so many kills with devices in rooms of their own; says how many there were and how many
/// records were acknowledged.
fn epoch(folder: &Folder, chance: &mut Chance, first_room: u8, rounds: u64) -> (u64, usize) {
    let numbers: Vec<u8> = (first_room..first_room + ROOMS).collect();
    let pools: Vec<Arc<Vec<Vec<u8>>>> = numbers
        .iter()
        .map(|number| Arc::new((0..POOL as u32).map(|at| record(&keys(*number), at)).collect()))
        .collect();
    let told: Vec<Arc<Mutex<Told>>> = numbers.iter().map(|_| Arc::default()).collect();
    let mut done = 0;
    while done < rounds {
        let (mut child, address) = started(folder);
        let over = Arc::new(AtomicBool::new(false));
        let mut devices = Vec::new();
        for (at, number) in numbers.iter().enumerate() {
            let (pool, told) = (Arc::clone(&pools[at]), Arc::clone(&told[at]));
            devices.push(load(address, *number, pool, told, Arc::clone(&over)));
        }
        // When it is killed is the chance that this test is about; nothing waits for it.
        std::thread::park_timeout(Duration::from_millis(5 + chance.below(90)));
        child.kill().expect("killed");
        child.wait().expect("gone");
        over.store(true, Ordering::Relaxed);
        devices.into_iter().for_each(|device| device.join().expect("a device"));
        done += 1;
        let is_full = |told: &Arc<Mutex<Told>>| told.lock().expect("told").next + FEW > POOL;
        let is_last = done == rounds || told.iter().any(is_full);
        if done % 20 == 0 || is_last {
            let mut relay = Relay::new(folder.store());
            for (at, number) in numbers.iter().enumerate() {
                verify(&mut relay, *number, &pools[at], &told[at].lock().expect("told"));
            }
        }
        if is_last {
            break;
        }
    }
    let records = told.iter().map(|told| told.lock().expect("told").acknowledged.len()).sum();
    (done, records)
}
