//! One device in one room: events in, effects out.
//!
//! [`Device::handle`] names every event once; `outbox` seals and sends, `inbox` reads and checks,
//! `attest` vouches for snapshots of others, `drive` decides after each event what each relay is asked
//! next.

mod attest;
mod drive;
mod inbox;
mod outbox;

use std::collections::{BTreeMap, BTreeSet};

use ardoise_crypto::RoomKeys;
use ardoise_protocol::room::{Place, RecordId, StoreId};

pub(crate) use self::attest::Check;
use crate::batch::Batch;
use crate::link::{Link, State};
use crate::payload::Item;
use crate::status::{Reach, Status};

/// A tail of so many records is worth a snapshot.
pub const TAIL_RECORDS: u32 = 200;

/// Random bytes, from whoever has some.
pub trait Entropy {
    fn fill(&mut self, bytes: &mut [u8]);
}

/// What a device starts with: everything that was kept of the room.
pub struct Config {
    pub keys: RoomKeys,
    /// One for each relay; their numbers are their places in this list.
    pub links: Vec<KnownLink>,
    /// In the order in which they were kept.
    pub outbox: Vec<StoredRecord>,
    /// There are edits that were not sealed.
    pub edited: bool,
    /// Records after the last snapshot that are worth another one; [`TAIL_RECORDS`] usually.
    pub tail_records: u32,
    pub entropy: Box<dyn Entropy>,
}

/// What is kept of one relay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownLink {
    pub address: String,
    pub store: Option<StoreId>,
    /// Everything up to here was read and kept.
    pub place: Place,
    /// The relay has all that this device holds but what is in the outbox.
    pub settled: bool,
    /// The number of the last of one's own records there.
    pub own: u32,
    /// One's own records that the relay has numbered and that were not read back yet. A relay that
    /// was put back from a copy in between shows something else there.
    pub awaited: Vec<(u32, RecordId)>,
}

/// A sealed record on its way out; its bytes never change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRecord {
    pub id: RecordId,
    pub bytes: Vec<u8>,
    /// The only relay it is for; all of them without one.
    pub only: Option<String>,
    /// The relays that have it.
    pub acked: Vec<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A connection that was asked for is open.
    Opened {
        link: usize,
    },
    /// It could not be opened, or is closed.
    Closed {
        link: usize,
    },
    Received {
        link: usize,
        bytes: Vec<u8>,
    },
    /// The network may be back.
    Online,
    /// There are edits that are kept here and not sealed.
    Edited,
    /// Nothing may wait any longer: the page is about to go, or a person asks.
    Flush,
    /// The edits that were asked for, joined; `mark` says up to which.
    Changes {
        mark: u32,
        items: Vec<Item>,
    },
    /// What the items that were read lack of what this device holds; nothing if they lack nothing.
    Lacking {
        link: usize,
        items: Vec<Item>,
    },
    /// All that this device holds.
    Whole {
        link: usize,
        items: Vec<Item>,
    },
    /// What this device wants to say to those who are here; nothing for farewell.
    Say {
        said: Vec<u8>,
    },
    /// The write with this number is durable.
    Kept {
        number: u32,
    },
    /// It is not, and none after it was tried.
    NotKept {
        number: u32,
    },
    /// The time that was asked for has come.
    Wake,
}

/// Something to be done, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Open a connection; answered by `Opened` or `Closed`.
    Open {
        link: usize,
    },
    Close {
        link: usize,
    },
    Send {
        link: usize,
        bytes: Vec<u8>,
    },
    /// Keep this, in one transaction; answered by `Kept` or `NotKept`.
    Keep {
        number: u32,
        write: Write,
    },
    /// Give the edits that are not sealed; answered by `Changes`.
    GiveChanges,
    /// Give what is not in these items; answered by `Lacking`, in the order of asking.
    GiveLacking {
        link: usize,
        read: Vec<Item>,
    },
    /// Give all there is; answered by `Whole`.
    GiveWhole {
        link: usize,
    },
    /// Send `Wake` at this time; it replaces the one before.
    Wake {
        at: u64,
    },
    /// What those who are here have said, this device left out.
    Present {
        link: usize,
        people: Vec<Vec<u8>>,
    },
}

/// What goes into one transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// New records for the outbox; edits up to the mark are in them. The link is kept with them.
    Sealed { records: Vec<StoredRecord>, mark: Option<u32>, link: Option<KnownLink> },
    /// What others did, and how far it was read; of it, what is to be carried to other relays.
    Arrived { link: KnownLink, items: Vec<Item>, carried: Vec<StoredRecord> },
    /// The relay has these; those that are on no way any more can go.
    Acked { link: KnownLink, records: Vec<RecordId>, done: Vec<RecordId> },
}

/// A record on its way.
struct Outgoing {
    bytes: Vec<u8>,
    /// The relays it is for that do not have it.
    wanted: BTreeSet<usize>,
    /// Some relay has it.
    safe: bool,
    /// It is durable here.
    kept: bool,
    /// Somebody else's, carried from one relay to another if nobody else brings it before.
    carried_after: Option<u64>,
    /// Somebody's work is in it.
    is_work: bool,
}

/// One device in one room.
pub struct Device {
    keys: RoomKeys,
    entropy: Box<dyn Entropy>,
    links: Vec<Link>,
    batch: Batch,
    /// In the order of sealing.
    outgoing: BTreeMap<u32, Outgoing>,
    numbers: BTreeMap<RecordId, u32>,
    /// One's own records of this session and of the outbox.
    own: BTreeSet<RecordId>,
    /// Where records of others were seen in this session, where there are several relays.
    seen: BTreeMap<RecordId, BTreeSet<usize>>,
    /// Writes that are not confirmed.
    keeps: BTreeMap<u32, Keep>,
    next_keep: u32,
    keep_again_at: Option<u64>,
    said: Vec<u8>,
    tail_records: u32,
    now: u64,
    wake: Option<u64>,
}

struct Keep {
    write: Write,
    /// It failed, or one before it.
    failed: bool,
}

impl Device {
    pub fn new(config: Config) -> Device {
        let links: Vec<Link> = config.links.into_iter().map(Link::new).collect();
        let mut device = Device {
            keys: config.keys,
            entropy: config.entropy,
            batch: Batch::default(),
            outgoing: BTreeMap::new(),
            numbers: BTreeMap::new(),
            own: BTreeSet::new(),
            seen: BTreeMap::new(),
            keeps: BTreeMap::new(),
            next_keep: 1,
            keep_again_at: None,
            said: Vec::new(),
            tail_records: config.tail_records,
            now: 0,
            wake: None,
            links,
        };
        if config.edited {
            device.batch.edited(0);
        }
        for record in &config.outbox {
            // It went to some relay, so it may have come from there.
            let carried = (!record.acked.is_empty()).then_some(0);
            device.take_on(record, true, carried);
        }
        device
    }

    /// Takes in one event and says what is to be done. Times are milliseconds of any clock that
    /// never runs backwards.
    pub fn handle(&mut self, now: u64, event: Event) -> Vec<Effect> {
        self.now = self.now.max(now);
        let mut out = Vec::new();
        match event {
            Event::Opened { link } => self.opened(link, &mut out),
            Event::Closed { link } => self.closed(link),
            Event::Received { link, bytes } => self.received(link, &bytes, &mut out),
            Event::Online => self.online(),
            Event::Edited => self.batch.edited(self.now),
            Event::Flush => self.batch.press(),
            Event::Changes { mark, items } => self.seal_changes(mark, items, &mut out),
            Event::Lacking { link, items } => {
                if !self.checked(link, &items, &mut out) {
                    self.seal_lacking(link, items, &mut out);
                }
            }
            Event::Whole { link, items } => self.seal_snapshot(link, items, &mut out),
            Event::Say { said } => self.say(said),
            Event::Kept { number } => self.kept(number),
            Event::NotKept { number } => self.not_kept(number),
            Event::Wake => self.wake = None,
        }
        self.drive(&mut out);
        out
    }

    /// How the room stands.
    pub fn status(&self) -> Status {
        let links = self.links.iter();
        Status {
            reach: self.reach(),
            current: links.clone().any(Link::at_head)
                && links.clone().all(|link| !link.joined() || link.at_head()),
            links: links.map(Link::status).collect(),
        }
    }

    fn reach(&self) -> Reach {
        let unsealed = |keep: &Keep| matches!(keep.write, Write::Sealed { .. });
        let on_device = self.batch.waits()
            || self.keeps.values().any(unsealed)
            || self.outgoing.values().any(|record| record.is_work && !record.safe)
            || !self.links.iter().any(|link| link.settled);
        if on_device {
            return Reach::OnDevice;
        }
        let seen = |link: &Link| link.own > 0 && link.seen >= link.own;
        if self.links.iter().any(seen) { Reach::Seen } else { Reach::OnRelay }
    }

    fn online(&mut self) {
        let soon = self.random_below(2000);
        for link in &mut self.links {
            if let State::Away { retry_at } = &mut link.state {
                *retry_at = (*retry_at).min(self.now + soon);
            }
        }
    }

    fn say(&mut self, said: Vec<u8>) {
        if said != self.said {
            self.said = said;
            self.links.iter_mut().for_each(|link| link.presence_due = true);
        }
    }

    fn keep(&mut self, write: Write, out: &mut Vec<Effect>) {
        let number = self.next_keep;
        self.next_keep += 1;
        // Behind one that failed it waits for its turn.
        let failed = self.keeps.values().any(|keep| keep.failed);
        if !failed {
            out.push(Effect::Keep { number, write: write.clone() });
        }
        self.keeps.insert(number, Keep { write, failed });
    }

    fn kept(&mut self, number: u32) {
        let Some(keep) = self.keeps.remove(&number) else { return };
        if let Write::Sealed { records, .. } | Write::Arrived { carried: records, .. } = keep.write
        {
            for record in records {
                let number = self.numbers.get(&record.id);
                if let Some(record) = number.and_then(|number| self.outgoing.get_mut(number)) {
                    record.kept = true;
                }
            }
        }
    }

    fn not_kept(&mut self, number: u32) {
        const AGAIN_MILLIS: u64 = 2000;
        for (_, keep) in self.keeps.range_mut(number..) {
            keep.failed = true;
        }
        self.keep_again_at = Some(self.now + AGAIN_MILLIS);
    }

    fn keep_again(&mut self, out: &mut Vec<Effect>) {
        for (number, keep) in &mut self.keeps {
            if std::mem::take(&mut keep.failed) {
                out.push(Effect::Keep { number: *number, write: keep.write.clone() });
            }
        }
    }

    /// A random number below this one.
    fn random_below(&mut self, bound: u64) -> u64 {
        below(&mut *self.entropy, bound)
    }

    fn random<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }
}

/// A random number below this one.
fn below(entropy: &mut dyn Entropy, bound: u64) -> u64 {
    let mut bytes = [0; 8];
    entropy.fill(&mut bytes);
    u64::from_le_bytes(bytes) % bound.max(1)
}
