//! A relay: the real brain over a store in memory, with what can happen to a server.

use std::collections::BTreeMap;

use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_protocol::room::codec::{answers_from_bytes, asks_from_bytes, bytes_from_asks};
use ardoise_protocol::room::{Answer, Ask, Card, Given, Place, Read, RecordId, RoomId, StoreId};
use ardoise_relay::brain::{Brain, Conn, DiskState, Out, Settings, Via};
use ardoise_relay::store::MemoryStore;

pub(crate) struct Server {
    brain: Option<Brain<MemoryStore>>,
    /// What is left when it is down.
    store: Option<MemoryStore>,
    backup: Option<MemoryStore>,
    settings: Settings,
    pub(crate) commit_at: Option<u64>,
    /// How wrong its clock is.
    pub(crate) skew: i64,
    /// Appends under way: by connection and reference.
    appends: BTreeMap<(u64, u32), Vec<RecordId>>,
    /// What was said to be durable since the store was last put back from a copy.
    acked: Vec<(u32, RecordId)>,
}

impl Server {
    pub(crate) fn new(id: StoreId, settings: Settings) -> Server {
        let store = Some(MemoryStore::new(id));
        let (brain, backup) = (None, None);
        let (appends, acked) = (BTreeMap::new(), Vec::new());
        Server { brain, store, backup, settings, commit_at: None, skew: 0, appends, acked }
    }

    fn clock(&self, now: u64) -> u64 {
        // Somewhere in 2026, so that a clock can also be far behind.
        (1_790_000_000_000 + now).saturating_add_signed(self.skew)
    }

    pub(crate) fn runs(&self) -> bool {
        self.brain.is_some()
    }

    pub(crate) fn start(&mut self, now: u64) {
        let clock = self.clock(now);
        if let Some(store) = self.store.take() {
            let brain = Brain::new(store, self.settings.clone(), clock);
            self.brain = Some(brain.expect("a store in memory is read"));
        }
    }

    /// What waited for a commit is gone.
    pub(crate) fn crash(&mut self) {
        if let Some(brain) = self.brain.take() {
            self.store = Some(brain.into_store());
        }
        self.commit_at = None;
        self.appends.clear();
    }

    /// Somebody copies the store, while it runs or not.
    pub(crate) fn back_up(&mut self) {
        let running = self.brain.as_mut().map(|brain| brain.store().clone());
        self.backup = running.or_else(|| self.store.clone());
    }

    /// Somebody puts the copy back. False when there is none, or it runs.
    pub(crate) fn restore(&mut self) -> bool {
        match (&self.backup, &self.brain) {
            (Some(backup), None) => {
                self.store = Some(backup.clone());
                self.acked.clear();
                true
            }
            _ => false,
        }
    }

    pub(crate) fn set_disk(&mut self, disk: DiskState) {
        if let Some(brain) = &mut self.brain {
            brain.set_disk(disk);
        }
    }

    pub(crate) fn connected(&mut self, conn: u64, ordered: bool, now: u64) -> Vec<Out> {
        let clock = self.clock(now);
        let via = if ordered { Via::Socket } else { Via::Request };
        let Some(brain) = &mut self.brain else { return Vec::new() };
        brain.connected(Conn(conn), via, clock)
    }

    pub(crate) fn receive(&mut self, conn: u64, now: u64, bytes: &[u8]) -> Vec<Out> {
        let clock = self.clock(now);
        for ask in asks_from_bytes(bytes).unwrap_or_default() {
            if let Ask::Append { reference, records, .. } = ask {
                let ids = records.iter().map(|record| record_id(record)).collect();
                self.appends.insert((conn, reference), ids);
            }
        }
        let Some(brain) = &mut self.brain else { return Vec::new() };
        let out = brain.receive(Conn(conn), clock, bytes);
        if brain.waiting_records() > 0 && self.commit_at.is_none() {
            self.commit_at = Some(now + 5);
        }
        self.noted(out)
    }

    pub(crate) fn closed(&mut self, conn: u64) {
        if let Some(brain) = &mut self.brain {
            brain.closed(Conn(conn));
        }
    }

    pub(crate) fn commit(&mut self, now: u64) -> Vec<Out> {
        let clock = self.clock(now);
        self.commit_at = None;
        let Some(brain) = &mut self.brain else { return Vec::new() };
        let out = brain.commit(clock);
        self.noted(out)
    }

    pub(crate) fn tick(&mut self, now: u64) -> Vec<Out> {
        let clock = self.clock(now);
        let Some(brain) = &mut self.brain else { return Vec::new() };
        let out = brain.tick(clock);
        self.noted(out)
    }

    /// Remembers what it promises.
    fn noted(&mut self, out: Vec<Out>) -> Vec<Out> {
        for sent in &out {
            let Out::Send { conn, message, .. } = sent else { continue };
            for answer in answers_from_bytes(message).expect("a relay speaks its language") {
                if let Answer::Acked { reference, sequences, .. } = answer
                    && let Some(ids) = self.appends.get(&(conn.0, reference))
                {
                    self.acked.extend(sequences.into_iter().zip(ids.iter().copied()));
                }
            }
        }
        out
    }

    /// Reads the whole log as a device would, and compares it with what was promised.
    pub(crate) fn audit(
        &mut self,
        now: u64,
        room: RoomId,
        card: &Card,
        token: [u8; 32],
    ) -> Result<Vec<Vec<u8>>, String> {
        const AUDITOR: u64 = u64::MAX;
        let (mut place, mut first, mut log) = (Place::START, None, Vec::new());
        self.connected(AUDITOR, true, now);
        let join = bytes_from_asks(&[Ask::Hello, Ask::Join { card: *card, token, device: [0; 8] }]);
        let state = self.receive(AUDITOR, now, &join);
        let head = answers(&state).into_iter().find_map(|answer| match answer {
            Answer::State { head, .. } => Some(head),
            _ => None,
        });
        let head = head.ok_or("the relay tells no state")?;
        while place.sequence < head.sequence {
            let read = Read { reference: 0, after: place, most_bytes: 1 << 18, names: false };
            let read = Ask::Read { room, read };
            let out = self.receive(AUDITOR, now, &bytes_from_asks(&[read]));
            let found = answers(&out).into_iter().find_map(|answer| match answer {
                Answer::Records { after: Some(after), records, .. } => Some((after, records)),
                _ => None,
            });
            let (after, records) = found.ok_or(format!("nothing follows {}", place.sequence))?;
            if first.is_none() {
                first = Some(after);
                place = after;
            }
            if after != place || records.is_empty() {
                return Err(format!("the log does not go on after {}", place.sequence));
            }
            for given in records {
                let Given::Record(record) = given else { return Err("a name".to_owned()) };
                let chain = next_chain(&place.chain, &record_id(&record));
                place = Place { sequence: place.sequence + 1, chain };
                log.push(record);
            }
        }
        self.closed(AUDITOR);
        if place != head {
            return Err("the chain does not lead to the head".to_owned());
        }
        let first = first.map_or(0, |first| first.sequence);
        for (sequence, id) in &self.acked {
            // What a snapshot stands for need not be there.
            let Some(at) = sequence.checked_sub(first + 1) else { continue };
            let there = log.get(at as usize).map(|record| record_id(record));
            if there != Some(*id) {
                return Err(format!("record {sequence} was acked and is not there"));
            }
        }
        Ok(log)
    }
}

fn answers(out: &[Out]) -> Vec<Answer> {
    let sent = out.iter().filter_map(|out| match out {
        Out::Send { message, .. } => answers_from_bytes(message).ok(),
        Out::Close(_) => None,
    });
    sent.flatten().collect()
}
