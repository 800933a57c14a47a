//! An activity as bytes. `docs/formats.md` describes them; `tests/suite/activity.rs` reads them a
//! second time from that description.
//!
//! What is read was written by anybody: every length is checked, and the updates inside must make a
//! notebook.

use ardoise_protocol::bytes::{Reader, Writer};
use ardoise_protocol::codec::DecodeError;

use super::{Activity, ActivityFile, ActivityId, Change, Part, Proof, Revision};
use crate::document::{CellId, Document, SEED_CLIENT};
use crate::session::{FILE_LIMITS, is_bad_path};

/// How packets begin.
const MAGIC: &[u8; 8] = b"ardoise\x01";
/// More revisions than a teacher makes in years.
const MOST_REVISIONS: usize = 1000;

/// Why bytes are no activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PacketError {
    #[error("this is no activity")]
    NotAnActivity,
    #[error("the activity was made by a newer Ardoise")]
    TooNew,
    #[error("the activity is damaged or cut short")]
    Damaged,
    #[error("the activity is too large")]
    TooLarge,
}

impl From<DecodeError> for PacketError {
    fn from(_: DecodeError) -> PacketError {
        PacketError::Damaged
    }
}

impl Activity {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.signed_bytes();
        if let Some(Proof { key, salt, signature }) = &self.proof {
            out.extend([&key[..], salt, signature].concat());
        }
        out
    }

    /// The bytes that a proof signs: all but the proof.
    pub fn signed_bytes(&self) -> Vec<u8> {
        let mut w = Writer::default();
        w.out.extend(MAGIC);
        w.out.extend(self.id.0);
        w.bytes(&self.seed);
        w.list(&self.revisions, |w, revision| {
            w.list(&revision.changes, |w, change| {
                w.text(change.cell.as_ref().map_or("", CellId::as_str));
                w.flag(change.part == Part::Rest);
                w.bytes(&change.update);
            });
        });
        w.list(&self.files, |w, file| {
            w.text(&file.path);
            w.bytes(&file.content);
        });
        w.out
    }

    /// Reads an activity and makes sure that copies can be grown from it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Activity, PacketError> {
        let Some((magic, rest)) = bytes.split_at_checked(MAGIC.len()) else {
            return Err(PacketError::NotAnActivity);
        };
        if magic != MAGIC {
            let known = magic[..7] == MAGIC[..7];
            return Err(if known { PacketError::TooNew } else { PacketError::NotAnActivity });
        }
        let mut r = Reader::new(rest);
        let id = ActivityId(r.array()?);
        let seed = r.bytes()?;
        let revisions = r.list(|r| Ok(Revision { changes: r.list(|r| change(r))? }))?;
        let files = r.list(|r| Ok(ActivityFile { path: r.text()?, content: r.bytes()? }))?;
        let proof = if r.end().is_ok() {
            None
        } else {
            Some(Proof { key: r.array()?, salt: r.array()?, signature: r.array()? })
        };
        r.end()?;
        let activity = Activity { id, seed, revisions, files, proof };
        activity.check()?;
        Ok(activity)
    }

    fn check(&self) -> Result<(), PacketError> {
        let sizes = self.files.iter().map(|file| file.content.len());
        let (largest, together) = (sizes.clone().max().unwrap_or(0), sizes.sum::<usize>());
        if largest > FILE_LIMITS.bytes as usize
            || together > FILE_LIMITS.bytes_together as usize
            || self.files.len() > FILE_LIMITS.count
            || self.revisions.len() > MOST_REVISIONS
        {
            return Err(PacketError::TooLarge);
        }
        let ordered = self.files.windows(2).all(|pair| pair[0].path < pair[1].path);
        if !ordered || self.files.iter().any(|file| is_bad_path(&file.path)) {
            return Err(PacketError::Damaged);
        }
        let mut document = Document::new(SEED_CLIENT);
        let changes = self.revisions.iter().flat_map(|revision| &revision.changes);
        let updates = std::iter::once(&self.seed).chain(changes.map(|change| &change.update));
        for update in updates {
            let refused = !document.receive(&[update]).refused.is_empty();
            if refused || document.waiting() > 0 {
                return Err(PacketError::Damaged);
            }
        }
        let id = self.id.to_string();
        let facts = document.metadata(super::FACTS);
        let named = facts.as_ref().and_then(|facts| facts.get(super::ACTIVITY)?.as_str());
        if named != Some(&id) || super::facts::version_of(&document) != self.version() {
            return Err(PacketError::Damaged);
        }
        Ok(())
    }
}

fn change(r: &mut Reader<'_>) -> Result<Change, DecodeError> {
    let cell = r.text()?;
    Ok(Change {
        cell: (!cell.is_empty()).then(|| CellId::from(cell)),
        part: if r.flag()? { Part::Rest } else { Part::Source },
        update: r.bytes()?,
    })
}
