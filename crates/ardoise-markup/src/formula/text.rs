//! Text mode: the words of `\text` and its like, and names of functions.

use super::alphabets::Alphabet;
use super::mathml::{Atom, Kind, leaf, row};
use super::parser::{Parser, Read, Unreadable};
use super::symbols;

impl<'a> Parser<'a> {
    /// Text, in which formulas may stand between dollars.
    pub(super) fn text(&mut self, name: &str) -> Read<Atom> {
        let text = self.lexer.raw_group().ok_or(Unreadable)?;
        let attributes = match name {
            "textbf" => " class=\"formula-bold\"",
            "textit" | "emph" => " class=\"formula-italic\"",
            "texttt" => " class=\"formula-code\"",
            _ => "",
        };
        let mut pieces = Vec::new();
        for (index, piece) in text.split('$').enumerate() {
            if index % 2 == 1 {
                pieces.push(Atom::new(Kind::Ordinary, self.inner(piece)?));
            } else if !piece.is_empty() {
                pieces
                    .push(Atom::new(Kind::Ordinary, leaf("mtext", attributes, &plain_text(piece))));
            }
        }
        Ok(Atom::new(Kind::Ordinary, row(&pieces)))
    }

    pub(super) fn function_name(&mut self) -> Read<String> {
        match self.word() {
            Some(word) => Ok(leaf("mi", " mathvariant=\"normal\"", word)),
            None => {
                let before = self.alphabet.replace(Alphabet::Upright);
                let name = self.argument();
                self.alphabet = before;
                name
            }
        }
    }

    /// A group of letters alone, which stand together as one word.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let mut ahead = self.lexer;
        let word = ahead.raw_group().filter(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        })?;
        self.lexer = ahead;
        Some(word)
    }
}

/// The letters of a text: spaces that count, escapes, accents.
fn plain_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' => {}
            '~' => out.push('\u{a0}'),
            letter if letter.is_whitespace() => out.push('\u{a0}'),
            '\\' => match letters.next() {
                Some(sign)
                    if symbols::text_accent(sign).is_some() && !letters.as_str().is_empty() =>
                {
                    let base = letters.find(|letter| !matches!(letter, '{' | ' '));
                    out.extend(base);
                    out.extend(symbols::text_accent(sign));
                }
                Some(' ' | ',' | ';' | ':') => out.push('\u{a0}'),
                Some(sign) if !sign.is_ascii_alphabetic() => out.push(sign),
                Some(sign) => {
                    out.push('\\');
                    out.push(sign);
                }
                None => {}
            },
            letter => out.push(letter),
        }
    }
    out
}
