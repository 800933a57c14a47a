//! A device of `ardoise-sync` with what it needs: a database that is done at once, a clock, and a
//! line to a relay, by WebSocket or by requests. It does what the page does.
#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ardoise_crypto::RoomKeys;
use ardoise_sync::{
    Config, Device, Effect, Entropy, Event, Item, KnownLink, StoredRecord, TAIL_RECORDS, Write,
};
use tungstenite::{Error, Message, WebSocket};

use super::Chance;
use super::wire::request_on;

/// How long one look for something that came takes at most.
const LOOK: Duration = Duration::from_millis(10);

/// Chance as a source of random bytes: the same in each run.
struct Bytes(Chance);

impl Entropy for Bytes {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.iter_mut().for_each(|byte| *byte = self.0.below(256) as u8);
    }
}

/// The answer to a request; none when there was none.
type Came = Option<Vec<u8>>;

type Free = Arc<Mutex<Vec<TcpStream>>>;

/// The line to the relay.
enum Line {
    Away,
    Socket(Box<WebSocket<TcpStream>>),
    /// What is said first is said again with each request; connections that are free are used again,
    /// as browsers do.
    Requests {
        first: Vec<u8>,
        free: Free,
    },
}

pub(crate) struct Person {
    pub(crate) device: Device,
    address: SocketAddr,
    by_socket: bool,
    line: Line,
    came: (Sender<Came>, Receiver<Came>),
    began: Instant,
    wake: Option<u64>,
    unsealed: Vec<Item>,
    marks: u32,
    /// All that this device wrote.
    pub(crate) written: Vec<Item>,
    /// All that it was told of others.
    pub(crate) arrived: Vec<Item>,
    /// What others have said while both were here.
    pub(crate) met: Vec<Vec<u8>>,
    /// Records of its own that a relay has acknowledged.
    pub(crate) acked: Vec<StoredRecord>,
    sealed: Vec<StoredRecord>,
}

impl Person {
    pub(crate) fn new(keys: RoomKeys, address: SocketAddr, by_socket: bool, seed: u64) -> Person {
        let known = KnownLink { address: "relay".into(), ..KnownLink::default() };
        let device = Device::new(Config {
            keys,
            links: vec![known],
            outbox: Vec::new(),
            edited: false,
            tail_records: TAIL_RECORDS,
            entropy: Box::new(Bytes(Chance(seed))),
        });
        let mut person = Person {
            device,
            address,
            by_socket,
            line: Line::Away,
            came: channel(),
            began: Instant::now(),
            wake: None,
            unsealed: Vec::new(),
            marks: 0,
            written: Vec::new(),
            arrived: Vec::new(),
            met: Vec::new(),
            acked: Vec::new(),
            sealed: Vec::new(),
        };
        person.give(Event::Wake);
        person
    }

    /// From now on the relay is there.
    pub(crate) fn move_to(&mut self, address: SocketAddr) {
        self.address = address;
    }

    pub(crate) fn write(&mut self, items: Vec<Item>) {
        self.unsealed.extend(items.iter().cloned());
        self.written.extend(items);
        self.give(Event::Edited);
        self.give(Event::Flush);
    }

    pub(crate) fn say(&mut self, said: &[u8]) {
        self.give(Event::Say { said: said.to_vec() });
    }

    /// Looks once for what has come, and for what is due.
    pub(crate) fn look(&mut self) {
        if let Some(event) = self.heard() {
            self.give(event);
        }
        if self.wake.is_some_and(|at| self.now() >= at) {
            self.wake = None;
            self.give(Event::Wake);
        }
    }

    fn now(&self) -> u64 {
        self.began.elapsed().as_millis() as u64
    }

    fn heard(&mut self) -> Option<Event> {
        match &mut self.line {
            Line::Socket(socket) => match socket.read() {
                Ok(Message::Binary(bytes)) => {
                    Some(Event::Received { link: 0, bytes: bytes.into() })
                }
                Ok(Message::Close(_)) => self.hang_up(),
                Ok(_) => None,
                Err(Error::Io(error))
                    if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()) =>
                {
                    None
                }
                Err(_) => self.hang_up(),
            },
            Line::Requests { .. } => match self.came.1.recv_timeout(LOOK).ok()? {
                Some(bytes) => Some(Event::Received { link: 0, bytes }),
                None => self.hang_up(),
            },
            Line::Away => {
                std::thread::park_timeout(LOOK);
                None
            }
        }
    }

    fn hang_up(&mut self) -> Option<Event> {
        self.line = Line::Away;
        Some(Event::Closed { link: 0 })
    }

    fn give(&mut self, event: Event) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            for effect in self.device.handle(self.now(), event) {
                events.extend(self.perform(effect));
            }
        }
    }

    /// Does what is to be done; what that leads to.
    fn perform(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Open { link } => match self.open() {
                Some(line) => {
                    self.line = line;
                    Some(Event::Opened { link })
                }
                None => Some(Event::Closed { link }),
            },
            Effect::Close { .. } => {
                self.line = Line::Away;
                None
            }
            Effect::Send { bytes, .. } => self.send(bytes),
            Effect::Keep { number, write } => {
                self.keep(write);
                Some(Event::Kept { number })
            }
            Effect::GiveChanges => {
                self.marks += 1;
                let items = std::mem::take(&mut self.unsealed);
                Some(Event::Changes { mark: self.marks, items })
            }
            Effect::GiveLacking { link, read } => {
                let lacks = |item: &&Item| !read.contains(item);
                let items = self.written.iter().filter(lacks).cloned().collect();
                Some(Event::Lacking { link, items })
            }
            Effect::GiveWhole { link } => {
                let items = self.written.iter().chain(&self.arrived).cloned().collect();
                Some(Event::Whole { link, items })
            }
            Effect::Wake { at } => {
                self.wake = Some(at);
                None
            }
            Effect::Present { people, .. } => {
                self.met.extend(people);
                None
            }
        }
    }

    fn open(&self) -> Option<Line> {
        if !self.by_socket {
            return Some(Line::Requests { first: Vec::new(), free: Free::default() });
        }
        let stream = TcpStream::connect(self.address).ok()?;
        stream.set_nodelay(true).ok()?;
        let url = format!("ws://{}/v1/relay", self.address);
        let (socket, _) = tungstenite::client(url, stream).ok()?;
        socket.get_ref().set_read_timeout(Some(LOOK)).ok()?;
        Some(Line::Socket(Box::new(socket)))
    }

    fn send(&mut self, bytes: Vec<u8>) -> Option<Event> {
        match &mut self.line {
            Line::Away => None,
            Line::Socket(socket) => match socket.send(Message::Binary(bytes.into())) {
                Ok(()) => None,
                Err(_) => self.hang_up(),
            },
            Line::Requests { first, free } => {
                let body = if first.is_empty() {
                    first.clone_from(&bytes);
                    bytes
                } else {
                    // A message's first byte is its version.
                    [first.as_slice(), &bytes[1..]].concat()
                };
                let (address, came) = (self.address, self.came.0.clone());
                let free = Arc::clone(free);
                std::thread::spawn(move || {
                    let answer = posted(address, &free, &body);
                    // Nobody listens when the test is over.
                    let _ = came.send(answer);
                });
                None
            }
        }
    }

    fn keep(&mut self, write: Write) {
        match write {
            Write::Sealed { records, .. } => self.sealed.extend(records),
            Write::Arrived { items, .. } => self.arrived.extend(items),
            Write::Acked { records, .. } => {
                let (acked, sealed) = std::mem::take(&mut self.sealed)
                    .into_iter()
                    .partition(|record| records.contains(&record.id));
                self.sealed = sealed;
                self.acked.extend::<Vec<StoredRecord>>(acked);
            }
        }
    }
}

fn posted(address: SocketAddr, free: &Free, body: &[u8]) -> Came {
    let head = "POST /v1/relay HTTP/1.1\r\ncontent-type: application/octet-stream";
    let used = free.lock().ok()?.pop();
    let on = |mut stream: TcpStream| {
        let answer = request_on(&mut stream, head, body)?;
        free.lock().ok()?.push(stream);
        Some(answer)
    };
    // One that was used before may be closed by now.
    let answer = used.and_then(on).or_else(|| on(TcpStream::connect(address).ok()?))?;
    (answer.status == 200).then_some(answer.body)
}

/// All look in turn until this is so.
pub(crate) fn until(people: &mut [Person], what: &str, is_so: impl Fn(&[Person]) -> bool) {
    const PATIENCE: Duration = Duration::from_secs(60);
    let begun = Instant::now();
    while !is_so(people) {
        assert!(begun.elapsed() < PATIENCE, "it did not come to this: {what}");
        people.iter_mut().for_each(Person::look);
    }
}
