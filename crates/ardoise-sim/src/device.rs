//! A device: a document, a database that keeps what was kept and nothing else, and the room's
//! device of `ardoise-sync` between them. It does what the page does.

use std::collections::{BTreeMap, VecDeque};

use ardoise_core::document::{self, CellId, Document, NewCell, Placement, Step, TextChange};
use ardoise_core::interchange::CellKind;
use ardoise_crypto::RoomKeys;
use ardoise_sync::{
    Config, Device, Effect, Event, Item, KnownLink, LinkState, Reach, Status, StoredRecord, Write,
    bytes_from_known_link, bytes_from_stored_record, known_link_from_bytes,
    stored_record_from_bytes,
};

use crate::chance::Chance;

/// What survives a crash.
#[derive(Clone, Default)]
pub(crate) struct Disk {
    pub(crate) updates: Vec<Vec<u8>>,
    /// Updates that are not sealed, by key.
    pending: BTreeMap<u32, Vec<u8>>,
    next_key: u32,
    /// Rows as they are stored.
    outbox: Vec<(Vec<u8>, Vec<String>)>,
    links: BTreeMap<String, Vec<u8>>,
}

/// What a crash takes.
struct Running {
    device: Device,
    document: Document,
    /// Writes that are under way.
    writes: VecDeque<(u32, Write)>,
    wake: Option<u64>,
}

pub(crate) struct Pupil {
    keys: RoomKeys,
    addresses: Vec<String>,
    pub(crate) disk: Disk,
    running: Option<Running>,
    /// The line of each link.
    pub(crate) lines: Vec<Option<u64>>,
    /// When the next write is done.
    pub(crate) write_at: Option<u64>,
    chance: Chance,
    tail_records: u32,
    /// How far this device's clock is ahead.
    pub(crate) ahead: u64,
}

/// What a device wants of the world.
pub(crate) enum Wish {
    Open(usize),
    Close(usize),
    Send(usize, Vec<u8>),
}

impl Pupil {
    pub(crate) fn new(
        keys: RoomKeys,
        addresses: Vec<String>,
        tail_records: u32,
        chance: Chance,
    ) -> Pupil {
        Pupil {
            keys,
            lines: vec![None; addresses.len()],
            addresses,
            disk: Disk::default(),
            running: None,
            write_at: None,
            chance,
            tail_records,
            ahead: 0,
        }
    }

    pub(crate) fn runs(&self) -> bool {
        self.running.is_some()
    }

    /// Starts from what the disk has.
    pub(crate) fn start(&mut self, now: u64) -> Vec<Wish> {
        let mut document = Document::new(self.chance.number());
        document.receive(&self.disk.updates);
        let known = |address: &String| match self.disk.links.get(address) {
            Some(bytes) => known_link_from_bytes(bytes).expect("a link is read as it was written"),
            None => KnownLink { address: address.clone(), ..KnownLink::default() },
        };
        let stored = |(bytes, acked): &(Vec<u8>, Vec<String>)| StoredRecord {
            acked: acked.clone(),
            ..stored_record_from_bytes(bytes).expect("a record is read as it was written")
        };
        let device = Device::new(Config {
            keys: self.keys.clone(),
            links: self.addresses.iter().map(known).collect(),
            outbox: self.disk.outbox.iter().map(stored).collect(),
            edited: !self.disk.pending.is_empty(),
            tail_records: self.tail_records,
            entropy: Box::new(self.chance.fork()),
        });
        self.running = Some(Running { device, document, writes: VecDeque::new(), wake: None });
        self.write_at = None;
        self.handle(now, Event::Wake)
    }

    /// Everything but the disk is gone.
    pub(crate) fn crash(&mut self) {
        self.running = None;
        self.write_at = None;
    }

    pub(crate) fn wake(&self) -> Option<u64> {
        self.running.as_ref()?.wake.map(|at| at.saturating_sub(self.ahead))
    }

    pub(crate) fn status(&self) -> Option<Status> {
        Some(self.running.as_ref()?.device.status())
    }

    /// Everything is with every relay, and nothing waits any more.
    pub(crate) fn rests(&self) -> bool {
        let done = |status: Status| {
            status.current
                && (status.reach > Reach::OnDevice || !self.may_write())
                && status.links.iter().all(|link| link.state == LinkState::Joined)
        };
        self.status().is_some_and(done)
            && self.disk.outbox.is_empty()
            && self.disk.pending.is_empty()
            && self.write_at.is_none()
    }

    pub(crate) fn handle(&mut self, now: u64, event: Event) -> Vec<Wish> {
        let mut wishes = Vec::new();
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let Some(running) = &mut self.running else { return wishes };
            let effects = running.device.handle(now + self.ahead, event);
            for effect in effects {
                match effect {
                    Effect::Open { link } => wishes.push(Wish::Open(link)),
                    Effect::Close { link } => wishes.push(Wish::Close(link)),
                    Effect::Send { link, bytes } => wishes.push(Wish::Send(link, bytes)),
                    Effect::Keep { number, write } => self.keep(now, number, write),
                    Effect::GiveChanges => events.push_back(self.changes()),
                    Effect::GiveLacking { link, read } => {
                        events.push_back(self.lacking(link, &read))
                    }
                    Effect::GiveWhole { link } => {
                        let items = self.everything().into_iter().map(Item::Update).collect();
                        events.push_back(Event::Whole { link, items });
                    }
                    Effect::Wake { at } => {
                        if let Some(running) = &mut self.running {
                            running.wake = Some(at);
                        }
                    }
                    Effect::Present { .. } => {}
                }
            }
        }
        wishes
    }

    /// What has arrived is in the document at once, and on the disk when the write is done.
    fn keep(&mut self, now: u64, number: u32, write: Write) {
        let Some(running) = &mut self.running else { return };
        if let Write::Arrived { items, .. } = &write {
            running.document.receive(&updates_of(items));
        }
        running.writes.push_back((number, write));
        if self.write_at.is_none() {
            self.write_at = Some(now + self.chance.below(50));
        }
    }

    /// The write that is under way ends, well or not.
    pub(crate) fn finish_write(&mut self, now: u64, fails: bool) -> Vec<Wish> {
        self.write_at = None;
        let Some(running) = &mut self.running else { return Vec::new() };
        let Some((number, write)) = running.writes.pop_front() else { return Vec::new() };
        if fails {
            // None behind it is tried.
            running.writes.clear();
            return self.handle(now, Event::NotKept { number });
        }
        if !running.writes.is_empty() {
            self.write_at = Some(now + self.chance.below(50));
        }
        self.disk.keep(write);
        self.handle(now, Event::Kept { number })
    }

    fn changes(&self) -> Event {
        let mark = self.disk.pending.last_key_value().map_or(0, |(key, _)| *key);
        let updates: Vec<Vec<u8>> = self.disk.pending.values().cloned().collect();
        let joined = match updates.len() {
            0 | 1 => updates,
            _ => document::join(&updates).map_or(updates, |one| vec![one]),
        };
        Event::Changes { mark, items: joined.into_iter().map(Item::Update).collect() }
    }

    fn lacking(&self, link: usize, read: &[Item]) -> Event {
        let lacking = document::lacking(&updates_of(read), &self.everything());
        Event::Lacking { link, items: lacking.into_iter().map(Item::Update).collect() }
    }

    /// The document, and what waits for others.
    pub(crate) fn everything(&self) -> Vec<Vec<u8>> {
        self.running.as_ref().map(|running| running.document.everything()).unwrap_or_default()
    }

    /// What a person would read.
    pub(crate) fn text(&self) -> Option<Vec<(String, String)>> {
        let document = &self.running.as_ref()?.document;
        let cells = document.cells();
        Some(cells.iter().map(|cell| (cell.as_str().to_owned(), document.source(cell))).collect())
    }

    pub(crate) fn may_write(&self) -> bool {
        self.keys.may_write()
    }

    /// A person does something, unless they may only read.
    pub(crate) fn edit_if_allowed(&mut self, now: u64) -> Vec<Wish> {
        if self.may_write() { self.edit(now) } else { Vec::new() }
    }

    /// It is on the disk before anybody hears of it.
    fn edit(&mut self, now: u64) -> Vec<Wish> {
        let Some(running) = &mut self.running else { return Vec::new() };
        let document = &mut running.document;
        let cells = document.cells();
        let steps = match (self.chance.below(10), cells.len() as u64) {
            (0, _) | (_, 0) => {
                let id = CellId::from(format!("c{:x}", self.chance.number()));
                document.insert_cells(
                    vec![NewCell::plain(id, CellKind::Code, String::new())],
                    &Placement::Last,
                )
            }
            (1, 3..) => {
                document.delete_cell(&cells[self.chance.below(cells.len() as u64) as usize])
            }
            _ => {
                let cell = cells[self.chance.below(cells.len() as u64) as usize].clone();
                let length = document.source(&cell).encode_utf16().count() as u64;
                let from = self.chance.below(length + 1) as u32;
                let longest = (length - u64::from(from)).min(3);
                let removed =
                    if self.chance.happens(300) { self.chance.below(longest + 1) } else { 0 };
                let insert = format!("{}é", self.chance.below(1000));
                let change = TextChange { from, to: from + removed as u32, insert };
                vec![Step::Text { cell, changes: vec![change] }]
            }
        };
        document.take(steps);
        let updates = document.take_updates();
        for update in updates {
            self.disk.updates.push(update.clone());
            self.disk.next_key += 1;
            self.disk.pending.insert(self.disk.next_key, update);
        }
        self.handle(now, Event::Edited)
    }
}

impl Disk {
    /// One transaction.
    fn keep(&mut self, write: Write) {
        let mut keep_link = |link: &KnownLink| {
            self.links.insert(link.address.clone(), bytes_from_known_link(link));
        };
        match write {
            Write::Sealed { records, mark, link } => {
                if let Some(link) = link {
                    keep_link(&link);
                }
                let rows = records.iter().map(|it| (bytes_from_stored_record(it), Vec::new()));
                self.outbox.extend(rows);
                if let Some(mark) = mark {
                    self.pending.retain(|key, _| *key > mark);
                }
            }
            Write::Arrived { link, items, carried } => {
                keep_link(&link);
                let rows =
                    carried.iter().map(|it| (bytes_from_stored_record(it), it.acked.clone()));
                self.outbox.extend(rows);
                self.updates.extend(updates_of(&items).into_iter().map(<[u8]>::to_vec));
                self.compact();
            }
            Write::Acked { link, records, done } => {
                keep_link(&link);
                let id = |bytes: &[u8]| stored_record_from_bytes(bytes).map(|record| record.id);
                self.outbox.retain(|(bytes, _)| id(bytes).is_ok_and(|id| !done.contains(&id)));
                for (bytes, acked) in &mut self.outbox {
                    if id(bytes).is_ok_and(|id| records.contains(&id)) {
                        acked.push(link.address.clone());
                    }
                }
            }
        }
    }

    fn compact(&mut self) {
        const MANY: usize = 40;
        if self.updates.len() > MANY
            && let Ok(one) = document::merge(&self.updates)
        {
            self.updates = vec![one];
        }
    }
}

fn updates_of(items: &[Item]) -> Vec<&[u8]> {
    let updates = items.iter().map(|item| match item {
        Item::Update(update) => Some(update.as_slice()),
        _ => None,
    });
    updates.flatten().collect()
}
