//! Text into HTML, and character references out of attribute values.

use std::borrow::Cow;

/// Escapes text for an element or a quoted value.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let mut clean = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            0 => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[clean..at]);
        out.push_str(escaped);
        clean = at + 1;
    }
    out.push_str(&text[clean..]);
}

/// Escapes text that may hold character references. A reference can only become a character, never
/// markup, so the browser may read it; we need no table of two thousand names.
pub(crate) fn push_escaped_keeping_references(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        push_escaped(out, &rest[..at]);
        rest = &rest[at..];
        let length = reference_length(rest).unwrap_or(0);
        if length > 0 {
            out.push_str(&rest[..length]);
        } else {
            out.push_str("&amp;");
        }
        rest = &rest[length.max(1)..];
    }
    push_escaped(out, rest);
}

/// The length of a character reference with its semicolon at the start of a text.
fn reference_length(text: &str) -> Option<usize> {
    const LONGEST_NAME: usize = 32;
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(LONGEST_NAME + 1).position(|byte| byte == b';')?;
    let name = &body[..end];
    let numeric = name.strip_prefix('#');
    let valid = match numeric {
        Some(digits) => char_of(digits).is_some(),
        None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    };
    valid.then_some(end + 2)
}

fn char_of(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code).filter(|letter| !letter.is_control() || *letter == '\n')
}

/// Decodes the references that matter where a value is judged (addresses, styles, classes). Names
/// outside this short list stay as they are and are escaped again on the way out, so the browser
/// never decodes what was not judged.
pub(crate) fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference_length(rest)
            .and_then(|length| Some((length, decode(&rest[1..length - 1])?)))
        {
            Some((length, letter)) => {
                out.push(letter);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn decode(name: &str) -> Option<char> {
    if let Some(digits) = name.strip_prefix('#') {
        return char_of(digits);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "colon" => ':',
        "sol" => '/',
        _ => return None,
    })
}
