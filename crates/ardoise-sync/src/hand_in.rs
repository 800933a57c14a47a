//! Handing something in: files for those who may read a room, from somebody who may not.
//!
//! It is sealed once, as a file of sealed records, and kept so until every relay of the link has it;
//! the same bytes go by hand where there is no network. Nothing is read, so there is no place and no
//! state: one message holds all that a relay needs, and may be sent twice. Those who read find files
//! beside the cells, whose names hold a sign of the giver's key, so that nobody takes another's place.
//! Start with [`seal`] and [`messages`].

use ardoise_crypto::giving::{GiverKeys, gift_of, signed_gift, tag_of};
use ardoise_crypto::keys::record_id;
use ardoise_crypto::link::{GiverLink, bytes_from_giver_link, giver_link_from_bytes};
use ardoise_crypto::seal::PART_BYTES;
use ardoise_crypto::{AuthorKey, RoomKeys};
use ardoise_protocol::bytes::{Reader, Writer};
use ardoise_protocol::codec::DecodeError;
use ardoise_protocol::room::codec::{answers_from_bytes, bytes_from_asks};
use ardoise_protocol::room::frame::NO_TOKEN;
use ardoise_protocol::room::{Answer, Ask, Kind, Part, RecordId, Refusal, RoomId};

use crate::device::Entropy;
use crate::parts::Parts;
use crate::payload::{Item, Payload, bytes_from_payload, payload_from_bytes};

/// The first bytes of every file; the last of them is the version.
const MAGIC: &[u8] = b"ardoise-hand-in\0\x01";
/// How much one message asks a relay to keep: eight seconds of a line with 64 kbit/s.
const MESSAGE_BYTES: usize = 64 << 10;
/// So many letters of each part of a path are kept, and longer paths are none.
const MOST_LETTERS: usize = 80;
const MOST_PATH_BYTES: usize = 500;
const ENDING: &str = ".ipynb";

/// A hand-in as it was sealed.
pub struct HandIn {
    pub link: GiverLink,
    pub records: Vec<(RecordId, Vec<u8>)>,
}

/// What a relay said of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It keeps what was in it.
    Kept,
    /// It may be sent again after so many milliseconds.
    Later { millis: u32 },
    /// It does not take it, and will not soon.
    Refused(Refusal),
}

/// Seals files, each with its path, for those who read the room that this link leads to; nothing when the
/// link's key is none. `stamp` is in milliseconds since 1970.
pub fn seal(
    link: &GiverLink,
    stamp: u64,
    files: Vec<(String, Vec<u8>)>,
    author: &AuthorKey,
    entropy: &mut dyn Entropy,
) -> Option<Vec<u8>> {
    let item = |(path, content)| Item::File { path, stamp, content: Some(content) };
    let items = files.into_iter().map(item).collect();
    let payload = bytes_from_payload(&Payload { places: Vec::new(), items });
    let gift = signed_gift(author, &link.keys.room(), &payload);
    let mut w = Writer::default();
    w.raw(MAGIC);
    w.bytes(&bytes_from_giver_link(link));
    for record in sealed(&link.keys, &gift, entropy)? {
        w.bytes(&record);
    }
    Some(w.out)
}

fn sealed(keys: &GiverKeys, gift: &[u8], entropy: &mut dyn Entropy) -> Option<Vec<Vec<u8>>> {
    let pieces: Vec<&[u8]> = gift.chunks(PART_BYTES).collect();
    let (count, mut group) = (pieces.len() as u32, [0; 16]);
    entropy.fill(&mut group);
    let mut seal = |(index, piece): (u32, &[u8])| {
        let part = (count > 1).then_some(Part { group, index, count });
        let (mut nonce, mut once) = ([0; 24], [0; 32]);
        entropy.fill(&mut nonce);
        entropy.fill(&mut once);
        keys.seal(part, piece, nonce, once).ok()
    };
    (0..).zip(pieces).map(&mut seal).collect()
}

/// Reads a file.
pub fn hand_in_from_bytes(bytes: &[u8]) -> Result<HandIn, DecodeError> {
    let (magic, _) = MAGIC.split_at(MAGIC.len() - 1);
    let mut r = Reader::new(bytes.strip_prefix(magic).ok_or(DecodeError::UnknownTag(0))?);
    match r.byte()? {
        1 => {}
        other => return Err(DecodeError::UnknownVersion(other)),
    }
    let link = giver_link_from_bytes(&r.bytes()?)?;
    let mut records = Vec::new();
    while r.end().is_err() {
        let record = r.counted()?;
        records.push((record_id(record), record.to_vec()));
    }
    Ok(HandIn { link, records })
}

impl HandIn {
    /// What a relay is sent, one message after the other; `line` is random.
    pub fn messages(&self, line: [u8; 8]) -> Vec<Vec<u8>> {
        let keys = &self.link.keys;
        let join = Ask::Join { card: *keys.card(), token: NO_TOKEN, device: line };
        let mut groups: Vec<Vec<Vec<u8>>> = Vec::new();
        let mut left = 0;
        for (_, record) in &self.records {
            match groups.last_mut() {
                Some(group) if record.len() <= left => group.push(record.clone()),
                _ => {
                    groups.push(vec![record.clone()]);
                    left = MESSAGE_BYTES;
                }
            }
            left = left.saturating_sub(record.len());
        }
        let append = |records| Ask::Append { room: keys.room(), reference: REFERENCE, records };
        let message = |records| bytes_from_asks(&[Ask::Hello, join.clone(), append(records)]);
        groups.into_iter().map(message).collect()
    }

    /// The files in it, for who may read the room; nothing when these are other keys, or when something
    /// is missing.
    pub fn open(&self, keys: &RoomKeys) -> Option<Vec<Item>> {
        let mut parts = Parts::default();
        for (_, record) in &self.records {
            let opened = keys.open(record).ok()?;
            let payload = match opened.header.part {
                None => Some(opened.payload),
                Some(part) => {
                    parts.take(Default::default(), (opened.header.kind, part), opened.payload)
                }
            };
            if let Some(payload) = payload {
                return Some(payload_of_hand_in(&keys.room(), &payload)?.items);
            }
        }
        None
    }
}

/// Each message holds one append.
const REFERENCE: u32 = 1;

/// What a relay's answer says of a message; nothing when it says nothing of it.
pub fn said(answer: &[u8]) -> Option<Said> {
    let answers = answers_from_bytes(answer).ok()?;
    answers.into_iter().find_map(|answer| match answer {
        Answer::Acked { reference: REFERENCE, .. } => Some(Said::Kept),
        Answer::Refused { reason, retry_millis, .. } => Some(match reason {
            Refusal::NotAllowed
            | Refusal::NotSigned
            | Refusal::BadRecord
            | Refusal::Deleted
            | Refusal::RoomFull
            | Refusal::Unreadable => Said::Refused(reason),
            _ => Said::Later { millis: retry_millis },
        }),
        _ => None,
    })
}

/// What a record of this kind holds, or the parts of one together.
pub(crate) fn payload_of(room: &RoomId, kind: Kind, bytes: &[u8]) -> Option<Payload> {
    match kind {
        Kind::HandIn => payload_of_hand_in(room, bytes),
        Kind::Changes | Kind::Snapshot { .. } | Kind::Attest { .. } => {
            payload_from_bytes(bytes).ok()
        }
    }
}

/// What was handed in: files only, under names that nobody else can give.
fn payload_of_hand_in(room: &RoomId, bytes: &[u8]) -> Option<Payload> {
    let (key, gift) = gift_of(room, bytes)?;
    let tag = tag_of(key);
    let given = payload_from_bytes(gift).ok()?;
    let file = |item| match item {
        Item::File { path, stamp, content: Some(content) } => {
            Some(Item::File { path: name_of(&path, &tag)?, stamp, content: Some(content) })
        }
        _ => None,
    };
    Some(Payload { places: Vec::new(), items: given.items.into_iter().filter_map(file).collect() })
}

/// A file's path, with the giver's sign in its first part, before the ending of a notebook. Nothing when
/// it leads nowhere.
fn name_of(given: &str, tag: &str) -> Option<String> {
    let (first, rest) = given.split_once('/').unwrap_or((given, ""));
    let (stem, ending) = match first.strip_suffix(ENDING) {
        Some(stem) if rest.is_empty() => (stem, ENDING),
        _ => (first, ""),
    };
    let mut path = format!("{} ({tag}){ending}", plain(stem));
    for part in rest.split('/').map(plain).filter(|part| !part.is_empty()) {
        path.push('/');
        path.push_str(&part);
    }
    (path.len() <= MOST_PATH_BYTES).then_some(path)
}

/// What every file system takes.
fn plain(part: &str) -> String {
    let plain = |letter: char| match letter {
        '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        letter if letter.is_control() => '-',
        letter => letter,
    };
    let part: String = part.chars().take(MOST_LETTERS).map(plain).collect();
    part.trim_matches([' ', '.']).to_owned()
}
