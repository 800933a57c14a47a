//! Several relays on one store: what one appends, the others look for.
//!
//! A hint says in which rooms to look; hints may be lost, so that from time to time all rooms are
//! looked at in which somebody waits. Neither is needed for what is promised, only for how soon it
//! comes. It must not know how hints travel.

use std::collections::BTreeMap;

use ardoise_protocol::room::RoomId;

use super::{Brain, Out};
use crate::store::Store;

/// Rooms that are looked at with one question.
const ROOMS_AT_ONCE: usize = 1000;

impl<S: Store> Brain<S> {
    pub fn is_shared(&self) -> bool {
        self.store.is_shared()
    }

    /// The rooms that were changed here since this was last asked; none where the store is no other
    /// relay's.
    pub fn changed(&mut self) -> Vec<RoomId> {
        std::mem::take(&mut self.changed).into_iter().collect()
    }

    /// Another relay has changed these rooms.
    pub fn changed_elsewhere(&mut self, rooms: &[RoomId], now: u64) -> Vec<Out> {
        for room in rooms {
            for conn in self.wake(*room, now) {
                self.settle(conn, now);
            }
        }
        self.taken()
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
        let mut changed = Vec::new();
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
        self.changed_elsewhere(&changed, now)
    }
}
