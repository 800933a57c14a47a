//! Records and messages as bytes, and back.
//!
//! A message is one version byte ([`VERSION`]) and then frames, each after its length. A frame is a
//! tag byte and its fields in the order of the type's definition, as in [`crate::codec`]; keys, ids
//! and hashes are as long as they are, with no length before them. A reader passes over frames whose
//! tag it does not know, so that later versions can say more. A record is laid out as
//! [`bytes_from_record`] shows, and what follows its header takes all that is left.

use super::frame::{Answer, Ask, Command, Given, Limits, MOST_MESSAGE_BYTES, Read, Refusal};
use super::record::{Header, Kind, MOST_BYTES, Part, Record, Signer};
use super::{Card, Chain, Place, RecordId, RoomId, StoreId};
use crate::bytes::{Reader, Writer};
use crate::codec::DecodeError;

/// The first byte of every message and every record.
pub const VERSION: u8 = 1;

/// The most parts a payload may come in.
const MOST_PARTS: u32 = 1024;

/// What a record's header says, as it stands in the record's bytes: what is sealed with them.
pub fn bytes_from_header(header: &Header) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    match header.kind {
        Kind::Changes => w.byte(0),
        Kind::Snapshot { covers } => {
            w.byte(1);
            place_to(&mut w, &covers);
        }
        Kind::Attest { snapshot } => {
            w.byte(2);
            w.raw(&snapshot.0);
        }
        Kind::HandIn => w.byte(3),
    }
    w.flag(header.signer == Signer::Admin);
    w.number(header.epoch);
    w.optional(header.part.as_ref(), |w, part| {
        w.raw(&part.group);
        w.number(part.index);
        w.number(part.count);
    });
    w.out
}

/// Writes a record.
pub fn bytes_from_record(record: &Record) -> Vec<u8> {
    let mut out = bytes_from_header(&record.header);
    out.extend_from_slice(&record.nonce);
    out.extend_from_slice(&record.commitment);
    out.extend_from_slice(&record.ciphertext);
    out.extend_from_slice(&record.signature);
    out
}

/// Reads a record; whether it is genuine is another question.
pub fn record_from_bytes(bytes: &[u8]) -> Result<Record, DecodeError> {
    if bytes.len() > MOST_BYTES {
        return Err(DecodeError::TooLong);
    }
    let (front, signature) = bytes.split_last_chunk().ok_or(DecodeError::TooShort)?;
    let mut r = Reader::new(front);
    let version = r.byte()?;
    if version != VERSION {
        return Err(DecodeError::UnknownVersion(version));
    }
    let kind = match r.byte()? {
        0 => Kind::Changes,
        1 => Kind::Snapshot { covers: place_from(&mut r)? },
        2 => Kind::Attest { snapshot: RecordId(r.array()?) },
        3 => Kind::HandIn,
        other => return Err(DecodeError::UnknownTag(other)),
    };
    let signer = if r.flag()? { Signer::Admin } else { Signer::Writer };
    let epoch = r.number()?;
    let part = r.optional(|r| {
        let part = Part { group: r.array()?, index: r.number()?, count: r.number()? };
        let sound = part.count >= 2 && part.count <= MOST_PARTS && part.index < part.count;
        if sound { Ok(part) } else { Err(DecodeError::NumberTooLarge) }
    })?;
    let header = Header { kind, signer, epoch, part };
    let (nonce, commitment) = (r.array()?, r.array()?);
    Ok(Record { header, nonce, commitment, ciphertext: r.rest().to_vec(), signature: *signature })
}

/// Writes what a device asks as one message.
pub fn bytes_from_asks(asks: &[Ask]) -> Vec<u8> {
    message(asks, ask_to)
}

/// Reads what a device asks.
pub fn asks_from_bytes(bytes: &[u8]) -> Result<Vec<Ask>, DecodeError> {
    frames(bytes, ask_from)
}

/// Writes what a relay answers as one message.
pub fn bytes_from_answers(answers: &[Answer]) -> Vec<u8> {
    message(answers, answer_to)
}

/// Reads what a relay answers.
pub fn answers_from_bytes(bytes: &[u8]) -> Result<Vec<Answer>, DecodeError> {
    frames(bytes, answer_from)
}

/// The bytes that the signature of a command is over.
pub fn signed_bytes_of_command(room: &RoomId, command: &Command) -> Vec<u8> {
    let mut w = Writer::default();
    w.raw(b"ardoise command 1\0");
    w.raw(&room.0);
    command_to(&mut w, command);
    w.out
}

fn message<T>(values: &[T], write: impl Fn(&mut Writer, &T)) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    for value in values {
        let mut frame = Writer::default();
        write(&mut frame, value);
        w.bytes(&frame.out);
    }
    w.out
}

fn frames<T>(
    bytes: &[u8],
    read: impl Fn(&mut Reader<'_>) -> Result<Option<T>, DecodeError>,
) -> Result<Vec<T>, DecodeError> {
    if bytes.len() > MOST_MESSAGE_BYTES {
        return Err(DecodeError::TooLong);
    }
    let mut r = Reader::new(bytes);
    let version = r.byte()?;
    if version != VERSION {
        return Err(DecodeError::UnknownVersion(version));
    }
    let mut values = Vec::new();
    while r.end().is_err() {
        let mut frame = Reader::new(r.counted()?);
        if let Some(value) = read(&mut frame)? {
            frame.end()?;
            values.push(value);
        }
    }
    Ok(values)
}

fn ask_to(w: &mut Writer, ask: &Ask) {
    match ask {
        Ask::Hello => w.byte(1),
        Ask::Join { card, token, device } => {
            w.byte(2);
            w.raw(&card.write_key);
            w.raw(&card.admin_key);
            w.raw(&card.read_hash);
            w.raw(token);
            w.raw(device);
        }
        Ask::Append { room, reference, records } => {
            w.byte(3);
            w.raw(&room.0);
            w.number(*reference);
            w.list(records, |w, record| w.bytes(record));
        }
        Ask::Read { room, read } => {
            w.byte(4);
            w.raw(&room.0);
            w.number(read.reference);
            place_to(w, &read.after);
            w.number(read.most_bytes);
            w.flag(read.names);
        }
        Ask::Presence { room, sealed } => {
            w.byte(5);
            w.raw(&room.0);
            w.bytes(sealed);
        }
        Ask::Leave { room } => {
            w.byte(6);
            w.raw(&room.0);
        }
        Ask::Ping { number } => {
            w.byte(7);
            w.number(*number);
        }
        Ask::Command { room, command, signature } => {
            w.byte(8);
            w.raw(&room.0);
            command_to(w, command);
            w.raw(signature);
        }
    }
}

/// Nothing when the tag is of a later version.
fn ask_from(r: &mut Reader<'_>) -> Result<Option<Ask>, DecodeError> {
    Ok(Some(match r.byte()? {
        1 => Ask::Hello,
        2 => Ask::Join {
            card: Card { write_key: r.array()?, admin_key: r.array()?, read_hash: r.array()? },
            token: r.array()?,
            device: r.array()?,
        },
        3 => Ask::Append {
            room: RoomId(r.array()?),
            reference: r.number()?,
            records: r.list(Reader::bytes)?,
        },
        4 => Ask::Read {
            room: RoomId(r.array()?),
            read: Read {
                reference: r.number()?,
                after: place_from(r)?,
                most_bytes: r.number()?,
                names: r.flag()?,
            },
        },
        5 => Ask::Presence { room: RoomId(r.array()?), sealed: r.bytes()? },
        6 => Ask::Leave { room: RoomId(r.array()?) },
        7 => Ask::Ping { number: r.number()? },
        8 => Ask::Command {
            room: RoomId(r.array()?),
            command: command_from(r)?,
            signature: r.array()?,
        },
        _ => return Ok(None),
    }))
}

fn command_to(w: &mut Writer, command: &Command) {
    match command {
        Command::Delete => w.byte(0),
        Command::KeepFor { days, number } => {
            w.byte(1);
            w.number(*days);
            w.number(*number);
        }
    }
}

fn command_from(r: &mut Reader<'_>) -> Result<Command, DecodeError> {
    match r.byte()? {
        0 => Ok(Command::Delete),
        1 => Ok(Command::KeepFor { days: r.number()?, number: r.number()? }),
        other => Err(DecodeError::UnknownTag(other)),
    }
}

fn answer_to(w: &mut Writer, answer: &Answer) {
    match answer {
        Answer::Hello { store, limits } => {
            w.byte(129);
            w.raw(&store.0);
            w.number(limits.record_bytes);
            w.number(limits.message_bytes);
            w.number(limits.append_records);
            w.number(limits.hold_millis);
        }
        Answer::State { room, base, head, bytes, most_bytes, keeps_days } => {
            w.byte(130);
            w.raw(&room.0);
            place_to(w, base);
            place_to(w, head);
            w.number(*bytes);
            w.number(*most_bytes);
            w.number(*keeps_days);
        }
        Answer::Records { room, reference, after, records, head, is_last } => {
            w.byte(131);
            w.raw(&room.0);
            w.number(*reference);
            w.optional(after.as_ref(), place_to);
            w.list(records, |w, given| match given {
                Given::Name(id) => {
                    w.byte(0);
                    w.raw(&id.0);
                }
                Given::Record(record) => {
                    w.byte(1);
                    w.bytes(record);
                }
            });
            w.number(*head);
            w.flag(*is_last);
        }
        Answer::Acked { room, reference, sequences } => {
            w.byte(132);
            w.raw(&room.0);
            w.number(*reference);
            w.list(sequences, |w, sequence| w.number(*sequence));
        }
        Answer::Presence { room, sealed } => {
            w.byte(133);
            w.raw(&room.0);
            w.list(sealed, |w, sealed| w.bytes(sealed));
        }
        Answer::Pong { number } => {
            w.byte(134);
            w.number(*number);
        }
        Answer::Refused { room, reference, reason, retry_millis } => {
            w.byte(135);
            w.optional(room.as_ref(), |w, room| w.raw(&room.0));
            w.optional(*reference, Writer::number);
            w.byte(byte_of_refusal(*reason));
            w.number(*retry_millis);
        }
    }
}

/// Nothing when the tag is of a later version.
fn answer_from(r: &mut Reader<'_>) -> Result<Option<Answer>, DecodeError> {
    Ok(Some(match r.byte()? {
        129 => Answer::Hello {
            store: StoreId(r.array()?),
            limits: Limits {
                record_bytes: r.number()?,
                message_bytes: r.number()?,
                append_records: r.number()?,
                hold_millis: r.number()?,
            },
        },
        130 => Answer::State {
            room: RoomId(r.array()?),
            base: place_from(r)?,
            head: place_from(r)?,
            bytes: r.number()?,
            most_bytes: r.number()?,
            keeps_days: r.number()?,
        },
        131 => Answer::Records {
            room: RoomId(r.array()?),
            reference: r.number()?,
            after: r.optional(place_from)?,
            records: r.list(|r| match r.byte()? {
                0 => Ok(Given::Name(RecordId(r.array()?))),
                1 => Ok(Given::Record(r.bytes()?)),
                other => Err(DecodeError::UnknownTag(other)),
            })?,
            head: r.number()?,
            is_last: r.flag()?,
        },
        132 => Answer::Acked {
            room: RoomId(r.array()?),
            reference: r.number()?,
            sequences: r.list(Reader::number)?,
        },
        133 => Answer::Presence { room: RoomId(r.array()?), sealed: r.list(Reader::bytes)? },
        134 => Answer::Pong { number: r.number()? },
        135 => Answer::Refused {
            room: r.optional(|r| r.array().map(RoomId))?,
            reference: r.optional(Reader::number)?,
            reason: refusal_of_byte(r.byte()?)?,
            retry_millis: r.number()?,
        },
        _ => return Ok(None),
    }))
}

/// In the order of their bytes.
const REFUSALS: [Refusal; 12] = [
    Refusal::Unreadable,
    Refusal::NotAllowed,
    Refusal::NotSigned,
    Refusal::BadRecord,
    Refusal::Elsewhere,
    Refusal::RoomFull,
    Refusal::TooFast,
    Refusal::DiskFull,
    Refusal::Busy,
    Refusal::Draining,
    Refusal::Deleted,
    Refusal::StoreFailed,
];

fn byte_of_refusal(reason: Refusal) -> u8 {
    REFUSALS.iter().position(|other| *other == reason).unwrap_or_default() as u8
}

fn refusal_of_byte(byte: u8) -> Result<Refusal, DecodeError> {
    REFUSALS.get(usize::from(byte)).copied().ok_or(DecodeError::UnknownTag(byte))
}

fn place_to(w: &mut Writer, place: &Place) {
    w.number(place.sequence);
    w.raw(&place.chain.0);
}

fn place_from(r: &mut Reader<'_>) -> Result<Place, DecodeError> {
    Ok(Place { sequence: r.number()?, chain: Chain(r.array()?) })
}
