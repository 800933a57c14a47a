//! Several relays on one PostgreSQL: each number is given once, each relay sees what others appended,
//! and what was acknowledged outlives a relay that is killed and a server that goes away.
#![cfg(all(feature = "postgres", feature = "shell", target_os = "linux"))]

#[path = "support/database.rs"]
mod database;
#[path = "support/person.rs"]
mod person;
mod support;
#[path = "support/wire.rs"]
mod wire;

use std::collections::BTreeSet;
use std::fs;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ardoise_crypto::keys::record_id;
use ardoise_protocol::room::{Answer, Ask, Place, Refusal};
use ardoise_relay::brain::Settings;
use ardoise_relay::shell::{Kept, Options, Server};
use ardoise_relay::store::{PostgresStore, Store};
use ardoise_sync::{Item, Reach};
use database::{Database, PASSWORD};
use person::{Person, until};
use support::*;
use wire::post;

#[test]
fn relays_that_append_to_the_same_new_rooms_at_once_give_each_number_once() {
    const RECORDS: u32 = 60;
    let database = Database::start();
    let address = database.empty("same_rooms");
    let append_all = |number: u32| {
        let store = PostgresStore::open(&address).expect("a store that opens");
        let mut relay = Relay::new(store);
        let conn = relay.connect(1);
        let mut told = Vec::new();
        let mut chance = Chance(number.into());
        for at in 0..RECORDS {
            let first = chance.below(4);
            let mut asks = Vec::new();
            let mut sent = Vec::new();
            // Several rooms in one commit, in another order than those of the others.
            for room in 0..3 {
                let keys = keys(1 + ((first + room) % 4) as u8);
                // Some are the same that another relay appends.
                let one = record(&keys, if at % 5 == 0 { at } else { number * 1000 + at });
                asks.push(join(&keys));
                asks.push(append(&keys, room as u32, std::slice::from_ref(&one)));
                sent.push((keys, one));
            }
            relay.now += 1000;
            for answer in relay.ask_and_commit(conn, &asks) {
                if let Answer::Acked { reference, sequences, .. } = answer {
                    let (keys, one) = &sent[reference as usize];
                    told.push((keys.room(), sequences[0], one.clone()));
                }
            }
        }
        told
    };
    let told: Vec<_> = std::thread::scope(|scope| {
        let relays: Vec<_> =
            (1..=3).map(|number| scope.spawn(move || append_all(number))).collect();
        relays.into_iter().flat_map(|relay| relay.join().expect("a relay")).collect()
    });
    assert_eq!(told.len() as u32, 3 * 3 * RECORDS, "none was refused");
    let store = PostgresStore::open(&address).expect("a store that opens");
    let mut relay = Relay::new(store);
    for number in 1..=4 {
        let keys = keys(number);
        let (begin, log) = relay.log(&keys);
        assert_eq!(begin, Place::START);
        let distinct: BTreeSet<&Vec<u8>> = log.iter().collect();
        assert_eq!(distinct.len(), log.len(), "a record is there once");
        for (_, sequence, one) in told.iter().filter(|(room, ..)| *room == keys.room()) {
            assert_eq!(log.get(*sequence as usize - 1), Some(one), "room {number}, {sequence}");
        }
    }
}

/// The hints may be lost; then it takes longer.
#[test]
fn without_hints_a_relay_finds_what_another_appended() {
    let database = Database::start();
    let address = database.empty("no_hints");
    let open = || Relay::new(PostgresStore::open(&address).expect("a store that opens"));
    let (mut here, mut there) = (open(), open());
    assert_eq!(here.brain.store().id(), there.brain.store().id(), "it is one store");
    let keys = keys(1);
    let (writer, reader) = (here.connect(1), there.connect(1));
    there.ask(reader, &[join(&keys), read(&keys, Place::START)]);
    let out = there.brain.look_again(there.now);
    assert_eq!(out, [], "there is nothing yet");
    let one = record(&keys, 1);
    here.ask_and_commit(writer, &[join(&keys), append(&keys, 1, std::slice::from_ref(&one))]);
    assert_eq!(here.brain.news().rooms, BTreeSet::from([keys.room()]));
    let out = there.brain.look_again(there.now);
    there.take(out);
    let answers = there.sent_to(reader);
    let [Answer::Records { records, .. }] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!(*records, given(std::slice::from_ref(&one)));
    // A hint says where to look.
    there.ask(reader, &[read(&keys, place(&[one]))]);
    let two = record(&keys, 2);
    here.ask_and_commit(writer, &[append(&keys, 2, std::slice::from_ref(&two))]);
    let out = there.brain.hear_news(&here.brain.news(), there.now);
    there.take(out);
    let answers = there.sent_to(reader);
    let [Answer::Records { records, .. }] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!(*records, given(&[two]));
}

/// A class whose devices a balancer has spread over two relays.
#[test]
fn who_is_with_another_relay_is_here_too() {
    let database = Database::start();
    let address = database.empty("presence");
    let open = || Relay::new(PostgresStore::open(&address).expect("a store that opens"));
    let mut relays = [open(), open()];
    let keys = keys(1);
    let room = keys.room();
    let conns = [1, 2].map(|number| relays[number - 1].connect(number as u64));
    let says = |said: &[u8]| Ask::Presence { room, sealed: said.to_vec() };
    // What each of the two hears in this time.
    let pass = |relays: &mut [Relay<PostgresStore>; 2], millis: u64| {
        let mut heard = [Vec::new(), Vec::new()];
        for _ in 0..millis / 250 {
            for (from, to) in [(0, 1), (1, 0)] {
                relays[from].now += 250;
                relays[from].tick();
                let (news, now) = (relays[from].brain.news(), relays[to].now);
                let out = relays[to].brain.hear_news(&news, now);
                relays[to].take(out);
            }
            for (at, heard) in heard.iter_mut().enumerate() {
                heard.extend(relays[at].sent_to(conns[at]).into_iter().map(
                    |answer| match answer {
                        Answer::Presence { sealed, .. } => sealed,
                        other => panic!("{other:?}"),
                    },
                ));
            }
        }
        heard
    };
    // Whoever comes later hears of whoever was there, and the other way round.
    relays[0].ask(conns[0], &[join_as(&keys, [1; 8]), says(b"one")]);
    assert_eq!(pass(&mut relays, 5000), [Vec::<Vec<Vec<u8>>>::new(), vec![]]);
    relays[1].ask(conns[1], &[join_as(&keys, [2; 8]), says(b"two")]);
    let [first, second] = pass(&mut relays, 5000);
    assert_eq!((first, second), (vec![vec![b"two".to_vec()]], vec![vec![b"one".to_vec()]]));
    // Nobody moves for long: nothing is said again, and both are still here.
    assert_eq!(pass(&mut relays, 300_000), [Vec::<Vec<Vec<u8>>>::new(), vec![]]);
    relays[0].ask(conns[0], &[says(b"three")]);
    assert_eq!(pass(&mut relays, 1000)[1], [[b"three".to_vec()]]);
    // One closes the page; then the other's relay is gone.
    relays[0].brain.closed(conns[0]);
    assert_eq!(pass(&mut relays, 1000)[1], [Vec::<Vec<u8>>::new()]);
    let again = relays[0].connect(3);
    relays[0].ask(again, &[join_as(&keys, [3; 8]), says(b"four")]);
    assert_eq!(pass(&mut relays, 1000)[1], [[b"four".to_vec()]]);
    let mut heard = Vec::new();
    for _ in 0..130 {
        relays[1].now += 1000;
        relays[1].tick();
        heard.extend(relays[1].sent_to(conns[1]));
    }
    assert_eq!(heard, [Answer::Presence { room, sealed: vec![] }]);
}

#[test]
fn a_server_that_went_away_is_found_again() {
    let mut database = Database::start();
    let mut relay = Relay::new(database.store("away"));
    let keys = keys(1);
    let conn = relay.connect(1);
    let one = record(&keys, 1);
    let ask = [join(&keys), append(&keys, 1, std::slice::from_ref(&one))];
    assert_eq!(acked(&relay.ask_and_commit(conn, &ask)), [1]);
    // All connections are cut: nobody notices.
    database.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()",
    );
    let two = record(&keys, 2);
    let ask = [append(&keys, 2, std::slice::from_ref(&two))];
    assert_eq!(acked(&relay.ask_and_commit(conn, &ask)), [2]);
    database.stop();
    let three = record(&keys, 3);
    let ask = [append(&keys, 3, std::slice::from_ref(&three))];
    let refusal = refused(&relay.ask_and_commit(conn, &ask));
    assert!(matches!(refusal, Some((Refusal::StoreFailed, 1..))), "{refusal:?}");
    database.start_again();
    let begun = Instant::now();
    while refused(&relay.ask_and_commit(conn, &ask)).is_some() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it is not found again");
        relay.now += 1000;
    }
    relay.now += 60_000;
    assert_eq!(relay.log(&keys), (Place::START, vec![one, two, three]));
}

#[test]
fn what_is_wrong_with_a_database_is_said_without_its_password() {
    let database = Database::start();
    let address = database.empty("wrong");
    let said = |address: &str| match PostgresStore::open(address) {
        Ok(_) => panic!("it opens"),
        Err(error) => format!("{error} {error:?}"),
    };
    let wrong = said(&address.replace(PASSWORD, "kreide-und-tafel"));
    assert!(wrong.contains("password authentication failed"), "{wrong}");
    let nobody = said(&address.replace("/postgres?", "/nothing?"));
    assert!(nobody.contains("database \"nothing\" does not exist"), "{nobody}");
    let nowhere = said(&format!("postgres://ardoise:{PASSWORD}@%2Fnowhere/postgres"));
    assert!(nowhere.contains("No such file"), "{nowhere}");
    for text in [wrong, nobody, nowhere] {
        assert!(!text.contains("kreide"), "{text}");
    }
    PostgresStore::open(&address).expect("a store that opens");
    database.ask("UPDATE wrong.relay_about SET value = '\\x02' WHERE name = 'version'");
    assert!(said(&address).contains("later version"));
}

/// A database in somebody's computing centre: what goes there is secured, and it is who it says.
#[test]
fn a_database_is_reached_by_tls_when_its_certificate_is_right() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    let port = free.expect("a port").port();
    let database = Database::with_tls(port);
    let certificate = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/certificate/certificate.pem");
    let at = |host: &str, asked: &str| {
        format!("postgres://ardoise:{PASSWORD}@{host}:{port}/postgres?{asked}")
    };
    let right = format!("sslmode=verify-full&sslrootcert={certificate}");
    // Also what tells others what is new is secured: three connections.
    let server = Server::start(Options {
        listen: vec!["127.0.0.1:0".parse().expect("an address")],
        kept: Kept::Postgres(at("localhost", &right)),
        settings: Settings::default(),
        site: None,
        certificate: None,
    });
    let server = server.expect("a relay that starts");
    let keys = keys(1);
    let asks = [join(&keys), append(&keys, 1, &[record(&keys, 1)])];
    assert_eq!(acked(&post(server.addresses()[0], &asks).expect("an answer")), [1]);
    let secured = "SELECT FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
        WHERE ssl AND application_name LIKE 'ardoise relay%'";
    until_so("all three are secured", || database.count(secured) == 3);
    server.stop();
    // Somebody else's certificate, and one of another name.
    let strangers = at("localhost", "sslrootcert=system");
    let another = at("127.0.0.2", &right);
    for address in [strangers, another] {
        let refused = PostgresStore::open(&address).err().map(|error| error.to_string());
        let said = refused.expect("it is not believed");
        assert!(said.contains("certificate") && !said.contains(PASSWORD), "{said}");
    }
}

/// Waits for something that another thread brings about.
fn until_so(what: &str, is_so: impl Fn() -> bool) {
    const PATIENCE: Duration = Duration::from_secs(20);
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "it did not come to this: {what}");
        std::thread::yield_now();
    }
}

const ADDRESS: &str = "ARDOISE_SEVERAL_STORE";
const SHOWN: &str = "ARDOISE_SEVERAL_SHOWN";

/// One of several relays: only when the other test starts it.
#[test]
fn relay_that_is_one_of_several() {
    let Ok(address) = std::env::var(ADDRESS) else { return };
    let shown = std::path::PathBuf::from(std::env::var_os(SHOWN).expect("where to say so"));
    let server = Server::start(Options {
        listen: vec!["127.0.0.1:0".parse().expect("an address")],
        kept: Kept::Postgres(address),
        settings: Settings::default(),
        site: None,
        certificate: None,
    });
    let server = server.expect("a relay that starts");
    fs::write(shown.with_extension("new"), server.addresses()[0].to_string()).expect("written");
    fs::rename(shown.with_extension("new"), shown).expect("named");
    server.wait();
}

/// A process that ends with the test.
struct OneRelay {
    process: Child,
    address: SocketAddr,
}

impl Drop for OneRelay {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn started(address: &str, shown: &Folder, number: usize) -> OneRelay {
    let shown = shown.0.join(number.to_string());
    let mut process = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "relay_that_is_one_of_several", "--nocapture"])
        .env(ADDRESS, address)
        .env(SHOWN, &shown)
        .stdout(Stdio::null())
        .spawn()
        .expect("started");
    loop {
        if let Ok(text) = fs::read_to_string(&shown) {
            return OneRelay { process, address: text.parse().expect("an address") };
        }
        assert!(process.try_wait().expect("asked").is_none(), "the relay did not start");
        std::thread::yield_now();
    }
}

#[test]
fn devices_of_three_relays_converge_and_nothing_acknowledged_goes_with_one_that_is_killed() {
    const ROUNDS: u8 = 30;
    const DEVICES: usize = 6;
    let database = Database::start();
    let address = database.empty("several");
    let shown = Folder::new("several");
    // All three make the tables at once.
    let mut relays: Vec<OneRelay> = std::thread::scope(|scope| {
        let (address, shown) = (address.as_str(), &shown);
        let starting: Vec<_> =
            (0..3).map(|number| scope.spawn(move || started(address, shown, number))).collect();
        starting.into_iter().map(|relay| relay.join().expect("a relay")).collect()
    });
    // Two rooms, and devices of each at all three relays.
    let mut people: Vec<Person> = (0..DEVICES)
        .map(|at| Person::new(keys(1 + (at / 3) as u8), relays[at % 3].address, at != 4, at as u64))
        .collect();
    let item = |at: usize, round: u8| Item::Update(vec![at as u8, round, 1, 2, 3]);

    // From relay to relay and back: what only looks from time to time would take a minute.
    let begun = Instant::now();
    for hop in 0..12u8 {
        let (from, to) = (usize::from(hop % 3), usize::from((hop + 1) % 3));
        let one = item(from, 200 + hop);
        people[from].write(vec![one.clone()]);
        until(&mut people, "it comes to the next relay", |people| {
            people[to].arrived.contains(&one)
        });
    }
    assert!(begun.elapsed() < Duration::from_secs(25), "hints do not come: {:?}", begun.elapsed());
    // Those who are with different relays see each other.
    for (at, person) in people.iter_mut().enumerate() {
        person.say(&[at as u8]);
    }
    until(&mut people, "all have met the others of their room", |people| {
        people.iter().enumerate().all(|(at, person)| {
            let mut others = (0..DEVICES).filter(|other| other / 3 == at / 3 && *other != at);
            others.all(|other| person.met.contains(&vec![other as u8]))
        })
    });

    for round in 0..ROUNDS {
        for (at, person) in people.iter_mut().enumerate() {
            person.write(vec![item(at, round)]);
        }
        people.iter_mut().for_each(Person::look);
        if round == ROUNDS / 2 {
            relays[1].process.kill().expect("killed");
            for at in [1, 4] {
                people[at].move_to(relays[2].address);
            }
        }
    }
    until(&mut people, "all have all of their room", |people| {
        people.iter().enumerate().all(|(at, person)| {
            let others = (0..DEVICES).filter(|other| other / 3 == at / 3 && *other != at);
            let mut all = others.flat_map(|other| (0..ROUNDS).map(move |round| item(other, round)));
            all.all(|item| person.arrived.contains(&item))
                && person.device.status().reach >= Reach::OnRelay
        })
    });
    let store = PostgresStore::open(&address).expect("a store that opens");
    let mut relay = Relay::new(store);
    for room in 0..2 {
        let (begin, log) = relay.log(&keys(1 + room as u8));
        assert_eq!(begin, Place::START);
        let there: BTreeSet<_> = log.iter().map(|record| record_id(record)).collect();
        for person in &people[room * 3..room * 3 + 3] {
            assert!(!person.acked.is_empty());
            assert!(person.acked.iter().all(|record| there.contains(&record.id)));
        }
    }
}
