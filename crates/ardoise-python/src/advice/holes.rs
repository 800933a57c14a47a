//! Blanks that a lesson leaves to be filled: `....`, `…`, `___`, `...`, `# à compléter`.

use super::{Fault, Found, found, scan};

/// What lessons write where the pupil is to write.
const ASKS: [&str; 9] = [
    "compléter",
    "completer",
    "complétez",
    "à faire",
    "a faire",
    "to do",
    "todo",
    "your code",
    "votre code",
];

pub(super) fn in_syntax(fault: &Fault<'_>) -> Found {
    if let Some(hole) = hole_in(&fault.code()) {
        return found("blank", [&hole]);
    }
    if fault.message.starts_with("expected an indented block") {
        let rest = fault.source.split('\n').skip(opening_line(fault) as usize);
        let comments = rest.take_while(|line| {
            let line = line.trim();
            line.is_empty() || line.starts_with('#')
        });
        for comment in comments {
            let comment = comment.trim();
            if asks(comment) || hole_in(comment.trim_start_matches('#')).is_some() {
                return found("blank-block", [comment.trim_start_matches(['#', ' '])]);
            }
        }
    }
    // `if x ... 3` is Python's own three points where an operator is to be.
    let three = fault.code();
    (three.contains("...") && fault.message.starts_with("invalid syntax"))
        .then(|| found("blank", ["..."]))
        .flatten()
}

/// The line that opens the block which is missing.
fn opening_line(fault: &Fault<'_>) -> u32 {
    let said = fault.message.rsplit(' ').next().and_then(|word| word.parse().ok());
    said.or(fault.line).unwrap_or(0)
}

pub(super) fn in_name(fault: &Fault<'_>) -> Found {
    let name = *scan::quoted(fault.message).first()?;
    let blank = name.len() >= 2 && name.chars().all(|character| character == '_');
    if blank { found("blank", [name]) } else { None }
}

/// Python's `...` is a value, and nothing can be done with it.
pub(super) fn in_type(fault: &Fault<'_>) -> Found {
    let message = fault.message;
    if message.contains("'ellipsis'") || message.contains("\"ellipsis\"") {
        return found("blank", ["..."]);
    }
    if message.contains("NoneType") {
        // A function whose body is still `...` gives None.
        if fault.cells.iter().any(|cell| is_blank(cell)) {
            return found("blank-result", []);
        }
    }
    None
}

/// Whether code is still to be written: `...` on a line of its own, or a comment that asks for it.
pub(crate) fn is_blank(code: &str) -> bool {
    code.split('\n')
        .any(|line| line.trim() == "..." || line.trim_start().starts_with('#') && asks(line))
}

fn asks(text: &str) -> bool {
    let text = text.to_lowercase();
    ASKS.iter().any(|word| text.contains(word))
}

/// Four points or more, the sign of three points, or a row of low lines.
fn hole_in(code: &str) -> Option<String> {
    if code.contains('…') {
        return Some("…".to_owned());
    }
    let run = |sign: char, least: usize| {
        let mut length = 0;
        let mut longest = 0;
        for character in code.chars() {
            length = if character == sign { length + 1 } else { 0 };
            longest = longest.max(length);
        }
        (longest >= least).then(|| sign.to_string().repeat(longest))
    };
    run('.', 4).or_else(|| {
        let blank = |token: &&str| token.len() >= 2 && token.chars().all(|sign| sign == '_');
        scan::tokens(code).into_iter().find(blank).map(str::to_owned)
    })
}
