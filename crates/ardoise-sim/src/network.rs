//! Messages on their way. A socket keeps their order and breaks as a whole; requests over HTTP come
//! late, twice, in another order or not at all.

use std::collections::BTreeMap;

/// One end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    Device,
    Relay,
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    Opened,
    Message(Vec<u8>),
    Closed,
}

#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) conn: u64,
    pub(crate) to: End,
    pub(crate) what: What,
}

/// A connection between a device's link and a relay.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) device: usize,
    pub(crate) link: usize,
    pub(crate) relay: usize,
    /// Keeps order and loses nothing while it holds.
    pub(crate) ordered: bool,
    /// When the last message to each end arrives, if it keeps order.
    pub(crate) last: [u64; 2],
}

#[derive(Default)]
pub(crate) struct Network {
    /// By time and then in the order of sending.
    queue: BTreeMap<(u64, u64), Delivery>,
    sent: u64,
    pub(crate) lines: BTreeMap<u64, Line>,
    next_line: u64,
}

impl Network {
    pub(crate) fn open(&mut self, line: Line) -> u64 {
        self.next_line += 1;
        self.lines.insert(self.next_line, line);
        self.next_line
    }

    /// Sends something that arrives at this time; on a line that keeps order not before the last.
    pub(crate) fn send(&mut self, at: u64, delivery: Delivery) {
        let mut at = at;
        if let Some(line) = self.lines.get_mut(&delivery.conn)
            && line.ordered
        {
            let last = &mut line.last[delivery.to as usize];
            at = at.max(*last);
            *last = at;
        }
        self.sent += 1;
        self.queue.insert((at, self.sent), delivery);
    }

    pub(crate) fn next_time(&self) -> Option<u64> {
        self.queue.first_key_value().map(|((at, _), _)| *at)
    }

    /// What arrives by this time.
    pub(crate) fn take(&mut self, now: u64) -> Option<Delivery> {
        let (key, _) = self.queue.first_key_value()?;
        if key.0 > now {
            return None;
        }
        self.queue.pop_first().map(|(_, delivery)| delivery)
    }

    /// The line is cut: nothing on it arrives any more.
    pub(crate) fn cut(&mut self, conn: u64) -> Option<Line> {
        self.queue.retain(|_, delivery| delivery.conn != conn);
        self.lines.remove(&conn)
    }
}
