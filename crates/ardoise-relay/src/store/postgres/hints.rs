//! Hints between relays on one database: in which rooms something is new. They go by `NOTIFY` on a
//! connection of their own, since it takes a lock of the whole server when it commits, gathered and
//! at most twenty times a second; and come by `LISTEN` on another. They may be lost, and nothing is
//! kept for a relay that is not there: whoever waits looks again from time to time anyway.
//!
//! It must not know what a room holds; names of rooms are all that is said.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use ardoise_protocol::room::RoomId;
use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;

use super::Address;

const CHANNEL: &str = "ardoise_relay";
/// Between two notifications of one relay.
const BEAT: Duration = Duration::from_millis(50);
/// A notification takes less than 8000 bytes, and a room 33 of them.
const ROOMS: usize = 240;
/// So many notifications in one beat; of what is more, nobody is told.
const MOST_PIECES: usize = 8;
/// How often a listener without news sees whether it is still wanted.
const LISTEN: Duration = Duration::from_secs(1);
/// Before a connection that broke is made again.
const PAUSE: Duration = Duration::from_secs(2);

/// The way to the other relays.
pub(crate) struct Hints(Sender<Vec<RoomId>>);

impl Hints {
    /// Starts both threads. `heard` is told what others say, and says whether it is still wanted.
    pub(crate) fn start(
        address: &Address,
        heard: impl Fn(Vec<RoomId>) -> bool + Send + 'static,
    ) -> std::io::Result<Hints> {
        let mut own = [0; 8];
        // Without chance, relays may not hear each other, and look from time to time.
        let _ = getrandom::fill(&mut own);
        let own = hex(&own);
        let (sender, told) = channel();
        let (telling, listening) = (address.clone(), address.clone());
        let name = own.clone();
        let thread = |name: &str| std::thread::Builder::new().name(name.into());
        thread("relay-tells").spawn(move || tell(&telling, &name, &told))?;
        thread("relay-hears").spawn(move || listen(&listening, &own, &heard))?;
        Ok(Hints(sender))
    }

    pub(crate) fn tell(&self, rooms: Vec<RoomId>) {
        if !rooms.is_empty() {
            let _ = self.0.send(rooms);
        }
    }
}

/// Until nobody has anything to tell any more.
fn tell(address: &Address, own: &str, told: &Receiver<Vec<RoomId>>) {
    let mut client: Option<Client> = None;
    let mut again = Instant::now();
    while let Ok(first) = told.recv() {
        let mut rooms: BTreeSet<RoomId> = first.into_iter().collect();
        rooms.extend(told.try_iter().flatten());
        if client.as_ref().is_none_or(Client::is_closed) && Instant::now() >= again {
            client = address.connect("ardoise relay tells").ok();
            again = Instant::now() + PAUSE;
        }
        if let Some(connected) = &mut client {
            let rooms: Vec<RoomId> = rooms.into_iter().collect();
            let said: Vec<String> =
                rooms.chunks(ROOMS).take(MOST_PIECES).map(|rooms| piece(own, rooms)).collect();
            let notify = "SELECT pg_notify($1, piece) FROM unnest($2::text[]) AS piece";
            if connected.execute(notify, &[&CHANNEL, &said]).is_err() {
                client = None;
            }
        }
        std::thread::sleep(BEAT);
    }
}

/// Until nobody wants to hear any more.
fn listen(address: &Address, own: &str, heard: &impl Fn(Vec<RoomId>) -> bool) {
    while heard(Vec::new()) {
        let connected = address.connect("ardoise relay hears");
        let listening = connected.and_then(|mut client| {
            client.batch_execute(&format!("LISTEN {CHANNEL}"))?;
            Ok(client)
        });
        let Ok(mut client) = listening else {
            std::thread::sleep(PAUSE);
            continue;
        };
        while !client.is_closed() && heard(Vec::new()) {
            let mut notifications = client.notifications();
            let mut news = notifications.timeout_iter(LISTEN);
            while let Ok(Some(notification)) = news.next() {
                if let Some(rooms) = rooms_of(notification.payload(), own)
                    && !heard(rooms)
                {
                    return;
                }
            }
        }
    }
}

fn piece(own: &str, rooms: &[RoomId]) -> String {
    let mut text = own.to_owned();
    for room in rooms {
        text.push(' ');
        text.push_str(&hex(&room.0));
    }
    text
}

/// What another relay says; none of what this one has said itself.
fn rooms_of(payload: &str, own: &str) -> Option<Vec<RoomId>> {
    let mut words = payload.split(' ');
    let is_another = words.next()? != own;
    is_another.then(|| words.filter_map(room_of).collect())
}

fn room_of(word: &str) -> Option<RoomId> {
    let number = u128::from_str_radix(word, 16).ok()?;
    (word.len() == 32).then(|| RoomId(number.to_be_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_names_rooms_to_others() {
        let rooms: Vec<RoomId> = (0..ROOMS as u8).map(|number| RoomId([number; 16])).collect();
        let said = piece(&hex(&[7; 8]), &rooms);
        assert!(said.len() < 8000, "{}", said.len());
        assert_eq!(rooms_of(&said, &hex(&[8; 8])), Some(rooms));
        assert_eq!(rooms_of(&said, &hex(&[7; 8])), None);
        assert_eq!(rooms_of("x 12 zz", "y"), Some(vec![]));
    }
}
