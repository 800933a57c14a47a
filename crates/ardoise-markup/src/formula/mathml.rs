//! Pieces of MathML, put together as text.

use std::fmt::Write as _;

use crate::html::escape::push_escaped;

/// One thing in a row, with what its neighbours must know of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Atom {
    pub(super) html: String,
    pub(super) kind: Kind,
}

/// How an atom behaves beside others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Kind {
    #[default]
    Ordinary,
    /// A sign between others, which spaces itself.
    Sign,
    /// The name of a function: a thin space parts it from what it is applied to.
    Function,
    /// Its scripts stand above and below.
    Limits,
    Opening,
    Closing,
    /// Nothing to see.
    Space,
}

impl Atom {
    pub(super) fn new(kind: Kind, html: String) -> Atom {
        Atom { html, kind }
    }
}

/// An element with text in it.
pub(super) fn leaf(name: &str, attributes: &str, text: &str) -> String {
    let mut out = format!("<{name}{attributes}>");
    push_escaped(&mut out, text);
    _ = write!(out, "</{name}>");
    out
}

/// An element with markup in it.
pub(super) fn element(name: &str, attributes: &str, inside: &str) -> String {
    format!("<{name}{attributes}>{inside}</{name}>")
}

/// Space of a width in em.
pub(super) fn space(em: &str) -> String {
    format!("<mspace width=\"{em}em\"></mspace>")
}

/// Atoms as one element: the atom itself when there is only one.
pub(super) fn row(atoms: &[Atom]) -> String {
    match atoms {
        [atom] => atom.html.clone(),
        _ => element("mrow", "", &join(atoms)),
    }
}

/// Atoms one after the other, functions parted from what is beside them.
pub(super) fn join(atoms: &[Atom]) -> String {
    const THIN: &str = "0.1667";
    let mut out = String::new();
    for (index, atom) in atoms.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| atoms[index].kind);
        if atom.kind == Kind::Function && matches!(before, Some(Kind::Ordinary | Kind::Closing)) {
            out.push_str(&space(THIN));
        }
        out.push_str(&atom.html);
        let after = atoms.get(index + 1).map(|atom| atom.kind);
        if atom.kind == Kind::Function && matches!(after, Some(Kind::Ordinary | Kind::Function)) {
            out.push_str(&space(THIN));
        }
    }
    out
}
