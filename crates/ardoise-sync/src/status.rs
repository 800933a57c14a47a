//! What a person is told about a room.

use ardoise_protocol::room::Refusal;

/// How a room stands, as a value: the page shows it and asks for it after each event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// How far one's own work has come.
    pub reach: Reach,
    /// Everything the relays have was read, as far as they say.
    pub current: bool,
    pub links: Vec<LinkStatus>,
}

/// The three honest states, each holding the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    OnDevice,
    OnRelay,
    Seen,
}

/// How it stands with one relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkStatus {
    pub address: String,
    pub state: LinkState,
    pub problem: Option<Problem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Not connected; it will be tried again.
    Away,
    Joining,
    Joined,
    /// It will not be tried again: the token is refused, or the room was deleted.
    Over,
}

/// What does not go as it should with a relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It refuses to keep more, or to let one in.
    Refused(Refusal),
    /// It was put back from a copy, or keeps another log than before.
    Restored,
    /// It shows this device another log than it showed others.
    Forked,
    /// It holds back what it has.
    Withholds,
    /// It sent something that is no record of this room.
    Forged,
}
