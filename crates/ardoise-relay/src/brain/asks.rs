//! What each frame of a device leads to.

use ardoise_crypto::keys::{hash_of_token, is_ordered, room_of};
use ardoise_crypto::seal::{BadRecord, check};
use ardoise_protocol::bytes::Reader;
use ardoise_protocol::room::frame::{Command, NO_TOKEN};
use ardoise_protocol::room::{Answer, Ask, Card, Header, Read, RecordId, Refusal, RoomId};

use super::bucket::Bucket;
use super::connection::{Device, Here, Joined, Open};
use super::log::{NewRecord, Op, What};
use super::message::{Asked, Checked};
use super::{Brain, Conn, DiskState, RETRY_BUSY, RETRY_DISK, RETRY_STORE};
use crate::store::{RoomRow, Store};

/// More frames than a device has reason to send at once.
const MOST_FRAMES: usize = 256;
/// What an append with a record that is not signed costs: checking is work.
const COST_OF_FORGERY: u32 = 10;

/// Whether a message has few enough frames to be worth reading.
pub(super) fn few_frames(bytes: &[u8]) -> bool {
    let mut frames = Reader::new(bytes.get(1..).unwrap_or_default());
    let count = std::iter::from_fn(|| frames.counted().ok()).take(MOST_FRAMES + 1).count();
    count <= MOST_FRAMES
}

/// What an append of so many records takes of what may be appended.
pub(super) fn cost_of(records: usize) -> u32 {
    1 + records as u32 / 8
}

/// Whether somebody who asks this by a request was told how the room is, and will see what has
/// changed.
pub(super) fn knows_room(asks: &[Asked]) -> bool {
    let goes_on = |it: &Asked| matches!(it.ask, Ask::Read { .. } | Ask::Append { .. });
    let orders = |it: &Asked| matches!(it.ask, Ask::Command { .. });
    asks.iter().any(goes_on) && !asks.iter().any(orders)
}

impl<S: Store> Brain<S> {
    pub(super) fn ask(&mut self, conn: Conn, asked: Asked, now: u64) {
        let Asked { ask, checked } = asked;
        let rate = self.settings.asks;
        let Some(connection) = self.connections.get_mut(&conn) else { return };
        if let Err(retry) = connection.asks.take(rate, now, 1) {
            connection.too_fast += 1;
            let (room, reference) = about(&ask);
            return self.refuse(conn, room, reference, Refusal::TooFast, retry);
        }
        connection.too_fast = 0;
        match ask {
            Ask::Hello => {
                let (store, limits) = (self.store.id(), self.settings.limits());
                self.answer(conn, Answer::Hello { store, limits });
            }
            Ask::Ping { number } => self.answer(conn, Answer::Pong { number }),
            Ask::Leave { room } => self.leave(conn, &room),
            _ if self.is_draining => {
                let (room, reference) = about(&ask);
                let retry = self.spread(conn, RETRY_BUSY);
                self.refuse(conn, room, reference, Refusal::Draining, retry);
            }
            Ask::Join { card, token, device } => self.join(conn, card, &token, device, now),
            Ask::Append { room, reference, records } => {
                self.append(conn, room, reference, (records, checked), now);
            }
            Ask::Read { room, read } => self.read(conn, room, read, now),
            Ask::Presence { room, sealed } => self.say(conn, room, sealed, now),
            Ask::Command { room, command, signature } => {
                self.order(conn, room, command, &signature, now);
            }
        }
    }

    pub(super) fn state_of(&self, row: &RoomRow) -> Answer {
        Answer::State {
            room: row.id,
            base: row.base,
            head: row.head,
            bytes: u32::try_from(row.bytes).unwrap_or(u32::MAX),
            most_bytes: self.settings.room_bytes(),
            keeps_days: row.keeps_days,
        }
    }

    fn join(&mut self, conn: Conn, card: Card, token: &[u8; 32], device: Device, now: u64) {
        let room = room_of(&card);
        let reads = hash_of_token(token) == card.read_hash;
        if !reads && *token != NO_TOKEN {
            return self.refuse(conn, Some(room), None, Refusal::NotAllowed, 0);
        }
        let Some(connection) = self.connections.get_mut(&conn) else { return };
        if connection.joined(&room).is_none() {
            if connection.rooms.len() >= self.settings.joined_rooms {
                let retry = self.spread(conn, RETRY_BUSY);
                return self.refuse(conn, Some(room), None, Refusal::Busy, retry);
            }
            connection.rooms.reserve_exact(1);
            connection.rooms.push(Joined::new(room, device));
        }
        if let Some(joined) = connection.joined(&room) {
            joined.reads |= reads;
        }
        let calls = connection.request.is_some();
        let rate = self.settings.appends;
        let here = self.here.entry(room).or_insert_with(|| Here {
            card,
            members: Default::default(),
            appends: Bucket::new(rate, now),
            changed: Default::default(),
            came: Default::default(),
            passed_on: 0,
            news: 0,
            callers: Default::default(),
            elsewhere: Default::default(),
        });
        if reads {
            here.members.insert(conn);
            if calls {
                here.called(device, now);
            } else {
                here.came.insert(conn);
            }
        }
        let row = self.mending(&room, now, |brain| brain.store.rows().rooms(&[room]));
        let row = row.map(|mut rows| rows.pop().flatten());
        match row {
            Ok(Some(row)) if row.deleted => {
                self.leave(conn, &room);
                self.refuse(conn, Some(room), None, Refusal::Deleted, 0);
            }
            Ok(row) => {
                let new = || RoomRow::new(room, self.settings.keeps_days, now);
                let state = self.state_of(&row.unwrap_or_else(new));
                self.answer(conn, state);
            }
            Err(_) => {
                self.leave(conn, &room);
                let retry = self.spread(conn, RETRY_STORE);
                self.refuse(conn, Some(room), None, Refusal::StoreFailed, retry);
            }
        }
    }

    fn leave(&mut self, conn: Conn, room: &RoomId) {
        let Some(connection) = self.connections.get_mut(&conn) else { return };
        let Some(at) = connection.rooms.iter().position(|joined| joined.room == *room) else {
            return;
        };
        let joined = connection.rooms.swap_remove(at);
        self.left(conn, &joined, false);
    }

    /// A connection is no longer in a room. Whoever asks by requests is back in a moment.
    pub(super) fn left(&mut self, conn: Conn, joined: &Joined, is_request: bool) {
        if let Some(here) = self.here.get_mut(&joined.room) {
            here.members.remove(&conn);
            here.came.remove(&conn);
            if !is_request && !joined.presence.is_empty() {
                here.changed.insert(joined.device);
                if self.store.is_shared() {
                    self.news.said.insert((joined.room, joined.device), Vec::new());
                }
            }
        }
    }

    fn append(
        &mut self,
        conn: Conn,
        room: RoomId,
        reference: u32,
        (records, checked): (Vec<Vec<u8>>, Option<Checked>),
        now: u64,
    ) {
        match self.may_append(conn, room, &records, checked, now) {
            Ok(checked) => {
                self.waiting_bytes += records.iter().map(Vec::len).sum::<usize>();
                self.wait(conn, room, What::Append { reference, records: checked });
            }
            Err((reason, retry)) => self.refuse(conn, Some(room), Some(reference), reason, retry),
        }
    }

    /// Whether these records may wait for the next commit; otherwise why not, and for how long.
    fn may_append(
        &mut self,
        conn: Conn,
        room: RoomId,
        records: &[Vec<u8>],
        checked: Option<Checked>,
        now: u64,
    ) -> Result<Vec<NewRecord>, (Refusal, u32)> {
        let is_joined =
            self.connections.get_mut(&conn).is_some_and(|it| it.joined(&room).is_some());
        if !is_joined {
            return Err((Refusal::NotAllowed, 0));
        }
        if self.disk == DiskState::Full {
            return Err((Refusal::DiskFull, self.spread(conn, RETRY_DISK)));
        }
        if records.len() > self.settings.append_records {
            return Err((Refusal::BadRecord, 0));
        }
        let bytes: usize = records.iter().map(Vec::len).sum();
        if self.waiting_bytes.saturating_add(bytes) > self.settings.waiting_bytes {
            return Err((Refusal::Busy, self.spread(conn, RETRY_BUSY)));
        }
        let cost = cost_of(records.len());
        self.charge(conn, &room, cost, now).map_err(|retry| (Refusal::TooFast, retry))?;
        let Some(card) = self.here.get(&room).map(|here| here.card) else {
            return Err((Refusal::NotAllowed, 0));
        };
        let check_all = || records.iter().map(|bytes| check(&card, bytes)).collect();
        let checked: Checked = checked.unwrap_or_else(check_all);
        let new = |((id, header), bytes): ((RecordId, Header), &Vec<u8>)| NewRecord {
            id,
            header,
            bytes: bytes.as_slice().into(),
        };
        let checked = checked.map(|checked| checked.into_iter().zip(records).map(new).collect());
        checked.map_err(|bad| {
            if let Some(connection) = self.connections.get_mut(&conn) {
                let _ = connection.appends.take(self.settings.appends, now, COST_OF_FORGERY);
            }
            let reason = match bad {
                BadRecord::NotSigned => Refusal::NotSigned,
                BadRecord::Unreadable | BadRecord::NotSealed => Refusal::BadRecord,
            };
            (reason, 0)
        })
    }

    /// Takes what an append costs from the connection's bucket and from the room's.
    fn charge(&mut self, conn: Conn, room: &RoomId, cost: u32, now: u64) -> Result<(), u32> {
        let rate = self.settings.appends;
        if let Some(connection) = self.connections.get_mut(&conn) {
            connection.appends.take(rate, now, cost)?;
        }
        match self.here.get_mut(room) {
            Some(here) => here.appends.take(rate, now, cost),
            None => Ok(()),
        }
    }

    fn read(&mut self, conn: Conn, room: RoomId, read: Read, now: u64) {
        let Some(connection) = self.connections.get_mut(&conn) else { return };
        let Some(joined) = connection.joined(&room).filter(|joined| joined.reads) else {
            return self.refuse(conn, Some(room), None, Refusal::NotAllowed, 0);
        };
        joined.read = Some(Open { read, is_begun: false });
        self.try_read(conn, room, now);
    }

    fn order(
        &mut self,
        conn: Conn,
        room: RoomId,
        command: Command,
        signature: &[u8; 64],
        now: u64,
    ) {
        let is_joined =
            self.connections.get_mut(&conn).is_some_and(|it| it.joined(&room).is_some());
        let Some(card) = self.here.get(&room).map(|here| here.card).filter(|_| is_joined) else {
            return self.refuse(conn, Some(room), None, Refusal::NotAllowed, 0);
        };
        if let Err(retry) = self.charge(conn, &room, 1, now) {
            return self.refuse(conn, Some(room), None, Refusal::TooFast, retry);
        }
        if !is_ordered(&card, &command, signature) {
            return self.refuse(conn, Some(room), None, Refusal::NotSigned, 0);
        }
        self.wait(conn, room, What::Order(command));
    }

    fn wait(&mut self, conn: Conn, room: RoomId, what: What) {
        if let Some(connection) = self.connections.get_mut(&conn) {
            connection.waiting += 1;
        }
        self.waiting.push(Op { conn, room, what });
    }
}

/// The room and the reference that a refusal of this names.
fn about(ask: &Ask) -> (Option<RoomId>, Option<u32>) {
    match ask {
        Ask::Append { room, reference, .. } => (Some(*room), Some(*reference)),
        Ask::Read { room, .. }
        | Ask::Presence { room, .. }
        | Ask::Leave { room }
        | Ask::Command { room, .. } => (Some(*room), None),
        Ask::Join { card, .. } => (Some(room_of(card)), None),
        Ask::Hello | Ask::Ping { .. } => (None, None),
    }
}
