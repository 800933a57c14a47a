//! What is kept of a notebook that is apart from the others, as bytes: what they have, and the
//! questions that nobody has answered.
//!
//! Bytes: a version byte, what the others have where it is less than what is here, then each question:
//! its cell, the four texts, and whether the others have seen it since. Earlier pages kept what the
//! others have and nothing else, which begins with a zero byte. Damaged bytes are as good as none.

use std::collections::HashMap;

use ardoise_protocol::bytes::{Reader, Writer};
use ardoise_protocol::codec::DecodeError;

use super::Met;
use crate::document::CellId;
use crate::document::lines::meet;

const VERSION: u8 = 1;

#[derive(Default)]
pub(super) struct Kept {
    pub(super) common: Option<Vec<u8>>,
    pub(super) met: HashMap<CellId, Met>,
}

pub(super) fn to_bytes(common: Option<&[u8]>, met: &HashMap<CellId, Met>) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    w.optional(common, Writer::bytes);
    let mut met: Vec<_> = met.iter().collect();
    met.sort_by(|(one, _), (other, _)| one.as_str().cmp(other.as_str()));
    w.list(&met, |w, (cell, met)| {
        w.text(cell.as_str());
        for text in [&met.base, &met.mine, &met.theirs, &met.merged] {
            w.text(text);
        }
        w.flag(met.over);
    });
    w.out
}

pub(super) fn from_bytes(bytes: &[u8]) -> Kept {
    match bytes.first() {
        Some(&VERSION) => read(&bytes[1..]).unwrap_or_default(),
        _ => Kept { common: Some(bytes.to_vec()), met: HashMap::new() },
    }
}

fn read(bytes: &[u8]) -> Result<Kept, DecodeError> {
    let mut r = Reader::new(bytes);
    let common = r.optional(Reader::bytes)?;
    let met = r.list(|r| {
        let cell = CellId::from(r.text()?);
        let (base, mine, theirs, merged) = (r.text()?, r.text()?, r.text()?, r.text()?);
        let over = r.flag()?;
        let meeting = meet(&base, &mine, &theirs, &merged);
        Ok(meeting.map(|meeting| (cell, Met { base, mine, theirs, merged, meeting, over })))
    })?;
    Ok(Kept { common, met: met.into_iter().flatten().collect() })
}
