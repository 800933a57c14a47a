//! JSON as it comes: strict first; where that fails, small faults are mended and a file that ends
//! or breaks in the middle is closed after its last sound value.
//!
//! One pass over the text whatever it holds, and nesting is bounded.

use serde_json::Value;

use super::{Content, Mend, ReadError, Warning};

/// The deepest nesting: that of the strict parser, less the brackets it does not count.
const DEEPEST: usize = 120;

/// JSON that was read, and what had to be done for it.
pub(super) struct Parsed {
    pub(super) value: Value,
    pub(super) warnings: Vec<Warning>,
    /// Line and column from which on nothing could be read.
    pub(super) cut: Option<(usize, usize)>,
}

/// Parses a text, mending what can be mended.
pub(super) fn parse(text: &str) -> Result<Parsed, ReadError> {
    if let Ok(value) = serde_json::from_str(text) {
        return Ok(Parsed { value, warnings: Vec::new(), cut: None });
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(content) = recognise(text) {
        return Err(ReadError::OtherContent { content });
    }
    if let Some(line) = merge_conflict(text) {
        return Err(ReadError::MergeConflict { line });
    }
    let mended = Mender::new(text).run()?;
    let (line, column) = position(text, mended.stopped.unwrap_or(0));
    let value =
        serde_json::from_str(&mended.json).map_err(|_| ReadError::NotJson { line, column })?;
    let mut mends = mended.mends;
    mends.sort_unstable();
    let warnings = mends
        .into_iter()
        .map(|(what, count, first)| Warning::Mended { what, count, line: position(text, first).0 })
        .collect();
    Ok(Parsed { value, warnings, cut: mended.stopped.map(|_| (line, column)) })
}

/// Line and column of a byte, from one; columns count characters.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// Recognises texts that people take for notebooks.
fn recognise(text: &str) -> Option<Content> {
    let start = text.trim_start();
    if start.starts_with('<') {
        return Some(Content::Html);
    }
    let python = ["import ", "from ", "def ", "print(", "#!", "\"\"\""];
    python.iter().any(|word| start.starts_with(word)).then_some(Content::Python)
}

fn merge_conflict(text: &str) -> Option<usize> {
    let ours = text.lines().position(|line| line.starts_with("<<<<<<< "))?;
    text.lines().any(|line| line.starts_with(">>>>>>> ")).then_some(ours + 1)
}

#[derive(Clone, Copy, PartialEq)]
enum Expected {
    Value,
    ValueOrEnd,
    KeyOrEnd,
    Key,
    Colon,
    CommaOrEnd,
    Nothing,
}

struct Mended {
    json: String,
    mends: Vec<(Mend, usize, usize)>,
    /// The byte where the text ends too early or stops making sense.
    stopped: Option<usize>,
}

/// Copies a text to valid JSON, token by token.
struct Mender<'a> {
    text: &'a str,
    at: usize,
    out: String,
    /// Closing brackets of what is open, innermost last.
    open: Vec<char>,
    expected: Expected,
    /// How much of `out` stands if nothing more comes; the open brackets are the same there.
    sound: usize,
    mends: Vec<(Mend, usize, usize)>,
}

/// The next token cannot be part of the notebook.
struct Broken;

impl<'a> Mender<'a> {
    fn new(text: &'a str) -> Mender<'a> {
        Mender {
            text,
            at: 0,
            out: String::with_capacity(text.len() + 16),
            open: Vec::new(),
            expected: Expected::Value,
            sound: 0,
            mends: Vec::new(),
        }
    }

    fn run(mut self) -> Result<Mended, ReadError> {
        let mut stopped = None;
        loop {
            self.skip_space();
            if self.expected == Expected::Nothing {
                if self.at < self.text.len() {
                    self.note(Mend::TrailingText);
                }
                break;
            }
            let start = self.at;
            let step = match self.text.as_bytes().get(start) {
                Some(&byte) => self.step(byte),
                None => Err(Broken),
            };
            if step.is_err() {
                stopped = Some(self.at);
                break;
            }
            if self.open.len() > DEEPEST {
                return Err(ReadError::TooDeep { line: position(self.text, start).0 });
            }
        }
        self.out.truncate(self.sound);
        while let Some(bracket) = self.open.pop() {
            self.out.push(bracket);
        }
        Ok(Mended { json: self.out, mends: self.mends, stopped })
    }

    fn note(&mut self, what: Mend) {
        match self.mends.iter_mut().find(|(known, ..)| *known == what) {
            Some((_, count, _)) => *count += 1,
            None => self.mends.push((what, 1, self.at)),
        }
    }

    fn skip_space(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at +=
            rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
    }

    fn step(&mut self, byte: u8) -> Result<(), Broken> {
        use Expected::{Colon, CommaOrEnd, Key, KeyOrEnd, Nothing, Value, ValueOrEnd};
        match (self.expected, byte) {
            (Value | ValueOrEnd, b'{' | b'[') => {
                let (closing, next) =
                    if byte == b'{' { ('}', KeyOrEnd) } else { (']', ValueOrEnd) };
                self.out.push(char::from(byte));
                self.at += 1;
                self.open.push(closing);
                self.expected = next;
                self.sound = self.out.len();
            }
            (Value | ValueOrEnd | KeyOrEnd | Key | CommaOrEnd, b'}' | b']') => {
                let after_comma = matches!(self.expected, Value | Key);
                if self.open.last() != Some(&char::from(byte)) || self.out.ends_with(':') {
                    return Err(Broken);
                }
                if after_comma {
                    self.note(Mend::TrailingComma);
                    self.out.truncate(self.sound);
                }
                self.open.pop();
                self.out.push(char::from(byte));
                self.at += 1;
                self.value_ended();
            }
            (Key | KeyOrEnd, b'"') => {
                self.string(false)?;
                self.expected = Colon;
            }
            (Colon, b':') => {
                self.out.push(':');
                self.at += 1;
                self.expected = Value;
            }
            (CommaOrEnd, b',') => {
                self.out.push(',');
                self.at += 1;
                self.expected = if self.open.last() == Some(&'}') { Key } else { Value };
            }
            (Value | ValueOrEnd, b'"') => {
                self.string(true)?;
                self.value_ended();
            }
            (Value | ValueOrEnd, _) => {
                self.scalar()?;
                self.value_ended();
            }
            (Nothing | Key | KeyOrEnd | Colon | CommaOrEnd, _) => return Err(Broken),
        }
        Ok(())
    }

    fn value_ended(&mut self) {
        self.sound = self.out.len();
        self.expected = if self.open.is_empty() { Expected::Nothing } else { Expected::CommaOrEnd };
    }

    /// Copies a number or a word.
    fn scalar(&mut self) -> Result<(), Broken> {
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.'))
            .count();
        let word = &rest[..length];
        // A number that touches the end of the text may have lost digits.
        if length == rest.len() {
            return Err(Broken);
        }
        match word {
            "NaN" | "Infinity" | "-Infinity" => {
                self.note(Mend::NotANumber);
                self.out.push_str("null");
            }
            _ if serde_json::from_str::<Value>(word).is_ok() => self.out.push_str(word),
            _ => return Err(Broken),
        }
        self.at += length;
        Ok(())
    }

    /// Copies a string. One that the end of the text cuts is kept when it is a value.
    fn string(&mut self, is_value: bool) -> Result<(), Broken> {
        self.out.push('"');
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let plain = rest
                .bytes()
                .position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\')
                .unwrap_or(rest.len());
            self.out.push_str(&rest[..plain]);
            self.at += plain;
            match rest.as_bytes().get(plain) {
                Some(b'"') => {
                    self.out.push('"');
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    if self.escape().is_err() {
                        return self.cut_string(is_value);
                    }
                }
                Some(&control) => {
                    self.note(Mend::ControlCharacter);
                    self.out.push_str(&format!("\\u{control:04x}"));
                    self.at += 1;
                }
                None => return self.cut_string(is_value),
            }
        }
    }

    fn cut_string(&mut self, is_value: bool) -> Result<(), Broken> {
        if is_value {
            self.out.push('"');
            self.sound = self.out.len();
        }
        Err(Broken)
    }

    /// Copies an escape; fails only where the text ends inside one.
    fn escape(&mut self) -> Result<(), Broken> {
        let rest = &self.text[self.at..];
        let letter = rest[1..].chars().next().ok_or(Broken)?;
        if letter == 'u' {
            return self.unicode_escape();
        }
        if "\"\\/bfnrt".contains(letter) {
            self.out.push_str(&rest[..2]);
            self.at += 2;
        } else {
            self.note(Mend::BadEscape);
            self.out.push_str("\\\\");
            self.at += 1;
        }
        Ok(())
    }

    fn unicode_escape(&mut self) -> Result<(), Broken> {
        let rest = &self.text[self.at..];
        if rest.len() < 6 {
            return Err(Broken);
        }
        let length = match (code_unit(rest), rest.get(6..).and_then(code_unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                self.note(Mend::LoneSurrogate);
                self.out.push('\u{fffd}');
                self.at += 6;
                return Ok(());
            }
            (Some(_), _) => 6,
            (None, _) => {
                self.note(Mend::BadEscape);
                self.out.push_str("\\\\");
                self.at += 1;
                return Ok(());
            }
        };
        self.out.push_str(&rest[..length]);
        self.at += length;
        Ok(())
    }
}

/// The code unit of an escape `\uXXXX` at the start of a text.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then(|| u16::from_str_radix(digits, 16).ok())?
}
