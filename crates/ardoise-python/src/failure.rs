//! From a Python exception to what a person reads: name, message, traceback, places.
//!
//! The text follows CPython's: innermost frame last, the line of source under each frame of a
//! cell, `^` under the part of it that failed, causes first.

use std::fmt::Write as _;

use ardoise_protocol::{Advice, Failure, Frame, Place};
use rustpython_vm::builtins::{PyBaseExceptionRef, PyStr};
use rustpython_vm::suggestion::offer_suggestions;
use rustpython_vm::{AsObject, PyObjectRef, VirtualMachine};

use crate::advising::{Where, advice_for};
use crate::{checks, running, wording};

/// Code that no traceback shows: ours, and the way an import goes, as in CPython.
const HIDDEN_FILES: [&str; 7] = [
    "<ardoise>",
    "<frozen importlib",
    "/python/_ardoise",
    "/python/IPython",
    "/python/ipywidgets",
    "/python/os.py",
    "/python/pdb.py",
];

/// How many equal frames in a row are written out before the rest is only counted, as in CPython.
const REPEATED_FRAMES: usize = 3;

/// What an exception that left a cell tells a person.
pub(crate) fn failure_from(vm: &VirtualMachine, exception: &PyBaseExceptionRef) -> Failure {
    let mut lines = Vec::new();
    chain(vm, exception, &mut lines, &mut Vec::new());
    let levels = levels(exception);
    let frames = levels
        .iter()
        .map(|level| Frame {
            file: level.file.clone(),
            cell: cell_of(&level.file),
            line: level.line,
            function: level.function.clone(),
        })
        .collect();
    Failure {
        name: exception.class().name().to_string(),
        message: message(vm, exception),
        traceback: lines,
        frames,
        place: place(vm, exception, &levels),
        advice: advice(vm, exception, &levels),
    }
}

/// What a beginner is told beside Python's own words.
fn advice(vm: &VirtualMachine, exception: &PyBaseExceptionRef, levels: &[Level]) -> Option<Advice> {
    if exception.fast_isinstance(vm.ctx.exceptions.syntax_error)
        && let Some(fault) = syntax_fault(vm, exception)
        && cell_of(&fault.file).is_some()
    {
        let place =
            Where { file: &fault.file, line: Some(fault.line), column: fault.column, function: "" };
        return advice_for(vm, exception, &fault.message, &place);
    }
    if exception.fast_isinstance(vm.ctx.exceptions.assertion_error)
        && let Some(advice) = checks::explain(vm, exception, &message(vm, exception))
    {
        return Some(advice);
    }
    // A fault inside a module of Python is seen from the cell that called it.
    let level = levels.iter().rev().find(|level| cell_of(&level.file).is_some());
    // None where the value of a cell fails only when it is to be shown.
    let place =
        level.map_or(Where { file: "", line: None, column: None, function: "" }, |level| Where {
            file: &level.file,
            line: Some(level.line),
            column: level.columns.map(|(start, _)| start),
            function: &level.function,
        });
    advice_for(vm, exception, &message(vm, exception), &place)
}

/// `str()` of the exception, as Jupyter stores it: what Python only adds on screen is not in it.
fn message(vm: &VirtualMachine, exception: &PyBaseExceptionRef) -> String {
    let text = match exception.as_object().str(vm) {
        Ok(text) => text.as_wtf8().to_string_lossy().into_owned(),
        Err(_) => "<exception str() failed>".to_owned(),
    };
    // The interpreter is sometimes too deep down to word it.
    if text.trim_end() == RECURSION_MESSAGE
        || text.is_empty() && exception.fast_isinstance(vm.ctx.exceptions.recursion_error)
    {
        return RECURSION_MESSAGE.to_owned();
    }
    wording::as_python(&exception.class().name(), &text).unwrap_or(text)
}

fn suggestion(vm: &VirtualMachine, exception: &PyBaseExceptionRef) -> Option<String> {
    offer_suggestions(exception, vm).map(|name| name.as_wtf8().to_string_lossy().into_owned())
}

const RECURSION_MESSAGE: &str = "maximum recursion depth exceeded";

/// One frame of a traceback.
#[derive(Clone, PartialEq)]
struct Level {
    file: String,
    line: u32,
    function: String,
    /// Start and end column in characters, one for the first, when both lie on `line`.
    columns: Option<(usize, usize)>,
}

fn levels(exception: &PyBaseExceptionRef) -> Vec<Level> {
    let Some(traceback) = exception.__traceback__() else {
        return Vec::new();
    };
    traceback
        .iter()
        .filter_map(|entry| {
            let code = entry.frame.f_code();
            let file = code.source_path().as_str().to_owned();
            if HIDDEN_FILES.iter().any(|hidden| file.starts_with(hidden)) {
                return None;
            }
            let line = entry.lineno.get();
            let columns = usize::try_from(entry.lasti / 2)
                .ok()
                .and_then(|at| code.locations.get(at))
                .filter(|(start, end)| start.line.get() == line && end.line.get() == line)
                .map(|(start, end)| (start.character_offset.get(), end.character_offset.get()));
            let function = code.qualname.as_str().to_owned();
            Some(Level { file, line: line as u32, function, columns })
        })
        .collect()
}

fn chain(
    vm: &VirtualMachine,
    exception: &PyBaseExceptionRef,
    out: &mut Vec<String>,
    seen: &mut Vec<usize>,
) {
    seen.push(exception.get_id());
    let cause = exception.__cause__();
    let earlier = match &cause {
        Some(_) => cause,
        None if suppresses_context(vm, exception) => None,
        None => exception.__context__(),
    };
    if let Some(earlier) = earlier.filter(|earlier| !seen.contains(&earlier.get_id())) {
        chain(vm, &earlier, out, seen);
        let joint = if exception.__cause__().is_some() {
            "The above exception was the direct cause of the following exception:"
        } else {
            "During handling of the above exception, another exception occurred:"
        };
        out.extend([String::new(), joint.to_owned(), String::new()]);
    }
    let levels = levels(exception);
    if !levels.is_empty() {
        out.push("Traceback (most recent call last):".to_owned());
        write_levels(&levels, out);
    }
    write_exception(vm, exception, out);
}

fn suppresses_context(vm: &VirtualMachine, exception: &PyBaseExceptionRef) -> bool {
    exception
        .as_object()
        .get_attr("__suppress_context__", vm)
        .and_then(|flag| flag.try_to_bool(vm))
        .unwrap_or(false)
}

fn write_levels(levels: &[Level], out: &mut Vec<String>) {
    let mut repeated = 0;
    for (at, level) in levels.iter().enumerate() {
        let same = at > 0 && levels[at - 1] == *level;
        repeated = if same { repeated + 1 } else { 0 };
        if repeated < REPEATED_FRAMES {
            write_level(level, out);
        }
        let last_of_row = levels.get(at + 1).is_none_or(|next| next != level);
        if last_of_row && repeated >= REPEATED_FRAMES {
            let more = repeated + 1 - REPEATED_FRAMES;
            let times = if more == 1 { "time" } else { "times" };
            out.push(format!("  [Previous line repeated {more} more {times}]"));
        }
    }
}

fn write_level(level: &Level, out: &mut Vec<String>) {
    out.push(format!("  File \"{}\", line {}, in {}", level.file, level.line, level.function));
    let Some(source) = source_line(&level.file, level.line) else {
        return;
    };
    let text = source.trim();
    if text.is_empty() {
        return;
    }
    out.push(format!("    {text}"));
    let indent = source.chars().take_while(|character| character.is_whitespace()).count();
    let length = text.chars().count();
    let Some((start, end)) = level.columns else {
        return;
    };
    let start = start.saturating_sub(1 + indent).min(length);
    let end = end.saturating_sub(1 + indent).min(length);
    // A mark under the whole line tells nothing.
    if start < end && end - start < length {
        out.push(format!("    {}{}", " ".repeat(start), "^".repeat(end - start)));
    }
}

fn write_exception(vm: &VirtualMachine, exception: &PyBaseExceptionRef, out: &mut Vec<String>) {
    let name = qualified_name(vm, exception);
    if exception.fast_isinstance(vm.ctx.exceptions.syntax_error)
        && let Some(fault) = syntax_fault(vm, exception)
    {
        out.push(format!("  File \"{}\", line {}", fault.file, fault.line));
        if let Some(text) = &fault.text {
            write_fault_line(text, &fault, out);
        }
        out.push(format!("{name}: {}", fault.message));
        return;
    }
    let message = message(vm, exception);
    let mut text = if message.is_empty() { name } else { format!("{name}: {message}") };
    if let Some(meant) = suggestion(vm, exception) {
        text = format!("{text}. Did you mean: '{meant}'?");
    }
    out.extend(text.split('\n').map(str::to_owned));
    if let Ok(notes) = exception.as_object().get_attr("__notes__", vm)
        && let Ok(notes) = notes.try_to_value::<Vec<PyObjectRef>>(vm)
    {
        for note in notes {
            if let Ok(note) = note.str(vm) {
                let note = note.as_wtf8().to_string_lossy().into_owned();
                out.extend(note.split('\n').map(str::to_owned));
            }
        }
    }
}

/// The class name as tracebacks write it: with its module, unless that is Python's or the cells'.
fn qualified_name(vm: &VirtualMachine, exception: &PyBaseExceptionRef) -> String {
    let class = exception.class();
    let text = |name: &'static str| {
        class.as_object().get_attr(name, vm).ok().and_then(|value| {
            value.downcast_ref::<PyStr>().map(|text| text.as_wtf8().to_string_lossy().into_owned())
        })
    };
    let name = text("__qualname__").unwrap_or_else(|| class.name().to_string());
    match text("__module__").as_deref() {
        None | Some("builtins" | "__main__") => name,
        Some(module) => format!("{module}.{name}"),
    }
}

/// Where a `SyntaxError` says the fault is.
struct SyntaxFault {
    file: String,
    line: u32,
    column: Option<usize>,
    end_column: Option<usize>,
    text: Option<String>,
    message: String,
}

fn syntax_fault(vm: &VirtualMachine, exception: &PyBaseExceptionRef) -> Option<SyntaxFault> {
    let value = |name: &'static str| {
        exception.as_object().get_attr(name, vm).ok().filter(|value| !vm.is_none(value))
    };
    let text = |name| {
        value(name).and_then(|value| {
            value.str(vm).ok().map(|text| text.as_wtf8().to_string_lossy().into_owned())
        })
    };
    let number = |name| value(name).and_then(|value| value.try_to_value::<isize>(vm).ok());
    let line = u32::try_from(number("lineno")?).ok()?;
    let same_line = number("end_lineno").is_none_or(|end| end == line as isize);
    let file = text("filename").unwrap_or_else(|| "<string>".to_owned());
    Some(SyntaxFault {
        line,
        column: number("offset").and_then(|at| usize::try_from(at).ok()).filter(|at| *at > 0),
        end_column: number("end_offset")
            .and_then(|at| usize::try_from(at).ok())
            .filter(|_| same_line),
        // The cell's own text: Python may have seen a notebook command made Python.
        text: source_line(&file, line).or_else(|| text("text")),
        message: text("msg").unwrap_or_default(),
        file,
    })
}

fn write_fault_line(source: &str, fault: &SyntaxFault, out: &mut Vec<String>) {
    let source = source.trim_end();
    let text = source.trim_start();
    out.push(format!("    {text}"));
    let Some(column) = fault.column else {
        return;
    };
    let indent = source.chars().count() - text.chars().count();
    let start = (column - 1).saturating_sub(indent);
    let width = fault.end_column.map_or(1, |end| end.saturating_sub(column).max(1));
    let width = width.min((text.chars().count() + 1).saturating_sub(start).max(1));
    let mut marks = String::from("    ");
    // Writing to a String cannot fail.
    let _ = write!(marks, "{}{}", " ".repeat(start), "^".repeat(width));
    out.push(marks);
}

fn source_line(file: &str, line: u32) -> Option<String> {
    running::with(|running| {
        let cell = running.cell(file)?;
        cell.source.split('\n').nth(line.checked_sub(1)? as usize).map(str::to_owned)
    })?
}

fn cell_of(file: &str) -> Option<String> {
    running::with(|running| running.cell(file).map(|cell| cell.cell.clone()))?
}

/// The innermost place that lies in a cell.
fn place(vm: &VirtualMachine, exception: &PyBaseExceptionRef, levels: &[Level]) -> Option<Place> {
    if exception.fast_isinstance(vm.ctx.exceptions.syntax_error)
        && let Some(fault) = syntax_fault(vm, exception)
        && let Some(cell) = cell_of(&fault.file)
    {
        let column = fault.column.map(|column| utf16_column(&fault.file, fault.line, column));
        return Some(Place { cell, line: fault.line, column });
    }
    levels.iter().rev().find_map(|level| {
        let cell = cell_of(&level.file)?;
        let column = level.columns.map(|(start, _)| utf16_column(&level.file, level.line, start));
        Some(Place { cell, line: level.line, column })
    })
}

/// A column in UTF-16 units from one in characters; both are one for the first.
fn utf16_column(file: &str, line: u32, column: usize) -> u32 {
    let source = source_line(file, line).unwrap_or_default();
    let before: usize = source.chars().take(column - 1).map(char::len_utf16).sum();
    before as u32 + 1
}
