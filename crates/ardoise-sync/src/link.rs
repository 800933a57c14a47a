//! What is known of one relay: how far its log was read, and what is under way.
//!
//! It must not know what records hold; the device opens them.

use std::collections::{BTreeMap, VecDeque};

use ardoise_protocol::room::{Chain, Header, Place, RecordId, StoreId};

use crate::device::{Check, KnownLink};
use crate::parts::Parts;
use crate::payload::Item;
use crate::status::{LinkState, LinkStatus, Problem};

/// So many places are remembered to be compared with what others saw.
const MOST_HISTORY: usize = 256;
const FEWEST_BYTES: u32 = 16 << 10;
const MOST_BYTES: u32 = 512 << 10;

pub(crate) enum State {
    Away { retry_at: u64 },
    Opening { since: u64 },
    Joining { since: u64 },
    Joined,
    Over,
}

/// An append that was not answered yet.
pub(crate) struct InFlight {
    pub(crate) reference: u32,
    pub(crate) records: Vec<RecordId>,
    pub(crate) since: u64,
}

/// A read that is not over.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) reference: u32,
    /// When it was asked for, or last answered.
    pub(crate) since: u64,
    /// What this device has appended is named.
    pub(crate) names: bool,
}

/// A record that this device has appended in this connection, and that was not read back.
pub(crate) struct Sent {
    pub(crate) header: Header,
    pub(crate) bytes: u32,
}

pub(crate) struct Link {
    pub(crate) address: String,
    pub(crate) state: State,
    pub(crate) attempts: u32,
    pub(crate) store: Option<StoreId>,
    /// Everything up to here was read.
    pub(crate) place: Place,
    history: VecDeque<Place>,
    pub(crate) parts: Parts,
    /// The relay has all that this device holds but what is in the outbox.
    pub(crate) settled: bool,
    /// What was read since the beginning, while it is not settled.
    pub(crate) read: Vec<Item>,
    pub(crate) compare_at: u64,
    pub(crate) comparing: bool,
    /// The number of the relay's last record, as it says; known in this connection.
    pub(crate) head: Option<u32>,
    pub(crate) reading: Option<Reading>,
    pub(crate) most_bytes: u32,
    pub(crate) sent: BTreeMap<RecordId, Sent>,
    /// A place that was jumped to: the snapshot that stands for what was passed must follow.
    pub(crate) jumped: Option<Place>,
    pub(crate) in_flight: Option<InFlight>,
    pub(crate) next_reference: u32,
    pub(crate) append_at: u64,
    /// One record at a time, to find the one that is refused.
    pub(crate) one_by_one: bool,
    pub(crate) heard: u64,
    pub(crate) pinged: bool,
    pub(crate) presence_due: bool,
    /// When it was last said, in this connection.
    pub(crate) presence_said: Option<u64>,
    /// Others are here.
    pub(crate) has_company: bool,
    /// The number of the last of one's own records there, and how far others have read.
    pub(crate) own: u32,
    pub(crate) seen: u32,
    /// One's own records that are there, and were not read back.
    pub(crate) awaited: BTreeMap<u32, RecordId>,
    /// Since the last snapshot that counts.
    pub(crate) tail_records: u32,
    pub(crate) tail_bytes: u32,
    pub(crate) snapshot_bytes: u32,
    pub(crate) snapshot_at: Option<u64>,
    /// The place that the snapshot which is being made covers.
    pub(crate) covering: Option<Place>,
    pub(crate) check: Check,
    pub(crate) problem: Option<Problem>,
}

impl Link {
    pub(crate) fn new(known: KnownLink) -> Link {
        let KnownLink { address, store, place, settled, own, awaited } = known;
        // What was read before is not there to be compared any more.
        let place = if settled { place } else { Place::START };
        Link {
            address,
            state: State::Away { retry_at: 0 },
            attempts: 0,
            store,
            place,
            history: VecDeque::from([place]),
            parts: Parts::default(),
            settled,
            read: Vec::new(),
            compare_at: 0,
            comparing: false,
            head: None,
            reading: None,
            most_bytes: 64 << 10,
            sent: BTreeMap::new(),
            jumped: None,
            in_flight: None,
            next_reference: 1,
            append_at: 0,
            one_by_one: false,
            heard: 0,
            pinged: false,
            presence_due: false,
            presence_said: None,
            has_company: false,
            own,
            awaited: awaited.into_iter().collect(),
            seen: 0,
            tail_records: 0,
            tail_bytes: 0,
            snapshot_bytes: 0,
            snapshot_at: None,
            covering: None,
            check: Check::None,
            problem: None,
        }
    }

    /// As it is kept.
    pub(crate) fn known(&self) -> KnownLink {
        KnownLink {
            address: self.address.clone(),
            store: self.store,
            place: self.parts.kept(self.place),
            settled: self.settled,
            own: self.own,
            awaited: self.awaited.iter().map(|(number, id)| (*number, *id)).collect(),
        }
    }

    pub(crate) fn joined(&self) -> bool {
        matches!(self.state, State::Joined)
    }

    /// All that the relay says it has was read.
    pub(crate) fn at_head(&self) -> bool {
        self.joined() && self.head.is_some_and(|head| self.place.sequence >= head)
    }

    /// Goes on to a place.
    pub(crate) fn advance(&mut self, place: Place) {
        self.place = place;
        if self.history.len() == MOST_HISTORY {
            self.history.pop_front();
        }
        self.history.push_back(place);
    }

    /// The log is another than the one that was read: it is read from the start, and gets what it
    /// lacks a little later, when others may have given it already.
    pub(crate) fn begin_anew(&mut self, compare_at: u64) {
        self.place = Place::START;
        self.history = VecDeque::from([Place::START]);
        self.parts = Parts::default();
        self.settled = false;
        self.read.clear();
        self.compare_at = compare_at;
        self.comparing = false;
        self.reading = None;
        self.jumped = None;
        self.covering = None;
        self.check.void();
        self.own = 0;
        self.seen = 0;
        self.awaited.clear();
        self.tail_records = 0;
        self.tail_bytes = 0;
    }

    /// The connection is no more.
    pub(crate) fn closed(&mut self, state: State) {
        self.state = state;
        self.head = None;
        self.reading = None;
        self.sent.clear();
        self.in_flight = None;
        self.presence_said = None;
        self.has_company = false;
        self.pinged = false;
    }

    /// Whether what stands at this place may stand there.
    pub(crate) fn expects(&mut self, record: &RecordId) -> bool {
        self.awaited.remove(&self.place.sequence).is_none_or(|awaited| awaited == *record)
    }

    /// Whether this place was come to.
    pub(crate) fn has_read(&self, place: &Place) -> bool {
        self.history.contains(place)
    }

    /// Whether this is the log that somebody else saw, as far as it can be told.
    pub(crate) fn agrees(&self, place: &Place) -> bool {
        let same = |mine: &&Place| mine.sequence == place.sequence;
        self.history.iter().find(same).is_none_or(|mine| mine.chain == place.chain)
    }

    /// Others have read up to this place.
    pub(crate) fn saw(&mut self, place: &Place) {
        if self.agrees(place) {
            self.seen = self.seen.max(place.sequence);
        }
    }

    /// Learns from one answer how much the line takes.
    pub(crate) fn learn_pace(&mut self, bytes: usize, millis: u64) {
        if bytes < self.most_bytes as usize / 2 {
            return;
        }
        if millis < 2000 {
            self.most_bytes = (self.most_bytes * 2).min(MOST_BYTES);
        } else if millis > 8000 {
            self.most_bytes = (self.most_bytes / 2).max(FEWEST_BYTES);
        }
    }

    /// A number that no append and no read of this connection had before.
    pub(crate) fn reference(&mut self) -> u32 {
        let reference = self.next_reference;
        self.next_reference = reference.wrapping_add(1);
        reference
    }

    pub(crate) fn next_place(&self, chain: Chain) -> Place {
        Place { sequence: self.place.sequence.saturating_add(1), chain }
    }

    pub(crate) fn status(&self) -> LinkStatus {
        let state = match self.state {
            State::Away { .. } => LinkState::Away,
            State::Opening { .. } | State::Joining { .. } => LinkState::Joining,
            State::Joined => LinkState::Joined,
            State::Over => LinkState::Over,
        };
        LinkStatus { address: self.address.clone(), state, problem: self.problem }
    }
}
