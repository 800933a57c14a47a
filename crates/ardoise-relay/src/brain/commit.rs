//! What one commit leads to: all that waits is written, those who asked are answered, and those who
//! wait to read are woken; a damaged room is mended on the way.

use ardoise_protocol::room::{Answer, Refusal, RoomId};

use super::log::{self, Bounds, Done, NewRecord, Op, What};
use super::{Brain, Conn, DiskState, RETRY_BUSY, RETRY_DISK, RETRY_STORE, repair};
use crate::store::{Store, StoreError, Stored};

impl<S: Store> Brain<S> {
    pub(super) fn write(&mut self, ops: Vec<Op>, now: u64) {
        match self.write_once(&ops, now) {
            Ok(done) => self.decided(&ops, done, now),
            // One damaged room must not fail the others.
            Err(StoreError::Damaged) if ops.len() > 1 => {
                ops.into_iter().for_each(|op| self.write(vec![op], now));
            }
            Err(error) => {
                let room = ops.first().map(|op| op.room).unwrap_or_default();
                let mended = error == StoreError::Damaged && self.repair(&room, now).is_ok();
                let again = if mended { self.write_once(&ops, now) } else { Err(error) };
                match again {
                    Ok(done) => self.decided(&ops, done, now),
                    Err(error) => self.failed(&ops, error, now),
                }
            }
        }
    }

    fn write_once(&mut self, ops: &[Op], now: u64) -> Stored<Vec<Done>> {
        let settings = &self.settings;
        let bounds = Bounds {
            settings,
            now: self.clock.now(now),
            new_rooms: match self.disk {
                DiskState::Fine => self.new_rooms.level(settings.new_rooms, now),
                DiskState::Low | DiskState::Full => 0,
            },
            no_more: match self.disk {
                DiskState::Fine => Refusal::Busy,
                DiskState::Low | DiskState::Full => Refusal::DiskFull,
            },
        };
        let (mut decided, mut made) = (Vec::new(), 0);
        self.store.transaction(&mut |rows| {
            (decided, made) = log::write(rows, ops, &bounds)?;
            Ok(())
        })?;
        // The level was asked for in this very moment.
        let _ = self.new_rooms.take(self.settings.new_rooms, now, made);
        self.counters.commits += 1;
        Ok(decided)
    }

    fn decided(&mut self, ops: &[Op], decided: Vec<Done>, now: u64) {
        let mut rooms = Vec::new();
        for (op, done) in ops.iter().zip(decided) {
            if let Some(connection) = self.connections.get_mut(&op.conn) {
                connection.waiting = connection.waiting.saturating_sub(1);
            }
            let room = op.room;
            match (done, &op.what) {
                (Done::Acked(sequences), What::Append { reference, records }) => {
                    self.counters.records += records.len() as u64;
                    self.note_appended(op.conn, room, records);
                    let reference = *reference;
                    self.answer(op.conn, Answer::Acked { room, reference, sequences });
                    rooms.push(room);
                }
                (Done::Ordered(row), _) => {
                    self.answer(op.conn, self.state_of(&row));
                    rooms.push(room);
                }
                (Done::Refused(reason), _) => self.refuse_op(op, reason),
                (Done::Acked(_), What::Order(_)) => {}
            }
        }
        rooms.sort();
        rooms.dedup();
        if self.store.is_shared() {
            self.news.rooms.extend(&rooms);
        }
        let mut concerned: Vec<Conn> = ops.iter().map(|op| op.conn).collect();
        rooms.into_iter().for_each(|room| concerned.extend(self.wake(room, now)));
        // A request is answered when all that it asks in several rooms is.
        concerned.into_iter().for_each(|conn| self.settle(conn, now));
    }

    /// The device that appended these, and reads by whichever connection, needs only their names.
    fn note_appended(&mut self, conn: Conn, room: RoomId, records: &[NewRecord]) {
        let Some(joined) = self.connections.get_mut(&conn).and_then(|it| it.joined(&room)) else {
            return;
        };
        let device = joined.device;
        let Some(here) = self.here.get(&room) else { return };
        for member in &here.members {
            let joined = self.connections.get_mut(member).and_then(|it| it.joined(&room));
            if let Some(joined) = joined.filter(|joined| joined.device == device) {
                joined.has_appended(records.iter().map(|record| record.id));
            }
        }
    }

    fn failed(&mut self, ops: &[Op], error: StoreError, now: u64) {
        self.counters.failed_commits += 1;
        let reason = match error {
            StoreError::Full => Refusal::DiskFull,
            StoreError::ReadOnly | StoreError::Damaged | StoreError::Other => Refusal::StoreFailed,
        };
        for op in ops {
            if let Some(connection) = self.connections.get_mut(&op.conn) {
                connection.waiting = connection.waiting.saturating_sub(1);
            }
            self.refuse_op(op, reason);
            self.settle(op.conn, now);
        }
    }

    fn refuse_op(&mut self, op: &Op, reason: Refusal) {
        let retry = match reason {
            Refusal::DiskFull => RETRY_DISK,
            Refusal::Busy => RETRY_BUSY,
            Refusal::StoreFailed => RETRY_STORE,
            _ => 0,
        };
        let reference = match op.what {
            What::Append { reference, .. } => Some(reference),
            What::Order(_) => None,
        };
        let retry = if retry == 0 { 0 } else { self.spread(op.conn, retry) };
        self.refuse(op.conn, Some(op.room), reference, reason, retry);
    }

    /// Answers those who wait to read this room; says who is in it.
    pub(super) fn wake(&mut self, room: RoomId, now: u64) -> Vec<Conn> {
        let Some(here) = self.here.get(&room) else { return Vec::new() };
        let members: Vec<Conn> = here.members.iter().copied().collect();
        let mut before = None;
        for conn in &members {
            self.try_read_as_before(*conn, room, now, &mut before, false);
        }
        members
    }

    /// Does this in the room's rows; when they are damaged, mends them and does it again. What seems
    /// damaged may have been changed by another relay while it was read: it is looked at twice.
    pub(super) fn mending<T>(
        &mut self,
        room: &RoomId,
        now: u64,
        mut work: impl FnMut(&mut Brain<S>) -> Stored<T>,
    ) -> Stored<T> {
        let looks = if self.store.is_shared() { 2 } else { 1 };
        for _ in 0..looks {
            match work(self) {
                Err(StoreError::Damaged) => {}
                done => return done,
            }
        }
        self.repair(room, now)?;
        work(self)
    }

    fn repair(&mut self, room: &RoomId, now: u64) -> Stored<()> {
        let Some(card) = self.here.get(room).map(|here| here.card) else {
            return Err(StoreError::Damaged);
        };
        let (clock, keeps_days) = (self.clock.now(now), self.settings.keeps_days);
        let mut lost = 0;
        let mut work = |store: &mut S| {
            store.transaction(&mut |rows| {
                lost = repair::repair(rows, room, &card, keeps_days, clock)?;
                Ok(())
            })
        };
        let mut done = work(&mut self.store);
        if done == Err(StoreError::Damaged) && self.store.mend() {
            done = work(&mut self.store);
        }
        self.counters.damaged += lost;
        done
    }
}
