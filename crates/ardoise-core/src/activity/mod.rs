//! Activities: notebooks that a teacher distributes, and what becomes of the copies.
//!
//! An [`Activity`] holds the seed every copy starts from, a revision for each later version, and the
//! files beside the cells. `docs/formats.md` has its bytes. A revision is a set of small updates, one
//! for each cell, so that a copy takes a teacher's correction cell by cell: what the pupil has
//! written in stays as it is, and what came twice or from two devices is there once.
//!
//! It must not know sessions, links, folders or who may publish what. Start with [`Activity`];
//! `packet` writes and reads its bytes, `roles` says what the cells are for, `pupils` makes the file
//! that pupils get, `publishing` makes the next version, `correction` brings it to a copy, `advice` says
//! what a teacher should look at first.

mod advice;
mod correction;
mod facts;
mod packet;
mod publishing;
mod pupils;
mod roles;

use std::fmt;

use crate::document::{CellId, Document, SEED_CLIENT};

pub use advice::{AdviceKind, PublishAdvice, files_read, files_written, publish_advice};
pub use correction::{CellNews, Correction, CorrectionRefusal, NewsKind};
pub use facts::ActivityFacts;
pub(crate) use facts::{ACTIVITY, FACTS, VERSION, activity_of, steps_to};
pub use packet::PacketError;
pub use publishing::{Publication, PublishError};
pub use pupils::{Solutions, is_note_in_file, pupils_file, role_in_file};
pub use roles::CellRole;
pub(crate) use roles::{
    BREAKPOINT, NBGRADER, ROLES, SLIDESHOW, TAGS, has_breakpoint, is_note, role, role_tag, slide,
    tagged,
};

/// Names an activity in all its versions and copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActivityId(pub [u8; 16]);

impl fmt::Display for ActivityId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl ActivityId {
    /// Reads 32 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<ActivityId> {
        let mut id = [0; 16];
        if text.len() != 32 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        for (byte, at) in id.iter_mut().zip((0..32).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
        }
        Some(ActivityId(id))
    }
}

/// What a teacher distributes.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    pub id: ActivityId,
    /// The update every copy starts from: version 1.
    pub seed: Vec<u8>,
    /// Versions 2 and later, in order.
    pub revisions: Vec<Revision>,
    /// As of the newest version, by path.
    pub files: Vec<ActivityFile>,
    /// Who may publish versions after the first.
    pub proof: Option<Proof>,
}

/// What one version changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    pub changes: Vec<Change>,
}

/// An update that can be taken without the others of its revision.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// None for the notebook's own title and metadata.
    pub cell: Option<CellId>,
    pub part: Part,
    pub update: Vec<u8>,
}

/// Which half of a cell a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its text, or that it came or went: taken where the pupil has not written.
    Source,
    /// All else: always taken.
    Rest,
}

/// A file beside the cells.
#[derive(Clone, Debug, PartialEq)]
pub struct ActivityFile {
    /// Below the notebook's folder, parts between `/`.
    pub path: String,
    pub content: Vec<u8>,
}

/// Shows that a version comes from who published the first: the activity's id was made from the
/// key and the salt, and the key has signed the packet without this proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    pub key: [u8; 32],
    pub salt: [u8; 16],
    pub signature: [u8; 64],
}

impl Activity {
    /// The newest version in it; the first is 1.
    pub fn version(&self) -> u32 {
        self.revisions.len() as u32 + 1
    }

    /// The notebook as one of its versions has it.
    pub(crate) fn document_at(&self, version: u32) -> Document {
        let later = self.revisions.iter().take(version.saturating_sub(1) as usize);
        let changes = later.flat_map(|revision| &revision.changes);
        let updates = std::iter::once(&self.seed).chain(changes.map(|change| &change.update));
        let mut document = Document::new(SEED_CLIENT);
        document.receive(&updates.collect::<Vec<_>>());
        document
    }

    /// The newest version as one update, for a new copy.
    pub fn state(&self) -> Vec<u8> {
        if self.revisions.is_empty() {
            return self.seed.clone();
        }
        self.document_at(self.version()).state()
    }

    /// Whether copies of the one take corrections of the other.
    pub fn is_kin_of(&self, other: &Activity) -> bool {
        self.id == other.id && self.seed == other.seed
    }

    /// What is known of it.
    pub fn facts(&self) -> ActivityFacts {
        ActivityFacts::of(&self.document_at(self.version()))
    }

    pub fn title(&self) -> String {
        self.document_at(self.version()).title()
    }
}
