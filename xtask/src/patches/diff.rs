//! Applies a unified diff to texts held in memory, so that no `patch` or `git` is needed.
//!
//! Stricter than those: every line that a hunk shows must be there as shown. Only the place may
//! differ, because patches before it may have moved it.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// The changes of one place in a file.
#[derive(Debug, Default)]
struct Hunk {
    /// Where the old lines begin, from 0.
    at: usize,
    old: Vec<String>,
    new: Vec<String>,
}

/// Applies a whole patch to files by name. What stands before the first `---` is for readers.
pub(super) fn apply(patch: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let changes = parse(patch)?;
    if changes.is_empty() {
        bail!("it changes nothing");
    }
    for (name, hunks) in changes {
        let bytes = files.get_mut(&name).with_context(|| format!("there is no file {name}"))?;
        let text = std::str::from_utf8(bytes).with_context(|| format!("{name} is not text"))?;
        *bytes = changed(text, &hunks).with_context(|| format!("in {name}"))?.into_bytes();
    }
    Ok(())
}

fn parse(patch: &str) -> Result<Vec<(String, Vec<Hunk>)>> {
    let mut changes: Vec<(String, Vec<Hunk>)> = Vec::new();
    let mut lines = patch.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("--- ") {
            let target = lines.next().and_then(|line| line.strip_prefix("+++ "));
            let path = target.context("a line `--- ` is not followed by `+++ `")?;
            let path = path.split('\t').next().unwrap_or_default();
            // `a/` and `b/` stand for the crate before and after.
            let name = path.split_once('/').map_or(path, |(_, name)| name);
            changes.push((name.to_owned(), Vec::new()));
        } else if let Some(range) = line.strip_prefix("@@ -") {
            let (_, hunks) = changes.last_mut().context("a hunk stands before the first file")?;
            let (first, mut old, mut new) = counts(range).with_context(|| line.to_owned())?;
            let mut hunk = Hunk { at: first.saturating_sub(1), ..Hunk::default() };
            while old > 0 || new > 0 {
                let line = lines.next().context("the last hunk is cut short")?;
                // An editor may have taken the blank off an empty line.
                let (sign, text) = (line.get(..1).unwrap_or(" "), line.get(1..).unwrap_or(""));
                if !matches!(sign, " " | "-" | "+") {
                    bail!("a hunk holds the line `{line}`");
                }
                if sign != "+" {
                    old = old.checked_sub(1).context("a hunk is longer than it says")?;
                    hunk.old.push(text.to_owned());
                }
                if sign != "-" {
                    new = new.checked_sub(1).context("a hunk is longer than it says")?;
                    hunk.new.push(text.to_owned());
                }
            }
            hunks.push(hunk);
        }
    }
    Ok(changes)
}

/// `12,7 +12,9 @@ ...`: the first old line and how many lines there are before and after.
fn counts(range: &str) -> Option<(usize, usize, usize)> {
    let (old, rest) = range.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let pair = |text: &str| -> Option<(usize, usize)> {
        match text.split_once(',') {
            Some((first, count)) => Some((first.parse().ok()?, count.parse().ok()?)),
            None => Some((text.parse().ok()?, 1)),
        }
    };
    let ((first, old), (_, new)) = (pair(old)?, pair(new)?);
    Some((first, old, new))
}

fn changed(text: &str, hunks: &[Hunk]) -> Result<String> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut made: Vec<&str> = Vec::with_capacity(lines.len());
    let mut done = 0;
    let mut drift = 0isize;
    for hunk in hunks {
        let wanted = hunk.at.saturating_add_signed(drift);
        let at = place(&lines, done, &hunk.old, wanted).with_context(|| {
            format!("what the patch shows of line {} is not there", hunk.at + 1)
        })?;
        drift += at as isize - wanted as isize;
        made.extend(&lines[done..at]);
        made.extend(hunk.new.iter().map(String::as_str));
        done = at + hunk.old.len();
    }
    made.extend(&lines[done..]);
    Ok(made.join("\n"))
}

/// The nearest place to `wanted`, not before `from`, where these lines stand.
fn place(lines: &[&str], from: usize, old: &[String], wanted: usize) -> Option<usize> {
    let last = lines.len().checked_sub(old.len())?;
    (from..=last)
        .filter(|at| lines[*at..*at + old.len()].iter().zip(old).all(|(line, old)| line == old))
        .min_by_key(|at| at.abs_diff(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\ntwo\nthree\nfour\nfive\nsix\n";
    const PATCH: &str = "Why: for the test.\n\n--- a/src/x.rs\n+++ b/src/x.rs\n\
        @@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n@@ -5,2 +5,3 @@ somewhere\n five\n+more\n six\n";

    fn applied(patch: &str, text: &str) -> Result<String> {
        let mut files = BTreeMap::from([("src/x.rs".to_owned(), text.as_bytes().to_vec())]);
        apply(patch, &mut files)?;
        Ok(String::from_utf8(files.remove("src/x.rs").context("gone")?)?)
    }

    fn fault(patch: &str, text: &str) -> String {
        applied(patch, text).unwrap_or_else(|error| format!("{error:#}"))
    }

    #[test]
    fn a_patch_changes_the_lines_it_shows() {
        assert_eq!(fault(PATCH, TEXT), "one\n2\nthree\nfour\nfive\nmore\nsix\n");
    }

    #[test]
    fn lines_that_have_moved_are_found() {
        let text = format!("zero\nnought\n{TEXT}");
        assert_eq!(fault(PATCH, &text), "zero\nnought\none\n2\nthree\nfour\nfive\nmore\nsix\n");
    }

    #[test]
    fn the_nearest_of_several_places_is_taken() {
        let text = "a\nb\n".repeat(4);
        let patch = "--- a/src/x.rs\n+++ b/src/x.rs\n@@ -5,2 +5,2 @@\n a\n-b\n+c\n";
        assert_eq!(fault(patch, &text), "a\nb\na\nb\na\nc\na\nb\n");
    }

    #[test]
    fn windows_line_ends_in_the_patch_do_not_matter() {
        let patch = PATCH.replace('\n', "\r\n");
        assert_eq!(fault(&patch, TEXT), "one\n2\nthree\nfour\nfive\nmore\nsix\n");
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_place() {
        assert!(fault(PATCH, &TEXT.replace("five", "5")).contains("line 5"));
        assert!(fault(PATCH, "one\n").contains("src/x.rs"));
        assert!(fault(&PATCH.replace("src/x.rs", "src/y.rs"), TEXT).contains("src/y.rs"));
        assert!(fault("only words\n", TEXT).contains("changes nothing"));
        assert!(fault(PATCH.trim_end_matches(" six\n"), TEXT).contains("cut short"));
        assert!(fault(&PATCH.replace("-1,3", "-1,2"), TEXT).contains("longer"));
    }
}
