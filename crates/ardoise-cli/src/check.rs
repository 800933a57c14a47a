//! `ardoise check`: whether an activity is ready for a class. The teacher's notebook must run, with
//! every check passing; the pupils', in which answers are missing, must fail its checks in words.

use std::path::Path;

use anyhow::{Context, Result, bail};
use ardoise_core::activity::{
    AdviceKind, CellRole, PublishAdvice, Solutions, publish_advice, pupils_file, role_in_file,
};
use ardoise_core::interchange::{CellFile, NotebookFile};

use crate::arguments::CheckOptions;
use crate::publish::source;
use crate::run::{self, Limits};
use crate::words::Words;

/// Errors that a kernel reports when it ends, hangs or has no answer to a question.
const CRASHES: [&str; 2] = ["KernelError", "TimeoutError"];

/// Looks at each notebook; true when all are ready.
pub(crate) fn check(options: &CheckOptions, words: Words) -> Result<bool> {
    let root = &options.source;
    let notebooks = source::notebooks(root).with_context(|| words.cannot_read(root))?;
    if notebooks.is_empty() {
        bail!(words.no_notebooks(root));
    }
    let mut all_ready = true;
    for path in &notebooks {
        println!("{}", path.display());
        match source::read(path, root, words) {
            Ok(draft) => {
                let mut problems = draft.remarks.clone();
                problems.extend(facts_missing(&draft, words));
                problems.extend(advice(&draft, words));
                for problem in &problems {
                    println!("  {problem}");
                }
                all_ready &= draft.remarks.is_empty();
                all_ready &= runs(draft.notebook, path, options, words)?;
            }
            Err(reason) => {
                println!("  {reason}");
                all_ready = false;
            }
        }
    }
    println!("{}", words.checked(notebooks.len(), all_ready));
    Ok(all_ready)
}

/// What pupils and colleagues would look for in a catalogue; nothing that keeps an activity back.
fn facts_missing(draft: &source::Draft, words: Words) -> Option<String> {
    let facts = &draft.facts;
    let missing: Vec<&str> = [
        ("levels", facts.levels.is_empty()),
        ("subject", facts.subject.is_empty()),
        ("licence", facts.licence.is_empty()),
        ("language", facts.language.is_empty()),
        ("authors", facts.authors.is_empty()),
        ("summary", facts.summary.is_empty()),
    ]
    .into_iter()
    .filter_map(|(key, missing)| missing.then_some(key))
    .collect();
    (!missing.is_empty()).then(|| words.facts_missing(&missing.join(", ")))
}

/// What else to look at before it is given; nothing that keeps it back either.
fn advice(draft: &source::Draft, words: Words) -> Vec<String> {
    let files: Vec<&str> = draft.files.iter().map(|file| file.path.as_str()).collect();
    let found = publish_advice(&draft.notebook, &draft.title, &draft.facts.levels, &files);
    let say = |one: &PublishAdvice| {
        let cell = one.cell? + 1;
        match one.kind {
            // Said with the facts, and with the files that go along.
            AdviceKind::NoTitle | AdviceKind::NoLevel | AdviceKind::MissingFile => None,
            AdviceKind::NoCheck => Some(words.no_check(cell)),
            AdviceKind::NoAssert => Some(words.no_assert(cell)),
            AdviceKind::RemotePicture => Some(words.remote_picture(cell, &one.name)),
            AdviceKind::ClosedForGood => Some(words.closed_for_good(cell)),
        }
    };
    found.iter().filter_map(say).collect()
}

fn runs(notebook: NotebookFile, path: &Path, options: &CheckOptions, words: Words) -> Result<bool> {
    let limits = Limits { timeout: options.timeout, allow_errors: false };
    let answers = run::answers(options.inputs.as_deref(), words)?;
    let mut tell = |told: &str| println!("  {told}");
    let mut teachers = notebook.clone();
    let counts = run::execute(&mut teachers, path, answers.clone(), limits, words, &mut tell)?;
    let mut ready = counts.unexpected == 0 && counts.finished;
    println!("  {}", words.teachers_run(counts.run, counts.unexpected));

    let mut pupils = notebook;
    pupils_file(&mut pupils, Solutions::LeftOut);
    let has_answers = pupils.cells.iter().any(|cell| role_in_file(cell) == CellRole::Exercise);
    if !source::has_checks(&pupils) || !has_answers {
        return Ok(ready);
    }
    // Errors are what is looked at here, so they are said below in other words.
    let counts = run::execute(&mut pupils, path, answers, limits, words, &mut |_| {})?;
    for (at, cell) in pupils.cells.iter().enumerate() {
        let failure = counts.failures.iter().find(|(place, _)| *place == at).map(|(_, it)| it);
        match (role_in_file(cell), failure) {
            (_, Some(failure)) if CRASHES.contains(&failure.name.as_str()) => {
                println!("  {}", words.cell_failed(at + 1, None, &failure.message));
                ready = false;
            }
            (CellRole::Check, None) if !is_empty(cell) => {
                println!("  {}", words.check_always_passes(at + 1));
                ready = false;
            }
            (CellRole::Check, Some(failure))
                if failure.message.is_empty() && failure.advice.is_none() =>
            {
                println!("  {}", words.check_says_nothing(at + 1));
                ready = false;
            }
            _ => {}
        }
    }
    Ok(ready)
}

fn is_empty(cell: &CellFile) -> bool {
    let line = |line: &str| line.trim().is_empty() || line.trim().starts_with('#');
    cell.source.lines().all(line)
}
