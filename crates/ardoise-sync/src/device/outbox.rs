//! Sealing, and what becomes of records that were sent.

use ardoise_crypto::keys::record_id;
use ardoise_crypto::seal::PART_BYTES;
use ardoise_protocol::room::codec::record_from_bytes;
use ardoise_protocol::room::{Header, Kind, Part, RecordId, Refusal, Signer};

use super::{Device, Effect, Outgoing, StoredRecord, Write};
use crate::link::{InFlight, Link, Sent, State};
use crate::payload::{Item, Payload, Places, bytes_from_payload};
use crate::status::Problem;

/// More than this does not go into one payload, if it is several items.
const MOST_PAYLOAD: usize = 4 << 20;
/// How much is sent before an answer: eight seconds of a line with 64 kbit/s.
const APPEND_BYTES: usize = 64 << 10;
const APPEND_RECORDS: usize = 64;

impl Device {
    pub(super) fn seal_changes(&mut self, mark: u32, items: Vec<Item>, out: &mut Vec<Effect>) {
        self.batch.answered();
        self.links.iter_mut().for_each(|link| link.check.add(&items));
        let records = self.seal(Kind::Changes, items, None);
        if !records.is_empty() {
            self.keep(Write::Sealed { records, mark: Some(mark), link: None }, out);
        }
    }

    pub(super) fn seal_lacking(&mut self, at: usize, items: Vec<Item>, out: &mut Vec<Effect>) {
        let Some(link) = self.links.get_mut(at).filter(|link| link.comparing) else { return };
        link.comparing = false;
        link.settled = true;
        link.problem.take_if(|problem| *problem == Problem::Restored);
        link.read = Vec::new();
        let address = link.address.clone();
        let records = self.seal(Kind::Changes, items, Some(address));
        let link = Some(self.links[at].known());
        self.keep(Write::Sealed { records, mark: None, link }, out);
    }

    pub(super) fn seal_snapshot(&mut self, at: usize, items: Vec<Item>, out: &mut Vec<Effect>) {
        let Some(link) = self.links.get_mut(at) else { return };
        let Some(covers) = link.covering.take() else { return };
        let address = link.address.clone();
        let records = self.seal(Kind::Snapshot { covers }, items, Some(address));
        if !records.is_empty() {
            self.keep(Write::Sealed { records, mark: None, link: None }, out);
        }
    }

    /// Seals items, as many records as they take; none for who may not write.
    fn seal(&mut self, kind: Kind, items: Vec<Item>, only: Option<String>) -> Vec<StoredRecord> {
        if items.is_empty() || !self.keys.may_write() {
            return Vec::new();
        }
        // One snapshot is one payload: half of it must never stand for the whole.
        let bound = if kind == Kind::Changes { MOST_PAYLOAD } else { usize::MAX };
        let payloads = grouped(items, bound);
        let records: Vec<StoredRecord> =
            payloads.into_iter().flat_map(|items| self.seal_payload(kind, items, &only)).collect();
        for record in &records {
            self.take_on(record, false, None);
        }
        records
    }

    pub(super) fn seal_payload(
        &mut self,
        kind: Kind,
        items: Vec<Item>,
        only: &Option<String>,
    ) -> Vec<StoredRecord> {
        let bytes = bytes_from_payload(&Payload { places: self.places(), items });
        let pieces: Vec<&[u8]> = bytes.chunks(PART_BYTES).collect();
        let (count, group) = (pieces.len() as u32, self.random());
        let signer = match kind {
            Kind::Changes => Signer::Writer,
            _ if self.keys.may_order() => Signer::Admin,
            _ => Signer::Writer,
        };
        let mut records = Vec::new();
        for (index, piece) in (0..).zip(pieces) {
            let part = (count > 1).then_some(Part { group, index, count });
            let header = Header { kind, signer, epoch: 0, part };
            let nonce = self.random();
            // It fails for keys that are not held and for pieces that are too long: neither here.
            let Ok(bytes) = self.keys.seal(&header, piece, nonce) else { return Vec::new() };
            let id = record_id(&bytes);
            records.push(StoredRecord { id, bytes, only: only.clone(), acked: Vec::new() });
        }
        records
    }

    /// A record that is to go out; what is carried waits until then whether others bring it.
    pub(super) fn take_on(
        &mut self,
        record: &StoredRecord,
        kept: bool,
        carried_after: Option<u64>,
    ) {
        let goes = |link: &Link| {
            let address = &link.address;
            record.only.as_ref().is_none_or(|only| only == address)
                && !record.acked.contains(address)
        };
        let wanted =
            (0..).zip(&self.links).filter(|(_, link)| goes(link)).map(|(at, _)| at).collect();
        let number = self.outgoing.last_key_value().map_or(0, |(last, _)| last + 1);
        let header = record_from_bytes(&record.bytes).map(|record| record.header);
        let is_work = !header.is_ok_and(|header| matches!(header.kind, Kind::Attest { .. }));
        if carried_after.is_none() && is_work {
            self.own.insert(record.id);
        }
        self.numbers.insert(record.id, number);
        let safe = !record.acked.is_empty();
        let outgoing =
            Outgoing { bytes: record.bytes.clone(), wanted, safe, kept, carried_after, is_work };
        self.outgoing.insert(number, outgoing);
    }

    /// Somebody else's record that one relay has: it is carried to those that are not seen to have it,
    /// should its author not come back to do it.
    pub(super) fn carry(&mut self, id: RecordId, bytes: &[u8]) -> Option<StoredRecord> {
        const MOST_CARRIED_BYTES: usize = 4 << 20;
        const FIRST_MILLIS: u64 = 30_000;
        const SPREAD_MILLIS: u64 = 60_000;
        let seen = self.seen.get(&id)?;
        // One that is not settled is given all it lacks anyway.
        let lacks = |(at, link): &(usize, &Link)| link.settled && !seen.contains(at);
        let has = |it: &(usize, &Link)| !lacks(it);
        let links = || (0..).zip(&self.links);
        if links().all(|it| has(&it)) || self.numbers.contains_key(&id) {
            return None;
        }
        let acked = links().filter(has).map(|(_, link)| link.address.clone()).collect();
        let carried = self.outgoing.values().filter(|record| record.carried_after.is_some());
        if carried.map(|record| record.bytes.len()).sum::<usize>() > MOST_CARRIED_BYTES {
            return None;
        }
        let record = StoredRecord { id, bytes: bytes.to_vec(), only: None, acked };
        let after = self.now + FIRST_MILLIS + self.random_below(SPREAD_MILLIS);
        self.take_on(&record, false, Some(after));
        Some(record)
    }

    /// How far each relay was read.
    pub(super) fn places(&self) -> Places {
        let read = self.links.iter().filter(|link| link.place.sequence > 0);
        read.filter_map(|link| Some((link.store?, link.place))).collect()
    }

    /// The next records for a relay, as one append.
    pub(super) fn next_append(&mut self, at: usize) -> Option<(u32, Vec<Vec<u8>>)> {
        let most = if self.links[at].one_by_one { 1 } else { APPEND_RECORDS };
        let mut room = APPEND_BYTES;
        let (mut ids, mut records) = (Vec::new(), Vec::new());
        for record in self.outgoing.values() {
            if !record.wanted.contains(&at) || record.carried_after.is_some_and(|at| self.now < at)
            {
                continue;
            }
            // In their order: one that is not kept yet holds back those behind it.
            if !record.kept || records.len() == most {
                break;
            }
            if !records.is_empty() && record.bytes.len() > room {
                break;
            }
            room = room.saturating_sub(record.bytes.len());
            ids.push(record_id(&record.bytes));
            records.push(record.bytes.clone());
        }
        if records.is_empty() {
            return None;
        }
        let link = &mut self.links[at];
        for (id, bytes) in ids.iter().zip(&records) {
            if let Ok(record) = record_from_bytes(bytes) {
                let sent = Sent { header: record.header, bytes: bytes.len() as u32 };
                link.sent.insert(*id, sent);
            }
        }
        let reference = link.reference();
        link.in_flight = Some(InFlight { reference, records: ids, since: self.now });
        Some((reference, records))
    }

    pub(super) fn acked(
        &mut self,
        at: usize,
        reference: u32,
        sequences: &[u32],
        out: &mut Vec<Effect>,
    ) {
        let link = &mut self.links[at];
        let Some(sent) = link.in_flight.take_if(|sent| sent.reference == reference) else { return };
        let numbered = sequences.iter().copied().zip(sent.records.iter().copied());
        let own =
            numbered.clone().filter(|(_, id)| self.own.contains(id)).map(|(number, _)| number);
        link.own = own.fold(link.own, u32::max);
        let read = link.place.sequence;
        link.awaited.extend(numbered.filter(|(number, _)| *number > read));
        if matches!(link.problem, Some(Problem::Refused(_))) {
            link.problem = None;
        }
        let link = link.known();
        let done = self.no_longer_wanted(at, &sent.records, true);
        self.keep(Write::Acked { link, records: sent.records, done }, out);
    }

    /// What is sent nowhere any more of these records.
    pub(super) fn no_longer_wanted(
        &mut self,
        at: usize,
        records: &[RecordId],
        safe: bool,
    ) -> Vec<RecordId> {
        let mut done = Vec::new();
        for id in records {
            let Some(number) = self.numbers.get(id) else { continue };
            let Some(record) = self.outgoing.get_mut(number) else { continue };
            record.wanted.remove(&at);
            record.safe |= safe;
            if record.wanted.is_empty() {
                self.outgoing.remove(number);
                self.numbers.remove(id);
                done.push(*id);
            }
        }
        done
    }

    /// An append was refused.
    pub(super) fn append_refused(
        &mut self,
        at: usize,
        reference: u32,
        reason: Refusal,
        retry_millis: u32,
        out: &mut Vec<Effect>,
    ) {
        const LATER_MILLIS: u64 = 60_000;
        let jitter = self.random_below(1000);
        let link = &mut self.links[at];
        let Some(sent) = link.in_flight.take_if(|sent| sent.reference == reference) else { return };
        link.problem = Some(Problem::Refused(reason));
        match reason {
            Refusal::BadRecord | Refusal::NotSigned if sent.records.len() > 1 => {
                link.one_by_one = true;
            }
            Refusal::BadRecord | Refusal::NotSigned => {
                // It stays on the device and goes to the others; this relay will never take it.
                let link = link.known();
                let done = self.no_longer_wanted(at, &sent.records, false);
                self.keep(Write::Acked { link, records: sent.records, done }, out);
            }
            Refusal::NotAllowed | Refusal::Deleted => self.give_up(at, out),
            _ => {
                let wait = if retry_millis == 0 { LATER_MILLIS } else { u64::from(retry_millis) };
                link.append_at = self.now + wait + jitter;
            }
        }
    }

    /// It is of no use to try this relay again.
    pub(super) fn give_up(&mut self, at: usize, out: &mut Vec<Effect>) {
        self.links[at].closed(State::Over);
        out.push(Effect::Close { link: at });
    }
}

/// Items in groups that are each no longer than this together, or one item alone.
fn grouped(items: Vec<Item>, bound: usize) -> Vec<Vec<Item>> {
    let mut groups: Vec<Vec<Item>> = Vec::new();
    let mut room = 0;
    for item in items {
        let length = length_of(&item);
        match groups.last_mut() {
            Some(group) if length <= room => group.push(item),
            _ => {
                groups.push(vec![item]);
                room = bound;
            }
        }
        room = room.saturating_sub(length);
    }
    groups
}

fn length_of(item: &Item) -> usize {
    match item {
        Item::Update(bytes) => bytes.len(),
        Item::Outputs { cell: name, bytes, .. } | Item::File { path: name, content: bytes, .. } => {
            name.len() + bytes.as_ref().map_or(0, Vec::len) + 16
        }
    }
}
