//! What programs write for terminals: colours become classes, a carriage return writes over its
//! line, everything else that controls a terminal goes.

use crate::html::escape::push_escaped;

/// Makes HTML of terminal text: spans with the classes Jupyter gives, such as `ansi-red-fg`.
pub fn terminal_to_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut look = Look::default();
    let mut written = Look::default();
    for (line, ending) in lines(text) {
        for piece in Pieces(overwritten(line)) {
            match piece {
                Piece::Colours(codes) => look.apply(codes),
                Piece::Text(text) => {
                    if look != written {
                        push_change(&mut out, written, look);
                        written = look;
                    }
                    push_escaped(&mut out, text);
                }
            }
        }
        out.push_str(ending);
    }
    push_change(&mut out, written, Look::default());
    out
}

/// Takes everything that controls a terminal out of a text.
pub fn strip_ansi(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in Pieces(text) {
        if let Piece::Text(text) = piece {
            out.push_str(text);
        }
    }
    out
}

fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split_inclusive('\n').map(|line| match line.strip_suffix('\n') {
        Some(line) => (line.trim_end_matches('\r'), "\n"),
        None => (line, ""),
    })
}

/// What is left of a line in which the program went back to its start: what it wrote last.
fn overwritten(line: &str) -> &str {
    let line = line.trim_end_matches('\r');
    line.rfind('\r').map_or(line, |at| &line[at + 1..])
}

enum Piece<'a> {
    Text(&'a str),
    /// Numbers between `;` of a sequence that sets colours.
    Colours(&'a str),
}

/// Cuts a text at its control sequences.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.0;
            let at = rest.find(is_control).unwrap_or(rest.len());
            if at > 0 {
                self.0 = &rest[at..];
                return Some(Piece::Text(&rest[..at]));
            }
            let control = rest.chars().next()?;
            let after = &rest[control.len_utf8()..];
            let sequence = match control {
                '\u{1b}' => after,
                '\u{9b}' => rest,
                _ => {
                    self.0 = after;
                    continue;
                }
            };
            let (colours, left) = sequence_end(sequence);
            self.0 = left;
            if let Some(colours) = colours {
                return Some(Piece::Colours(colours));
            }
        }
    }
}

fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t' | '\r')
}

/// Reads a control sequence behind its escape: the colours it sets, if it does, and what follows.
fn sequence_end(text: &str) -> (Option<&str>, &str) {
    const LONGEST: usize = 64;
    let Some(codes) = text.strip_prefix(['[', '\u{9b}']) else {
        if let Some(title) = text.strip_prefix(']') {
            let end = title.bytes().take(4 * LONGEST).position(|byte| matches!(byte, 0x07 | 0x1b));
            return (None, end.map_or(title, |end| title[end + 1..].trim_start_matches('\\')));
        }
        // A choice of letters has a second sign.
        let text = text.strip_prefix(['(', ')', '#']).unwrap_or(text);
        let mut letters = text.chars();
        letters.next();
        return (None, letters.as_str());
    };
    let Some(end) = codes.bytes().take(LONGEST).position(|byte| (0x40..=0x7e).contains(&byte))
    else {
        return (None, codes);
    };
    let colours = (codes.as_bytes()[end] == b'm').then(|| &codes[..end]);
    (colours, &codes[end + 1..])
}

/// The look of the text that follows.
#[derive(Clone, Copy, Default, PartialEq)]
struct Look {
    bold: bool,
    italic: bool,
    underline: bool,
    /// 0 to 15.
    text: Option<u8>,
    back: Option<u8>,
}

impl Look {
    fn apply(&mut self, codes: &str) {
        let mut codes = codes.split([';', ':']).map(|code| code.parse::<u16>().unwrap_or(0));
        while let Some(code) = codes.next() {
            match code {
                0 => *self = Look::default(),
                1 => self.bold = true,
                3 => self.italic = true,
                4 => self.underline = true,
                22 => self.bold = false,
                23 => self.italic = false,
                24 => self.underline = false,
                30..=37 => self.text = Some((code - 30) as u8),
                38 => self.text = extended(&mut codes),
                39 => self.text = None,
                40..=47 => self.back = Some((code - 40) as u8),
                48 => self.back = extended(&mut codes),
                49 => self.back = None,
                90..=97 => self.text = Some((code - 82) as u8),
                100..=107 => self.back = Some((code - 92) as u8),
                _ => {}
            }
        }
    }
}

/// Reads a colour of 256 or of millions, of which only the first sixteen have names.
fn extended(codes: &mut impl Iterator<Item = u16>) -> Option<u8> {
    match codes.next()? {
        5 => codes.next().filter(|colour| *colour < 16).map(|colour| colour as u8),
        2 => codes.nth(2).and(None),
        _ => None,
    }
}

fn push_change(out: &mut String, from: Look, to: Look) {
    const NAMES: [&str; 8] =
        ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
    if from != Look::default() {
        out.push_str("</span>");
    }
    if to == Look::default() {
        return;
    }
    let mut classes: Vec<String> = Vec::new();
    let mut colour = |colour: Option<u8>, place: &str| {
        if let Some(colour) = colour {
            let name = NAMES[usize::from(colour % 8)];
            let intense = if colour >= 8 { "-intense" } else { "" };
            classes.push(format!("ansi-{name}{intense}-{place}"));
        }
    };
    colour(to.text, "fg");
    colour(to.back, "bg");
    for (set, name) in
        [(to.bold, "ansi-bold"), (to.italic, "ansi-italic"), (to.underline, "ansi-underline")]
    {
        if set {
            classes.push(name.to_owned());
        }
    }
    out.push_str(&format!("<span class=\"{}\">", classes.join(" ")));
}
