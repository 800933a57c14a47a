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
    if !texts_fit(bytes) {
        return Err(RefusedUpdate::Unreadable);
    }
    let update = Update::decode_v2(bytes).map_err(|_| RefusedUpdate::Unreadable)?;
    let again = Update::decode_v2(&update.encode_v2()).map_err(|_| RefusedUpdate::Inconsistent)?;
    if again != update {
        return Err(RefusedUpdate::Inconsistent);
    }
    Ok(update)
}

/// Whether update bytes may come near a document.
pub fn is_readable(bytes: &[u8]) -> bool {
    checked(bytes).is_ok()
}

/// Whether the lengths of the texts in an update add up to the texts, and none cuts a surrogate
/// pair: yrs 0.28.1 subtracts them without looking.
///
/// An update starts with a zero byte and then nine columns, each after its length in bytes; the
/// sixth is all texts in one (again after its length) and then their lengths in UTF-16 units.
fn texts_fit(bytes: &[u8]) -> bool {
    let mut rest = Numbers(bytes.get(1..).unwrap_or_default());
    let column = (0..6).map(|_| rest.block()).last().flatten();
    let Some(mut column) = column.map(Numbers) else { return false };
    let Some(Ok(texts)) = column.block().map(std::str::from_utf8) else { return false };
    let mut letters = texts.chars();
    let mut left = texts.len();
    while left > 0 {
        let Some((length, times)) = column.run() else { return false };
        if length == 0 {
            continue;
        }
        for _ in 0..times {
            let mut units = length;
            while units > 0 {
                let Some(letter) = letters.next() else { return false };
                let Some(fewer) = units.checked_sub(letter.len_utf16() as u64) else {
                    return false;
                };
                units = fewer;
                left -= letter.len_utf8();
            }
            if left == 0 {
                break;
            }
        }
    }
    true
}

/// Reads the numbers of the update format.
struct Numbers<'a>(&'a [u8]);

impl<'a> Numbers<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// Bytes after their length.
    fn block(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (block, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(block)
    }

    /// A number and how many times it stands: more than once when it is written as negative.
    fn run(&mut self) -> Option<(u64, u64)> {
        let first = self.byte()?;
        let mut value = u64::from(first & 0x3f);
        let mut shift = 6;
        let mut byte = first;
        while byte >= 0x80 {
            byte = self.byte()?;
            if shift > 55 {
                return None;
            }
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
        }
        let times = if first & 0x40 == 0 { 1 } else { self.number()?.checked_add(2)? };
        Some((value, times))
    }
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
