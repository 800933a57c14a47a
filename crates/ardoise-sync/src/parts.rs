//! Puts parts of long payloads together again.
//!
//! Parts stand in the log in any order and between other records; what came of them is forgotten with
//! the connection's end, so the place that is kept never goes beyond the first part that still waits.
//! Parts that were handed in join no others: whoever hands in must not end what a writer began.

use std::collections::BTreeMap;

use ardoise_protocol::room::{Kind, Part, Place};

/// More bytes of incomplete payloads than this are no payload of ours.
const MOST_BYTES: usize = 64 << 20;

#[derive(Default)]
pub(crate) struct Parts {
    /// By their name, and whether they were handed in.
    groups: BTreeMap<([u8; 16], bool), Group>,
    bytes: usize,
}

struct Group {
    /// The log up to before its first part.
    before: Place,
    parts: BTreeMap<u32, Vec<u8>>,
    count: u32,
}

impl Parts {
    /// Takes one part that stands right after this place; the whole payload when it was the last.
    pub(crate) fn take(
        &mut self,
        before: Place,
        (kind, part): (Kind, Part),
        payload: Vec<u8>,
    ) -> Option<Vec<u8>> {
        if self.bytes + payload.len() > MOST_BYTES {
            self.give_up_oldest();
        }
        let fresh = || Group { before, parts: BTreeMap::new(), count: part.count };
        let name = (part.group, kind == Kind::HandIn);
        let group = self.groups.entry(name).or_insert_with(fresh);
        if group.count != part.count || group.parts.contains_key(&part.index) {
            return None;
        }
        self.bytes += payload.len();
        group.parts.insert(part.index, payload);
        if group.parts.len() < group.count as usize {
            return None;
        }
        let whole: Vec<u8> = self.groups.remove(&name)?.parts.into_values().flatten().collect();
        self.bytes -= whole.len();
        Some(whole)
    }

    /// The place that may be kept when everything up to this one was read.
    pub(crate) fn kept(&self, read: Place) -> Place {
        let waiting = self.groups.values().map(|group| group.before);
        waiting.chain([read]).min_by_key(|place| place.sequence).unwrap_or(read)
    }

    /// Somebody began a payload and never sent the rest: it will not come any more.
    fn give_up_oldest(&mut self) {
        let oldest = self.groups.iter().min_by_key(|(_, group)| group.before.sequence);
        let Some(name) = oldest.map(|(name, _)| *name) else { return };
        if let Some(group) = self.groups.remove(&name) {
            self.bytes -= group.parts.values().map(Vec::len).sum::<usize>();
        }
    }
}
