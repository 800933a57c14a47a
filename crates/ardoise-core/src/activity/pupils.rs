//! The file that pupils get of a teacher's notebook: without results, without what only the teacher
//! may see. The marks are nbgrader's.

use serde_json::Value;

use super::{CellRole, FACTS, is_note, role};
use crate::interchange::{CellFile, CellKind, NotebookFile};

/// What becomes of model solutions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Solutions {
    /// Cells that are solutions go, and what stands between the marks becomes a blank.
    LeftOut,
    /// Cells that are solutions stay, folded; between the marks there are blanks all the same.
    Folded,
}

const SOLUTION: (&str, &str) = ("BEGIN SOLUTION", "END SOLUTION");
const HIDDEN_TESTS: (&str, &str) = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS");

/// Makes a teacher's file a pupil's.
pub fn pupils_file(file: &mut NotebookFile, solutions: Solutions) {
    let english = file.metadata.get(FACTS).is_some_and(|facts| facts["language"] == "en");
    let blank = if english { "...  # to complete" } else { "...  # à compléter" };
    if solutions == Solutions::LeftOut {
        file.cells.retain(|cell| role_in_file(cell) != CellRole::Solution);
    }
    for cell in &mut file.cells {
        cell.outputs.clear();
        cell.execution_count = None;
        // What a copy adds to its own cells.
        cell.metadata.shift_remove(FACTS);
        let source = without_hidden_tests(&cell.source);
        let source = match cell.kind {
            CellKind::Code => blanked(&source, blank),
            CellKind::Markdown | CellKind::Raw => source,
        };
        if source != cell.source {
            cell.source = source;
            cell.as_stored.shift_remove("source");
        }
    }
}

/// What a cell of a file is for.
pub fn role_in_file(cell: &CellFile) -> CellRole {
    role(&|key: &str| -> Option<Value> { cell.metadata.get(key).cloned() })
}

/// Whether a cell of a file is a text for whoever speaks, which no pupil is shown.
pub fn is_note_in_file(cell: &CellFile) -> bool {
    is_note(cell.kind, &|key: &str| -> Option<Value> { cell.metadata.get(key).cloned() })
}

/// A line that is a comment with this mark.
fn is_mark(line: &str, mark: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') && line.contains(mark)
}

/// The lines outside the marked parts, and for each part, before which of them it stood and how far
/// its mark was indented. A part that does not end goes to the end.
fn outside<'a>(
    source: &'a str,
    (begin, end): (&str, &str),
) -> (Vec<&'a str>, Vec<(usize, &'a str)>) {
    let (mut kept, mut parts) = (Vec::new(), Vec::new());
    let mut inside = false;
    for line in source.split('\n') {
        if inside {
            inside = !is_mark(line, end);
        } else if is_mark(line, begin) {
            inside = true;
            parts.push((kept.len(), &line[..line.len() - line.trim_start().len()]));
        } else {
            kept.push(line);
        }
    }
    (kept, parts)
}

/// A blank of the teacher's own, or a comment.
fn is_invitation(line: &str) -> bool {
    line.contains("...") || line.trim_start().starts_with('#')
}

/// Whether Python wants a line here: the code above ends with a colon, and what comes below does not
/// stand deeper.
fn opens_a_block(above: &[&str], below: &[&str]) -> bool {
    let is_code = |line: &&&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let depth = |line: &str| line.len() - line.trim_start().len();
    above.iter().rev().find(is_code).is_some_and(|head| {
        let deeper = below.iter().find(is_code).is_some_and(|line| depth(line) > depth(head));
        head.split(" #").next().is_some_and(|code| code.trim_end().ends_with(':')) && !deeper
    })
}

fn without_hidden_tests(source: &str) -> String {
    outside(source, HIDDEN_TESTS).0.join("\n")
}

/// Puts a blank in the place of each solution, unless the teacher has said beside it what to do there
/// and Python can do without.
fn blanked(source: &str, blank: &str) -> String {
    let (lines, parts) = outside(source, SOLUTION);
    let mut out: Vec<String> = Vec::with_capacity(lines.len() + parts.len());
    let mut parts = parts.into_iter().peekable();
    for at in 0..=lines.len() {
        while let Some((_, indent)) = parts.next_if(|(place, _)| *place == at) {
            let (above, below) = lines.split_at(at);
            let told = above.last().is_some_and(|line| is_invitation(line))
                || below.first().is_some_and(|line| line.contains("..."));
            if !told || opens_a_block(above, below) {
                out.push(format!("{indent}{blank}"));
            }
        }
        out.extend(lines.get(at).map(|line| (*line).to_owned()));
    }
    out.join("\n")
}
