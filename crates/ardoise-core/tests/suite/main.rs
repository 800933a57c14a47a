//! The core from outside: events in, effects out, bytes to and from the store.
//!
//! `desk` plays the host and checks at every step what must always hold, `kernel` says what a kernel
//! says; the other modules are one subject each.

mod activity;
mod advice;
mod apart;
mod convergence;
mod desk;
mod edits;
mod files;
mod formats;
mod guard;
mod interactions;
mod kernel;
mod lacking;
mod notebook_files;
mod random;
mod runs;
mod saving;
mod undo;
