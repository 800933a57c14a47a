//! Who is here: the last that each has said, passed on to the others, never stored.

use ardoise_protocol::room::{Answer, Refusal, RoomId};

use super::{Brain, Conn, FRAME_BYTES};
use crate::store::Store;
use ardoise_protocol::room::frame::MOST_MESSAGE_BYTES;

/// Between two times that presence is passed on.
pub(super) const PAUSE: u64 = 200;

impl<S: Store> Brain<S> {
    /// Somebody says something to those who are here.
    pub(super) fn say(&mut self, conn: Conn, room: RoomId, sealed: Vec<u8>) {
        let most = self.settings.presence_bytes;
        let joined = self.connections.get_mut(&conn).and_then(|it| it.joined(&room));
        match joined {
            None => self.refuse(conn, Some(room), None, Refusal::NotAllowed, 0),
            Some(_) if sealed.len() > most => {
                self.refuse(conn, Some(room), None, Refusal::BadRecord, 0);
            }
            Some(joined) => {
                joined.presence = sealed.into_boxed_slice();
                if let Some(here) = self.here.get_mut(&room) {
                    here.changed.insert(conn);
                }
            }
        }
    }

    pub(super) fn pass_on_presence(&mut self, now: u64) {
        let mut due = Vec::new();
        for (room, here) in &mut self.here {
            let waited = now.abs_diff(here.passed_on) >= PAUSE;
            if !here.has_news() || !waited {
                continue;
            }
            here.passed_on = now;
            let changed = std::mem::take(&mut here.changed);
            let came = std::mem::take(&mut here.came);
            let members: Vec<Conn> = here.members.iter().copied().collect();
            due.push((*room, changed, came, members));
        }
        for (room, changed, came, members) in due {
            for conn in &members {
                // Nobody is told of themselves; whoever has just come is told of all.
                let is_of_others = changed.iter().any(|other| other != conn);
                let sealed = self.said_by_others(*conn, &room, &members);
                if is_of_others || came.contains(conn) && !sealed.is_empty() {
                    self.pass_on(*conn, room, sealed);
                }
            }
        }
    }

    /// What others say, in the answer to a request that has said something itself.
    pub(super) fn answer_presence(&mut self, conn: Conn) {
        let Some(connection) = self.connections.get(&conn) else { return };
        let said = connection.rooms.iter().filter(|joined| !joined.presence.is_empty());
        for room in said.map(|joined| joined.room).collect::<Vec<_>>() {
            let Some(here) = self.here.get(&room) else { continue };
            let members: Vec<Conn> = here.members.iter().copied().collect();
            let sealed = self.said_by_others(conn, &room, &members);
            let taken = self.connections.get(&conn).and_then(|it| it.request.as_ref());
            let taken = taken.map_or(0, |request| request.bytes);
            let bytes: usize = sealed.iter().map(|sealed| sealed.len() + 5).sum();
            if taken + bytes + FRAME_BYTES < MOST_MESSAGE_BYTES {
                self.answer(conn, Answer::Presence { room, sealed });
            }
        }
    }

    fn pass_on(&mut self, conn: Conn, room: RoomId, sealed: Vec<Vec<u8>>) {
        // Whoever asks by requests gets it with the answer.
        if self.connections.get(&conn).is_some_and(|it| it.request.is_none()) {
            self.answer(conn, Answer::Presence { room, sealed });
        }
    }

    /// As many as go into a message.
    fn said_by_others(&self, conn: Conn, room: &RoomId, members: &[Conn]) -> Vec<Vec<u8>> {
        let mut bytes = FRAME_BYTES;
        let others = members.iter().filter(|other| **other != conn);
        let said = others.filter_map(|other| {
            let joined = self.connections.get(other)?.rooms.iter().find(|it| it.room == *room)?;
            (!joined.presence.is_empty()).then(|| joined.presence.to_vec())
        });
        said.take_while(|sealed| {
            bytes += sealed.len() + 5;
            bytes < MOST_MESSAGE_BYTES / 2
        })
        .collect()
    }
}
