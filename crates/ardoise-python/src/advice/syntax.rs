//! Lines that Python cannot read.
//!
//! What a line looks like tells more than the parser's words: the words of another language, a
//! sign from a word processor or one missing colon all end in `invalid syntax`. So the certain
//! messages come first, then the looks, then what the parser guessed.

use super::scan::{self, first_word, is_name, tokens};
use super::{Fault, Found, brackets, found, words};

/// What opens a block and ends in a colon.
const OPENERS: [&str; 13] = [
    "if", "elif", "else", "for", "while", "def", "class", "try", "except", "finally", "with",
    "match", "case",
];

pub(super) fn advise(fault: &Fault<'_>) -> Found {
    if fault.name == "TabError" {
        return found("tabs", []);
    }
    if fault.name == "IndentationError" {
        return indentation(fault);
    }
    let code = fault.code();
    looks(fault, &code)
        .or_else(|| brackets::advise(fault))
        .or_else(|| told(fault, &code))
        .or_else(|| guesses(fault, &code))
}

fn indentation(fault: &Fault<'_>) -> Found {
    let message = fault.message;
    if message.starts_with("unindent does not match") {
        return found("indent-mismatch", []);
    }
    if message.starts_with("unexpected indent") {
        return found("indent-unexpected", []);
    }
    let after = message.strip_prefix("expected an indented block after ")?;
    let (construct, line) = after.rsplit_once(" on line ")?;
    let word = match construct {
        "function definition" => "def",
        "class definition" => "class",
        other => scan::quoted(other).first().copied().unwrap_or(other),
    };
    let opening: usize = line.parse().ok()?;
    let rest = fault.source.split('\n').skip(opening);
    let nothing_follows = rest.map(str::trim).all(|line| line.is_empty() || line.starts_with('#'));
    let code = if nothing_follows { "indent-empty" } else { "indent-expected" };
    found(code, [word, line])
}

/// What the line itself shows.
fn looks(fault: &Fault<'_>, code: &str) -> Found {
    if let Some(found) = signs(code) {
        return Some(found);
    }
    let first = first_word(code);
    let tokens = tokens(code);
    let second = tokens.get(1).copied().unwrap_or_default();
    if first == "else" && second == "if" || matches!(first, "elseif" | "elsif" | "elsef") {
        return found("else-if", [if first == "else" { "else if" } else { first }]);
    }
    if first == "for" && second == "(" && code.contains(';') {
        return found("for-c", []);
    }
    if matches!(first, "tant" | "jusqu") && !matches!(second, "que" | "'") {
        return None;
    }
    if let Some(python) = words::first_word(first)
        && !matches!(second, "=" | "." | "[")
    {
        let wrote = if first == "tant" { "tant que" } else { first };
        return found("word-foreign", [wrote, python]);
    }
    if words::declares(first) && is_name(second) && tokens.get(2) == Some(&"=") {
        return found("declaration", [first, second]);
    }
    if let Some(last) = tokens.last()
        && matches!(first, "if" | "while" | "for" | "elif" | "else")
        && let Some(extra) = ["then", "do", "alors", "faire"].iter().find(|word| {
            *last == **word || *last == ":" && tokens.iter().rev().nth(1) == Some(*word)
        })
    {
        return found("word-extra", [extra]);
    }
    if fault.message.starts_with("Missing parentheses in call to") {
        let name = scan::quoted(fault.message).first().copied().unwrap_or("print");
        return found("print-parentheses", [name]);
    }
    for sign in ["++", "--"] {
        if let Some(at) = code.find(sign) {
            let after = code[at + 2..].trim_start();
            let name = scan::name_before(code, at);
            if is_name(name) && (after.is_empty() || after.starts_with([')', ';', ':'])) {
                return found("increment", [name, &sign[..1], sign]);
            }
        }
    }
    operators(code)
}

/// Signs that a word processor or a lesson in mathematics writes.
fn signs(code: &str) -> Found {
    for character in code.chars() {
        let text = character.to_string();
        let python = match character {
            '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '′' | '″' => {
                return found("quotes-typographic", [&text]);
            }
            '\u{a0}' | '\u{202f}' | '\u{200b}' | '\u{feff}' => return found("space-invisible", []),
            '×' | '⋅' | '·' => "*",
            '÷' => "/",
            '≤' | '⩽' => "<=",
            '≥' | '⩾' => ">=",
            '≠' => "!=",
            '−' | '–' | '—' => "-",
            '²' => "**2",
            '³' => "**3",
            '←' => "=",
            '√' => "sqrt()",
            '°' | '€' | '£' | '§' | '¤' | '$' | '?' => {
                if character == '?' && code.contains(':') {
                    return found("ternary", []);
                }
                return found("sign-unknown", [&text]);
            }
            _ => continue,
        };
        return found("sign-math", [&text, python]);
    }
    None
}

/// Operators of other languages.
fn operators(code: &str) -> Found {
    const WRITTEN: [(&str, &str); 10] = [
        ("&&", "and"),
        ("||", "or"),
        ("===", "=="),
        ("=>", ">="),
        ("=<", "<="),
        ("<>", "!="),
        ("! =", "!="),
        ("= =", "=="),
        ("=!", "!="),
        ("/=/", "!="),
    ];
    for (wrote, python) in WRITTEN {
        if code.contains(wrote) {
            return found("operator-other", [wrote, python]);
        }
    }
    let bare = code.replace("!=", "  ");
    bare.contains('!').then(|| found("operator-other", ["!", "not"])).flatten()
}

/// What the message says for certain.
fn told(fault: &Fault<'_>, code: &str) -> Found {
    let message = fault.message;
    let first = first_word(code);
    let quoted = scan::quoted(message);
    let inside = quoted.first().copied().unwrap_or_default();
    if message.contains("Maybe you meant '=='")
        && matches!(first, "if" | "elif" | "while" | "return" | "assert" | "print")
    {
        return found("equals-one", [first]);
    }
    if message.starts_with("expected ':'") {
        if first == "for" && scan::word_at(code, "in").is_none() {
            return found("for-in", []);
        }
        return found("colon", [if first.is_empty() { ":" } else { first }]);
    }
    if message.starts_with("expected '('") {
        let named = tokens(code);
        if named.len() > 2 && is_name(named[2]) {
            return found("name-space", [&format!("{}_{}", named[1], named[2])]);
        }
        return found("def-parentheses", [named.get(1).copied().unwrap_or("f")]);
    }
    if message.starts_with("expected 'except' or 'finally'") {
        return found("try-alone", []);
    }
    if message.starts_with("cannot assign to") || message.starts_with("cannot delete") {
        return assignment(message, code);
    }
    if message.starts_with("invalid decimal literal") || message.starts_with("invalid imaginary") {
        return number_and_name(code);
    }
    if message.starts_with("leading zeros in decimal") {
        return found("leading-zero", []);
    }
    if message.contains("unicodeescape") || message.contains("got unexpected unicode") {
        return found("backslash", []);
    }
    if message.starts_with("duplicate argument") || message.starts_with("duplicate parameter") {
        return found("parameter-twice", [inside]);
    }
    if message.contains("without a default follows") || message.starts_with("non-default argument")
    {
        return found("parameter-order", []);
    }
    if message.starts_with("positional argument follows keyword") {
        return found("argument-order", []);
    }
    if message.contains("outside function") {
        return found("return-outside", [inside]);
    }
    if message.contains("outside loop") || message.contains("not properly in loop") {
        return found("loop-outside", [if inside.is_empty() { first } else { inside }]);
    }
    if message.contains("assigned to before global") || message.contains("used prior to global") {
        return found("global-late", [inside]);
    }
    if message.starts_with("Expected one or more names after 'import'") {
        return found("import-nothing", []);
    }
    None
}

fn assignment(message: &str, code: &str) -> Found {
    let left = code.split('=').next().unwrap_or_default().trim();
    if message.contains("True") || message.contains("False") || message.contains("None") {
        return found("assign-constant", [left]);
    }
    let parts: Vec<&str> = left.split('-').map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|part| is_name(part)) {
        return found("name-dash", [left, &parts.join("_")]);
    }
    if message.contains("function call") {
        return found("assign-call", [left]);
    }
    found("assign-reverse", [])
}

/// `2x` is a product for a mathematician; `2eme = 3` is a name that begins with a digit.
fn number_and_name(code: &str) -> Found {
    let tokens = tokens(code);
    let mixed = |token: &&&str| {
        token.starts_with(|first: char| first.is_ascii_digit())
            && token.chars().any(|other| !other.is_ascii_digit() && other != '_')
    };
    let token = *tokens.iter().find(mixed)?;
    let digits = token.find(|other: char| !other.is_ascii_digit()).unwrap_or(token.len());
    let (number, name) = token.split_at(digits);
    let names_something = tokens.first() == Some(&token) && tokens.get(1) == Some(&"=")
        || tokens.first().is_some_and(|first| matches!(*first, "def" | "class"));
    if names_something {
        return found("name-digit", [token, &format!("{name}{number}")]);
    }
    found("product", [token, &format!("{number} * {name}")])
}

/// What is left: `invalid syntax` and the parser's guesses.
fn guesses(fault: &Fault<'_>, code: &str) -> Found {
    let tokens = tokens(code);
    let first = first_word(code);
    let trimmed = code.trim_end();
    if matches!(first, "else" | "elif" | "except" | "finally")
        && fault.message.starts_with("invalid syntax")
    {
        return found("else-alone", [first]);
    }
    // A keyword where a name is to be given a value.
    if let Some(pair) =
        tokens.windows(2).find(|pair| words::KEYWORDS.contains(&pair[0]) && pair[1] == "=")
    {
        return found("name-keyword", [pair[0]]);
    }
    if let [word, name, ..] = tokens[..]
        && matches!(word, "def" | "class" | "import")
        && words::KEYWORDS.contains(&name)
    {
        return found("name-keyword", [name]);
    }
    if first == "for" && scan::word_at(code, "in").is_none() {
        return found("for-in", []);
    }
    // `ma variable = 3`
    if let [one, two, "=", ..] = tokens[..]
        && is_name(one)
        && is_name(two)
        && !words::KEYWORDS.contains(&one)
    {
        return found("name-space", [&format!("{one}_{two}")]);
    }
    if let Some(last) = tokens.last()
        && matches!(
            *last,
            "=" | "+" | "-" | "*" | "/" | "%" | "<" | ">" | "and" | "or" | "not" | "in" | ","
        )
        && (fault.message.starts_with("invalid syntax") || fault.message.starts_with("Expected"))
    {
        return found("incomplete", [last]);
    }
    if trimmed.ends_with(':')
        && !OPENERS.contains(&first)
        && !first.is_empty()
        && fault.message.contains("annotation")
    {
        return found("colon-extra", [first]);
    }
    if OPENERS.contains(&first) && !trimmed.ends_with(':') && !code.contains(':') {
        return found("colon", [first]);
    }
    if fault.message.contains("forgot a comma") || side_by_side(&tokens) {
        return found("comma", []);
    }
    None
}

/// Two values with nothing between them.
fn side_by_side(tokens: &[&str]) -> bool {
    // A text is two quotes; its inside is blank.
    let mut joined: Vec<&str> = Vec::new();
    let mut open = false;
    for token in tokens {
        if matches!(*token, "\"" | "'") {
            open = !open;
            if open {
                joined.push("\"");
            }
        } else {
            joined.push(token);
        }
    }
    let value = |token: &str| {
        token == "\"" || token.chars().all(scan::is_word) && !words::KEYWORDS.contains(&token)
    };
    joined.windows(2).any(|pair| value(pair[0]) && value(pair[1]) && pair != ["\"", "\""])
}
