//! What a device keeps of a room, as bytes: rows of whatever database it has.

use ardoise_protocol::bytes::{Reader, Writer};
use ardoise_protocol::codec::DecodeError;
use ardoise_protocol::room::{Chain, Place, RecordId, StoreId};

use crate::device::{KnownLink, StoredRecord};

const VERSION: u8 = 1;

/// Writes what is kept of one relay.
pub fn bytes_from_known_link(link: &KnownLink) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    w.text(&link.address);
    w.optional(link.store, |w, store| w.raw(&store.0));
    w.number(link.place.sequence);
    w.raw(&link.place.chain.0);
    w.flag(link.settled);
    w.number(link.own);
    w.list(&link.awaited, |w, (number, record)| {
        w.number(*number);
        w.raw(&record.0);
    });
    w.out
}

/// Reads what is kept of one relay.
pub fn known_link_from_bytes(bytes: &[u8]) -> Result<KnownLink, DecodeError> {
    let mut r = open(bytes)?;
    let link = KnownLink {
        address: r.text()?,
        store: r.optional(|r| r.array().map(StoreId))?,
        place: Place { sequence: r.number()?, chain: Chain(r.array()?) },
        settled: r.flag()?,
        own: r.number()?,
        awaited: r.list(|r| Ok((r.number()?, RecordId(r.array()?))))?,
    };
    r.end()?;
    Ok(link)
}

/// Writes a record of the outbox; who has it is kept beside it.
pub fn bytes_from_stored_record(record: &StoredRecord) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    w.raw(&record.id.0);
    w.optional(record.only.as_deref(), Writer::text);
    w.list(&record.acked, |w, address| w.text(address));
    w.raw(&record.bytes);
    w.out
}

/// Reads a record of the outbox.
pub fn stored_record_from_bytes(bytes: &[u8]) -> Result<StoredRecord, DecodeError> {
    let mut r = open(bytes)?;
    Ok(StoredRecord {
        id: RecordId(r.array()?),
        only: r.optional(Reader::text)?,
        acked: r.list(Reader::text)?,
        bytes: r.rest().to_vec(),
    })
}

fn open(bytes: &[u8]) -> Result<Reader<'_>, DecodeError> {
    let mut r = Reader::new(bytes);
    match r.byte()? {
        VERSION => Ok(r),
        other => Err(DecodeError::UnknownVersion(other)),
    }
}
