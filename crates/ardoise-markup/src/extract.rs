//! Finds formulas before Markdown reads a text, as Jupyter does: otherwise `$a_1*b_1$` would hold
//! emphasis and a line `- b` inside `$$` would begin a list.
//!
//! Each formula becomes a mark that Markdown takes for a word; where a mark ends in code or in an
//! address, the writer puts the source back.

use std::borrow::Cow;

use crate::fences::CodeFences;
use crate::formula::render_formula;
use crate::html::writer::{FORMULA_END, FORMULA_START, Formula};

/// How the text around formulas is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Around {
    /// Backslashes escape and backticks hold code, so `\\(` is written with two backslashes.
    Markdown,
    /// The output of a program: `\(` has one.
    Latex,
}

/// Environments that are formulas without dollars around them.
const ENVIRONMENTS: [&str; 16] = [
    "align",
    "aligned",
    "alignat",
    "array",
    "bmatrix",
    "cases",
    "displaymath",
    "eqnarray",
    "equation",
    "gather",
    "gathered",
    "matrix",
    "multline",
    "pmatrix",
    "split",
    "vmatrix",
];

/// Puts a mark in the place of each formula of a text.
pub(crate) fn extract(text: &str, around: Around) -> (Cow<'_, str>, Vec<Formula>) {
    if !text.contains(['$', '\\']) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut out = String::with_capacity(text.len());
    let mut formulas = Vec::new();
    let mut code = CodeFences::default();
    let mut paragraph = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let in_code = around == Around::Markdown && code.takes(line);
        let blank = line.trim_matches([' ', '\t', '\n', '\r', '>']).is_empty();
        if in_code || blank {
            Paragraph::new(&text[paragraph..at], around).extract(&mut out, &mut formulas);
            out.push_str(line);
            paragraph = at + line.len();
        }
        at += line.len();
    }
    Paragraph::new(&text[paragraph..], around).extract(&mut out, &mut formulas);
    (Cow::Owned(out), formulas)
}

/// Lines without a blank one between: no formula goes beyond them.
struct Paragraph<'a> {
    text: &'a str,
    around: Around,
    /// Where code is, in order.
    code: Vec<(usize, usize)>,
    /// Ends that were looked for and are nowhere: nobody looks again.
    absent: Vec<&'a str>,
    /// A dollar was met that is a currency.
    prices: bool,
}

impl<'a> Paragraph<'a> {
    fn new(text: &'a str, around: Around) -> Paragraph<'a> {
        let code = match around {
            Around::Markdown => code_spans(text),
            Around::Latex => Vec::new(),
        };
        Paragraph { text, around, code, absent: Vec::new(), prices: false }
    }

    fn extract(mut self, out: &mut String, formulas: &mut Vec<Formula>) {
        let mut copied = 0;
        let mut at = 0;
        while let Some(found) = self.text[at..].find(['$', '\\', '`']) {
            at += found;
            if let Some(end) = self.code_end(at) {
                at = end;
                continue;
            }
            let Some((inside, end, display)) = self.formula(at) else {
                at += self.unit(at);
                continue;
            };
            out.push_str(&self.text[copied..at]);
            out.push_str(&format!("{FORMULA_START}{}{FORMULA_END}", formulas.len()));
            let source = unquoted(&self.text[inside.0..inside.1]);
            let html = render_formula(&source, display);
            formulas.push(Formula { source: self.text[at..end].to_owned(), html });
            at = end;
            copied = end;
        }
        out.push_str(&self.text[copied..]);
    }

    /// How much of the text goes together when no formula begins here: an escape counts as one.
    fn unit(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with("$$") {
            return 2;
        }
        let escaped = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
        1 + escaped.map_or(0, char::len_utf8)
    }

    /// The formula that begins here: its inside, its end, and whether it stands alone.
    fn formula(&mut self, at: usize) -> Option<((usize, usize), usize, bool)> {
        let rest = &self.text[at..];
        if rest.starts_with("\\begin{") {
            return self.environment(at);
        }
        let (open, close, display) = match self.around {
            _ if rest.starts_with("$$") => ("$$", "$$", true),
            _ if rest.starts_with('$') => ("$", "$", false),
            Around::Markdown if rest.starts_with("\\\\(") => ("\\\\(", "\\\\)", false),
            Around::Markdown if rest.starts_with("\\\\[") => ("\\\\[", "\\\\]", true),
            Around::Latex if rest.starts_with("\\(") => ("\\(", "\\)", false),
            Around::Latex if rest.starts_with("\\[") => ("\\[", "\\]", true),
            _ => return None,
        };
        let start = at + open.len();
        // The sign of a currency after its sum: "5$ or 6$".
        let after_sum = self.text[..at].ends_with(|letter: char| letter.is_ascii_digit());
        if after_sum && open == "$" && self.text[start..].starts_with(char::is_whitespace) {
            return None;
        }
        let end = self.find(start, close)?;
        if open == "$" && self.is_price(&self.text[start..end]) {
            self.prices = true;
            return None;
        }
        let inside = self.text[start..end].trim();
        (!inside.is_empty()).then_some(((start, end), end + close.len(), display))
    }

    /// Between these dollars stands a sum of money and what follows it: "$5 or $". A formula may
    /// begin and end with a space, as in Jupyter, but not one that looks like words after a number;
    /// and where one price is, "$6, 5$" are others.
    fn is_price(&self, inside: &str) -> bool {
        inside.starts_with(|first: char| first.is_ascii_digit())
            && !inside.contains(['\\', '^', '_', '=', '+', '*', '<', '>'])
            && (self.prices || inside.ends_with(char::is_whitespace) || inside.contains('$'))
    }

    /// Finds where a formula closes, outside code and escapes.
    fn find(&mut self, from: usize, close: &'static str) -> Option<usize> {
        if self.absent.contains(&close) {
            return None;
        }
        let mut at = from;
        while let Some(found) = self.text[at..].find(['$', '\\', '`']) {
            at += found;
            if let Some(end) = self.code_end(at) {
                at = end;
                continue;
            }
            let after = self.text[at..].strip_prefix(close);
            // Two sums of money are no formula: "$5 or $6".
            let is_money =
                |after: &str| close == "$" && after.starts_with(|next: char| next.is_ascii_digit());
            if after.is_some_and(|after| !is_money(after)) {
                return Some(at);
            }
            at += self.unit(at).min(self.text.len() - at);
        }
        self.absent.push(close);
        None
    }

    fn environment(&mut self, at: usize) -> Option<((usize, usize), usize, bool)> {
        let name_at = at + "\\begin{".len();
        let length = self.text[name_at..].find('}').filter(|length| *length < 16)?;
        let name = &self.text[name_at..name_at + length];
        if !ENVIRONMENTS.contains(&name.trim_end_matches('*')) || self.absent.contains(&name) {
            return None;
        }
        let mut depth = 0;
        let mut here = at;
        while let Some(found) = self.text[here..].find('\\') {
            here += found;
            let rest = &self.text[here..];
            let named = |word: &str| {
                rest.strip_prefix(word)
                    .and_then(|rest| rest.strip_prefix(name))
                    .is_some_and(|rest| rest.starts_with('}'))
            };
            if named("\\begin{") {
                depth += 1;
            } else if named("\\end{") {
                depth -= 1;
                if depth == 0 {
                    let end = here + "\\end{".len() + length + 1;
                    return Some(((at, end), end, true));
                }
            }
            here += 1;
        }
        self.absent.push(name);
        None
    }

    /// The end of the code that holds this place.
    fn code_end(&self, at: usize) -> Option<usize> {
        let after = self.code.partition_point(|(start, _)| *start <= at);
        let (_, end) = *self.code.get(after.checked_sub(1)?)?;
        (at < end).then_some(end)
    }
}

/// Finds code between backticks: runs of the same length.
fn code_spans(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = bytes[start..].iter().take_while(|byte| **byte == b'`').count();
        let escaped = start > 0 && bytes[start - 1] == b'\\';
        runs.push((start, length, escaped));
        at = start + length;
    }
    let mut spans = Vec::new();
    let mut absent = Vec::new();
    let mut index = 0;
    while let Some(&(start, length, escaped)) = runs.get(index) {
        index += 1;
        if escaped || absent.contains(&length) {
            continue;
        }
        match runs[index..].iter().position(|(_, other, _)| *other == length) {
            Some(found) => {
                spans.push((start, runs[index + found].0 + length));
                index += found + 1;
            }
            None => {
                absent.push(length);
            }
        }
    }
    spans
}

/// A formula inside a quote has the quote's sign before each of its lines.
fn unquoted(source: &str) -> Cow<'_, str> {
    let quoted = |line: &str| line.trim_start().starts_with('>');
    if !source.contains('\n') || !source.lines().skip(1).all(quoted) {
        return Cow::Borrowed(source);
    }
    let lines: Vec<&str> =
        source.lines().map(|line| line.trim_start().strip_prefix('>').unwrap_or(line)).collect();
    Cow::Owned(lines.join("\n"))
}
