//! What is inside a sealed record: changes, and how far their author had read each relay.
//!
//! Bytes: a version byte, the author's places (store id, place), then items, each after its length.
//! An item of a kind that this version does not know is passed over. It must not know what an update
//! says. Start with [`Payload`].

use ardoise_protocol::bytes::{Reader, Writer};
use ardoise_protocol::codec::DecodeError;
use ardoise_protocol::room::{Chain, Place, StoreId};

const VERSION: u8 = 1;

/// How far somebody had read each relay's log.
pub type Places = Vec<(StoreId, Place)>;

/// What one record, or several parts together, hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payload {
    /// The author's.
    pub places: Places,
    pub items: Vec<Item>,
}

/// One thing that a notebook took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An update of the document.
    Update(Vec<u8>),
    /// The outputs of a cell from now on, none without bytes. The later stamp wins.
    Outputs { cell: String, stamp: u64, bytes: Option<Vec<u8>> },
    /// What a file beside the cells holds from now on; without content it is gone. The later stamp
    /// wins.
    File { path: String, stamp: u64, content: Option<Vec<u8>> },
}

/// Writes a payload.
pub fn bytes_from_payload(payload: &Payload) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    places_to(&mut w, &payload.places);
    for item in &payload.items {
        let mut written = Writer::default();
        item_to(&mut written, item);
        w.bytes(&written.out);
    }
    w.out
}

/// Reads a payload.
pub fn payload_from_bytes(bytes: &[u8]) -> Result<Payload, DecodeError> {
    let mut r = Reader::new(bytes);
    match r.byte()? {
        VERSION => {}
        other => return Err(DecodeError::UnknownVersion(other)),
    }
    let places = places_from(&mut r)?;
    let mut items = Vec::new();
    while r.end().is_err() {
        let mut item = Reader::new(r.counted()?);
        if let Some(known) = item_from(&mut item)? {
            item.end()?;
            items.push(known);
        }
    }
    Ok(Payload { places, items })
}

/// What is said to those who are here: the places first, then what the page wants to say.
pub(crate) fn bytes_from_presence(places: &[(StoreId, Place)], said: &[u8]) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    places_to(&mut w, places);
    w.raw(said);
    w.out
}

/// The places and what was said.
pub(crate) fn presence_from_bytes(bytes: &[u8]) -> Result<(Places, Vec<u8>), DecodeError> {
    let mut r = Reader::new(bytes);
    match r.byte()? {
        VERSION => {}
        other => return Err(DecodeError::UnknownVersion(other)),
    }
    Ok((places_from(&mut r)?, r.rest().to_vec()))
}

fn places_to(w: &mut Writer, places: &[(StoreId, Place)]) {
    w.list(places, |w, (store, place)| {
        w.raw(&store.0);
        w.number(place.sequence);
        w.raw(&place.chain.0);
    });
}

fn places_from(r: &mut Reader<'_>) -> Result<Places, DecodeError> {
    r.list(|r| {
        let store = StoreId(r.array()?);
        Ok((store, Place { sequence: r.number()?, chain: Chain(r.array()?) }))
    })
}

fn item_to(w: &mut Writer, item: &Item) {
    match item {
        Item::Update(update) => {
            w.byte(0);
            w.raw(update);
        }
        Item::Outputs { cell, stamp, bytes } => {
            w.byte(1);
            named_to(w, cell, *stamp, bytes.as_deref());
        }
        Item::File { path, stamp, content } => {
            w.byte(2);
            named_to(w, path, *stamp, content.as_deref());
        }
    }
}

fn named_to(w: &mut Writer, name: &str, stamp: u64, content: Option<&[u8]>) {
    w.text(name);
    w.raw(&stamp.to_le_bytes());
    w.optional(content, Writer::raw);
}

/// Nothing when the item is of a later version.
fn item_from(r: &mut Reader<'_>) -> Result<Option<Item>, DecodeError> {
    Ok(Some(match r.byte()? {
        0 => Item::Update(taken(r)),
        1 => {
            let (cell, stamp, bytes) = named_from(r)?;
            Item::Outputs { cell, stamp, bytes }
        }
        2 => {
            let (path, stamp, content) = named_from(r)?;
            Item::File { path, stamp, content }
        }
        _ => return Ok(None),
    }))
}

type Named = (String, u64, Option<Vec<u8>>);

fn named_from(r: &mut Reader<'_>) -> Result<Named, DecodeError> {
    let name = r.text()?;
    let stamp = u64::from_le_bytes(r.array()?);
    Ok((name, stamp, r.optional(|r| Ok(taken(r)))?))
}

/// All that is left, taken.
fn taken(r: &mut Reader<'_>) -> Vec<u8> {
    let rest = r.rest().to_vec();
    *r = Reader::new(&[]);
    rest
}
