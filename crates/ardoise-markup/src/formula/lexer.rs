//! Cuts LaTeX into tokens.

/// Optional arguments are short; looking further for the end of one is of no use.
const LONGEST_OPTION: usize = 400;

/// A piece of LaTeX.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// A command without its backslash: letters, or one other sign.
    Command(&'a str),
    Letter(char),
    /// Digits, perhaps with a point or comma between them.
    Number(&'a str),
    Open,
    Close,
    Above,
    Below,
    /// `&`
    Next,
    /// `\\`
    Line,
}

/// Reads tokens one by one; a copy of it is a place to come back to.
#[derive(Clone, Copy)]
pub(super) struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(latex: &'a str) -> Lexer<'a> {
        Lexer { rest: latex }
    }

    /// Looks at the next token without taking it.
    pub(super) fn peek(&self) -> Option<Token<'a>> {
        let mut copy = *self;
        copy.next()
    }

    /// Takes the text of a group in braces as it is, braces inside it balanced; without braces, one
    /// letter.
    pub(super) fn raw_group(&mut self) -> Option<&'a str> {
        self.skip_space();
        let Some(inside) = self.rest.strip_prefix('{') else {
            let letter = self.rest.chars().next()?;
            let (group, rest) = self.rest.split_at(letter.len_utf8());
            self.rest = rest;
            return Some(group);
        };
        let mut depth = 1;
        let mut escaped = false;
        for (at, byte) in inside.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.rest = &inside[at + 1..];
                return Some(&inside[..at]);
            }
        }
        None
    }

    /// Takes the text of an optional argument in brackets.
    pub(super) fn raw_option(&mut self) -> Option<&'a str> {
        let inside = self.rest.trim_start().strip_prefix('[')?;
        let mut depth = 0;
        for (at, byte) in inside.bytes().take(LONGEST_OPTION).enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                b']' if depth == 0 => {
                    self.rest = &inside[at + 1..];
                    return Some(&inside[..at]);
                }
                _ => {}
            }
            if depth < 0 {
                return None;
            }
        }
        None
    }

    /// Takes a sign if it comes next.
    pub(super) fn takes(&mut self, sign: char) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn skip_space(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            // A comment goes to the end of its line.
            let Some(comment) = self.rest.strip_prefix('%') else { return };
            self.rest = comment.find('\n').map_or("", |end| &comment[end..]);
        }
    }

    fn command(&mut self, after: &'a str) -> Token<'a> {
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = match letters {
            0 => after.chars().next().map_or(0, char::len_utf8),
            letters => letters,
        };
        let (name, rest) = after.split_at(length);
        self.rest = rest;
        if name == "\\" { Token::Line } else { Token::Command(name) }
    }

    fn number(&mut self) -> Token<'a> {
        let bytes = self.rest.as_bytes();
        let mut end = 1;
        while let Some(byte) = bytes.get(end) {
            let joins =
                matches!(byte, b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !byte.is_ascii_digit() && !joins {
                break;
            }
            end += 1;
        }
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        Token::Number(number)
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let letter = self.rest.chars().next()?;
        if letter.is_ascii_digit() {
            return Some(self.number());
        }
        let after = &self.rest[letter.len_utf8()..];
        self.rest = after;
        Some(match letter {
            '\\' => self.command(after),
            '{' => Token::Open,
            '}' => Token::Close,
            '^' => Token::Above,
            '_' => Token::Below,
            '&' => Token::Next,
            letter => Token::Letter(letter),
        })
    }
}
