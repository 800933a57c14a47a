//! The `style` attribute: a list of harmless properties with plain values.
//!
//! Absent on purpose: `position`, `z-index`, `transform`, `opacity`, negative lengths (they cover
//! what is outside the cell), and every function that names an address or a variable.

use std::borrow::Cow;

use super::escape::decoded;

const PROPERTIES: [&str; 62] = [
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-bottom-color",
    "border-bottom-style",
    "border-bottom-width",
    "border-collapse",
    "border-color",
    "border-left",
    "border-left-color",
    "border-left-style",
    "border-left-width",
    "border-radius",
    "border-right",
    "border-right-color",
    "border-right-style",
    "border-right-width",
    "border-spacing",
    "border-style",
    "border-top",
    "border-top-color",
    "border-top-style",
    "border-top-width",
    "border-width",
    "clear",
    "color",
    "display",
    "float",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "list-style",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-height",
    "max-width",
    "min-height",
    "min-width",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "text-align",
    "text-decoration",
    "text-indent",
    "text-transform",
    "vertical-align",
    "white-space",
    "width",
    "word-spacing",
];

const FUNCTIONS: [&str; 4] = ["rgb", "rgba", "hsl", "hsla"];

const LONGEST: usize = 2_000;

/// Keeps what is harmless of a style; nothing when nothing is.
pub(super) fn safe_style(value: &str) -> Option<String> {
    if value.len() > LONGEST {
        return None;
    }
    let mut safe = String::new();
    for declaration in decoded(value).split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let name = name.trim().to_ascii_lowercase();
        let value = without_important(value.trim());
        if PROPERTIES.binary_search(&name.as_str()).is_ok() && is_plain(&value) {
            if !safe.is_empty() {
                safe.push_str("; ");
            }
            safe.push_str(&name);
            safe.push_str(": ");
            safe.push_str(&value);
        }
    }
    (!safe.is_empty()).then_some(safe)
}

fn without_important(value: &str) -> Cow<'_, str> {
    match value.find('!') {
        Some(at) => Cow::Owned(value[..at].trim_end().to_owned()),
        None => Cow::Borrowed(value),
    }
}

fn is_plain(value: &str) -> bool {
    let letters = |letter: char| {
        letter.is_ascii_alphanumeric()
            || matches!(letter, ' ' | '#' | '%' | '.' | ',' | '-' | '\'' | '(' | ')')
    };
    !value.is_empty()
        && value.chars().all(letters)
        && value.matches('\'').count().is_multiple_of(2)
        && has_only_known_functions(value)
        && !has_negative_length(value)
        && !matches!(value.to_ascii_lowercase().as_str(), "fixed" | "sticky" | "contents")
}

fn has_only_known_functions(value: &str) -> bool {
    value.match_indices('(').all(|(at, _)| {
        let before = &value[..at];
        let start =
            before.rfind(|letter: char| !letter.is_ascii_alphanumeric()).map_or(0, |end| end + 1);
        FUNCTIONS.contains(&before[start..].to_ascii_lowercase().as_str())
    }) && value.matches('(').count() == value.matches(')').count()
}

/// A minus sign at the start of a number; inside a word it is a hyphen.
fn has_negative_length(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| {
        *byte == b'-'
            && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
            && bytes.get(at + 1).is_some_and(|next| next.is_ascii_digit() || *next == b'.')
    })
}
