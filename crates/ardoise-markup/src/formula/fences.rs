//! Signs that stand around others and grow with them: `\left( ... \right)`, binomials, bars.

use super::lexer::Token;
use super::mathml::{Atom, Kind, element, join, leaf};
use super::parser::{Parser, Read, Unreadable};
use super::symbols::{self, Sign};

impl<'a> Parser<'a> {
    pub(super) fn fenced(&mut self) -> Read<Atom> {
        let mut out = fence(self.delimiter()?);
        let mut rows = 1;
        loop {
            let inside = self.row()?;
            out.push_str(&join(&inside));
            rows = inside.iter().map(|atom| height(&atom.html)).fold(rows, usize::max);
            match self.lexer.next() {
                Some(Token::Command("middle")) => out.push_str(&fence(self.delimiter()?)),
                Some(Token::Command("right")) => {
                    out.push_str(&fence(self.delimiter()?));
                    return Ok(Atom::new(Kind::Ordinary, enclosed(rows, &out)));
                }
                _ => return Err(Unreadable),
            }
        }
    }

    /// Reads the sign after `\left`, `\right`, `\middle` and the like.
    pub(super) fn delimiter(&mut self) -> Read<&'a str> {
        Ok(match self.lexer.next().ok_or(Unreadable)? {
            Token::Letter('.') => "",
            Token::Letter('(') => "(",
            Token::Letter(')') => ")",
            Token::Letter('[') => "[",
            Token::Letter(']') => "]",
            Token::Letter('|') => "|",
            Token::Letter('/') => "/",
            Token::Letter('<') => "⟨",
            Token::Letter('>') => "⟩",
            Token::Command(name) => match symbols::sign(name).ok_or(Unreadable)? {
                Sign::Opening(sign) | Sign::Closing(sign) | Sign::Operator(sign) => sign,
                _ => return Err(Unreadable),
            },
            _ => return Err(Unreadable),
        })
    }
}

/// A bar may open, close or part; it takes no space of its own.
pub(super) fn bar(sign: &str) -> Atom {
    Atom::new(Kind::Closing, leaf("mo", " stretchy=\"false\" lspace=\"0\" rspace=\"0\"", sign))
}

/// A sign that grows with what it encloses.
pub(super) fn fence(sign: &str) -> String {
    if sign.is_empty() {
        return String::new();
    }
    leaf(
        "mo",
        " class=\"formula-fence\" fence=\"true\" stretchy=\"true\" lspace=\"0\" rspace=\"0\"",
        sign,
    )
}

/// What `\over` and its like make of what is above and below them.
pub(super) fn over(name: &str, above: &str, below: &str) -> Atom {
    let line = if name == "over" { "" } else { " linethickness=\"0\"" };
    let fraction = element("mfrac", line, &[above, below].concat());
    let html = if name == "choose" {
        enclosed(2, &[fence("(").as_str(), &fraction, &fence(")")].concat())
    } else {
        fraction
    };
    Atom::new(Kind::Ordinary, html)
}

/// Something between fences, with its height for engines that cannot stretch them.
pub(super) fn enclosed(rows: usize, inside: &str) -> String {
    let class = format!(" class=\"formula-fenced formula-rows-{}\"", rows.clamp(1, 6));
    element("mrow", &class, inside)
}

/// How many rows a piece of MathML is high: those of its tables, two for a fraction.
fn height(html: &str) -> usize {
    let lines = html.matches("<mtr").count();
    if lines == 0 && html.contains("<mfrac") { 2 } else { lines.max(1) }
}
