//! Devices, relays and a network that fails, in one thread and one simulated time, all by one seed:
//! the same seed gives the same world, so a failure is a number.
//!
//! What runs in it is what runs in schools: `ardoise-sync` on the devices, `ardoise-relay`'s brain on
//! the relays, `ardoise-core`'s documents. Only sockets, disks and clocks are played. Test support: it
//! is in no program that people get.
//!
//! Start with [`World::run`], which names everything that can go wrong once.

mod chance;
mod device;
mod network;
mod relay;
mod world;

pub use chance::Chance;
pub use world::{Faults, Report, World};
