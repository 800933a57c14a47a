//! What relays answer: checked, opened, and kept with the place up to which it was read.

use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_crypto::seal::BadRecord;
use ardoise_protocol::room::codec::{answers_from_bytes, record_from_bytes};
use ardoise_protocol::room::{
    Answer, Given, Header, Kind, Place, RecordId, Refusal, Signer, StoreId,
};

use super::{Device, Effect, StoredRecord, Write};
use crate::hand_in::payload_of;
use crate::link::State;
use crate::payload::{Item, Payload, presence_from_bytes};
use crate::status::Problem;

/// After a relay was put back from a copy, one of the devices that hold the room gives it what it
/// lacks; the others see that and have nothing to give.
const RESTORED_SPREAD_MILLIS: u64 = 10_000;

impl Device {
    pub(super) fn received(&mut self, at: usize, bytes: &[u8], out: &mut Vec<Effect>) {
        let Some(link) = self.links.get_mut(at) else { return };
        if !matches!(link.state, State::Joining { .. } | State::Joined) {
            return;
        }
        link.heard = self.now;
        link.pinged = false;
        let Ok(answers) = answers_from_bytes(bytes) else {
            link.problem = Some(Problem::Refused(Refusal::Unreadable));
            self.fail(at, 0, out);
            return;
        };
        let room = self.keys.room();
        for answer in answers {
            match answer {
                Answer::Hello { store, .. } => self.greeted(at, store),
                Answer::State { room: of, base: _, head, .. } if of == room => {
                    self.joined(at, &head, out);
                }
                Answer::Records { room: of, reference, after, records, head, is_last }
                    if of == room =>
                {
                    let is_current =
                        self.links[at].reading.is_some_and(|it| it.reference == reference);
                    if is_current {
                        self.records(at, after, &records, (head, is_last), out);
                    }
                }
                Answer::Acked { room: of, reference, sequences } if of == room => {
                    self.acked(at, reference, &sequences, out);
                }
                Answer::Presence { room: of, sealed } if of == room => {
                    self.present(at, &sealed, out);
                }
                Answer::Refused { room: of, reference, reason, retry_millis }
                    if of.is_none_or(|of| of == room) =>
                {
                    match reference {
                        Some(reference) => {
                            self.append_refused(at, reference, reason, retry_millis, out);
                        }
                        None => self.refused(at, reason, retry_millis, out),
                    }
                }
                _ => {}
            }
            // One of them may have ended the connection.
            if !matches!(self.links[at].state, State::Joining { .. } | State::Joined) {
                return;
            }
        }
    }

    fn greeted(&mut self, at: usize, store: StoreId) {
        let link = &mut self.links[at];
        if link.store == Some(store) {
            return;
        }
        if link.store.replace(store).is_some() {
            link.problem = Some(Problem::Restored);
        }
        link.begin_anew(self.now);
    }

    fn joined(&mut self, at: usize, head: &Place, out: &mut Vec<Effect>) {
        let link = &mut self.links[at];
        if link.joined() {
            // Over HTTP every answer says it, and one may come late: then it is what was so before.
            link.head = link.head.max(Some(head.sequence));
            if !link.agrees(head) {
                self.restored(at, out);
            }
            return;
        }
        link.head = Some(head.sequence);
        link.state = State::Joined;
        link.attempts = 0;
        link.presence_due = !self.said.is_empty();
        self.batch.press();
        let link = &self.links[at];
        let awaited = link.awaited.last_key_value().map_or(0, |(number, _)| *number);
        if head.sequence < link.place.sequence.max(awaited) || !link.agrees(head) {
            self.restored(at, out);
        }
    }

    /// The relay's log is not the one that was read.
    fn restored(&mut self, at: usize, out: &mut Vec<Effect>) {
        let later = self.now + self.random_below(RESTORED_SPREAD_MILLIS);
        let link = &mut self.links[at];
        link.problem = Some(Problem::Restored);
        link.begin_anew(later);
        let link = link.known();
        self.keep(Write::Arrived { link, items: Vec::new(), carried: Vec::new() }, out);
    }

    /// What the read that is under way is answered.
    fn records(
        &mut self,
        at: usize,
        after: Option<Place>,
        records: &[Given],
        (head, is_last): (u32, bool),
        out: &mut Vec<Effect>,
    ) {
        let link = &mut self.links[at];
        let Some(mut reading) = link.reading.take() else { return };
        if let Some(after) = after.filter(|after| *after != link.place) {
            if after.sequence <= link.place.sequence {
                // It is asked once more.
                return;
            }
            // A snapshot stands for what was passed; it must come.
            link.jumped = Some(after);
            link.parts = Default::default();
            link.awaited.retain(|number, _| *number > after.sequence);
            link.advance(after);
        }
        if after.is_some() {
            link.learn_pace(records.iter().map(Given::bytes).sum(), self.now - reading.since);
        }
        reading.since = self.now;
        link.reading = (!is_last).then_some(reading);
        link.head = Some(head.max(link.place.sequence));
        let (mut arrived, mut carried, mut acked) = (Vec::new(), Vec::new(), Vec::new());
        for given in records {
            let id = match given {
                Given::Record(bytes) => record_id(bytes),
                Given::Name(id) => *id,
            };
            let sent = self.links[at].sent.remove(&id);
            let bytes = match given {
                Given::Record(bytes) => bytes.len() as u32,
                Given::Name(_) => sent.as_ref().map_or(0, |sent| sent.bytes),
            };
            let before = self.links[at].place;
            if !self.stands(at, id, bytes) {
                return self.restored(at, out);
            }
            let header = match (given, sent) {
                (Given::Record(bytes), _) => self.record(at, (before, id), bytes, &mut arrived),
                (Given::Name(_), Some(sent)) => Some(sent.header),
                // None that was sent in this connection. Items that came before it are not kept yet:
                // from the start, all comes as it is.
                (Given::Name(_), None) => return self.restored(at, out),
            };
            // One that is not genuine stands in the log all the same, and counts for nothing.
            let Some(header) = header else { continue };
            self.links[at].note_snapshot(&header, bytes);
            if self.numbers.contains_key(&id) {
                acked.push(id);
            } else if let Given::Record(bytes) = given {
                carried.extend(self.see(at, id, &header, bytes));
            }
        }
        let link = &mut self.links[at];
        if link.at_head() && link.jumped.take().is_some() {
            link.problem = Some(Problem::Withholds);
        }
        if records.is_empty() && arrived.is_empty() {
            return;
        }
        if !arrived.is_empty() && !self.said.is_empty() {
            // Those who are here, or come, learn that it was seen.
            link.presence_due = true;
        }
        let link = link.known();
        self.keep(Write::Arrived { link: link.clone(), items: arrived, carried }, out);
        if !acked.is_empty() {
            // What is read there is there.
            let done = self.no_longer_wanted(at, &acked, true);
            self.keep(Write::Acked { link, records: acked, done }, out);
        }
    }

    /// A record of somebody else stands in the log of this relay: others may lack it.
    fn see(
        &mut self,
        at: usize,
        id: RecordId,
        header: &Header,
        bytes: &[u8],
    ) -> Option<StoredRecord> {
        const MOST_SEEN: usize = 10_000;
        if self.links.len() < 2 || self.own.contains(&id) {
            return None;
        }
        if self.seen.len() >= MOST_SEEN {
            self.seen.clear();
        }
        self.seen.entry(id).or_default().insert(at);
        // Snapshots are of one relay's log.
        match header.kind {
            Kind::Changes | Kind::HandIn => self.carry(id, bytes),
            Kind::Snapshot { .. } | Kind::Attest { .. } => None,
        }
    }

    /// A record with so many bytes stands next in the log. False when another must stand there.
    fn stands(&mut self, at: usize, id: RecordId, bytes: u32) -> bool {
        let link = &mut self.links[at];
        link.advance(link.next_place(next_chain(&link.place.chain, &id)));
        if !link.expects(&id) {
            return false;
        }
        link.tail_records = link.tail_records.saturating_add(1);
        link.tail_bytes = link.tail_bytes.saturating_add(bytes);
        if self.own.contains(&id) {
            link.own = link.own.max(link.place.sequence);
        }
        true
    }

    /// One record of the log, which stands after this place. What it holds is added to what has
    /// arrived. None when it is not genuine.
    fn record(
        &mut self,
        at: usize,
        (before, id): (Place, RecordId),
        bytes: &[u8],
        arrived: &mut Vec<Item>,
    ) -> Option<Header> {
        let own = self.own.contains(&id);
        let link = &mut self.links[at];
        let header = || record_from_bytes(bytes).ok().map(|record| record.header);
        // What this device made itself is only looked at to know what the relay has.
        if own && link.settled {
            return header();
        }
        let opened = match self.keys.open(bytes) {
            Ok(opened) => opened,
            Err(BadRecord::NotSealed) => return header(),
            Err(BadRecord::Unreadable | BadRecord::NotSigned) => {
                link.problem = Some(Problem::Forged);
                return None;
            }
        };
        let header = Some(opened.header);
        let payload = match opened.header.part {
            None => Some(opened.payload),
            Some(part) => link.parts.take(before, (opened.header.kind, part), opened.payload),
        };
        // A payload of a later version is kept by the relay for whoever can read it.
        let room = self.keys.room();
        let payload = payload.and_then(|bytes| payload_of(&room, opened.header.kind, &bytes));
        let Some(payload) = payload else { return header };
        let Payload { places, items } = payload;
        if !own {
            self.compare_places(at, before, &places);
        }
        let link = &mut self.links[at];
        if !link.settled {
            link.read.extend(items.iter().cloned());
        }
        if !own {
            self.look_at(at, id, &opened.header, &items);
            for (_, link) in (0..).zip(&mut self.links).filter(|(other, _)| *other != at) {
                link.check.add(&items);
            }
            arrived.extend(items);
        }
        header
    }

    /// What the author of the record after this place had read of each relay must be what this device
    /// has read there.
    fn compare_places(&mut self, at: usize, before: Place, places: &[(StoreId, Place)]) {
        for (store, place) in places {
            for (number, link) in (0..).zip(&mut self.links) {
                if link.store != Some(*store) {
                    continue;
                }
                link.saw(place);
                if !link.agrees(place) {
                    link.problem = Some(Problem::Forked);
                } else if number == at && place.sequence > before.sequence {
                    // It was there before this record, and must stand before it.
                    link.problem = Some(Problem::Forked);
                }
            }
        }
    }

    fn present(&mut self, at: usize, sealed: &[Vec<u8>], out: &mut Vec<Effect>) {
        let opened = sealed.iter().filter_map(|sealed| self.keys.open_presence(sealed).ok());
        let said: Vec<_> = opened.filter_map(|bytes| presence_from_bytes(&bytes).ok()).collect();
        let mut people = Vec::new();
        for (places, said) in said {
            for (store, place) in &places {
                let same = self.links.iter_mut().filter(|link| link.store == Some(*store));
                same.for_each(|link| link.saw(place));
            }
            people.push(said);
        }
        self.links[at].has_company = !people.is_empty();
        out.push(Effect::Present { link: at, people });
    }

    fn refused(&mut self, at: usize, reason: Refusal, retry_millis: u32, out: &mut Vec<Effect>) {
        match reason {
            Refusal::Elsewhere => self.restored(at, out),
            Refusal::NotAllowed | Refusal::Deleted => {
                self.links[at].problem = Some(Problem::Refused(reason));
                self.give_up(at, out);
            }
            _ => {
                self.links[at].problem = Some(Problem::Refused(reason));
                self.fail(at, u64::from(retry_millis), out);
            }
        }
    }
}

impl crate::link::Link {
    /// A snapshot that counts begins a new tail.
    fn note_snapshot(&mut self, header: &Header, bytes: u32) {
        let Kind::Snapshot { covers } = header.kind else { return };
        if header.signer != Signer::Admin {
            return;
        }
        if self.jumped == Some(covers) {
            self.jumped = None;
        }
        self.snapshot_bytes = bytes;
        self.tail_records = 0;
        self.tail_bytes = 0;
        self.snapshot_at = None;
    }
}
