//! Alphabets of mathematics: browsers know them as letters of Unicode of their own.

/// An alphabet that a command switches to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Alphabet {
    Upright,
    Italic,
    Bold,
    BoldItalic,
    DoubleStruck,
    Script,
    Fraktur,
    SansSerif,
    Monospace,
}

impl Alphabet {
    /// The alphabet of a command with an argument.
    pub(super) fn of(command: &str) -> Option<Alphabet> {
        Some(match command {
            "mathrm" | "rm" | "mathup" => Alphabet::Upright,
            "mathit" | "it" | "mathnormal" => Alphabet::Italic,
            "mathbf" | "bf" => Alphabet::Bold,
            "boldsymbol" | "bm" | "mathbfit" => Alphabet::BoldItalic,
            "mathbb" | "Bbb" | "mathds" | "mathbbm" => Alphabet::DoubleStruck,
            "mathcal" | "mathscr" | "cal" | "scr" => Alphabet::Script,
            "mathfrak" | "frak" => Alphabet::Fraktur,
            "mathsf" | "sf" => Alphabet::SansSerif,
            "mathtt" | "tt" => Alphabet::Monospace,
            _ => return None,
        })
    }

    /// The letter in this alphabet; letters it has not stay as they are.
    pub(super) fn letter(self, letter: char) -> char {
        if let Some(old) = self.named_before(letter) {
            return old;
        }
        let (capitals, digits): (u32, Option<u32>) = match self {
            Alphabet::Upright | Alphabet::Italic => return letter,
            Alphabet::Bold => (0x1d400, Some(0x1d7ce)),
            Alphabet::BoldItalic => (0x1d468, Some(0x1d7ce)),
            Alphabet::DoubleStruck => (0x1d538, Some(0x1d7d8)),
            Alphabet::Script => (0x1d49c, None),
            Alphabet::Fraktur => (0x1d504, None),
            Alphabet::SansSerif => (0x1d5a0, Some(0x1d7e2)),
            Alphabet::Monospace => (0x1d670, Some(0x1d7f6)),
        };
        let code = u32::from(letter);
        let found = match letter {
            'A'..='Z' => Some(capitals + code - u32::from('A')),
            'a'..='z' => Some(capitals + 26 + code - u32::from('a')),
            '0'..='9' => digits.map(|digits| digits + code - u32::from('0')),
            'α'..='ω' if self == Alphabet::BoldItalic => Some(0x1d736 + code - u32::from('α')),
            'α'..='ω' if self == Alphabet::Bold => Some(0x1d6c2 + code - u32::from('α')),
            _ => None,
        };
        found.and_then(char::from_u32).unwrap_or(letter)
    }

    /// Letters that Unicode had before it took in the whole alphabets.
    fn named_before(self, letter: char) -> Option<char> {
        let table = match self {
            Alphabet::DoubleStruck => "CℂHℍNℕPℙQℚRℝZℤ",
            Alphabet::Script => "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ",
            Alphabet::Fraktur => "CℭHℌIℑRℜZℨ",
            _ => return None,
        };
        let mut letters = table.chars();
        while let (Some(plain), Some(other)) = (letters.next(), letters.next()) {
            if plain == letter {
                return Some(other);
            }
        }
        None
    }
}
