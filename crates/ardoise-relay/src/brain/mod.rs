//! The relay's decisions: messages in, messages out, without sockets, clock or chance.
//!
//! Whoever drives it says who is connected, what came and what time it is, and sends what comes out.
//! Appends wait for [`Brain::commit`], which writes all of them in one transaction and only then
//! answers. Nothing that comes from outside can make it panic. Start at [`Brain::receive`].

mod asks;
mod bucket;
mod clock;
mod commit;
mod connection;
mod keep;
mod log;
mod message;
mod presence;
mod read;
mod repair;
mod settings;
mod shared;

use std::collections::BTreeMap;

use ardoise_protocol::room::codec::bytes_from_answers;
use ardoise_protocol::room::frame::MOST_MESSAGE_BYTES;
use ardoise_protocol::room::{Answer, Place, Read, Refusal, RoomId};

use crate::news::News;
use crate::store::{Store, Stored, Totals};
use clock::Clock;
use connection::{Connection, Here, Request};
use log::{Op, What};
use read::Reading;

pub(crate) use bucket::Bucket;
pub use bucket::Rate;
pub use connection::Via;
pub use message::{Message, Reader};
pub use settings::{Counters, DiskState, Settings};

/// The name of a connection, given by whoever drives the brain; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Conn(pub u64);

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    Send {
        conn: Conn,
        message: Vec<u8>,
        /// Whoever is slow may be spared this one.
        can_be_dropped: bool,
    },
    Close(Conn),
}

/// Wait so long before asking again, in milliseconds, for each reason.
const RETRY_DISK: u32 = 30_000;
const RETRY_BUSY: u32 = 5_000;
const RETRY_STORE: u32 = 10_000;
/// After so many messages beyond what is allowed, nobody listens any longer.
const PATIENCE: u32 = 100;
/// What a frame takes beside the records or seals in it, at most.
const FRAME_BYTES: usize = 96;
/// What is done every second, and how much of it.
const SECOND: u64 = 1000;
const ROOMS_A_SECOND: usize = 16;
/// Between two walks through all rooms.
const HOUR: u64 = 3_600_000;

/// The relay.
pub struct Brain<S: Store> {
    store: S,
    settings: Settings,
    disk: DiskState,
    is_draining: bool,
    clock: Clock,
    connections: BTreeMap<Conn, Connection>,
    here: BTreeMap<RoomId, Here>,
    new_rooms: Bucket,
    waiting: Vec<Op>,
    waiting_bytes: usize,
    out: Vec<Out>,
    /// Where in it the last message to each socket stands: what more there is to say goes with it.
    sent: BTreeMap<Conn, usize>,
    /// What was changed and said here, for the other relays on the store.
    news: News,
    /// When they are told once more who is here.
    next_said: u64,
    counters: Counters,
    /// The walk through all rooms: after which, when to go on.
    walk: Option<RoomId>,
    next_walk: u64,
}

impl<S: Store> Brain<S> {
    pub fn new(mut store: S, settings: Settings, now: u64) -> Stored<Brain<S>> {
        let kept = store.clock()?;
        Ok(Brain {
            store,
            disk: DiskState::Fine,
            is_draining: false,
            clock: Clock::new(kept, now),
            connections: BTreeMap::new(),
            here: BTreeMap::new(),
            new_rooms: Bucket::new(settings.new_rooms, now),
            waiting: Vec::new(),
            waiting_bytes: 0,
            out: Vec::new(),
            sent: BTreeMap::new(),
            news: News::default(),
            next_said: 0,
            counters: Counters::default(),
            walk: None,
            next_walk: 0,
            settings,
        })
    }

    /// The store, when the relay has stopped or crashed: what waited for a commit is not in it.
    pub fn into_store(self) -> S {
        self.store
    }

    pub fn store(&mut self) -> &mut S {
        &mut self.store
    }

    pub fn counters(&self) -> Counters {
        Counters {
            connections: self.connections.len() as u64,
            joined_rooms: self.here.len() as u64,
            ..self.counters
        }
    }

    pub fn totals(&mut self) -> Stored<Totals> {
        self.store.totals()
    }

    /// Says how the disk is from now on.
    pub fn set_disk(&mut self, disk: DiskState) {
        self.disk = disk;
    }

    /// How many records wait for a commit.
    pub fn waiting_records(&self) -> usize {
        let records = |op: &Op| match &op.what {
            What::Append { records, .. } => records.len(),
            What::Order(_) => 1,
        };
        self.waiting.iter().map(records).sum()
    }

    /// In how many milliseconds there is something to do for [`Brain::tick`].
    pub fn rest(&self) -> u64 {
        if self.here.values().any(Here::has_news) {
            presence::PAUSE / 4
        } else if self.connections.values().any(|connection| connection.request.is_some()) {
            SECOND / 4
        } else {
            SECOND
        }
    }

    pub fn connected(&mut self, conn: Conn, via: Via, now: u64) -> Vec<Out> {
        let is_full = self.connections.len() >= self.settings.connections;
        if is_full || self.connections.contains_key(&conn) {
            let refused = Answer::Refused {
                room: None,
                reference: None,
                reason: Refusal::Busy,
                retry_millis: self.spread(conn, RETRY_BUSY),
            };
            self.counters.refused += 1;
            self.send(conn, &[refused], false);
            self.out.push(Out::Close(conn));
            return self.taken();
        }
        let request = Request {
            since: now,
            answers: Vec::new(),
            bytes: 0,
            is_due: false,
            has_asked: false,
            knows_room: false,
        };
        let connection = Connection {
            appends: Bucket::new(self.settings.appends, now),
            asks: Bucket::new(self.settings.asks, now),
            rooms: Vec::new(),
            waiting: 0,
            too_fast: 0,
            request: (via == Via::Request).then(|| Box::new(request)),
        };
        self.connections.insert(conn, connection);
        Vec::new()
    }

    /// A message has come.
    pub fn receive(&mut self, conn: Conn, now: u64, bytes: &[u8]) -> Vec<Out> {
        self.hear(conn, now, Message::read(bytes))
    }

    /// A message has come that its connection's [`Reader`] has read.
    pub fn hear(&mut self, conn: Conn, now: u64, message: Message) -> Vec<Out> {
        let Message { bytes, asks } = message;
        self.counters.messages += 1;
        self.counters.bytes_in += bytes as u64;
        let Some(connection) = self.connections.get_mut(&conn) else { return Vec::new() };
        if let Some(request) = &mut connection.request {
            request.has_asked = true;
            request.knows_room = asks.as_deref().is_some_and(asks::knows_room);
        }
        match asks {
            Some(asks) => {
                for ask in asks {
                    self.ask(conn, ask, now);
                }
                if self.connections.get(&conn).is_some_and(|it| it.too_fast > PATIENCE) {
                    self.close(conn);
                }
            }
            None => {
                self.refuse(conn, None, None, Refusal::Unreadable, 0);
                if self.connections.get(&conn).is_some_and(|it| it.request.is_none()) {
                    self.close(conn);
                }
            }
        }
        self.settle(conn, now);
        self.taken()
    }

    /// The connection is gone.
    pub fn closed(&mut self, conn: Conn) {
        let Some(connection) = self.connections.remove(&conn) else { return };
        let is_request = connection.request.is_some();
        for joined in connection.rooms {
            self.left(conn, &joined, is_request);
        }
    }

    /// Writes what waits, in one transaction, and then answers it and those who wait to read it.
    pub fn commit(&mut self, now: u64) -> Vec<Out> {
        let ops = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        if !ops.is_empty() {
            self.write(ops, now);
        }
        self.taken()
    }

    /// Time has passed: presence is passed on, waiting requests are answered, old rooms go.
    pub fn tick(&mut self, now: u64) -> Vec<Out> {
        self.pass_on_presence(now);
        self.say_again_in_time(now);
        let held: Vec<Conn> = self
            .connections
            .iter()
            .filter(|(_, it)| it.request.is_some())
            .map(|(conn, _)| *conn)
            .collect();
        for conn in held {
            self.settle(conn, now);
        }
        let clock = self.clock.now(now);
        if now >= self.next_walk || now.saturating_add(HOUR) < self.next_walk {
            self.next_walk = now.saturating_add(SECOND);
            self.walk(clock, now);
            let rate = self.settings.appends;
            self.here.retain(|_, here| {
                let is_spent = here.appends.level(rate, now) < rate.burst;
                !here.members.is_empty() || !here.callers.is_empty() || is_spent
            });
        }
        if let Some(millis) = self.clock.remember() {
            // It comes again within the hour.
            let _ = self.store.transaction(&mut |rows| rows.remember_clock(millis));
        }
        self.taken()
    }

    /// Nobody is served any longer: those who wait are sent away for a while. What waits for a
    /// commit is still written by the next one.
    pub fn drain(&mut self, now: u64) -> Vec<Out> {
        self.is_draining = true;
        for conn in self.connections.keys().copied().collect::<Vec<_>>() {
            let retry = self.spread(conn, RETRY_BUSY);
            if let Some(connection) = self.connections.get_mut(&conn) {
                connection.rooms.iter_mut().for_each(|joined| joined.read = None);
            }
            self.refuse(conn, None, None, Refusal::Draining, retry);
            self.settle(conn, now);
        }
        self.taken()
    }

    fn taken(&mut self) -> Vec<Out> {
        self.sent.clear();
        std::mem::take(&mut self.out)
    }

    /// Between half and three halves of this, different for each connection.
    fn spread(&self, conn: Conn, millis: u32) -> u32 {
        let mixed = (conn.0 ^ self.settings.spread).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        millis / 2 + (mixed % u64::from(millis.max(1))) as u32
    }

    fn send(&mut self, conn: Conn, answers: &[Answer], can_be_dropped: bool) {
        let message = bytes_from_answers(answers);
        let last = self.sent.get(&conn).and_then(|at| self.out.get_mut(*at));
        if let Some(Out::Send { message: before, can_be_dropped: spared, .. }) = last
            && *spared == can_be_dropped
            && before.len() + message.len() <= MOST_MESSAGE_BYTES
        {
            // A message's first byte is its version.
            self.counters.bytes_out += message.len() as u64 - 1;
            before.extend_from_slice(&message[1..]);
            return;
        }
        self.counters.bytes_out += message.len() as u64;
        self.sent.insert(conn, self.out.len());
        self.out.push(Out::Send { conn, message, can_be_dropped });
    }

    fn close(&mut self, conn: Conn) {
        // A request is answered first.
        if let Some(connection) = self.connections.get_mut(&conn) {
            if let Some(request) = &mut connection.request {
                let answers = std::mem::take(&mut request.answers);
                self.send(conn, &answers, false);
            }
            self.out.push(Out::Close(conn));
            self.closed(conn);
        }
    }

    fn refuse(
        &mut self,
        conn: Conn,
        room: Option<RoomId>,
        reference: Option<u32>,
        reason: Refusal,
        retry_millis: u32,
    ) {
        self.counters.refused += 1;
        self.answer(conn, Answer::Refused { room, reference, reason, retry_millis });
    }

    /// Answers now, or together with the rest of the request.
    fn answer(&mut self, conn: Conn, answer: Answer) {
        let Some(connection) = self.connections.get_mut(&conn) else { return };
        let Some(request) = &mut connection.request else {
            let can_be_dropped = matches!(answer, Answer::Presence { .. });
            return self.send(conn, &[answer], can_be_dropped);
        };
        if request.knows_room && matches!(answer, Answer::State { .. }) {
            return;
        }
        request.bytes += FRAME_BYTES + content_bytes(&answer);
        request.is_due |= !matches!(
            answer,
            Answer::Hello { .. }
                | Answer::State { .. }
                | Answer::Pong { .. }
                | Answer::Presence { .. }
        );
        request.answers.push(answer);
    }

    /// Answers a request for which nothing more is to be waited.
    fn settle(&mut self, conn: Conn, now: u64) {
        let Some(connection) = self.connections.get_mut(&conn) else { return };
        let Some(request) = &mut connection.request else { return };
        let reads = connection.rooms.iter().any(|joined| joined.read.is_some());
        let held = now.abs_diff(request.since);
        let has_news = held >= presence::HELD
            && connection.rooms.iter().any(|joined| {
                let here = self.here.get(&joined.room);
                here.is_some_and(|here| here.has_news_for(&joined.device))
            });
        let is_over = has_news || held >= u64::from(self.settings.hold_millis);
        let waits = connection.waiting > 0 || reads && !request.is_due && !is_over;
        if waits || !request.has_asked {
            return;
        }
        let reading = connection.rooms.iter().filter(|joined| joined.read.is_some());
        for room in reading.map(|joined| joined.room).collect::<Vec<_>>() {
            self.try_read_as_before(conn, room, now, &mut None, true);
        }
        let Some(connection) = self.connections.get_mut(&conn) else { return };
        let waiting: Vec<(RoomId, Read)> = connection
            .rooms
            .iter_mut()
            .filter_map(|it| Some((it.room, it.read.take()?.read)))
            .collect();
        for (room, Read { reference, after, .. }) in waiting {
            let head = self.head_of(&room, &after);
            let (after, records) = (Some(after), Vec::new());
            let answer = Answer::Records { room, reference, after, records, head, is_last: true };
            self.answer(conn, answer);
        }
        self.answer_presence(conn);
        self.close(conn);
    }

    /// The number of the last record, for somebody who has read all up to this place.
    fn head_of(&mut self, room: &RoomId, after: &Place) -> u32 {
        match read::read(self.store.rows(), room, after, 0, 0) {
            Ok(Reading::Records { head, .. } | Reading::Nothing { head }) => head,
            _ => after.sequence,
        }
    }

    /// Goes on with the walk through all rooms, in which old ones go and covered records too.
    fn walk(&mut self, clock: u64, now: u64) {
        let Ok(rooms) = self.store.rooms_after(self.walk, ROOMS_A_SECOND) else { return };
        let Some(last) = rooms.last() else {
            self.walk = None;
            self.next_walk = now.saturating_add(HOUR);
            return;
        };
        self.walk = Some(last.id);
        let may_expire = self.clock.is_steady();
        for row in rooms {
            let is_here = self.here.get(&row.id).is_some_and(|here| !here.members.is_empty());
            let room = row.id;
            // What fails now is tried again in the next walk.
            let _ = if may_expire && !is_here && keep::has_expired(&row, clock) {
                self.store.transaction(&mut |rows| keep::forget(rows, &room, clock))
            } else if row.shown.sequence > row.base.sequence {
                self.store.transaction(&mut |rows| keep::purge(rows, &room, clock).map(|_| ()))
            } else {
                Ok(())
            };
        }
    }
}

/// Bytes of what varies in length.
fn content_bytes(answer: &Answer) -> usize {
    match answer {
        Answer::Records { records, .. } => records.iter().map(|given| given.bytes() + 6).sum(),
        Answer::Presence { sealed, .. } => sealed.iter().map(|part| part.len() + 5).sum(),
        Answer::Acked { sequences, .. } => sequences.len() * 5,
        _ => 0,
    }
}
