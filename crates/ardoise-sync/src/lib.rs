//! What a device does to keep one room in step with its relays.
//!
//! A [`Device`] takes events (a connection opened, bytes came, something was edited, a row is durable,
//! time has passed) and gives back what is to be done: send these bytes, keep these rows in one
//! transaction, call again at that time. The same code runs in the page, natively and in the
//! simulator.
//!
//! What it promises: nothing is sent before it is durable here; nothing counts as sent before a relay
//! has said that it is durable there; the place up to which a relay was read is kept in the
//! transaction that keeps what was read; a relay that lost, changed or hid something is noticed, and
//! gets what it lacks.
//!
//! It must not know a socket, a database, a clock or a source of randomness, nor what an update says:
//! whoever owns the document joins updates and compares them. Start with [`Device::handle`].

mod batch;
mod device;
mod file;
pub mod hand_in;
mod link;
mod parts;
mod payload;
mod status;
mod stored;

pub use device::{
    Config, Device, Effect, Entropy, Event, KnownLink, StoredRecord, TAIL_RECORDS, Write,
};
pub use file::{RoomFile, bytes_from_items as room_file, file_from_bytes};
pub use payload::{Item, Payload, Places, bytes_from_payload, payload_from_bytes};
pub use status::{LinkState, LinkStatus, Problem, Reach, Status};
pub use stored::{
    bytes_from_known_link, bytes_from_stored_record, known_link_from_bytes,
    stored_record_from_bytes,
};
