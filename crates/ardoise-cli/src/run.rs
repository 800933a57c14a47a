//! `ardoise run`: executes a notebook as the page would and writes what came of it.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use ardoise_core::interchange::{CellFile, CellKind, NotebookFile, read_bytes, write};
use ardoise_protocol::{Failure, Request, RunId};

use crate::advice::sentences;
use crate::arguments::RunOptions;
use crate::beside;
use crate::kernel::{self, KernelThread};
use crate::outputs::Outputs;
use crate::words::Words;

/// The tag of a cell whose error is part of the lesson, as in Jupyter.
const MAY_FAIL: &str = "raises-exception";

/// Executes the notebook; true when no error was unexpected.
pub(crate) fn run(options: &RunOptions, words: Words) -> Result<bool> {
    let path = &options.notebook;
    let bytes = fs::read(path).with_context(|| words.cannot_read(path))?;
    let (mut notebook, warnings) =
        read_bytes(&bytes).with_context(|| words.not_a_notebook(path))?;
    for warning in warnings {
        eprintln!("{}", words.warning(&warning.to_string()));
    }
    let answers = answers(options.inputs.as_deref(), words)?;
    let limits = Limits { timeout: options.timeout, allow_errors: options.allow_errors };
    let counts = execute(&mut notebook, path, answers, limits, words, &mut |told| {
        eprintln!("{}", told.trim_end());
    })?;
    let output = options.output.clone().unwrap_or_else(|| executed(path));
    fs::write(&output, write(&notebook)).with_context(|| words.cannot_write(&output))?;
    println!("{}", words.summary(counts.run, counts.unexpected, counts.expected, &output));
    Ok(counts.unexpected == 0 && counts.finished)
}

pub(crate) fn answers(inputs: Option<&Path>, words: Words) -> Result<VecDeque<String>> {
    let Some(path) = inputs else {
        return Ok(VecDeque::new());
    };
    let text = fs::read_to_string(path).with_context(|| words.cannot_read(path))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// `lesson.ipynb` gives `lesson.executed.ipynb`: the original is never written over unasked.
fn executed(path: &Path) -> PathBuf {
    path.with_extension("executed.ipynb")
}

/// What an execution may do.
#[derive(Clone, Copy, Default)]
pub(crate) struct Limits {
    pub(crate) timeout: Option<Duration>,
    pub(crate) allow_errors: bool,
}

#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) run: usize,
    /// Errors that nobody allowed.
    pub(crate) unexpected: usize,
    pub(crate) expected: usize,
    /// Whether every cell was run.
    pub(crate) finished: bool,
    /// What failed, by the cell's place.
    pub(crate) failures: Vec<(usize, Failure)>,
}

/// Runs every code cell; what a person should know of errors is told as it happens.
pub(crate) fn execute(
    notebook: &mut NotebookFile,
    path: &Path,
    answers: VecDeque<String>,
    limits: Limits,
    words: Words,
    tell: &mut dyn FnMut(&str),
) -> Result<Counts> {
    let kernel = kernel::start(answers)?;
    let beside = beside::files(path);
    for request in beside.requests {
        // A kernel that is gone says so at the first cell.
        let _ = kernel.requests.send(request);
    }
    let mut counts = Counts { finished: true, ..Counts::default() };
    // Results of an earlier execution must not be taken for this one's.
    for cell in notebook.cells.iter_mut().filter(|cell| cell.kind == CellKind::Code) {
        cell.outputs.clear();
        cell.execution_count = None;
        cell.as_stored.remove("execution_count");
    }
    for (at, cell) in notebook.cells.iter_mut().enumerate() {
        if cell.kind != CellKind::Code || cell.source.trim().is_empty() {
            continue;
        }
        counts.run += 1;
        let number = u32::try_from(counts.run).unwrap_or(u32::MAX);
        let mut outputs = Outputs::default();
        let end = run_cell(&kernel, cell, number, limits.timeout, &mut outputs, words);
        cell.execution_count = Some(number);
        cell.outputs = outputs.stored(words);
        if let Some(failure) = &outputs.failure {
            let expected = limits.allow_errors || may_fail(cell);
            let line = failure.place.as_ref().map(|place| place.line);
            let what = match failure.message.as_str() {
                "" => failure.name.clone(),
                message => format!("{}: {message}", failure.name),
            };
            let note = if expected { words.expected() } else { String::new() };
            tell(&format!("{}{note}", words.cell_failed(at + 1, line, &what)));
            let advice = failure.advice.as_ref().and_then(|advice| sentences(advice, words));
            if let Some(advice) = advice {
                tell(&format!("  {advice}"));
            }
            if outputs.unanswered {
                tell(&words.no_answer());
            }
            if failure.name == "FileNotFoundError" && beside.left_out > 0 {
                tell(&words.files_left_out());
            }
            counts.failures.push((at, failure.clone()));
            *(if expected { &mut counts.expected } else { &mut counts.unexpected }) += 1;
        }
        if end == End::KernelLost {
            counts.finished = false;
            break;
        }
    }
    Ok(counts)
}

/// Whether an error of the cell is part of the lesson.
pub(crate) fn may_fail(cell: &CellFile) -> bool {
    cell.metadata
        .get("tags")
        .and_then(|tags| tags.as_array())
        .is_some_and(|tags| tags.iter().any(|tag| tag == MAY_FAIL))
}

#[derive(PartialEq)]
enum End {
    Done,
    /// The kernel hangs or is gone: no other cell can be run in it.
    KernelLost,
}

fn run_cell(
    kernel: &KernelThread,
    cell: &CellFile,
    count: u32,
    timeout: Option<Duration>,
    outputs: &mut Outputs,
    words: Words,
) -> End {
    let request = Request::Run {
        run: RunId(count),
        count,
        cell: cell.id.clone().unwrap_or_else(|| count.to_string()),
        source: cell.source.clone(),
    };
    let started = Instant::now();
    if kernel.requests.send(request).is_err() {
        outputs.fail(failure("KernelError", words.kernel_died()));
        return End::KernelLost;
    }
    loop {
        let received = match timeout {
            None => kernel.reports.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(limit) => kernel.reports.recv_timeout(limit.saturating_sub(started.elapsed())),
        };
        match received {
            Ok(report) => {
                if outputs.take(report) {
                    return End::Done;
                }
                // A cell that never stops writing never lets the wait above end.
                if let Some(limit) = timeout.filter(|limit| started.elapsed() > *limit) {
                    outputs.fail(failure("TimeoutError", words.timed_out(limit)));
                    return End::KernelLost;
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                let limit = timeout.unwrap_or_default();
                outputs.fail(failure("TimeoutError", words.timed_out(limit)));
                return End::KernelLost;
            }
            Err(RecvTimeoutError::Disconnected) => {
                outputs.fail(failure("KernelError", words.kernel_died()));
                return End::KernelLost;
            }
        }
    }
}

fn failure(name: &str, message: String) -> Failure {
    Failure {
        name: name.to_owned(),
        traceback: vec![format!("{name}: {message}")],
        message,
        frames: Vec::new(),
        place: None,
        advice: None,
    }
}
