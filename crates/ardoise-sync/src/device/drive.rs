//! What each relay is asked next, and when to look again.

use ardoise_protocol::room::codec::bytes_from_asks;
use ardoise_protocol::room::{Ask, Read};

use super::{Check, Device, Effect, Outgoing, below};
use crate::link::{Link, Reading, State};
use crate::payload::bytes_from_presence;

const OPEN_MILLIS: u64 = 20_000;
const JOIN_MILLIS: u64 = 30_000;
/// Proxies end connections that are silent for half a minute.
const PING_MILLIS: u64 = 20_000;
const SILENT_MILLIS: u64 = 75_000;
/// An answer that did not come in this time does not come any more: over HTTP, one may be lost while
/// others arrive. Everything may be asked twice.
const AGAIN_MILLIS: u64 = 60_000;
/// Where a cursor is, is no sooner of use than the words before it, which come after a second.
const PRESENCE_MILLIS: u64 = 1000;
/// What nobody hears may wait: whoever comes is told what was said last, and then answered at once.
const ALONE_MILLIS: u64 = 30_000;
const FIRST_RETRY_MILLIS: u64 = 1000;
const LAST_RETRY_MILLIS: u64 = 30_000;
/// A tail of so many times the last snapshot's bytes is worth another one.
const TAIL_TIMES: u32 = 4;
const TAIL_BYTES: u32 = 128 << 10;
const SNAPSHOT_SPREAD_MILLIS: u64 = 30_000;

impl Device {
    pub(super) fn opened(&mut self, at: usize, out: &mut Vec<Effect>) {
        let Some(link) = self.links.get_mut(at) else { return };
        if !matches!(link.state, State::Opening { .. }) {
            return;
        }
        link.state = State::Joining { since: self.now };
        link.heard = self.now;
        let device = self.random();
        let join = Ask::Join { card: *self.keys.card(), token: self.keys.token(), device };
        out.push(Effect::Send { link: at, bytes: bytes_from_asks(&[Ask::Hello, join]) });
    }

    /// The connection is gone, whoever ended it.
    pub(super) fn closed(&mut self, at: usize) {
        let over = |link: &Link| matches!(link.state, State::Over | State::Away { .. });
        if self.links.get(at).is_none_or(over) {
            return;
        }
        self.back_off(at, 0);
    }

    /// Ends the connection and tries again, not before this many milliseconds.
    pub(super) fn fail(&mut self, at: usize, retry_millis: u64, out: &mut Vec<Effect>) {
        out.push(Effect::Close { link: at });
        self.back_off(at, retry_millis);
    }

    fn back_off(&mut self, at: usize, retry_millis: u64) {
        let link = &mut self.links[at];
        let most = FIRST_RETRY_MILLIS << link.attempts.min(5);
        link.attempts = link.attempts.saturating_add(1);
        let jitter = self.random_below(most.min(LAST_RETRY_MILLIS));
        let retry_at = self.now + retry_millis + 250 + jitter;
        self.links[at].closed(State::Away { retry_at });
    }

    pub(super) fn drive(&mut self, out: &mut Vec<Effect>) {
        if self.keep_again_at.is_some_and(|at| self.now >= at) {
            self.keep_again_at = None;
            self.keep_again(out);
        }
        let listened = self.links.iter().any(Link::joined);
        let writes = self.keys.may_write() && !self.links.is_empty();
        if writes && self.batch.due(listened).is_some_and(|at| self.now >= at) {
            self.batch.ask();
            out.push(Effect::GiveChanges);
        }
        for at in 0..self.links.len() {
            self.drive_link(at, out);
        }
        let wake = self.next_wake(writes && listened);
        if wake != self.wake {
            self.wake = wake;
            out.extend(wake.map(|at| Effect::Wake { at }));
        }
    }

    fn drive_link(&mut self, at: usize, out: &mut Vec<Effect>) {
        let now = self.now;
        let link = &mut self.links[at];
        match link.state {
            State::Over => {}
            State::Away { retry_at } => {
                if now >= retry_at {
                    link.state = State::Opening { since: now };
                    out.push(Effect::Open { link: at });
                }
            }
            State::Opening { since } if now >= since + OPEN_MILLIS => self.fail(at, 0, out),
            State::Joining { since } if now >= since + JOIN_MILLIS => self.fail(at, 0, out),
            State::Opening { .. } | State::Joining { .. } => {}
            State::Joined if now >= link.heard + SILENT_MILLIS => self.fail(at, 0, out),
            State::Joined => self.drive_joined(at, out),
        }
    }

    fn drive_joined(&mut self, at: usize, out: &mut Vec<Effect>) {
        let now = self.now;
        let room = self.keys.room();
        let mut asks = Vec::new();
        let link = &mut self.links[at];
        link.in_flight.take_if(|sent| now >= sent.since + AGAIN_MILLIS);
        // While all that comes is compared with what this device holds, nothing is only named.
        let names = link.settled;
        link.reading.take_if(|it| now >= it.since + AGAIN_MILLIS || it.names != names);
        if now >= link.heard + PING_MILLIS && !link.pinged {
            link.pinged = true;
            asks.push(Ask::Ping { number: link.next_reference });
        }
        if link.in_flight.is_none()
            && now >= link.append_at
            && let Some((reference, records)) = self.next_append(at)
        {
            asks.push(Ask::Append { room, reference, records });
        }
        let link = &mut self.links[at];
        if link.reading.is_none() {
            let (reference, after, most_bytes) = (link.reference(), link.place, link.most_bytes);
            link.reading = Some(Reading { reference, since: now, names });
            asks.push(Ask::Read { room, read: Read { reference, after, most_bytes, names } });
        }
        // What is on its way there need not be given twice.
        let on_its_way =
            |record: &Outgoing| record.carried_after.is_none() && record.wanted.contains(&at);
        // What could not be kept yet is not in what is compared, and would be taken for given.
        let is_kept = !self.keeps.values().any(|keep| keep.failed);
        let given = is_kept && !self.outgoing.values().any(on_its_way);
        // Answers come in the order of asking: one is asked for at a time.
        let asked = link.comparing || matches!(link.check, Check::Asked(_));
        if given && link.at_head() && !link.settled && !asked && now >= link.compare_at {
            link.comparing = true;
            let read = std::mem::take(&mut link.read);
            out.push(Effect::GiveLacking { link: at, read });
        }
        let under_way = self.outgoing.values().any(|record| record.carried_after.is_none());
        let idle = !self.batch.waits() && !under_way && self.keeps.is_empty();
        self.drive_check(at, idle, out);
        self.drive_snapshot(at, idle, out);
        asks.extend(self.next_presence(at));
        if !asks.is_empty() {
            out.push(Effect::Send { link: at, bytes: bytes_from_asks(&asks) });
        }
    }

    /// The room's maker writes a snapshot when the tail has grown long, and nothing is under way.
    fn drive_snapshot(&mut self, at: usize, idle: bool, out: &mut Vec<Effect>) {
        let link = &mut self.links[at];
        let long = link.tail_records > self.tail_records
            || link.tail_bytes > TAIL_BYTES.max(link.snapshot_bytes.saturating_mul(TAIL_TIMES));
        if !long || !self.keys.may_order() || link.covering.is_some() {
            return;
        }
        let Some(due) = link.snapshot_at else {
            let at = self.now + below(&mut *self.entropy, SNAPSHOT_SPREAD_MILLIS);
            link.snapshot_at = Some(at);
            return;
        };
        if self.now >= due && idle && link.settled && link.at_head() {
            link.snapshot_at = None;
            // What a part still waits for is not covered.
            link.covering = Some(link.parts.kept(link.place)).filter(|place| *place == link.place);
            if link.covering.is_some() {
                out.push(Effect::GiveWhole { link: at });
            }
        }
    }

    fn next_presence(&mut self, at: usize) -> Option<Ask> {
        if self.presence_at(&self.links[at]).is_none_or(|due| self.now < due) {
            return None;
        }
        let link = &mut self.links[at];
        link.presence_due = false;
        link.presence_said = Some(self.now);
        let room = self.keys.room();
        if self.said.is_empty() {
            return Some(Ask::Presence { room, sealed: Vec::new() });
        }
        let said = bytes_from_presence(&self.places(), &self.said);
        let nonce = self.random();
        let sealed = self.keys.seal_presence(&said, nonce).ok()?;
        Some(Ask::Presence { room, sealed })
    }

    /// When to say who is here, if there is something to say.
    fn presence_at(&self, link: &Link) -> Option<u64> {
        let pause = match link.has_company {
            _ if self.said.is_empty() => 0,
            true => PRESENCE_MILLIS,
            false => ALONE_MILLIS,
        };
        link.presence_due.then(|| link.presence_said.map_or(0, |said| said + pause))
    }

    /// The next time at which something is due by itself.
    fn next_wake(&self, batched: bool) -> Option<u64> {
        let batch = self.batch.due(true).filter(|_| batched);
        let links = self.links.iter().filter_map(|link| self.link_wake(link));
        let carried = self.outgoing.values().filter_map(|record| record.carried_after);
        let carried = carried.filter(|after| *after > self.now);
        links.chain(batch).chain(carried).chain(self.keep_again_at).min()
    }

    fn link_wake(&self, link: &Link) -> Option<u64> {
        let joined = || {
            let quiet = if link.pinged { SILENT_MILLIS } else { PING_MILLIS };
            let append = (link.append_at > self.now).then_some(link.append_at);
            let compares = !link.settled && !link.comparing && link.compare_at > self.now;
            let compare = compares.then_some(link.compare_at);
            let presence = self.presence_at(link);
            let snapshot = link.snapshot_at.filter(|at| *at > self.now);
            let check = match link.check {
                Check::Waiting { due, .. } => Some(due).filter(|due| *due > self.now),
                _ => None,
            };
            let asked = link.in_flight.as_ref().map(|sent| sent.since).into_iter();
            let reads = link.reading.map(|reading| reading.since);
            let again = asked.chain(reads).min().map(|since| since + AGAIN_MILLIS);
            let due = [Some(link.heard + quiet), append, compare, presence, snapshot, check, again];
            due.into_iter().flatten().min()
        };
        match link.state {
            State::Over => None,
            State::Away { retry_at } => Some(retry_at),
            State::Opening { since } => Some(since + OPEN_MILLIS),
            State::Joining { since } => Some(since + JOIN_MILLIS),
            State::Joined => joined(),
        }
    }
}
