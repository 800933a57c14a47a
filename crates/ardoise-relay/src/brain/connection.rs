//! What the relay knows of one connection, and of one room in which somebody is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use ardoise_protocol::room::{Answer, Card, Given, Read, RecordId, RoomId};

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

/// What the connections of one device in one room have in common.
pub(super) type Device = [u8; 8];

/// Of records that a device has appended, so many are named at most.
const MOST_NAMES: usize = 256;

/// A room that a connection has joined.
pub(super) struct Joined {
    pub(super) room: RoomId,
    pub(super) device: Device,
    /// It has shown the token.
    pub(super) reads: bool,
    /// A read that is not over.
    pub(super) read: Option<Open>,
    /// What the device has appended since, and was not given.
    pub(super) appended: VecDeque<RecordId>,
    /// The last that was said to those who are here; empty when nothing was, and for requests.
    pub(super) presence: Box<[u8]>,
}

/// A read: the place and the bytes in it are those that are left.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) read: Read,
    /// Something was answered: what follows goes on from there.
    pub(super) is_begun: bool,
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
    /// It reads or appends, and need not be told how the room is.
    pub(super) knows_room: bool,
}

/// A room in which somebody is, or was a moment ago.
pub(super) struct Here {
    pub(super) card: Card,
    pub(super) members: BTreeSet<Conn>,
    pub(super) appends: Bucket,
    /// Who has said something else, or gone, since it was last passed on; who has come; and when
    /// that was.
    pub(super) changed: BTreeSet<Device>,
    pub(super) came: BTreeSet<Conn>,
    pub(super) passed_on: u64,
    /// How often something else was passed on.
    pub(super) news: u64,
    /// Devices that speak by requests.
    pub(super) callers: BTreeMap<Device, Caller>,
    /// Devices that are with other relays on the same store.
    pub(super) elsewhere: BTreeMap<Device, Elsewhere>,
}

/// A device that another relay speaks of from time to time.
pub(super) struct Elsewhere {
    pub(super) heard: u64,
    /// The last that it said.
    pub(super) presence: Box<[u8]>,
}

/// A device that is here as long as it comes back with requests.
pub(super) struct Caller {
    pub(super) heard: u64,
    /// The last that it said.
    pub(super) presence: Box<[u8]>,
    /// Which news of who is here it has.
    pub(super) told: u64,
}

impl Connection {
    pub(super) fn joined(&mut self, room: &RoomId) -> Option<&mut Joined> {
        self.rooms.iter_mut().find(|joined| joined.room == *room)
    }
}

impl Joined {
    pub(super) fn new(room: RoomId, device: Device) -> Joined {
        let (appended, presence) = (VecDeque::new(), Box::default());
        Joined { room, device, reads: false, read: None, appended, presence }
    }

    /// The device has these itself.
    pub(super) fn has_appended(&mut self, records: impl Iterator<Item = RecordId>) {
        self.appended.extend(records);
        let too_many = self.appended.len().saturating_sub(MOST_NAMES);
        self.appended.drain(..too_many);
    }

    /// Whether the device has this one itself.
    pub(super) fn has(&self, record: &RecordId) -> bool {
        self.appended.contains(record)
    }

    /// Records as the device wants them: its own by name, or all as they are.
    pub(super) fn given(&mut self, names: bool, records: &[(RecordId, Arc<[u8]>)]) -> Vec<Given> {
        let given = records.iter().map(|(id, bytes)| match names && self.has(id) {
            true => Given::Name(*id),
            false => Given::Record(bytes.to_vec()),
        });
        let given = given.collect();
        // A record is given once.
        self.appended.retain(|own| !records.iter().any(|(id, _)| id == own));
        given
    }
}

impl Here {
    /// Whether there is presence to be passed on.
    pub(super) fn has_news(&self) -> bool {
        !self.changed.is_empty() || !self.came.is_empty()
    }
}
