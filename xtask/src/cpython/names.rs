//! Names of characters in test files (`"\N{EM SPACE}"`): our kernel is built without their table, so
//! the files get the characters' numbers instead, as a `python3` knows them.
//!
//! Whoever reads names at run time (`unicodedata.lookup`) still finds none.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

/// Reads a list of names and writes an object of those that exist, with their characters' numbers.
const LOOK_UP: &str = "
import json, sys, unicodedata
found = {}
for name in json.load(sys.stdin):
    try:
        found[name] = [ord(letter) for letter in unicodedata.lookup(name)]
    except KeyError:
        pass
json.dump(found, sys.stdout)
";

/// The text with a number for each name that exists.
pub(super) fn without_names(text: &str) -> Result<String> {
    if !text.contains("\\N{") {
        return Ok(text.to_owned());
    }
    let mut names: Vec<&str> = parts(text).filter_map(|(_, name)| name).collect();
    names.sort_unstable();
    names.dedup();
    let known = numbers(&names)?;
    Ok(with_numbers(text, &known))
}

fn with_numbers(text: &str, known: &BTreeMap<String, Vec<u32>>) -> String {
    let mut made = String::with_capacity(text.len());
    for (plain, name) in parts(text) {
        made += plain;
        match name {
            Some(name) if known.contains_key(name) => {
                known[name].iter().for_each(|number| made += &format!("\\U{number:08x}"));
            }
            Some(name) => made += &format!("\\N{{{name}}}"),
            None => {}
        }
    }
    made
}

/// Stretches of text, each with the name that follows it. A doubled backslash begins no name.
fn parts(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let here = rest?;
        let mut from = 0;
        while let Some(at) = here[from..].find('\\') {
            let at = from + at;
            let after = &here[at + 1..];
            if let Some(name) = after.strip_prefix("N{")
                && let Some(end) = name.find(['}', '\n'])
                && name[end..].starts_with('}')
            {
                rest = Some(&name[end + 1..]);
                return Some((&here[..at], Some(&name[..end])));
            }
            from = at + 1 + after.chars().next().map_or(0, char::len_utf8);
        }
        rest = None;
        Some((here, None))
    })
}

fn numbers(names: &[&str]) -> Result<BTreeMap<String, Vec<u32>>> {
    let mut python = Command::new("python3")
        .args(["-c", LOOK_UP])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("names of characters are looked up with a python3")?;
    if let Some(mut input) = python.stdin.take() {
        input.write_all(serde_json::to_string(names)?.as_bytes())?;
    }
    let output = python.wait_with_output()?;
    if !output.status.success() {
        bail!("python3 could not look names of characters up: {}", output.status);
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_numbers_and_nothing_else_changes() {
        let known = BTreeMap::from([("EM SPACE".to_owned(), vec![0x2003])]);
        for (before, after) in [
            (r#"x = "\N{EM SPACE}a\n""#, r#"x = "\U00002003a\n""#),
            (r#""\\N{EM SPACE}""#, r#""\\N{EM SPACE}""#),
            (r#""\N{SPAM}" "\N{""#, r#""\N{SPAM}" "\N{""#),
            ("\\", "\\"),
        ] {
            assert_eq!(with_numbers(before, &known), after);
        }
    }
}
