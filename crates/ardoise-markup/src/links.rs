//! Addresses written as plain text become links, as teachers expect of a notebook.

use crate::html::web_link;
use crate::html::writer::Writer;

const STARTS: [&str; 2] = ["https://", "http://"];

/// Writes a text and makes links of the addresses in it.
pub(crate) fn push_linked(writer: &mut Writer<'_>, text: &str) {
    let mut rest = text;
    while let Some(at) = next_address(rest) {
        let (before, from) = rest.split_at(at);
        let address = &from[..address_length(from)];
        writer.text(before);
        writer.open("a", &web_link(address));
        writer.text(address);
        writer.close();
        rest = &from[address.len()..];
    }
    writer.text(rest);
}

/// Where the next address begins: at the start of a word.
fn next_address(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find("http")?;
        let starts_word = !text[..at]
            .ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter > '\u{bf}');
        if starts_word && STARTS.iter().any(|start| text[at..].starts_with(start)) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The length of an address, without the punctuation of the sentence around it.
fn address_length(text: &str) -> usize {
    let end = text
        .find(|letter: char| {
            letter.is_whitespace()
                || letter.is_control()
                || matches!(letter, '<' | '>' | '"' | '\u{f8f0}' | '»' | '”')
        })
        .unwrap_or(text.len());
    let mut address = &text[..end];
    // One count, then kept up to date: a thousand brackets are not counted a thousand times.
    let mut surplus = address.matches(')').count().saturating_sub(address.matches('(').count());
    loop {
        match address.chars().next_back() {
            Some(')') if surplus > 0 => surplus -= 1,
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | ']') => {}
            _ => return address.len(),
        }
        address = &address[..address.len() - 1];
    }
}
