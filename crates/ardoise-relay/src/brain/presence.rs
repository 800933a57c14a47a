//! Who is here: the last that each has said, passed on to the others, never stored.
//!
//! Whoever has a socket is here as long as it is open, and is told at once. Whoever comes by requests
//! is here until nothing was heard for a while; a request that waits is answered for it, not too often.
//! So is whoever another relay on the same store speaks of.

use ardoise_protocol::room::{Answer, Refusal, RoomId};

use super::connection::{Caller, Device, Elsewhere, Here};
use super::{Brain, Conn, FRAME_BYTES};
use crate::store::Store;
use ardoise_protocol::room::frame::MOST_MESSAGE_BYTES;

/// Between two times that presence is passed on.
pub(super) const PAUSE: u64 = 200;
/// A request that waits is not answered sooner because somebody moved.
pub(super) const HELD: u64 = 5000;
/// Who was not heard for so long after an answer is gone: a slow line takes a while to ask again.
const GONE: u64 = 20_000;
/// More devices than this do not come by requests to one room.
const MOST_CALLERS: usize = 256;
/// More devices than this are not known of other relays in one room.
const MOST_ELSEWHERE: usize = 256;
/// Other relays are told so often who is still here, in milliseconds,
pub(super) const SAY_AGAIN: u64 = 50_000;
/// and believed for so long.
const SILENT: u64 = 120_000;

impl Here {
    /// A device has come with a request.
    pub(super) fn called(&mut self, device: Device, now: u64) {
        if self.callers.len() >= MOST_CALLERS && !self.callers.contains_key(&device) {
            let oldest = self.callers.iter().min_by_key(|(_, caller)| caller.heard);
            if let Some(oldest) = oldest.map(|(device, _)| *device) {
                self.callers.remove(&oldest);
            }
        }
        let new = Caller { heard: now, presence: Box::default(), told: 0 };
        self.callers.entry(device).or_insert(new).heard = now;
    }

    /// Whether a device that comes by requests has not been told who is here.
    pub(super) fn has_news_for(&self, device: &Device) -> bool {
        self.callers.get(device).is_some_and(|caller| caller.told < self.news)
    }

    /// Whoever has not come back is gone, and whoever no other relay speaks of any more. Says which of
    /// them came to this one.
    fn forget(&mut self, now: u64, hold: u64) -> Vec<Device> {
        let is_gone = |caller: &mut Caller| now.abs_diff(caller.heard) >= hold + GONE;
        let callers = self.callers.extract_if(.., |_, caller| is_gone(caller));
        let said = callers.filter(|(_, caller)| !caller.presence.is_empty());
        let gone: Vec<Device> = said.map(|(device, _)| device).collect();
        let is_silent = |it: &mut Elsewhere| now.abs_diff(it.heard) >= SILENT;
        let silent = self.elsewhere.extract_if(.., |_, it| is_silent(it));
        self.changed.extend(silent.map(|(device, _)| device).chain(gone.iter().copied()));
        gone
    }

    /// Another relay says what a device has said. Says whether nothing was known of it here.
    pub(super) fn hear(&mut self, device: Device, sealed: &[u8], now: u64) -> bool {
        let known = self.elsewhere.get(&device).map(|it| &*it.presence);
        let is_new = known.is_none() && !sealed.is_empty();
        if known.unwrap_or_default() != sealed {
            self.changed.insert(device);
        }
        if sealed.is_empty() {
            self.elsewhere.remove(&device);
        } else if !is_new || self.elsewhere.len() < MOST_ELSEWHERE {
            self.elsewhere.insert(device, Elsewhere { heard: now, presence: sealed.into() });
        }
        is_new
    }

    /// Whether anybody would be told.
    pub(super) fn is_in_use(&self) -> bool {
        !self.members.is_empty() || !self.callers.is_empty()
    }
}

impl<S: Store> Brain<S> {
    /// Somebody says something to those who are here.
    pub(super) fn say(&mut self, conn: Conn, room: RoomId, sealed: Vec<u8>, now: u64) {
        let most = self.settings.presence_bytes;
        let Some(connection) = self.connections.get_mut(&conn) else { return };
        let calls = connection.request.is_some();
        let Some(joined) = connection.joined(&room).filter(|joined| joined.reads) else {
            return self.refuse(conn, Some(room), None, Refusal::NotAllowed, 0);
        };
        if sealed.len() > most {
            return self.refuse(conn, Some(room), None, Refusal::BadRecord, 0);
        }
        let Some(here) = self.here.get_mut(&room) else { return };
        here.changed.insert(joined.device);
        if self.store.is_shared() {
            self.news.said.insert((room, joined.device), sealed.clone());
        }
        let sealed = sealed.into_boxed_slice();
        if calls {
            here.called(joined.device, now);
            here.callers.entry(joined.device).and_modify(|caller| caller.presence = sealed);
        } else {
            joined.presence = sealed;
        }
    }

    pub(super) fn pass_on_presence(&mut self, now: u64) {
        let hold = u64::from(self.settings.hold_millis);
        let mut due = Vec::new();
        for (room, here) in &mut self.here {
            for device in here.forget(now, hold) {
                if self.store.is_shared() {
                    self.news.said.insert((*room, device), Vec::new());
                }
            }
            let waited = now.abs_diff(here.passed_on) >= PAUSE;
            if !here.has_news() || !waited {
                continue;
            }
            here.passed_on = now;
            let changed = std::mem::take(&mut here.changed);
            let came = std::mem::take(&mut here.came);
            if !changed.is_empty() {
                here.news += 1;
            }
            // Nobody is told of themselves.
            if let (Some(only), 1) = (changed.first(), changed.len())
                && let Some(caller) = here.callers.get_mut(only)
                && caller.told + 1 == here.news
            {
                caller.told = here.news;
            }
            let members: Vec<Conn> = here.members.iter().copied().collect();
            due.push((*room, changed, came, members));
        }
        for (room, changed, came, members) in due {
            for conn in members {
                let Some(connection) = self.connections.get_mut(&conn) else { continue };
                // Whoever asks by requests gets it with an answer.
                if connection.request.is_some() {
                    continue;
                }
                let Some(device) = connection.joined(&room).map(|joined| joined.device) else {
                    continue;
                };
                // Whoever has just come is told of all.
                let is_of_others = changed.iter().any(|other| *other != device);
                let sealed = self.said_by_others(&device, &room);
                if is_of_others || came.contains(&conn) && !sealed.is_empty() {
                    self.answer(conn, Answer::Presence { room, sealed });
                }
            }
        }
    }

    /// What others say, with the answer to a request of somebody who does not know it.
    pub(super) fn answer_presence(&mut self, conn: Conn) {
        let Some(connection) = self.connections.get(&conn) else { return };
        let joined = connection.rooms.iter().map(|joined| (joined.room, joined.device));
        for (room, device) in joined.collect::<Vec<_>>() {
            let Some(here) = self.here.get(&room) else { continue };
            if !here.has_news_for(&device) {
                continue;
            }
            let sealed = self.said_by_others(&device, &room);
            let taken = self.connections.get(&conn).and_then(|it| it.request.as_ref());
            let taken = taken.map_or(0, |request| request.bytes);
            let bytes: usize = sealed.iter().map(|sealed| sealed.len() + 5).sum();
            if taken + bytes + FRAME_BYTES < MOST_MESSAGE_BYTES {
                self.answer(conn, Answer::Presence { room, sealed });
                if let Some(here) = self.here.get_mut(&room) {
                    let news = here.news;
                    here.callers.entry(device).and_modify(|caller| caller.told = news);
                }
            }
        }
    }

    /// The last that each device has said to this relay.
    pub(super) fn said_here<'a>(
        &'a self,
        here: &'a Here,
        room: &'a RoomId,
    ) -> impl Iterator<Item = (Device, &'a [u8])> {
        let connected = here.members.iter().filter_map(|member| {
            let joined = self.connections.get(member)?.rooms.iter().find(|it| it.room == *room)?;
            Some((joined.device, &*joined.presence))
        });
        let callers = here.callers.iter().map(|(device, caller)| (*device, &*caller.presence));
        connected.chain(callers)
    }

    /// As many as go into a message.
    fn said_by_others(&self, device: &Device, room: &RoomId) -> Vec<Vec<u8>> {
        let Some(here) = self.here.get(room) else { return Vec::new() };
        let elsewhere = here.elsewhere.iter().map(|(device, it)| (*device, &*it.presence));
        let said = self
            .said_here(here, room)
            .chain(elsewhere)
            .filter(|(other, said)| other != device && !said.is_empty());
        let mut bytes = FRAME_BYTES;
        said.map(|(_, sealed)| sealed.to_vec())
            .take_while(|sealed| {
                bytes += sealed.len() + 5;
                bytes < MOST_MESSAGE_BYTES / 2
            })
            .collect()
    }
}
