//! `test`: everything that must hold, in one command, cheapest checks first.
//!
//! It stops at the first step that fails and says which; the closing line counts tests where a step
//! has some and one for each step that has none.

use crate::build::{self, Profile};
use crate::process::{self, say};
use crate::workspace::Workspace;
use crate::{conformance, debian, patches, site, size, tidy, toolchain, wasm, wasm_tests};
use anyhow::{Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The crates that only a browser can run.
const BROWSER_ONLY: &str = "ardoise-wasm-tests";
/// The crates that become wasm, and what the compiler must be told for each group of them.
const WASM_CRATES: &[(&[&str], &str)] =
    &[(&["ardoise-page", BROWSER_ONLY], ""), (&["ardoise-worker"], wasm::HOST_RANDOM)];

#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    passed: u64,
    failed: u64,
}

impl Count {
    const ONE: Count = Count { passed: 1, failed: 0 };

    fn add(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

pub(crate) fn test(workspace: &Workspace, engines: Option<&str>, long: bool) -> Result<()> {
    toolchain::ensure(workspace)?;
    site::install_packages(workspace)?;
    let mut suite = Suite::default();
    let outcome = suite.run(workspace, engines, long);
    println!("\n{:<34}{:>8}  {:>6}", "step", "seconds", "passed");
    for (name, seconds, count) in &suite.steps {
        println!(
            "{name:<34}{seconds:>8.0}  {:>6}{}",
            count.passed,
            if count.failed > 0 { "  FAILED" } else { "" }
        );
    }
    let mut total = Count::default();
    suite.steps.iter().for_each(|(_, _, count)| total.add(*count));
    println!("\n{} passed, {} failed", total.passed, total.failed);
    outcome
}

#[derive(Default)]
struct Suite {
    steps: Vec<(String, f32, Count)>,
}

impl Suite {
    fn run(&mut self, workspace: &Workspace, engines: Option<&str>, long: bool) -> Result<()> {
        self.step("format", || {
            let mut command = toolchain::cargo(workspace)?;
            counted(command.args(["fmt", "--all", "--check"]))
        })?;
        self.step("tidy", || tidy::tidy(workspace).map(|()| Count::ONE))?;
        self.step("TypeScript and Biome", || {
            counted(npm(workspace).args(["run", "--silent", "check"]))
        })?;
        self.step("TypeScript tests", || counted(npm(workspace).args(["test"])))?;
        self.step("the commands' own tests", || {
            // With the cargo that runs us: these must go on building with it.
            let mut command =
                Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            counted(
                command
                    .args([
                        "test",
                        "--locked",
                        "--quiet",
                        "--profile",
                        "xtask",
                        "--package",
                        "xtask",
                    ])
                    .current_dir(&workspace.root),
            )
        })?;
        self.step("Rust tests", || {
            debian::ensure_postgresql()?;
            counted(&mut rust_tests(workspace)?)
        })?;
        self.step("clippy", || {
            let mut command = patches::cargo(workspace, "clippy")?;
            command.args(["--locked", "--workspace", "--all-targets", "--exclude", BROWSER_ONLY]);
            counted(command.args(["--quiet", "--", "-D", "warnings"]))
        })?;
        for (packages, flags) in WASM_CRATES {
            self.step(&format!("clippy (wasm32) {}", packages.join(", ")), || {
                let mut command = patches::cargo(workspace, "clippy")?;
                command.args(["--locked", "--target", "wasm32-unknown-unknown"]);
                for package in *packages {
                    command.args(["--package", package]);
                }
                command.env("RUSTFLAGS", flags);
                counted(command.args(["--quiet", "--", "-D", "warnings"]))
            })?;
        }
        self.step("wasm-tests", || wasm_tests::run(workspace))?;
        self.step("build --release", || {
            let built = build::build(workspace, Profile::Release)?;
            if built.door_changed {
                bail!("the committed web/src/core/engine/ardoise_page.d.ts was not what the page door gives; it is now: commit it");
            }
            Ok(Count::ONE)
        })?;
        self.step("floor of scripts and styles", || {
            counted(npm(workspace).args(["run", "--silent", "floor"]))
        })?;
        self.step("size", || size::check(workspace, false).map(|()| Count::ONE))?;
        self.step("journeys", || journeys(workspace, engines, None, long))
    }

    fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Count>) -> Result<()> {
        say(name);
        let began = Instant::now();
        let outcome = work();
        let count = outcome.as_ref().map_or(Count { passed: 0, failed: 1 }, |count| *count);
        self.steps.push((name.to_owned(), began.elapsed().as_secs_f32(), count));
        outcome
            .map(|_| ())
            .map_err(|error| error.context(format!("the step \u{ab}{name}\u{bb} failed")))
    }
}

/// Every crate that a person's machine can test.
pub(crate) fn rust_tests(workspace: &Workspace) -> Result<Command> {
    let mut command = patches::cargo(workspace, "test")?;
    command.args(["--locked", "--workspace", "--exclude", "xtask", "--exclude", BROWSER_ONLY]);
    Ok(command)
}

/// Real browsers on the site that was built last.
pub(crate) fn journeys(
    workspace: &Workspace,
    engines: Option<&str>,
    only: Option<&str>,
    long: bool,
) -> Result<Count> {
    // Some publish what they visit.
    conformance::command_line_tool(workspace)?;
    let mut command = Command::new("node");
    command.arg("web/e2e/run.mjs").current_dir(&workspace.root);
    if let Some(engines) = engines {
        command.args(["--engine", engines]);
    }
    if let Some(only) = only {
        command.args(["--only", only]);
    }
    if long {
        command.arg("--long");
    }
    counted(&mut command)
}

pub(crate) fn format(workspace: &Workspace) -> Result<()> {
    toolchain::ensure(workspace)?;
    site::install_packages(workspace)?;
    process::run(toolchain::cargo(workspace)?.args(["fmt", "--all"]))?;
    process::run(npm(workspace).args(["run", "--silent", "format"]))
}

fn npm(workspace: &Workspace) -> Command {
    let mut command = Command::new("npm");
    command.current_dir(workspace.web());
    command
}

/// Runs a command, shows its lines as they come, and adds up what its test runner says.
pub(crate) fn counted(command: &mut Command) -> Result<Count> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut count = Count::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            println!("{line}");
            if let Some(found) = summary(&line) {
                count.add(found);
            }
        }
    }
    let status = child.wait()?;
    if !status.success() {
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        bail!(
            "{} ended with {status}",
            words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
        );
    }
    Ok(if count == Count::default() { Count::ONE } else { count })
}

/// The closing lines of cargo's, Vitest's and our own runners.
fn summary(line: &str) -> Option<Count> {
    let plain = without_colours(line);
    let plain = plain.trim();
    let known = ["test result:", "Tests ", "journeys:", "wasm-tests:"];
    if !known.iter().any(|start| plain.starts_with(start)) {
        return None;
    }
    let words: Vec<&str> =
        plain.split([' ', ',', ';', '|']).filter(|word| !word.is_empty()).collect();
    let before = |what: &str| {
        words
            .windows(2)
            .find(|pair| pair[1] == what)
            .and_then(|pair| pair[0].parse().ok())
            .unwrap_or(0)
    };
    Some(Count { passed: before("passed"), failed: before("failed") })
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            rest.by_ref().find(|c| c.is_ascii_alphabetic());
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summaries_of_every_runner_are_understood() {
        for (line, passed, failed) in [
            (
                "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                12,
                0,
            ),
            (
                "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[31m1 failed\u{1b}[39m\u{1b}[22m | \u{1b}[32m4 passed\u{1b}[39m (5)",
                4,
                1,
            ),
            ("journeys: 3 passed, 2 failed", 3, 2),
        ] {
            assert_eq!(summary(line), Some(Count { passed, failed }), "{line}");
        }
        assert_eq!(summary("running 12 tests"), None);
    }
}
