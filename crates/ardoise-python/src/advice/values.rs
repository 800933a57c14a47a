//! The right kind with a wrong value: indexes, keys, zero, texts that are no numbers; and the
//! exceptions that say all by their name.

use super::near::{nearest, same_letters};
use super::scan::{self, quoted};
use super::{Fault, Found, found};

pub(super) fn advise(name: &str, fault: &Fault<'_>) -> Found {
    match name {
        "ValueError" => value(fault),
        "IndexError" => index(fault),
        "KeyError" => key(fault),
        "ZeroDivisionError" => zero(fault),
        "RecursionError" => found("recursion", [fault.function]),
        "FileNotFoundError" => file(fault),
        "OSError" if fault.message.starts_with("[Errno 28]") => found("file-space", []),
        "AssertionError" if fault.message.is_empty() => found("assert", []),
        "AssertionError" => found("assert-message", [fault.message]),
        "StopIteration" => found("iterator-end", []),
        "KeyboardInterrupt" => found("interrupted", []),
        "NotImplementedError" => found("not-written", []),
        "MemoryError" => found("memory", []),
        "OverflowError" => found("overflow", []),
        "UnicodeDecodeError" => found("encoding", []),
        _ => None,
    }
}

fn value(fault: &Fault<'_>) -> Found {
    let message = fault.message;
    let text = message.split_once(": ").map_or("", |(_, text)| text);
    let text = text.trim_matches(['\'', '"']);
    if message.starts_with("invalid literal for int()") {
        return match text {
            "" => found("int-empty", []),
            _ if number_with(text, '.') => found("int-point", [text]),
            _ if number_with(text, ',') => found("float-comma", ["int", text]),
            _ => found("int-text", [text]),
        };
    }
    if message.starts_with("could not convert string to float") {
        return match text {
            "" => found("int-empty", []),
            _ if number_with(text, ',') => found("float-comma", ["float", text]),
            _ => found("float-text", [text]),
        };
    }
    let numbers: Vec<&str> =
        message.split(|sign: char| !sign.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
    if message.starts_with("not enough values to unpack") {
        let [wanted, got, ..] = numbers[..] else { return None };
        return found("unpack-few", [wanted, got]);
    }
    if message.starts_with("too many values to unpack") {
        return found("unpack-many", [numbers.first()?]);
    }
    if message.ends_with("is not in list") || message.ends_with("x not in list") {
        return found("not-in-list", []);
    }
    if message.starts_with("substring not found") {
        return found("not-in-text", []);
    }
    if message.starts_with("math domain error") || message.starts_with("expected a ") {
        return found("math-domain", []);
    }
    if message.contains("is empty") || message.contains("empty sequence") {
        let function = message.split("()").next().filter(|name| scan::is_name(name));
        return found("empty", [function.unwrap_or("max")]);
    }
    if message.starts_with("empty range") {
        return found("range-empty", []);
    }
    if message.starts_with("Exceeds the limit") {
        return found("too-many-digits", []);
    }
    None
}

/// Digits around one such sign.
fn number_with(text: &str, sign: char) -> bool {
    let text = text.trim().trim_start_matches(['-', '+']);
    text.split_once(sign).is_some_and(|(whole, rest)| {
        let digits = |part: &str| part.chars().all(|digit| digit.is_ascii_digit());
        digits(whole) && digits(rest) && !(whole.is_empty() && rest.is_empty())
    })
}

fn index(fault: &Fault<'_>) -> Found {
    let message = fault.message;
    let code: String = fault.code().split(' ').collect();
    if message.starts_with("pop from") {
        return found("pop-empty", []);
    }
    if message.contains("choose from an empty") {
        return found("empty", ["choice"]);
    }
    if message.contains("assignment index") {
        return found("index-assign", []);
    }
    // `liste[i+1]` in a loop over the whole length looks one too far.
    if code.contains("+1]") {
        return found("index-next", []);
    }
    if fault.source.contains("range(1, len(")
        || fault.source.contains(") + 1)")
        || fault.source.contains(")+1)")
    {
        return found("index-range", []);
    }
    message.contains("index out of range").then(|| found("index", [])).flatten()
}

/// The key is only known as Python writes it; the keys there are, as the cells write them.
fn key(fault: &Fault<'_>) -> Found {
    let key = fault.message;
    let Some(text) = key.strip_prefix(['\'', '"']).map(|rest| rest.trim_end_matches(['\'', '"']))
    else {
        return found("key", [key]);
    };
    let texts: Vec<&str> =
        fault.cells.iter().flat_map(|cell| cell.split('\n')).flat_map(keys_in).collect();
    let known = || texts.iter().copied();
    if let Some(near) = same_letters(text, known()).or_else(|| nearest(text, known())) {
        return found("key-near", [key, near]);
    }
    if !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit()) {
        return found("key-number", [key, text]);
    }
    found("key", [key])
}

/// The texts of a line that stand before a colon or in square brackets before an equals sign.
fn keys_in(line: &str) -> Vec<&str> {
    let mut texts = quoted(line);
    texts.retain(|text| {
        let end = text.as_ptr() as usize - line.as_ptr() as usize + text.len() + 1;
        let after = line.get(end..).unwrap_or_default().trim_start();
        after.starts_with(':')
            || after.strip_prefix(']').is_some_and(|rest| rest.trim_start().starts_with('='))
    });
    texts
}

fn zero(fault: &Fault<'_>) -> Found {
    if fault.message.contains("negative power") {
        return found("zero-power", []);
    }
    let code = fault.code();
    let operator = if code.contains("//") {
        "//"
    } else if code.contains('%') && !code.contains('/') {
        "%"
    } else {
        "/"
    };
    found("zero-divide", [operator])
}

fn file(fault: &Fault<'_>) -> Found {
    found("file-missing", [quoted(fault.message).first()?])
}
