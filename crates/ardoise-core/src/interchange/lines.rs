//! Texts that notebook files store as one string or as a list of lines.
//!
//! Jupyter cuts texts where Python's `str.splitlines` does, which is at more characters than `\n`;
//! cutting elsewhere would change every line of a file kept under version control.

use std::borrow::Cow;

use serde_json::Value;

use super::compact;

/// Cuts a text as Jupyter does, ends of lines kept.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !ends_line(letter) {
            continue;
        }
        let mut end = at + letter.len_utf8();
        if letter == '\r' && letters.peek().is_some_and(|&(_, next)| next == '\n') {
            letters.next();
            end += 1;
        }
        lines.push(&text[start..end]);
        start = end;
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}

fn ends_line(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The value Jupyter stores for a text.
pub(super) fn to_value(text: &str) -> Value {
    Value::Array(split(text).into_iter().map(Value::from).collect())
}

/// A text read from a file.
#[derive(Debug, PartialEq)]
pub(super) struct Stored {
    pub(super) text: String,
    /// The list had lost the ends of its lines.
    pub(super) rejoined: bool,
    /// Part of the value was no text.
    pub(super) odd: bool,
}

/// Reads a text stored as one string or as a list, ends of lines normalised to `\n`.
pub(super) fn from_value(value: &Value) -> Stored {
    match value {
        Value::String(text) => {
            Stored { text: normalised(text).into_owned(), rejoined: false, odd: false }
        }
        Value::Array(items) => {
            let rejoined = items.len() > 1
                && items
                    .iter()
                    .all(|item| item.as_str().is_some_and(|line| !line.contains(['\n', '\r'])));
            let mut text = String::new();
            for (index, item) in items.iter().enumerate() {
                if rejoined && index > 0 {
                    text.push('\n');
                }
                match item {
                    Value::String(line) => text.push_str(line),
                    other => text.push_str(&compact(other)),
                }
            }
            let odd = items.iter().any(|item| !item.is_string());
            Stored { text: normalised(&text).into_owned(), rejoined, odd }
        }
        Value::Null => Stored { text: String::new(), rejoined: false, odd: true },
        other => Stored { text: compact(other), rejoined: false, odd: true },
    }
}

/// Joins a text of an output, which is never rejoined or normalised: programs print `\r` on purpose.
pub(super) fn joined(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Array(items) => {
            items.iter().map(Value::as_str).collect::<Option<String>>().map(Cow::Owned)
        }
        _ => None,
    }
}

/// Editors know one end of line; files made elsewhere have three.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}
