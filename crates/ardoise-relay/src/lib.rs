//! A relay: rooms that store sealed records and forward them, and can neither read nor make one.
//!
//! [`brain`] decides everything and does nothing: messages go in, messages come out; it has no
//! sockets, no clock and no chance, so that a simulator drives the same code. [`store`] is what is
//! kept, in memory, in SQLite or in PostgreSQL; [`news`] is what relays on one store tell each other.
//! [`shell`] is what touches the world: HTTP, WebSockets, threads.
//! What a relay promises is said in `docs/rooms.md`.
//!
//! It must not know what a record holds. Start at [`brain::Brain`].

pub mod brain;
pub mod news;
#[cfg(feature = "shell")]
pub mod shell;
pub mod store;
