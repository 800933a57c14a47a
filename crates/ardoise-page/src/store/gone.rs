//! What was removed in a shared notebook, and when: what others did before that, and what comes late,
//! must not bring it back.
//!
//! It lies in the notebook's row of `rooms`, as `gone`: for each name of a cell's outputs or of a file,
//! the time of its removal. What is there again has no name in it.

use idb::Query;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use super::ROOMS;
use super::failure::Failure;
use super::rows::field;
use super::transaction::{Writing, one};
use crate::wire::{Record, Wire};

const OUTPUTS: &str = "outputs ";
const FILE: &str = "file ";
/// More than a notebook has cells and files; of more, the oldest are forgotten.
const MOST: usize = 1000;

/// Something that can be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing<'a> {
    /// Of this cell.
    Outputs(&'a str),
    /// With this path.
    File(&'a str),
}

impl Thing<'_> {
    fn name(self) -> String {
        match self {
            Thing::Outputs(cell) => format!("{OUTPUTS}{cell}"),
            Thing::File(path) => format!("{FILE}{path}"),
        }
    }
}

/// What is gone of one notebook, and its row in a transaction that covers `rooms`.
pub(super) struct Gone {
    room: Option<JsValue>,
    names: Record,
    changed: bool,
}

impl Gone {
    /// Nothing of a notebook that is not shared.
    pub(super) async fn read(writing: &Writing, id: &str) -> Result<Gone, Failure> {
        Ok(Gone::of(one(writing.store(ROOMS)?.get(Query::Key(id.into()))?).await?))
    }

    /// By the row of `rooms`.
    pub(super) fn of(room: Option<JsValue>) -> Gone {
        let names = room.as_ref().map_or_else(Record::new, names_of);
        Gone { room, names, changed: false }
    }

    /// Whether it was removed after this.
    pub(super) fn is_later(&self, thing: Thing<'_>, stamp: f64) -> bool {
        self.names.get(&thing.name()).as_f64().is_some_and(|gone| gone > stamp)
    }

    /// The time of a change that this device makes: later than all it knows, as its clock may be slow or
    /// another's fast. In a notebook that is not shared it is now.
    pub(super) fn time_of(&self, thing: Thing<'_>, known: Option<f64>, now: f64) -> f64 {
        if self.room.is_none() {
            return now;
        }
        let gone = self.names.get(&thing.name()).as_f64();
        known.into_iter().chain(gone).map(|stamp| stamp + 1.0).fold(now, f64::max)
    }

    /// It was removed at this time, or is there.
    pub(super) fn note(&mut self, thing: Thing<'_>, removed: Option<f64>) {
        let name = thing.name();
        let known = self.names.get(&name).as_f64();
        match removed {
            Some(stamp) if known.is_none_or(|known| known < stamp) => {
                stamp.put(&self.names, &name);
                self.changed = true;
            }
            None if known.is_some() => {
                let _ =
                    Reflect::delete_property(self.names.unchecked_ref::<Object>(), &name.into());
                self.changed = true;
            }
            _ => {}
        }
    }

    pub(super) fn keep(self, writing: &Writing) -> Result<(), Failure> {
        let Some(room) = self.room.filter(|_| self.changed) else { return Ok(()) };
        let mut all = things(&self.names);
        let too_many = all.len().saturating_sub(MOST);
        if too_many > 0 {
            all.sort_by(|(_, one), (_, other)| one.total_cmp(other));
            for (name, _) in all.drain(..too_many) {
                let _ =
                    Reflect::delete_property(self.names.unchecked_ref::<Object>(), &name.into());
            }
        }
        room.unchecked_ref::<Record>().set("gone", &self.names);
        writing.store(ROOMS)?.put(&room, None)?;
        Ok(())
    }
}

/// Calls back with everything that is gone, by the row of `rooms`.
pub(super) fn each(room: &JsValue, mut tell: impl FnMut(Thing<'_>, f64)) {
    for (name, stamp) in things(&names_of(room)) {
        if let Some(cell) = name.strip_prefix(OUTPUTS) {
            tell(Thing::Outputs(cell), stamp);
        } else if let Some(path) = name.strip_prefix(FILE) {
            tell(Thing::File(path), stamp);
        }
    }
}

fn names_of(room: &JsValue) -> Record {
    let names = field(room, "gone").filter(JsValue::is_object);
    names.map_or_else(Record::new, JsCast::unchecked_into)
}

fn things(names: &Record) -> Vec<(String, f64)> {
    let entries = Object::entries(names.unchecked_ref::<Object>()).into_iter();
    let pair = |entry: JsValue| {
        let entry: js_sys::Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1).as_f64()?))
    };
    entries.filter_map(pair).collect()
}
