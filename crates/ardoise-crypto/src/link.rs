//! What a link to a room holds: the keys, and the relays where the room may be found.
//!
//! Bytes: a version byte, a byte for what the link lets one do, the secrets, then the relays'
//! addresses. Whoever makes a link of them writes them in base64url behind a `#`, which no browser
//! sends to a server. It must not know what a relay is. Start with [`RoomLink`]; a [`GiverLink`] is for
//! who only gives.

use ardoise_protocol::bytes::{Reader, Writer};
use ardoise_protocol::codec::DecodeError;

use crate::giving::GiverKeys;
use crate::keys::RoomKeys;

const VERSION: u8 = 1;
/// What a link for giving lets one do.
const GIVES: u8 = 4;
/// More relays, or longer addresses, are no link.
const MOST_RELAYS: usize = 8;
const MOST_ADDRESS_BYTES: usize = 500;

/// What one is let do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Reads,
    Writes,
    Orders,
}

/// The right to a room.
#[derive(Clone)]
pub struct RoomLink {
    pub keys: RoomKeys,
    /// Addresses of relays; an empty one is the place the page came from.
    pub relays: Vec<String>,
}

/// The right to give something to a room that one may not read.
#[derive(Clone)]
pub struct GiverLink {
    pub keys: GiverKeys,
    /// As those of [`RoomLink`].
    pub relays: Vec<String>,
}

/// The bytes of a link for somebody who gives.
pub fn bytes_from_giver_link(link: &GiverLink) -> Vec<u8> {
    let GiverLink { keys, relays } = link;
    let mut w = Writer::default();
    w.byte(VERSION);
    w.byte(GIVES);
    w.raw(&keys.write_seed());
    w.raw(&keys.card().admin_key);
    w.raw(&keys.card().read_hash);
    w.raw(&keys.receiver());
    w.list(relays, |w, relay| w.text(relay));
    w.out
}

/// Reads a link of somebody who gives.
pub fn giver_link_from_bytes(bytes: &[u8]) -> Result<GiverLink, DecodeError> {
    let mut r = Reader::new(bytes);
    match r.byte()? {
        VERSION => {}
        other => return Err(DecodeError::UnknownVersion(other)),
    }
    match r.byte()? {
        GIVES => {}
        other => return Err(DecodeError::UnknownTag(other)),
    }
    let keys = GiverKeys::new(r.array()?, r.array()?, r.array()?, r.array()?);
    Ok(GiverLink { keys, relays: relays_from(r)? })
}

/// The link's bytes for somebody who may do this; none when these keys do not allow it.
pub fn bytes_from_link(link: &RoomLink, role: Role) -> Option<Vec<u8>> {
    let RoomLink { keys, relays } = link;
    let mut w = Writer::default();
    w.byte(VERSION);
    match role {
        Role::Reads => {
            w.byte(1);
            w.raw(&keys.read_secret());
            w.raw(&keys.card().write_key);
            w.raw(&keys.card().admin_key);
        }
        Role::Writes => {
            w.byte(2);
            w.raw(&keys.write_secret()?);
            w.raw(&keys.card().admin_key);
        }
        Role::Orders => {
            w.byte(3);
            w.raw(&keys.write_secret()?);
            w.raw(&keys.admin_secret()?);
        }
    }
    w.list(relays, |w, relay| w.text(relay));
    Some(w.out)
}

/// Reads a link.
pub fn link_from_bytes(bytes: &[u8]) -> Result<RoomLink, DecodeError> {
    let mut r = Reader::new(bytes);
    match r.byte()? {
        VERSION => {}
        other => return Err(DecodeError::UnknownVersion(other)),
    }
    let keys = match r.byte()? {
        1 => RoomKeys::of_reader(r.array()?, r.array()?, r.array()?),
        2 => RoomKeys::of_writer(r.array()?, r.array()?),
        3 => RoomKeys::make(r.array()?, r.array()?),
        other => return Err(DecodeError::UnknownTag(other)),
    };
    Ok(RoomLink { keys, relays: relays_from(r)? })
}

/// The relays, with which a link ends.
fn relays_from(mut r: Reader<'_>) -> Result<Vec<String>, DecodeError> {
    let relays = r.list(Reader::text)?;
    r.end()?;
    if relays.len() > MOST_RELAYS || relays.iter().any(|relay| relay.len() > MOST_ADDRESS_BYTES) {
        return Err(DecodeError::TooLong);
    }
    Ok(relays)
}
