//! Which update bytes may come near a document, and compaction.
//!
//! An update is a stranger's until it was checked: in the page a panic ends everything, so bytes
//! are refused before they are applied rather than repaired afterwards. They must be of bounded
//! size, decode, and come out of being encoded again as the same update. Updates that build on
//! others which have not arrived are never left inside yrs (encoding a document with such pending
//! parts is where known poisons act); see `remote` for how they wait.

use yrs::Update;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;

use super::{Document, SEED_CLIENT};

/// More than any notebook of a school needs; attachments are in the document, outputs are not.
const LARGEST_UPDATE: usize = 64 << 20;

/// Why an update was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefusedUpdate {
    #[error("the update is too large")]
    TooLarge,
    #[error("the bytes are not an update")]
    Unreadable,
    #[error("the update contradicts itself")]
    Inconsistent,
    #[error("the update builds on others that are missing")]
    Incomplete,
}

/// Reads update bytes that can be applied safely.
pub(super) fn checked(bytes: &[u8]) -> Result<Update, RefusedUpdate> {
    if bytes.len() > LARGEST_UPDATE {
        return Err(RefusedUpdate::TooLarge);
    }
    let update = Update::decode_v2(bytes).map_err(|_| RefusedUpdate::Unreadable)?;
    let again = Update::decode_v2(&update.encode_v2()).map_err(|_| RefusedUpdate::Inconsistent)?;
    if again != update {
        return Err(RefusedUpdate::Inconsistent);
    }
    Ok(update)
}

/// Makes one update out of many, through a document, so that what was overwritten is dropped.
/// Refuses when one of them cannot be read or builds on a missing one: then nothing may be thrown
/// away.
pub fn merge(updates: &[impl AsRef<[u8]>]) -> Result<Vec<u8>, RefusedUpdate> {
    let mut document = Document::new(SEED_CLIENT);
    if let Some((_, refused)) = document.receive(updates).refused.into_iter().next() {
        return Err(refused);
    }
    if document.waiting() > 0 { Err(RefusedUpdate::Incomplete) } else { Ok(document.state()) }
}

/// Joins a few updates of our own that follow each other, without looking into a document.
pub fn join(updates: &[Vec<u8>]) -> Option<Vec<u8>> {
    yrs::merge_updates_v2(updates).ok()
}
