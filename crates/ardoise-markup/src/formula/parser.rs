//! What LaTeX means: reads tokens and builds rows of [`Atom`]s.

use super::alphabets::Alphabet;
use super::fences::{bar, over};
use super::lexer::{Lexer, Token};
use super::mathml::{Atom, Kind, element, join, leaf, row, space};
use super::symbols::{self, Sign};

/// Groups in groups beyond this many cannot be read.
const DEEPEST: usize = 40;

/// A formula that cannot be read: something lacks its end or its argument.
#[derive(Debug)]
pub(super) struct Unreadable;

pub(super) type Read<T> = Result<T, Unreadable>;

/// Reads a whole formula.
pub(super) fn parse(latex: &str, display: bool) -> Read<Vec<Atom>> {
    let mut parser = Parser { lexer: Lexer::new(latex), alphabet: None, depth: 0, display };
    let atoms = parser.lines()?;
    match parser.lexer.next() {
        None => Ok(atoms),
        Some(_) => Err(Unreadable),
    }
}

pub(super) struct Parser<'a> {
    pub(super) lexer: Lexer<'a>,
    pub(super) alphabet: Option<Alphabet>,
    depth: usize,
    /// The formula stands alone.
    pub(super) display: bool,
}

impl<'a> Parser<'a> {
    /// A formula may have several lines outside any table.
    fn lines(&mut self) -> Read<Vec<Atom>> {
        let first = self.row()?;
        if self.lexer.peek() != Some(Token::Line) {
            return Ok(first);
        }
        let mut lines = element("mtr", "", &element("mtd", "", &join(&first)));
        while self.lexer.peek() == Some(Token::Line) {
            self.lexer.next();
            self.lexer.raw_option();
            let line = self.row()?;
            lines.push_str(&element("mtr", "", &element("mtd", "", &join(&line))));
        }
        Ok(vec![Atom::new(Kind::Ordinary, element("mtable", " displaystyle=\"true\"", &lines))])
    }

    /// Reads atoms up to what ends a row; what ends it is not taken.
    pub(super) fn row(&mut self) -> Read<Vec<Atom>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Unreadable);
        }
        let alphabet = self.alphabet;
        let mut atoms = Vec::new();
        loop {
            match self.lexer.peek() {
                None | Some(Token::Close | Token::Next | Token::Line) => break,
                Some(Token::Command("end" | "right" | "middle" | "cr")) => break,
                Some(Token::Command(name @ ("over" | "atop" | "choose"))) => {
                    self.lexer.next();
                    let below = self.row()?;
                    atoms = vec![over(name, &row(&atoms), &row(&below))];
                }
                Some(_) => {
                    let atom = self.atom()?;
                    let atom = self.with_scripts(atom)?;
                    atoms.push(atom);
                }
            }
        }
        self.alphabet = alphabet;
        self.depth -= 1;
        Ok(atoms)
    }

    /// Reads one argument: a group, or a single atom.
    pub(super) fn argument(&mut self) -> Read<String> {
        match self.lexer.peek() {
            Some(Token::Open) => Ok(row(&self.group()?)),
            // `\frac12` has two arguments.
            Some(Token::Number(_)) => {
                let digit = self.lexer.raw_group().ok_or(Unreadable)?;
                Ok(leaf("mn", "", digit))
            }
            None | Some(Token::Close | Token::Next | Token::Line | Token::Above | Token::Below) => {
                Err(Unreadable)
            }
            Some(_) => Ok(self.atom()?.html),
        }
    }

    fn group(&mut self) -> Read<Vec<Atom>> {
        self.lexer.next();
        let atoms = self.row()?;
        match self.lexer.next() {
            Some(Token::Close) => Ok(atoms),
            _ => Err(Unreadable),
        }
    }

    fn atom(&mut self) -> Read<Atom> {
        match self.lexer.peek() {
            Some(Token::Open) => {
                let atoms = self.group()?;
                return Ok(Atom::new(Kind::Ordinary, row(&atoms)));
            }
            // Scripts of nothing, as in `{}^2` without its braces.
            Some(Token::Above | Token::Below) => {
                return Ok(Atom::new(Kind::Ordinary, element("mrow", "", "")));
            }
            _ => {}
        }
        match self.lexer.next().ok_or(Unreadable)? {
            Token::Letter(letter) => Ok(self.letter(letter)),
            Token::Number(number) => {
                let digits = number
                    .chars()
                    .map(|digit| self.alphabet.map_or(digit, |alphabet| alphabet.letter(digit)));
                Ok(Atom::new(Kind::Ordinary, leaf("mn", "", &digits.collect::<String>())))
            }
            Token::Command(name) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Unreadable);
                }
                let atom = self.command(name);
                self.depth -= 1;
                atom
            }
            Token::Open
            | Token::Close
            | Token::Above
            | Token::Below
            | Token::Next
            | Token::Line => Err(Unreadable),
        }
    }

    fn letter(&self, letter: char) -> Atom {
        match letter {
            '(' | '[' => {
                Atom::new(Kind::Opening, leaf("mo", " stretchy=\"false\"", &letter.to_string()))
            }
            ')' | ']' => {
                Atom::new(Kind::Closing, leaf("mo", " stretchy=\"false\"", &letter.to_string()))
            }
            '|' => bar("|"),
            '~' => Atom::new(Kind::Space, space("0.25")),
            '-' => operator("−"),
            '*' => operator("∗"),
            '\'' => operator("′"),
            letter if is_letter(letter) => {
                let styled = self.alphabet.map_or(letter, |alphabet| alphabet.letter(letter));
                let upright = self.alphabet.is_some_and(|alphabet| alphabet != Alphabet::Italic);
                let variant = if upright { " mathvariant=\"normal\"" } else { "" };
                Atom::new(Kind::Ordinary, leaf("mi", variant, &styled.to_string()))
            }
            letter => operator(&letter.to_string()),
        }
    }

    fn command(&mut self, name: &'a str) -> Read<Atom> {
        if let Some(sign) = symbols::sign(name) {
            return Ok(self.sign(sign));
        }
        if let Some(alphabet) = Alphabet::of(name) {
            return self.styled(name, alphabet);
        }
        if let Some((sign, stretchy)) = symbols::accent(name) {
            let base = self.argument()?;
            let mark = leaf("mo", &format!(" stretchy=\"{stretchy}\""), sign);
            let kind = if name == "overbrace" { Kind::Limits } else { Kind::Ordinary };
            return Ok(Atom::new(kind, element("mover", " accent=\"true\"", &(base + &mark))));
        }
        if let Some(sign) = symbols::under(name) {
            let base = self.argument()?;
            let mark = leaf("mo", " stretchy=\"true\"", sign);
            return Ok(Atom::new(Kind::Limits, element("munder", "", &(base + &mark))));
        }
        if let Some(sign) = symbols::long_arrow(name) {
            return self.long_arrow(sign);
        }
        let ordinary = |html: String| Ok(Atom::new(Kind::Ordinary, html));
        match name {
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                let fraction = element("mfrac", "", &(self.argument()? + &self.argument()?));
                ordinary(match name {
                    "frac" => fraction,
                    "tfrac" => element("mstyle", " displaystyle=\"false\"", &fraction),
                    _ => element("mstyle", " displaystyle=\"true\" scriptlevel=\"0\"", &fraction),
                })
            }
            "binom" | "dbinom" | "tbinom" => {
                let (above, below) = (self.argument()?, self.argument()?);
                Ok(over("choose", &above, &below))
            }
            "sqrt" => {
                let degree =
                    self.lexer.raw_option().map(|degree| self.inner(degree)).transpose()?;
                let base = self.argument()?;
                ordinary(match degree {
                    Some(degree) => element("mroot", "", &(base + &degree)),
                    None => element("msqrt", "", &base),
                })
            }
            "text" | "textrm" | "textnormal" | "mbox" | "hbox" | "textit" | "textbf" | "textsf"
            | "texttt" | "textup" | "emph" => self.text(name),
            "operatorname" | "mathop" => {
                let limits = self.lexer.takes('*') || name == "mathop";
                let kind = if limits { Kind::Limits } else { Kind::Function };
                Ok(Atom::new(kind, self.function_name()?))
            }
            "left" => self.fenced(),
            "big" | "Big" | "bigg" | "Bigg" | "bigl" | "Bigl" | "biggl" | "Biggl" | "bigr"
            | "Bigr" | "biggr" | "Biggr" | "bigm" | "Bigm" | "biggm" | "Biggm" => {
                let sign = self.delimiter()?;
                let size = match name.trim_end_matches(['l', 'r', 'm']) {
                    "big" => "1.2",
                    "Big" => "1.8",
                    "bigg" => "2.4",
                    _ => "3",
                };
                let size = format!(
                    " stretchy=\"true\" symmetric=\"true\" minsize=\"{size}em\" maxsize=\"{size}em\""
                );
                let kind = if name.ends_with('l') { Kind::Opening } else { Kind::Closing };
                Ok(Atom::new(kind, leaf("mo", &size, sign)))
            }
            "overline" | "underline" => {
                let base = self.argument()?;
                let (tag, sign) =
                    if name == "overline" { ("mover", "‾") } else { ("munder", "_") };
                let mark = leaf("mo", " stretchy=\"true\"", sign);
                ordinary(element(tag, &format!(" class=\"formula-{name}\""), &(base + &mark)))
            }
            "overset" | "stackrel" | "underset" => {
                let (mark, base) = (self.argument()?, self.argument()?);
                let tag = if name == "underset" { "munder" } else { "mover" };
                Ok(Atom::new(Kind::Sign, element(tag, "", &(base + &mark))))
            }
            "not" => {
                let negated = self.atom()?.html;
                let end = negated.rfind("</").unwrap_or(negated.len());
                Ok(Atom::new(Kind::Sign, format!("{}\u{338}{}", &negated[..end], &negated[end..])))
            }
            "displaystyle" | "textstyle" | "scriptstyle" | "scriptscriptstyle" => {
                let style = match name {
                    "displaystyle" => " displaystyle=\"true\" scriptlevel=\"0\"",
                    "textstyle" => " displaystyle=\"false\" scriptlevel=\"0\"",
                    _ => " displaystyle=\"false\" scriptlevel=\"1\"",
                };
                let rest = self.row()?;
                ordinary(element("mstyle", style, &join(&rest)))
            }
            "color" | "textcolor" => {
                let colour = self.lexer.raw_group().ok_or(Unreadable)?;
                let inside = if name == "color" && self.lexer.peek() != Some(Token::Open) {
                    row(&self.row()?)
                } else {
                    self.argument()?
                };
                ordinary(coloured(colour, &inside))
            }
            "boxed" | "fbox" => {
                let inside = self.argument()?;
                ordinary(element("mrow", " class=\"formula-boxed\"", &inside))
            }
            "cancel" | "bcancel" | "xcancel" => {
                let inside = self.argument()?;
                ordinary(element("mrow", " class=\"formula-cancelled\"", &inside))
            }
            "phantom" | "hphantom" | "vphantom" => {
                let inside = self.argument()?;
                ordinary(element("mphantom", "", &inside))
            }
            "pmod" | "bmod" | "mod" => self.modulo(name),
            "substack" => self.substack(),
            "begin" => self.environment(),
            " " | "\n" => Ok(Atom::new(Kind::Space, space("0.25"))),
            "hspace" | "vspace" | "hskip" | "kern" | "label" | "tag" | "vskip" => {
                self.lexer.takes('*');
                let text = self.lexer.raw_group().ok_or(Unreadable)?;
                let html = if name == "tag" {
                    leaf("mtext", "", &format!("\u{2003}({text})"))
                } else {
                    space("0.5")
                };
                Ok(Atom::new(Kind::Space, html))
            }
            "href" | "class" | "style" | "cssId" => {
                self.lexer.raw_group().ok_or(Unreadable)?;
                ordinary(self.argument()?)
            }
            "nonumber" | "notag" | "limits" | "nolimits" | "hline" | "centering" | "allowbreak"
            | "/" | "-" => Ok(Atom::new(Kind::Space, String::new())),
            "%" | "$" | "#" | "&" | "_" => ordinary(leaf("mi", " mathvariant=\"normal\"", name)),
            unknown => {
                ordinary(leaf("mtext", " class=\"formula-unknown\"", &format!("\\{unknown}")))
            }
        }
    }

    fn sign(&self, sign: Sign) -> Atom {
        match sign {
            Sign::Letter(letter) => {
                let styled = letter
                    .chars()
                    .map(|letter| self.alphabet.map_or(letter, |alphabet| alphabet.letter(letter)));
                Atom::new(Kind::Ordinary, leaf("mi", "", &styled.collect::<String>()))
            }
            Sign::Upright(letter) => {
                Atom::new(Kind::Ordinary, leaf("mi", " mathvariant=\"normal\"", letter))
            }
            Sign::Operator(sign @ ("|" | "‖")) => bar(sign),
            Sign::Operator(sign) => operator(sign),
            Sign::Large(sign) => {
                Atom::new(Kind::Limits, leaf("mo", " movablelimits=\"true\"", sign))
            }
            Sign::Integral(sign) => Atom::new(Kind::Sign, leaf("mo", "", sign)),
            Sign::Function(name) => {
                Atom::new(Kind::Function, leaf("mi", " mathvariant=\"normal\"", name))
            }
            Sign::LimitFunction(name) => {
                let spaces = " movablelimits=\"true\" lspace=\"0.1667em\" rspace=\"0.1667em\"";
                Atom::new(Kind::Limits, leaf("mo", spaces, name))
            }
            Sign::Opening(sign) => {
                Atom::new(Kind::Opening, leaf("mo", " stretchy=\"false\"", sign))
            }
            Sign::Closing(sign) => {
                Atom::new(Kind::Closing, leaf("mo", " stretchy=\"false\"", sign))
            }
            Sign::Space(em) => Atom::new(Kind::Space, space(em)),
        }
    }

    /// Letters of another alphabet: for an argument, or with the old commands for the rest.
    fn styled(&mut self, name: &str, alphabet: Alphabet) -> Read<Atom> {
        if alphabet == Alphabet::Upright
            && name.starts_with("math")
            && let Some(word) = self.word()
        {
            return Ok(Atom::new(Kind::Ordinary, leaf("mi", " mathvariant=\"normal\"", word)));
        }
        let before = self.alphabet.replace(alphabet);
        let html = if name.len() <= 3 && name != "Bbb" && name != "bm" {
            row(&self.row()?)
        } else {
            self.argument()?
        };
        self.alphabet = before;
        Ok(Atom::new(Kind::Ordinary, html))
    }

    /// Reads a piece of LaTeX that was taken out whole.
    pub(super) fn inner(&mut self, latex: &'a str) -> Read<String> {
        let rest = std::mem::replace(&mut self.lexer, Lexer::new(latex));
        let atoms = self.row()?;
        let ended = self.lexer.next().is_none();
        self.lexer = rest;
        if ended { Ok(row(&atoms)) } else { Err(Unreadable) }
    }

    fn long_arrow(&mut self, sign: &str) -> Read<Atom> {
        let below = self.lexer.raw_option().map(|below| self.inner(below)).transpose()?;
        let above = self.argument()?;
        let arrow = leaf("mo", " stretchy=\"true\"", sign);
        let html = match below {
            Some(below) => element("munderover", "", &(arrow + &below + &above)),
            None => element("mover", "", &(arrow + &above)),
        };
        Ok(Atom::new(Kind::Sign, html))
    }

    fn modulo(&mut self, name: &str) -> Read<Atom> {
        let word = leaf("mtext", "", "mod") + &space("0.3333");
        let html = match name {
            "bmod" => space("0.2222") + &leaf("mtext", "", "mod") + &space("0.2222"),
            "pmod" => {
                let parts =
                    [space("1"), leaf("mo", "", "("), word, self.argument()?, leaf("mo", "", ")")];
                parts.concat()
            }
            _ => space("1") + &word + &self.argument()?,
        };
        Ok(Atom::new(Kind::Sign, element("mrow", "", &html)))
    }

    fn substack(&mut self) -> Read<Atom> {
        if self.lexer.next() != Some(Token::Open) {
            return Err(Unreadable);
        }
        let lines = self.lines()?;
        match self.lexer.next() {
            Some(Token::Close) => Ok(Atom::new(Kind::Ordinary, row(&lines))),
            _ => Err(Unreadable),
        }
    }

    /// Takes the scripts that follow an atom.
    fn with_scripts(&mut self, base: Atom) -> Read<Atom> {
        let (mut below, mut above) = (None, Vec::new());
        let mut kind = base.kind;
        loop {
            match self.lexer.peek() {
                Some(Token::Below) if below.is_none() => {
                    self.lexer.next();
                    below = Some(self.argument()?);
                }
                Some(Token::Above) => {
                    self.lexer.next();
                    above.push(Atom::new(Kind::Ordinary, self.argument()?));
                }
                Some(Token::Letter('\'')) => {
                    self.lexer.next();
                    above.push(operator("′"));
                }
                Some(Token::Command("limits")) => {
                    self.lexer.next();
                    kind = Kind::Limits;
                }
                Some(Token::Command("nolimits")) => {
                    self.lexer.next();
                    kind = Kind::Sign;
                }
                _ => break,
            }
        }
        let forced = kind == Kind::Limits && base.kind != Kind::Limits;
        let base_html = if forced {
            base.html.replacen("<mo", "<mo movablelimits=\"false\"", 1)
        } else {
            base.html
        };
        let above = (!above.is_empty()).then(|| row(&above));
        let (one_below, one_above, both) = if kind == Kind::Limits {
            ("munder", "mover", "munderover")
        } else {
            ("msub", "msup", "msubsup")
        };
        let html = match (below, above) {
            (None, None) => base_html,
            (Some(below), None) => element(one_below, "", &(base_html + &below)),
            (None, Some(above)) => element(one_above, "", &(base_html + &above)),
            (Some(below), Some(above)) => element(both, "", &(base_html + &below + &above)),
        };
        Ok(Atom::new(base.kind, html))
    }
}

/// Latin, Greek, Cyrillic and the alphabets of mathematics.
fn is_letter(letter: char) -> bool {
    match letter {
        '×' | '÷' => false,
        '\u{c0}'..='\u{52f}' | '\u{2100}'..='\u{214f}' | '\u{1d400}'..='\u{1d7ff}' => true,
        letter => letter.is_ascii_alphabetic(),
    }
}

fn operator(sign: &str) -> Atom {
    Atom::new(Kind::Sign, leaf("mo", "", sign))
}

fn coloured(colour: &str, inside: &str) -> String {
    let name = colour.strip_prefix('#').unwrap_or(colour);
    let valid =
        (1..=20).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if valid {
        element("mstyle", &format!(" mathcolor=\"{colour}\""), inside)
    } else {
        element("mrow", "", inside)
    }
}
