//! Hints between relays on one database: in which rooms something is new, and what those who are in
//! them have said. They go by `NOTIFY` on a connection of their own, since it takes a lock of the whole
//! server when it commits, gathered and at most twenty times a second; and come by `LISTEN` on another.
//! They may be lost, and nothing is kept for a relay that is not there: whoever waits looks again from
//! time to time anyway.
//!
//! It must not know what a room holds; names of rooms and sealed bytes are all that is said.

use std::fmt::Write;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use ardoise_protocol::room::RoomId;
use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;

use super::Address;
use crate::news::News;

const CHANNEL: &str = "ardoise_relay";
/// Between two notifications of one relay.
const BEAT: Duration = Duration::from_millis(50);
/// What a notification takes.
const PIECE_BYTES: usize = 7999;
/// So many notifications in one beat; of what is more, nobody is told.
const MOST_PIECES: usize = 8;
/// How often a listener without news sees whether it is still wanted.
const LISTEN: Duration = Duration::from_secs(1);
/// Before a connection that broke is made again.
const PAUSE: Duration = Duration::from_secs(2);

/// The way to the other relays.
pub(crate) struct Hints(Sender<News>);

impl Hints {
    /// Starts both threads. `heard` is told what others say, and says whether it is still wanted.
    pub(crate) fn start(
        address: &Address,
        heard: impl Fn(News) -> bool + Send + 'static,
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

    pub(crate) fn tell(&self, news: News) {
        let _ = self.0.send(news);
    }
}

/// Until nobody has anything to tell any more.
fn tell(address: &Address, own: &str, told: &Receiver<News>) {
    let mut client: Option<Client> = None;
    let mut again = Instant::now();
    while let Ok(first) = told.recv() {
        let mut news = first;
        told.try_iter().for_each(|later| news.add(later));
        if client.as_ref().is_none_or(Client::is_closed) && Instant::now() >= again {
            client = address.connect("ardoise relay tells").ok();
            again = Instant::now() + PAUSE;
        }
        if let Some(connected) = &mut client {
            let said = pieces(own, &news);
            let notify = "SELECT pg_notify($1, piece) FROM unnest($2::text[]) AS piece";
            if connected.execute(notify, &[&CHANNEL, &said]).is_err() {
                client = None;
            }
        }
        std::thread::sleep(BEAT);
    }
}

/// Until nobody wants to hear any more.
fn listen(address: &Address, own: &str, heard: &impl Fn(News) -> bool) {
    while heard(News::default()) {
        let connected = address.connect("ardoise relay hears");
        let listening = connected.and_then(|mut client| {
            client.batch_execute(&format!("LISTEN {CHANNEL}"))?;
            Ok(client)
        });
        let Ok(mut client) = listening else {
            std::thread::sleep(PAUSE);
            continue;
        };
        while !client.is_closed() && heard(News::default()) {
            let mut notifications = client.notifications();
            let mut news = notifications.timeout_iter(LISTEN);
            while let Ok(Some(notification)) = news.next() {
                if let Some(news) = news_of(notification.payload(), own)
                    && !heard(news)
                {
                    return;
                }
            }
        }
    }
}

/// As words: a relay's own name, and then rooms, and devices with their room and what they have said.
fn pieces(own: &str, news: &News) -> Vec<String> {
    let rooms = news.rooms.iter().map(|room| hex(&room.0));
    let said = news.said.iter();
    let said = said.map(|((room, device), sealed)| {
        format!("{}:{}:{}", hex(&room.0), hex(device), hex(sealed))
    });
    let mut pieces: Vec<String> = Vec::new();
    for word in rooms.chain(said) {
        let bytes = 1 + word.len();
        let begun = pieces.last_mut().filter(|piece| piece.len() + bytes <= PIECE_BYTES);
        if let Some(piece) = begun {
            piece.push(' ');
            piece.push_str(&word);
        } else if own.len() + bytes > PIECE_BYTES {
            // It is not told; what a page says is a tenth as long.
        } else if pieces.len() < MOST_PIECES {
            pieces.push(format!("{own} {word}"));
        } else {
            break;
        }
    }
    pieces
}

/// What another relay says; none of what this one has said itself.
fn news_of(payload: &str, own: &str) -> Option<News> {
    let mut words = payload.split(' ');
    if words.next()? == own {
        return None;
    }
    let mut news = News::default();
    for word in words {
        let parts: Vec<&str> = word.split(':').collect();
        match parts[..] {
            [room] => news.rooms.extend(room_of(room)),
            [room, device, sealed] => {
                let device = bytes_of(device).and_then(|bytes| bytes.try_into().ok());
                if let (Some(room), Some(device), Some(sealed)) =
                    (room_of(room), device, bytes_of(sealed))
                {
                    news.said.insert((room, device), sealed);
                }
            }
            _ => {}
        }
    }
    Some(news)
}

fn room_of(word: &str) -> Option<RoomId> {
    bytes_of(word)?.try_into().ok().map(RoomId)
}

fn bytes_of(word: &str) -> Option<Vec<u8>> {
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    };
    let is_even = word.len().is_multiple_of(2) && !word.contains('+');
    is_even.then(|| word.as_bytes().chunks(2).map(byte).collect())?
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

    fn heard(pieces: &[String], own: &str) -> News {
        let mut heard = News::default();
        pieces.iter().filter_map(|piece| news_of(piece, own)).for_each(|news| heard.add(news));
        heard
    }

    #[test]
    fn hints_go_to_others_in_pieces() {
        let (here, there) = (hex(&[7; 8]), hex(&[8; 8]));
        let rooms = (0..=255).map(|number| RoomId([number; 16])).collect();
        let said = (0..12).map(|number| {
            ((RoomId([number; 16]), [number; 8]), vec![number; 100 * usize::from(number)])
        });
        let news = News { rooms, said: said.collect() };
        let said = pieces(&here, &news);
        assert!(said.iter().all(|piece| piece.len() < 8000));
        assert_eq!(heard(&said, &there), news);
        assert!(heard(&said, &here).is_empty(), "nobody hears themselves");
        // What is too long for a notification keeps nothing else back.
        let mut longer = news.clone();
        longer.said.insert((RoomId([0; 16]), [99; 8]), vec![0; 4000]);
        assert_eq!(heard(&pieces(&here, &longer), &there), news);
        let strange = "x 12 zz é +1:2 1:2:3:4 00112233445566778899aabbccddeeff:zz:00";
        assert_eq!(news_of(strange, "y"), Some(News::default()));
    }
}
