//! Takes the place of the crate of this name, with the letters of Latin, Greek and Cyrillic.
//!
//! pulldown-cmark compares the labels of links and footnotes without regard to case
//! (`[Été]` and `[ÉTÉ]: …`). The full table of all scripts weighs 3 kB of every visit; letters of
//! other scripts are compared here as they are written. Knows nothing of Markdown.
//! The rules are those of Unicode's CaseFolding.txt for the ranges below.

use std::hash::{Hash, Hasher};
use std::ops::Deref;

/// A text that equals another one whose letters differ in case only.
#[derive(Clone, Copy, Debug)]
pub struct UniCase<S>(S);

impl<S: AsRef<str>> UniCase<S> {
    /// The text as it stands; folding happens when it is compared.
    pub fn new(text: S) -> Self {
        Self(text)
    }

    fn folded(&self) -> impl Iterator<Item = char> {
        self.0.as_ref().chars().flat_map(|letter| {
            let second = matches!(letter, 'ß' | 'ẞ').then_some('s');
            std::iter::once(folded(letter)).chain(second)
        })
    }
}

impl<A: AsRef<str>, B: AsRef<str>> PartialEq<UniCase<B>> for UniCase<A> {
    fn eq(&self, other: &UniCase<B>) -> bool {
        self.folded().eq(other.folded())
    }
}

impl<S> Deref for UniCase<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.0
    }
}

impl<S: AsRef<str>> Eq for UniCase<S> {}

impl<S: AsRef<str>> Hash for UniCase<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().for_each(|letter| letter.hash(state));
    }
}

/// The small letter of a capital; the first of two where a letter becomes two.
fn folded(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => {
            code + 32
        }
        0xDF | 0x17F | 0x1E9E => u32::from('s'),
        0xB5 => u32::from('μ'),
        // Capital and small letter stand side by side, the capital even.
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x218..=0x21B | 0x460..=0x481 => code | 1,
        // The same, the capital odd.
        0x139..=0x148 | 0x179..=0x17E => code + (code & 1),
        0x178 => 0xFF,
        0x386 => 0x3AC,
        0x388..=0x38A => code + 37,
        0x38C => 0x3CC,
        0x38E..=0x38F => code + 63,
        0x3C2 => u32::from('σ'),
        0x400..=0x40F => code + 80,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}
