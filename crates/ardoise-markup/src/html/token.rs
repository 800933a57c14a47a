//! Cuts HTML into tags and text, as a browser would, in one pass whatever it holds.

/// A piece of HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Text, character references still in it.
    Text(&'a str),
    Open(Tag<'a>),
    /// A closing tag's name as written.
    Close(&'a str),
}

/// An opening tag as written.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    /// Names and values as written, character references still in them.
    pub(super) attributes: Vec<(&'a str, &'a str)>,
}

/// Reads HTML from a place on; [`Tokens::skip_past`] jumps over what is not to be read.
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// Elements that nothing closes from here on: nobody looks again.
    unclosed: Vec<&'static str>,
}

/// An element with more attributes than this is hostile.
const MOST_ATTRIBUTES: usize = 64;

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Tokens<'a> {
        Tokens { html, at: 0, unclosed: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        &self.html[self.at..]
    }

    /// Jumps behind the closing tag of `name`, counting others of that name inside it when they
    /// `nest`. Gives what lies before that tag, or nothing (and stays) when there is none.
    pub(super) fn skip_past(&mut self, name: &'static str, nest: bool) -> Option<&'a str> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let start = self.at;
        let bytes = self.html.as_bytes();
        let mut depth = 1;
        let mut at = start;
        while let Some(found) = self.html[at..].find('<') {
            at += found;
            let closing = bytes.get(at + 1) == Some(&b'/');
            let name_at = at + 1 + usize::from(closing);
            at = name_at;
            let named = bytes.get(name_at..name_at + name.len());
            let ends =
                bytes.get(name_at + name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric());
            if !ends || !named.is_some_and(|named| named.eq_ignore_ascii_case(name.as_bytes())) {
                continue;
            }
            if closing {
                depth -= 1;
            } else if nest {
                depth += 1;
            }
            if depth == 0 {
                let inside = &self.html[start..name_at - 2];
                self.at = self.html[at..].find('>').map_or(self.html.len(), |end| at + end + 1);
                return Some(inside);
            }
        }
        self.unclosed.push(name);
        None
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        match bytes.get(1)? {
            b'!' if rest.starts_with("<!--") => {
                // `<!-->` is a whole comment.
                let end = rest[2..].find("-->").map_or(rest.len(), |end| end + 5);
                self.at += end;
                Some(Token::Text(""))
            }
            b'!' | b'?' => {
                self.at += rest.find('>').map_or(rest.len(), |end| end + 1);
                Some(Token::Text(""))
            }
            b'/' => {
                let length = name_length(&rest[2..]);
                let end = rest.find('>')?;
                self.at += end + 1;
                Some(if length == 0 { Token::Text("") } else { Token::Close(&rest[2..2 + length]) })
            }
            byte if byte.is_ascii_alphabetic() => {
                let (tag, length) = tag(rest)?;
                self.at += length;
                Some(Token::Open(tag))
            }
            _ => None,
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        if !rest.starts_with('<') {
            let length = rest.find('<').unwrap_or(rest.len());
            self.at += length;
            return Some(Token::Text(&rest[..length]));
        }
        if let Some(token) = self.markup() {
            return Some(token);
        }
        // A sign that begins nothing is text; a tag that never ends is text to the end, which also
        // keeps a thousand unfinished tags from being read a thousand times.
        let begins_tag =
            rest[1..].starts_with(|letter: char| letter == '/' || letter.is_ascii_alphabetic());
        let length = if begins_tag { rest.len() } else { 1 };
        self.at += length;
        Some(Token::Text(&rest[..length]))
    }
}

fn name_length(text: &str) -> usize {
    if !text.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return 0;
    }
    text.bytes()
        .position(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'<'))
        .unwrap_or(text.len())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// Reads an opening tag and its length.
fn tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let bytes = text.as_bytes();
    let mut at = 1 + name_length(&text[1..]);
    let name = &text[1..at];
    let mut attributes = Vec::new();
    loop {
        at += bytes[at..].iter().take_while(|byte| is_space(**byte) || **byte == b'/').count();
        if *bytes.get(at)? == b'>' {
            return Some((Tag { name, attributes }, at + 1));
        }
        let start = at;
        // A name may begin with `=`, as browsers read it.
        at += 1;
        at += bytes[at..]
            .iter()
            .take_while(|byte| !is_space(**byte) && !matches!(**byte, b'/' | b'>' | b'='))
            .count();
        let attribute = text.get(start..at)?;
        at += bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
        let mut value = "";
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            at += bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
            match bytes.get(at)? {
                quote @ (b'"' | b'\'') => {
                    let end = text[at + 1..].find(char::from(*quote))?;
                    value = &text[at + 1..at + 1 + end];
                    at += end + 2;
                }
                _ => {
                    let length = bytes[at..]
                        .iter()
                        .take_while(|byte| !is_space(**byte) && **byte != b'>')
                        .count();
                    value = &text[at..at + length];
                    at += length;
                }
            }
        }
        if attributes.len() < MOST_ATTRIBUTES {
            attributes.push((attribute, value));
        }
    }
}
