//! Handing in: what a pupil gives to a teacher's room, sealed by `ardoise_sync::hand_in`, and what the
//! teacher's page makes of it.
//!
//! It belongs to the second half of the page's engine, as `room` does.

use ardoise_core::activity::ActivityFile;
use ardoise_crypto::AuthorKey;
use ardoise_crypto::giving::GiverKeys;
use ardoise_crypto::link::{
    GiverLink, bytes_from_giver_link, giver_link_from_bytes, link_from_bytes,
};
use ardoise_sync::hand_in::{self, Said, hand_in_from_bytes};
use ardoise_sync::{Item, StoredRecord};
use wasm_bindgen::prelude::*;

use crate::activity::JsActivityFiles;
use crate::room::{BrowserEntropy, content_of, get_random_values, hex, rows_of, word_of_refusal};
use crate::wire::{HandIn, HandInSaid, RoomWrite, Wire, list_from_js};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "HandIn")]
    pub type JsHandIn;
    #[wasm_bindgen(typescript_type = "HandInSaid")]
    pub type JsHandInSaid;
    #[wasm_bindgen(typescript_type = "RoomWrite")]
    pub type JsHandInWrite;
}

/// The bytes of a link for who hands in to the room of this link; nothing for who may not write there.
#[wasm_bindgen(js_name = linkForHandIns)]
pub fn link_for_hand_ins(secret: &[u8]) -> Option<Vec<u8>> {
    let link = link_from_bytes(secret).ok()?;
    let keys = GiverKeys::of_room(&link.keys)?;
    Some(bytes_from_giver_link(&GiverLink { keys, relays: link.relays }))
}

/// The id of the room that such a link leads to, 32 hexadecimal digits; nothing when it is none.
#[wasm_bindgen(js_name = roomForHandIns)]
pub fn room_for_hand_ins(link: &[u8]) -> Option<String> {
    Some(hex(&giver_link_from_bytes(link).ok()?.keys.room().0))
}

/// Files sealed for those who read the room of this link; nothing when it is no link. `author` is the
/// secret of 32 bytes by which the giver is known again.
#[wasm_bindgen(js_name = sealHandIn)]
pub fn seal_hand_in(
    link: &[u8],
    stamp: f64,
    files: JsActivityFiles,
    author: &[u8],
) -> Result<Option<Vec<u8>>, JsError> {
    let files: Vec<ActivityFile> = list_from_js(&files)?;
    let (Ok(link), Ok(author)) = (giver_link_from_bytes(link), author.try_into()) else {
        return Ok(None);
    };
    let files = files.into_iter().map(|file| (file.path, file.content)).collect();
    let author = AuthorKey::from_secret(author);
    Ok(hand_in::seal(&link, stamp as u64, files, &author, &mut BrowserEntropy))
}

/// What is to be sent of a sealed hand-in, and where; nothing when these bytes are none.
#[wasm_bindgen(js_name = readHandIn)]
pub fn read_hand_in(bytes: &[u8]) -> Option<JsHandIn> {
    let hand_in = hand_in_from_bytes(bytes).ok()?;
    let mut line = [0; 8];
    get_random_values(&mut line);
    let read = HandIn {
        room: hex(&hand_in.link.keys.room().0),
        messages: hand_in.messages(line),
        relays: hand_in.link.relays,
    };
    Some(read.to_js().unchecked_into())
}

/// What a relay's answer says of a message; nothing when it says nothing of it.
#[wasm_bindgen(js_name = handInSaid)]
pub fn hand_in_said(answer: &[u8]) -> Option<JsHandInSaid> {
    let said = match hand_in::said(answer)? {
        Said::Kept => HandInSaid::Kept,
        Said::Later { millis } => HandInSaid::Later { millis },
        Said::Refused(refusal) => {
            HandInSaid::Refused { reason: word_of_refusal(refusal).to_owned() }
        }
    };
    Some(said.to_js().unchecked_into())
}

/// What a hand-in brings to the room of this link; its records go on to the room's relays. Nothing when
/// it is for another room, or damaged.
#[wasm_bindgen(js_name = openHandIn)]
pub fn open_hand_in(bytes: &[u8], secret: &[u8]) -> Option<JsHandInWrite> {
    let hand_in = hand_in_from_bytes(bytes).ok()?;
    let items: Vec<Item> = hand_in.open(&link_from_bytes(secret).ok()?.keys)?;
    let stored = |(id, bytes)| StoredRecord { id, bytes, only: None, acked: Vec::new() };
    let outgoing = rows_of(hand_in.records.into_iter().map(stored).collect());
    let write = RoomWrite { arrived: content_of(items), outgoing, ..RoomWrite::default() };
    Some(write.to_js().unchecked_into())
}
