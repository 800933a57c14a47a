//! `cpython-tests`: CPython's own test files for the modules we ship, run by our kernel.
//!
//! The files are Debian's `libpython3.11-testsuite`: installed, or fetched into the cache with
//! `apt-get download`; nothing of them is copied into the repository. Each becomes a notebook of
//! one cell, behind `cpython/support.py`, which stands in for what their helpers ask of an operating
//! system; each has a time limit. The table goes into docs/python.md.
//!
//! It must not know what a kernel is: it starts the command line tool.

mod names;

use crate::conformance::command_line_tool;
use crate::process::{self, say};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PACKAGE: &str = "libpython3.11-testsuite";
const SUPPORT: &str = include_str!("cpython/support.py");
/// The test files, one a line, with the reason for what fails where we know it.
const LIST: &str = include_str!("cpython/list.txt");
const SECONDS: &str = "90";
const BEGIN: &str = "<!-- cpython-tests: begin -->";
const END: &str = "<!-- cpython-tests: end -->";

#[derive(Default)]
struct Outcome {
    passed: BTreeSet<String>,
    failed: BTreeMap<String, String>,
    skipped: usize,
    /// Why the file could not be run at all, or not to its end.
    ended: Option<String>,
}

pub(crate) fn tests(workspace: &Workspace, only: Option<&str>) -> Result<()> {
    let folder = suite(workspace)?;
    let ardoise = command_line_tool(workspace)?;
    let mut table = String::from(
        "| test file | passed | failed | skipped | what fails |\n|---|--:|--:|--:|---|\n",
    );
    let (mut passed, mut failed) = (0, 0);
    for line in LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, known) = line.split_once(' ').unwrap_or((line, ""));
        if only.is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let outcome = run(workspace, &ardoise, &folder, name)?;
        for (test, why) in outcome.failed.iter().filter(|_| only.is_some()) {
            println!("failed: {test}: {why}");
        }
        let row = outcome.row(name, known);
        println!("{row}");
        table += &format!("{row}\n");
        passed += outcome.passed.len();
        failed += outcome.failed.len();
    }
    println!("{passed} passed, {failed} failed");
    if only.is_none() {
        table += &format!("| **all** | **{passed}** | **{failed}** | | |\n");
        write_table(&workspace.path("docs/python.md"), &table)?;
    }
    Ok(())
}

/// Where the test files lie.
fn suite(workspace: &Workspace) -> Result<PathBuf> {
    if let Ok(list) = process::output(Command::new("dpkg").args(["-L", PACKAGE]))
        && let Some(file) = list.lines().find(|line| line.ends_with("/test/test_bisect.py"))
        && let Some(folder) = Path::new(file).parent()
    {
        return Ok(folder.to_owned());
    }
    let cache = workspace.cache().join("cpython-tests");
    let folder = cache.join("usr/lib/python3.11/test");
    if !folder.join("test_bisect.py").is_file() {
        say(&format!("fetching {PACKAGE}"));
        fs::create_dir_all(&cache)?;
        process::run(
            Command::new("apt-get").args(["-qq", "download", PACKAGE]).current_dir(&cache),
        )
        .context("CPython's tests are a Debian package: this command needs apt-get")?;
        let package = fs::read_dir(&cache)?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .find(|path| path.extension().is_some_and(|end| end == "deb"))
            .context("apt-get left no package")?;
        process::run(Command::new("dpkg-deb").arg("-x").arg(package).arg(&cache))?;
    }
    Ok(folder)
}

fn run(workspace: &Workspace, ardoise: &Path, folder: &Path, name: &str) -> Result<Outcome> {
    let module = format!("test.{name}");
    let mut sources = BTreeMap::new();
    gather(folder, &module, &mut sources)?;
    if sources.is_empty() {
        bail!("{PACKAGE} has no {name}");
    }
    for text in sources.values_mut() {
        *text = names::without_names(text)?;
    }
    let program = format!(
        "SOURCES = {}\nFILES = {}\nNAME = {}\n{SUPPORT}",
        json!(sources),
        json!(data_files(folder, &sources)?),
        json!(module)
    );
    let notebook = json!({
        "cells": [{"cell_type": "code", "id": "tests", "metadata": {}, "execution_count": null,
                   "outputs": [], "source": program}],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 5
    });
    // A folder of its own: the tool gives code the files that lie beside a notebook.
    let own = workspace.path("target/cpython-tests");
    fs::create_dir_all(&own)?;
    let input = own.join("tests.ipynb");
    let output = own.join("tests.executed.ipynb");
    fs::write(&input, notebook.to_string())?;
    let _ = fs::remove_file(&output);
    let mut command = Command::new(ardoise);
    command
        .args(["run", "--allow-errors", "--timeout", SECONDS])
        .arg(&input)
        .arg("-o")
        .arg(&output);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if !output.is_file() {
        return Ok(Outcome {
            ended: Some(format!("the kernel died: {status}")),
            ..Outcome::default()
        });
    }
    let executed: Value = serde_json::from_str(&fs::read_to_string(&output)?)?;
    Ok(Outcome::read(&executed["cells"][0]["outputs"]))
}

/// The test file and those of its folder that it imports.
fn gather(folder: &Path, module: &str, sources: &mut BTreeMap<String, String>) -> Result<()> {
    let below = module.strip_prefix("test.").unwrap_or(module);
    let file = folder.join(format!("{}.py", below.replace('.', "/")));
    if sources.contains_key(module) || below.starts_with("support") || !file.is_file() {
        return Ok(());
    }
    let Ok(text) = fs::read_to_string(&file) else { return Ok(()) };
    sources.insert(module.to_owned(), text.clone());
    for line in text.lines().map(str::trim) {
        let words = line.split([' ', ',', '(', ')']).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        match words.as_slice() {
            ["from", "test", "import", names @ ..] => {
                for name in names {
                    gather(folder, &format!("test.{name}"), sources)?;
                }
            }
            ["from" | "import", from, ..] if from.starts_with("test.") => {
                gather(folder, from, sources)?;
            }
            // A module that is imported by its name as a text.
            [_, "=", name] => {
                let name = name.trim_matches(['\'', '"']);
                if name.starts_with("test.") {
                    gather(folder, name, sources)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The text files of the folder that a source names.
fn data_files(
    folder: &Path,
    sources: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.ends_with(".txt")
            && sources.values().any(|text| text.contains(name))
            && let Ok(text) = fs::read_to_string(&path)
        {
            found.insert(name.to_owned(), text);
        }
    }
    Ok(found)
}

impl Outcome {
    fn read(outputs: &Value) -> Self {
        let mut outcome = Outcome::default();
        for output in outputs.as_array().map(Vec::as_slice).unwrap_or_default() {
            if output["output_type"] == "error" {
                let name = output["ename"].as_str().unwrap_or_default();
                outcome.ended = Some(match name {
                    "TimeoutError" => format!("stopped after {SECONDS} s"),
                    other => format!("{other}: {}", output["evalue"].as_str().unwrap_or_default()),
                });
            }
            let lines = output["text"].as_array().map(Vec::as_slice).unwrap_or_default();
            let text: String = lines.iter().filter_map(Value::as_str).collect();
            text.lines().for_each(|line| outcome.take(line));
        }
        outcome.passed.retain(|test| !outcome.failed.contains_key(test));
        outcome
    }

    fn take(&mut self, line: &str) {
        let Some((what, rest)) = line.split_once(' ') else { return };
        let (test, why) = rest.split_once(' ').unwrap_or((rest, ""));
        match what {
            "passed" => {
                self.passed.insert(test.to_owned());
            }
            "failed" => {
                self.failed.entry(test.to_owned()).or_insert_with(|| why.to_owned());
            }
            "skipped" => self.skipped += 1,
            "absent" => self.ended = Some(rest.to_owned()),
            _ => {}
        }
    }

    /// One row of the table: the reason we know, else the commonest error.
    fn row(&self, name: &str, known: &str) -> String {
        let mut reasons = Vec::new();
        if let Some(ended) = &self.ended {
            reasons.push(ended.clone());
        }
        if !known.is_empty() {
            reasons.push(known.to_owned());
        } else if !self.failed.is_empty() {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for why in self.failed.values() {
                *counts.entry(why.as_str()).or_default() += 1;
            }
            let commonest = counts.into_iter().max_by_key(|(_, count)| *count);
            reasons.extend(commonest.map(|(why, count)| format!("{count} × {why}")));
        }
        let reasons = reasons.join("; ").replace('|', "\\|").replace('<', "&lt;");
        let (passed, failed) = (self.passed.len(), self.failed.len());
        format!("| {name} | {passed} | {failed} | {} | {reasons} |", self.skipped)
    }
}

fn write_table(page: &Path, table: &str) -> Result<()> {
    let text = fs::read_to_string(page).context("docs/python.md")?;
    let (before, rest) = text.split_once(BEGIN).context("docs/python.md has lost its markers")?;
    let (_, after) = rest.split_once(END).context("docs/python.md has lost its markers")?;
    fs::write(page, format!("{before}{BEGIN}\n\n{}\n\n{END}{after}", table.trim()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_with_one_bad_part_has_failed() {
        let outcome = Outcome::read(&json!([
            {"output_type": "stream", "text": [
                "passed t.A.one\n", "failed t.A.two ValueError: a | b\n", "passed t.A.two\n",
                "skipped t.A.three\n", "a test that prints\n"
            ]},
            {"output_type": "error", "ename": "TimeoutError", "evalue": "too long"}
        ]));
        assert_eq!((outcome.passed.len(), outcome.failed.len(), outcome.skipped), (1, 1, 1));
        assert_eq!(
            outcome.row("test_x", ""),
            "| test_x | 1 | 1 | 1 | stopped after 90 s; 1 × ValueError: a \\| b |"
        );
    }
}
