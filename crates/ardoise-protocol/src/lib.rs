//! What the page and a kernel say to each other, and how it is written as bytes.
//!
//! A kernel runs one language in a worker that can be thrown away; the page keeps the truth.
//! The page sends [`Request`]s, the kernel answers with [`Report`]s. Both cross the border as byte
//! arrays that TypeScript forwards unopened; [`codec`] writes and reads them.
//!
//! This crate knows nobody: no document, no browser, no Python. Start reading at [`Request`].

pub mod bytes;
pub mod codec;
mod kernel;

pub use kernel::{Advice, Failure, Frame, MimeBundle, Place, Report, Request, RunId, Stream};
