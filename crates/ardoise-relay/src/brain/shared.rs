//! Several relays on one store: what one appends, the others look for, and who is with one is here for
//! the others too.
//!
//! A hint says in which rooms to look; hints may be lost, so that from time to time all rooms are
//! looked at in which somebody waits. Neither is needed for what is promised, only for how soon it
//! comes. It must not know how hints travel.

use std::collections::{BTreeMap, BTreeSet};

use ardoise_protocol::room::RoomId;

use super::presence::SAY_AGAIN;
use super::{Brain, Out};
use crate::news::News;
use crate::store::Store;

/// Rooms that are looked at with one question.
const ROOMS_AT_ONCE: usize = 1000;

impl<S: Store> Brain<S> {
    pub fn is_shared(&self) -> bool {
        self.store.is_shared()
    }

    /// What was changed and said here since this was last asked; nothing where the store is no other
    /// relay's.
    pub fn news(&mut self) -> News {
        std::mem::take(&mut self.news)
    }

    /// What another relay tells.
    pub fn hear_news(&mut self, news: &News, now: u64) -> Vec<Out> {
        for ((room, device), sealed) in &news.said {
            let here = self.here.get_mut(room).filter(|here| here.is_in_use());
            let Some(here) = here.filter(|_| sealed.len() <= self.settings.presence_bytes) else {
                continue;
            };
            // Whoever is new there has not heard of anybody here.
            if here.hear(*device, sealed, now) {
                self.say_again(room);
            }
        }
        self.look_in(&news.rooms, now)
    }

    fn look_in(&mut self, rooms: &BTreeSet<RoomId>, now: u64) -> Vec<Out> {
        for room in rooms {
            for conn in self.wake(*room, now) {
                self.settle(conn, now);
            }
        }
        self.taken()
    }

    /// The other relays are told from time to time who is still here.
    pub(super) fn say_again_in_time(&mut self, now: u64) {
        let is_far = self.next_said > now.saturating_add(SAY_AGAIN);
        if self.store.is_shared() && (now >= self.next_said || is_far) {
            self.next_said = now.saturating_add(SAY_AGAIN);
            let rooms: Vec<RoomId> = self.here.keys().copied().collect();
            rooms.iter().for_each(|room| self.say_again(room));
        }
    }

    fn say_again(&mut self, room: &RoomId) {
        let Some(here) = self.here.get(room) else { return };
        let said = self.said_here(here, room).filter(|(_, presence)| !presence.is_empty());
        let said = said.map(|(device, presence)| ((*room, device), presence.to_vec()));
        let said: Vec<_> = said.collect();
        self.news.said.extend(said);
    }

    /// Looks for what other relays have appended in all rooms in which somebody waits to read.
    pub fn look_again(&mut self, now: u64) -> Vec<Out> {
        let mut waiting: BTreeMap<RoomId, u32> = BTreeMap::new();
        for joined in self.connections.values().flat_map(|connection| &connection.rooms) {
            if let Some(open) = joined.read {
                let after = open.read.after.sequence;
                let least = waiting.entry(joined.room).or_insert(after);
                *least = after.min(*least);
            }
        }
        let waiting: Vec<(RoomId, u32)> = waiting.into_iter().collect();
        let mut changed = BTreeSet::new();
        for some in waiting.chunks(ROOMS_AT_ONCE) {
            let rooms: Vec<RoomId> = some.iter().map(|(room, _)| *room).collect();
            // What fails now is looked for again the next time.
            let Ok(rows) = self.store.rows().rooms(&rooms) else { continue };
            for ((room, after), row) in some.iter().zip(rows) {
                // A room that is gone is to be read anew, too.
                let is_news =
                    row.map_or(*after > 0, |row| row.deleted || row.head.sequence != *after);
                changed.extend(is_news.then_some(*room));
            }
        }
        self.look_in(&changed, now)
    }
}
