//! Devices and connections for tests: keys from numbers, records from numbers, answers as they come.
#![allow(dead_code, reason = "each test file uses its part")]

use std::sync::atomic::{AtomicU32, Ordering};

use ardoise_crypto::RoomKeys;
use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_protocol::room::codec::{answers_from_bytes, bytes_from_asks};
use ardoise_protocol::room::frame::Command;
use ardoise_protocol::room::{
    Answer, Ask, Given, Header, Kind, Part, Place, Read, RecordId, Refusal, Signer,
};
use ardoise_relay::brain::{Brain, Conn, Out, Settings, Via};
#[cfg(feature = "sqlite")]
use ardoise_relay::store::OpenError;
use ardoise_relay::store::{MemoryStore, Store};

/// Any time: a school day of 2026.
pub(crate) const NOW: u64 = 1_790_000_000_000;
pub(crate) const DAY: u64 = 86_400_000;
/// What a device takes at once, when it does not matter.
pub(crate) const PLENTY: u32 = 1 << 19;

pub(crate) fn keys(number: u8) -> RoomKeys {
    RoomKeys::make([number; 32], [number ^ 0xff; 32])
}

/// A record that no other number gives.
pub(crate) fn record(keys: &RoomKeys, number: u32) -> Vec<u8> {
    sealed(keys, Kind::Changes, Signer::Writer, None, number, format!("texte {number}").as_bytes())
}

/// One of 40 kB.
pub(crate) fn long_record(keys: &RoomKeys, number: u32) -> Vec<u8> {
    sealed(keys, Kind::Changes, Signer::Writer, None, number, &vec![number as u8; 40_000])
}

pub(crate) fn snapshot(keys: &RoomKeys, signer: Signer, covers: Place, number: u32) -> Vec<u8> {
    sealed(keys, Kind::Snapshot { covers }, signer, None, number, b"tout")
}

pub(crate) fn snapshot_part(keys: &RoomKeys, covers: Place, index: u32, count: u32) -> Vec<u8> {
    let part = Some(Part { group: [7; 16], index, count });
    sealed(keys, Kind::Snapshot { covers }, Signer::Admin, part, 5000 + index, b"une partie")
}

pub(crate) fn attest(keys: &RoomKeys, signer: Signer, snapshot: RecordId, number: u32) -> Vec<u8> {
    sealed(keys, Kind::Attest { snapshot }, signer, None, number, b"")
}

fn sealed(
    keys: &RoomKeys,
    kind: Kind,
    signer: Signer,
    part: Option<Part>,
    number: u32,
    payload: &[u8],
) -> Vec<u8> {
    let mut nonce = [0; 24];
    nonce[..4].copy_from_slice(&number.to_le_bytes());
    let header = Header { kind, signer, epoch: 0, part };
    keys.seal(&header, payload, nonce).expect("these keys may")
}

/// The place after these records, appended one after the other.
pub(crate) fn place(records: &[Vec<u8>]) -> Place {
    records.iter().fold(Place::START, |at, record| Place {
        sequence: at.sequence + 1,
        chain: next_chain(&at.chain, &record_id(record)),
    })
}

pub(crate) fn join(keys: &RoomKeys) -> Ask {
    join_as(keys, [0; 8])
}

pub(crate) fn join_as(keys: &RoomKeys, device: [u8; 8]) -> Ask {
    Ask::Join { card: *keys.card(), token: keys.token(), device }
}

pub(crate) fn append(keys: &RoomKeys, reference: u32, records: &[Vec<u8>]) -> Ask {
    Ask::Append { room: keys.room(), reference, records: records.to_vec() }
}

pub(crate) fn read(keys: &RoomKeys, after: Place) -> Ask {
    read_some(keys, after, PLENTY)
}

pub(crate) fn read_some(keys: &RoomKeys, after: Place, most_bytes: u32) -> Ask {
    let read = Read { reference: 0, after, most_bytes, names: false };
    Ask::Read { room: keys.room(), read }
}

/// Records as a read gives them.
pub(crate) fn given(records: &[Vec<u8>]) -> Vec<Given> {
    records.iter().cloned().map(Given::Record).collect()
}

pub(crate) fn order(keys: &RoomKeys, command: Command) -> Ask {
    let signature = keys.order(&command).expect("the maker orders");
    Ask::Command { room: keys.room(), command, signature }
}

/// A relay with one clock, and whatever each connection was sent.
pub(crate) struct Relay<S: Store> {
    pub(crate) brain: Brain<S>,
    pub(crate) now: u64,
    pub(crate) sent: Vec<(Conn, Answer)>,
    pub(crate) closed: Vec<Conn>,
}

impl<S: Store> Relay<S> {
    pub(crate) fn new(store: S) -> Relay<S> {
        Relay::with(store, Settings::default(), NOW)
    }

    pub(crate) fn with(store: S, settings: Settings, now: u64) -> Relay<S> {
        let brain = Brain::new(store, settings, now).expect("a store that opens");
        Relay { brain, now, sent: Vec::new(), closed: Vec::new() }
    }

    pub(crate) fn connect(&mut self, number: u64) -> Conn {
        self.connect_via(number, Via::Socket)
    }

    pub(crate) fn connect_via(&mut self, number: u64, via: Via) -> Conn {
        let out = self.brain.connected(Conn(number), via, self.now);
        self.take(out);
        Conn(number)
    }

    /// What is answered to this at once.
    pub(crate) fn ask(&mut self, conn: Conn, asks: &[Ask]) -> Vec<Answer> {
        self.sent.retain(|(to, _)| *to != conn);
        let out = self.brain.receive(conn, self.now, &bytes_from_asks(asks));
        self.take(out);
        self.sent_to(conn)
    }

    /// What is answered to this once it is written.
    pub(crate) fn ask_and_commit(&mut self, conn: Conn, asks: &[Ask]) -> Vec<Answer> {
        let mut answers = self.ask(conn, asks);
        self.commit();
        answers.extend(self.sent_to(conn));
        answers
    }

    pub(crate) fn commit(&mut self) {
        let out = self.brain.commit(self.now);
        self.take(out);
    }

    pub(crate) fn tick(&mut self) {
        let out = self.brain.tick(self.now);
        self.take(out);
    }

    /// Hours in which the relay runs on, with a tick for each minute.
    pub(crate) fn run_for(&mut self, millis: u64) {
        let until = self.now + millis;
        while self.now < until {
            self.now = until.min(self.now + 60_000);
            self.tick();
        }
    }

    pub(crate) fn sent_to(&mut self, conn: Conn) -> Vec<Answer> {
        let (mine, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.sent).into_iter().partition(|(to, _)| *to == conn);
        self.sent = others;
        mine.into_iter().map(|(_, answer)| answer).collect()
    }

    pub(crate) fn take(&mut self, out: Vec<Out>) {
        for one in out {
            match one {
                Out::Send { conn, message, .. } => {
                    let answers =
                        answers_from_bytes(&message).expect("a relay writes what is read");
                    self.sent.extend(answers.into_iter().map(|answer| (conn, answer)));
                }
                Out::Close(conn) => self.closed.push(conn),
            }
        }
    }

    /// All records from the start, read with a small line, and where they begin.
    pub(crate) fn log(&mut self, keys: &RoomKeys) -> (Place, Vec<Vec<u8>>) {
        let conn = self.connect(999_999);
        self.ask(conn, &[join(keys)]);
        let (mut begin, mut at, mut all) = (None, Place::START, Vec::new());
        loop {
            let answers = self.ask(conn, &[read_some(keys, at, 2000)]);
            let Some(Answer::Records { after: Some(after), records, head, .. }) =
                answers.into_iter().next()
            else {
                break;
            };
            assert!(!records.is_empty());
            begin.get_or_insert(after);
            at = after;
            for given in records {
                let Given::Record(record) = given else { panic!("a name") };
                at.sequence += 1;
                at.chain = next_chain(&at.chain, &record_id(&record));
                all.push(record);
            }
            self.now += 1000;
            if at.sequence == head {
                break;
            }
        }
        self.brain.closed(conn);
        (begin.unwrap_or_default(), all)
    }
}

/// A relay in which the first connection has joined the room of `keys(1)`.
pub(crate) fn joined() -> (Relay<MemoryStore>, RoomKeys, Conn) {
    let mut relay = Relay::new(memory());
    let keys = keys(1);
    let conn = relay.connect(1);
    let answers = relay.ask(conn, &[Ask::Hello, join(&keys)]);
    assert!(matches!(answers[..], [Answer::Hello { .. }, Answer::State { .. }]), "{answers:?}");
    (relay, keys, conn)
}

pub(crate) fn acked(answers: &[Answer]) -> Vec<u32> {
    let numbers = answers.iter().find_map(|answer| match answer {
        Answer::Acked { sequences, .. } => Some(sequences.clone()),
        _ => None,
    });
    numbers.unwrap_or_else(|| panic!("not acked: {answers:?}"))
}

pub(crate) fn refused(answers: &[Answer]) -> Option<(Refusal, u32)> {
    answers.iter().find_map(|answer| match answer {
        Answer::Refused { reason, retry_millis, .. } => Some((*reason, *retry_millis)),
        _ => None,
    })
}

pub(crate) fn memory() -> MemoryStore {
    MemoryStore::new(ardoise_protocol::room::StoreId([9; 16]))
}

/// Chance that is the same each time.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}

/// A folder that goes with the test.
pub(crate) struct Folder(pub(crate) std::path::PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("ardoise-{name}-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        Folder(folder)
    }

    #[cfg(feature = "sqlite")]
    /// A program that another test starts in this moment has the locks of this process until it runs.
    pub(crate) fn store(&self) -> ardoise_relay::store::SqliteStore {
        const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);
        let begun = std::time::Instant::now();
        loop {
            match ardoise_relay::store::SqliteStore::open(&self.0) {
                Err(OpenError::InUse) if begun.elapsed() < PATIENCE => std::thread::yield_now(),
                opened => return opened.expect("a store that opens"),
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
