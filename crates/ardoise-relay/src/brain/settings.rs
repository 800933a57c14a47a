//! What a relay allows, what it is told of its disk, and what it counts.

use ardoise_protocol::room::Limits;
use ardoise_protocol::room::frame::MOST_MESSAGE_BYTES;
use ardoise_protocol::room::record::MOST_BYTES;

use super::bucket::Rate;

/// What a relay allows. The defaults fit a school.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What a room may hold.
    pub room_bytes: u64,
    pub room_records: u32,
    /// Records in one append.
    pub append_records: usize,
    /// Of a room, and of a connection. An append costs one, and one more for each eight records.
    pub appends: Rate,
    /// Frames of a connection.
    pub asks: Rate,
    /// Rooms that did not exist before, of all connections.
    pub new_rooms: Rate,
    pub connections: usize,
    /// Rooms that one connection joins.
    pub joined_rooms: usize,
    pub presence_bytes: usize,
    /// Of all appends that wait for the next commit.
    pub waiting_bytes: usize,
    /// How long a read waits over HTTP.
    pub hold_millis: u32,
    /// Days until a room expires whose maker has not said otherwise.
    pub keeps_days: u32,
    /// Bytes of records in one answer.
    pub answer_bytes: usize,
    /// Spreads out those who are sent away when the relay stops; from chance.
    pub spread: u64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            room_bytes: 32 << 20,
            room_records: 50_000,
            append_records: 64,
            appends: Rate { per_second: 20, burst: 100 },
            asks: Rate { per_second: 50, burst: 200 },
            new_rooms: Rate { per_second: 20, burst: 2000 },
            connections: 10_000,
            joined_rooms: 64,
            presence_bytes: 4096,
            waiting_bytes: 8 << 20,
            hold_millis: 25_000,
            keeps_days: 400,
            answer_bytes: 512 << 10,
            spread: 0,
        }
    }
}

impl Settings {
    pub(super) fn limits(&self) -> Limits {
        Limits {
            record_bytes: MOST_BYTES as u32,
            message_bytes: MOST_MESSAGE_BYTES as u32,
            append_records: self.append_records as u32,
            hold_millis: self.hold_millis,
        }
    }

    pub(super) fn room_bytes(&self) -> u32 {
        u32::try_from(self.room_bytes).unwrap_or(u32::MAX)
    }
}

/// How the disk is, as told from outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiskState {
    #[default]
    Fine,
    /// No new rooms are made.
    Low,
    /// Nothing is appended; reading goes on.
    Full,
}

/// What happened since the relay was started, and how many are here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    pub connections: u64,
    pub joined_rooms: u64,
    pub messages: u64,
    pub bytes_in: u64,
    pub bytes_out: u64,
    pub records: u64,
    pub commits: u64,
    pub refused: u64,
    /// Records that were damaged and taken out of their log.
    pub damaged: u64,
    /// Commits that the store did not do.
    pub failed_commits: u64,
}
