//! What a device sends, read and its signatures checked: work that needs nothing of the brain, and that
//! each connection can do for itself while the brain writes for others.

use ardoise_crypto::keys::room_of;
use ardoise_crypto::seal::{BadRecord, check};
use ardoise_protocol::room::codec::asks_from_bytes;
use ardoise_protocol::room::{Ask, Card, Header, RecordId, RoomId};

use super::asks::{cost_of, few_frames};
use super::bucket::{Bucket, Rate};
use super::settings::Settings;

/// The records of an append: their names and what they say of themselves, or what is wrong with one.
pub(super) type Checked = Result<Vec<(RecordId, Header)>, BadRecord>;

/// A message that was read.
pub struct Message {
    pub(super) bytes: usize,
    /// None when it is no message.
    pub(super) asks: Option<Vec<Asked>>,
}

/// Something that is asked, and what is already known of it.
pub(super) struct Asked {
    pub(super) ask: Ask,
    /// Of an append; none when nobody has looked yet.
    pub(super) checked: Option<Checked>,
}

impl Message {
    /// Reads a message and checks nothing.
    pub(super) fn read(bytes: &[u8]) -> Message {
        let asks = if few_frames(bytes) { asks_from_bytes(bytes).ok() } else { None };
        let asks =
            asks.map(|asks| asks.into_iter().map(|ask| Asked { ask, checked: None }).collect());
        Message { bytes: bytes.len(), asks }
    }
}

/// Reads the messages of one connection.
pub struct Reader {
    /// Of the rooms that it has named, which say whose signatures count.
    cards: Vec<(RoomId, Card)>,
    most_cards: usize,
    rate: Rate,
    appends: Bucket,
}

impl Reader {
    pub fn new(settings: &Settings, now: u64) -> Reader {
        let (rate, most_cards) = (settings.appends, settings.joined_rooms);
        Reader { cards: Vec::new(), most_cards, rate, appends: Bucket::new(rate, now) }
    }

    /// Reads a message, and checks what is appended, but not for somebody who appends faster than
    /// anybody may: checking is work.
    pub fn read(&mut self, bytes: &[u8], now: u64) -> Message {
        let mut message = Message::read(bytes);
        for asked in message.asks.iter_mut().flatten() {
            match &asked.ask {
                Ask::Join { card, .. } => self.remember(card),
                Ask::Append { room, records, .. } => {
                    let card = self.cards.iter().find(|(named, _)| named == room);
                    let cost = cost_of(records.len());
                    if let Some((_, card)) = card
                        && self.appends.take(self.rate, now, cost).is_ok()
                    {
                        asked.checked = Some(records.iter().map(|it| check(card, it)).collect());
                    }
                }
                _ => {}
            }
        }
        message
    }

    fn remember(&mut self, card: &Card) {
        let room = room_of(card);
        if self.cards.len() < self.most_cards && !self.cards.iter().any(|(it, _)| *it == room) {
            self.cards.reserve_exact(1);
            self.cards.push((room, *card));
        }
    }
}
