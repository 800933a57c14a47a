//! A relay that shows something else than what it has promised is noticed, and what it lacks is given
//! to it again.

use ardoise_crypto::RoomKeys;
use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_protocol::room::codec::{asks_from_bytes, bytes_from_answers};
use ardoise_protocol::room::{
    Answer, Ask, Given, Header, Kind, Limits, Place, Read, Refusal, RoomId, Signer, StoreId,
};
use ardoise_sync::{
    Config, Device, Effect, Entropy, Event, Item, KnownLink, Payload, Problem, Reach, TAIL_RECORDS,
    bytes_from_payload,
};

const STORE: StoreId = StoreId([9; 16]);

struct Counter(u8);

impl Entropy for Counter {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(1);
            *byte = self.0;
        }
    }
}

fn keys() -> RoomKeys {
    RoomKeys::make([1; 32], [2; 32])
}

/// A device, its database done at once, and a relay that shows what the test wants.
struct Scene {
    device: Device,
    now: u64,
    room: RoomId,
    log: Vec<Vec<u8>>,
    arrived: Vec<Item>,
    /// A read waits here until there is something.
    read: Option<Read>,
}

impl Scene {
    fn new() -> Scene {
        let known = KnownLink { address: "relay".into(), ..KnownLink::default() };
        let device = Device::new(Config {
            keys: keys(),
            links: vec![known],
            outbox: vec![],
            edited: false,
            tail_records: TAIL_RECORDS,
            entropy: Box::new(Counter(1)),
        });
        let room = keys().room();
        let mut scene = Scene { device, now: 0, room, log: vec![], arrived: vec![], read: None };
        scene.give(Event::Wake);
        scene
    }

    fn give(&mut self, event: Event) {
        let mut events = std::collections::VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            for effect in self.device.handle(self.now, event) {
                match effect {
                    Effect::Open { link } => events.push_back(Event::Opened { link }),
                    Effect::Keep { number, write } => {
                        if let ardoise_sync::Write::Arrived { items, .. } = write {
                            self.arrived.extend(items);
                        }
                        events.push_back(Event::Kept { number });
                    }
                    Effect::GiveChanges => {
                        let items = vec![Item::Update(vec![self.now as u8])];
                        events.push_back(Event::Changes { mark: 1, items });
                    }
                    // This device holds one update; a relay that shows it lacks nothing.
                    Effect::GiveLacking { link, read } => {
                        let mine = Item::Update(vec![42]);
                        let items = if read.contains(&mine) { vec![] } else { vec![mine] };
                        events.push_back(Event::Lacking { link, items });
                    }
                    Effect::Send { link, bytes } => {
                        let answers = self.answers(&bytes);
                        if !answers.is_empty() {
                            let bytes = bytes_from_answers(&answers);
                            events.push_back(Event::Received { link, bytes });
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn place(&self, sequence: usize) -> Place {
        let records = self.log[..sequence].iter();
        let chain =
            records.fold(Place::START.chain, |chain, it| next_chain(&chain, &record_id(it)));
        Place { sequence: sequence as u32, chain }
    }

    /// What an honest relay with this log says.
    fn answers(&mut self, asked: &[u8]) -> Vec<Answer> {
        let room = self.room;
        let mut answers = Vec::new();
        for ask in asks_from_bytes(asked).expect("a device speaks its language") {
            match ask {
                Ask::Hello => answers.push(Answer::Hello {
                    store: STORE,
                    limits: Limits {
                        record_bytes: 1 << 18,
                        message_bytes: 1 << 20,
                        append_records: 64,
                        hold_millis: 25_000,
                    },
                }),
                Ask::Join { .. } => answers.push(self.state()),
                Ask::Append { reference, records, .. } => {
                    let sequences = records.into_iter().map(|record| {
                        self.log.push(record);
                        self.log.len() as u32
                    });
                    let sequences = sequences.collect();
                    answers.push(Answer::Acked { room, reference, sequences });
                }
                Ask::Read { read, .. } => self.read = Some(read),
                _ => {}
            }
        }
        answers.extend(self.ready());
        answers
    }

    fn state(&self) -> Answer {
        Answer::State {
            room: self.room,
            base: Place::START,
            head: self.place(self.log.len()),
            bytes: 0,
            most_bytes: 1 << 25,
            keeps_days: 400,
        }
    }

    /// The answer to the read that waits.
    fn ready(&mut self) -> Option<Answer> {
        let Read { reference, after, .. } = self.read?;
        let at = after.sequence as usize;
        if at > self.log.len() || self.place(at) != after {
            self.read = None;
            let reason = Refusal::Elsewhere;
            let room = Some(self.room);
            return Some(Answer::Refused { room, reference: None, reason, retry_millis: 0 });
        }
        if at == self.log.len() {
            return None;
        }
        self.read = None;
        let records = self.log[at..].iter().cloned().map(Given::Record).collect();
        Some(self.records(reference, after, records))
    }

    fn records(&self, reference: u32, after: Place, records: Vec<Given>) -> Answer {
        let (room, head) = (self.room, self.log.len() as u32);
        Answer::Records { room, reference, after: Some(after), records, head, is_last: true }
    }

    /// The connection breaks and is made again.
    fn reconnect(&mut self) {
        self.read = None;
        self.give(Event::Closed { link: 0 });
        self.later(60_000);
    }

    fn later(&mut self, millis: u64) {
        self.now += millis;
        self.give(Event::Wake);
    }

    fn push(&mut self, record: Vec<u8>) {
        self.log.push(record);
        if let Some(answer) = self.ready() {
            let bytes = bytes_from_answers(&[answer]);
            self.give(Event::Received { link: 0, bytes });
        }
    }

    fn problem(&self) -> Option<Problem> {
        self.device.status().links[0].problem
    }

    fn edit(&mut self) {
        self.give(Event::Edited);
        self.later(2000);
    }
}

/// A record of somebody else, who says how far they had read.
fn record(update: u8, place: Option<Place>) -> Vec<u8> {
    let places = place.map(|place| (STORE, place)).into_iter().collect();
    let payload = Payload { places, items: vec![Item::Update(vec![update])] };
    let header = Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part: None };
    keys().seal(&header, &bytes_from_payload(&payload), [update; 24]).expect("sealed")
}

#[test]
fn an_honest_relay_has_no_problem() {
    let mut scene = Scene::new();
    scene.edit();
    assert_eq!(scene.device.status().reach, Reach::OnRelay);
    let place = scene.place(scene.log.len());
    scene.push(record(7, Some(place)));
    assert_eq!(scene.device.status().reach, Reach::Seen);
    assert!(scene.arrived.contains(&Item::Update(vec![7])));
    scene.reconnect();
    assert_eq!(scene.problem(), None);
    assert!(scene.device.status().current);
}

/// Over HTTP each answer says again where the log ends, and answers overtake each other: a late one
/// made the device read the room from its start, with every edit.
#[test]
fn an_answer_that_comes_late_is_no_older_log() {
    let mut scene = Scene::new();
    let late = scene.state();
    scene.edit();
    scene.push(record(7, None));
    scene.give(Event::Received { link: 0, bytes: bytes_from_answers(&[late]) });
    assert_eq!(scene.problem(), None);
    let reads_after = scene.read.map(|read| read.after);
    assert_eq!(reads_after, Some(scene.place(scene.log.len())), "it reads on from where it was");
    assert!(scene.device.status().current);
    // A log that is another is noticed in the same way as ever.
    let Answer::State { room, base, mut head, bytes, most_bytes, keeps_days } = scene.state()
    else {
        panic!()
    };
    head.chain = ardoise_protocol::room::Chain([3; 32]);
    let other = Answer::State { room, base, head, bytes, most_bytes, keeps_days };
    scene.give(Event::Received { link: 0, bytes: bytes_from_answers(&[other]) });
    assert_eq!(scene.problem(), Some(Problem::Restored));
}

#[test]
fn a_relay_that_lost_its_end_gets_it_again() {
    let mut scene = Scene::new();
    scene.edit();
    scene.push(record(7, None));
    let before = scene.log.len();
    scene.log.clear();
    scene.reconnect();
    assert_eq!(scene.problem(), Some(Problem::Restored));
    scene.later(20_000);
    assert!(!scene.log.is_empty(), "what it lacks is given again; it had {before} records");
    assert!(scene.device.status().current);
    assert_eq!(scene.problem(), None, "all is well again");
}

/// The records that were acked and not read back yet are what tells.
#[test]
fn a_relay_that_lost_only_what_it_had_just_promised_is_noticed() {
    let mut scene = Scene::new();
    scene.edit();
    // Acked, and never shown.
    scene.read = None;
    scene.edit();
    let lost = scene.log.pop().expect("there is one");
    scene.log.push(record(8, None));
    scene.reconnect();
    assert_eq!(scene.problem(), Some(Problem::Restored));
    assert!(!scene.log.contains(&lost), "the record is gone");
    scene.later(20_000);
    assert!(scene.device.status().current);
}

#[test]
fn a_relay_that_changes_the_order_is_noticed() {
    let mut scene = Scene::new();
    scene.push(record(7, None));
    scene.push(record(8, None));
    scene.log.swap(0, 1);
    scene.reconnect();
    assert_eq!(scene.problem(), Some(Problem::Restored));
}

#[test]
fn a_relay_that_shows_others_another_log_is_noticed() {
    let mut scene = Scene::new();
    scene.push(record(7, None));
    let elsewhere = Place { sequence: 1, chain: ardoise_protocol::room::Chain([3; 32]) };
    scene.push(record(8, Some(elsewhere)));
    assert_eq!(scene.problem(), Some(Problem::Forked));
}

/// Somebody had read up to 50 when they wrote what stands at 2.
#[test]
fn a_relay_that_leaves_something_out_is_noticed() {
    let mut scene = Scene::new();
    scene.push(record(7, None));
    let far = Place { sequence: 50, chain: ardoise_protocol::room::Chain([3; 32]) };
    scene.push(record(8, Some(far)));
    assert_eq!(scene.problem(), Some(Problem::Forked));
}

#[test]
fn a_relay_that_makes_up_a_record_is_noticed() {
    let mut scene = Scene::new();
    let mut forged = record(7, None);
    let last = forged.len() - 1;
    forged[last] ^= 1;
    scene.push(forged);
    assert_eq!(scene.problem(), Some(Problem::Forged));
    scene.push(record(8, None));
    assert!(!scene.arrived.contains(&Item::Update(vec![7])));
    assert!(scene.arrived.contains(&Item::Update(vec![8])), "what is genuine still arrives");
}

/// It says that a snapshot stands for what it passes over, and shows none.
#[test]
fn a_relay_that_passes_over_something_without_a_snapshot_is_noticed() {
    let mut scene = Scene::new();
    scene.log.push(record(7, None));
    scene.log.push(record(8, None));
    // The device has read its own record, which stands first.
    let records = vec![Given::Record(scene.log[2].clone())];
    let read = scene.read.take().expect("it reads");
    let answer = scene.records(read.reference, scene.place(2), records);
    scene.give(Event::Received { link: 0, bytes: bytes_from_answers(&[answer]) });
    assert_eq!(scene.problem(), Some(Problem::Withholds));
}

/// A record that was appended twice, with the relay put back from a copy in between, may be named to a
/// device that has forgotten it: what came with it must not be passed over.
#[test]
fn a_name_that_the_device_does_not_know_loses_nothing() {
    let mut scene = Scene::new();
    scene.later(20_000);
    scene.log.push(record(7, None));
    scene.log.push(record(8, None));
    let read = scene.read.take().expect("it reads");
    assert!(read.names);
    let at = read.after.sequence as usize;
    let given =
        vec![Given::Record(scene.log[at].clone()), Given::Name(record_id(&scene.log[at + 1]))];
    let answer = scene.records(read.reference, read.after, given);
    scene.give(Event::Received { link: 0, bytes: bytes_from_answers(&[answer]) });
    assert_eq!(scene.problem(), Some(Problem::Restored));
    scene.later(20_000);
    for update in [7, 8] {
        assert!(scene.arrived.contains(&Item::Update(vec![update])), "{update}");
    }
    assert!(scene.device.status().current);
}

#[test]
fn a_deleted_room_is_not_asked_for_again() {
    let mut scene = Scene::new();
    let reason = Refusal::Deleted;
    let room = Some(scene.room);
    let answer = Answer::Refused { room, reference: None, reason, retry_millis: 0 };
    scene.give(Event::Received { link: 0, bytes: bytes_from_answers(&[answer]) });
    let status = scene.device.status();
    assert_eq!(status.links[0].state, ardoise_sync::LinkState::Over);
    scene.later(600_000);
    assert_eq!(scene.device.status().links[0].state, ardoise_sync::LinkState::Over);
}
