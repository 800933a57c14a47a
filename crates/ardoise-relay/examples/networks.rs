//! Two devices and a relay over bad networks: loss, delay, a thin line, one that comes and goes, one
//! that falls silent. As root, on Linux: `networks RELAY FOLDER`, where RELAY is the built example
//! `relay`. Prints the table that `cargo xtask networks` puts into docs/relay.md.
//!
//! The relay runs in one network namespace and the devices in another. Between them, two TUN devices
//! carry their packets through this program, which delays and drops them, by a seed; TCP and all
//! above it are the system's own. Beside each, the same bytes go the same way over bare TCP.

#[cfg(target_os = "linux")]
#[path = "networks/bare.rs"]
mod bare;
#[cfg(target_os = "linux")]
#[path = "networks/line.rs"]
mod line;
#[path = "../tests/support/person.rs"]
mod person;
#[path = "../tests/support/mod.rs"]
mod support;
#[path = "../tests/support/wire.rs"]
mod wire;

use support::*;

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("network namespaces are Linux's");
}

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(target_os = "linux")]
mod linux {
    use std::net::SocketAddr;
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    use ardoise_sync::{Item, Reach};

    use crate::bare::{Bare, pass_on};
    use crate::line::{Line, Weather, in_new_network};
    use crate::person::Person;
    use crate::support::keys;

    const RELAY: &str = "10.111.0.1";
    const DEVICES: &str = "10.111.0.2";
    const PORT: u16 = 8081;
    const BARE: u16 = 8082;
    /// Each of the two writes so much, in this time.
    const EDITS: u8 = 10;
    const BETWEEN: Duration = Duration::from_millis(500);
    const EDIT_BYTES: usize = 300;
    /// Nobody waits longer than a lesson's quarter.
    const PATIENCE: Duration = Duration::from_secs(900);
    const AWAY: Duration = Duration::from_secs(10);
    /// It goes away for the first time while people write.
    const FIRST: Duration = Duration::from_secs(2);
    /// Chance decides what is lost: each is played so often, and the bytes are those of all.
    const ROUNDS: u8 = 3;

    /// How the network is while people write, and until all is there.
    struct Scene {
        name: &'static str,
        weather: Weather,
        /// It goes away and comes back, by this beat.
        flaps: Option<Duration>,
        /// It falls silent while people write, and comes back after the last edit and this.
        silent_after: Option<Duration>,
    }

    const GOOD: Weather = Weather { loss: 0, delay: Duration::from_millis(5), bits: 100_000_000 };

    fn scenes() -> Vec<Scene> {
        let scene = |name, weather| Scene { name, weather, flaps: None, silent_after: None };
        vec![
            scene("a good network", GOOD),
            scene("800 ms each way", Weather { delay: Duration::from_millis(800), ..GOOD }),
            scene("64 kbit/s", Weather { bits: 64_000, ..GOOD }),
            scene("30 % of packets are lost", Weather { loss: 30, ..GOOD }),
            Scene { flaps: Some(AWAY), ..scene("away for 10 s, there for 10 s", GOOD) },
            Scene { silent_after: Some(3 * AWAY), ..scene("half-open: silent for 35 s", GOOD) },
        ]
    }

    struct Relay(Child);

    impl Drop for Relay {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    pub(super) fn main() {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let [relay, folder] = &arguments[..] else { panic!("networks RELAY FOLDER") };
        assert!(
            rustix::process::geteuid().is_root(),
            "networks are made by root: run this as root"
        );
        let (relay, folder) = (relay.clone(), folder.clone());
        let (at_relay, relay) = in_new_network(RELAY, DEVICES, move || {
            let child = Command::new(relay)
                .args([format!("0.0.0.0:{PORT}"), folder])
                .stdout(Stdio::null())
                .spawn();
            pass_on(BARE);
            Relay(child.expect("a relay"))
        });
        let (at_devices, _) = in_new_network(DEVICES, RELAY, || ());
        let line = Line::between(at_relay, at_devices.0.try_clone().expect("a file"));
        println!(
            "| network | by | all is there, after the last edit or the network's return | bytes on the line, for each byte of records written | bare TCP | times bare TCP |"
        );
        println!("| --- | --- | --- | --- | --- | --- |");
        // The devices run where their network is.
        at_devices.1.run(move || {
            for (number, scene) in scenes().into_iter().enumerate() {
                for by_socket in [true, false] {
                    let mut all = Played::default();
                    for round in 0..ROUNDS {
                        let room = 1 + round + ROUNDS * (2 * number as u8 + u8::from(by_socket));
                        let played = played(&line, &scene, room, by_socket);
                        all.bare += bare(&line, &scene, played.records);
                        all.took = all.took.max(played.took);
                        all.bytes += played.bytes;
                        all.records += played.records;
                    }
                    let way = if by_socket { "WebSocket" } else { "requests" };
                    let [ours, bare] =
                        [all.bytes, all.bare].map(|bytes| bytes as f64 / all.records as f64);
                    println!(
                        "| {} | {way} | {:.1} s | {ours:.1} | {bare:.1} | {:.2} |",
                        scene.name,
                        all.took.as_secs_f64(),
                        ours / bare
                    );
                }
            }
        });
        drop(relay);
    }

    /// What it came to.
    #[derive(Default)]
    struct Played {
        took: Duration,
        /// Of records, on the line, and on the line by bare TCP.
        records: u64,
        bytes: u64,
        bare: u64,
    }

    /// The network goes away and comes back by the scene's beat.
    fn beat(line: &Line, scene: &Scene, begun: Instant) {
        if let Some(beat) = scene.flaps {
            let passed = begun.elapsed() + beat - FIRST;
            line.set_away(passed.as_millis() / beat.as_millis() % 2 == 1);
        }
        assert!(begun.elapsed() < PATIENCE, "{}: it did not come", scene.name);
    }

    fn address(port: u16) -> SocketAddr {
        format!("{RELAY}:{port}").parse().expect("an address")
    }

    /// Both write, look in between, and go on until all is there; how long it took since the last
    /// edit or the network's return, and how many bytes passed.
    fn acted<Two>(
        line: &Line,
        scene: &Scene,
        two: &mut Two,
        write: impl Fn(&mut Two, u8),
        mut look: impl FnMut(&mut Two),
        has_all: impl Fn(&Two) -> bool,
    ) -> (Duration, u64) {
        let begun = Instant::now();
        let mut look = |two: &mut Two| {
            beat(line, scene, begun);
            look(two);
        };
        line.set_away(scene.silent_after.is_some());
        let before = line.bytes();
        for number in 0..EDITS {
            write(two, number);
            let next = Instant::now() + BETWEEN;
            while Instant::now() < next {
                look(two);
            }
        }
        let mut since = Instant::now();
        if let Some(silence) = scene.silent_after {
            while since.elapsed() < silence {
                look(two);
            }
            line.set_away(false);
            since = Instant::now();
        }
        while !has_all(two) {
            look(two);
        }
        (since.elapsed(), line.bytes() - before)
    }

    /// Whoever connects learns how the line is.
    fn played(line: &Line, scene: &Scene, room: u8, by_socket: bool) -> Played {
        line.set(scene.weather);
        line.set_away(false);
        let person = |seed| Person::new(keys(room), address(PORT), by_socket, seed);
        let mut people = [person(u64::from(room)), person(100 + u64::from(room))];
        while people.iter().any(|person| person.device.status().reach < Reach::OnRelay) {
            people.iter_mut().for_each(Person::look);
        }
        let item = |who: usize, number: u8| {
            Item::Update([&[who as u8, number][..], &[7; EDIT_BYTES]].concat())
        };
        let write = |people: &mut [Person; 2], number| {
            for (who, person) in people.iter_mut().enumerate() {
                person.write(vec![item(who, number)]);
            }
        };
        let has_all = |people: &[Person; 2]| {
            people.iter().zip([1, 0]).all(|(person, other)| {
                (0..EDITS).all(|number| person.arrived.contains(&item(other, number)))
                    && person.device.status().reach >= Reach::OnRelay
            })
        };
        let look = |people: &mut [Person; 2]| people.iter_mut().for_each(Person::look);
        let (took, bytes) = acted(line, scene, &mut people, write, look, has_all);
        let records = people.iter().flat_map(|it| &it.acked).map(|it| it.bytes.len() as u64).sum();
        Played { took, records, bytes, bare: 0 }
    }

    /// The bytes on the line when as many of records go over bare TCP.
    fn bare(line: &Line, scene: &Scene, records: u64) -> u64 {
        line.set(scene.weather);
        line.set_away(false);
        let mut two = [Bare::connect(address(BARE)), Bare::connect(address(BARE))];
        let each = records as usize / 2 / usize::from(EDITS);
        let write = |two: &mut [Bare; 2], _| two.iter_mut().for_each(|it| it.write(each));
        let look = |two: &mut [Bare; 2]| two.iter_mut().for_each(Bare::look);
        let has_all = |two: &[Bare; 2]| two.iter().all(|it| it.read == each * usize::from(EDITS));
        acted(line, scene, &mut two, write, look, has_all).1
    }
}
