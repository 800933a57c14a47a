//! `conformance`: sample notebooks and our own lessons, cell by cell beside what CPython shows.
//!
//! Two kinds of oracle. A folder of samples holds `oracle.json`: for each notebook's code cells what
//! CPython printed, the repr of the last expression, and the name and message of an error. Our own
//! lessons hold their outputs themselves: `--record` lets a `python3` fill them in, and from then on
//! the stored outputs are what the kernel must show. Cells without a stored execution are not
//! compared (turtle, widgets, anything CPython alone cannot do).
//!
//! It knows notebooks as JSON only; the executing is the command line tool's.

use crate::process::{self, say};
use crate::test;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Below this share of equal cells the command fails.
const WANTED: f64 = 0.99;

/// Where samples lie when none are named: beside the repository, and there only on some machines.
const SAMPLES: &str = "../shared/samples";
const LESSONS: &str = "assets/lessons";
const RECORDER: &str = include_str!("conformance_record.py");

/// What a cell shows that another Python must show too.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    stdout: String,
    result: Option<String>,
    error: Option<(String, String)>,
}

struct Missed {
    notebook: String,
    cell: usize,
    reason: String,
}

#[derive(Default)]
struct Tally {
    /// Notebook, equal cells, compared cells.
    rows: Vec<(String, usize, usize)>,
    missed: Vec<Missed>,
}

pub(crate) fn conformance(
    workspace: &Workspace,
    samples: Option<&str>,
    record: bool,
) -> Result<()> {
    let lessons = notebooks_in(&workspace.path(LESSONS))?;
    if record {
        return lessons.iter().try_for_each(|lesson| record_lesson(workspace, lesson));
    }
    let ardoise = command_line_tool(workspace)?;
    let mut tally = Tally::default();
    let folder = samples.map_or_else(|| workspace.path(SAMPLES), PathBuf::from);
    if folder.join("oracle.json").is_file() {
        compare_samples(workspace, &ardoise, &folder, &mut tally)?;
    } else if samples.is_some() {
        bail!("{} holds no oracle.json", folder.display());
    } else {
        say("no folder of samples here: only our own lessons are compared");
    }
    for lesson in &lessons {
        let stored = read_json(lesson)?;
        let expected: Vec<Option<Shown>> = code_cells(&stored).map(stored_shown).collect();
        let actual = executed(workspace, &ardoise, lesson)?;
        tally.compare(workspace.shown(lesson), &expected, &actual);
    }
    tally.report()
}

/// The tool, built when it is not up to date: as the tests build it, since with features of its own
/// everything below it would be compiled once more.
pub(crate) fn command_line_tool(workspace: &Workspace) -> Result<PathBuf> {
    let mut build = test::rust_tests(workspace)?;
    process::run(build.args(["--quiet", "--no-run", "--test", "publish"]))?;
    Ok(workspace.path("target/debug/ardoise"))
}

fn compare_samples(
    workspace: &Workspace,
    ardoise: &Path,
    folder: &Path,
    tally: &mut Tally,
) -> Result<()> {
    let oracle = read_json(&folder.join("oracle.json"))?;
    for (name, entry) in oracle.as_object().context("oracle.json is an object")? {
        let unstable = entry["unstable"].as_array().cloned().unwrap_or_default();
        let cells = entry["per_cell"].as_array().context("every entry has per_cell")?;
        let expected: Vec<Option<Shown>> = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                let same_twice =
                    cell["nondeterministic"].is_null() && !unstable.contains(&json!(at));
                (cell.is_object() && same_twice).then(|| oracle_shown(cell))
            })
            .collect();
        tally.compare(name.clone(), &expected, &executed(workspace, ardoise, &folder.join(name))?);
    }
    Ok(())
}

fn oracle_shown(cell: &Value) -> Shown {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Shown {
        stdout: text(&cell["stdout"]),
        result: cell["result"].as_str().map(str::to_owned),
        error: cell["error"].as_array().map(|pair| (text(&pair[0]), text(&pair[1]))),
    }
}

/// What the kernel shows for each code cell of a notebook.
fn executed(workspace: &Workspace, ardoise: &Path, notebook: &Path) -> Result<Vec<Shown>> {
    let output = workspace.path("target/conformance.ipynb");
    let mut command = Command::new(ardoise);
    command
        .args(["run", "--allow-errors", "--timeout", "120"])
        .arg(notebook)
        .arg("-o")
        .arg(&output);
    let done = command.current_dir(&workspace.root).stdout(Stdio::null()).stderr(Stdio::null());
    let status = done.status().context("the command line tool could not be started")?;
    if status.code() == Some(2) {
        bail!("{} could not be opened", notebook.display());
    }
    let executed = read_json(&output)?;
    Ok(code_cells(&executed).map(|cell| shown(&cell["outputs"])).collect())
}

fn code_cells(notebook: &Value) -> impl Iterator<Item = &Value> {
    let cells = notebook["cells"].as_array().map(Vec::as_slice).unwrap_or_default();
    cells.iter().filter(|cell| cell["cell_type"] == "code")
}

/// A lesson's own expectation, when one was recorded.
fn stored_shown(cell: &Value) -> Option<Shown> {
    cell["execution_count"].is_number().then(|| shown(&cell["outputs"]))
}

fn shown(outputs: &Value) -> Shown {
    let mut shown = Shown::default();
    for output in outputs.as_array().map(Vec::as_slice).unwrap_or_default() {
        match output["output_type"].as_str() {
            Some("stream") if output["name"] == "stdout" => {
                shown.stdout += &joined(&output["text"])
            }
            Some("execute_result") => shown.result = Some(joined(&output["data"]["text/plain"])),
            Some("error") => {
                shown.error = Some((joined(&output["ename"]), joined(&output["evalue"])))
            }
            _ => {}
        }
    }
    shown
}

/// A text as notebooks store it: whole or in lines.
fn joined(text: &Value) -> String {
    match text {
        Value::String(text) => text.clone(),
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        _ => String::new(),
    }
}

impl Tally {
    fn compare(&mut self, notebook: String, expected: &[Option<Shown>], actual: &[Shown]) {
        let (mut equal, mut compared) = (0, 0);
        for (cell, expected) in expected.iter().enumerate() {
            let Some(expected) = expected else { continue };
            compared += 1;
            let nothing = Shown::default();
            match difference(expected, actual.get(cell).unwrap_or(&nothing)) {
                None => equal += 1,
                Some(reason) => {
                    self.missed.push(Missed { notebook: notebook.clone(), cell, reason });
                }
            }
        }
        self.rows.push((notebook, equal, compared));
    }

    fn report(&self) -> Result<()> {
        let (mut equal, mut compared) = (0, 0);
        println!("{:<52}{:>6}{:>10}", "notebook", "equal", "compared");
        for (notebook, row_equal, row_compared) in &self.rows {
            println!("{notebook:<52}{row_equal:>6}{row_compared:>10}");
            equal += row_equal;
            compared += row_compared;
        }
        for missed in &self.missed {
            println!("missed: {}, code cell {}: {}", missed.notebook, missed.cell, missed.reason);
        }
        let share = if compared == 0 { 1.0 } else { equal as f64 / compared as f64 };
        println!("{equal} of {compared} cells equal ({:.1} %)", share * 100.0);
        if share < WANTED {
            bail!("fewer than {:.0} % of the cells show what CPython shows", WANTED * 100.0);
        }
        Ok(())
    }
}

/// What differs, in one line; `None` when nothing does.
fn difference(expected: &Shown, actual: &Shown) -> Option<String> {
    let part = |what: &str, expected: &str, actual: &str| {
        let (expected, actual) = (comparable(expected), comparable(actual));
        (expected != actual).then(|| first_difference(what, &expected, &actual))
    };
    let error = |shown: &Shown| {
        shown
            .error
            .as_ref()
            .map_or_else(String::new, |(name, message)| format!("{name}: {message}"))
    };
    part("error", &error(expected), &error(actual))
        .or_else(|| part("stdout", &expected.stdout, &actual.stdout))
        .or_else(|| {
            let result = |shown: &Shown| shown.result.clone().unwrap_or_default();
            part("result", &result(expected), &result(actual))
        })
}

fn first_difference(what: &str, expected: &str, actual: &str) -> String {
    let mut theirs = expected.lines();
    let mut ours = actual.lines();
    loop {
        let (their, our) = (theirs.next(), ours.next());
        if their != our || their.is_none() {
            return format!("{what}: CPython {their:?}, Ardoise {our:?}");
        }
    }
}

/// A text without what no two runs share: addresses, numbered `0x1`, `0x2` as they first appear, and
/// the name that each notebook program gives to the file of a cell.
fn comparable(text: &str) -> String {
    let text = unnamed_cells(text.trim_end());
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(" at 0x") {
        let digits = &rest[at + 6..];
        let end = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
        let next = seen.len() + 1;
        let number = *seen.entry(digits[..end].to_owned()).or_insert(next);
        out += &format!("{} at 0x{number}", &rest[..at]);
        rest = &digits[end..];
    }
    out + rest
}

/// `(<cell 3>, line 2)` and `(Cell In [4], line 2)` name the same place.
fn unnamed_cells(text: &str) -> String {
    let mut out = text.to_owned();
    for (open, close) in [("(<cell ", ">, line "), ("(Cell In [", "], line ")] {
        while let Some(start) = out.find(open) {
            let number = start + open.len();
            let Some(length) = out[number..].find(close) else { break };
            if !out[number..number + length].bytes().all(|byte| byte.is_ascii_digit()) {
                break;
            }
            out.replace_range(start..number + length + close.len(), "(cell, line ");
        }
    }
    out
}

fn record_lesson(workspace: &Workspace, lesson: &Path) -> Result<()> {
    say(&format!("recording {}", workspace.shown(lesson)));
    let mut command = Command::new("python3");
    let text = process::output(command.args(["-c", RECORDER]).arg(lesson))
        .context("recording needs a python3")?;
    fs::write(lesson, text)?;
    Ok(())
}

fn notebooks_in(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "ipynb"))
        .collect();
    found.sort();
    Ok(found)
}

fn read_json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_file_names_do_not_count_and_everything_else_does() {
        let f = "<function f at 0x7f01> <function g at 0x7f02> <function f at 0x7f01>";
        let same = "<function f at 0x1a> <function g at 0x2b> <function f at 0x1a>\n";
        assert_eq!(comparable(f), comparable(same));
        let other = "<function f at 0x1a> <function g at 0x1a> <function f at 0x1a>";
        assert_ne!(comparable(f), comparable(other));
        assert_eq!(
            comparable("invalid syntax (<cell 0>, line 7)"),
            comparable("invalid syntax (Cell In [1], line 7)")
        );
        assert_ne!(
            comparable("invalid syntax (<cell 0>, line 7)"),
            comparable("invalid syntax (Cell In [1], line 8)")
        );
    }

    #[test]
    fn a_difference_names_the_first_line_that_differs() {
        let shown = |stdout: &str| Shown { stdout: stdout.to_owned(), ..Shown::default() };
        assert_eq!(difference(&shown("a\nb\n"), &shown("a\nb\n")), None);
        assert_eq!(
            difference(&shown("a\nb"), &shown("a\nc")).as_deref(),
            Some("stdout: CPython Some(\"b\"), Ardoise Some(\"c\")")
        );
        let raised = Shown { error: Some(("ValueError".into(), "no".into())), ..Shown::default() };
        assert!(difference(&raised, &Shown::default()).is_some());
    }

    #[test]
    fn outputs_are_read_as_notebooks_store_them() {
        let outputs = json!([
            {"output_type": "stream", "name": "stdout", "text": ["a\n", "b\n"]},
            {"output_type": "stream", "name": "stderr", "text": "w"},
            {"output_type": "execute_result", "data": {"text/plain": ["3"]}},
            {"output_type": "error", "ename": "E", "evalue": "m"}
        ]);
        assert_eq!(
            shown(&outputs),
            Shown {
                stdout: "a\nb\n".to_owned(),
                result: Some("3".to_owned()),
                error: Some(("E".to_owned(), "m".to_owned()))
            }
        );
    }
}
