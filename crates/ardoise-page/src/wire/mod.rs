//! What crosses the page door: the core's types, described once more as JavaScript values.
//!
//! The core's types are not serialisable. Here each of them gets a conversion both ways and a
//! TypeScript declaration, both made from one description that the compiler compares with the
//! type; the declarations end in `web/src/core/engine/ardoise_page.d.ts`, so a change of the door
//! shows in review.
//!
//! Rules of the door: a choice is an object with a `type`, names are camelCase, bytes are
//! `Uint8Array`, numbers are 32 bits or floating point, ids are texts, what is absent is left out.
//!
//! Nothing here decides anything. Start with [`event`]; how it works is in [`shape`].

mod activity;
mod event;
mod file;
mod files;
mod room;
pub(crate) mod shape;
mod view;

pub use activity::{CorrectionView, PublishAdvice};
pub use file::{CellOutputs, Imported, NewNotebook};
pub use room::{
    GivenRow, HandIn, HandInSaid, OutboxRow, RoomEffect, RoomEvent, RoomFile, RoomLinkStatus,
    RoomStatus, RoomWrite, SharedContent, SharedFile, SharedOutputs, StoredRoom,
};
pub use shape::{Bytes, NotAsDeclared, Record, Wire};
pub(crate) use shape::{list_from_js, list_to_js};
