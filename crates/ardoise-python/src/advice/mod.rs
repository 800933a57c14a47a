//! What a beginner's error means: a code and its parameters, from the exception's name and message,
//! the text of the cell and the names that are known.
//!
//! It writes no sentence: the words are tables of the page, one for each language
//! (`web/src/i18n/advice`), and each code is a row in all of them. A case that is not
//! recognised for certain gets no advice, since wrong advice is worse than none.
//!
//! It knows no interpreter: `failure.rs` asks Python what a case needs and calls [`advise`].

mod attributes;
mod brackets;
mod holes;
mod names;
mod near;
mod scan;
mod syntax;
mod types;
mod values;
mod words;

use ardoise_protocol::Advice;

pub(crate) use holes::is_blank;
pub(crate) use scan::variables;

/// An exception as a person meets it.
pub(crate) struct Fault<'a> {
    /// The class of the exception.
    pub(crate) name: &'a str,
    /// What Python says; of a `SyntaxError` without the place.
    pub(crate) message: &'a str,
    /// The text of the cell where it happened, empty outside cells.
    pub(crate) source: &'a str,
    /// The line of that text, one for the first.
    pub(crate) line: Option<u32>,
    /// The column in characters, one for the first.
    pub(crate) column: Option<usize>,
    /// The texts of all cells that ran.
    pub(crate) cells: &'a [String],
    /// What the code may name: variables, functions, Python's own.
    pub(crate) names: &'a [String],
    /// What the object or module has in which an attribute was looked for.
    pub(crate) members: &'a [String],
    /// The function that was under way.
    pub(crate) function: &'a str,
}

impl Fault<'_> {
    /// The line at fault, empty when it is not known.
    fn text(&self) -> &str {
        self.line_text(self.line.unwrap_or(0))
    }

    fn line_text(&self, line: u32) -> &str {
        let before = (line as usize).checked_sub(1);
        before.and_then(|at| self.source.split('\n').nth(at)).unwrap_or_default()
    }

    /// The line at fault with texts and comments blanked out.
    fn code(&self) -> String {
        scan::code_of(self.text())
    }
}

/// A code and what its sentences name.
type Found = Option<(&'static str, Vec<String>)>;

fn found<const N: usize>(code: &'static str, values: [&str; N]) -> Found {
    Some((code, values.iter().map(|value| (*value).to_owned()).collect()))
}

/// What to say about a fault, when it is one of those that are known.
pub(crate) fn advise(fault: &Fault<'_>) -> Option<Advice> {
    let (code, values) = match fault.name {
        "SyntaxError" | "IndentationError" | "TabError" => {
            holes::in_syntax(fault).or_else(|| syntax::advise(fault))
        }
        "NameError" => holes::in_name(fault).or_else(|| names::unknown(fault)),
        "UnboundLocalError" => names::unbound(fault),
        "TypeError" => holes::in_type(fault).or_else(|| types::advise(fault)),
        "AttributeError" => holes::in_type(fault).or_else(|| attributes::advise(fault)),
        "ModuleNotFoundError" => names::module(fault),
        "ImportError" => attributes::import(fault),
        name => values::advise(name, fault),
    }?;
    let line = fault.line;
    let column = fault.column.map(|column| column as u32);
    Some(Advice { code: code.to_owned(), values, line, column })
}
