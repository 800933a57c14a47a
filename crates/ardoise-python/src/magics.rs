//! Notebook commands that are not Python: `%time`, `%%html`, `!pip`, `name?`.
//!
//! They become calls of `get_ipython()`, line for line, so that places in tracebacks stay right.
//! A cell that parses as Python is left alone: `% 3` can begin a line of a longer expression.

use std::borrow::Cow;

use ruff_python_parser::parse_module;

/// The cell as Python.
pub(crate) fn plain_python(source: &str) -> Cow<'_, str> {
    let start = source.trim_start();
    if let Some(rest) = start.strip_prefix("%%") {
        return Cow::Owned(cell_command(&source[..source.len() - start.len()], rest));
    }
    let suspicious = source.lines().any(|line| line_command(line).is_some());
    if !suspicious || parse_module(source).is_ok() {
        return Cow::Borrowed(source);
    }
    let lines: Vec<Cow<'_, str>> = source
        .split('\n')
        .map(|line| line_command(line).map_or(Cow::Borrowed(line), Cow::Owned))
        .collect();
    Cow::Owned(lines.join("\n"))
}

/// `%%name options` and the lines below it. Blank lines before it stay.
fn cell_command(before: &str, rest: &str) -> String {
    let (first, body) = rest.split_once('\n').unwrap_or((rest, ""));
    let (name, options) =
        first.trim().split_once(char::is_whitespace).unwrap_or((first.trim(), ""));
    format!(
        "{before}get_ipython().run_cell_magic({}, {}, {})",
        literal(name),
        literal(options.trim()),
        literal(body)
    )
}

/// The Python of a line that is a command.
fn line_command(line: &str) -> Option<String> {
    let text = line.trim();
    let indent = &line[..line.len() - line.trim_start().len()];
    if let Some(call) = command_call(text) {
        return Some(format!("{indent}{call}"));
    }
    if let Some((target, command)) = text.split_once('=') {
        let (target, command) = (target.trim(), command.trim());
        if is_name(target) && command.starts_with(['%', '!']) {
            let call = command_call(command)?;
            return Some(format!("{indent}{target} = {call}"));
        }
    }
    let asked = text.strip_suffix('?').or_else(|| text.strip_prefix('?'))?;
    let asked = asked.trim_matches('?').trim();
    let dotted = !asked.is_empty() && asked.split('.').all(is_name);
    dotted.then(|| format!("{indent}help({asked})"))
}

fn command_call(text: &str) -> Option<String> {
    if let Some(command) = text.strip_prefix('!') {
        return Some(format!("get_ipython().system({})", literal(command.trim())));
    }
    let command = text.strip_prefix('%')?;
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    is_name(name).then(|| {
        format!("get_ipython().run_line_magic({}, {})", literal(name), literal(rest.trim()))
    })
}

fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|other| other.is_alphanumeric() || other == '_')
}

/// A Python string literal on one line.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\0' => out.push_str("\\0"),
            other => out.push(other),
        }
    }
    out.push('\'');
    out
}
