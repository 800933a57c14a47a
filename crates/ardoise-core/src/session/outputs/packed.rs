//! The outputs of one cell as the store keeps them.
//!
//! One version byte ([`VERSION`]), then a JSON object as UTF-8:
//! - `outputs`: the outputs in the shapes of nbformat 4, word for word when they came from a file;
//! - `count`: the number in `[n]`, when there is one;
//! - `source`: sixteen hexadecimal digits, the digest (FNV-1a, 64 bits, of the UTF-8 bytes) of the
//!   source these outputs belong to;
//! - `millis`: how long the run took;
//! - `line`: the line of the error in this cell;
//! - `advice`: what a beginner is told about that error: `code`, `values`, and where known `line`
//!   and `column`;
//! - `aborted`: true when the run was stopped;
//! - `dropped`: a list of `[index of the output, characters left out]`.
//!
//! Absent keys are unknown or none. Bytes of a version we do not know are shown as no outputs and
//! are not overwritten until the cell runs.

use std::cell::{OnceCell, RefCell};

use ardoise_protocol::Advice;
use serde_json::{Map, Value, json};

use super::{Content, Results, Shown};
use crate::interchange::compact_map;

/// The first byte.
const VERSION: u8 = 1;

/// Results that are unpacked when somebody first asks: opening a notebook must not cost all of its
/// outputs.
#[derive(Debug)]
pub(in crate::session) struct Slot {
    /// Empty once they are unpacked, since outputs can be large; bytes of a version we do not know
    /// stay.
    packed: RefCell<Vec<u8>>,
    results: OnceCell<Results>,
}

impl Slot {
    pub(in crate::session) fn packed(bytes: Vec<u8>) -> Slot {
        Slot { packed: RefCell::new(bytes), results: OnceCell::new() }
    }

    /// Somebody has asked already.
    pub(in crate::session) fn is_open(&self) -> bool {
        self.results.get().is_some()
    }

    pub(in crate::session) fn get(&self) -> &Results {
        self.results.get_or_init(|| {
            let results = unpack(&self.packed.borrow());
            if results.is_some() {
                self.packed.take();
            }
            results.unwrap_or_default()
        })
    }

    pub(in crate::session) fn get_mut(&mut self) -> &mut Results {
        self.get();
        self.packed.take();
        self.results.get_mut().unwrap_or_else(|| unreachable!("unpacked just above"))
    }

    /// The bytes to store; none when there is nothing to keep.
    pub(in crate::session) fn bytes(&self) -> Option<Vec<u8>> {
        if !self.packed.borrow().is_empty() {
            return Some(self.packed.borrow().clone());
        }
        let results = self.get();
        (!results.is_empty()).then(|| pack(results))
    }
}

impl Default for Slot {
    fn default() -> Slot {
        Slot { packed: RefCell::default(), results: OnceCell::from(Results::default()) }
    }
}

pub(in crate::session) fn pack(results: &Results) -> Vec<u8> {
    let mut map = Map::new();
    map.insert("outputs".to_owned(), Value::Array(results.values()));
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            map.insert(key.to_owned(), value);
        }
    };
    put("count", results.count.map(Value::from));
    put("source", results.source.map(|digest| format!("{digest:016x}").into()));
    put("millis", results.millis.map(Value::from));
    put("line", results.error_line.map(Value::from));
    put("advice", results.advice.as_ref().map(advice_value));
    put("aborted", results.aborted.then_some(Value::Bool(true)));
    let dropped: Vec<Value> = results
        .outputs
        .iter()
        .enumerate()
        .filter(|(_, shown)| shown.dropped() > 0)
        .map(|(index, shown)| json!([index, shown.dropped()]))
        .collect();
    put("dropped", (!dropped.is_empty()).then_some(Value::Array(dropped)));
    let mut bytes = vec![VERSION];
    bytes.extend(compact_map(&map).into_bytes());
    bytes
}

fn unpack(bytes: &[u8]) -> Option<Results> {
    let (version, json) = bytes.split_first()?;
    if *version != VERSION {
        return None;
    }
    let json = std::str::from_utf8(json).ok()?;
    let Value::Object(mut map) = serde_json::from_str(json).ok()? else { return None };
    let number = |value: Option<&Value>| {
        value.and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok())
    };
    let mut results = Results {
        outputs: Vec::new(),
        count: number(map.get("count")),
        millis: number(map.get("millis")),
        source: map
            .get("source")
            .and_then(Value::as_str)
            .and_then(|digest| u64::from_str_radix(digest, 16).ok()),
        aborted: map.get("aborted").and_then(Value::as_bool).unwrap_or(false),
        error_line: number(map.get("line")),
        advice: map.get("advice").and_then(advice_from),
        generation: None,
    };
    if let Some(Value::Array(outputs)) = map.get_mut("outputs").map(Value::take) {
        let content = |value| Content::Stored { value, dropped: 0 };
        results.outputs = outputs.into_iter().map(|value| Shown::new(content(value))).collect();
    }
    for entry in map.get("dropped").and_then(Value::as_array).into_iter().flatten() {
        let index = number(entry.get(0)).map(|index| index as usize);
        let shown = index.and_then(|index| results.outputs.get_mut(index));
        if let (Some(shown), Some(count)) = (shown, number(entry.get(1)))
            && let Content::Stored { dropped, .. } = &mut shown.content
        {
            *dropped = count;
        }
    }
    Some(results)
}

fn advice_value(advice: &Advice) -> Value {
    let mut map = Map::new();
    map.insert("code".to_owned(), advice.code.as_str().into());
    map.insert("values".to_owned(), advice.values.clone().into());
    for (key, number) in [("line", advice.line), ("column", advice.column)] {
        if let Some(number) = number {
            map.insert(key.to_owned(), number.into());
        }
    }
    Value::Object(map)
}

pub(super) fn advice_from(value: &Value) -> Option<Advice> {
    let number = |key: &str| value.get(key)?.as_u64().and_then(|number| u32::try_from(number).ok());
    let texts = value.get("values").and_then(Value::as_array);
    Some(Advice {
        code: value.get("code")?.as_str()?.to_owned(),
        values: texts?
            .iter()
            .map(|text| text.as_str().map(str::to_owned))
            .collect::<Option<_>>()?,
        line: number("line"),
        column: number("column"),
    })
}
