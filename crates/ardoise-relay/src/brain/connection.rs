//! What the relay knows of one connection, and of one room in which somebody is.

use std::collections::BTreeSet;

use ardoise_protocol::room::{Answer, Card, Place, RoomId};

use super::Conn;
use super::bucket::Bucket;

/// How a connection speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// Messages both ways until it closes.
    Socket,
    /// One message, one answer.
    Request,
}

pub(super) struct Connection {
    pub(super) appends: Bucket,
    pub(super) asks: Bucket,
    pub(super) rooms: Vec<Joined>,
    /// Appends and orders that no commit has decided yet.
    pub(super) waiting: u32,
    /// Messages refused for their number, since the last that was not.
    pub(super) too_fast: u32,
    /// Of a request; none for a socket.
    pub(super) request: Option<Box<Request>>,
}

/// A room that a connection has joined.
pub(super) struct Joined {
    pub(super) room: RoomId,
    /// A read that waits: after which place, and how many bytes the device takes.
    pub(super) read: Option<(Place, u32)>,
    /// The last that was said to those who are here; empty when nothing was.
    pub(super) presence: Box<[u8]>,
}

/// A request that is not answered yet.
pub(super) struct Request {
    pub(super) since: u64,
    pub(super) answers: Vec<Answer>,
    /// Bytes of the answers, at most.
    pub(super) bytes: usize,
    /// Something was answered for which nobody should wait.
    pub(super) is_due: bool,
    /// Its message has come.
    pub(super) has_asked: bool,
}

/// A room in which somebody is, or was a moment ago.
pub(super) struct Here {
    pub(super) card: Card,
    pub(super) members: BTreeSet<Conn>,
    pub(super) appends: Bucket,
    /// Who has said something else, or gone, since it was last passed on; who has come; and when
    /// that was.
    pub(super) changed: BTreeSet<Conn>,
    pub(super) came: BTreeSet<Conn>,
    pub(super) passed_on: u64,
}

impl Connection {
    pub(super) fn joined(&mut self, room: &RoomId) -> Option<&mut Joined> {
        self.rooms.iter_mut().find(|joined| joined.room == *room)
    }
}

impl Here {
    /// Whether there is presence to be passed on.
    pub(super) fn has_news(&self) -> bool {
        !self.changed.is_empty() || !self.came.is_empty()
    }
}
