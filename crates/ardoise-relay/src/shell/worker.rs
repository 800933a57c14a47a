//! The thread that owns brain and store. What connections say comes through one channel; what is
//! there is taken together, so that one commit writes the appends of many.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::health::{self, Health};
use super::reserve;
use crate::brain::{Brain, Conn, DiskState, Message, Out, Reader, Settings, Via};
use crate::news::News;
#[cfg(feature = "postgres")]
use crate::store::postgres::{Address, hints::Hints};
use crate::store::{Store, Totals};

/// A commit takes no more records, and nobody waits longer for one.
const MOST_RECORDS: usize = 64;
const LONGEST: Duration = Duration::from_millis(10);
/// Of messages that have come and were not looked at, in pieces of [`PIECE`] bytes: 16 MiB.
const PIECES: usize = 16 << 10;
const PIECE: usize = 1 << 10;
/// What may wait for a slow device: presence is spared, then the connection is closed.
const SLOW: usize = 128 << 10;
const TOO_SLOW: usize = 4 << 20;
/// How often the disk is looked at.
const LOOK: Duration = Duration::from_secs(10);
/// How often a store that is shared is looked at for what others appended, whatever they say.
const COMPARE: Duration = Duration::from_secs(5);
/// How often rooms are counted for whoever asks.
const COUNT: Duration = Duration::from_secs(2);

/// The way to the brain; as many as one likes.
#[derive(Clone)]
pub struct Link {
    said: Arc<Sender<Said>>,
    pieces: Arc<Semaphore>,
    next: Arc<AtomicU64>,
    /// How many lines there are.
    open: Arc<AtomicUsize>,
    settings: Arc<Settings>,
}

/// What the brain is told.
#[cfg_attr(
    not(feature = "postgres"),
    allow(dead_code, reason = "only relays that share a store tell each other")
)]
enum Said {
    Connected(Conn, Outlet),
    Message(Conn, Message, OwnedSemaphorePermit),
    Closed(Conn),
    Health(oneshot::Sender<Health>),
    Drain(oneshot::Sender<()>),
    /// Another relay on the same store tells this.
    Elsewhere(News),
    /// Whom to tell what is new here.
    Tell(Box<dyn Fn(News) + Send>),
}

/// Where what the brain says goes.
enum Outlet {
    Socket(UnboundedSender<Vec<u8>>, Arc<AtomicUsize>),
    Request(Option<oneshot::Sender<Vec<u8>>>),
}

/// What a socket is sent; it ends when the brain closes it.
pub(super) struct Inbox {
    messages: UnboundedReceiver<Vec<u8>>,
    bytes: Arc<AtomicUsize>,
}

impl Inbox {
    pub(super) async fn next(&mut self) -> Option<Vec<u8>> {
        let message = self.messages.recv().await?;
        self.bytes.fetch_sub(message.len(), Ordering::Relaxed);
        Some(message)
    }
}

/// A connection to the brain, closed when it is dropped.
pub(super) struct Line {
    conn: Conn,
    link: Link,
    reader: Reader,
}

impl Line {
    pub(super) async fn say(&mut self, message: Vec<u8>) {
        let pieces = message.len().div_ceil(PIECE).clamp(1, PIECES) as u32;
        let permit = Arc::clone(&self.link.pieces).acquire_many_owned(pieces).await;
        if let Ok(permit) = permit {
            let message = self.reader.read(&message, now());
            let _ = self.link.said.send(Said::Message(self.conn, message, permit));
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.link.said.send(Said::Closed(self.conn));
        self.link.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Link {
    pub(super) fn socket(&self) -> (Line, Inbox) {
        let (sender, messages) = unbounded_channel();
        let bytes = Arc::new(AtomicUsize::new(0));
        let line = self.line(Outlet::Socket(sender, Arc::clone(&bytes)));
        (line, Inbox { messages, bytes })
    }

    pub(super) fn request(&self) -> (Line, oneshot::Receiver<Vec<u8>>) {
        let (sender, answer) = oneshot::channel();
        (self.line(Outlet::Request(Some(sender))), answer)
    }

    /// How long a request may be held.
    pub(super) fn hold(&self) -> Duration {
        Duration::from_millis(self.settings.hold_millis.into())
    }

    pub(super) async fn health(&self) -> Option<Health> {
        let (sender, answer) = oneshot::channel();
        self.said.send(Said::Health(sender)).ok()?;
        answer.await.ok()
    }

    /// Everybody is sent away, and what waits is written.
    pub(super) async fn drain(&self) {
        let (sender, done) = oneshot::channel();
        if self.said.send(Said::Drain(sender)).is_ok() {
            let _ = done.await;
        }
    }

    /// From now on this relay and others on the same database tell each other what is new.
    #[cfg(feature = "postgres")]
    pub(super) fn hint(&self, address: &Address) -> std::io::Result<()> {
        // It must not keep the brain's thread alive.
        let said = Arc::downgrade(&self.said);
        let hints = Hints::start(address, move |news| match said.upgrade() {
            Some(said) => news.is_empty() || said.send(Said::Elsewhere(news)).is_ok(),
            None => false,
        })?;
        let _ = self.said.send(Said::Tell(Box::new(move |news| hints.tell(news))));
        Ok(())
    }

    /// Whether anybody is still connected.
    pub(super) fn is_in_use(&self) -> bool {
        self.open.load(Ordering::Relaxed) > 0
    }

    fn line(&self, outlet: Outlet) -> Line {
        self.open.fetch_add(1, Ordering::Relaxed);
        let conn = Conn(self.next.fetch_add(1, Ordering::Relaxed));
        let _ = self.said.send(Said::Connected(conn, outlet));
        Line { conn, link: self.clone(), reader: Reader::new(&self.settings, now()) }
    }
}

/// Starts the thread.
pub(super) fn start(
    store: Box<dyn Store + Send>,
    mut settings: Settings,
    data: Option<PathBuf>,
) -> Result<(Link, JoinHandle<()>), super::ServeError> {
    let mut chance = [0; 8];
    // Without chance, those who are sent away come back in the same order: no harm.
    let _ = getrandom::fill(&mut chance);
    settings.spread = u64::from_le_bytes(chance);
    let kept = Arc::new(settings.clone());
    let brain = Brain::new(store, settings, now())?;
    let (said, inbox) = channel();
    let worker = Worker {
        brain,
        outlets: HashMap::new(),
        data,
        disk: DiskState::Fine,
        started: Instant::now(),
        is_draining: false,
        totals: None,
        tell: None,
    };
    let thread =
        std::thread::Builder::new().name("relay-brain".into()).spawn(move || worker.run(&inbox))?;
    let (pieces, next) = (Arc::new(Semaphore::new(PIECES)), Arc::new(AtomicU64::new(1)));
    let open = Arc::default();
    Ok((Link { said: Arc::new(said), pieces, next, open, settings: kept }, thread))
}

struct Worker {
    brain: Brain<Box<dyn Store + Send>>,
    outlets: HashMap<Conn, Outlet>,
    /// The folder whose disk may be full; none when the store is elsewhere.
    data: Option<PathBuf>,
    disk: DiskState,
    started: Instant,
    is_draining: bool,
    /// What the store said of itself, and when.
    totals: Option<(Instant, Option<Totals>)>,
    tell: Option<Box<dyn Fn(News) + Send>>,
}

impl Worker {
    fn run(mut self, inbox: &Receiver<Said>) {
        let (mut looked, mut ticked) = (None, Instant::now());
        let mut compared = Instant::now();
        let mut rest = Duration::ZERO;
        loop {
            if looked.is_none_or(|looked: Instant| looked.elapsed() >= LOOK) {
                looked = Some(Instant::now());
                self.look_at_disk();
            }
            let left = rest.saturating_sub(ticked.elapsed());
            match inbox.recv_timeout(left) {
                Ok(said) => self.take(said, inbox),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if self.brain.is_shared() && compared.elapsed() >= COMPARE {
                compared = Instant::now();
                let out = self.brain.look_again(now());
                self.send(out);
            }
            if ticked.elapsed() >= rest {
                let out = self.brain.tick(now());
                self.send(out);
                self.tell_others();
                ticked = Instant::now();
                rest = Duration::from_millis(self.brain.rest());
            }
        }
    }

    /// Takes what was said and what else is there, and writes what is to be written.
    fn take(&mut self, first: Said, inbox: &Receiver<Said>) {
        let begun = Instant::now();
        let mut said = Some(first);
        while let Some(one) = said.take() {
            self.hear(one);
            if self.brain.waiting_records() < MOST_RECORDS && begun.elapsed() < LONGEST {
                said = inbox.try_recv().ok();
            }
        }
        if self.brain.waiting_records() > 0 {
            let out = self.brain.commit(now());
            self.send(out);
            self.tell_others();
        }
    }

    fn tell_others(&mut self) {
        let news = self.brain.news();
        if let Some(tell) = self.tell.as_ref().filter(|_| !news.is_empty()) {
            tell(news);
        }
    }

    fn hear(&mut self, said: Said) {
        let out = match said {
            Said::Connected(conn, outlet) => {
                let via = match outlet {
                    Outlet::Socket(..) => Via::Socket,
                    Outlet::Request(_) => Via::Request,
                };
                self.outlets.insert(conn, outlet);
                self.brain.connected(conn, via, now())
            }
            Said::Message(conn, message, _permit) => self.brain.hear(conn, now(), message),
            Said::Closed(conn) => {
                self.brain.closed(conn);
                self.outlets.remove(&conn);
                Vec::new()
            }
            Said::Health(answer) => {
                let _ = answer.send(self.health());
                Vec::new()
            }
            Said::Drain(done) => {
                self.is_draining = true;
                let mut out = self.brain.drain(now());
                out.extend(self.brain.commit(now()));
                self.send(out);
                // What was sent is in the outlets; sockets end once they have passed it on.
                self.outlets.clear();
                let _ = done.send(());
                Vec::new()
            }
            Said::Elsewhere(news) => self.brain.hear_news(&news, now()),
            Said::Tell(tell) => {
                self.tell = Some(tell);
                Vec::new()
            }
        };
        self.send(out);
    }

    fn send(&mut self, out: Vec<Out>) {
        for one in out {
            match one {
                Out::Send { conn, message, can_be_dropped } => {
                    let is_too_slow = match self.outlets.get_mut(&conn) {
                        Some(Outlet::Socket(sender, bytes)) => {
                            let waiting = bytes.load(Ordering::Relaxed);
                            if !can_be_dropped || waiting < SLOW {
                                bytes.fetch_add(message.len(), Ordering::Relaxed);
                                let _ = sender.send(message);
                            }
                            waiting > TOO_SLOW
                        }
                        Some(Outlet::Request(answer)) => {
                            if let Some(answer) = answer.take() {
                                let _ = answer.send(message);
                            }
                            false
                        }
                        None => false,
                    };
                    if is_too_slow {
                        self.outlets.remove(&conn);
                        self.brain.closed(conn);
                    }
                }
                Out::Close(conn) => {
                    self.outlets.remove(&conn);
                }
            }
        }
    }

    fn look_at_disk(&mut self) {
        if let Some(data) = &self.data {
            reserve::look(data);
            self.disk = health::disk_state(data);
            self.brain.set_disk(self.disk);
        }
    }

    fn health(&mut self) -> Health {
        // Counting takes a while where there are many rooms.
        let totals = match self.totals {
            Some((counted, totals)) if counted.elapsed() < COUNT => totals,
            _ => {
                let totals = self.brain.totals().ok();
                self.totals = Some((Instant::now(), totals));
                totals
            }
        };
        Health {
            counters: self.brain.counters(),
            totals,
            disk: self.disk,
            is_draining: self.is_draining,
            uptime: self.started.elapsed(),
        }
    }
}

/// Milliseconds since 1970, as the system has it.
fn now() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(passed.as_millis()).unwrap_or(u64::MAX)
}
