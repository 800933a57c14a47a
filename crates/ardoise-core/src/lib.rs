//! The brain of Ardoise: documents, sessions and notebook files, without any I/O.
//!
//! Nothing here reads a clock, draws a random number, opens a file or knows a browser: what comes
//! from the world is an argument, what goes out is a value. The same calls give the same bytes.
//!
//! Start with [`session::Session`] (what happens to an open notebook), then [`document`] (how a
//! notebook is kept), [`interchange`] (files in and out) and [`activity`] (what a teacher distributes).

pub mod activity;
pub mod document;
pub mod interchange;
pub mod session;
