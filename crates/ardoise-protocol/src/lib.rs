//! What the parts of Ardoise say to each other, and how it is written as bytes: a page and a kernel,
//! a device and a relay.
//!
//! A kernel runs one language in a worker that can be thrown away; the page keeps the truth.
//! The page sends [`Request`]s, the kernel answers with [`Report`]s. Both cross the border as byte
//! arrays that TypeScript forwards unopened; [`codec`] writes and reads them.
//!
//! [`room`] is the other conversation: between devices and the relays that keep rooms for them.
//!
//! This crate knows nobody: no document, no browser, no Python. Start reading at [`Request`].

pub mod bytes;
pub mod codec;
mod kernel;
pub mod room;

pub use kernel::{Advice, Failure, Frame, MimeBundle, Place, Report, Request, RunId, Stream};
