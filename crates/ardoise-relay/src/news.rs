//! What relays on one store tell each other: in which rooms to look, and who is where.
//!
//! It may be lost; then the one takes longer and the other is missed for a while. It must not know how
//! it travels.

use std::collections::{BTreeMap, BTreeSet};

use ardoise_protocol::room::RoomId;

/// What one relay tells the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Rooms in which something was appended or ordered.
    pub rooms: BTreeSet<RoomId>,
    /// The last that each device has said to those who are in a room, sealed; empty for farewell.
    pub said: BTreeMap<(RoomId, [u8; 8]), Vec<u8>>,
}

impl News {
    pub fn is_empty(&self) -> bool {
        self.rooms.is_empty() && self.said.is_empty()
    }

    /// What is later counts.
    pub fn add(&mut self, later: News) {
        self.rooms.extend(later.rooms);
        self.said.extend(later.said);
    }
}
