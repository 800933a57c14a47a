//! The world: who is there, what goes wrong, and what must hold in the end.

use std::collections::BTreeMap;

use ardoise_core::document::{self, Document};
use ardoise_crypto::RoomKeys;
use ardoise_protocol::room::codec::answers_from_bytes;
use ardoise_protocol::room::{Kind, StoreId};
use ardoise_relay::brain::{DiskState, Out, Rate, Settings};
use ardoise_sync::{Event, Item, Reach, payload_from_bytes};

use crate::chance::Chance;
use crate::device::{Pupil, Wish};
use crate::network::{Delivery, End, Line, Network, What};
use crate::relay::Server;

const MINUTE: u64 = 60_000;
const DAY: u64 = 86_400_000;
/// For so long everything works again before the end is looked at, if devices do not rest before:
/// longer than any of their pauses.
const PEACE_MILLIS: u64 = 30 * MINUTE;
/// Who has heard nothing for so long has noticed that a line is dead.
const REST_MINUTES: u32 = 3;

/// How often each thing goes wrong, in a thousand steps or messages.
#[derive(Clone, Debug)]
pub struct Faults {
    pub lost: u64,
    pub doubled: u64,
    pub cut: u64,
    pub partition: u64,
    pub device_crash: u64,
    pub device_restored: u64,
    pub write_fails: u64,
    pub relay_crash: u64,
    pub relay_restored: u64,
    pub disk: u64,
    pub clock: u64,
    pub weeks_pass: u64,
}

impl Faults {
    /// Some of them, more or less often.
    fn some(chance: &mut Chance) -> Faults {
        let mut often = |most: u64| if chance.happens(600) { chance.below(most) } else { 0 };
        Faults {
            lost: often(150),
            doubled: often(150),
            cut: often(30),
            partition: often(20),
            device_crash: often(20),
            device_restored: often(6),
            write_fails: often(150),
            relay_crash: often(20),
            relay_restored: often(8),
            disk: often(15),
            clock: often(20),
            weeks_pass: often(8),
        }
    }
}

/// What happened in a world.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub edits: u64,
    pub messages: u64,
    pub bytes: u64,
    pub crashes: u64,
    pub restored: u64,
    /// Records in the relays' logs in the end, and records that snapshots stand for.
    pub records: u64,
    pub covered: u64,
    /// Records in which somebody vouches for a snapshot.
    pub attests: u64,
}

pub struct World {
    now: u64,
    chance: Chance,
    faults: Faults,
    keys: RoomKeys,
    pupils: Vec<Pupil>,
    servers: Vec<Server>,
    network: Network,
    /// HTTP: the first message of each line, and which line a request belongs to.
    first: BTreeMap<u64, Vec<u8>>,
    requests: BTreeMap<u64, u64>,
    next_request: u64,
    /// Until when a device reaches no relay.
    apart: Vec<u64>,
    tick_at: u64,
    report: Report,
}

impl World {
    /// A world of this seed, from its first edit until everything that can go wrong has and all is
    /// well again. An error says what does not hold.
    pub fn run(seed: u64) -> Result<Report, String> {
        let mut world = World::new(seed);
        let steps = 10 + world.chance.below(90);
        for _ in 0..steps {
            world.something_happens();
            let pause = 1 << world.chance.below(14);
            world.pass(pause);
        }
        world.peace();
        world.check()?;
        Ok(world.report)
    }

    fn new(seed: u64) -> World {
        let mut chance = Chance::new(seed);
        let keys = RoomKeys::make(chance.bytes(), chance.bytes());
        let relays = 1 + chance.below(2) as usize;
        let addresses: Vec<String> = (0..relays).map(|at| format!("relay{at}")).collect();
        let tail_records = 5 + chance.below(40) as u32;
        let card = *keys.card();
        let pupils = (0..2 + chance.below(3)).map(|at| {
            // One makes the room; some write, some may only read.
            let held = match at {
                0 => keys.clone(),
                1 => RoomKeys::of_writer(keys.write_secret().unwrap_or_default(), card.admin_key),
                _ if chance.happens(250) => {
                    RoomKeys::of_reader(keys.read_secret(), card.write_key, card.admin_key)
                }
                _ => RoomKeys::of_writer(keys.write_secret().unwrap_or_default(), card.admin_key),
            };
            Pupil::new(held, addresses.clone(), tail_records, chance.fork())
        });
        let pupils: Vec<Pupil> = pupils.collect();
        let mut settings = Settings { keeps_days: 100_000, ..Settings::default() };
        if chance.happens(300) {
            settings.appends = Rate { per_second: 1, burst: 3 };
        }
        let servers = (0..relays).map(|_| Server::new(StoreId(chance.bytes()), settings.clone()));
        let servers: Vec<Server> = servers.collect();
        let faults = Faults::some(&mut chance);
        let apart = vec![0; pupils.len()];
        let mut world = World {
            now: 1,
            faults,
            keys,
            pupils,
            servers,
            network: Network::default(),
            first: BTreeMap::new(),
            requests: BTreeMap::new(),
            next_request: 1 << 32,
            apart,
            tick_at: 0,
            report: Report::default(),
            chance,
        };
        for at in 0..world.servers.len() {
            world.servers[at].start(world.now);
        }
        for at in 0..world.pupils.len() {
            world.start_pupil(at);
        }
        world
    }

    fn something_happens(&mut self) {
        let pupil = self.chance.below(self.pupils.len() as u64) as usize;
        let server = self.chance.below(self.servers.len() as u64) as usize;
        for _ in 0..self.chance.below(4) {
            self.report.edits += 1;
            let wishes = self.pupils[pupil].edit_if_allowed(self.now);
            self.fulfil(pupil, wishes);
        }
        let faults = self.faults.clone();
        let mut strikes = |per_mille| self.chance.happens(per_mille);
        if strikes(faults.partition) {
            let until = self.now + (1 << self.chance.below(20));
            self.apart[pupil] = until;
            for link in 0..self.servers.len() {
                self.cut(pupil, link, true);
            }
        } else if strikes(faults.cut) {
            let told = self.chance.happens(700);
            self.cut(pupil, server, told);
        } else if strikes(faults.device_crash) {
            self.report.crashes += 1;
            self.stop_pupil(pupil);
            let pause = 1 << self.chance.below(12);
            self.pass(pause);
            self.start_pupil(pupil);
        } else if strikes(faults.device_restored) {
            // A computer that is wiped and gets the profile of another.
            self.report.restored += 1;
            let other = self.chance.below(self.pupils.len() as u64) as usize;
            self.stop_pupil(pupil);
            self.pupils[pupil].disk = self.pupils[other].disk.clone();
            self.start_pupil(pupil);
        } else if strikes(faults.relay_crash) {
            self.report.crashes += 1;
            self.stop_server(server);
            let pause = 1 << self.chance.below(15);
            self.pass(pause);
            self.servers[server].start(self.now);
        } else if strikes(faults.relay_restored) {
            if self.chance.happens(500) {
                self.servers[server].back_up();
            } else {
                self.stop_server(server);
                self.report.restored += u64::from(self.servers[server].restore());
                self.servers[server].start(self.now);
            }
        } else if strikes(faults.disk) {
            let states = [DiskState::Full, DiskState::Low, DiskState::Fine];
            self.servers[server].set_disk(states[self.chance.below(3) as usize]);
        } else if strikes(faults.clock) {
            if self.chance.happens(500) {
                self.pupils[pupil].ahead += 1 << self.chance.below(24);
            } else {
                let jump = 1i64 << self.chance.below(40);
                let back = self.chance.happens(500);
                self.servers[server].skew += if back { -jump } else { jump };
            }
        } else if strikes(faults.weeks_pass) {
            // Snapshots stand for what they cover after a day or a fortnight.
            self.servers[server].skew += ((1 + self.chance.below(20)) * DAY) as i64;
            self.pass(5000);
        }
    }

    /// Everything works again for as long as anybody may need.
    fn peace(&mut self) {
        let Faults { weeks_pass, .. } = self.faults;
        self.faults = Faults {
            lost: 0,
            doubled: 0,
            cut: 0,
            partition: 0,
            device_crash: 0,
            device_restored: 0,
            write_fails: 0,
            relay_crash: 0,
            relay_restored: 0,
            disk: 0,
            clock: 0,
            weeks_pass,
        };
        self.apart.iter_mut().for_each(|until| *until = 0);
        for server in &mut self.servers {
            server.start(self.now);
            server.set_disk(DiskState::Fine);
        }
        for at in 0..self.pupils.len() {
            if !self.pupils[at].runs() {
                self.start_pupil(at);
            }
            let wishes = self.pupils[at].handle(self.now, Event::Online);
            self.fulfil(at, wishes);
        }
        let (end, mut resting) = (self.now + PEACE_MILLIS, 0);
        while self.now < end && resting < REST_MINUTES {
            self.pass(MINUTE);
            resting = if self.pupils.iter().all(Pupil::rests) { resting + 1 } else { 0 };
        }
    }

    /// Lets time pass, and everything that is due in it happen.
    fn pass(&mut self, millis: u64) {
        let end = self.now + millis;
        loop {
            let wakes = self.pupils.iter().filter_map(|pupil| pupil.wake());
            let writes = self.pupils.iter().filter_map(|pupil| pupil.write_at);
            let commits = self.servers.iter().filter_map(|server| server.commit_at);
            let due = wakes.chain(writes).chain(commits).chain(self.network.next_time());
            let next = due.chain([self.tick_at]).min().unwrap_or(end).max(self.now);
            if next > end {
                break;
            }
            self.now = next;
            self.act();
        }
        self.now = end;
    }

    fn act(&mut self) {
        let now = self.now;
        while let Some(delivery) = self.network.take(now) {
            self.deliver(delivery);
        }
        for at in 0..self.pupils.len() {
            if self.pupils[at].write_at.is_some_and(|due| due <= now) {
                let fails = self.chance.happens(self.faults.write_fails);
                let wishes = self.pupils[at].finish_write(now, fails);
                self.fulfil(at, wishes);
            }
            if self.pupils[at].wake().is_some_and(|due| due <= now) {
                let wishes = self.pupils[at].handle(now, Event::Wake);
                self.fulfil(at, wishes);
            }
        }
        for at in 0..self.servers.len() {
            if self.servers[at].commit_at.is_some_and(|due| due <= now) {
                let out = self.servers[at].commit(now);
                self.send_out(out);
            }
        }
        if self.tick_at <= now {
            self.tick_at = now + 250;
            for at in 0..self.servers.len() {
                let out = self.servers[at].tick(now);
                self.send_out(out);
            }
        }
    }

    fn deliver(&mut self, Delivery { conn, to, what }: Delivery) {
        let now = self.now;
        if to == End::Relay {
            let line = self.requests.get(&conn).copied().unwrap_or(conn);
            let Some(line) = self.network.lines.get(&line).cloned() else { return };
            let server = &mut self.servers[line.relay];
            let out = match what {
                What::Opened => server.connected(conn, line.ordered, now),
                What::Message(bytes) => {
                    let mut out = Vec::new();
                    if !line.ordered {
                        out.extend(server.connected(conn, false, now));
                    }
                    out.extend(server.receive(conn, now, &bytes));
                    out
                }
                What::Closed => {
                    server.closed(conn);
                    Vec::new()
                }
            };
            self.send_out(out);
            return;
        }
        let Some(line) = self.network.lines.get(&conn).cloned() else { return };
        let event = match what {
            What::Opened => Event::Opened { link: line.link },
            What::Message(bytes) => Event::Received { link: line.link, bytes },
            What::Closed => {
                self.forget_line(conn);
                Event::Closed { link: line.link }
            }
        };
        let wishes = self.pupils[line.device].handle(now, event);
        self.fulfil(line.device, wishes);
    }

    fn fulfil(&mut self, at: usize, wishes: Vec<Wish>) {
        for wish in wishes {
            match wish {
                Wish::Open(link) => self.open(at, link),
                Wish::Close(link) => self.cut(at, link, false),
                Wish::Send(link, bytes) => self.send(at, link, bytes),
            }
        }
    }

    fn open(&mut self, at: usize, link: usize) {
        let ordered = self.chance.happens(600);
        let line = Line { device: at, link, relay: link, ordered, last: [0; 2] };
        let conn = self.network.open(line);
        self.pupils[at].lines[link] = Some(conn);
        let delay = 1 + self.chance.below(300);
        let reaches = self.apart[at] <= self.now && self.servers[link].runs();
        if !reaches {
            let what = What::Closed;
            self.network.send(self.now + delay, Delivery { conn, to: End::Device, what });
            return;
        }
        if ordered {
            let what = What::Opened;
            self.network.send(self.now + delay, Delivery { conn, to: End::Relay, what });
        }
        let what = What::Opened;
        self.network.send(self.now + 2 * delay, Delivery { conn, to: End::Device, what });
    }

    fn send(&mut self, at: usize, link: usize, bytes: Vec<u8>) {
        let Some(conn) = self.pupils[at].lines[link] else { return };
        let Some(line) = self.network.lines.get(&conn).cloned() else { return };
        self.report.messages += 1;
        self.report.bytes += bytes.len() as u64;
        if line.ordered {
            let delay = 1 + self.chance.below(300);
            let what = What::Message(bytes);
            self.network.send(self.now + delay, Delivery { conn, to: End::Relay, what });
            return;
        }
        // Each request says again who asks.
        let whole = match self.first.get(&conn) {
            None => {
                self.first.insert(conn, bytes.clone());
                bytes
            }
            Some(first) => [first, &bytes[1..]].concat(),
        };
        let times = if self.chance.happens(self.faults.lost) {
            0
        } else {
            1 + u64::from(self.chance.happens(self.faults.doubled))
        };
        for _ in 0..times {
            self.next_request += 1;
            self.requests.insert(self.next_request, conn);
            let delay = 1 + self.chance.below(2000);
            let what = What::Message(whole.clone());
            let delivery = Delivery { conn: self.next_request, to: End::Relay, what };
            self.network.send(self.now + delay, delivery);
        }
        if times == 0 && self.chance.happens(500) {
            // The failure is seen.
            let what = What::Closed;
            self.network.send(self.now + 3000, Delivery { conn, to: End::Device, what });
        }
    }

    /// What relays send.
    fn send_out(&mut self, out: Vec<Out>) {
        for sent in out {
            match sent {
                Out::Send { conn, message, .. } => {
                    debug_assert!(answers_from_bytes(&message).is_ok());
                    let line = self.requests.get(&conn.0).copied().unwrap_or(conn.0);
                    let ordered = self.network.lines.get(&line).is_some_and(|line| line.ordered);
                    if !ordered && self.chance.happens(self.faults.lost) {
                        continue;
                    }
                    self.report.messages += 1;
                    self.report.bytes += message.len() as u64;
                    let delay = 1 + self.chance.below(300);
                    let what = What::Message(message);
                    let delivery = Delivery { conn: line, to: End::Device, what };
                    self.network.send(self.now + delay, delivery);
                }
                Out::Close(conn) => {
                    // A request ends with its answer; a socket is closed.
                    if self.requests.remove(&conn.0).is_none() {
                        let what = What::Closed;
                        let delivery = Delivery { conn: conn.0, to: End::Device, what };
                        self.network.send(self.now + 1, delivery);
                    }
                }
            }
        }
    }

    /// Cuts a device's line; the device learns of it, or has to find out.
    fn cut(&mut self, at: usize, link: usize, told: bool) {
        let Some(conn) = self.pupils[at].lines[link].take() else { return };
        self.forget_line(conn);
        self.servers[link].closed(conn);
        if told {
            let wishes = self.pupils[at].handle(self.now, Event::Closed { link });
            self.fulfil(at, wishes);
        }
    }

    fn forget_line(&mut self, conn: u64) {
        self.network.cut(conn);
        self.first.remove(&conn);
        self.requests.retain(|_, line| *line != conn);
    }

    fn start_pupil(&mut self, at: usize) {
        let wishes = self.pupils[at].start(self.now);
        self.fulfil(at, wishes);
    }

    fn stop_pupil(&mut self, at: usize) {
        self.pupils[at].crash();
        for link in 0..self.servers.len() {
            self.cut(at, link, false);
        }
    }

    fn stop_server(&mut self, server: usize) {
        self.servers[server].crash();
        let of_server = self.network.lines.iter().filter(|(_, line)| line.relay == server);
        let lines: Vec<(usize, usize)> =
            of_server.map(|(_, line)| (line.device, line.link)).collect();
        for (device, link) in lines {
            // What was under way is lost; some notice at once, some by silence.
            let told = self.chance.happens(700);
            self.cut(device, link, told);
        }
    }

    /// What must hold when all is well again.
    fn check(&mut self) -> Result<(), String> {
        let first = self.pupils[0].everything();
        for (at, pupil) in self.pupils.iter().enumerate() {
            let status = pupil.status().ok_or("a device does not run")?;
            let state = pupil.everything();
            let same = document::lacking(&first, &state).is_empty()
                && document::lacking(&state, &first).is_empty()
                && pupil.text() == self.pupils[0].text();
            if !same {
                return Err(format!("device {at} has something else than the first: {status:?}"));
            }
            if !status.current || status.reach < Reach::OnRelay && pupil.may_write() {
                return Err(format!("device {at} is not done: {status:?}"));
            }
        }
        let (now, room) = (self.now, self.keys.room());
        for (at, server) in self.servers.iter_mut().enumerate() {
            let log = server.audit(now, room, self.keys.card(), self.keys.token());
            let log = log.map_err(|what| format!("relay {at}: {what}"))?;
            self.report.records += log.len() as u64;
            let (updates, attests) = updates_of(&self.keys, &log)?;
            self.report.attests += attests;
            if !document::lacking(&updates, &first).is_empty() {
                return Err(format!("relay {at} lacks something that the devices have"));
            }
            let mut fresh = Document::new(1);
            fresh.receive(&updates);
            if fresh.waiting() > 0 {
                return Err(format!("relay {at}: a newcomer would wait for what is gone"));
            }
        }
        Ok(())
    }
}

/// What a newcomer makes of a log, and how many attests are in it.
fn updates_of(keys: &RoomKeys, log: &[Vec<u8>]) -> Result<(Vec<Vec<u8>>, u64), String> {
    let mut parts: BTreeMap<[u8; 16], BTreeMap<u32, Vec<u8>>> = BTreeMap::new();
    let (mut updates, mut attests) = (Vec::new(), 0);
    for record in log {
        let opened = keys.open(record).map_err(|bad| format!("a record does not open: {bad}"))?;
        attests += u64::from(matches!(opened.header.kind, Kind::Attest { .. }));
        let payload = match opened.header.part {
            None => opened.payload,
            Some(part) => {
                let group = parts.entry(part.group).or_default();
                group.insert(part.index, opened.payload);
                if group.len() < part.count as usize {
                    continue;
                }
                group.values().flatten().copied().collect()
            }
        };
        let payload = payload_from_bytes(&payload).map_err(|bad| format!("no payload: {bad}"))?;
        updates.extend(payload.items.into_iter().filter_map(|item| match item {
            Item::Update(update) => Some(update),
            _ => None,
        }));
    }
    Ok((updates, attests))
}
