//! Takes the place of the crate of this name, with no names in it.
//!
//! rustpython needs it for `"\N{...}"` and `unicodedata.name()`, and its tables weigh more than
//! all of Python's parser. Here those two know no name; every other text works.

/// The character of a name: none is known.
pub fn character(_name: &str) -> Option<char> {
    None
}

/// The name of a character: none is known.
pub fn name(_character: char) -> Option<String> {
    None
}
