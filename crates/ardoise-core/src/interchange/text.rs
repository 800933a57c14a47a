//! JSON values as text, on one line or indented for people, byte for byte as `serde_json` writes
//! them. Its own writer is generic over where it writes to and how, and each pair weighs as much in the
//! page as all of this. It must not know what a value means.

use serde_json::Value;

use super::JsonMap;

/// On one line, keys in their order.
pub(crate) fn compact(value: &Value) -> String {
    let mut out = String::new();
    push(&mut out, value, None);
    out
}

/// As [`compact`], of a map that is in no value.
pub(crate) fn compact_map(map: &JsonMap) -> String {
    let mut out = String::new();
    push_map(&mut out, map, None);
    out
}

/// A line for each item, indented by two spaces a level.
pub(crate) fn pretty(value: &Value) -> String {
    let mut out = String::new();
    push(&mut out, value, Some(0));
    out
}

/// The recursion is as deep as the value, which reading bounds.
fn push(out: &mut String, value: &Value, depth: Option<usize>) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(number.as_str()),
        Value::String(text) => push_text(out, text),
        Value::Object(map) => push_map(out, map, depth),
        Value::Array(values) => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                between(out, index, depth);
                push(out, value, depth.map(|depth| depth + 1));
            }
            end(out, values.len(), depth);
            out.push(']');
        }
    }
}

fn push_map(out: &mut String, map: &JsonMap, depth: Option<usize>) {
    out.push('{');
    for (index, (key, value)) in map.iter().enumerate() {
        between(out, index, depth);
        push_text(out, key);
        out.push_str(if depth.is_some() { ": " } else { ":" });
        push(out, value, depth.map(|depth| depth + 1));
    }
    end(out, map.len(), depth);
    out.push('}');
}

fn between(out: &mut String, index: usize, depth: Option<usize>) {
    if index > 0 {
        out.push(',');
    }
    if let Some(depth) = depth {
        new_line(out, (depth + 1) * 2);
    }
}

fn end(out: &mut String, items: usize, depth: Option<usize>) {
    if let Some(depth) = depth.filter(|_| items > 0) {
        new_line(out, depth * 2);
    }
}

pub(super) fn new_line(out: &mut String, spaces: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', spaces));
}

pub(super) fn push_text(out: &mut String, text: &str) {
    out.push('"');
    let mut clean = 0;
    for (at, byte) in text.bytes().enumerate() {
        let short = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0c => "\\f",
            0..=0x1f => "",
            _ => continue,
        };
        out.push_str(&text[clean..at]);
        if short.is_empty() {
            out.push_str("\\u00");
            out.extend(
                [byte >> 4, byte & 15]
                    .map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])),
            );
        } else {
            out.push_str(short);
        }
        clean = at + 1;
    }
    out.push_str(&text[clean..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[\\x00-\\x1f\"\\\\\\x7f\u{2028}]{0,4}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..5)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_writes_what_serde_json_writes(value in values()) {
            prop_assert_eq!(compact(&value), value.to_string());
            prop_assert_eq!(pretty(&value), format!("{value:#}"));
        }
    }
}
