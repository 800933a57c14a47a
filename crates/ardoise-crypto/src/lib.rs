//! Keys, names made from them, signatures and seals. Pure: secrets, salts and nonces come in as
//! bytes.
//!
//! [`author`] is who published an activity; [`keys`] who may read and write a room, [`seal`] how its
//! records are sealed and checked, [`giving`] how somebody gives who may not read, [`link`] how the right
//! to a room is passed on. Everything is made of Ed25519 (RFC 8032), SHA-256, HKDF (RFC 5869),
//! XChaCha20-Poly1305 and HPKE (RFC 9180); `docs/rooms.md` says which bytes go where. [`is_signed`]
//! checks all signatures, [`code_digest`] is of the code that opens a profile.
//!
//! It must not know what an activity is, nor what a room holds.

mod author;
pub mod giving;
mod hpke;
pub mod keys;
pub mod link;
mod lock;
pub mod seal;
mod signature;

pub use author::{AuthorKey, activity_name};
pub use keys::RoomKeys;
pub use lock::code_digest;
pub use signature::is_signed;
