//! Writes HTML that is balanced by construction. Markdown and raw HTML write into the same one, so
//! a `<div>` that a cell opens before a list and closes after it holds the list.
//!
//! Elements that the renderer opens are *ours*: raw closing tags cannot close them, and closing
//! them closes every raw element left open inside.

use std::borrow::Cow;
use std::collections::HashMap;

use super::escape::{push_escaped, push_escaped_keeping_references};

/// Browsers slow down and flatten deep trees; so deep, no more elements are written.
const DEEPEST: usize = 100;

/// Marks the place of a formula in a text: this letter, a number, [`FORMULA_END`].
pub(crate) const FORMULA_START: char = '\u{f8f0}';
pub(crate) const FORMULA_END: char = '\u{f8f1}';

/// A formula found in a text: as written, and as it is shown.
pub(crate) struct Formula {
    pub(crate) source: String,
    pub(crate) html: String,
}

struct Open {
    name: &'static str,
    ours: bool,
    /// Too deep to be written, so not to be closed either.
    mute: bool,
}

/// Writes balanced HTML.
pub(crate) struct Writer<'f> {
    out: String,
    open: Vec<Open>,
    /// Outputs put aside while a footnote is written, with how many elements were open then.
    aside: Vec<(String, usize)>,
    /// The raw element whose content is being left out, because its end was not in the same piece.
    skipping: Option<&'static str>,
    formulas: &'f [Formula],
    /// How often each name of an anchor was asked for.
    anchors: HashMap<String, usize>,
}

impl<'f> Writer<'f> {
    pub(crate) fn new(formulas: &'f [Formula]) -> Writer<'f> {
        Writer {
            out: String::new(),
            open: Vec::new(),
            aside: Vec::new(),
            skipping: None,
            formulas,
            anchors: HashMap::new(),
        }
    }

    /// Closes what is open and gives the HTML.
    pub(crate) fn finish(mut self) -> String {
        self.close_down_to(0);
        self.out
    }

    /// Opens an element of ours; `attributes` is markup that the caller made safe.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &str) {
        self.push_open(name, attributes, true);
    }

    /// Closes the innermost element of ours, and every raw one inside.
    pub(crate) fn close(&mut self) {
        self.skipping = None;
        let floor = self.floor();
        if let Some(ours) = self.open[floor..].iter().rposition(|open| open.ours) {
            self.close_down_to(floor + ours);
        }
    }

    /// Writes an element without content.
    pub(crate) fn void(&mut self, name: &'static str, attributes: &str) {
        if self.skipping.is_none() {
            self.push_tag(name, attributes);
        }
    }

    /// Opens a raw element, closing first what HTML closes by itself.
    pub(super) fn open_raw(&mut self, name: &'static str, attributes: &str) {
        if self.skipping.is_some() {
            return;
        }
        if let Some((closed, walls)) = closed_by(name) {
            let inner = self.open.iter().skip(self.floor()).rev();
            let found = inner
                .take_while(|open| !open.ours && !walls.contains(&open.name))
                .position(|open| closed.contains(&open.name));
            if let Some(found) = found {
                self.close_down_to(self.open.len() - 1 - found);
            }
        }
        self.push_open(name, attributes, false);
    }

    /// Closes the innermost raw element of that name, unless one of ours or the cell of a table is
    /// in between.
    pub(super) fn close_raw(&mut self, name: &str) {
        if let Some(skipped) = self.skipping {
            if skipped == name {
                self.skipping = None;
            }
            return;
        }
        let walls: &[&str] = if TABLE_PARTS.contains(&name) { &["table"] } else { &WALLS };
        for (above, open) in self.open.iter().skip(self.floor()).rev().enumerate() {
            if open.ours {
                return;
            }
            if open.name == name {
                return self.close_down_to(self.open.len() - 1 - above);
            }
            if walls.contains(&open.name) {
                return;
            }
        }
    }

    /// Leaves out everything up to the closing tag of this raw element, or to the end of the
    /// element of ours around it.
    pub(super) fn skip(&mut self, name: &'static str) {
        self.skipping.get_or_insert(name);
    }

    /// Whether an element of that name is open.
    pub(crate) fn is_inside(&self, name: &str) -> bool {
        self.open.iter().take(DEEPEST).any(|open| open.name == name)
    }

    pub(super) fn is_skipping(&self) -> bool {
        self.skipping.is_some()
    }

    /// Writes text.
    pub(crate) fn text(&mut self, text: &str) {
        self.push_text(text, push_escaped);
    }

    /// Writes text whose character references are to be read.
    pub(super) fn raw_text(&mut self, text: &str) {
        self.push_text(text, push_escaped_keeping_references);
    }

    /// Writes markup that the caller made safe and balanced.
    pub(crate) fn markup(&mut self, html: &str) {
        if self.skipping.is_none() {
            self.out.push_str(html);
        }
    }

    /// Text where formulas stand again as they were written.
    pub(crate) fn with_sources<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !text.contains(FORMULA_START) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        self.pieces(text, |piece| match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Formula(formula) => out.push_str(&formula.source),
        });
        Cow::Owned(out)
    }

    /// An anchor's name not given before in this text.
    pub(crate) fn fresh_anchor(&mut self, name: String) -> String {
        let times = self.anchors.entry(name.clone()).or_insert(0);
        *times += 1;
        if *times == 1 { name } else { format!("{name}-{times}") }
    }

    /// Starts writing elsewhere, until [`Writer::end_aside`].
    pub(crate) fn begin_aside(&mut self) {
        self.aside.push((std::mem::take(&mut self.out), self.open.len()));
    }

    /// Gives what was written since [`Writer::begin_aside`] and goes on where it was before.
    pub(crate) fn end_aside(&mut self) -> String {
        self.skipping = None;
        self.close_down_to(self.floor());
        let (out, _) = self.aside.pop().unwrap_or_default();
        std::mem::replace(&mut self.out, out)
    }

    fn floor(&self) -> usize {
        self.aside.last().map_or(0, |(_, open)| *open)
    }

    fn push_open(&mut self, name: &'static str, attributes: &str, ours: bool) {
        let mute = self.open.len() >= DEEPEST;
        if mute && !ours {
            return;
        }
        if !mute {
            self.push_tag(name, attributes);
        }
        self.open.push(Open { name, ours, mute });
    }

    fn push_tag(&mut self, name: &str, attributes: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(attributes);
        self.out.push('>');
    }

    fn close_down_to(&mut self, count: usize) {
        while self.open.len() > count {
            if let Some(Open { name, mute: false, .. }) = self.open.pop() {
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push('>');
            }
        }
    }

    fn push_text(&mut self, text: &str, push: fn(&mut String, &str)) {
        if self.skipping.is_some() {
            return;
        }
        let mut out = std::mem::take(&mut self.out);
        self.pieces(text, |piece| match piece {
            Piece::Text(text) => push(&mut out, text),
            Piece::Formula(formula) => out.push_str(&formula.html),
        });
        self.out = out;
    }

    fn pieces(&self, text: &str, mut take: impl FnMut(Piece<'_>)) {
        let mut rest = text;
        while let Some(at) = rest.find(FORMULA_START) {
            let number = &rest[at + FORMULA_START.len_utf8()..];
            let formula = number.find(FORMULA_END).and_then(|end| {
                Some((end, self.formulas.get(number[..end].parse::<usize>().ok()?)?))
            });
            let Some((end, formula)) = formula else { break };
            take(Piece::Text(&rest[..at]));
            take(Piece::Formula(formula));
            rest = &number[end + FORMULA_END.len_utf8()..];
        }
        take(Piece::Text(rest));
    }
}

enum Piece<'a> {
    Text(&'a str),
    Formula(&'a Formula),
}

/// Elements that a closing tag from inside does not cross.
const WALLS: [&str; 4] = ["table", "td", "th", "caption"];

/// Elements whose closing tags do cross the cells around them.
const TABLE_PARTS: [&str; 8] = ["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"];

/// What opening an element closes, and the elements beyond which it closes nothing.
type Closes = (&'static [&'static str], &'static [&'static str]);

fn closed_by(name: &str) -> Option<Closes> {
    const TABLE: &[&str] = &["table"];
    Some(match name {
        "a" => (&["a"], &WALLS),
        "li" => (&["li"], &["ul", "ol", "table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], TABLE),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], TABLE),
        "p" | "div" | "ul" | "ol" | "dl" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        | "hr" | "pre" | "blockquote" | "center" | "details" | "section" | "figure" => {
            (&["p"], &WALLS)
        }
        _ => return None,
    })
}
