//! Drawings as pictures. Inside an `img` element a browser runs no script of a drawing and fetches
//! nothing for it, whatever it holds.

use super::escape::decoded;
use super::token::Tag;

/// Makes a drawing an address for an `img` element.
pub fn safe_svg_data_url(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len() * 5 / 4 + 32);
    out.push_str("data:image/svg+xml,");
    let named = with_namespace(svg);
    for byte in named.0.bytes().chain(named.1.bytes()).chain(named.2.bytes()) {
        let plain = byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'-' | b'_'
                    | b'.'
                    | b'~'
                    | b'/'
                    | b':'
                    | b'='
                    | b','
                    | b';'
                    | b'('
                    | b')'
                    | b'!'
                    | b'*'
                    | b'\''
            );
        if plain {
            out.push(char::from(byte));
        } else if matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
            out.push_str("%20");
        } else {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    out
}

/// A description longer than this is cut: who listens to it has no way to skip.
const LONGEST_WORDS: usize = 1_000;

/// What a drawing says of itself in its `title` and `desc`, as plain text.
pub fn svg_words(svg: &str) -> Option<String> {
    let mut words = String::new();
    for (open, close) in [("<title>", "</title>"), ("<desc>", "</desc>")] {
        let part = svg.split_once(open).and_then(|(_, rest)| rest.split_once(close));
        let part = part.map_or("", |(text, _)| text);
        if part.contains('<') {
            continue;
        }
        let text = decoded(part).split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            if !words.is_empty() {
                words.push_str(". ");
            }
            words.push_str(&text);
        }
    }
    if let Some((end, _)) = words.char_indices().nth(LONGEST_WORDS) {
        words.truncate(end);
        words.push('…');
    }
    (!words.is_empty()).then_some(words)
}

/// Adds the namespaces that a drawing inside a page may leave out and a picture may not.
fn with_namespace(svg: &str) -> (&str, String, &str) {
    let start = svg.find("<svg").unwrap_or(0);
    let head_end = svg[start..].find('>').map_or(svg.len(), |end| start + end);
    let head = &svg[start..head_end];
    let mut missing = String::new();
    if !head.contains("xmlns=") {
        missing.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    if !head.contains("xmlns:xlink=") && svg.contains("xlink:") {
        missing.push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    }
    if missing.is_empty() || !head.starts_with("<svg") {
        return (svg, String::new(), "");
    }
    let after_name = start + "<svg".len();
    (&svg[..after_name], missing, &svg[after_name..])
}

/// Writes a drawing again from its opening tag and its content.
pub(super) fn rebuilt(tag: &Tag<'_>, inside: &str) -> String {
    let mut out = String::from("<svg");
    for (name, value) in &tag.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        out.push_str(&value.replace('"', "&quot;").replace('<', "&lt;"));
        out.push('"');
    }
    out.push('>');
    out.push_str(inside);
    out.push_str("</svg>");
    out
}
