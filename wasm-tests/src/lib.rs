//! What only a browser can show: that the store keeps its promises in a real IndexedDB, that every
//! value crosses the page door and comes back the same, and that wasm32 makes the same bytes as the
//! machine the tests were written on.
//!
//! `cargo xtask wasm-tests` runs every exported `test_...` function in a headless browser; one that
//! rejects has failed. Tests share one page: each opens a database of its own name.

pub mod activities;
mod desk;
pub mod door;
pub mod files;
pub mod rooms;
pub mod store;
pub mod tabs;
