//! A line between two network namespaces: every packet passes through here.

use std::fs::File;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use rustix::ioctl::{Updater, ioctl};
use rustix::thread::{UnshareFlags, unshare_unsafe};

use crate::Chance;

/// What waits in front of a thin line for longer is dropped, as routers do.
const LONGEST_QUEUE: Duration = Duration::from_secs(2);
const NAME: &str = "ardoise0";
/// `TUNSETIFF`, and its flags: packets of IP, with nothing before them.
const SET_DEVICE: rustix::ioctl::Opcode = 0x4004_54ca;
const FLAGS: u16 = 0x1001;

/// How a line is, in each direction.
#[derive(Clone, Copy)]
pub(crate) struct Weather {
    /// Of a hundred packets.
    pub(crate) loss: u64,
    pub(crate) delay: Duration,
    /// A second.
    pub(crate) bits: u64,
}

struct State {
    weather: Weather,
    is_away: bool,
    bytes: u64,
}

#[derive(Clone)]
pub(crate) struct Line(Arc<Mutex<State>>);

/// A thread that stays in its network, and does there what it is told.
pub(crate) struct Inside(Sender<Box<dyn FnOnce() + Send>>);

impl Inside {
    pub(crate) fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let (done, result) = channel();
        let work = move || drop(done.send(work()));
        self.0.send(Box::new(work)).expect("a thread that listens");
        result.recv().expect("it is done")
    }
}

/// A network of its own with one device; what is begun there stays there.
pub(crate) fn in_new_network<T: Send + 'static>(
    own: &'static str,
    other: &'static str,
    begin: impl FnOnce() -> T + Send + 'static,
) -> ((File, Inside), T) {
    let (sender, told) = channel::<Box<dyn FnOnce() + Send>>();
    spawn(move || told.into_iter().for_each(|work| work()));
    let inside = Inside(sender);
    let device = inside.run(move || {
        // SAFETY: this thread alone gets another network; no file is shared otherwise than before.
        unsafe { unshare_unsafe(UnshareFlags::NEWNET) }.expect("a network: this needs root");
        let device = File::options().read(true).write(true).open("/dev/net/tun").expect("TUN");
        let mut request = [0u8; 40];
        request[..NAME.len()].copy_from_slice(NAME.as_bytes());
        request[16..18].copy_from_slice(&FLAGS.to_ne_bytes());
        // SAFETY: the kernel reads and writes a `struct ifreq`, which has 40 bytes.
        let set = unsafe { ioctl(&device, Updater::<SET_DEVICE, [u8; 40]>::new(&mut request)) };
        set.expect("a TUN device");
        for words in [
            vec!["addr", "add", own, "peer", other, "dev", NAME],
            vec!["link", "set", NAME, "mtu", "1400", "up"],
            vec!["link", "set", "lo", "up"],
        ] {
            let done = Command::new("ip").args(words).status().expect("iproute2");
            assert!(done.success(), "ip does not do it");
        }
        device
    });
    let begun = inside.run(begin);
    ((device, inside), begun)
}

impl Line {
    pub(crate) fn between(one: (File, Inside), other: File) -> Line {
        let weather = Weather { loss: 0, delay: Duration::ZERO, bits: 1_000_000_000 };
        let line = Line(Arc::new(Mutex::new(State { weather, is_away: false, bytes: 0 })));
        let files = |file: &File| file.try_clone().expect("a file");
        line.carry(files(&one.0), files(&other), 1);
        line.carry(other, files(&one.0), 2);
        // The thread inside lives as long as its network is needed.
        std::mem::forget(one.1);
        line
    }

    pub(crate) fn set(&self, weather: Weather) {
        self.0.lock().expect("a line").weather = weather;
    }

    pub(crate) fn set_away(&self, is_away: bool) {
        self.0.lock().expect("a line").is_away = is_away;
    }

    /// That were put on the line, in both directions, whether they arrived or not.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.lock().expect("a line").bytes
    }

    fn carry(&self, mut from: File, mut to: File, seed: u64) {
        let (sender, packets) = channel::<(Instant, Vec<u8>)>();
        let state = Arc::clone(&self.0);
        spawn(move || {
            let (mut chance, mut free) = (Chance(seed), Instant::now());
            let mut packet = vec![0; 1 << 16];
            while let Ok(length) = from.read(&mut packet) {
                let now = Instant::now();
                let mut state = state.lock().expect("a line");
                let Weather { loss, delay, bits } = state.weather;
                free = free.max(now);
                if !state.is_away {
                    state.bytes += length as u64;
                }
                if state.is_away || chance.below(100) < loss || free > now + LONGEST_QUEUE {
                    continue;
                }
                free += Duration::from_nanos(length as u64 * 8 * 1_000_000_000 / bits);
                if sender.send((free + delay, packet[..length].to_vec())).is_err() {
                    return;
                }
            }
        });
        spawn(move || {
            for (at, packet) in packets {
                sleep(at.saturating_duration_since(Instant::now()));
                // A device that is down takes none.
                let _ = to.write(&packet);
            }
        });
    }
}
