//! Disks as they are: full, read-only, with bits turned. What was acknowledged is there or is asked
//! for again; what was changed is never given away.
#![cfg(feature = "sqlite")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use ardoise_protocol::room::{Ask, Refusal};
use ardoise_relay::store::{SqliteStore, StoreError};
use support::*;

const ROOMS: [u8; 2] = [1, 2];
const EACH: u32 = 12;

/// Two rooms of a few records, and a folder with them: after a clean stop, or with the log that a
/// crash leaves.
fn filled(folder: &Folder, after_a_crash: bool) -> Vec<Vec<Vec<u8>>> {
    let source = Folder::new(&format!("source-{after_a_crash}"));
    let mut relay = Relay::new(source.store());
    let mut all = Vec::new();
    for number in ROOMS {
        let keys = keys(number);
        let records: Vec<_> = (0..EACH).map(|number| record(&keys, number)).collect();
        let conn = relay.connect(u64::from(number));
        relay.ask_and_commit(conn, &[join(&keys), append(&keys, 1, &records)]);
        all.push(records);
    }
    let stopped = if after_a_crash {
        Some(relay)
    } else {
        drop(relay);
        None
    };
    copy(&source.0, &folder.0);
    drop(stopped);
    all
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
    }
}

/// How many bits are turned; more in the long form.
fn rounds() -> u64 {
    std::env::var("ARDOISE_FLIPS").ok().and_then(|text| text.parse().ok()).unwrap_or(60)
}

#[test]
fn a_turned_bit_is_never_given_away_and_what_it_took_comes_back() {
    let mut chance = Chance(77);
    let template = [Folder::new("flips-clean"), Folder::new("flips-crash")];
    let all = [filled(&template[0], false), filled(&template[1], true)];
    let mut harmed = 0;
    for round in 0..rounds() {
        let which = (round % 2) as usize;
        let folder = Folder::new("flips");
        copy(&template[which].0, &folder.0);
        let file = folder.0.join(if which == 0 { "relay.db" } else { "relay.db-wal" });
        let mut bytes = fs::read(&file).expect("read");
        let bit = chance.below(bytes.len() as u64 * 8) as usize;
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(&file, bytes).expect("written");
        let mut relay = Relay::new(folder.store());
        for (number, records) in ROOMS.into_iter().zip(&all[which]) {
            let keys = keys(number);
            let known: BTreeSet<_> = records.iter().collect();
            let (_, log) = relay.log(&keys);
            assert!(log.iter().all(|record| known.contains(record)), "round {round}, bit {bit}");
            harmed += u32::from(log.len() < records.len());
            let conn = relay.connect(u64::from(number));
            let asks = [join(&keys), append(&keys, 1, records)];
            let answers = relay.ask_and_commit(conn, &asks);
            assert_eq!(acked(&answers).len(), records.len(), "round {round}, bit {bit}");
            let healed: BTreeSet<_> = relay.log(&keys).1.into_iter().collect();
            assert_eq!(healed.iter().collect::<BTreeSet<_>>(), known, "round {round}, bit {bit}");
        }
    }
    assert!(harmed > 0, "no bit that mattered was turned");
}

/// Another bit while the relay runs: SQLite itself meets it in the middle of reading.
#[test]
fn a_file_that_breaks_under_a_running_relay_is_mended_without_a_restart() {
    let folder = Folder::new("breaks");
    let keys = keys(1);
    // More than SQLite keeps in memory.
    let records: Vec<_> = (0..150).map(|number| long_record(&keys, number)).collect();
    let append_all = |relay: &mut Relay<SqliteStore>, round: u64| {
        for (at, some) in records.chunks(10).enumerate() {
            let conn = relay.connect(1000 * (round + 1) + at as u64);
            relay.now += 5000;
            let answers = relay.ask_and_commit(conn, &[join(&keys), append(&keys, 1, some)]);
            assert_eq!(acked(&answers).len(), some.len());
        }
    };
    append_all(&mut Relay::new(folder.store()), 0);
    let mut relay = Relay::new(folder.store());
    let file = folder.0.join("relay.db");
    let mut bytes = fs::read(&file).expect("read");
    let mut chance = Chance(5);
    bytes[8192..].iter_mut().for_each(|byte| *byte = chance.below(256) as u8);
    fs::write(&file, bytes).expect("written");
    append_all(&mut relay, 1);
    let known: BTreeSet<_> = records.iter().collect();
    assert_eq!(relay.log(&keys).1.iter().collect::<BTreeSet<_>>(), known);
    assert!(folder.0.join("damaged-1.db").exists());
}

/// Appends until the disk takes no more; says what was acknowledged, in order.
fn fill(relay: &mut Relay<SqliteStore>) -> Vec<Vec<u8>> {
    let keys = keys(1);
    let conn = relay.connect(1);
    relay.ask(conn, &[join(&keys)]);
    let mut kept = Vec::new();
    for number in 0..4000 {
        relay.now += 50;
        let record = record(&keys, number);
        let answers =
            relay.ask_and_commit(conn, &[append(&keys, number, std::slice::from_ref(&record))]);
        match refused(&answers) {
            None => {
                acked(&answers);
                kept.push(record);
            }
            Some((Refusal::DiskFull, 1..)) => return kept,
            Some(other) => panic!("{other:?}"),
        }
    }
    panic!("the disk never filled");
}

#[test]
fn a_full_disk_refuses_keeps_and_goes_on_when_there_is_room() {
    let folder = Folder::new("full");
    let mut store = folder.store();
    store.limit_pages(60).expect("a limit");
    let mut relay = Relay::new(store);
    let mut kept = fill(&mut relay);
    let keys = keys(1);
    assert_eq!(relay.log(&keys).1, kept);
    relay.brain.store().limit_pages(1000).expect("room");
    let conn = relay.connect(2);
    let next = record(&keys, 5000);
    let answers =
        relay.ask_and_commit(conn, &[join(&keys), append(&keys, 1, std::slice::from_ref(&next))]);
    kept.push(next);
    assert_eq!(acked(&answers), [kept.len() as u32]);
    drop(relay);
    assert_eq!(Relay::new(folder.store()).log(&keys).1, kept);
}

#[test]
fn a_disk_that_becomes_read_only_is_read_all_the_same() {
    let folder = Folder::new("read-only");
    let all = filled(&folder, false);
    let mut relay = Relay::new(folder.store());
    relay.brain.store().make_read_only().expect("said");
    let keys = keys(1);
    let conn = relay.connect(1);
    let asks = [join(&keys), append(&keys, 1, &[record(&keys, 900)])];
    let answers = relay.ask_and_commit(conn, &asks);
    assert!(matches!(refused(&answers), Some((Refusal::StoreFailed, 1..))), "{answers:?}");
    assert_eq!(relay.log(&keys).1, all[0]);
}

/// A real file system of one megabyte, where this may be mounted.
#[test]
fn a_real_file_system_that_is_full_loses_nothing() {
    let folder = Folder::new("small-disk");
    let mount = |arguments: &[&str]| {
        let done = Command::new("mount").args(arguments).arg(&folder.0).output();
        done.is_ok_and(|output| output.status.success())
    };
    if !mount(&["-t", "tmpfs", "-o", "size=1m", "tmpfs"]) {
        return;
    }
    let mut relay = Relay::new(folder.store());
    let kept = fill(&mut relay);
    assert_eq!(relay.log(&keys(1)).1, kept);
    drop(relay);
    let mut relay = Relay::new(folder.store());
    let log = relay.log(&keys(1)).1;
    drop(relay);
    let gone = Command::new("umount").arg(&folder.0).status();
    assert_eq!(log, kept);
    assert!(gone.is_ok_and(|status| status.success()));
}

#[test]
fn a_folder_has_one_relay_and_its_store_one_name() {
    let folder = Folder::new("one");
    let store = folder.store();
    assert!(SqliteStore::open(&folder.0).is_err());
    let id = ardoise_relay::store::Store::id(&store);
    drop(store);
    assert_eq!(ardoise_relay::store::Store::id(&folder.store()), id);
}

/// What was never sealed is said in presence; what is sealed is in records. Neither word is on disk.
#[test]
fn no_word_of_anybody_is_on_the_disk() {
    let folder = Folder::new("canary");
    let mut relay = Relay::new(folder.store());
    let keys = keys(1);
    let conn = relay.connect(1);
    let said = b"canari-de-presence".to_vec();
    let asks = [
        join(&keys),
        append(&keys, 1, &[record(&keys, 1)]),
        Ask::Presence { room: keys.room(), sealed: said },
    ];
    relay.ask_and_commit(conn, &asks);
    relay.run_for(DAY);
    for name in ["relay.db", "relay.db-wal"] {
        let bytes = fs::read(folder.0.join(name)).expect("read");
        for word in ["canari-de-presence", "texte 1"] {
            assert!(!bytes.windows(word.len()).any(|at| at == word.as_bytes()), "{word} in {name}");
        }
    }
    // The record is there, so there was something to look in.
    let sealed = record(&keys, 1);
    let wal = fs::read(folder.0.join("relay.db-wal")).expect("read");
    assert!(wal.windows(64).any(|at| at == &sealed[100..164]));
}

#[test]
fn a_failing_store_says_how_it_fails() {
    let folder = Folder::new("says");
    let mut store = folder.store();
    store.make_read_only().expect("said");
    let written =
        ardoise_relay::store::Store::transaction(&mut store, &mut |rows| rows.remember_clock(1));
    assert_eq!(written, Err(StoreError::ReadOnly));
}
