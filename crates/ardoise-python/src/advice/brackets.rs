//! Brackets and quotes that are open, too many or of two kinds.

use super::scan::{self, code_of};
use super::{Fault, Found, found};

pub(super) fn advise(fault: &Fault<'_>) -> Found {
    let message = fault.message;
    let quoted = scan::quoted(message);
    if message.ends_with("was never closed") {
        let open = *quoted.first()?;
        return found("bracket-open", [open, closing(open)]);
    }
    if message.starts_with("unmatched") {
        let close = *quoted.first()?;
        return found("bracket-extra", [close]);
    }
    if message.starts_with("closing parenthesis") {
        let [close, open, ..] = quoted[..] else { return None };
        return found("bracket-mismatch", [close, open, closing(open)]);
    }
    if message.starts_with("unterminated triple-quoted") {
        return found("text-triple", []);
    }
    if message.starts_with("f-string") || message.starts_with("unterminated f-string") {
        let braces = message.contains("expecting")
            || message.contains("single '}'")
            || message.contains("'{'");
        return found(if braces { "text-braces" } else { "text-open" }, []);
    }
    if apostrophe_inside(fault.text()) {
        return found("text-apostrophe", []);
    }
    message.starts_with("unterminated string").then(|| found("text-open", [])).flatten()
}

fn closing(open: &str) -> &'static str {
    match open {
        "[" => "]",
        "{" => "}",
        _ => ")",
    }
}

/// `'l'arbre'`: a text in single quotes holds one, and letters follow where the text ended.
fn apostrophe_inside(line: &str) -> bool {
    let singles = line.matches('\'').count();
    if singles < 3 || line.contains('"') {
        return false;
    }
    let code: Vec<char> = code_of(line).chars().collect();
    code.windows(2).any(|pair| pair[0] == '\'' && pair[1].is_alphabetic())
}
